//! What lies between a meeting, the dossiers that it treats and other meetings.

use domain::{
    dossier,
    framework::Outcome,
    ids::ItemNumber,
    meeting::{
        Form, ItemRef, Refusal, State, Subject,
        between::{lines, may_carry, may_fix_at, may_schedule, outcome_under, papers_of},
        command::Schedule,
        parts::{Added, LineOutcome, Paper},
        refusal::{Uncarried, Unfit},
        request::Remark,
    },
};

use super::{
    History, MEETS, PAPERS_DUE, about, cancel, dossier, fix, held, late, meeting, plan, schedule, topic,
};
use crate::{
    acts::{day, document, sealed, treatment, visit},
    region::id,
    story::Story,
};

/// A dossier that is at the PORA since a day.
pub(super) fn at_pora(since: i32) -> dossier::State {
    let story = Story::submitted().on_day(since).goes_to("voorstel-pora");
    story.state
}

fn opened(state: &dossier::State) -> &dossier::Dossier {
    state.dossier().expect("it was opened")
}

fn scheduled(history: &History, item: &Schedule, dossier: Option<&dossier::State>) -> Result<(), Refusal> {
    let Schedule { subject, kind, late, carried_from } = item.clone();
    let added = Added { item: ItemNumber(9), subject, kind, late, carried_from };
    may_schedule(history.state.meeting().expect("it is planned"), &added, dossier)
}

#[test]
fn a_visit_comes_on_the_agenda_of_its_body_while_it_is_open() {
    let (history, dossier) = (History::planned(), at_pora(PAPERS_DUE));
    assert_eq!(scheduled(&history, &about(1), Some(&dossier)), Ok(()));
    let topic = Schedule { subject: Subject::Topic { title: sealed(1) }, ..about(1) };
    assert_eq!(scheduled(&history, &topic, None), Ok(()));
}

#[test]
fn late_papers_come_in_when_somebody_lets_them() {
    let (history, dossier) = (History::planned(), at_pora(PAPERS_DUE + 1));
    let let_in = Schedule { late: late(), ..about(1) };
    assert_eq!(scheduled(&history, &let_in, Some(&dossier)), Ok(()));
    // What was in time can be let in too when everything was sent already.
    let in_time = at_pora(PAPERS_DUE);
    assert_eq!(scheduled(&History::sent(), &let_in, Some(&in_time)), Ok(()));
    let topic = Schedule { subject: Subject::Topic { title: sealed(1) }, ..let_in };
    assert_eq!(scheduled(&History::sent(), &topic, None), Ok(()));
}

#[test]
fn what_was_deferred_has_papers_since_it_first_came() {
    let story = Story::submitted().on_day(PAPERS_DUE).goes_to("voorstel-pora");
    let story = story.on_day(PAPERS_DUE + 2).outcome(Outcome::Deferred);
    let again = Subject::Visit { dossier: dossier(1), visit: visit("voorstel-pora", 2) };
    let item = Schedule { subject: again, ..about(1) };
    assert_eq!(scheduled(&History::planned(), &item, Some(&story.state)), Ok(()));
}

#[test]
fn papers_are_those_that_the_visit_was_opened_with() {
    let dossier = at_pora(10);
    let found = papers_of(ItemNumber(4), &about(1).subject, Some(&dossier));
    let digest = opened(&dossier).filed(&document("voorstel", 1)).expect("it was filed").digest;
    assert_eq!((found.item, found.seen), (ItemNumber(4), Some(opened(&dossier).revision)));
    assert_eq!(found.papers, [Paper { document: document("voorstel", 1), digest }]);
    let none = papers_of(ItemNumber(4), &Subject::Topic { title: sealed(1) }, None);
    assert!(none.papers.is_empty() && none.seen.is_none());
}

