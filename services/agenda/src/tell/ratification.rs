//! What parties say for themselves of what was decided, and who has not, as messages.

use domain::{
    dossier::{event::VisitRef, moves},
    framework::Framework,
};
use views::query::parts::Said;
use wire::{Names, convert::answer, v1};

use super::words;

/// What a party said.
pub(crate) fn voice(said: &Said, names: Names<'_>) -> v1::PartyVoice {
    v1::PartyVoice {
        party: Some(answer::party(&said.party, names)),
        ratified: said.ratified,
        decided_on: said.decided_on.to_string(),
        organ: Some(words(&said.organ)),
        reasons: said.reasons.as_ref().map(words),
        mandate: said.mandate.as_ref().map(answer::mandate_ref),
        revision: said.revision.0,
    }
}

/// The parties that have yet to speak, where each does for itself; none while the framework is not at hand.
pub(crate) fn unspoken(framework: Option<&Framework>, visit: &VisitRef, voices: &[Said]) -> Vec<v1::Named> {
    let Some(framework) = framework else { return Vec::new() };
    let spoken: Vec<_> = voices.iter().map(|said| said.party.clone()).collect();
    let missing = moves::unspoken(framework, &visit.step, &spoken);
    missing.iter().map(|party| answer::party(party, Names::of(framework))).collect()
}
