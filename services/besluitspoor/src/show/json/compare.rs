//! What changed between two moments.

use std::collections::HashMap;

use domain::framework::{Outcome, Role};
use serde::Serialize;
use wire::v1::{self, compare_as_of_response::Difference as Told, register_difference::Origin};

use super::{
    dossier::{Phase, Submission},
    shared::{Coordinator, DocumentSummary, FrameworkRef, Moment, Named, Position, Reflects, Words, moment},
    visit::{Known, VisitRef},
};

/// One line of `audit compare`. The last is `compared`; without it the comparison is not whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "difference", rename_all = "snake_case")]
pub(crate) enum Difference {
    /// A dossier that differs.
    Dossier(Box<DossierDifference>),
    /// A framework version that was adopted.
    Framework(FrameworkDifference),
    /// An arrangement that came into the register, or is no longer in it.
    Arrangement(RegisterDifference),
    /// What came onto the agenda of a body and what left it.
    Agenda(AgendaDifference),
    /// Everything was told.
    Compared { from: Reflects, until: Reflects, records: u64, dossiers: u64 },
}

/// A dossier to which something happened in between.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct DossierDifference {
    /// The dossier.
    pub(crate) dossier_id: String,
    /// Its number for people.
    pub(crate) reference: String,
    /// Its title.
    pub(crate) title: Words,
    /// The framework it runs on.
    pub(crate) framework: FrameworkRef,
    /// Where it was. `null`: it had not been opened.
    pub(crate) phase_from: Option<Phase>,
    /// Where it is at the later moment.
    pub(crate) phase_until: Phase,
    /// Its last record at the earlier moment; 0: it had none.
    pub(crate) revision_from: u64,
    /// Its last record at the later moment.
    pub(crate) revision_until: u64,
    /// What was filed.
    pub(crate) documents_filed: Vec<DocumentSummary>,
    /// What was submitted.
    pub(crate) submissions: Vec<Submission>,
    /// What bodies did.
    pub(crate) treatments: Vec<Treatment>,
    /// The conditions to which something happened.
    pub(crate) conditions: Vec<Condition>,
    /// Who answered for it, if that is another now.
    pub(crate) coordinator_from: Option<Coordinator>,
    /// Who answers for it.
    pub(crate) coordinator_until: Coordinator,
}

/// What a body did, recorded in between.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Treatment {
    /// The visit.
    pub(crate) visit: VisitRef,
    /// The body.
    pub(crate) body: Named,
    /// In which role it acted.
    pub(crate) role: Known<Role>,
    /// What it did.
    pub(crate) outcome: Known<Outcome>,
    /// The date of the meeting or written procedure.
    pub(crate) treated_on: String,
    /// When it was recorded.
    pub(crate) recorded_time: Option<Moment>,
    /// The record that says so.
    pub(crate) revision: u64,
    /// The record that it corrects.
    pub(crate) corrects_revision: Option<u64>,
}

/// A condition to which something happened in between.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Condition {
    /// Its number in the dossier.
    pub(crate) number: u32,
    /// What must be so.
    pub(crate) text: Words,
    /// By which body it was set.
    pub(crate) set_by_body: Named,
    /// Which party must see to it. `null`: the coordinator.
    pub(crate) holder: Option<Named>,
    /// By when.
    pub(crate) due_on: Option<String>,
    /// Whether it was set.
    pub(crate) set: bool,
    /// Whether it was answered.
    pub(crate) answered: bool,
    /// What a body found of it. `null`: nothing new.
    pub(crate) found_met: Option<bool>,
    /// Whether it fell away by a correction.
    pub(crate) dropped: bool,
}

/// A framework version that was adopted in between.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct FrameworkDifference {
    /// The version.
    pub(crate) framework: FrameworkRef,
    /// The version that it replaces.
    pub(crate) supersedes_version: Option<String>,
    /// The first date on which dossiers open on it.
    pub(crate) effective_from: String,
    /// The record that says so.
    pub(crate) adopted_position: Position,
    /// When that was recorded.
    pub(crate) adopted_time: Option<Moment>,
}

