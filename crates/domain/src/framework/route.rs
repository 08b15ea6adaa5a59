//! How a dossier travels: rounds, steps and ends, and where each outcome leads.

use std::collections::BTreeMap;

use crate::{
    framework::outcome::{Outcome, Role},
    ids::{BodyId, ChecklistId, EndId, FormatId, PartyKind, RoundId, StepId},
};

/// The ordered steps a dossier takes, in rounds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Route {
    /// The rounds, in order. A dossier begins in the first.
    pub rounds: Vec<Round>,
    /// Every step, in the order in which a dossier meets them.
    pub steps: Vec<Step>,
    /// The ways in which a dossier can end.
    pub ends: Vec<End>,
}

/// A passage along the bodies that a document opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// Its short name, e.g. `voorstel`.
    pub id: RoundId,
    /// Its name for people.
    pub name: String,
    /// Submitting any one of these opens the round.
    pub opens_with: Vec<FormatId>,
    /// The lists that must be complete before its document is first submitted. Empty: preparing is up to the coordinator.
    pub prepared: Vec<ChecklistId>,
}

/// One body in one role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its short name, e.g. `voorstel-pora`.
    pub id: StepId,
    /// The round it belongs to.
    pub round: RoundId,
    /// The body that treats the dossier.
    pub body: BodyId,
    /// What the body is asked to do.
    pub role: Role,
    /// How the body comes to its outcome.
    pub rule: DecisionRule,
    /// Whether the stances of the parties must be given with it.
    pub stances: Asked,
    /// Whether each stance must name the mandate under which it was taken.
    pub mandates: Asked,
    /// The kinds of party that each ratify for themselves, in any order; the step is complete when all have spoken.
    /// Empty: the body speaks, with one outcome.
    pub ratified_by: Vec<PartyKind>,
    /// The documents that must have been submitted: of each inner list at least one.
    pub requires: Vec<Vec<FormatId>>,
    /// Working days within which an outcome is expected. `None`: no term. Silence never decides.
    pub term_days: Option<u32>,
    /// How many visits a dossier may pay to this step, so that every loop ends.
    pub visits_max: u32,
    /// Where each outcome of the role leads.
    pub on: BTreeMap<Outcome, Target>,
    /// The steps that a referral back may send the dossier to: this one or earlier ones of the round.
    pub returns_to: Vec<StepId>,
}

/// How a body comes to its outcome. The arithmetic of the rules stands in [`crate::decision`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DecisionRule {
    /// The chair concludes.
    Chair,
    /// Nobody objects.
    Consent,
    /// Nobody objects, and every kind of party agrees.
    Consensus,
    /// More than half agree.
    Majority,
}

/// Whether something must be given with an outcome: the stances of the parties, their mandates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Asked {
    /// They may be given.
    #[default]
    Optional,
    /// They must be, except with an outcome that says nothing of the proposal: a deferral, a referral back.
    Required,
}

/// Where an outcome leads.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// On to another step.
    Step(StepId),
    /// To the submitter, who files and submits the next round's document.
    Round(RoundId),
    /// To a new visit of the same step.
    Again,
    /// To the submitter, who files a new version; then on from the step that the body names.
    Submitter,
    /// Onto the first rung of the ladder. Only no agreement leads there; from a step that was escalated as often as the
    /// ladder allows it leads to the end of no agreement.
    Ladder,
    /// The dossier ends.
    End(EndId),
}

/// A way in which a dossier ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct End {
    /// Its short name, e.g. `vastgesteld`.
    pub id: EndId,
    /// Its name for people.
    pub name: String,
    /// What it means.
    pub kind: EndKind,
}

/// What an end means, for everyone who reads without knowing the framework.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EndKind {
    /// The arrangement may start and enters the register.
    Adopted,
    /// The arrangement may not start; a new attempt is a new dossier.
    Rejected,
    /// The parties did not agree. Not a rejection.
    NoAgreement,
    /// The submitter took it back.
    Withdrawn,
}

impl Step {
    /// Whether each party speaks for itself, and not the body.
    pub fn is_for_each_party(&self) -> bool {
        !self.ratified_by.is_empty()
    }

    /// The outcomes that this step has.
    pub fn outcomes(&self) -> &'static [Outcome] {
        self.role.outcomes_at(self.is_for_each_party())
    }
}

impl Route {
    /// The round with this name.
    pub fn round(&self, id: &RoundId) -> Option<&Round> {
        self.rounds.iter().find(|round| round.id == *id)
    }

    /// The step with this name.
    pub fn step(&self, id: &StepId) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == *id)
    }

    /// The end with this name.
    pub fn end(&self, id: &EndId) -> Option<&End> {
        self.ends.iter().find(|end| end.id == *id)
    }

    /// The first step of a round.
    pub fn first_step(&self, round: &RoundId) -> Option<&Step> {
        self.steps.iter().find(|step| step.round == *round)
    }

    /// The steps from one up to and including another, in the order of the route. Empty if they are not in
    /// that order.
    pub fn steps_between<'a>(&'a self, from: &StepId, to: &StepId) -> &'a [Step] {
        let place = |id: &StepId| self.steps.iter().position(|step| step.id == *id);
        match (place(from), place(to)) {
            (Some(from), Some(to)) if from <= to => &self.steps[from..=to],
            (Some(_) | None, Some(_) | None) => &[],
        }
    }

    /// The end that a withdrawal leads to.
    pub fn withdrawn_end(&self) -> Option<&End> {
        self.ends.iter().find(|end| end.kind == EndKind::Withdrawn)
    }

    /// The end that says that the parties did not agree: where a dispute leads that does not bring the dossier back.
    pub fn no_agreement_end(&self) -> Option<&End> {
        self.ends.iter().find(|end| end.kind == EndKind::NoAgreement)
    }

    /// Whether this is the last round, so that its decision is the decisive one.
    pub fn is_last_round(&self, id: &RoundId) -> bool {
        self.rounds.last().is_some_and(|round| round.id == *id)
    }
}

impl EndKind {
    /// Every kind of end.
    pub const ALL: [Self; 4] = [Self::Adopted, Self::Rejected, Self::NoAgreement, Self::Withdrawn];

    /// The name in framework files and records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Adopted => "adopted",
            Self::Rejected => "rejected",
            Self::NoAgreement => "no-agreement",
            Self::Withdrawn => "withdrawn",
        }
    }
}

impl DecisionRule {
    /// Every rule.
    pub const ALL: [Self; 4] = [Self::Chair, Self::Consent, Self::Consensus, Self::Majority];

    /// The name in framework files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chair => "chair",
            Self::Consent => "consent",
            Self::Consensus => "consensus",
            Self::Majority => "majority",
        }
    }
}

impl Asked {
    /// Every way.
    pub const ALL: [Self; 2] = [Self::Optional, Self::Required];

    /// The name in framework files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Optional => "optional",
            Self::Required => "required",
        }
    }
}
