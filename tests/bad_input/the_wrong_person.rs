//! Someone who may not: another role, another body, another coordinator, a capacity that they do not have.

use tests::{
    acts::command_id,
    people::Person,
    site::alkmaar,
    treatment::{Written as _, treated},
};
use tonic::Code;
use wire::v1::{
    AdministratorCapacity, Capacity, CoordinatorCapacity, OpenDossierRequest, Outcome,
    RegisterArrangementRequest, capacity,
};

use crate::Scene;

#[tokio::test]
async fn the_wrong_role() {
    let scene = Scene::at_pora().await;
    let site = &scene.site;
    for person in [site.secretary("pora"), site.member("pora"), site.auditor(), site.administrator()] {
        let told = scene
            .refuses(person.open("Voorbeeld: een groep").await, Code::PermissionDenied, "NOT_GRANTED")
            .await;
        told.says(&["coördinator"]).fact("needs", "coordinator");
    }
    let item = scene.item().await;
    let positive = || treated(Outcome::Positive).dated(&item.arrived_on);
    for person in [scene.heiloo(), site.member("pora"), site.auditor(), site.administrator()] {
        let answer = person.record(&scene.dossier, item.visit.clone().unwrap(), positive()).await;
        let told = scene.refuses(answer, Code::PermissionDenied, "NOT_GRANTED").await;
        told.says(&["secretaris", "pora"]).fact("needs", "secretary:pora");
    }
    for person in [scene.heiloo(), site.secretary("oogo"), site.member("oogo"), site.auditor()] {
        let told = scene.refuses(person.adopt(alkmaar()).await, Code::PermissionDenied, "NOT_GRANTED").await;
        told.says(&["beheerder"]).fact("needs", "administrator");
        let register = RegisterArrangementRequest {
            command_id: command_id(),
            framework_id: "regio-alkmaar".into(),
            name: "Voorbeeld".into(),
            party_id: "swv-ppo-nk".into(),
            level: wire::v1::Level::Group.into(),
            ..RegisterArrangementRequest::default()
        };
        let mut registers = person.registers();
        scene
            .refuses(registers.register_arrangement(register).await, Code::PermissionDenied, "NOT_GRANTED")
            .await;
    }
    let guest = site.user(Person::Guest);
    scene
        .refuses(guest.agenda("pora").await, Code::PermissionDenied, "NOT_GRANTED")
        .await
        .says(&["geen enkele rol"]);
}

#[tokio::test]
async fn the_wrong_body() {
    let scene = Scene::at_pora().await;
    let item = scene.item().await;
    for body in ["beleidsoverleg", "rbo", "regisseuroverleg", "oogo"] {
        let positive = treated(Outcome::Positive).dated(&item.arrived_on);
        let recorded = scene.site.secretary(body);
        let answer = recorded.record(&scene.dossier, item.visit.clone().unwrap(), positive).await;
        let told = scene.refuses(answer, Code::PermissionDenied, "NOT_GRANTED").await;
        told.says(&["pora", body]).fact("held", &format!("secretary:{body}"));
    }
}

#[tokio::test]
async fn another_coordinator() {
    let scene = Scene::at_pora().await;
    let actor = scene.heiloo().person.actor();
    for other in [scene.site.colleague("gemeente-heiloo"), scene.site.coordinator("gemeente-bergen")] {
        let answer = other.file(&scene.dossier, "businesscase").await;
        let told = scene.refuses(answer, Code::PermissionDenied, "OTHER_COORDINATOR").await;
        told.says(&[&actor, "overdragen"]).fact("coordinator", &actor);
    }
}

#[tokio::test]
async fn a_capacity_that_they_do_not_have_or_do_not_name() {
    let scene = Scene::at_pora().await;
    let as_if = |capacity: Option<capacity::Capacity>| OpenDossierRequest {
        command_id: command_id(),
        acting_as: capacity.map(|capacity| Capacity { capacity: Some(capacity) }),
        framework_id: "regio-alkmaar".into(),
        title: "Voorbeeld: namens een ander".into(),
        function_ids: vec!["opbouwen".into()],
        ..OpenDossierRequest::default()
    };
    let bergen = capacity::Capacity::Coordinator(CoordinatorCapacity { party_id: "gemeente-bergen".into() });
    let mut heiloo = scene.heiloo().proposals();
    let opened = heiloo.open_dossier(as_if(Some(bergen.clone()))).await;
    let told = scene.refuses(opened, Code::PermissionDenied, "CAPACITY_NOT_HELD").await;
    told.says(&["gemeente-bergen", "gemeente-heiloo"]);

    // Someone with several roles says in which they act; it is recorded.
    let versatile = scene.site.user(Person::Versatile);
    let mut proposals = versatile.proposals();
    let administrator = as_if(Some(capacity::Capacity::Administrator(AdministratorCapacity {})));
    let opened = proposals.open_dossier(administrator).await;
    let told = scene.refuses(opened, Code::PermissionDenied, "CAPACITY_NOT_FOR_THIS").await;
    told.says(&["beheerder", "coördinator"]);
    let opened = proposals.open_dossier(as_if(None)).await;
    let told = scene.refuses(opened, Code::PermissionDenied, "CAPACITY_UNCLEAR").await;
    told.says(&["gemeente-alkmaar", "gemeente-bergen", "acting_as"]);
    let opened = proposals.open_dossier(as_if(Some(bergen.clone()))).await.unwrap().into_inner();
    let history = scene.site.auditor().history(&opened.receipt.unwrap().history_id).await.unwrap();
    let recorded = &history[0];
    assert_eq!(recorded.acted_as, Some(Capacity { capacity: Some(bergen) }));
    assert_eq!(recorded.actor_id, versatile.person.actor());
}
