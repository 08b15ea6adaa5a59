//! Preparing the proposal of a dossier: a history beside this one (`crate::preparation`).

use super::{
    permit,
    refusal::Refusal,
    state::{Dossier, State},
};
use crate::context::Context;

/// The dossier that is prepared, if this actor may write in its preparation: its own coordinator, and only while it has not ended.
/// Also after it was submitted: bodies ask, and the answer belongs where the question stood.
///
/// [`crate::preparation::decide`] does not ask this: it knows one history. Whoever takes commands in asks it first.
///
/// # Errors
/// [`Refusal::DossierUnknown`], [`Refusal::NotPermitted`], [`Refusal::OtherCoordinator`] or [`Refusal::Ended`].
pub fn may_prepare<'a>(state: &'a State, context: &Context) -> Result<&'a Dossier, Refusal> {
    let dossier = state.dossier()?;
    permit::coordinator(dossier, context)?;
    permit::underway(dossier)?;
    Ok(dossier)
}
