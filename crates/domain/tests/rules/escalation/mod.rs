//! A dossier that is stuck goes up the ladder: how it comes there, where it goes, and how it leaves.

pub(crate) mod refused;

mod mended;

use domain::{
    dossier::{
        Event,
        escalation::{
            self,
            command::Ground,
            event::{
                Cause, DisputeConcluded, EscalationMoved, EscalationOpened, EscalationResolved, OnRung,
                Onward,
            },
        },
        event::{Next, WaitingOn},
        state::{Phase, Progress},
        waiting::{Need, Since, Whom, waiting},
    },
    framework::{EndKind, Holder, Outcome},
    ids::{MandateId, Revision},
    mandate::MandateRef,
};
use jiff::civil::Date;
use uuid::Uuid;

use crate::{
    acts::{
        climb, conclude, coordinator, day, dispute, escalate, escalate_on, neighbour, record, resolve,
        sealed, secretary, treatment, visit, withdraw,
    },
    region::{RUNG_TERM_DAYS, TIMES_MAX, id},
    story::{Story, given},
};

const OOGO: &str = "voorstel-oogo";
const RBO: &str = "voorstel-rbo";
/// Long after the term of the step `voorstel-rbo`.
const LATE: i32 = 60;

/// A dossier that the parties did not agree on, on day 0.
pub(crate) fn stuck() -> Story {
    Story::laddered_at(OOGO).outcome(Outcome::NoAgreement)
}

/// A dossier at a body that did not treat it in time.
pub(crate) fn late() -> Story {
    Story::laddered_at(RBO).on_day(LATE)
}

/// The same, escalated for it.
pub(crate) fn escalated() -> Story {
    late().and(escalate(RBO, 1), coordinator(LATE))
}

/// A dossier that a procesbegeleider escalated at OOGO, where the parties did not agree three days later.
pub(crate) fn escalated_before_it_was_stuck() -> Story {
    let mandated = escalate_on(OOGO, 1, Ground::Mandate(mandate()));
    let story = Story::laddered_at(OOGO).and(mandated, coordinator(0));
    story.and(record(OOGO, 1, treatment(Outcome::NoAgreement, day(3))), secretary("oogo", 3))
}

/// A mandate that was looked up.
pub(crate) fn mandate() -> MandateRef {
    MandateRef { id: MandateId(Uuid::from_u128(7)), revision: Revision(1) }
}

/// On the first rung since a day.
pub(crate) fn first(story: &Story, since: Date) -> OnRung {
    rung(story, "regisseurs", Holder::Body(id("regisseuroverleg")), since)
}

pub(crate) fn rung(story: &Story, name: &str, holder: Holder, since: Date) -> OnRung {
    let due = story.framework.calendar.add_working_days(since, RUNG_TERM_DAYS);
    OnRung { rung: id(name), holder, since, due }
}

/// From the first rung past the last, a day each, to a dispute.
pub(crate) fn disputed(story: Story, step: &str, from: i32) -> Story {
    let by = |n| secretary(step.rsplit('-').next().unwrap(), from + n);
    let story = story.and(climb(step, 1, "regisseurs", day(from)), by(0));
    let story = story.and(climb(step, 1, "samenwerkingsverband", day(from + 1)), by(1));
    let parties = ["gemeente-alkmaar", "swv-po"];
    story.and(dispute(step, 1, "doorbraak", day(from + 2), &parties), by(2))
}

#[test]
fn no_agreement_leads_onto_the_first_rung_and_not_to_an_end() {
    let story = Story::laddered_at(OOGO);
    let on = first(&story, day(0));
    let treated = story.treats(OOGO, 1, Outcome::NoAgreement, Next::Ladder(on.clone()));
    let by = secretary("oogo", 0);
    let command = record(OOGO, 1, treatment(Outcome::NoAgreement, day(0)));
    let story = given(story).when(command, by).then(Event::AgreementNotReached(treated));
    assert_eq!(story.dossier().phase, Phase::Escalated { visit: visit(OOGO, 1) });
    let escalation = story.dossier().escalation().unwrap();
    assert_eq!((escalation.on(), &escalation.cause, escalation.reason), (&on, &None, None));
}

