//! PORA agrees that somebody finds something out. Until that was done it stands on the list of every later meeting, also when the
//! decision list of the first was fixed long ago; and it stays readable how it stood.

use jiff::civil::{Date, date};
use tests::{
    meetings::{action, member},
    refusal::refused,
    site::alkmaar,
    user::User,
    walked::Walked,
};
use tonic::Code;
use wire::v1::{
    Action, ActionStatus, ListActionsRequest, ListMeetingsRequest, NewAction, NewDoer, ReadAt,
    list_actions_request::Of, verify_decisions_response::Verification,
};

/// Actions of something, as somebody reads them.
async fn actions(user: &User, of: Of, open_only: bool, at: Option<ReadAt>) -> Vec<Action> {
    let at = at.or_else(|| Some(user.at_least()));
    let request = ListActionsRequest { of: Some(of), open_only, at, ..ListActionsRequest::default() };
    user.agendas().list_actions(request).await.unwrap().into_inner().actions
}

async fn on_list(user: &User, meeting: &str) -> Vec<(String, bool, ActionStatus)> {
    let listed = actions(user, Of::MeetingId(meeting.into()), false, None).await;
    listed.into_iter().map(|row| (row.number.clone(), row.carried, row.status())).collect()
}

/// A meeting of PORA that was held on a day.
async fn held(region: &Walked, secretary: &User, on: Date) -> String {
    let meeting = secretary.plan("pora", on).await.unwrap().meeting_id;
    region.walk_to(on);
    secretary.held(&meeting, &[member("u-heiloo", "gemeente-heiloo")], &[]).await.unwrap();
    meeting
}

fn row(number: u32, carried: bool, status: ActionStatus) -> (String, bool, ActionStatus) {
    (format!("PORA-A-2026-{number:02}"), carried, status)
}

/// Who asks of the dossier sees what came of it; who asks of July sees what stood then.
async fn read_back(secretary: &User, heiloo: &User, dossier: &str, (july, july_at): (&str, ReadAt)) {
    let about = actions(heiloo, Of::DossierId(dossier.into()), false, None).await;
    let [done] = &about[..] else { panic!("{about:#?}") };
    assert_eq!(done.evidence.as_ref().unwrap().text, "Het overzicht van 20 augustus.");
    assert_eq!((done.reported_on(), done.closed_on()), ("2026-09-02", "2026-08-20"));
    assert_eq!(done.dossier.as_ref().unwrap().title.as_ref().unwrap().text, "Voorbeeld: wat kost vervoer");
    let then = actions(secretary, Of::MeetingId(july.into()), true, Some(july_at)).await;
    assert_eq!(then.len(), 3);
    let named = actions(secretary, Of::Number("pora-a-2026-02".into()), false, None).await;
    assert_eq!(named[0].doer.as_ref().unwrap().words.as_ref().unwrap().text, "School De Stip");
    let request = ListMeetingsRequest { at: Some(secretary.at_least()), ..ListMeetingsRequest::default() };
    let meetings = secretary.agendas().list_meetings(request).await.unwrap().into_inner().meetings;
    let counted: Vec<_> = meetings.iter().map(|row| (row.open_actions, row.actions)).collect();
    assert_eq!(counted, [(1, 2), (0, 1), (0, 0), (0, 0)]);
}

