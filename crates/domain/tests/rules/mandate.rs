//! Mandates: who grants them, and what each covers.

use domain::{
    context::{Capacity, Context},
    ids::{MandateId, Revision},
    mandate::{
        Act, Command, MandateRef, Refusal, Scope, State, Use,
        command::{Grant, Revoke},
        covers, decide, evolve,
        refusal::Uncovered,
        replay::command_of,
    },
};
use uuid::Uuid;

use crate::{
    acts::{administrator, coordinator, day, sealed, secretary},
    region::{id, ids, region},
};

const ID: MandateId = MandateId(Uuid::from_u128(0xa1));

fn grant() -> Grant {
    Grant {
        holder: id("u-wethouder"),
        party: id("gemeente-heiloo"),
        scope: Scope {
            acts: vec![Act::Stance, Act::Commitment],
            bodies: ids(&["pora", "oogo"]),
            limit_cents: Some(500),
        },
        from: day(10),
        until: Some(day(20)),
        source: sealed(1),
    }
}

fn granting(change: impl FnOnce(&mut Grant)) -> Command {
    let mut grant = grant();
    change(&mut grant);
    Command::Grant(grant)
}

fn revoking(n: i32) -> Command {
    Command::Revoke(Revoke { from: day(n), reason: sealed(2) })
}

/// What is true after these commands, each decided again from its event.
fn after(commands: &[Command]) -> State {
    let framework = region();
    commands.iter().fold(State::Ungranted, |state, command| {
        let event = decide(&framework, &state, command.clone(), &administrator(0)).unwrap();
        assert_eq!(command_of(&event), *command);
        evolve(state, &event)
    })
}

#[test]
fn a_mandate_is_refused_when_it_says_what_cannot_be() {
    let granted = after(&[Command::Grant(grant())]);
    let revoked = after(&[Command::Grant(grant()), revoking(15)]);
    let not_permitted = |by: &Context| Refusal::NotPermitted { acted_as: by.capacity.clone() };
    let by: [Context; 2] = [secretary("oogo", 0), coordinator(0)];
    for by in by {
        let refused = decide(&region(), &State::Ungranted, Command::Grant(grant()), &by);
        assert_eq!(refused, Err(not_permitted(&by)), "{by:?}");
        assert_ne!(by.capacity, Capacity::Administrator);
    }
    let cases = [
        (State::Ungranted, revoking(15), Refusal::MandateUnknown),
        (granted.clone(), Command::Grant(grant()), Refusal::AlreadyGranted),
        (
            State::Ungranted,
            granting(|grant| grant.party = id("school")),
            Refusal::PartyUnknown { party: id("school") },
        ),
        (
            State::Ungranted,
            granting(|grant| grant.scope.bodies = ids(&["raad"])),
            Refusal::WithoutSeat { party: id("gemeente-heiloo"), body: id("raad") },
        ),
        (State::Ungranted, granting(|grant| grant.scope.acts.clear()), Refusal::ActRequired),
        (
            State::Ungranted,
            granting(|grant| grant.scope.acts.push(Act::Stance)),
            Refusal::Repeated { which: "stance".into() },
        ),
        (
            State::Ungranted,
            granting(|grant| grant.scope.bodies = ids(&["pora", "pora"])),
            Refusal::Repeated { which: "pora".into() },
        ),
        (
            State::Ungranted,
            granting(|grant| grant.scope.acts.push(Act::Escalation)),
            Refusal::EscalationStandsAlone,
        ),
        (
            State::Ungranted,
            granting(|grant| grant.scope.acts = vec![Act::Escalation]),
            Refusal::EscalationStandsAlone,
        ),
        (
            State::Ungranted,
            granting(|grant| grant.until = Some(day(9))),
            Refusal::EndsBeforeItBegins { from: day(10), until: day(9) },
        ),
        (granted, revoking(9), Refusal::RevokedBeforeItBegan { given: day(9), from: day(10) }),
        (revoked, revoking(16), Refusal::AlreadyRevoked { from: day(15) }),
    ];
    for (state, command, refused) in cases {
        assert_eq!(decide(&region(), &state, command, &administrator(0)), Err(refused));
    }
}

#[test]
fn a_procesbegeleider_escalates_under_a_mandate_of_its_own() {
    let state = after(&[granting(|grant| {
        grant.scope = Scope { acts: vec![Act::Escalation], bodies: Vec::new(), limit_cents: None };
        grant.until = None;
    })]);
    let party = id("gemeente-heiloo");
    let used = |act, body| Use { party: &party, by: None, act, body, on: day(4_000), amount_cents: None };
    assert!(covers(ID, &state, &used(Act::Escalation, None)).is_ok(), "until it is revoked");
    let oogo = id("oogo");
    assert!(covers(ID, &state, &used(Act::Stance, Some(&oogo))).is_err(), "and nothing else");
}

#[test]
fn a_mandate_covers_its_party_acts_bodies_and_days_and_no_others() {
    let state = after(&[Command::Grant(grant())]);
    let revoked = after(&[Command::Grant(grant()), revoking(15)]);
    let (heiloo, alkmaar) = (id("gemeente-heiloo"), id("gemeente-alkmaar"));
    let (holder, other) = (id("u-wethouder"), id("u-ambtenaar"));
    let (pora, rbo) = (id("pora"), id("rbo"));
    let good = Use {
        party: &heiloo,
        by: Some(&holder),
        act: Act::Stance,
        body: Some(&pora),
        on: day(10),
        amount_cents: Some(500),
    };
    let seen = |revision| Ok(MandateRef { id: ID, revision: Revision(revision) });
    for on in [10, 20] {
        assert_eq!(covers(ID, &state, &Use { on: day(on), ..good }), seen(1), "day {on}");
    }
    assert_eq!(covers(ID, &revoked, &Use { on: day(14), ..good }), seen(2), "before it was revoked");
    assert_eq!(covers(ID, &state, &Use { by: None, body: None, amount_cents: None, ..good }), seen(1));
    let cases = [
        (&State::Ungranted, good, Uncovered::NotGranted),
        (&state, Use { party: &alkmaar, ..good }, Uncovered::OtherParty { granted: heiloo.clone() }),
        (&state, Use { by: Some(&other), ..good }, Uncovered::OtherHolder { holder: holder.clone() }),
        (
            &state,
            Use { act: Act::Ratification, ..good },
            Uncovered::OtherAct { done: Act::Ratification, acts: vec![Act::Stance, Act::Commitment] },
        ),
        (
            &state,
            Use { body: Some(&rbo), ..good },
            Uncovered::OtherBody { body: rbo.clone(), bodies: ids(&["pora", "oogo"]) },
        ),
        (&state, Use { on: day(9), ..good }, Uncovered::NotYet { on: day(9), from: day(10) }),
        (&state, Use { on: day(21), ..good }, Uncovered::Lapsed { on: day(21), until: day(20) }),
        (&revoked, Use { on: day(15), ..good }, Uncovered::Revoked { on: day(15), from: day(15) }),
        (
            &state,
            Use { amount_cents: Some(501), ..good },
            Uncovered::OverLimit { amount_cents: 501, limit_cents: 500 },
        ),
    ];
    for (state, used, because) in cases {
        let refused = Refusal::NotCovered { mandate: ID, party: used.party.clone(), because };
        assert_eq!(covers(ID, state, &used), Err(refused));
    }
}