#[test]
fn an_outcome_on_the_day_of_the_meeting_is_what_was_done_under_the_item() {
    let history = History::scheduled();
    let under = |form: Form, treated_on: i32| {
        let mut meeting = history.state.meeting().expect("it is planned").clone();
        meeting.form = form;
        let story = Story::submitted().on_day(10).goes_to("voorstel-pora");
        let story = story.on_day(treated_on).treated(treatment(Outcome::Positive, day(treated_on)));
        outcome_under(&meeting, &meeting.items[0], opened(&story.state)).map(|line| line.outcome)
    };
    assert_eq!(under(Form::Session, MEETS), Some(Outcome::Positive));
    assert_eq!(under(Form::Session, MEETS - 1), None, "another meeting");
    assert_eq!(under(Form::Written, MEETS - 1), Some(Outcome::Positive), "until it closes");
    assert_eq!(under(Form::Written, MEETS + 1), None);
    let waiting = at_pora(10);
    let meeting = history.state.meeting().expect("it is planned");
    assert_eq!(outcome_under(meeting, &meeting.items[0], opened(&waiting)), None, "not reached");
    assert_eq!(outcome_under(meeting, &meeting.items[1], opened(&waiting)), None, "no dossier");
}

#[test]
fn a_decision_list_says_what_the_dossiers_say_and_what_the_secretary_adds() {
    let history = History::held();
    let story = Story::submitted().on_day(10).goes_to("voorstel-pora");
    let story = story.on_day(MEETS).treated(treatment(Outcome::Negative, day(MEETS)));
    let remarks = [Remark { item: ItemNumber(2), text: sealed(60) }];
    let find = |id| (id == dossier(1)).then(|| opened(&story.state));
    let meeting = history.state.meeting().expect("it is planned");
    let drawn = lines(meeting, &remarks, find).expect("good remarks");
    let said: Vec<_> = drawn.iter().map(|line| (line.item.0, line.outcome, line.remark)).collect();
    let outcome = LineOutcome { revision: opened(&story.state).revision, outcome: Outcome::Negative };
    assert_eq!(said, [(2, None, Some(sealed(60))), (1, Some(outcome), None)]);
}

/// Every refusal of these rules.
pub(super) fn refusals() -> Vec<Refusal> {
    let refused: Vec<_> = [of_visits(), of_carrying(), of_fixing()].into_iter().flatten().collect();
    for (rule, answer, refusal) in &refused {
        assert_eq!(answer.as_ref(), Err(refusal), "{rule}");
    }
    refused.into_iter().map(|(.., refusal)| refusal).collect()
}

