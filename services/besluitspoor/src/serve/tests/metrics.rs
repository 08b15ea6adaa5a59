//! The second port.

use super::*;

#[tokio::test]
async fn metrics_are_for_who_has_a_token_and_health_for_everybody() {
    let running = Place::new().start().await;
    let channel = channel(&running).await;
    refused(&channel, open(2, "")).await;
    let denied = get(&running, "/metrics", "").await;
    assert!(denied.starts_with("HTTP/1.1 401") && denied.contains("TOKEN_MISSING"), "{denied}");
    let authorization = format!("authorization: Bearer {}\r\n", token(1).reveal());
    let metrics = get(&running, "/metrics", &authorization).await;
    assert!(metrics.starts_with("HTTP/1.1 200"), "{metrics}");
    for line in [
        r#"besluitspoor_calls_total{method="besluitspoor.v1.ProposalService/OpenDossier",code="UNAUTHENTICATED"} 1"#,
        r#"besluitspoor_calls_in_progress{kind="call"} 0"#,
        "besluitspoor_journal_position 0",
        "besluitspoor_journal_writable 1",
        "besluitspoor_connections 1",
        "# EOF",
    ] {
        assert!(metrics.contains(line), "{line} in\n{metrics}");
    }
    assert!(!metrics.contains(token(1).reveal()));
    let healthy = get(&running, "/healthz", "").await;
    assert!(healthy.starts_with("HTTP/1.1 200") && healthy.ends_with("ok\n"), "{healthy}");
    assert!(healthy.contains("views: 0 records behind the journal\n"), "{healthy}");
}

#[tokio::test]
async fn anything_else_is_told_what_there_is() {
    let running = Place::new().start().await;
    assert!(get(&running, "/", "").await.starts_with("HTTP/1.1 404"));
    let stream = TcpStream::connect(running.metrics).await.unwrap();
    let said = "POST /metrics HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
    let heard = talk(stream, said).await;
    assert!(heard.starts_with("HTTP/1.1 405") && heard.to_lowercase().contains("allow: get"), "{heard}");
    let stream = TcpStream::connect(running.metrics).await.unwrap();
    let long = format!("GET /{} HTTP/1.1\r\n\r\n", "a".repeat(64 * 1024));
    let heard = talk(stream, &long).await;
    assert!(!heard.starts_with("HTTP/1.1 200"), "{heard}");
}
