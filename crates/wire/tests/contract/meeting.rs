//! Meetings: what requests are read as, and every refusal told in both languages.

use std::collections::BTreeSet;

use domain::{
    action::{self, Doer, Who},
    context::Capacity,
    ids::{ActionNumber, ItemNumber, MeetingId},
    meeting::{
        Command, Form, ItemKind, ItemRef, Part, Refusal, Request, Subject,
        refusal::{Countable, Over, Uncarried, Unfit, Untold, Unusual},
    },
};
use jiff::civil::date;
use tonic::Code;
use tonic_types::StatusExt as _;
use wire::{
    Language, Names,
    convert::{IntoMeeting, Violations, meeting::planning},
    refusal, v1,
};

use crate::{
    fixture::{COMMAND, DOSSIER, Keeper, id},
    refusals::sentence,
    samples::{reference, visit},
};

fn item(subject: Option<v1::new_item::Subject>) -> v1::NewItem {
    v1::NewItem { subject, kind: v1::ItemKind::Formality.into(), late: None, carried_from: None }
}

fn visiting() -> v1::new_item::Subject {
    let visit = Some(v1::VisitRef { step_id: "voorstel-pora".into(), number: 1 });
    v1::new_item::Subject::Visit(v1::VisitItem { dossier_id: DOSSIER.into(), visit })
}

fn schedule(item: Option<v1::NewItem>) -> v1::ScheduleItemRequest {
    let (command_id, meeting_id) = (COMMAND.into(), DOSSIER.into());
    v1::ScheduleItemRequest { command_id, meeting_id, item, ..v1::ScheduleItemRequest::default() }
}

fn said(keeper: &Keeper) -> Vec<(&str, &str)> {
    keeper.kept.iter().map(|(name, words)| (name.as_str(), words.as_str())).collect()
}

fn fields(read: Result<wire::convert::Meeting, Violations>) -> Vec<String> {
    let violations = read.expect_err("it is wrong");
    let status = violations.status(Language::English);
    let details = status.get_error_details();
    let found = details.bad_request().expect("field violations").field_violations.clone();
    found.into_iter().map(|violation| violation.field).collect()
}

#[test]
fn a_meeting_is_planned_under_the_id_of_its_command() {
    let request = v1::PlanMeetingRequest {
        command_id: COMMAND.into(),
        framework_id: "regio".into(),
        body_id: "pora".into(),
        form: v1::MeetingForm::Written.into(),
        on: "2026-07-01".into(),
        reason: Some("Er is haast.".into()),
        ..v1::PlanMeetingRequest::default()
    };
    let mut keeper = Keeper::default();
    let read = planning(request, &mut keeper).expect("a good request");
    assert_eq!((read.meeting, read.plan.form), (id(COMMAND), Form::Written));
    assert_eq!((read.plan.on, read.plan.body.as_str()), (date(2026, 7, 1), "pora"));
    assert_eq!(said(&keeper), [("reason", "Er is haast.")]);
    let bad = v1::PlanMeetingRequest { on: "1 juli".into(), ..v1::PlanMeetingRequest::default() };
    let status = planning(bad, &mut Keeper::default()).expect_err("it is wrong").status(Language::Dutch);
    let details = status.get_error_details();
    let fields: Vec<_> = details.bad_request().unwrap().field_violations.iter().map(|v| &v.field).collect();
    assert_eq!(fields, ["command_id", "framework_id", "body_id", "form", "on"]);
}

#[test]
fn an_item_is_a_visit_or_a_topic() {
    let mut keeper = Keeper::default();
    let late = Some(v1::Late { authorised_by: "u-regio".into(), reason: "Was ziek.".into() });
    let carried_from = Some(v1::ItemRef { meeting_id: COMMAND.into(), item_number: 3 });
    let given = v1::NewItem { late, carried_from, ..item(Some(visiting())) };
    let read = schedule(Some(given)).into_meeting(&mut keeper).expect("a good request");
    let Request::Plain(Command::Schedule(asked)) = read.request else { panic!("{read:?}") };
    assert_eq!(asked.subject, Subject::Visit { dossier: id(DOSSIER), visit: visit(1) });
    assert_eq!((asked.kind, asked.late.unwrap().authorised_by.as_str()), (ItemKind::Formality, "u-regio"));
    assert_eq!(asked.carried_from, Some(ItemRef { meeting: id(COMMAND), item: ItemNumber(3) }));
    let topic = item(Some(v1::new_item::Subject::Topic("Actielijst".into())));
    schedule(Some(topic)).into_meeting(&mut keeper).expect("a good request");
    assert_eq!(said(&keeper), [("reason", "Was ziek."), ("title", "Actielijst")]);
}

