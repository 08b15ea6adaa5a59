//! Nothing is missing: not in between, which revisions without gaps show, and not at the end, which only a confirmation
//! can show (docs/adr/0014-bundle.md).

use domain::ids::{CommandId, Revision};
use record::{HistoryId, Position, Record};

use super::{Options, count, decisions::place, keeping, read_through::Decoded};
use crate::{
    bundle::{Description, Kind},
    report::{Findings, Rule},
};

/// What was seen of completeness.
pub(super) struct Completeness {
    kind: Kind,
    /// The history that the bundle is about, once it is known.
    history: Option<HistoryId>,
    /// How many records it has by the bundle.
    described: Option<Revision>,
    /// The command that the auditor chose.
    confirmed_by: Option<CommandId>,
    /// The command that the bundle names.
    announced: Option<CommandId>,
    last: Option<Revision>,
    confirmations: Vec<Confirmation>,
    records: u64,
    findings: Findings,
}

/// A record that says how many there were before it.
#[derive(Debug, Clone, Copy)]
struct Confirmation {
    command: CommandId,
    revision: Revision,
    confirms: Revision,
}

impl Completeness {
    pub(super) fn of(kind: Kind, description: Option<&Description>, options: &Options) -> Self {
        let dossier = description.and_then(|description| description.dossier.as_ref());
        Self {
            kind,
            history: dossier.map(|dossier| dossier.history.clone()),
            described: dossier.map(|dossier| dossier.last_revision),
            confirmed_by: options.confirmed_by,
            announced: dossier.and_then(|dossier| dossier.confirmation),
            last: None,
            confirmations: Vec::new(),
            records: 0,
            findings: Findings::default(),
        }
    }

    /// Looks at the next records.
    pub(super) fn see(&mut self, decoded: &[Decoded]) {
        self.records += count(decoded.len());
        for decoded in decoded {
            if let Ok(record) = &decoded.record {
                self.see_record(decoded.position, record);
            }
        }
    }

    /// What was looked at, and what was found.
    pub(super) fn end(mut self) -> (Vec<(&'static str, u64)>, Findings) {
        let revision = self.last.unwrap_or_default();
        if let Some(described) = self.described
            && revision < described
        {
            self.findings.add(Rule::HistoryCut, told(self.history.as_ref()), described, revision);
        }
        self.confirmed(revision);
        (vec![("records", self.records)], self.findings)
    }

    fn see_record(&mut self, position: Position, record: &Record) {
        let confirms = keeping::confirms(&record.event);
        match self.kind {
            Kind::Region => {
                if confirms.is_some() && Some(record.command) == self.confirmed_by {
                    self.confirmations.push(Confirmation::of(record, confirms));
                }
                return;
            }
            Kind::Dossier => {}
        }
        let is_meant = self.history.as_ref() == Some(&record.history);
        // What it stands on: adoptions of any framework that it may run on, and mandates that it may name.
        if matches!(record.history, HistoryId::Framework(_) | HistoryId::Mandate(_)) && !is_meant {
            return;
        }
        let own = self.history.get_or_insert_with(|| record.history.clone());
        if *own != record.history {
            let place = || (place(position, Some(record)), String::new(), String::new());
            return self.findings.add_with(Rule::OtherHistory, Some(position), place);
        }
        self.last = self.last.max(Some(record.revision));
        if confirms.is_some() {
            self.confirmations.push(Confirmation::of(record, confirms));
        }
    }

    /// Whether something confirms that the last record is the last.
    fn confirmed(&mut self, last: Revision) {
        let place = told(self.history.as_ref());
        let by = |command| self.confirmations.iter().find(|found| found.command == command).copied();
        let found = match (self.confirmed_by, self.announced) {
            (Some(command), _) | (None, Some(command)) => match by(command) {
                Some(found) => found,
                None => return self.findings.add(Rule::ConfirmationMissing, place, command, ""),
            },
            (None, None) if self.kind == Kind::Region => return,
            (None, None) => match self.confirmations.last() {
                Some(found) => *found,
                None => return self.findings.add(Rule::NotConfirmed, place, "", last),
            },
        };
        if found.confirms.next() != found.revision {
            let expected = found.revision.0.saturating_sub(1);
            self.findings.add(Rule::ConfirmedOtherwise, &place, expected, found.confirms);
        }
        // Of a whole region nothing can be left out behind it.
        if self.kind == Kind::Region {
            return;
        }
        if found.revision < last {
            self.findings.add(Rule::AfterConfirmation, &place, found.revision, last);
        }
        if self.confirmed_by.is_none() {
            self.findings.add(Rule::NotAskedByYou, &place, "", found.command);
        }
    }
}

impl Confirmation {
    fn of(record: &Record, confirms: Option<Revision>) -> Self {
        Self { command: record.command, revision: record.revision, confirms: confirms.unwrap_or_default() }
    }
}

fn told(history: Option<&HistoryId>) -> String {
    history.map(ToString::to_string).unwrap_or_default()
}
