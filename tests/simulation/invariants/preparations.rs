//! What refuses an order to a preparation: its own rules, and those of its dossier at any moment since it was read.

use domain::{
    context::Context,
    dossier::{State, may_prepare},
    preparation::{self, Command},
};
use intake::Error;
use record::{HistoryId, Position};

use crate::replica::{Matter, Replica};

/// The refusals that there can be, as the intake would word them. The preparation was read first, and the dossier at one of these
/// moments after that.
pub(super) fn refusals(
    replica: &Replica,
    history: &HistoryId,
    state: &preparation::State,
    command: &Command,
    heads: Vec<Position>,
    context: &Context,
) -> Vec<String> {
    let HistoryId::Preparation(id) = history else { return Vec::new() };
    let at = |head: Position| {
        let dossier = match replica.matter_at(&HistoryId::Dossier(*id), head) {
            Matter::Dossier(dossier) => dossier,
            Matter::Framework(_)
            | Matter::Arrangement(_)
            | Matter::Meeting(_)
            | Matter::Mandate(_)
            | Matter::Preparation(_) => State::Unopened,
        };
        let dossier = may_prepare(&dossier, command, context).map_err(Error::Dossier)?;
        let rules = crate::replica::framework(&dossier.framework);
        let decided = preparation::decide(&rules, state, command.clone(), context);
        decided.map(drop).map_err(Error::Preparation)
    };
    heads.into_iter().filter_map(|head| at(head).err()).map(|error| format!("{error:?}")).collect()
}