/// An arrangement that came into the register, or is no longer in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct RegisterDifference {
    /// The arrangement, if it existed before the program.
    pub(crate) arrangement_id: Option<String>,
    /// The dossier by which it was adopted.
    pub(crate) dossier_id: Option<String>,
    /// The number of that dossier.
    pub(crate) reference: Option<String>,
    /// Its name.
    pub(crate) name: Words,
    /// The party that it belongs to.
    pub(crate) party: Named,
    /// Whether it is in the register at the later moment.
    pub(crate) entered: bool,
}

/// What came onto the agenda of a body and what left it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct AgendaDifference {
    /// The body.
    pub(crate) body: Named,
    /// What waits at the later moment and did not at the earlier.
    pub(crate) came: Vec<AgendaEntry>,
    /// What waited at the earlier moment and does not at the later.
    pub(crate) left: Vec<AgendaEntry>,
    /// What came and left in between.
    pub(crate) passed: Vec<AgendaEntry>,
}

/// A visit that was, or is, on an agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct AgendaEntry {
    /// The dossier.
    pub(crate) dossier_id: String,
    /// Its number for people.
    pub(crate) reference: String,
    /// Its title.
    pub(crate) title: Words,
    /// The visit.
    pub(crate) visit: VisitRef,
    /// The round it belongs to.
    pub(crate) round: Named,
    /// What the body is, or was, asked to do.
    pub(crate) role: Known<Role>,
    /// The date on which the dossier arrived.
    pub(crate) arrived_on: String,
    /// The last day of the term.
    pub(crate) due_on: Option<String>,
    /// What the body did. `null`: it waits, or was not treated.
    pub(crate) outcome: Option<Known<Outcome>>,
}

impl Difference {
    /// What a message says. `None`: a kind of difference that this program does not know.
    pub(crate) fn of(message: v1::CompareAsOfResponse) -> Option<Self> {
        Some(match message.difference? {
            Told::Dossier(dossier) => Self::Dossier(Box::new((*dossier).into())),
            Told::Framework(framework) => Self::Framework(framework.into()),
            Told::Arrangement(arrangement) => Self::Arrangement(arrangement.into()),
            Told::Agenda(agenda) => Self::Agenda(agenda.into()),
            Told::Compared(compared) => Self::Compared {
                from: compared.from.unwrap_or_default().into(),
                until: compared.until.unwrap_or_default().into(),
                records: compared.records,
                dossiers: compared.dossiers,
            },
        })
    }

    /// The dossiers that it names.
    pub(crate) fn dossiers(&self) -> Vec<String> {
        match self {
            Self::Dossier(dossier) => vec![dossier.dossier_id.clone()],
            Self::Arrangement(arrangement) => arrangement.dossier_id.iter().cloned().collect(),
            Self::Agenda(AgendaDifference { came, left, passed, .. }) => {
                [came, left, passed].into_iter().flatten().map(|entry| entry.dossier_id.clone()).collect()
            }
            Self::Framework(_) | Self::Compared { .. } => Vec::new(),
        }
    }

    /// Adds the numbers by which people know dossiers.
    pub(crate) fn name(&mut self, numbers: &HashMap<String, String>) {
        let number = |id: &String| numbers.get(id).cloned().unwrap_or_default();
        match self {
            Self::Dossier(dossier) => dossier.reference = number(&dossier.dossier_id),
            Self::Arrangement(arrangement) => {
                arrangement.reference = arrangement.dossier_id.as_ref().map(number);
            }
            Self::Agenda(AgendaDifference { came, left, passed, .. }) => {
                for entry in [came, left, passed].into_iter().flatten() {
                    entry.reference = number(&entry.dossier_id);
                }
            }
            Self::Framework(_) | Self::Compared { .. } => {}
        }
    }
}

