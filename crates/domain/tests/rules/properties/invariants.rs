//! What holds after every event of every dossier. The names are the specification.

use std::collections::BTreeSet;

use domain::{
    context::Context,
    dossier::{
        Command, DOCUMENTS_MAX, Event, Refusal, State,
        command::{Ratify, RecordOutcome},
        escalation::Escalation,
        event::WaitingOn,
        moves::way_on,
        replay::redecide,
        state::{Phase, Progress, Visit},
        term::{Due, Reckoning},
        waiting::{Need, Since, Whom, waiting},
    },
    forecast::Planned,
    framework::{Outcome, Role},
};
use jiff::{ToSpan, civil::Date};
use proptest::prelude::*;

use super::{
    dice::{Dice, dice},
    frameworks::any_framework,
    walk::{Walk, complete, leading_to},
};
use crate::acts::{self, answer, treatment, withdraw};

const COMMANDS_MAX: usize = 100;

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_event_leaves_a_sound_dossier(framework in any_framework(), mut dice in dice(1_500)) {
        let mut walk = Walk::begin(framework);
        for _ in 0..COMMANDS_MAX {
            if dice.used_up() {
                break;
            }
            next(&mut walk, &mut dice);
        }
    }
}

/// One more command; when it is accepted, every invariant holds.
fn next(walk: &mut Walk, dice: &mut Dice) {
    let (command, by) = walk.command(dice);
    invariant_deciding_is_a_pure_function(walk, &command, &by);
    let Ok(event) = walk.decide(command, &by) else { return };
    invariant_the_rules_say_the_same_again(walk, &event, &by);
    let before = walk.clone();
    walk.apply(event);
    invariant_the_revision_counts_events(walk);
    invariant_at_most_one_body_has_the_dossier(walk);
    invariant_visits_are_bounded_and_numbered(walk);
    invariant_conditions_are_numbered_and_numbers_are_not_given_twice(walk, &before);
    invariant_what_was_filed_and_submitted_stays(walk, &before);
    invariant_a_term_ends_after_its_budget_of_days_on_which_it_ran(walk);
    invariant_a_dossier_waits_for_somebody_until_it_ends(walk);
    invariant_there_is_a_way_on(walk);
    invariant_parties_together_say_what_each_said(walk);
    invariant_withdrawing_is_possible_until_the_decisive_outcome(walk);
}

fn invariant_deciding_is_a_pure_function(walk: &Walk, command: &Command, by: &Context) {
    assert_eq!(walk.decide(command.clone(), by), walk.decide(command.clone(), by));
}

fn invariant_the_rules_say_the_same_again(walk: &Walk, event: &Event, by: &Context) {
    assert_eq!(redecide(&walk.framework, &walk.state, event, by), Ok(()), "{event:?}");
}

fn invariant_the_revision_counts_events(walk: &Walk) {
    assert_eq!(walk.state.revision().0, u64::try_from(walk.events.len()).unwrap());
}

fn invariant_at_most_one_body_has_the_dossier(walk: &Walk) {
    let dossier = walk.dossier();
    let waiting: Vec<_> = dossier.visits.iter().filter(|visit| visit.progress == Progress::Waiting).collect();
    if let Phase::AtStep { visit } = &dossier.phase {
        assert_eq!(waiting.len(), 1);
        assert_eq!(waiting[0].opening.visit, *visit);
        let last = dossier.visits.iter().rev().find(|visit| !visit.is_void());
        assert_eq!(last, Some(waiting[0]), "it is the last that is not void");
        assert_eq!(dossier.open_visit(), Some(waiting[0]));
    } else {
        assert!(waiting.is_empty(), "{:?} while nobody has it", waiting);
    }
}

fn invariant_visits_are_bounded_and_numbered(walk: &Walk) {
    let dossier = walk.dossier();
    for step in &walk.framework.route.steps {
        // Who comes back from the ladder is let in, and how often that can be is bounded too.
        let times_max = walk.framework.ladder.times_max;
        assert!(dossier.times_escalated(&step.id) <= times_max, "{}", step.id);
        assert!(dossier.visits_paid(&step.id) <= step.visits_max + times_max, "{}", step.id);
        let of_step = dossier.visits.iter().filter(|visit| visit.opening.visit.step == step.id);
        let numbers: Vec<_> = of_step.map(|visit| visit.opening.visit.number).collect();
        let expected: Vec<_> = (1..).take(numbers.len()).collect();
        assert_eq!(numbers, expected, "void visits keep their numbers");
    }
    let documents = |visit: &Visit| !visit.opening.documents.is_empty();
    assert!(dossier.visits.iter().all(documents), "no body is asked to look at nothing");
}

