//! What was refused is counted by the reason that its caller was told, wherever it was refused; and appends are timed.

use tests::{acts::command_id, people::Person};
use tonic::Code;
use wire::v1::WithdrawDossierRequest;

use crate::{Scene, raw};

#[tokio::test]
async fn refusals_are_counted_by_the_reason_that_was_told() {
    let scene = Scene::at_pora().await;
    let heiloo = scene.heiloo();
    let before = lines(&scene);
    let opened = count(&before, ACCEPTED);
    assert_eq!(before.iter().filter(|line| line.starts_with(REFUSALS)).count(), 0, "{before:#?}");

    let nobody = scene.site.administrator().without_token();
    scene.refuses(nobody.head().await, Code::Unauthenticated, "TOKEN_MISSING").await;
    for body in ["pora", "oogo"] {
        let answer = scene.site.secretary(body).open("Voorbeeld: een groep").await;
        scene.refuses(answer, Code::PermissionDenied, "NOT_GRANTED").await;
    }
    scene.finds_fault(heiloo.open("").await).await;
    let withdraw = |dossier: &str, expected| WithdrawDossierRequest {
        command_id: command_id(),
        dossier_id: dossier.into(),
        expected_revision: expected,
        reason: "Toch maar niet.".into(),
        ..WithdrawDossierRequest::default()
    };
    let mut proposals = heiloo.proposals();
    let stale = proposals.withdraw_dossier(withdraw(&scene.dossier.id, Some(99))).await;
    scene.refuses(stale, Code::Aborted, "REVISION_CONFLICT").await;
    let unknown = proposals.withdraw_dossier(withdraw(&command_id(), None)).await;
    scene.refuses(unknown, Code::NotFound, "DOSSIER_UNKNOWN").await;
    heiloo.open("Voorbeeld: en een die lukt").await.unwrap();

    let after = lines(&scene);
    let refusals: Vec<_> = after.iter().filter_map(|line| line.strip_prefix(REFUSALS)).collect();
    let expected = [
        r#"{reason="DOSSIER_UNKNOWN"} 1"#,
        r#"{reason="INVALID_REQUEST"} 1"#,
        r#"{reason="NOT_GRANTED"} 2"#,
        r#"{reason="REVISION_CONFLICT"} 1"#,
        r#"{reason="TOKEN_MISSING"} 1"#,
    ];
    assert_eq!(refusals, expected);
    assert_eq!(count(&after, ACCEPTED), opened + 1);
    assert_eq!(
        count(&after, r#"besluitspoor_intake_commands_total{command="withdraw_dossier",answer="refused"}"#),
        2
    );
    // Every record was appended since the server started, and timed.
    assert_eq!(count(&after, "besluitspoor_journal_append_seconds_count"), scene.head + 1);
    assert_eq!(count(&after, r#"besluitspoor_journal_append_seconds_bucket{le="+Inf"}"#), scene.head + 1);
}

const REFUSALS: &str = "besluitspoor_call_refusals_total";
const ACCEPTED: &str = r#"besluitspoor_intake_commands_total{command="open_dossier",answer="accepted"}"#;

/// What is counted now, in order.
fn lines(scene: &Scene) -> Vec<String> {
    let token = scene.site.token(&Person::Auditor);
    let authorization = format!("authorization: Bearer {token}\r\n");
    let answer = raw::get(scene.site.server().metrics(), "/metrics", &authorization);
    let mut lines: Vec<_> = answer.lines().map(str::to_owned).collect();
    lines.sort();
    lines
}

/// The number behind this name.
#[track_caller]
fn count(lines: &[String], name: &str) -> u64 {
    let found = lines.iter().find_map(|line| line.strip_prefix(name)?.trim().parse().ok());
    found.unwrap_or_else(|| panic!("{name} is not in {lines:#?}"))
}
