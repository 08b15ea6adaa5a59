//! Taking up an earlier dossier again.

use super::{
    refusal::Refusal,
    state::{Phase, State},
};
use crate::ids::DossierId;

/// Whether a new dossier may take up this one, which stands so: only if it ended, in whatever way. What still runs
/// goes on itself, and what there is not cannot be found by who reads of it.
///
/// [`decide`](super::decide) does not ask this: it knows one history. A record is decided again on its own history
/// alone, also when others are not at hand or have gone on since; so whoever takes commands in asks it first.
///
/// # Errors
/// [`Refusal::FollowedUnknown`] or [`Refusal::FollowedNotEnded`].
pub fn may_follow(followed: DossierId, state: &State) -> Result<(), Refusal> {
    match state {
        State::Unopened => Err(Refusal::FollowedUnknown { followed }),
        State::Opened(dossier) => match dossier.phase {
            Phase::Ended { .. } => Ok(()),
            Phase::Preparing { .. }
            | Phase::AtStep { .. }
            | Phase::Revising { .. }
            | Phase::Escalated { .. } => Err(Refusal::FollowedNotEnded { followed }),
        },
    }
}
