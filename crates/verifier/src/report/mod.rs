//! What a verification found: every check that was made, and every finding.
//!
//! - [`rule`]: every way in which a bundle may not hold
//! - [`lines`]: the report for people; [`json`]: the same for programs

pub mod json;
pub mod lines;
pub mod rule;

use std::{collections::BTreeMap, time::Duration};

use record::{HistoryId, Position};

pub use self::rule::{Rule, Severity};
use crate::bundle::Kind;

/// How many findings of one rule are listed in one check; of more the number is told.
pub const LISTED_MAX: usize = 20;
/// The exit code when everything holds.
pub const EXIT_GOOD: u8 = 0;
/// The exit code when nothing differs, but something is not shown.
pub const EXIT_NOTICE: u8 = 1;
/// The exit code when there is no bundle, or the question cannot be understood.
pub const EXIT_UNUSABLE: u8 = 2;
/// The exit code when something was changed, or is missing.
pub const EXIT_BROKEN: u8 = 8;

/// What was checked, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Check {
    /// The files are those that the bundle was made of.
    Fixity,
    /// The log's key signed the checkpoint.
    Checkpoint,
    /// Of a region: every entry, every tile and the root.
    Tree,
    /// Of a dossier: each record's proof.
    Proofs,
    /// The log continues what the auditor kept.
    Earlier,
    /// Words have the digests that records hold.
    Disclosures,
    /// Nothing is missing.
    Completeness,
    /// Files have the digests that they are named by.
    Files,
    /// The rules give what was recorded.
    Replay,
}

/// What a verification found.
#[derive(Debug)]
pub struct Report {
    /// How much the bundle holds.
    pub kind: Kind,
    /// The log that the checkpoint is of; empty when that cannot be read.
    pub origin: String,
    /// The history that it holds by its own word, when it is not the whole region.
    pub history: Option<HistoryId>,
    /// How many records the log has at the checkpoint.
    pub size: u64,
    /// How many records the bundle has.
    pub records: u64,
    /// The checks that were made, in order.
    pub checks: Vec<Checked>,
}

/// One check.
#[derive(Debug)]
pub struct Checked {
    /// Which.
    pub check: Check,
    /// What was looked at: how many of what, under the names of programs.
    pub looked_at: Vec<(&'static str, u64)>,
    /// What was found.
    pub findings: Findings,
    /// How long it took.
    pub took: Duration,
}

/// One thing that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// In which way.
    pub rule: Rule,
    /// Where: a path in the bundle, or a record of a history.
    pub place: String,
    /// The position of the record that it is about, if it is about one.
    pub position: Option<Position>,
    /// What should be there.
    pub expected: String,
    /// What is there.
    pub found: String,
}

/// Findings, of which a bounded number is listed.
#[derive(Debug, Default)]
pub struct Findings {
    listed: Vec<Finding>,
    counts: BTreeMap<Rule, u64>,
}

impl Check {
    /// The name for programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fixity => "FIXITY",
            Self::Checkpoint => "CHECKPOINT",
            Self::Tree => "TREE",
            Self::Proofs => "PROOFS",
            Self::Earlier => "EARLIER",
            Self::Disclosures => "DISCLOSURES",
            Self::Completeness => "COMPLETENESS",
            Self::Files => "FILES",
            Self::Replay => "REPLAY",
        }
    }
}

impl Report {
    /// Every finding that is listed.
    pub fn findings(&self) -> impl Iterator<Item = (Check, &Finding)> {
        self.checks
            .iter()
            .flat_map(|checked| checked.findings.listed.iter().map(move |finding| (checked.check, finding)))
    }

    /// The worst that was found. `None`: everything holds.
    pub fn worst(&self) -> Option<Severity> {
        self.checks.iter().filter_map(|checked| checked.findings.worst()).max()
    }

    /// The exit code of the program.
    pub fn exit_code(&self) -> u8 {
        match self.worst() {
            None => EXIT_GOOD,
            Some(Severity::Notice) => EXIT_NOTICE,
            Some(Severity::Broken) => EXIT_BROKEN,
        }
    }

    /// How long a check took, if it was made.
    pub fn took(&self, check: Check) -> Option<Duration> {
        self.checks.iter().find(|checked| checked.check == check).map(|checked| checked.took)
    }
}

impl Findings {
    /// Adds one about a file.
    pub(crate) fn add(
        &mut self,
        rule: Rule,
        place: impl ToString,
        expected: impl ToString,
        found: impl ToString,
    ) {
        self.add_with(rule, None, || (place.to_string(), expected.to_string(), found.to_string()));
    }

    /// Adds one: `told` gives its place, what was expected and what was found, and is asked only when it is listed.
    pub(crate) fn add_with(
        &mut self,
        rule: Rule,
        position: Option<Position>,
        told: impl FnOnce() -> (String, String, String),
    ) {
        let count = self.counts.entry(rule).or_default();
        *count += 1;
        if *count <= LISTED_MAX as u64 {
            let (place, expected, found) = told();
            self.listed.push(Finding { rule, place, position, expected, found });
        }
    }

    /// Adds those of another part of the same check, and lists the first by position.
    pub(crate) fn merge(&mut self, other: Self) {
        for (rule, count) in other.counts {
            *self.counts.entry(rule).or_default() += count;
        }
        self.listed.extend(other.listed);
        self.listed.sort_by_key(|finding| finding.position);
        let mut listed: BTreeMap<Rule, usize> = BTreeMap::new();
        self.listed.retain(|finding| {
            let count = listed.entry(finding.rule).or_default();
            *count += 1;
            *count <= LISTED_MAX
        });
    }

    /// Those that are listed, in the order of finding.
    pub fn listed(&self) -> &[Finding] {
        &self.listed
    }

    /// How many there are of each rule.
    pub fn counts(&self) -> impl Iterator<Item = (Rule, u64)> {
        self.counts.iter().map(|(rule, count)| (*rule, *count))
    }

    /// The worst of them.
    pub fn worst(&self) -> Option<Severity> {
        self.counts.keys().map(|rule| rule.severity()).max()
    }
}
