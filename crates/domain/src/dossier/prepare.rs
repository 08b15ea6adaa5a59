//! Preparing the proposal of a dossier: a history beside this one (`crate::preparation`).

use super::{
    permit,
    refusal::Refusal,
    state::{Dossier, State},
};
use crate::{context::Context, preparation::Command};

/// The dossier that is prepared, if this actor may write in its preparation: its own coordinator, and only while it has not ended.
/// Also after it was submitted: bodies ask, and the answer belongs where the question stood. What came of an action is written
/// down also afterwards, or it would be open for ever.
///
/// [`crate::preparation::decide`] does not ask this: it knows one history. Whoever takes commands in asks it first.
///
/// # Errors
/// [`Refusal::DossierUnknown`], [`Refusal::NotPermitted`], [`Refusal::OtherCoordinator`] or [`Refusal::Ended`].
pub fn may_prepare<'a>(
    state: &'a State,
    command: &Command,
    context: &Context,
) -> Result<&'a Dossier, Refusal> {
    let dossier = state.dossier()?;
    permit::coordinator(dossier, context)?;
    if !matches!(command, Command::CloseAction(_)) {
        permit::underway(dossier)?;
    }
    Ok(dossier)
}
