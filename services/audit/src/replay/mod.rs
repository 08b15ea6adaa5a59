//! A dossier as it was, folded from its records and not looked up in a view.
//!
//! `told`: the dossier in an answer.

mod told;

use std::collections::{BTreeMap, HashMap};

use domain::{
    Event,
    dossier::{
        self, State,
        event::{ConditionNumber, DossierOpened},
    },
    ids::Revision,
    sealed::Sealed,
};
use jiff::Timestamp;
use journal::Stored;
use record::{Position, Record, decode, seal::Disclosures};

/// A record that cannot be understood: it was damaged, or newer software wrote it.
#[derive(Debug, thiserror::Error)]
#[error("the record at position {position} cannot be read")]
pub struct Undecodable {
    /// Where.
    pub position: Position,
    /// Why.
    #[source]
    pub source: decode::Error,
}

/// What the records of one dossier amount to, with the words and moments that an answer needs.
#[derive(Debug, Default)]
pub struct Replay {
    state: State,
    opened: Option<DossierOpened>,
    /// When each record was recorded, by revision.
    recorded: Vec<Timestamp>,
    /// When each document version was filed, in the order of filing.
    filed: Vec<Timestamp>,
    /// What was said of a condition in which record.
    answers: BTreeMap<(Revision, ConditionNumber), Sealed>,
    words: HashMap<Sealed, String>,
    last: Position,
}

impl Replay {
    /// Folds records of one dossier, in order.
    ///
    /// Words that cannot be read beside a record are taken as erased: the rules never ask what they say.
    ///
    /// # Errors
    /// [`Undecodable`] names the first record that cannot be read.
    pub fn of(records: &[Stored]) -> Result<Self, Undecodable> {
        records.iter().try_fold(Self::default(), |replay, stored| match decode(&stored.entry.record) {
            Ok(record) => Ok(replay.with(stored, &record)),
            Err(source) => Err(Undecodable { position: stored.position, source }),
        })
    }

    /// What is true of the dossier.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The position of the last record; [`Position::START`] when there is none.
    pub fn position(&self) -> Position {
        self.last
    }

    /// When the last record was recorded.
    pub fn recorded(&self) -> Option<Timestamp> {
        self.recorded.last().copied()
    }

    fn with(mut self, stored: &Stored, record: &Record) -> Self {
        self.state = match &record.event {
            Event::Dossier(event) => dossier::evolve(self.state, event),
            Event::Keeping(_) => dossier::pass(self.state),
            Event::FrameworkAdopted(_)
            | Event::Arrangement(_)
            | Event::Meeting(_)
            | Event::Mandate(_)
            | Event::Preparation(_) => {
                return self;
            }
        };
        self.recorded.push(record.recorded.now);
        self.last = stored.position;
        let Event::Dossier(event) = &record.event else { return self };
        if let dossier::Event::DossierOpened(opened) = event {
            self.opened = Some(opened.clone());
        }
        if let dossier::Event::DocumentFiled(_) = event {
            // The words of documents are many, and no part of the answer.
            self.filed.push(record.recorded.now);
            return self;
        }
        if let dossier::Event::ConditionsAnswered(answered) = event {
            for answer in &answered.answers {
                self.answers.insert((record.revision, answer.condition), answer.text);
            }
        }
        let kept = Disclosures::parse(&stored.entry.texts).unwrap_or_default();
        self.words.extend(kept.iter().map(|(sealed, _, words)| (sealed, words.to_owned())));
        self
    }
}
