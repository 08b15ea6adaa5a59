//! The secretary of PORA plans a meeting, sends the papers, writes down who was there, and the next meeting fixes the
//! decision list. What was sent cannot change any more, and what was not reached goes on.

use jiff::civil::{Date, date};
use tests::{
    acts::Opened,
    meetings::{late, member, place, topic, visiting},
    refusal::refused,
    site::alkmaar,
    treatment::{Written as _, stands, treated},
    user::User,
    walked::Walked,
};
use tonic::Code;
use wire::v1::{
    GetMeetingRequest,
    ItemKind::{Discussion, Formality, Information},
    ItemRef, MeetingForm, NewItem,
    Outcome::{Deferred, Noted, Positive},
    Stance,
    verify_decisions_response::Verification,
};

/// A dossier of Heiloo that came to PORA on the day that it is.
async fn at_pora(region: &Walked, title: &str) -> Opened {
    let heiloo = region.coordinator("gemeente-heiloo");
    let dossier = heiloo.open(title).await.unwrap();
    heiloo.submit(&dossier, "voorstel").await.unwrap();
    for (body, outcome) in [("beleidsoverleg", Noted), ("rbo", Positive), ("regisseuroverleg", Positive)] {
        region.secretary(body).treat(&dossier, treated(outcome)).await.unwrap();
    }
    dossier
}

fn pora(dossier: &Opened, visit: u32) -> NewItem {
    visiting(dossier, "voorstel-pora", visit, Formality)
}

fn carried(item: NewItem, meeting: &str, item_number: u32) -> NewItem {
    NewItem { carried_from: Some(ItemRef { meeting_id: meeting.into(), item_number }), ..item }
}

/// A meeting whose agenda was sent on the day before it.
async fn sent(secretary: &User, region: &Walked, on: Date, items: Vec<NewItem>) -> String {
    let meeting = secretary.plan("pora", on).await.unwrap().meeting_id;
    let mut places = Vec::new();
    for item in items {
        places.push(place(secretary.schedule(&meeting, item).await.unwrap(), Formality));
    }
    secretary.fix_agenda(&meeting, &places).await.unwrap();
    region.walk_to(on.yesterday().unwrap());
    secretary.send_papers(&meeting).await.unwrap();
    meeting
}