#[test]
fn every_fault_of_a_request_is_told_together() {
    let mut keeper = Keeper::default();
    assert_eq!(fields(schedule(None).into_meeting(&mut keeper)), ["item"]);
    let nothing = schedule(Some(v1::NewItem::default()));
    assert_eq!(fields(nothing.into_meeting(&mut keeper)), ["item.subject", "item.kind"]);
    let late = Some(v1::Late::default());
    let from = Some(v1::ItemRef::default());
    let bad = v1::NewItem { late, carried_from: from, ..item(Some(visiting())) };
    let found = fields(schedule(Some(bad)).into_meeting(&mut keeper));
    let expected = [
        "item.late.authorised_by",
        "item.late.reason",
        "item.carried_from.meeting_id",
        "item.carried_from.item_number",
    ];
    assert_eq!(found, expected);
    let held = v1::RecordMeetingRequest {
        command_id: COMMAND.into(),
        meeting_id: "x".into(),
        present: vec![v1::Present::default()],
        treated_as: vec![v1::AgendaPlace::default()],
        ..v1::RecordMeetingRequest::default()
    };
    let found = fields(held.into_meeting(&mut keeper));
    let expected = [
        "meeting_id",
        "present[0].actor_id",
        "present[0].part",
        "treated_as[0].item_number",
        "treated_as[0].kind",
    ];
    assert_eq!(found, expected);
    assert!(keeper.kept.is_empty(), "nothing is sealed of a request that is wrong");
}

#[test]
fn who_was_there_is_read_with_their_part() {
    let present = v1::Present {
        actor_id: "u-1".into(),
        part: v1::MeetingPart::Member.into(),
        party_id: Some("gemeente-heiloo".into()),
        replaces_actor_id: Some("u-2".into()),
    };
    let request = v1::RecordMeetingRequest {
        command_id: COMMAND.into(),
        meeting_id: DOSSIER.into(),
        present: vec![present],
        ..v1::RecordMeetingRequest::default()
    };
    let read = request.into_meeting(&mut Keeper::default()).expect("a good request");
    let Request::Plain(Command::RecordHeld(held)) = read.request else { panic!("{read:?}") };
    let someone = &held.present[0];
    assert_eq!((someone.part, someone.party.as_ref().unwrap().as_str()), (Part::Member, "gemeente-heiloo"));
    assert_eq!(someone.replaces.as_ref().unwrap().as_str(), "u-2");
}

