//! Who is let in, and what a call is told that is not.

use tonic_reflection::pb::v1::{
    ServerReflectionRequest, server_reflection_client::ServerReflectionClient,
    server_reflection_request::MessageRequest, server_reflection_response::MessageResponse,
};
use tonic_types::StatusExt as _;

use super::*;

fn list_services() -> tokio_stream::Once<ServerReflectionRequest> {
    let message_request = Some(MessageRequest::ListServices(String::new()));
    tokio_stream::once(ServerReflectionRequest { host: String::new(), message_request })
}

#[tokio::test]
async fn without_a_token_nothing_answers_but_health() {
    let running = Place::new().start().await;
    let channel = channel(&running).await;
    assert_eq!(health(&channel, "").await, ServingStatus::Serving);
    assert_eq!(health(&channel, "besluitspoor.v1.ProposalService").await, ServingStatus::Serving);
    let status = refused(&channel, Request::new(Vec::new())).await;
    assert_eq!(reason(&status), (Code::Unauthenticated, "TOKEN_MISSING".into()));
    let status = refused(&channel, open(2, "")).await;
    assert_eq!(reason(&status), (Code::Unauthenticated, "TOKEN_UNKNOWN".into()));
    let mut reflection = ServerReflectionClient::new(channel.clone());
    let status = reflection.server_reflection_info(list_services()).await.unwrap_err();
    assert_eq!(reason(&status), (Code::Unauthenticated, "TOKEN_MISSING".into()));
}

#[tokio::test]
async fn with_a_token_reflection_tells_what_there_is() {
    let running = Place::new().start().await;
    let mut reflection = ServerReflectionClient::new(channel(&running).await);
    let answers = reflection.server_reflection_info(with_token(1, list_services())).await.unwrap();
    let answer = answers.into_inner().message().await.unwrap().unwrap();
    let Some(MessageResponse::ListServicesResponse(list)) = answer.message_response else {
        panic!("no list: {answer:?}")
    };
    let names: Vec<_> = list.service.iter().map(|service| service.name.as_str()).collect();
    for name in Service::Intake.names() {
        assert!(names.contains(name), "{name} in {names:?}");
    }
    assert!(names.contains(&"grpc.health.v1.Health"));
}

#[tokio::test]
async fn a_request_that_cannot_be_read_says_why() {
    let running = Place::new().start().await;
    let channel = channel(&running).await;
    let status = refused(&channel, open(1, [0xff, 0xfe])).await;
    assert_eq!(reason(&status), (Code::InvalidArgument, "REQUEST_UNREADABLE".into()));
    assert!(status.get_error_details().error_info().unwrap().metadata["why"].contains("UTF-8"));
    let status = refused(&channel, open(1, vec![b'a'; wire::limits::REQUEST_BYTES_MAX + 1])).await;
    assert_eq!(reason(&status), (Code::ResourceExhausted, "REQUEST_TOO_LARGE".into()));
    // A service reads it and finds what is wrong with its fields: the rest of the way is open.
    let status = refused(&channel, open(1, "no uuid")).await;
    assert_eq!(status.code(), Code::InvalidArgument);
    assert!(status.get_error_details().bad_request().is_some(), "{status:?}");
}

#[tokio::test]
async fn who_finds_no_place_is_told_at_once_and_health_still_answers() {
    let mut place = Place::new();
    place.config.limits.calls = 1;
    let running = place.start().await;
    let channel = channel(&running).await;
    let first = dawdle(&channel).await;
    let status = soon(refused(&channel, open(1, ""))).await;
    assert_eq!(reason(&status), (Code::ResourceExhausted, "OVERLOADED".into()));
    assert_eq!(health(&channel, "").await, ServingStatus::Serving);
    first.abort();
    let _ = first.await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    let status = refused(&channel, open(1, "")).await;
    assert_eq!(status.code(), Code::InvalidArgument, "the place of who left is free: {status:?}");
}

#[tokio::test]
async fn a_call_without_an_answer_ends_in_time() {
    let mut place = Place::new();
    place.config.limits.answer_within = Duration::from_millis(200);
    let running = place.start().await;
    let call = dawdle(&channel(&running).await).await;
    assert_eq!(reason(&soon(call).await.unwrap()), (Code::DeadlineExceeded, "ANSWER_TOO_SLOW".into()));
}

#[tokio::test]
async fn the_caller_is_told_in_the_language_that_they_ask_for() {
    let running = Place::new().start().await;
    let channel = channel(&running).await;
    for (language, beginning) in [("nl", "Niemand heeft"), ("en", "Nobody has")] {
        let mut request = open(2, "");
        request.metadata_mut().insert("accept-language", language.parse().unwrap());
        request.metadata_mut().insert("x-request-id", "front-7".parse().unwrap());
        let status = refused(&channel, request).await;
        let details = status.get_error_details();
        let words = details.localized_message().unwrap();
        assert!(words.message.starts_with(beginning), "{words:?}");
        assert_eq!(status.metadata().get("x-request-id").unwrap(), "front-7");
    }
}

#[tokio::test]
async fn only_the_services_that_were_asked_for_answer() {
    let mut place = Place::new();
    place.config.services = [Service::Audit].into();
    let running = place.start().await;
    let channel = channel(&running).await;
    let status = refused(&channel, open(1, "")).await;
    assert_eq!(reason(&status), (Code::Unimplemented, "METHOD_UNKNOWN".into()));
    let request = HealthCheckRequest { service: "besluitspoor.v1.ProposalService".into() };
    let status = HealthClient::new(channel.clone()).check(request).await.unwrap_err();
    assert_eq!(status.code(), Code::NotFound);
}