#[tokio::test]
async fn from_the_planning_to_the_decision_list() {
    let region = Walked::open(&[alkmaar()], date(2026, 5, 6)).await;
    let secretary = region.secretary("pora");
    let first = at_pora(&region, "Voorbeeld: op tijd").await;

    let june = date(2026, 6, 3);
    let thursday = secretary.plan("pora", date(2026, 6, 4)).await;
    refused(thursday, Code::FailedPrecondition, "REASON_REQUIRED")
        .says(&["1 juli 2026"])
        .fact("next", "2026-07-01");
    let elsewhere = region.secretary("rbo").plan("pora", june).await;
    refused(elsewhere, Code::PermissionDenied, "NOT_GRANTED");
    let planned = secretary.plan("pora", june).await.unwrap();
    // Twelve working days before, over Whit Monday and past Ascension.
    assert_eq!((planned.papers_due_on.as_str(), planned.dispatch_on.as_str()), ("2026-05-15", "2026-05-15"));
    let meeting = planned.meeting_id;
    assert_eq!(secretary.schedule(&meeting, pora(&first, 1)).await.unwrap(), 1);
    assert_eq!(secretary.schedule(&meeting, topic("Mededelingen")).await.unwrap(), 2);

    region.walk_to(date(2026, 5, 18));
    let second = at_pora(&region, "Voorbeeld: drie dagen te laat").await;
    refused(
        secretary.schedule(&meeting, pora(&second, 1)).await,
        Code::FailedPrecondition,
        "AUTHORISER_REQUIRED",
    )
    .says(&["18 mei 2026", "15 mei 2026"]);
    let let_in = NewItem { late: late("u-regiosecretaris", "De wethouder vroeg erom."), ..pora(&second, 1) };
    assert_eq!(secretary.schedule(&meeting, let_in).await.unwrap(), 3);
    let order = [place(2, Information), place(1, Formality), place(3, Discussion)];
    refused(secretary.send_papers(&meeting).await, Code::FailedPrecondition, "AGENDA_NOT_FIXED");
    refused(secretary.fix_agenda(&meeting, &order[..2]).await, Code::FailedPrecondition, "ITEM_MISSING");
    secretary.fix_agenda(&meeting, &order).await.unwrap();
    let papers = secretary.send_papers(&meeting).await.unwrap();
    assert_eq!((papers.papers, papers.digest.len()), (2, 64));

    let third = at_pora(&region, "Voorbeeld: nagezonden").await;
    let frozen = secretary.schedule(&meeting, pora(&third, 1)).await;
    refused(frozen, Code::FailedPrecondition, "PAPERS_FROZEN");
    let addendum = NewItem { late: late("u-regiosecretaris", "Spoed."), ..pora(&third, 1) };
    assert_eq!(secretary.send_addendum(&meeting, addendum).await.unwrap(), 4);

    region.walk_to(june);
    let present = ["alkmaar", "bergen", "castricum", "dijk-en-waard", "heiloo"]
        .map(|name| member(&format!("u-{name}"), &format!("gemeente-{name}")));
    let absent = secretary.held(&meeting, &present, &[place(1, Discussion)]).await.unwrap();
    assert_eq!(absent, ["gemeente-uitgeest"]);
    secretary.treat(&first, treated(Positive).dated("2026-06-03")).await.unwrap();
    let deferred = treated(Deferred).because("Er was te weinig tijd.").dated("2026-06-03");
    secretary.treat(&second, deferred).await.unwrap();
    region.walk_to(date(2026, 6, 5));
    let unknown = secretary.draft_list(&meeting, &[(9, "?")]).await;
    refused(unknown, Code::FailedPrecondition, "ITEM_UNKNOWN");
    assert_eq!(secretary.draft_list(&meeting, &[(4, "Niet aan toegekomen.")]).await.unwrap(), 1);

    // What was treated does not come back; what was deferred or not reached does.
    let july = secretary.plan("pora", date(2026, 7, 1)).await.unwrap().meeting_id;
    let again = secretary.schedule(&july, carried(pora(&first, 1), &meeting, 1)).await;
    refused(again, Code::FailedPrecondition, "VISIT_NOT_OPEN");
    let other = secretary.schedule(&july, carried(pora(&third, 1), &meeting, 3)).await;
    refused(other, Code::FailedPrecondition, "CANNOT_CARRY");
    assert_eq!(secretary.schedule(&july, carried(pora(&second, 2), &meeting, 3)).await.unwrap(), 1);
    assert_eq!(secretary.schedule(&july, carried(pora(&third, 1), &meeting, 4)).await.unwrap(), 2);

    refused(secretary.fix_list(&meeting, 1, &july).await, Code::FailedPrecondition, "CANNOT_FIX_AT");
    region.walk_to(date(2026, 7, 1));
    secretary.held(&july, &present, &[]).await.unwrap();
    secretary.fix_list(&meeting, 1, &july).await.unwrap();
    let late = secretary.draft_list(&meeting, &[]).await;
    refused(late, Code::FailedPrecondition, "DECISION_LIST_FIXED").fact("at", &july);

    let auditor = region.auditor();
    let read = auditor.history(&format!("meeting.{meeting}")).await.unwrap();
    assert_eq!(read.len(), 10, "from its planning to its fixed list");
    for which in [None, Some(format!("meeting.{meeting}"))] {
        let verified = auditor.verify(which.as_deref()).await.unwrap();
        assert!(matches!(verified, Verification::Agreed(_)), "the rules give all of it again: {verified:?}");
    }
    region.close().await;
}

