//! What the files of the demonstration say: the register of bijlage 1, and the example dossiers.
//!
//! They are part of the program, so a fault in them is a fault of the program; the tests of the demonstration find it.

use std::{collections::BTreeMap, fmt::Debug, str::FromStr};

use domain::{decision::Stance, framework::Outcome};
use serde::Deserialize;

/// An arrangement that exists, as bijlage 1 lists it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Arrangement {
    pub(super) name: String,
    pub(super) target_group: Option<String>,
    #[serde(default)]
    pub(super) partners: Vec<String>,
    #[serde(default)]
    pub(super) funding: Vec<String>,
    pub(super) party: String,
    pub(super) level: Level,
}

/// For whom an arrangement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Level {
    /// A group.
    Group,
    /// One pupil.
    Individual,
}

/// An example dossier, and what happened to it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Example {
    pub(super) title: String,
    /// On which framework it runs.
    #[serde(default = "the_region")]
    pub(super) framework: String,
    /// The party whose coordinator answers for it.
    pub(super) party: String,
    /// Who opened it, if that was not the coordinator that the party has now.
    pub(super) opened_by: Option<String>,
    pub(super) functions: Vec<String>,
    pub(super) target_group: String,
    /// Where it stands today.
    pub(super) stands: Stands,
    /// What happened after it was opened, in order.
    pub(super) acts: Vec<Act>,
}

/// Where a dossier stands today.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Stands {
    /// With a body, at this step.
    Waits {
        /// The step.
        step: String,
        /// How far its term is.
        term: Term,
    },
    /// Anywhere; the last thing happened about so many days ago.
    SinceDays(i32),
}

/// How far the term of a visit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Term {
    /// It has passed.
    Overdue,
    /// It ends at one of the next days or weeks.
    Soon,
    /// It just began.
    Fresh,
}

/// Something that happened to a dossier.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Act {
    /// The coordinator filed a document and opened a round with it.
    Submit(String),
    /// The coordinator filed a new version and sent the dossier on with it.
    Resubmit(String),
    /// A body treated it.
    Treat(Treat),
    /// The secretary mended what was recorded last.
    Correct {
        /// Why.
        reason: String,
        /// What the body really did.
        treat: Treat,
    },
    /// The coordinator said how conditions are met.
    Answer(Vec<Answer>),
    /// Who opened it gave it to the coordinator that its party has now.
    HandOver {
        /// Why.
        reason: String,
    },
    /// The coordinator took it back.
    Withdraw(String),
}

/// What a body did.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Treat {
    pub(super) body: String,
    pub(super) outcome: String,
    pub(super) motivation: Option<String>,
    #[serde(default)]
    pub(super) conditions: Vec<Condition>,
    /// The conditions that it found met.
    #[serde(default)]
    pub(super) met: Vec<u32>,
    /// Where the parties stood, by their names.
    #[serde(default)]
    pub(super) stances: BTreeMap<String, Stand>,
    pub(super) resume_at: Option<String>,
}

/// Where a party stood.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Stand {
    pub(super) stance: String,
    pub(super) words: Option<String>,
    pub(super) dissent: Option<String>,
}

/// A condition that a body set.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Condition {
    pub(super) text: String,
    pub(super) holder: Option<String>,
    /// By when, in days after the meeting.
    pub(super) due_days: Option<i32>,
}

/// How a condition is met.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Answer {
    pub(super) condition: u32,
    pub(super) text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RegisterFile {
    arrangement: Vec<Arrangement>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DossiersFile {
    dossier: Vec<Example>,
}

/// The rows of bijlage 1.
pub(super) fn register() -> Vec<Arrangement> {
    let file: RegisterFile = toml::from_str(include_str!("register.toml")).expect("the tests read this file");
    file.arrangement
}

/// The example dossiers.
pub(super) fn dossiers() -> Vec<Example> {
    let file: DossiersFile = toml::from_str(include_str!("dossiers.toml")).expect("the tests read this file");
    file.dossier
}

/// A name in one of the files.
pub(super) fn name<T: FromStr<Err: Debug>>(text: &str) -> T {
    text.parse().expect("the tests read every name in these files")
}

impl Treat {
    /// What it did.
    pub(super) fn outcome(&self) -> Outcome {
        name(&self.outcome)
    }
}

impl Stand {
    /// Where it stood.
    pub(super) fn stance(&self) -> Stance {
        name(&self.stance)
    }
}

impl Act {
    /// Whether after this the dossier waits somewhere else, or again.
    pub(super) fn moves(&self) -> bool {
        match self {
            Self::Submit(_) | Self::Resubmit(_) | Self::Treat(_) | Self::Withdraw(_) => true,
            Self::Correct { .. } | Self::Answer(_) | Self::HandOver { .. } => false,
        }
    }
}

fn the_region() -> String {
    "regio-alkmaar".to_owned()
}
