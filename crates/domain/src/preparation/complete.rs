//! What of a list is done, and whether a round may be submitted: asked between a preparation and its dossier.

use super::{
    event::ItemRef,
    refusal::Refusal,
    state::{Preparation, State},
};
use crate::{
    dossier::Dossier,
    framework::{Checklist, Framework},
    ids::{ChecklistId, ItemId, RoundId},
};

/// What is missing of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The list.
    pub list: ChecklistId,
    /// Its items of which nothing was noted and which are not optional, in its order.
    pub items: Vec<ItemId>,
}

/// The items of a list that it is not complete without, and of which nothing was noted. That a partner was not spoken with yet
/// is an answer too.
pub fn missing(list: &Checklist, preparation: Option<&Preparation>) -> Missing {
    let noted = |item: &ItemId| {
        let at = || ItemRef { list: list.id.clone(), item: item.clone() };
        preparation.is_some_and(|begun| begun.last(&at()).is_some())
    };
    let items = list.items.iter().filter(|item| !item.optional).map(|item| &item.id);
    Missing { list: list.id.clone(), items: items.filter(|item| !noted(item)).cloned().collect() }
}

/// That a round may be submitted, so far as its framework asks for preparation. `state` is the preparation of the dossier.
/// Once a round was submitted it is no longer asked: what bodies send back is not prepared again.
///
/// # Errors
/// [`Refusal::NotPrepared`] with everything that is missing.
pub fn ready(
    framework: &Framework,
    dossier: &Dossier,
    round: &RoundId,
    state: &State,
) -> Result<(), Refusal> {
    let Some(asked) = framework.route.round(round).filter(|_| dossier.submission(round).is_none()) else {
        return Ok(());
    };
    let lists = asked.prepared.iter().filter_map(|id| framework.checklist(id));
    let missing: Vec<_> = lists
        .map(|list| missing(list, state.preparation().ok()))
        .filter(|missing| !missing.items.is_empty())
        .collect();
    if missing.is_empty() { Ok(()) } else { Err(Refusal::NotPrepared { round: round.clone(), missing }) }
}
