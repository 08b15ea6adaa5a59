//! Granting a mandate.

use std::collections::BTreeSet;

use super::{
    command::Grant,
    event::{Act, Event, MandateGranted, Scope},
    refusal::Refusal,
    state::State,
};
use crate::framework::Framework;

pub(super) fn decide(framework: &Framework, state: &State, command: Grant) -> Result<Event, Refusal> {
    if *state != State::Ungranted {
        return Err(Refusal::AlreadyGranted);
    }
    let Grant { holder, party, scope, from, until, source } = command;
    let Some(known) = framework.party(&party) else {
        return Err(Refusal::PartyUnknown { party });
    };
    acts(&scope)?;
    let mut named = BTreeSet::new();
    for id in &scope.bodies {
        let seated = framework.body(id).is_some_and(|body| body.seats.contains(&known.kind));
        if !seated {
            return Err(Refusal::WithoutSeat { party, body: id.clone() });
        }
        if !named.insert(id) {
            return Err(Refusal::Repeated { which: id.to_string() });
        }
    }
    if let Some(until) = until.filter(|until| *until < from) {
        return Err(Refusal::EndsBeforeItBegins { from, until });
    }
    let framework = framework.reference.clone();
    Ok(Event::MandateGranted(MandateGranted { framework, holder, party, scope, from, until, source }))
}

/// At least one act, each once; escalating is a mandate of its own.
fn acts(scope: &Scope) -> Result<(), Refusal> {
    if scope.acts.is_empty() {
        return Err(Refusal::ActRequired);
    }
    let mut named = BTreeSet::new();
    if let Some(twice) = scope.acts.iter().find(|act| !named.insert(**act)) {
        return Err(Refusal::Repeated { which: twice.name().to_owned() });
    }
    if scope.acts.contains(&Act::Escalation) && (scope.acts.len() > 1 || !scope.bodies.is_empty()) {
        return Err(Refusal::EscalationStandsAlone);
    }
    Ok(())
}
