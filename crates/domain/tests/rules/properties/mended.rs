//! A history with corrections means what it would have meant without the mistakes: as if every outcome had
//! been written down rightly at once. Only the records themselves, and the void visits, tell of the mistake.

use std::collections::BTreeMap;

use domain::dossier::{
    Dossier, Event, State,
    escalation::{Progress, event::OnRung},
    event::{ConditionNumber, ConditionSet, DocumentRef, Opening, PartySpoke, Treated, VisitRef, Voice},
    evolve,
    state::Phase,
    term::Still,
};
use proptest::prelude::*;

use super::{dice::dice, frameworks::any_framework, walk::Walk};

const COMMANDS_MAX: usize = 100;

/// What a dossier is, without the records that say so.
#[derive(Debug, PartialEq, Eq)]
struct Meaning {
    phase: Phase,
    submitted: Vec<DocumentRef>,
    visits: Vec<(Opening, Vec<Still>, Option<Treated>)>,
    voices: Vec<Vec<Voice>>,
    conditions: Vec<Meant>,
    escalations: Vec<(VisitRef, Vec<OnRung>, bool)>,
}

/// A condition, whether it was answered, and what was found of it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Meant {
    set: ConditionSet,
    answered: bool,
    judged: Option<(VisitRef, bool)>,
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 800, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_mended_history_means_what_it_should_have_said(framework in any_framework(), mut dice in dice(1_500)) {
        let mut walk = Walk::begin(framework);
        for _ in 0..COMMANDS_MAX {
            if dice.used_up() {
                break;
            }
            let (command, by) = walk.command(&mut dice);
            let Ok(event) = walk.decide(command, &by) else { continue };
            let replaces = matches!(&event, Event::PartySpoke(spoke) if spoke.replaces.is_some());
            let is_correction = replaces || matches!(event, Event::OutcomeCorrected(_));
            walk.apply(event);
            if is_correction {
                let meant = without_mistakes(&walk.events);
                let rightly = meant.iter().fold(State::Unopened, evolve);
                let conditions = conditions(&meant);
                prop_assert_eq!(meaning(walk.dossier()), meaning(rightly.dossier().unwrap()));
                prop_assert_eq!(meaning(walk.dossier()).conditions, conditions);
            }
        }
    }
}

/// The same history, as if every outcome had been written down rightly at once.
fn without_mistakes(events: &[Event]) -> Vec<Event> {
    let mut meant: Vec<Event> = Vec::new();
    // Where in `meant` the treatment of a record stands.
    let mut places: BTreeMap<u64, usize> = BTreeMap::new();
    for (revision, event) in (1..).zip(events) {
        if let Event::OutcomeCorrected(corrected) = event {
            let place = places[&corrected.corrects.0];
            meant[place] = Event::treated(corrected.treated.clone());
            places.insert(revision, place);
        } else if let Event::PartySpoke(PartySpoke { replaces: Some(replaces), .. }) = event {
            let place = places[&replaces.revision.0];
            said_rightly(&mut meant, place, event);
            places.insert(revision, place);
        } else {
            places.insert(revision, meant.len());
            meant.push(event.clone());
        }
    }
    meant
}

/// As if a party had said at once what it said later; and the last to speak had completed that.
fn said_rightly(meant: &mut [Event], place: usize, later: &Event) {
    let Event::PartySpoke(later) = later else { return };
    for (at, event) in meant.iter_mut().enumerate() {
        let Event::PartySpoke(spoke) = event else { continue };
        if at == place {
            spoke.voice = later.voice.clone();
        }
        if spoke.visit == later.visit && spoke.completes.is_some() {
            spoke.completes = later.completes.clone();
        }
    }
}

fn meaning(dossier: &Dossier) -> Meaning {
    let visits = dossier.visits.iter().filter(|visit| !visit.is_void());
    Meaning {
        phase: dossier.phase.clone(),
        submitted: dossier.submitted.iter().map(|submission| submission.document.clone()).collect(),
        visits: visits
            .clone()
            .map(|visit| (visit.opening.clone(), visit.ledger(), visit.treated().cloned()))
            .collect(),
        voices: visits
            .map(|visit| visit.voices.iter().map(|spoken| spoken.voice.clone()).collect())
            .collect(),
        conditions: dossier
            .conditions
            .iter()
            .map(|condition| Meant {
                set: condition.set.clone(),
                answered: condition.answered.is_some(),
                judged: condition.judged.clone(),
            })
            .collect(),
        escalations: escalations(dossier),
    }
}

/// What was escalated of visits that count, and whether it is over.
fn escalations(dossier: &Dossier) -> Vec<(VisitRef, Vec<OnRung>, bool)> {
    let counts = |visit: &VisitRef| dossier.visit(visit).is_some_and(|visit| !visit.is_void());
    let of_visits = dossier.escalations.iter().filter(|escalation| counts(&escalation.visit));
    let of_visits = of_visits.filter(|escalation| escalation.progress != Progress::Void);
    of_visits
        .map(|escalation| {
            let rungs = escalation.rungs.iter().map(|stay| stay.on.clone()).collect();
            (escalation.visit.clone(), rungs, escalation.progress != Progress::Open)
        })
        .collect()
}

/// The conditions of a history without corrections, told in the simplest way.
fn conditions(events: &[Event]) -> Vec<Meant> {
    let mut conditions: BTreeMap<ConditionNumber, Meant> = BTreeMap::new();
    for event in events {
        if let Event::ConditionsAnswered(answered) = event {
            for answer in &answered.answers {
                conditions.get_mut(&answer.condition).unwrap().answered = true;
            }
        }
        let Some(treated) = event.treatment() else { continue };
        for judgement in &treated.judged {
            let judged = Some((treated.visit.clone(), judgement.met));
            conditions.get_mut(&judgement.condition).unwrap().judged = judged;
        }
        for set in &treated.conditions {
            let meant = Meant { set: set.clone(), answered: false, judged: None };
            conditions.insert(set.number, meant);
        }
    }
    conditions.into_values().collect()
}