#[test]
fn without_a_ladder_no_agreement_ends_a_dossier_as_it_always_did() {
    let story = Story::at(OOGO).outcome(Outcome::NoAgreement);
    assert!(matches!(story.dossier().phase, Phase::Ended { kind: EndKind::NoAgreement, .. }));
}

#[test]
fn a_term_that_passed_is_escalated_by_who_waits_in_vain() {
    let due = late().opening().due.unwrap();
    for by in [coordinator(LATE), secretary("rbo", LATE)] {
        let on = first(&late(), day(LATE));
        let opened = EscalationOpened {
            visit: visit(RBO, 1),
            cause: Cause::PassedTerm { due },
            reason: sealed(60),
            on,
        };
        let event = Event::Escalation(escalation::Event::EscalationOpened(opened));
        let story = given(late()).when(escalate(RBO, 1), by).then(event);
        assert_eq!(
            story.dossier().phase,
            Phase::AtStep { visit: visit(RBO, 1) },
            "the body may still treat it"
        );
    }
}

#[test]
fn a_procesbegeleider_escalates_for_the_party_that_they_work_for() {
    let story = Story::laddered_at(RBO).on_day(3);
    let cause = Cause::Procesbegeleider { party: id("gemeente-heiloo"), mandate: mandate() };
    let opened =
        EscalationOpened { visit: visit(RBO, 1), cause, reason: sealed(60), on: first(&story, day(3)) };
    let event = Event::Escalation(escalation::Event::EscalationOpened(opened));
    let command = escalate_on(RBO, 1, Ground::Mandate(mandate()));
    given(story).when(command, neighbour(3)).then(event);
}

#[test]
fn who_holds_the_rung_or_the_body_it_came_from_sends_it_up() {
    let to = |story: &Story| rung(story, "samenwerkingsverband", Holder::Party(id("swv-po")), day(4));
    for by in [secretary("oogo", 5), secretary("regisseuroverleg", 5)] {
        let (visit, from, reason) = (visit(OOGO, 1), id("regisseurs"), sealed(61));
        let moved = EscalationMoved { visit, from, to: to(&stuck()), reason };
        let event = Event::Escalation(escalation::Event::EscalationMoved(moved));
        let story = given(stuck()).when(climb(OOGO, 1, "regisseurs", day(4)), by).then(event);
        let waits = waiting(story.dossier()).unwrap();
        assert_eq!(waits.on, Whom::Named(WaitingOn::Party(id("swv-po"))));
        assert_eq!(waits.since, Since::Date(day(4)));
    }
}

#[test]
fn what_no_agreement_left_comes_back_as_a_new_visit() {
    let opens = stuck().opens(OOGO, 2, &[("voorstel", 1)], day(4));
    let resolved = EscalationResolved {
        visit: visit(OOGO, 1),
        rung: id("regisseurs"),
        resolved_on: day(4),
        words: sealed(62),
        next: Onward::Visit(opens),
    };
    let event = Event::Escalation(escalation::Event::EscalationResolved(resolved));
    let story = given(stuck()).when(resolve(OOGO, 1, "regisseurs", day(4)), secretary("oogo", 5)).then(event);
    assert_eq!(story.dossier().escalation(), None);
    let story = story.on_day(5).outcome(Outcome::Adopted);
    assert_eq!(story.dossier().phase, Phase::Preparing { round: id("businesscase") });
}

#[test]
fn a_visit_that_still_waits_goes_on_itself() {
    let command = resolve(RBO, 1, "regisseurs", day(LATE));
    let story = escalated().and(command, secretary("rbo", LATE));
    assert_eq!((story.dossier().escalation(), story.dossier().visits.len()), (None, 2));
    assert_eq!(story.opening().visit, visit(RBO, 1));
}

#[test]
fn the_body_may_treat_what_is_escalated_and_that_ends_it_on_whatever_rung() {
    let story = escalated().outcome(Outcome::Positive);
    assert_eq!(story.dossier().escalation(), None);
    let story = disputed(escalated(), RBO, LATE).on_day(LATE + 3).outcome(Outcome::Positive);
    assert_eq!(story.dossier().escalation(), None, "also a dispute");
}

