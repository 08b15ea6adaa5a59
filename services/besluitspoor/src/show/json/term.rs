//! The term of a visit.

use serde::Serialize;
use wire::v1;

use super::shared::{WaitsFor, Words};

/// The term of a visit, as it stands on the day that was asked about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Term {
    /// The last day. `null`: it stands still, so nobody knows.
    pub(crate) due_on: Option<String>,
    /// Since when it stands still.
    pub(crate) suspended_since: Option<String>,
    /// In working days. `null`: the framework is not at hand, or this is of a replay.
    pub(crate) days: Option<TermDays>,
    /// When it stood still, in the order of recording.
    pub(crate) suspensions: Vec<Suspension>,
}

/// A term in working days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct TermDays {
    /// What the framework gives.
    pub(crate) budget: u32,
    /// On which it ran.
    pub(crate) spent: u32,
    /// That are left.
    pub(crate) left: u32,
    /// By which it was passed.
    pub(crate) over: u32,
    /// On which it stood still.
    pub(crate) stood_still: u32,
}

/// A time during which a term stood still.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Suspension {
    /// The first day on which it did not run.
    pub(crate) suspended_on: String,
    /// Whom the dossier waited for meanwhile.
    pub(crate) waits_for: WaitsFor,
    /// Why.
    pub(crate) reason: Words,
    /// The first day on which it ran again.
    pub(crate) resumed_on: Option<String>,
    /// The last day since.
    pub(crate) due_on: Option<String>,
    /// The record that says that it stands still, by its revision.
    pub(crate) revision: u64,
}

impl From<v1::Term> for Term {
    fn from(term: v1::Term) -> Self {
        Self {
            due_on: term.due_on,
            suspended_since: term.suspended_since,
            days: term.days.map(Into::into),
            suspensions: term.suspensions.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<v1::TermDays> for TermDays {
    fn from(days: v1::TermDays) -> Self {
        let v1::TermDays { budget, spent, left, over, stood_still } = days;
        Self { budget, spent, left, over, stood_still }
    }
}

impl From<v1::Suspension> for Suspension {
    fn from(suspension: v1::Suspension) -> Self {
        Self {
            suspended_on: suspension.suspended_on,
            waits_for: suspension.waits_for.unwrap_or_default().into(),
            reason: suspension.reason.unwrap_or_default().into(),
            resumed_on: suspension.resumed_on,
            due_on: suspension.due_on,
            revision: suspension.revision,
        }
    }
}
