//! Whether a mandate covers what was done under it: a rule between its history and that of a dossier, asked where both
//! can be read.

use jiff::civil::Date;

use super::{
    event::Act,
    refusal::{Refusal, Uncovered},
    state::State,
};
use crate::ids::{ActorId, BodyId, MandateId, PartyId, Revision};

/// Which mandate, and how it was seen: a later revocation says nothing of what was done under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MandateRef {
    /// The mandate.
    pub id: MandateId,
    /// Its last record when it was looked up. Zero: it was not looked up yet.
    pub revision: Revision,
}

/// What was done under a mandate.
#[derive(Debug, Clone, Copy)]
pub struct Use<'a> {
    /// For which party.
    pub party: &'a PartyId,
    /// By whom, if that is known.
    pub by: Option<&'a ActorId>,
    /// What.
    pub act: Act,
    /// In which body, if in one.
    pub body: Option<&'a BodyId>,
    /// On which day.
    pub on: Date,
    /// For how much, in euro cents, if the party was bound to an amount.
    pub amount_cents: Option<u64>,
}

/// Whether the mandate covers this use; the mandate as it was seen.
///
/// # Errors
/// [`Refusal::NotCovered`] with the first thing in which it does not.
pub fn covers(id: MandateId, state: &State, used: &Use<'_>) -> Result<MandateRef, Refusal> {
    let uncovered = |because| Refusal::NotCovered { mandate: id, party: used.party.clone(), because };
    let State::Granted(mandate) = state else { return Err(uncovered(Uncovered::NotGranted)) };
    let granted = &mandate.granted;
    let scope = &granted.scope;
    if granted.party != *used.party {
        return Err(uncovered(Uncovered::OtherParty { granted: granted.party.clone() }));
    }
    if used.by.is_some_and(|by| *by != granted.holder) {
        return Err(uncovered(Uncovered::OtherHolder { holder: granted.holder.clone() }));
    }
    if !scope.acts.contains(&used.act) {
        return Err(uncovered(Uncovered::OtherAct { done: used.act, acts: scope.acts.clone() }));
    }
    if let Some(body) = used.body.filter(|body| !scope.bodies.is_empty() && !scope.bodies.contains(body)) {
        let (body, bodies) = (body.clone(), scope.bodies.clone());
        return Err(uncovered(Uncovered::OtherBody { body, bodies }));
    }
    mandate.holds_on(used.on).map_err(uncovered)?;
    if let (Some(amount_cents), Some(limit_cents)) = (used.amount_cents, scope.limit_cents)
        && amount_cents > limit_cents
    {
        return Err(uncovered(Uncovered::OverLimit { amount_cents, limit_cents }));
    }
    Ok(MandateRef { id, revision: mandate.revision })
}
