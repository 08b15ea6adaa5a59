//! What mandates say of what is done in a dossier: they are looked up after it was read, each at a moment of its own.

use domain::{
    context::Context,
    dossier::{self, Command, Dossier, mandated::uses},
    mandate::{MandateRef, State, covers},
};
use intake::Error;
use record::{HistoryId, Position};

use crate::replica::{Matter, Replica, framework};

/// The refusals of a command to a dossier that there can be, as the intake would word them: those of the mandates first,
/// at any of these moments, and those of the rules if there was a moment at which each mandate covered its use.
pub(super) fn refusals(
    replica: &Replica,
    dossier: &Dossier,
    command: Command,
    heads: &[Position],
    context: &Context,
) -> Vec<String> {
    let mut refusals = Vec::new();
    let mut ever_covered = true;
    for (named, used) in uses(dossier, &command, context) {
        let at = |head: &Position| covers(named.id, &state_at(replica, &named, *head), &used);
        let found: Vec<_> = heads.iter().map(at).collect();
        ever_covered &= found.iter().any(Result::is_ok);
        refusals.extend(found.into_iter().filter_map(Result::err).map(Error::Mandate));
    }
    if ever_covered {
        let state = dossier::State::Opened(Box::new(dossier.clone()));
        let decided = dossier::decide(&framework(&dossier.framework), &state, command, context);
        refusals.extend(decided.err().map(Error::Dossier));
    }
    refusals.iter().map(|error| format!("{error:?}")).collect()
}

/// Whatever was done under a mandate, it was covered by the mandate as the record says that it was seen.
pub(super) fn invariant_what_is_done_under_a_mandate_is_covered(
    replica: &Replica,
    dossier: &Dossier,
    event: &dossier::Event,
    context: &Context,
) {
    for (named, used) in uses(dossier, &dossier::replay::command_of(event), context) {
        let seen = usize::try_from(named.revision.0).expect("a small number");
        let history = &replica.histories[&HistoryId::Mandate(named.id)];
        let Matter::Mandate(state) = &history.matters[seen] else { unreachable!("it is of a mandate") };
        assert_eq!(covers(named.id, state, &used), Ok(named), "what it covers, as it was seen");
    }
}

fn state_at(replica: &Replica, named: &MandateRef, head: Position) -> State {
    let Matter::Mandate(state) = replica.matter_at(&HistoryId::Mandate(named.id), head) else {
        unreachable!("it was asked as a mandate")
    };
    state
}