type Row = (&'static str, Result<(), Refusal>, Refusal);

fn of_visits() -> Vec<Row> {
    let planned = History::planned();
    let (elsewhere, in_time) = (Story::submitted().state, at_pora(10));
    let here = visit("voorstel-beleidsoverleg", 1);
    let other = Schedule { subject: Subject::Visit { dossier: dossier(1), visit: here.clone() }, ..about(1) };
    let preparing = Story::opened().state;
    let not_open = |open| Refusal::VisitNotOpen { asked: visit("voorstel-pora", 1), open };
    let let_in = Schedule { late: late(), ..about(1) };
    let topic = Schedule { subject: Subject::Topic { title: sealed(1) }, ..let_in.clone() };
    let (papers_due, arrived) = (day(PAPERS_DUE), Some(day(PAPERS_DUE + 1)));
    vec![
        (
            "there is a dossier",
            scheduled(&planned, &about(1), Some(&dossier::State::Unopened)),
            Refusal::DossierUnknown { dossier: dossier(1) },
        ),
        ("it is there", scheduled(&planned, &about(1), Some(&elsewhere)), not_open(Some(here.clone()))),
        ("or nowhere", scheduled(&planned, &about(1), Some(&preparing)), not_open(None)),
        (
            "at this body",
            scheduled(&planned, &other, Some(&elsewhere)),
            Refusal::VisitElsewhere { visit: here, body: id("beleidsoverleg") },
        ),
        (
            "late papers are let in",
            scheduled(&planned, &about(1), Some(&at_pora(PAPERS_DUE + 1))),
            Refusal::AuthoriserRequired { papers_due, arrived },
        ),
        ("only late ones", scheduled(&planned, &let_in, Some(&in_time)), Refusal::NotLate { papers_due }),
        ("a topic has none", scheduled(&planned, &topic, None), Refusal::NotLate { papers_due }),
    ]
}

fn of_carrying() -> Vec<Row> {
    let now = History::empty().then(plan(Form::Session, MEETS + 35), 0);
    let now = now.state.meeting().expect("it is planned");
    let from = |item| ItemRef { meeting: meeting(1), item: ItemNumber(item) };
    let refused = |item, because| Refusal::CannotCarry { from: from(item), because };
    let (past, ahead) = (History::held().state, History::sent().state);
    let mut other = past.clone();
    if let State::Planned(other) = &mut other {
        other.body = id("rbo");
    }
    let carry = |earlier: &State, item| may_carry(now, &about(1).subject, from(item), earlier);
    vec![
        ("from a meeting", carry(&State::default(), 1), refused(1, Uncarried::Unknown)),
        ("from an item of it", carry(&past, 7), refused(7, Uncarried::Unknown)),
        ("of the same body", carry(&other, 1), refused(1, Uncarried::OtherBody)),
        ("that is over", carry(&ahead, 1), refused(1, Uncarried::NotOver)),
        ("about the same", carry(&past, 2), refused(2, Uncarried::OtherSubject)),
    ]
}

fn of_fixing() -> Vec<Row> {
    let drafted = History::drafted();
    let list = drafted.state.meeting().expect("it is planned");
    let refused = |because| Refusal::CannotFixAt { at: meeting(2), because };
    let later = History::empty().then(plan(Form::Session, MEETS + 35), 0);
    let mut other = later.clone().then(held(Vec::new(), &[]), MEETS + 35).state;
    if let State::Planned(other) = &mut other {
        other.body = id("rbo");
    }
    let fix = |later: &State| may_fix_at(list, meeting(2), later);
    vec![
        ("by a meeting", fix(&State::default()), refused(Unfit::Unknown)),
        ("of the same body", fix(&other), refused(Unfit::OtherBody)),
        ("that is later", fix(&drafted.state), refused(Unfit::NotLater)),
        ("and was held", fix(&later.state), refused(Unfit::NotHeld)),
    ]
}

#[test]
fn an_item_goes_on_from_one_that_was_not_reached_or_deferred() {
    let later = History::empty().then(plan(Form::Session, MEETS + 35), 0);
    let later = later.state.meeting().expect("it is planned");
    let from = ItemRef { meeting: meeting(1), item: ItemNumber(1) };
    // A deferral opened the next visit.
    let deferred = Subject::Visit { dossier: dossier(1), visit: visit("voorstel-pora", 2) };
    for earlier in [History::held(), History::scheduled().then(cancel(), 25)] {
        assert_eq!(may_carry(later, &about(1).subject, from, &earlier.state), Ok(()));
        assert_eq!(may_carry(later, &deferred, from, &earlier.state), Ok(()));
        let topic = Subject::Topic { title: sealed(3) };
        let of_topic = ItemRef { item: ItemNumber(2), ..from };
        assert_eq!(may_carry(later, &topic, of_topic, &earlier.state), Ok(()));
    }
}

#[test]
fn a_later_meeting_that_was_held_fixes_the_list() {
    let later = History::empty().then(plan(Form::Session, MEETS + 35), 0);
    let later = later.then(held(Vec::new(), &[]), MEETS + 35);
    let drafted = History::drafted();
    assert_eq!(may_fix_at(drafted.state.meeting().expect("planned"), meeting(2), &later.state), Ok(()));
}

#[test]
fn a_remark_is_on_an_item_of_the_agenda_and_once() {
    let history = History::planned().then(schedule(1), 1).then(topic(), 1);
    let history = history.then(fix(&[(1, super::ItemKind::Formality), (2, super::ItemKind::Formality)]), 2);
    let meeting = history.state.meeting().expect("it is planned");
    let remark = |item| Remark { item: ItemNumber(item), text: sealed(61) };
    assert!(matches!(lines(meeting, &[remark(3)], |_| None), Err(Refusal::ItemUnknown { .. })));
    assert!(matches!(lines(meeting, &[remark(1), remark(1)], |_| None), Err(Refusal::Repeated { .. })));
    assert_eq!(lines(meeting, &[], |_| None).map(|lines| lines.len()), Ok(2));
}
