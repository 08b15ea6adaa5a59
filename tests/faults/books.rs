//! What the journal says, folded apart from the server: which command stands where, and what waits for whom.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::{
    Event,
    dossier::{self, State, state::Phase},
    ids::DossierId,
};
use record::HistoryId;
use tests::{treatment::visit_name, user::User};
use wire::v1::{Receipt, Record};

/// A visit that waits: the dossier, and the step with its number.
type Waiting = (String, String);

/// Everything that was read of the journal so far.
#[derive(Default)]
pub(crate) struct Books {
    /// How far it was read.
    pub(crate) position: u64,
    commands: HashMap<String, (u64, String, u64)>,
    revisions: HashMap<String, u64>,
    dossiers: BTreeMap<DossierId, State>,
}

impl Books {
    /// Reads on to the end of the journal. Every record is whole, and stands where it belongs.
    ///
    /// # Panics
    /// If one does not.
    pub(crate) async fn read_on(&mut self, auditor: &User) {
        self.take_all(auditor.journal(self.position + 1).await.expect("the journal can be read"));
    }

    /// Takes the records that follow.
    ///
    /// # Panics
    /// If one is not whole, or does not stand where it belongs.
    pub(crate) fn take_all(&mut self, records: Vec<Record>) {
        records.iter().for_each(|record| self.take(record));
    }

    /// The command of a receipt stands where the receipt says.
    ///
    /// # Panics
    /// If it does not.
    pub(crate) fn holds(&self, command: &str, receipt: &Receipt) {
        let position = receipt.position.as_ref().expect("a receipt has a position").position;
        let found = self.commands.get(command);
        let said = (position, receipt.history_id.clone(), receipt.revision);
        assert_eq!(found, Some(&said), "command {command} was acknowledged");
    }

    /// Where the record of a command stands, if it was recorded.
    pub(crate) fn find(&self, command: &str) -> Option<u64> {
        self.commands.get(command).map(|(position, _, _)| *position)
    }

    /// The agenda of every body is what the records lead to.
    ///
    /// # Panics
    /// If one is not.
    pub(crate) async fn agrees_with_agendas(&self, reader: &User) {
        let mut expected: BTreeMap<String, BTreeSet<Waiting>> = BTreeMap::new();
        for (id, state) in &self.dossiers {
            let dossier = state.dossier().expect("it was opened");
            if let Phase::AtStep { .. } = dossier.phase {
                let opening = &dossier.open_visit().expect("it waits for a body").opening;
                let visit = format!("{}/{}", opening.visit.step, opening.visit.number);
                expected.entry(opening.body.to_string()).or_default().insert((id.to_string(), visit));
            }
        }
        for body in reader.bodies() {
            let rows = reader.agenda_at(body.as_str(), reader.as_of(self.position)).await.expect("an agenda");
            let shown: BTreeSet<Waiting> =
                rows.iter().map(|row| (row.dossier_id.clone(), visit_name(row.visit.as_ref()))).collect();
            assert_eq!(shown.len(), rows.len(), "the agenda of {body} shows nothing twice");
            assert_eq!(shown, expected.remove(body.as_str()).unwrap_or_default(), "the agenda of {body}");
        }
    }

    fn take(&mut self, record: &Record) {
        let position = record.position.as_ref().expect("a record has a position").position;
        assert_eq!(position, self.position + 1, "positions have no gaps");
        self.position = position;
        let written = record::decode(&record.bytes)
            .unwrap_or_else(|error| panic!("half a record at {position}: {error}"));
        let revision = self.revisions.entry(record.history_id.clone()).or_default();
        assert_eq!(record.revision, *revision + 1, "revisions have no gaps, at {position}");
        *revision = record.revision;
        let (history, command) = (written.history.to_string(), written.command.to_string());
        assert_eq!((&history, &command), (&record.history_id, &record.command_id), "at {position}");
        let other = self.commands.insert(command, (position, history, record.revision));
        assert_eq!(other, None, "the command at {position} was carried out before");
        for text in &record.texts {
            assert!(!text.text.as_ref().expect("words").erased, "words are whole, at {position}");
        }
        if let (HistoryId::Dossier(id), Event::Dossier(event)) = (&written.history, &written.event) {
            let state = self.dossiers.remove(id).unwrap_or_default();
            self.dossiers.insert(*id, dossier::evolve(state, event));
        }
    }
}