fn invariant_conditions_are_numbered_and_numbers_are_not_given_twice(walk: &Walk, before: &Walk) {
    let dossier = walk.dossier();
    let numbers: Vec<_> = dossier.conditions.iter().map(|condition| condition.set.number).collect();
    assert!(numbers.is_sorted_by(|one, other| one < other), "{numbers:?}");
    let last_before = before.dossier().last_condition;
    assert!(dossier.last_condition >= last_before);
    for condition in &dossier.conditions {
        assert!(condition.set.number <= dossier.last_condition);
        let was = before.dossier().condition(condition.set.number);
        match was {
            Some(was) => assert_eq!(was.set_by, condition.set_by),
            // It is new, or the same body sets it again in a correction.
            None => {
                assert!(condition.set.number > last_before, "{:?} was given before", condition.set.number)
            }
        }
        let set_by = dossier.visit(&condition.set_by).and_then(Visit::treated).unwrap();
        assert!(set_by.conditions.contains(&condition.set));
    }
}

fn invariant_what_was_filed_and_submitted_stays(walk: &Walk, before: &Walk) {
    let (now, was) = (walk.dossier(), before.dossier());
    assert!(now.documents.starts_with(&was.documents));
    assert!(now.submitted.starts_with(&was.submitted));
    let named: BTreeSet<_> = now.documents.iter().map(|filed| &filed.document).collect();
    assert_eq!(named.len(), now.documents.len());
    assert!(now.submitted.iter().all(|submission| named.contains(&submission.document)));
    assert_eq!(now.framework, was.framework);
}

/// A term that does not stand still ends on the day that a walk day by day comes to.
fn invariant_a_term_ends_after_its_budget_of_days_on_which_it_ran(walk: &Walk) {
    let calendar = &walk.framework.calendar;
    for visit in &walk.dossier().visits {
        let Due::On(due) = visit.due() else { continue };
        let (budget, ledger) = (walk.step(visit).term_days.unwrap(), visit.ledger());
        let stands_still = |day: Date| {
            ledger.iter().any(|still| still.from <= day && still.until.is_none_or(|until| day < until))
        };
        let arrived = visit.opening.arrived;
        let runs = |day: &Date| *day > arrived && calendar.is_working_day(*day) && !stands_still(*day);
        let walked = arrived.series(1.day()).filter(runs).nth(usize::try_from(budget).unwrap() - 1);
        assert_eq!(Some(due), walked, "{arrived} and {budget} days, {ledger:?}");
        let on_due = Reckoning::at(calendar, budget, arrived, &ledger, due);
        assert_eq!((on_due.spent, on_due.left(), on_due.over()), (budget, 0, 0), "{ledger:?}");
    }
}

fn invariant_a_dossier_waits_for_somebody_until_it_ends(walk: &Walk) {
    let dossier = walk.dossier();
    let Some(waiting) = waiting(dossier) else {
        return assert!(matches!(dossier.phase, Phase::Ended { .. }));
    };
    if let Since::Date(since) = waiting.since {
        assert!(since <= acts::day(walk.today));
    }
    assert!(way_on(&walk.framework, &Planned::default(), &waiting.need, acts::day(walk.today)).is_some());
    match waiting.need {
        Need::Round(_) | Need::Revision { .. } => {
            assert_eq!(waiting.on, Whom::Named(WaitingOn::Submitter));
        }
        Need::Outcome(asked) => assert_eq!(waiting.on, Whom::Named(WaitingOn::Body(asked.body))),
        Need::Resumption(asked) => assert_ne!(waiting.on, Whom::Named(WaitingOn::Body(asked.body))),
        Need::Solution(stuck) | Need::Conclusion(stuck) => {
            assert_eq!(Some(&stuck.on), dossier.escalation().map(Escalation::on));
        }
    }
}

/// From every place but an end, somebody can do something that brings the dossier on.
fn invariant_there_is_a_way_on(walk: &Walk) {
    match walk.dossier().phase.clone() {
        Phase::AtStep { visit } => {
            let open = walk.dossier().visit(&visit).unwrap();
            let by = walk.secretary(&open.opening.body);
            if walk.step(open).is_for_each_party() {
                return each_unspoken_party_can_speak(walk, open, &by);
            }
            let onward = open.opening.role.outcomes().iter().filter(|outcome| !outcome.turns_back());
            for outcome in onward {
                let mut treatment = treatment(*outcome, by.today);
                treatment.motivation = Some(acts::sealed(1));
                treatment.stances = leading_to(&walk.framework, walk.step(open), *outcome);
                let command = Command::RecordOutcome(RecordOutcome { visit: visit.clone(), treatment });
                let decided = walk.decide(command, &by);
                assert!(decided.is_ok(), "{outcome}: {decided:?}");
            }
        }
        Phase::Preparing { round } => {
            send_on(walk, round.as_str(), acts::submit);
        }
        Phase::Revising { round, .. } => {
            send_on(walk, round.as_str(), |_, format, version| acts::resubmit(format, version));
        }
        Phase::Escalated { .. } => {
            assert!(walk.dossier().escalation().is_some());
            off_the_ladder(walk);
        }
        Phase::Ended { .. } => {
            assert_eq!(walk.dossier().escalation(), None);
            let refused = walk.decide(acts::file("voorstel", &[]), &walk.owner());
            assert!(matches!(refused, Err(Refusal::Ended { .. })));
        }
    }
}

