//! Frameworks: adopted versions, and what is found in a file on this machine.

use serde::Serialize;
use wire::v1;

use super::shared::{FrameworkRef, Moment, Position, Reflects, moment};
use crate::failure::Place;

/// What `framework list` answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Frameworks {
    /// The adopted versions.
    pub(crate) frameworks: Vec<FrameworkVersion>,
    /// Whether there are more than were asked for.
    pub(crate) more: bool,
    /// What the answer reflects.
    pub(crate) reflects: Reflects,
}

/// What `framework checklists` answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct ShippedLists {
    /// The lists that come with the program.
    pub(crate) checklists: Vec<ShippedList>,
}

/// A list that comes with the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct ShippedList {
    /// Its short name.
    pub(crate) checklist_id: String,
    /// Its name for people.
    pub(crate) title: String,
    /// Which version of it.
    pub(crate) version: String,
    /// Who made it.
    pub(crate) source: String,
    /// How many items it has.
    pub(crate) items: usize,
    /// The SHA-256 by which a framework takes it over.
    pub(crate) sha256: String,
}

/// What `framework checklists LIJST` answers. People get the file itself, byte for byte.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct ShippedFile {
    /// Its short name.
    pub(crate) checklist_id: String,
    /// The SHA-256 of the file.
    pub(crate) sha256: String,
    /// The file.
    pub(crate) file: String,
}

/// What `framework show` answers. People get the file itself, byte for byte.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct FrameworkFile {
    /// Which version.
    pub(crate) framework: FrameworkVersion,
    /// The file.
    pub(crate) file: String,
    /// What the answer reflects.
    pub(crate) reflects: Reflects,
}

/// A version that was adopted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct FrameworkVersion {
    /// Which framework exactly.
    #[serde(flatten)]
    pub(crate) framework: FrameworkRef,
    /// Its name for people.
    pub(crate) title: String,
    /// The version that it replaces.
    pub(crate) supersedes: Option<String>,
    /// The first date on which dossiers open on it.
    pub(crate) effective_from: String,
    /// Whether dossiers open on it today.
    pub(crate) in_force: bool,
    /// When its adoption was recorded.
    pub(crate) adopted_time: Option<Moment>,
    /// The record of its adoption.
    pub(crate) adopted_position: Option<Position>,
}

/// What `framework check` answers for a sound file; one with findings is told on standard error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Sound {
    /// The file.
    pub(crate) file: String,
    /// Which framework it is.
    pub(crate) framework: FrameworkRef,
    /// Its name for people.
    pub(crate) title: String,
    /// How many bodies it has.
    pub(crate) bodies: usize,
    /// How many rounds.
    pub(crate) rounds: usize,
    /// How many steps.
    pub(crate) steps: usize,
    /// How many document formats.
    pub(crate) formats: usize,
    /// What is wrong with it: nothing.
    pub(crate) findings: Vec<Place>,
}

impl From<v1::FrameworkVersion> for FrameworkVersion {
    fn from(version: v1::FrameworkVersion) -> Self {
        Self {
            framework: version.framework.unwrap_or_default().into(),
            title: version.title,
            supersedes: version.supersedes,
            effective_from: version.effective_from,
            in_force: version.in_force,
            adopted_time: version.adopted_time.and_then(|time| moment(time.seconds, time.nanos)),
            adopted_position: version.adopted_position.map(Into::into),
        }
    }
}