#[tokio::test]
async fn an_action_stands_on_every_list_until_it_is_done() {
    use ActionStatus::{Done, Dropped, Open};
    let region = Walked::open(&[alkmaar()], date(2026, 5, 6)).await;
    let (secretary, heiloo) = (region.secretary("pora"), region.coordinator("gemeente-heiloo"));
    let dossier = heiloo.open("Voorbeeld: wat kost vervoer").await.unwrap();

    let planned = secretary.plan("pora", date(2026, 6, 3)).await.unwrap().meeting_id;
    let early = secretary.agree(&planned, action("Te vroeg.", "gemeente-heiloo", date(2026, 6, 24))).await;
    refused(early, Code::FailedPrecondition, "MEETING_NOT_HELD");
    region.walk_to(date(2026, 6, 3));
    let present = [member("u-heiloo", "gemeente-heiloo")];
    secretary.held(&planned, &present, &[]).await.unwrap();
    let june = planned;
    let about = |id: String| NewAction {
        dossier_id: Some(id),
        ..action("Nagaan wat vervoer kost.", "gemeente-heiloo", date(2026, 6, 24))
    };
    let unknown = secretary.agree(&june, about(uuid::Uuid::from_u128(9).to_string())).await;
    refused(unknown, Code::FailedPrecondition, "DOSSIER_UNKNOWN");
    assert_eq!(secretary.agree(&june, about(dossier.id.clone())).await.unwrap(), 1);
    let doer = Some(NewDoer { who: None, words: Some("School De Stip".into()) });
    let outside = NewAction { doer, ..action("Rooster maken.", "", date(2026, 9, 1)) };
    assert_eq!(secretary.agree(&june, outside).await.unwrap(), 2);
    let elders = secretary.agree(&june, action("?", "elders", date(2026, 9, 1))).await;
    refused(elders, Code::FailedPrecondition, "DOER_UNKNOWN").says(&["elders"]);
    let elsewhere = region.secretary("rbo").agree(&june, action("?", "swv-ppo-nk", date(2026, 9, 1))).await;
    refused(elsewhere, Code::PermissionDenied, "NOT_GRANTED");
    assert_eq!(secretary.draft_list(&june, &[]).await.unwrap(), 1);

    // In July both are open, and the first is late; nothing happened by itself.
    let july = held(&region, &secretary, date(2026, 7, 1)).await;
    assert_eq!(
        secretary.agree(&july, action("Brief sturen.", "swv-ppo-nk", date(2026, 7, 8))).await.unwrap(),
        1
    );
    secretary.fix_list(&june, 1, &july).await.unwrap();
    assert_eq!(
        on_list(&secretary, &july).await,
        [row(1, true, Open), row(2, true, Open), row(3, false, Open)]
    );
    let late: Vec<_> = actions(&heiloo, Of::BodyId("pora".into()), true, None).await;
    assert_eq!(late.iter().map(|row| row.overdue).collect::<Vec<_>>(), [true, false, false]);
    let july_at = secretary.as_of(secretary.head().await.unwrap());
    let after = secretary.agree(&june, action("Vergeten.", "swv-ppo-nk", date(2026, 9, 1))).await;
    refused(after, Code::FailedPrecondition, "AGREED_TOO_LATE").fact("fixed_at", &july);

    // In September it was done, though the list of June was fixed; what was not needed any more is dropped.
    let september = held(&region, &secretary, date(2026, 9, 2)).await;
    let told_early = secretary.did((&june, 1), date(2026, 8, 20), "Het overzicht.", Some(&june)).await;
    refused(told_early, Code::FailedPrecondition, "CANNOT_REPORT_AT");
    let ahead = secretary.did((&june, 1), date(2026, 9, 3), "Het overzicht.", Some(&september)).await;
    refused(ahead, Code::FailedPrecondition, "CLOSED_IN_FUTURE");
    secretary
        .did((&june, 1), date(2026, 8, 20), "Het overzicht van 20 augustus.", Some(&september))
        .await
        .unwrap();
    let again = secretary.did((&june, 1), date(2026, 8, 21), "Nog eens.", None).await;
    refused(again, Code::FailedPrecondition, "ACTION_CLOSED").fact("on", "2026-08-20");
    secretary.drop_action((&july, 1), date(2026, 7, 6), "Zij hadden al geschreven.", None).await.unwrap();
    let expected = [row(1, true, Done), row(2, true, Open)];
    assert_eq!(on_list(&secretary, &september).await, expected, "who was told in September hears it then");
    let expected = [row(1, true, Done), row(2, true, Open), row(3, false, Dropped)];
    assert_eq!(on_list(&secretary, &july).await, expected, "in July they were on the table");
    let october = held(&region, &secretary, date(2026, 10, 7)).await;
    assert_eq!(on_list(&secretary, &october).await, [row(2, true, Open)]);

    read_back(&secretary, &heiloo, &dossier.id, (&july, july_at)).await;
    let verified = region.auditor().verify(None).await.unwrap();
    assert!(matches!(verified, Verification::Agreed(_)), "the rules give all of it again: {verified:?}");
    let records = region.auditor().history(&format!("meeting.{june}")).await.unwrap();
    let last = &records.last().unwrap().summary;
    assert!(last.contains("Actie 1 is gedaan op 20 augustus 2026") && last.contains(&september), "{last}");
    region.close().await;
}
