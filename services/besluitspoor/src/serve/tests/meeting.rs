//! The services meet in the journal: what one writes the others read.

use uuid::Uuid;
use wire::v1::{
    AdoptFrameworkRequest, GetAgendaRequest, ReadAt, ReadJournalRequest, WatchAgendaRequest,
    agenda_service_client::AgendaServiceClient, audit_service_client::AuditServiceClient,
    framework_service_client::FrameworkServiceClient, read_at::At, watch_agenda_response::Change,
};

use super::*;

async fn adopt(channel: &Channel) -> wire::v1::Position {
    let request = AdoptFrameworkRequest {
        command_id: Uuid::from_u128(1).to_string(),
        file: String::from_utf8(kader::shipped::regio_alkmaar().to_vec()).unwrap(),
        ..AdoptFrameworkRequest::default()
    };
    let adopted = FrameworkServiceClient::new(channel.clone()).adopt_framework(with_token(1, request)).await;
    adopted.unwrap().into_inner().receipt.unwrap().position.unwrap()
}

fn agenda(at: wire::v1::Position) -> Request<GetAgendaRequest> {
    let at = Some(ReadAt { at: Some(At::AtLeast(at)) });
    with_token(1, GetAgendaRequest { body_id: "pora".into(), at, ..GetAgendaRequest::default() })
}

#[tokio::test]
async fn what_one_writes_the_others_read_also_after_the_end() {
    let place = Place::new();
    let running = place.start().await;
    let channel = channel(&running).await;
    let position = adopt(&channel).await;
    let mut reading = AgendaServiceClient::new(channel.clone());
    let read = reading.get_agenda(agenda(position.clone())).await.unwrap().into_inner();
    assert_eq!(read.reflects.unwrap().position, position.position);
    let mut audit = AuditServiceClient::new(channel.clone());
    let records = audit.read_journal(with_token(1, ReadJournalRequest::default()));
    let mut records = records.await.unwrap().into_inner();
    assert!(records.message().await.unwrap().is_some());
    assert!(records.message().await.unwrap().is_none(), "one was written");

    let watched = WatchAgendaRequest { body_id: "pora".into() };
    let mut watch = reading.watch_agenda(with_token(1, watched)).await.unwrap().into_inner();
    let first = watch.message().await.unwrap().unwrap().change;
    assert!(matches!(first, Some(Change::Snapshot(_))), "{first:?}");
    assert!(soon(running.stop()).await.all_answered);
    let told = watch.message().await.unwrap_err();
    assert_eq!(reason(&told), (Code::Unavailable, "SERVICE_STOPPING".into()));

    let running = place.start().await;
    let channel = self::channel(&running).await;
    let read = AgendaServiceClient::new(channel).get_agenda(agenda(position)).await.unwrap().into_inner();
    assert_eq!(read.reflects.unwrap().position, 1);
}

#[tokio::test]
async fn the_metrics_count_what_was_done() {
    let running = Place::new().start().await;
    let channel = channel(&running).await;
    let position = adopt(&channel).await;
    AgendaServiceClient::new(channel).get_agenda(agenda(position)).await.unwrap();
    let authorization = format!("authorization: Bearer {}\r\n", token(1).reveal());
    let metrics = get(&running, "/metrics", &authorization).await;
    for line in [
        "besluitspoor_journal_position 1",
        "besluitspoor_view_position 1",
        "besluitspoor_view_lag_records 0",
        r#"besluitspoor_calls_total{method="besluitspoor.v1.FrameworkService/AdoptFramework",code="OK"} 1"#,
        r#"besluitspoor_call_seconds_count{method="besluitspoor.v1.AgendaService/GetAgenda"} 1"#,
    ] {
        assert!(metrics.contains(line), "{line} in\n{metrics}");
    }
    assert!(metrics.contains("besluitspoor_intake_commands_total"), "{metrics}");
}
