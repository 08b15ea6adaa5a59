//! The first meeting of a body for which papers are in time.

use std::iter;

use jiff::civil::Date;

use super::planned::Planned;
use crate::{
    calendar::meeting::MeetingRule,
    framework::{Body, Framework},
    ids::BodyId,
};

/// For how many years after a dossier arrived a meeting is looked for. A body that meets once a year and skips one still
/// meets within it.
pub const SEARCH_YEARS_MAX: i16 = 3;
/// How many meetings that came too early are named at most.
pub const MISSED_MAX: usize = 12;

/// On which days bodies meet: by their rules in a framework, and what was planned besides.
#[derive(Debug, Clone, Copy)]
pub struct Days<'a> {
    /// The framework.
    pub framework: &'a Framework,
    /// What was planned besides its meeting rules.
    pub planned: &'a Planned,
    /// As if this body met whenever it was called.
    pub(super) called: Option<&'a BodyId>,
}

/// Since when a body could treat a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrival {
    /// Since when the papers are there.
    pub papers: Date,
    /// The first day on which it could meet about them.
    pub not_before: Date,
}

/// A meeting for which papers are in time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// The day.
    pub date: Date,
    /// The last day on which papers for it could arrive.
    pub papers_due: Date,
    /// Whether the body has no meeting rule, and meets because it is called.
    pub called: bool,
    /// The meetings between the arrival and this one that were of no use, earliest first; at most [`MISSED_MAX`].
    pub missed: Vec<Missed>,
}

/// A meeting that came too early, or was not held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missed {
    /// The day.
    pub date: Date,
    /// Why it was of no use.
    pub why: Why,
}

/// Why a meeting is of no use to a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The papers were due before the dossier arrived.
    PapersLate {
        /// When they were due.
        due: Date,
    },
    /// Its day is no working day, so it is not held.
    NoWorkingDay,
    /// It was cancelled.
    Cancelled,
}

impl Arrival {
    /// What arrives on this day, with its papers.
    pub fn on(date: Date) -> Self {
        Self { papers: date, not_before: date }
    }
}

impl<'a> Days<'a> {
    /// The meeting days of this framework, with what was planned besides.
    pub fn new(framework: &'a Framework, planned: &'a Planned) -> Self {
        Self { framework, planned, called: None }
    }

    /// The same, but this body meets whenever it is called.
    pub(super) fn calling(self, body: &'a BodyId) -> Self {
        Self { called: Some(body), ..self }
    }

    /// The first meeting that is held and for which the papers are in time. `None`: there is none within
    /// [`SEARCH_YEARS_MAX`] years, or the calendar ends.
    ///
    /// A body without a meeting rule meets when it is called: as many working days after the arrival as papers are due
    /// before a meeting. What arrives on a day that is no working day counts as there on the next.
    pub fn first_in_time(&self, body: &Body, arrival: Arrival) -> Option<Meeting> {
        match body.meets.as_ref().filter(|_| self.called != Some(&body.id)) {
            Some(rule) => self.by_rule(body, rule, arrival),
            None => self.by_call(body, arrival),
        }
    }

    fn by_call(&self, body: &Body, arrival: Arrival) -> Option<Meeting> {
        let calendar = &self.framework.calendar;
        let there = calendar.add_working_days(arrival.papers, 0);
        let date = calendar
            .add_working_days(there, body.papers_due_days)
            .max(calendar.add_working_days(arrival.not_before, 0));
        let papers_due = calendar.subtract_working_days(date, body.papers_due_days);
        // At the end of the calendar there is no later day left to meet on.
        let in_time = papers_due >= arrival.papers && date >= arrival.not_before;
        in_time.then_some(Meeting { date, papers_due, called: true, missed: Vec::new() })
    }

    fn by_rule(&self, body: &Body, rule: &MeetingRule, arrival: Arrival) -> Option<Meeting> {
        let calendar = &self.framework.calendar;
        let first = arrival.papers.max(arrival.not_before);
        let last_year = first.year().saturating_add(SEARCH_YEARS_MAX);
        let mut missed = Vec::new();
        for date in self.planned_from(body, rule, first).take_while(|date| date.year() <= last_year) {
            let papers_due = calendar.subtract_working_days(date, body.papers_due_days);
            let is_extra = self.planned.is_extra(&body.id, date);
            let why = if !is_extra && self.planned.is_cancelled(&body.id, date) {
                Why::Cancelled
            } else if !is_extra && !calendar.is_working_day(date) {
                Why::NoWorkingDay
            } else if papers_due < arrival.papers {
                Why::PapersLate { due: papers_due }
            } else {
                return Some(Meeting { date, papers_due, called: false, missed });
            };
            if missed.len() < MISSED_MAX {
                missed.push(Missed { date, why });
            }
        }
        None
    }

    /// Every day from `first` on that the rule names or that was planned besides, in order and each once.
    fn planned_from(&self, body: &Body, rule: &MeetingRule, first: Date) -> impl Iterator<Item = Date> {
        let mut by_rule = rule.after(first.yesterday().unwrap_or(first)).peekable();
        let mut extra = self.planned.extra(&body.id, first).peekable();
        iter::from_fn(move || {
            let date = match (by_rule.peek(), extra.peek()) {
                (Some(ruled), Some(planned)) => *ruled.min(planned),
                (Some(date), None) | (None, Some(date)) => *date,
                (None, None) => return None,
            };
            by_rule.next_if_eq(&date);
            extra.next_if_eq(&date);
            Some(date)
        })
    }
}