impl From<v1::DossierDifference> for DossierDifference {
    fn from(dossier: v1::DossierDifference) -> Self {
        Self {
            dossier_id: dossier.dossier_id,
            reference: String::new(),
            title: dossier.title.unwrap_or_default().into(),
            framework: dossier.framework.unwrap_or_default().into(),
            phase_from: dossier.phase_from.map(Into::into),
            phase_until: dossier.phase_until.unwrap_or_default().into(),
            revision_from: dossier.revision_from,
            revision_until: dossier.revision_until,
            documents_filed: dossier.documents_filed.into_iter().map(Into::into).collect(),
            submissions: dossier.submissions.into_iter().map(Into::into).collect(),
            treatments: dossier.treatments.into_iter().map(Into::into).collect(),
            conditions: dossier.conditions.into_iter().map(Into::into).collect(),
            coordinator_from: dossier.coordinator_from.map(Into::into),
            coordinator_until: dossier.coordinator_until.unwrap_or_default().into(),
        }
    }
}

impl From<v1::TreatmentBetween> for Treatment {
    fn from(treated: v1::TreatmentBetween) -> Self {
        Self {
            visit: treated.visit.unwrap_or_default().into(),
            body: treated.body.unwrap_or_default().into(),
            role: Known::role(treated.role),
            outcome: Known::outcome(treated.outcome),
            treated_on: treated.treated_on,
            recorded_time: treated.recorded_time.and_then(|time| moment(time.seconds, time.nanos)),
            revision: treated.revision,
            corrects_revision: treated.corrects_revision,
        }
    }
}

impl From<v1::ConditionDifference> for Condition {
    fn from(condition: v1::ConditionDifference) -> Self {
        Self {
            number: condition.number,
            text: condition.text.unwrap_or_default().into(),
            set_by_body: condition.set_by_body.unwrap_or_default().into(),
            holder: condition.holder.map(Into::into),
            due_on: condition.due_on,
            set: condition.set,
            answered: condition.answered,
            found_met: condition.found_met,
            dropped: condition.dropped,
        }
    }
}

impl From<v1::FrameworkDifference> for FrameworkDifference {
    fn from(adopted: v1::FrameworkDifference) -> Self {
        Self {
            framework: adopted.framework.unwrap_or_default().into(),
            supersedes_version: adopted.supersedes_version,
            effective_from: adopted.effective_from,
            adopted_position: adopted.adopted_position.unwrap_or_default().into(),
            adopted_time: adopted.adopted_time.and_then(|time| moment(time.seconds, time.nanos)),
        }
    }
}

impl From<v1::RegisterDifference> for RegisterDifference {
    fn from(entry: v1::RegisterDifference) -> Self {
        let (arrangement_id, dossier_id) = match entry.origin {
            Some(Origin::ArrangementId(id)) => (Some(id), None),
            Some(Origin::DossierId(id)) => (None, Some(id)),
            None => (None, None),
        };
        Self {
            arrangement_id,
            dossier_id,
            reference: None,
            name: entry.name.unwrap_or_default().into(),
            party: entry.party.unwrap_or_default().into(),
            entered: entry.entered,
        }
    }
}

impl From<v1::AgendaDifference> for AgendaDifference {
    fn from(agenda: v1::AgendaDifference) -> Self {
        let entries = |entries: Vec<v1::AgendaEntry>| entries.into_iter().map(Into::into).collect();
        Self {
            body: agenda.body.unwrap_or_default().into(),
            came: entries(agenda.came),
            left: entries(agenda.left),
            passed: entries(agenda.passed),
        }
    }
}

impl From<v1::AgendaEntry> for AgendaEntry {
    fn from(entry: v1::AgendaEntry) -> Self {
        Self {
            dossier_id: entry.dossier_id,
            reference: String::new(),
            title: entry.title.unwrap_or_default().into(),
            visit: entry.visit.unwrap_or_default().into(),
            round: entry.round.unwrap_or_default().into(),
            role: Known::role(entry.role),
            arrived_on: entry.arrived_on,
            due_on: entry.due_on,
            outcome: entry.outcome.map(Known::outcome),
        }
    }
}