/// Whoever has not spoken can, either way, and with the last of them the dossier goes on.
fn each_unspoken_party_can_speak(walk: &Walk, open: &Visit, by: &Context) {
    let ratifiers = walk.framework.ratifiers(walk.step(open)).into_iter();
    let unspoken: Vec<_> = ratifiers.filter(|party| open.voice(&party.id).is_none()).collect();
    assert!(!unspoken.is_empty(), "all have spoken, and the dossier did not go on");
    for party in &unspoken {
        for ratified in [true, false] {
            let voice = acts::voice(party.id.as_str(), ratified, by.today);
            let visit = open.opening.visit.clone();
            let command = Command::Ratify(Ratify { visit, voice, replaces: None });
            let Ok(Event::PartySpoke(spoke)) = walk.decide(command, by) else {
                panic!("{} may speak", party.id)
            };
            assert_eq!(spoke.completes.is_some(), unspoken.len() == 1);
        }
    }
}

/// The secretary of the body that the dossier came from can do whatever is to be done next, and each way leads off the
/// ladder.
fn off_the_ladder(walk: &Walk) {
    let mut walk = walk.clone();
    while let Some(escalation) = walk.dossier().escalation().cloned() {
        let body = walk.dossier().visit(&escalation.visit).unwrap().opening.body.clone();
        let by = walk.secretary(&body);
        let (on, today) = (escalation.on().clone(), by.today);
        let (step, number) = (escalation.visit.step.as_str(), escalation.visit.number);
        if escalation.dispute.is_some() {
            for resumes in [true, false] {
                walk.decide(acts::conclude(step, number, today, resumes), &by).unwrap();
            }
            walk.apply(walk.decide(acts::conclude(step, number, today, false), &by).unwrap());
            continue;
        }
        walk.decide(acts::resolve(step, number, on.rung.as_str(), today), &by).unwrap();
        let up = match walk.framework.ladder.above(&on.rung) {
            Some(_) => acts::climb(step, number, on.rung.as_str(), today),
            None => acts::dispute(step, number, on.rung.as_str(), today, &["gemeente-alkmaar", "swv-po"]),
        };
        walk.apply(walk.decide(up, &by).unwrap());
    }
    assert!(matches!(walk.dossier().phase, Phase::Ended { .. }));
}

/// Answers what waits for an answer, files a complete version and sends it.
fn send_on(walk: &Walk, round: &str, send: impl Fn(&str, &str, u32) -> Command) {
    let mut walk = walk.clone();
    assert!(walk.dossier().documents.len() < DOCUMENTS_MAX);
    let unanswered = walk.unanswered();
    if !unanswered.is_empty() {
        walk.apply(walk.decide(answer(&unanswered), &walk.owner()).unwrap());
    }
    let opens_with = &walk.framework.route.round(&round.parse().unwrap()).unwrap().opens_with;
    let format = walk.framework.format(&opens_with[0]).unwrap().clone();
    walk.apply(walk.decide(complete(&format), &walk.owner()).unwrap());
    let version = walk.dossier().documents.last().unwrap().document.version;
    walk.apply(walk.decide(send(round, format.id.as_str(), version), &walk.owner()).unwrap());
    assert!(matches!(walk.dossier().phase, Phase::AtStep { .. }));
}

/// A visit at which each speaks is treated when all have, and ratified when all do.
fn invariant_parties_together_say_what_each_said(walk: &Walk) {
    for visit in walk.dossier().visits.iter().filter(|visit| !visit.is_void()) {
        let step = walk.step(visit);
        if !step.is_for_each_party() {
            assert!(visit.voices.is_empty(), "the body speaks at {}", step.id);
            continue;
        }
        let ratifiers = walk.framework.ratifiers(step);
        let all = ratifiers.iter().all(|party| visit.voice(&party.id).is_some());
        assert_eq!(visit.treated().is_some(), all);
        assert!(visit.voices.len() <= ratifiers.len());
        if let Some(treated) = visit.treated() {
            let ratified = visit.voices.iter().all(|spoken| spoken.voice.ratified);
            assert_eq!(treated.outcome, if ratified { Outcome::Ratified } else { Outcome::NotRatified });
            let last = visit.voices.iter().map(|spoken| spoken.voice.decided_on).max();
            assert_eq!(Some(treated.treated_on), last);
        }
    }
}

fn invariant_withdrawing_is_possible_until_the_decisive_outcome(walk: &Walk) {
    let last_round = &walk.framework.route.rounds.last().unwrap().id;
    let decisive = |visit: &Visit| {
        let adopts = visit.treated().is_some_and(|treated| treated.outcome.adopts());
        visit.opening.role == Role::Decides && visit.opening.round == *last_round && adopts
    };
    let decided = walk.dossier().visits.iter().any(decisive);
    let ended = matches!(walk.dossier().phase, Phase::Ended { .. });
    match walk.decide(withdraw(), &walk.owner()) {
        Ok(_) => assert!(!decided && !ended),
        Err(Refusal::AlreadyDecided) => assert!(decided && !ended),
        Err(refusal) => assert!(ended, "{refusal:?}"),
    }
}

#[test]
fn nothing_is_true_before_the_opening() {
    assert_eq!(State::Unopened.revision().0, 0);
}
