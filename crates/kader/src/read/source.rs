//! The lines of the file, and what was found wrong so far.

use std::collections::{BTreeMap, BTreeSet};

use domain::framework::check::{Fault, Place};

use super::{FINDINGS_MAX, places, table::Table};
use crate::{
    finding::Finding,
    words::{self, Fact, fact},
};

/// A part of a framework. What is wrong with the form of a part keeps back the faults that rest on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Head,
    Calendar,
    Terms,
    Parties,
    Bodies,
    Formats,
    Checklists,
    Route,
    Ladder,
    Evaluation,
}

/// The file that is being read.
pub(super) struct Source<'a> {
    /// The part that is being read.
    pub(super) part: Part,
    text: &'a str,
    /// Where each line begins, in bytes.
    line_starts: Vec<usize>,
    findings: Vec<Finding>,
    broken: BTreeSet<Part>,
    /// On which line each place of the framework has each of its keys; without a key, where it begins.
    lines: BTreeMap<(Place, Option<String>), usize>,
}

impl<'a> Source<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let line_starts = std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect();
        let (findings, broken, lines) = (Vec::new(), BTreeSet::new(), BTreeMap::new());
        Self { part: Part::Head, text, line_starts, findings, broken, lines }
    }

    /// Notes that a rule is broken at a byte of the file.
    pub(super) fn report(&mut self, at: usize, rule: &'static str, facts: &[Fact]) {
        self.broken.insert(self.part);
        let said = words::of_rule(rule, facts);
        let line = self.line_at(at);
        self.findings.push(Finding { line, rule, nl: said.nl, en: said.en });
    }

    /// Notes a fault of the framework, unless it rests on a part that could not be read.
    pub(super) fn fault(&mut self, fault: &Fault) {
        let line_of = |place: &Place, key: Option<&str>| {
            self.lines.get(&(place.clone(), key.map(str::to_owned))).copied()
        };
        let unread = places::rests_on(fault).iter().any(|part| self.broken.contains(part));
        if unread || places::is_told_elsewhere(fault, line_of) {
            return;
        }
        let line = places::line(fault, line_of);
        let said = words::of_fault(fault);
        self.findings.push(Finding { line, rule: fault.kind.name(), nl: said.nl, en: said.en });
    }

    /// Remembers where a table and its keys stand, as a place of the framework.
    pub(super) fn place(&mut self, place: &Place, table: &Table<'_>) {
        self.lines.insert((place.clone(), None), self.line_at(table.at()));
        for (key, at) in table.keys() {
            self.lines.insert((place.clone(), Some(key.to_owned())), self.line_at(at));
        }
    }

    /// Remembers where a place of the framework stands that has no table of its own.
    pub(super) fn place_at(&mut self, place: Place, at: usize) {
        self.lines.insert((place, None), self.line_at(at));
    }

    /// Remembers where a key stands that is about the framework as a whole.
    pub(super) fn key_of_framework(&mut self, key: &str, at: usize) {
        self.lines.insert((Place::Framework, Some(key.to_owned())), self.line_at(at));
    }

    /// How many problems there are so far, to see whether reading something found more.
    pub(super) fn count(&self) -> usize {
        self.findings.len()
    }

    pub(super) fn is_faulty(&self) -> bool {
        !self.findings.is_empty()
    }

    /// What was found, in the order of the lines.
    pub(super) fn into_findings(self) -> Vec<Finding> {
        let mut findings = self.findings;
        findings.sort_by_key(|finding| finding.line);
        findings.dedup();
        if findings.len() > FINDINGS_MAX {
            let (count, line) = (findings.len() - FINDINGS_MAX, findings[FINDINGS_MAX].line);
            findings.truncate(FINDINGS_MAX);
            let rule = "MORE_FINDINGS";
            let said = words::of_rule(rule, &[fact("count", count)]);
            findings.push(Finding { line, rule, nl: said.nl, en: said.en });
        }
        findings
    }

    /// The line on which a byte stands, from 1. The end of the file belongs to the last line with text.
    fn line_at(&self, at: usize) -> usize {
        let at = at.min(self.text.trim_end().len());
        self.line_starts.partition_point(|start| *start <= at)
    }
}