#[test]
fn no_agreement_at_what_is_escalated_leaves_it_on_its_rung() {
    let framework = {
        let mut framework = crate::region::laddered();
        for step in &mut framework.route.steps {
            step.term_days = Some(1);
        }
        framework
    };
    let story = Story::opened_under(framework).submits("voorstel", "voorstel").goes_to(OOGO);
    let story = story.on_day(9).and(escalate(OOGO, 1), coordinator(9));
    let story = story.and(climb(OOGO, 1, "regisseurs", day(9)), secretary("oogo", 9));
    let story = story.outcome(Outcome::NoAgreement);
    let escalation = story.dossier().escalation().unwrap();
    assert_eq!(escalation.on().rung, id("samenwerkingsverband"));
    assert_eq!(story.dossier().times_escalated(&id(OOGO)), 1);
    let story = story.and(resolve(OOGO, 1, "samenwerkingsverband", day(9)), secretary("oogo", 9));
    assert_eq!(story.opening().visit, visit(OOGO, 2), "the visit was treated, so it is a new one");
}

#[test]
fn a_dispute_ends_the_dossier_or_brings_it_back() {
    let story = disputed(stuck(), OOGO, 1);
    let escalation = story.dossier().escalation().unwrap();
    let before = escalation.dispute.as_ref().unwrap().terms.before;
    let waits = waiting(story.dossier()).unwrap();
    assert_eq!(waits.on, Whom::Named(WaitingOn::Outside(before)));
    assert!(matches!(waits.need, Need::Conclusion(_)));

    let back = story.clone().and(conclude(OOGO, 1, day(30), true), secretary("oogo", 30));
    assert_eq!(back.opening().visit, visit(OOGO, 2));
    let concluded = DisputeConcluded {
        visit: visit(OOGO, 1),
        concluded_on: day(30),
        words: sealed(65),
        next: Onward::End(id("geen-overeenstemming")),
    };
    let event = Event::Escalation(escalation::Event::DisputeConcluded(concluded));
    let ended = given(story).when(conclude(OOGO, 1, day(30), false), secretary("oogo", 30)).then(event);
    let end = Phase::Ended { end: id("geen-overeenstemming"), kind: EndKind::NoAgreement };
    assert_eq!(ended.dossier().phase, end);
}

#[test]
fn after_a_dispute_about_a_visit_that_still_waits_that_goes_on() {
    let story = disputed(escalated(), RBO, LATE);
    let story = story.and(conclude(RBO, 1, day(LATE + 9), true), secretary("rbo", LATE + 9));
    assert!(matches!(story.dossier().phase, Phase::AtStep { .. }));
    assert_eq!(story.dossier().visits.last().unwrap().progress, Progress::Waiting);
}

#[test]
fn a_dossier_comes_to_the_ladder_only_so_often_from_one_step() {
    let mut story = stuck();
    for number in 1..TIMES_MAX {
        story = story.and(resolve(OOGO, number, "regisseurs", day(0)), secretary("oogo", 0));
        story = story.outcome(Outcome::NoAgreement);
        assert!(matches!(story.dossier().phase, Phase::Escalated { .. }), "{number}");
    }
    let story = story.and(resolve(OOGO, TIMES_MAX, "regisseurs", day(0)), secretary("oogo", 0));
    let story = story.outcome(Outcome::NoAgreement);
    assert!(matches!(story.dossier().phase, Phase::Ended { kind: EndKind::NoAgreement, .. }));
}

#[test]
fn who_submitted_may_withdraw_from_every_rung() {
    for story in [stuck(), disputed(stuck(), OOGO, 0), escalated()] {
        let today = LATE + 9;
        let story = story.and(withdraw(), coordinator(today));
        assert!(matches!(story.dossier().phase, Phase::Ended { kind: EndKind::Withdrawn, .. }));
        assert_eq!((story.dossier().escalation(), waiting(story.dossier())), (None, None));
    }
}

#[test]
fn whoever_has_the_function_is_waited_for() {
    let story = stuck().and(climb(OOGO, 1, "regisseurs", day(0)), secretary("oogo", 0));
    let story = story.and(climb(OOGO, 1, "samenwerkingsverband", day(2)), secretary("oogo", 2));
    let waits = waiting(story.dossier()).unwrap();
    assert_eq!(waits.on, Whom::Function("regionale doorbraakfunctionaris".into()));
    assert_eq!(waits.since, Since::Date(day(2)));
}