/// Every refusal, more than once where it is told in more than one way.
fn all() -> Vec<Refusal> {
    use Refusal as R;
    let (on, today, next) = (date(2026, 7, 1), date(2026, 7, 2), date(2026, 8, 5));
    let (papers_due, item, actor) = (date(2026, 6, 15), ItemNumber(3), || id("u-1"));
    let meeting: MeetingId = id(COMMAND);
    let mut all = vec![
        R::MeetingUnknown,
        R::AlreadyPlanned,
        R::OtherFramework { meeting: reference() },
        R::NotPermitted { acted_as: Capacity::Administrator, body: id("pora") },
        R::BodyUnknown { body: id("raad"), known: vec![id("rbo"), id("pora")] },
        R::NotAWorkingDay { on, next },
        R::ReasonRequired { on, because: Unusual::NotByRule { next: Some(next) } },
        R::ReasonRequired { on, because: Unusual::NotByRule { next: None } },
        R::ReasonRequired { on, because: Unusual::Past { today } },
        R::Over { over: Over::Held },
        R::Over { over: Over::Cancelled },
        R::PapersFrozen,
        R::PapersNotSent,
        R::AgendaNotFixed,
        R::AgendaEmpty,
        R::ItemUnknown { item, known: Vec::new() },
        R::ItemUnknown { item, known: vec![ItemNumber(1), ItemNumber(2)] },
        R::ItemMissing { item },
        R::Repeated { what: Countable::Items, which: "3".into() },
        R::Repeated { what: Countable::Present, which: "u-1".into() },
        R::NotTheAgenda { agenda: vec![ItemNumber(2), ItemNumber(1)] },
        R::AlreadyOnAgenda { item },
        R::DayPassed { on, today },
        R::NotYet { on: today, today: on },
        R::AuthoriserRequired { papers_due, arrived: Some(on) },
        R::AuthoriserRequired { papers_due, arrived: None },
        R::NotLate { papers_due },
        R::DossierUnknown { dossier: id(DOSSIER) },
        R::VisitNotOpen { asked: visit(1), open: Some(visit(2)) },
        R::VisitNotOpen { asked: visit(1), open: None },
        R::VisitElsewhere { visit: visit(2), body: id("rbo") },
        R::PartyUnknown { party: id("elders") },
        R::PartyWithoutSeat { party: id("swv"), body: id("pora") },
        R::PartyRequired { actor: actor() },
        R::ReplacesNobody { actor: actor() },
        R::TooMany { what: Countable::Items, given: 101, max: 100 },
        R::TooMany { what: Countable::Present, given: 101, max: 100 },
        R::NotHeld,
        R::NoDecisionList,
        R::OtherDraft { asked: 1, last: 2 },
        R::DecisionListFixed { at: meeting },
    ];
    let from = ItemRef { meeting, item };
    let uncarried = [Uncarried::Unknown, Uncarried::OtherBody, Uncarried::NotOver, Uncarried::OtherSubject];
    all.extend(uncarried.map(|because| R::CannotCarry { from, because }));
    let unfit = [Unfit::Unknown, Unfit::OtherBody, Unfit::NotLater, Unfit::NotHeld];
    all.extend(unfit.map(|because| R::CannotFixAt { at: meeting, because }));
    all.extend(unfit.map(|because| R::CannotReportAt { at: meeting, because: Untold::Unfit(because) }));
    all.push(R::CannotReportAt { at: meeting, because: Untold::Before { on } });
    all.push(R::AgreedTooLate { fixed_at: meeting });
    all.extend(actions().into_iter().map(R::Action));
    all
}

/// Every refusal of an action.
fn actions() -> Vec<action::Refusal> {
    use action::Refusal as R;
    let (on, day, action) = (date(2026, 7, 1), date(2026, 7, 2), ActionNumber(3));
    vec![
        R::DoerUnknown { who: Who::Party(id("elders")) },
        R::DueTooEarly { due: on, agreed_on: day },
        R::TooMany { given: 101, max: 100 },
        R::ActionUnknown { action, known: Vec::new() },
        R::ActionUnknown { action, known: vec![ActionNumber(1), ActionNumber(2)] },
        R::AlreadyClosed { action, on },
        R::ClosedInFuture { on: day, today: on },
        R::ClosedTooEarly { on, agreed_on: day },
    ]
}

fn agree(action: Option<v1::NewAction>) -> v1::AgreeActionRequest {
    let (command_id, meeting_id) = (COMMAND.into(), DOSSIER.into());
    v1::AgreeActionRequest { command_id, meeting_id, action, ..v1::AgreeActionRequest::default() }
}

