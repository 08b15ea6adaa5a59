//! In which capacity the keeping of a history is changed.

use super::{
    command::Command,
    refusal::{Needs, Refusal},
};
use crate::context::{Capacity, Context};

/// Everything is for administrators; an auditor may also have a history confirmed, to take it along.
pub(super) fn given_to(command: &Command, context: &Context) -> Result<(), Refusal> {
    let needs = match command {
        Command::RequestErasure(_)
        | Command::ConfirmErasure(_)
        | Command::DeclineErasure(_)
        | Command::PlaceHold(_)
        | Command::LiftHold(_) => Needs::Administrator,
        Command::ConfirmHistory => Needs::AuditorOrAdministrator,
    };
    match (&context.capacity, needs) {
        (Capacity::Administrator, _) | (Capacity::Auditor, Needs::AuditorOrAdministrator) => Ok(()),
        (Capacity::Auditor | Capacity::Coordinator { .. } | Capacity::Secretary { .. }, _) => {
            Err(Refusal::NotPermitted { acted_as: context.capacity.clone(), needs })
        }
    }
}
