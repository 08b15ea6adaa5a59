//! No event is too odd to be applied: a damaged history leads to a strange state, never to a crash, neither of
//! who folds it nor of who decides it again.

use domain::{
    decision::{PartyStance, Stance},
    dossier::{
        Event, State,
        command::{Answer, Judgement},
        escalation::{
            self,
            event::{
                Cause, DisputeConcluded, EscalationMoved, EscalationOpened, EscalationResolved,
                EscalationUnresolved, OnRung, Onward,
            },
        },
        event::{
            ConditionNumber, ConditionSet, ConditionsAnswered, DocumentFiled, DocumentRef, DossierHandedOver,
            DossierOpened, DossierWithdrawn, Next, Opening, OutcomeCorrected, PartySpoke, Replaces,
            RoundSubmitted, TermResumed, TermSuspended, Treated, VisitRef, WaitingOn,
        },
        evolve,
        replay::redecide,
        waiting::waiting,
    },
    framework::{EndKind, Framework, FrameworkRef, Holder, Outcome, Party, Role},
    ids::{BodyId, Revision, RoundId, StepId},
    sealed::Digest,
};
use jiff::civil::Date;
use proptest::prelude::*;

use super::{
    dice::{Dice, dice},
    frameworks::any_framework,
    walk::Walk,
};
use crate::{
    acts::{self, day, sealed, sections, terms},
    region::{id, ids},
};

const EVENTS_MAX: usize = 40;

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_event_can_be_applied_to_any_state(
        framework in any_framework(),
        mut life in dice(600),
        mut odd in dice(2_000),
    ) {
        let mut walk = Walk::begin(framework);
        while !life.used_up() {
            let (command, by) = walk.command(&mut life);
            if let Ok(event) = walk.decide(command, &by) {
                walk.apply(event);
            }
        }
        if odd.once_in(10) {
            walk.state = State::Unopened;
        }
        for _ in 0..EVENTS_MAX {
            let event = random(&walk, &mut odd);
            let by = walk.secretary(&body(&walk.framework, &mut odd));
            let _ = redecide(&walk.framework, &walk.state, &event, &by);
            let _ = walk.state.dossier().ok().and_then(waiting);
            let before = walk.state.clone();
            let after = evolve(before.clone(), &event);
            prop_assert_eq!(&after, &evolve(before.clone(), &event));
            if before != State::Unopened {
                prop_assert_eq!(after.revision(), before.revision().next());
            }
            walk.state = after;
        }
    }
}

fn random(walk: &Walk, dice: &mut Dice) -> Event {
    let framework = &walk.framework;
    match dice.below(13) {
        0 => Event::DossierOpened(DossierOpened {
            framework: reference(framework, dice),
            title: sealed(1),
            functions: ids(&["genezen"]),
            target_group: None,
            follows: None,
            coordinator: id("u-coordinator"),
            party: id("gemeente-amsterdam"),
            awaits: round(framework, dice),
        }),
        1 => Event::DocumentFiled(DocumentFiled {
            document: document(framework, dice),
            digest: Digest([0; 32]),
            sections: sections(&[("eerste", u32::MAX), ("eerste", 0), ("elders", 1)]),
        }),
        2 | 3 => {
            let (round, document, opens) =
                (round(framework, dice), document(framework, dice), opening(framework, dice));
            let submitted = RoundSubmitted { round, document, opens };
            if dice.once_in(2) {
                Event::RoundSubmitted(submitted)
            } else {
                Event::RevisionSubmitted(submitted)
            }
        }
        4 => Event::ConditionsAnswered(ConditionsAnswered {
            answers: (0..dice.below(4))
                .map(|_| Answer { condition: number(dice), text: sealed(3) })
                .collect(),
        }),
        5 => Event::DossierWithdrawn(DossierWithdrawn { reason: sealed(4), end: id("nergens") }),
        6 => {
            let last = usize::try_from(walk.state.revision().0).unwrap();
            let corrects = Revision(u64::try_from(dice.below(last + 3)).unwrap());
            let treated = treated(framework, dice);
            Event::OutcomeCorrected(OutcomeCorrected { corrects, reason: sealed(5), treated })
        }
        7 => Event::DossierHandedOver(DossierHandedOver {
            from: id("u-1"),
            to: id("u-2"),
            party: id("gemeente-alkmaar"),
            reason: None,
        }),
        8 => Event::TermSuspended(TermSuspended {
            visit: visit(framework, dice),
            body: body(framework, dice),
            from: date(dice),
            waits_for: WaitingOn::Outside(sealed(8)),
            reason: sealed(9),
        }),
        9 => Event::TermResumed(TermResumed {
            visit: visit(framework, dice),
            body: body(framework, dice),
            runs_from: date(dice),
            due: date(dice),
        }),
        10 => {
            let completes = dice.once_in(2).then(|| Box::new(treated(framework, dice)));
            let party = dice.pick(&framework.parties).unwrap().id.clone();
            let voice = acts::voice(party.as_str(), dice.once_in(2), date(dice));
            let reason = sealed(10);
            let replaces = dice.once_in(2).then_some(Replaces { revision: Revision(3), reason });
            let (visit, body) = (visit(framework, dice), body(framework, dice));
            Event::PartySpoke(PartySpoke { visit, body, voice, replaces, completes })
        }
        11 => Event::Escalation(on_ladder(framework, dice)),
        _ => Event::treated(treated(framework, dice)),
    }
}

