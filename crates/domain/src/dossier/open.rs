//! Opening a dossier.

use std::collections::BTreeSet;

use super::{
    command::Open,
    event::{DossierOpened, Event},
    refusal::{Countable, Needs, Refusal},
    state::State,
};
use crate::{
    context::{Capacity, Context},
    framework::Framework,
    ids::TermId,
};

/// The most functions that one arrangement can have.
pub const FUNCTIONS_MAX: usize = 50;

/// A coordinator opens a dossier on a framework that is in force, for at least one function.
pub(super) fn decide(
    framework: &Framework,
    state: &State,
    command: Open,
    context: &Context,
) -> Result<Event, Refusal> {
    let Capacity::Coordinator { party } = &context.capacity else {
        return Err(Refusal::NotPermitted { acted_as: context.capacity.clone(), needs: Needs::Coordinator });
    };
    if *state != State::Unopened {
        return Err(Refusal::AlreadyOpened);
    }
    if framework.effective_from > context.today {
        return Err(Refusal::FrameworkNotInForce { effective_from: framework.effective_from });
    }
    if framework.party(party).is_none() {
        return Err(Refusal::PartyUnknown { party: party.clone() });
    }
    functions(framework, &command.functions)?;
    let first = framework.route.rounds.first().expect("a sound framework has a round");
    Ok(Event::DossierOpened(DossierOpened {
        framework: framework.reference.clone(),
        title: command.title,
        functions: command.functions,
        target_group: command.target_group,
        follows: command.follows,
        coordinator: context.actor.clone(),
        party: party.clone(),
        awaits: first.id.clone(),
    }))
}

fn functions(framework: &Framework, given: &[TermId]) -> Result<(), Refusal> {
    if given.is_empty() {
        return Err(Refusal::FunctionRequired);
    }
    if given.len() > FUNCTIONS_MAX {
        return Err(Refusal::TooMany { what: Countable::Functions, given: given.len(), max: FUNCTIONS_MAX });
    }
    let mut seen = BTreeSet::new();
    for function in given {
        if !framework.has_function(function) {
            let known = framework.functions.iter().map(|term| term.id.clone()).collect();
            return Err(Refusal::FunctionUnknown { function: function.clone(), known });
        }
        if !seen.insert(function) {
            return Err(Refusal::Repeated { what: Countable::Functions, which: function.to_string() });
        }
    }
    Ok(())
}
