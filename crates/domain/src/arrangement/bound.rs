//! Who is bound by what was decided: by a commitment of its own or, as long as it gave none, by what it ratified.
//!
//! What a party ratified need not be said twice, and is never copied: it stands in the dossier, and is read from there
//! (`docs/adr/0027-who-is-bound.md`).

use jiff::civil::Date;

use super::{
    commitment::{Commitment, Refusal},
    state::{Arrangement, Committed, Used},
};
use crate::{
    context::{Capacity, Context},
    dossier::state::{Dossier, Visit},
    framework::{Asked, Framework, Role},
    ids::{BodyId, PartyId},
};

/// The visit at which the decision that stands was taken, and those after it; none as long as nothing was adopted.
fn since_decision(dossier: &Dossier) -> &[Visit] {
    let adopts = |visit: &Visit| {
        visit.treated().is_some_and(|treated| treated.role == Role::Decides && treated.outcome.adopts())
    };
    dossier.visits.iter().rposition(adopts).map_or(&[], |place| &dossier.visits[place..])
}

/// The visit at which parties ratified the decision that stands, each for itself, if there is one.
pub fn ratifying(dossier: &Dossier) -> Option<&Visit> {
    let mut since = since_decision(dossier).iter().rev();
    since.find(|visit| visit.opening.role == Role::Ratifies && !visit.is_void())
}

/// The bodies whose secretaries write down whether a party is bound: the one that decided, and the one where parties ratified.
pub fn written_by(dossier: &Dossier) -> Vec<BodyId> {
    let mut bodies: Vec<BodyId> = Vec::new();
    for visit in since_decision(dossier) {
        let is_meant = match visit.opening.role {
            Role::Decides | Role::Ratifies => !visit.is_void() && !bodies.contains(&visit.opening.body),
            Role::Informed | Role::Advises => false,
        };
        if is_meant {
            bodies.push(visit.opening.body.clone());
        }
    }
    bodies
}

/// Whether the dossier allows that a commitment is written down: by a secretary, and not of before the decision.
///
/// # Errors
/// [`Refusal::SecretaryNeeded`] or [`Refusal::BeforeDecision`].
pub fn may_commit(dossier: &Dossier, commitment: &Commitment, context: &Context) -> Result<(), Refusal> {
    let bodies = written_by(dossier);
    let is_secretary = match &context.capacity {
        Capacity::Secretary { body } => bodies.contains(body),
        Capacity::Coordinator { .. } | Capacity::Administrator | Capacity::Auditor => false,
    };
    if !is_secretary {
        return Err(Refusal::SecretaryNeeded { acted_as: context.capacity.clone(), bodies });
    }
    let decided = since_decision(dossier).first().and_then(Visit::treated).map(|treated| treated.treated_on);
    match decided.filter(|decided| commitment.decided_on < *decided) {
        Some(decided) => Err(Refusal::BeforeDecision { given: commitment.decided_on, decided }),
        None => Ok(()),
    }
}

/// Whether a commitment names a mandate where the framework asks one: at the step that decided, or where parties ratified.
///
/// # Errors
/// [`Refusal::MandateRequired`].
pub fn names_mandate(
    framework: &Framework,
    dossier: &Dossier,
    commitment: &Commitment,
) -> Result<(), Refusal> {
    let steps =
        since_decision(dossier).iter().filter_map(|visit| framework.route.step(&visit.opening.visit.step));
    let mut asking = steps.filter(|step| match step.role {
        Role::Decides | Role::Ratifies => step.mandates == Asked::Required,
        Role::Informed | Role::Advises => false,
    });
    match asking.next().filter(|_| commitment.mandate.is_none()) {
        Some(step) => {
            Err(Refusal::MandateRequired { party: commitment.party.clone(), step: step.id.clone() })
        }
        None => Ok(()),
    }
}

/// Whether what a party ratified binds it on a day.
pub fn ratification_binds(ratified: bool, decided_on: Date, day: Date) -> bool {
    ratified && decided_on <= day
}

impl Arrangement {
    /// What a party said last of being bound.
    pub fn commitment_of(&self, party: &PartyId) -> Option<&Committed> {
        self.commitments.iter().find(|said| said.commitment.party == *party)
    }

    /// The last period of which it was reported that a party has pupils, and how many.
    pub fn last_pupils_of(&self, party: &PartyId) -> Option<&Used> {
        let of = self.used.iter().filter(|used| used.usage.party == *party && used.usage.pupils.is_some());
        of.max_by_key(|used| used.usage.period)
    }

    /// What was reported of a party over its last period.
    pub fn last_use_of(&self, party: &PartyId) -> Option<&Used> {
        let of = self.used.iter().filter(|used| used.usage.party == *party);
        of.max_by_key(|used| used.usage.period)
    }
}