fn on_ladder(framework: &Framework, dice: &mut Dice) -> escalation::Event {
    use escalation::Event as E;
    let (visit, on) = (visit(framework, dice), on_rung(dice));
    let onward = match dice.below(3) {
        0 => Onward::SameVisit,
        1 => Onward::Visit(opening(framework, dice)),
        _ => Onward::End(id("nergens")),
    };
    match dice.below(5) {
        0 => {
            let cause = Cause::PassedTerm { due: date(dice) };
            E::EscalationOpened(EscalationOpened { visit, cause, reason: sealed(1), on })
        }
        1 => E::EscalationMoved(EscalationMoved { visit, from: id("trede9"), to: on, reason: sealed(2) }),
        2 => {
            let (rung, resolved_on, words) = (on.rung, date(dice), sealed(3));
            E::EscalationResolved(EscalationResolved { visit, rung, resolved_on, words, next: onward })
        }
        3 => E::EscalationUnresolved(EscalationUnresolved {
            visit,
            rung: on.rung,
            unresolved_on: date(dice),
            reason: sealed(4),
            terms: terms(&["nergens"]),
        }),
        _ => {
            let (concluded_on, words) = (date(dice), sealed(5));
            E::DisputeConcluded(DisputeConcluded { visit, concluded_on, words, next: onward })
        }
    }
}

fn on_rung(dice: &mut Dice) -> OnRung {
    let rung = id(dice.pick(&["trede0", "trede1", "nergens"]).unwrap());
    OnRung { rung, holder: Holder::Function("niemand".into()), since: date(dice), due: date(dice) }
}

fn date(dice: &mut Dice) -> Date {
    *dice.pick(&[day(0), Date::MIN, Date::MAX]).unwrap()
}

fn treated(framework: &Framework, dice: &mut Dice) -> Treated {
    let condition = |dice: &mut Dice| ConditionSet {
        number: number(dice),
        text: sealed(6),
        holder: dice.once_in(2).then(|| id("nergens")),
        due: Some(day(-9_000)),
    };
    Treated {
        visit: visit(framework, dice),
        body: body(framework, dice),
        role: *dice.pick(&Role::ALL).unwrap(),
        outcome: *dice.pick(&Outcome::ALL).unwrap(),
        treated_on: day(-100_000),
        motivation: dice.once_in(2).then(|| sealed(7)),
        conditions: (0..dice.below(3)).map(|_| condition(dice)).collect(),
        judged: (0..dice.below(3))
            .map(|_| Judgement { condition: number(dice), met: dice.once_in(2) })
            .collect(),
        stances: framework.parties.iter().map(|party| stance(party, dice)).collect(),
        departs_from: vec![visit(framework, dice)],
        next: match dice.below(5) {
            3 => Next::Ladder(on_rung(dice)),
            0 => Next::Visit(opening(framework, dice)),
            1 => Next::Round(round(framework, dice)),
            2 => Next::Revision { resume_at: step(framework, dice) },
            _ => Next::End { end: id("nergens"), kind: *dice.pick(&EndKind::ALL).unwrap() },
        },
    }
}

fn stance(party: &Party, dice: &mut Dice) -> PartyStance {
    PartyStance {
        party: if dice.once_in(5) { id("nergens") } else { party.id.clone() },
        stance: *dice.pick(&Stance::ALL).unwrap(),
        words: dice.once_in(2).then(|| sealed(8)),
        replacement: None,
        mandate: None,
        dissent: dice.once_in(3).then(|| sealed(9)),
    }
}

fn opening(framework: &Framework, dice: &mut Dice) -> Opening {
    Opening {
        visit: visit(framework, dice),
        round: round(framework, dice),
        body: body(framework, dice),
        role: *dice.pick(&Role::ALL).unwrap(),
        documents: vec![document(framework, dice); dice.below(3)],
        arrived: date(dice),
        due: dice.once_in(2).then(|| date(dice)),
    }
}

fn visit(framework: &Framework, dice: &mut Dice) -> VisitRef {
    VisitRef { step: step(framework, dice), number: *dice.pick(&[1, 2, 0, 3, u32::MAX]).unwrap() }
}

fn number(dice: &mut Dice) -> ConditionNumber {
    ConditionNumber(*dice.pick(&[1, 2, 3, 0, u32::MAX - 1, u32::MAX]).unwrap())
}

fn document(framework: &Framework, dice: &mut Dice) -> DocumentRef {
    let known = dice.pick(&framework.formats).unwrap().id.clone();
    let format = if dice.once_in(5) { id("elders") } else { known };
    DocumentRef { format, version: *dice.pick(&[1, 2, 0, u32::MAX]).unwrap() }
}

fn step(framework: &Framework, dice: &mut Dice) -> StepId {
    if dice.once_in(5) { id("nergens") } else { dice.pick(&framework.route.steps).unwrap().id.clone() }
}

fn round(framework: &Framework, dice: &mut Dice) -> RoundId {
    if dice.once_in(5) { id("nergens") } else { dice.pick(&framework.route.rounds).unwrap().id.clone() }
}

fn body(framework: &Framework, dice: &mut Dice) -> BodyId {
    if dice.once_in(5) { id("nergens") } else { dice.pick(&framework.bodies).unwrap().id.clone() }
}

fn reference(framework: &Framework, dice: &mut Dice) -> FrameworkRef {
    FrameworkRef { digest: Digest([u8::try_from(dice.below(3)).unwrap(); 32]), ..framework.reference.clone() }
}
