//! Without a token that counts nothing answers but health.

use prost::Message as _;
use prost_types::FileDescriptorSet;
use tests::{people::Person, refusal::refused, site::Site};
use tonic::Code;
use tonic_health::pb::{
    HealthCheckRequest, health_check_response::ServingStatus, health_client::HealthClient,
};

use crate::raw;

/// Every method of the contract, and reflection.
fn methods() -> Vec<String> {
    let contract = FileDescriptorSet::decode(wire::FILE_DESCRIPTOR_SET).expect("the contract");
    let services =
        contract.file.iter().flat_map(|file| file.service.iter().map(move |service| (file, service)));
    let mut paths: Vec<_> = services
        .flat_map(|(file, service)| {
            let service_path = format!("/{}.{}", file.package(), service.name());
            service.method.iter().map(move |method| format!("{service_path}/{}", method.name()))
        })
        .collect();
    paths.push("/grpc.reflection.v1.ServerReflection/ServerReflectionInfo".into());
    paths
}

#[tokio::test]
async fn no_method_answers_without_a_token_that_counts() {
    let site = Site::open().await;
    let head = site.auditor().head().await.unwrap();
    let nobody = site.administrator().without_token();
    let stranger = nobody.clone().showing(&format!("Bearer bsp_{}", "A".repeat(43)));
    let former = site.user(Person::Former);
    let half = nobody.clone().showing("Bearer bsp_AAAA");
    let basic = nobody.clone().showing("Basic YWRtaW46YWRtaW4=");
    let methods = methods();
    assert!(methods.len() > 20, "{methods:?}");
    for method in &methods {
        for (user, reason) in [
            (&nobody, "TOKEN_MISSING"),
            (&stranger, "TOKEN_UNKNOWN"),
            (&former, "TOKEN_EXPIRED"),
            (&half, "TOKEN_MALFORMED"),
            (&basic, "TOKEN_MALFORMED"),
        ] {
            let told = refused(raw::call(user, method, ()).await, Code::Unauthenticated, reason);
            assert!(!told.message.contains("bsp_A"), "what was shown is not repeated: {told:?}");
        }
    }
    assert_eq!(site.auditor().head().await.unwrap(), head);
    let told = refused(former.head().await, Code::Unauthenticated, "TOKEN_EXPIRED");
    told.says(&["1 januari 2024", "beheerder"]).fact("expired_on", "2024-01-01");
    let told = refused(half.head().await, Code::Unauthenticated, "TOKEN_MALFORMED");
    told.says(&["43", "4"]);
}

#[tokio::test]
async fn health_answers_everyone() {
    let site = Site::open().await;
    let mut health = HealthClient::new(site.channel());
    for service in [
        "",
        "besluitspoor.v1.ProposalService",
        "besluitspoor.v1.AgendaService",
        "besluitspoor.v1.AuditService",
    ] {
        let answer = health.check(HealthCheckRequest { service: service.into() }).await.unwrap().into_inner();
        assert_eq!(answer.status(), ServingStatus::Serving, "{service}");
    }
    let metrics = site.server().metrics();
    assert!(raw::get(metrics, "/healthz", "").starts_with("HTTP/1.1 200"));
    let refused = raw::get(metrics, "/metrics", "");
    assert!(refused.starts_with("HTTP/1.1 401") && refused.contains("TOKEN_MISSING"), "{refused}");
    let wrong = format!("authorization: Bearer bsp_{}\r\n", "A".repeat(43));
    assert!(raw::get(metrics, "/metrics", &wrong).starts_with("HTTP/1.1 401"));
}
