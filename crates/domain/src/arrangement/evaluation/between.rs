//! What a conclusion needs of other histories: asked where those can be read.

use super::{event::Follower, refusal::Refusal as R};
use crate::{
    arrangement::{
        Refusal, State,
        between::{adopted, dossier_of},
    },
    dossier,
    framework::{Conclusion, ConclusionRoute, Framework},
    ids::{ArrangementId, DossierId},
};

/// The dossier that a conclusion names as it stands now; refused if it does not follow the one in which the arrangement
/// was adopted, or did not end adopted where the framework asks that.
///
/// # Errors
/// [`Refusal::DossierUnknown`], [`R::DoesNotFollow`] or [`Refusal::NotAdopted`].
pub fn may_follow(
    framework: &Framework,
    arrangement: ArrangementId,
    conclusion: Conclusion,
    named: DossierId,
    state: &dossier::State,
) -> Result<Follower, Refusal> {
    let Ok(dossier) = state.dossier() else { return Err(Refusal::DossierUnknown { dossier: named }) };
    if dossier.follows != Some(dossier_of(arrangement)) {
        return Err(R::DoesNotFollow { dossier: named, followed: dossier_of(arrangement) }.into());
    }
    match framework.evaluation.get(&conclusion) {
        Some(ConclusionRoute::Dossier) => {
            adopted(named, state)?;
        }
        Some(ConclusionRoute::Body(_)) | None => {}
    }
    Ok(Follower { dossier: named, revision: dossier.revision })
}

/// Whether an arrangement can go up in this one: it is another, it exists, and it is not over.
///
/// # Errors
/// [`R::IntoItself`], [`R::IntoUnknown`] or [`R::IntoEnded`].
pub fn may_take_in(arrangement: ArrangementId, into: ArrangementId, state: &State) -> Result<(), Refusal> {
    if into == arrangement {
        return Err(R::IntoItself.into());
    }
    match state {
        State::Unknown => Err(R::IntoUnknown { arrangement: into }.into()),
        State::Registered(_) => Ok(()),
        State::Begun(known) => match known.ended() {
            Some(_) => Err(R::IntoEnded { arrangement: into }.into()),
            None => Ok(()),
        },
    }
}