#[tokio::test]
async fn a_meeting_that_does_not_take_place_lets_its_items_go_on() {
    let region = Walked::open(&[alkmaar()], date(2026, 5, 6)).await;
    let secretary = region.secretary("pora");
    let dossier = at_pora(&region, "Voorbeeld: twee keer geagendeerd").await;
    let june = sent(&secretary, &region, date(2026, 6, 3), vec![pora(&dossier, 1)]).await;
    secretary.cancel(&june, "De helft is ziek.").await.unwrap();
    refused(secretary.held(&june, &[], &[]).await, Code::FailedPrecondition, "MEETING_OVER");
    let july = secretary.plan("pora", date(2026, 7, 1)).await.unwrap().meeting_id;
    assert_eq!(secretary.schedule(&july, carried(pora(&dossier, 1), &june, 1)).await.unwrap(), 1);
    assert_eq!(secretary.agenda("pora").await.unwrap().len(), 1, "the dossier waited all the time");
    region.close().await;
}

#[tokio::test]
async fn between_two_meetings_a_body_treats_in_writing() {
    let region = Walked::open(&[alkmaar()], date(2026, 5, 6)).await;
    let secretary = region.secretary("pora");
    let dossier = at_pora(&region, "Voorbeeld: schriftelijk").await;
    let closes = date(2026, 5, 28);
    let planned = secretary.plan_so("pora", closes, MeetingForm::Written, None).await.unwrap();
    let meeting = planned.meeting_id;
    secretary.schedule(&meeting, pora(&dossier, 1)).await.unwrap();
    secretary.fix_agenda(&meeting, &[place(1, Formality)]).await.unwrap();
    secretary.send_papers(&meeting).await.unwrap();
    refused(secretary.held(&meeting, &[], &[]).await, Code::FailedPrecondition, "MEETING_NOT_YET");
    region.walk_to(closes);
    let answered = [member("u-heiloo", "gemeente-heiloo"), member("u-bergen", "gemeente-bergen")];
    assert_eq!(secretary.held(&meeting, &answered, &[]).await.unwrap().len(), 4, "who did not respond");
    secretary.treat(&dossier, treated(Positive).dated("2026-05-27")).await.unwrap();
    assert_eq!(secretary.draft_list(&meeting, &[]).await.unwrap(), 1);
    let records = region.auditor().history(&format!("meeting.{meeting}")).await.unwrap();
    let last = records.last().unwrap();
    assert!(last.summary.contains("waarvan 1 met een uitkomst"), "{}", last.summary);
    region.close().await;
}

#[tokio::test]
async fn a_party_that_was_not_there_cannot_have_agreed_and_whoever_reads_both_is_told() {
    let region = Walked::open(&[alkmaar()], date(2026, 5, 6)).await;
    let secretary = region.secretary("pora");
    let dossier = at_pora(&region, "Voorbeeld: wie was er").await;
    let june = sent(&secretary, &region, date(2026, 6, 3), vec![pora(&dossier, 1)]).await;
    region.walk_to(date(2026, 6, 3));
    let towns = ["alkmaar", "bergen", "castricum", "dijk-en-waard", "heiloo", "uitgeest"];
    let there = towns[..5].iter().map(|name| member(&format!("u-{name}"), &format!("gemeente-{name}")));
    let absent = secretary.held(&june, &there.collect::<Vec<_>>(), &[]).await.unwrap();
    assert_eq!(absent, ["gemeente-uitgeest"]);
    // Nobody is refused: the minutes of the meeting may be what is wrong.
    let stood = |name: &&str| {
        stands(&format!("gemeente-{name}"), if *name == "alkmaar" { Stance::Absent } else { Stance::Agrees })
    };
    let stances = towns.iter().map(stood).collect();
    secretary.treat(&dossier, treated(Positive).dated("2026-06-03").standing(stances)).await.unwrap();
    let request = GetMeetingRequest { meeting_id: june, at: Some(secretary.at_least()) };
    let meeting = secretary.agendas().get_meeting(request).await.unwrap().into_inner().meeting.unwrap();
    let told = meeting.items[0].attendance.iter();
    let told: Vec<_> = told
        .map(|unlike| (unlike.party.as_ref().unwrap().id.as_str(), unlike.stance(), unlike.was_there))
        .collect();
    let expected = [("gemeente-alkmaar", Stance::Absent, true), ("gemeente-uitgeest", Stance::Agrees, false)];
    assert_eq!(told, expected);
    region.close().await;
}
