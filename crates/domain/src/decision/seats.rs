//! Whether stances are well given: one for every party that has a seat, with the words that belong to it.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{
    refusal::{Refusal, Unseated},
    rule::{Bearing, follows},
    stance::{PartyStance, Replacement},
};
use crate::framework::{Asked, Body, Framework, Outcome, Party, Step};

/// Whether the outcome of a body at a step can stand with these stances. None at all is enough where the framework does
/// not ask for them.
///
/// # Errors
/// The first rule that is broken, with its facts.
pub fn judge(
    framework: &Framework,
    step: &Step,
    body: &Body,
    stances: &[PartyStance],
    outcome: Outcome,
    treated_on: Date,
) -> Result<(), Refusal> {
    if stances.is_empty() {
        return match step.stances {
            Asked::Required if Bearing::of(outcome).is_judged() => {
                Err(Refusal::StancesRequired { step: step.id.clone(), outcome })
            }
            Asked::Required | Asked::Optional => Ok(()),
        };
    }
    let seats = framework.seats(body);
    complete(body, &seats, stances)?;
    stances.iter().try_for_each(|taken| well_given(taken, treated_on))?;
    if step.mandates == Asked::Required
        && let Some(bare) = stances.iter().find(|taken| taken.stance.takes_part() && taken.mandate.is_none())
    {
        return Err(Refusal::MandateRequired { party: bare.party.clone(), step: step.id.clone() });
    }
    follows(step.rule, body.quorum, &seats, stances, outcome)
}

/// Every party that has a seat is named once, and no other.
fn complete(body: &Body, seats: &[&Party], stances: &[PartyStance]) -> Result<(), Refusal> {
    let mut named = BTreeSet::new();
    for taken in stances {
        if !seats.iter().any(|party| party.id == taken.party) {
            return Err(Refusal::WithoutSeat { party: taken.party.clone(), body: body.id.clone() });
        }
        if !named.insert(&taken.party) {
            return Err(Refusal::StanceTwice { party: taken.party.clone() });
        }
    }
    let missing: Vec<_> =
        seats.iter().filter(|party| !named.contains(&party.id)).map(|party| party.id.clone()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let seats = u32::try_from(seats.len()).unwrap_or(u32::MAX);
    Err(Refusal::StancesIncomplete { missing, seats })
}

fn well_given(taken: &PartyStance, treated_on: Date) -> Result<(), Refusal> {
    let PartyStance { party, stance, words, replacement, mandate, dissent } = taken;
    if stance.needs_words() && words.is_none() {
        return Err(Refusal::StanceUnexplained { party: party.clone(), stance: *stance });
    }
    if dissent.is_some() && !stance.takes_part() {
        return Err(Refusal::DissentNotPossible { party: party.clone(), stance: *stance });
    }
    if mandate.is_some() && !stance.takes_part() {
        return Err(Refusal::MandateUnused { party: party.clone(), stance: *stance });
    }
    let Some(because) = replacement.as_ref().and_then(|replacement| unseated(taken, replacement, treated_on))
    else {
        return Ok(());
    };
    Err(Refusal::ReplacementNotPossible { party: party.clone(), because })
}

fn unseated(taken: &PartyStance, replacement: &Replacement, treated_on: Date) -> Option<Unseated> {
    let Replacement { seated, replaces, reported_on, .. } = replacement;
    if !taken.stance.takes_part() {
        Some(Unseated::TookNoPart(taken.stance))
    } else if seated == replaces {
        Some(Unseated::SamePerson(seated.clone()))
    } else if *reported_on > treated_on {
        Some(Unseated::ReportedLate { reported_on: *reported_on, treated_on })
    } else {
        None
    }
}
