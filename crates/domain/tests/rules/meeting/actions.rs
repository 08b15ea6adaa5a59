//! What a meeting agrees to do, and what comes of it: often long afterwards.

use domain::{
    action::{self, Action, Agree, Closed, Closing, Doer, Status, Who},
    dossier,
    ids::{ActionNumber, MeetingId},
    meeting::{
        Command, Form, Refusal, State,
        between::{carries, may_be_about, may_report_at},
        command::CloseAction,
        refusal::{Over, Unfit, Untold},
    },
};

use super::{History, MEETS, at_pora, cancel, dossier as dossier_id, draft, fix_list, held, meeting, plan};
use crate::{
    acts::{day, sealed, secretary},
    region::id,
};

pub(super) fn agree(due: i32) -> Command {
    let doer = Doer::Known { who: Who::Party(id("gemeente-heiloo")), words: None };
    Command::AgreeAction(Agree { what: sealed(60), doer, due: day(due), about: Some(dossier_id(1)) })
}

pub(super) fn done(action: u32, on: i32, reported_at: Option<MeetingId>) -> Command {
    let how = Closing::Done { evidence: sealed(61) };
    let closed = Closed { action: ActionNumber(action), on: day(on), how };
    Command::CloseAction(CloseAction { closed, reported_at })
}

fn action(history: &History, number: u32) -> Action {
    let held = history.state.meeting().unwrap().held().unwrap();
    held.actions.find(ActionNumber(number)).unwrap().clone()
}

/// The PORA, five weeks later.
fn later() -> History {
    History::empty().then(plan(Form::Session, MEETS + 35), 0)
}

fn later_held() -> History {
    later().then(held(Vec::new(), &[]), MEETS + 35)
}

#[test]
fn a_meeting_agrees_on_actions_from_when_it_was_held_until_its_account_is_fixed() {
    let history = History::held().then(agree(MEETS + 14), MEETS).then(draft(&[2, 1]), MEETS + 1);
    let history = history.then(agree(MEETS), MEETS + 2);
    assert_eq!(
        action(&history, 2).agreed_on,
        day(MEETS),
        "on the day of the meeting, whenever it is written"
    );
    let fixed = history.then(fix_list(1), MEETS + 40);
    let late = fixed.asked(agree(MEETS + 60), &secretary("pora", MEETS + 41));
    assert_eq!(late, Err(Refusal::AgreedTooLate { fixed_at: meeting(2) }));
    // What comes of an action knows no such end.
    let history = fixed.then(done(1, MEETS + 100, Some(meeting(3))), MEETS + 100);
    let closed = action(&history, 1);
    assert_eq!((closed.status(), closed.reported_at), (Status::Done, Some(meeting(3))));
    assert_eq!(action(&history, 2).status(), Status::Open);
}

pub(super) fn refusals() -> Vec<(&'static str, History, Command, domain::context::Context, Refusal)> {
    let by = secretary("pora", MEETS + 1);
    let fixed = History::drafted().then(fix_list(1), MEETS + 40);
    let unknown = action::Refusal::ActionUnknown { action: ActionNumber(1), known: Vec::new() };
    let cancelled = History::planned().then(cancel(), 1);
    vec![
        ("only who met agrees on something", History::sent(), agree(MEETS), by.clone(), Refusal::NotHeld),
        (
            "and a meeting that was cancelled did not meet",
            cancelled,
            agree(MEETS),
            by.clone(),
            Refusal::Over { over: Over::Cancelled },
        ),
        (
            "until its account is fixed",
            fixed,
            agree(MEETS + 50),
            secretary("pora", MEETS + 41),
            Refusal::AgreedTooLate { fixed_at: meeting(2) },
        ),
        (
            "in time from then on",
            History::held(),
            agree(MEETS - 1),
            by.clone(),
            Refusal::Action(action::Refusal::DueTooEarly { due: day(MEETS - 1), agreed_on: day(MEETS) }),
        ),
        (
            "what was agreed is closed",
            History::held(),
            done(1, MEETS, None),
            by.clone(),
            Refusal::Action(unknown),
        ),
        ("after it was held", History::sent(), done(1, MEETS, None), by, Refusal::NotHeld),
    ]
}

pub(super) fn between() -> Vec<(&'static str, Result<(), Refusal>, Refusal)> {
    let now = History::held();
    let now = now.state.meeting().expect("it is planned");
    let refused = |because| Refusal::CannotReportAt { at: meeting(2), because };
    let mut other = later_held().state;
    if let State::Planned(other) = &mut other {
        other.body = id("rbo");
    }
    let report = |later: &State, on| may_report_at(now, day(on), meeting(2), later);
    let (unplanned, before) = (State::default(), Untold::Before { on: day(MEETS + 35) });
    let unfit = |because| refused(Untold::Unfit(because));
    vec![
        ("told to a meeting", report(&unplanned, MEETS), unfit(Unfit::Unknown)),
        ("of the same body", report(&other, MEETS), unfit(Unfit::OtherBody)),
        ("that is later", report(&History::held().state, MEETS), unfit(Unfit::NotLater)),
        ("and was held", report(&later().state, MEETS), unfit(Unfit::NotHeld)),
        ("when it was so", report(&later_held().state, MEETS + 36), refused(before)),
        (
            "about a dossier that there is",
            may_be_about(dossier_id(9), &dossier::State::default()),
            Refusal::DossierUnknown { dossier: dossier_id(9) },
        ),
    ]
}

#[test]
fn a_later_meeting_is_told_and_a_dossier_can_be_named() {
    let now = History::held();
    let now = now.state.meeting().expect("it is planned");
    for on in [MEETS, MEETS + 35] {
        assert_eq!(may_report_at(now, day(on), meeting(2), &later_held().state), Ok(()));
    }
    assert_eq!(may_be_about(dossier_id(1), &at_pora(0)), Ok(()));
}

#[test]
fn an_action_stands_on_every_later_list_until_a_meeting_was_told_or_the_day_it_was_closed() {
    let open = action(&History::held().then(agree(MEETS + 14), MEETS), 1);
    let closed = |reported_at| {
        let history = History::held().then(agree(MEETS + 14), MEETS);
        action(&history.then(done(1, MEETS + 20, reported_at), MEETS + 90), 1)
    };
    let (untold, told) = (closed(None), closed(Some(meeting(3))));
    let told_on = Some(day(MEETS + 70));
    let second = |action, told_on| carries(action, meeting(2), day(MEETS + 35), told_on);
    let third = |action, told_on| carries(action, meeting(3), day(MEETS + 70), told_on);
    let fourth = |action, told_on| carries(action, meeting(4), day(MEETS + 98), told_on);
    assert!(second(&open, None) && third(&open, None) && fourth(&open, None));
    assert!(!second(&untold, None), "it was done before that meeting, and nobody told one");
    assert!(carries(&untold, meeting(2), day(MEETS + 20), None), "on the day itself it is on the table");
    assert!(second(&told, told_on) && third(&told, told_on), "until the meeting that was told of it");
    assert!(!fourth(&told, told_on));
}