#[test]
fn an_action_is_done_by_somebody_known_or_in_words() {
    let doer = |who, words: Option<&str>| {
        let doer = Some(v1::NewDoer { who, words: words.map(Into::into) });
        let action = v1::NewAction {
            what: "Brief sturen.".into(),
            doer,
            due_on: "2026-08-15".into(),
            dossier_id: Some(DOSSIER.into()),
        };
        agree(Some(action))
    };
    let party = Some(v1::new_doer::Who::PartyId("gemeente-heiloo".into()));
    let mut keeper = Keeper::default();
    let read = doer(party, Some("De wethouder")).into_meeting(&mut keeper).expect("a good request");
    let Request::Plain(Command::AgreeAction(asked)) = read.request else { panic!("{read:?}") };
    assert_eq!(asked.doer.who(), Some(&Who::Party(id("gemeente-heiloo"))));
    assert_eq!((asked.due, asked.about), (date(2026, 8, 15), Some(id(DOSSIER))));
    let outside = doer(None, Some("School De Stip")).into_meeting(&mut keeper).expect("a good request");
    let Request::Plain(Command::AgreeAction(asked)) = outside.request else { panic!("{outside:?}") };
    assert!(matches!(asked.doer, Doer::Outside(_)));
    let expected = [
        ("action", "Brief sturen."),
        ("doer", "De wethouder"),
        ("action", "Brief sturen."),
        ("doer", "School De Stip"),
    ];
    assert_eq!(said(&keeper), expected);
    assert_eq!(fields(agree(None).into_meeting(&mut Keeper::default())), ["action"]);
    let nothing = agree(Some(v1::NewAction::default()));
    let found = fields(nothing.into_meeting(&mut Keeper::default()));
    assert_eq!(found, ["action.what", "action.doer", "action.due_on"]);
    let nobody = doer(None, None).into_meeting(&mut Keeper::default());
    assert_eq!(fields(nobody), ["action.doer"]);
}

#[test]
fn an_action_is_done_with_evidence_or_dropped_with_a_reason() {
    let close = |how| v1::CloseActionRequest {
        command_id: COMMAND.into(),
        meeting_id: DOSSIER.into(),
        action_number: 2,
        on: "2026-08-20".into(),
        how,
        reported_at_meeting_id: Some(COMMAND.into()),
        ..v1::CloseActionRequest::default()
    };
    use v1::close_action_request::How;
    let mut keeper = Keeper::default();
    for how in [How::Evidence("Zie de brief.".into()), How::DroppedBecause("Niet meer nodig.".into())] {
        let read = close(Some(how)).into_meeting(&mut keeper).expect("a good request");
        let Request::Plain(Command::CloseAction(asked)) = read.request else { panic!("{read:?}") };
        assert_eq!((asked.closed.action, asked.closed.on), (ActionNumber(2), date(2026, 8, 20)));
        assert_eq!(asked.reported_at, Some(id(COMMAND)));
    }
    assert_eq!(said(&keeper), [("evidence", "Zie de brief."), ("reason", "Niet meer nodig.")]);
    assert_eq!(fields(close(None).into_meeting(&mut Keeper::default())), ["how"]);
    let bad = v1::CloseActionRequest { command_id: COMMAND.into(), ..v1::CloseActionRequest::default() };
    let found = fields(bad.into_meeting(&mut Keeper::default()));
    assert_eq!(found, ["meeting_id", "action_number", "on", "how"]);
}

#[test]
fn every_refusal_is_told_in_both_languages() {
    let source = [
        include_str!("../../../domain/src/meeting/refusal.rs"),
        include_str!("../../../domain/src/action/refusal.rs"),
    ];
    let rules: BTreeSet<_> = source
        .iter()
        .flat_map(|source| source.lines())
        .filter_map(|line| line.trim().strip_prefix("Self::")?.split_once("=> \"")?.1.strip_suffix("\","))
        .collect();
    let sampled: BTreeSet<_> = all().iter().map(Refusal::name).collect();
    assert_eq!(rules, sampled);
    let mut told = BTreeSet::new();
    for refused in all() {
        for language in [Language::Dutch, Language::English] {
            let status = refusal::meeting(&refused, language, Names::none());
            let details = status.get_error_details();
            assert_eq!(details.error_info().expect("an error info").reason, refused.name());
            let message = &details.localized_message().expect("a message").message;
            sentence(message);
            assert!(told.insert(message.clone()), "told twice: {message}");
        }
    }
}

#[test]
fn strangers_and_unknown_meetings_have_codes_of_their_own() {
    for refused in all() {
        let code = if refused == Refusal::MeetingUnknown {
            Code::NotFound
        } else if matches!(refused, Refusal::NotPermitted { .. }) {
            Code::PermissionDenied
        } else {
            Code::FailedPrecondition
        };
        assert_eq!(refusal::meeting(&refused, Language::Dutch, Names::none()).code(), code, "{refused:?}");
    }
}
