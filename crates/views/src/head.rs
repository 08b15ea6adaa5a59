//! What is known of a dossier without reading its facts: enough to find it, to list it and to keep the agendas.

use domain::{dossier::state, framework::EndKind, ids::DossierId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{names::Names, store::Error, timeline::Timeline};

/// How much of a title is kept for searching, in bytes. The whole title is in the row.
pub const TITLE_SEARCHED_BYTES_MAX: usize = 400;

/// In which kind of phase a dossier is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PhaseKind {
    /// With the coordinator, for the document that opens a round.
    Preparing,
    /// With a body.
    AtStep,
    /// With the coordinator, for a new document version after a referral back.
    Revising,
    /// Ended, in this way.
    Ended(EndKind),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Head {
    pub(crate) id: [u8; 16],
    /// The position of its first record.
    pub(crate) opened: u64,
    /// The position of its last record.
    pub(crate) changed: u64,
    pub(crate) revision: u64,
    /// The year of its reference number, and which of that year it is.
    pub(crate) year: i16,
    pub(crate) number: u32,
    pub(crate) framework: u32,
    pub(crate) functions: Box<[u32]>,
    /// Its title in lower case, as far as it is searched; empty when it was erased.
    pub(crate) title: Box<str>,
    pub(crate) standing: Standing,
}

/// The part of a head that changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Standing {
    pub(crate) coordinator: u32,
    pub(crate) party: u32,
    phase: u8,
    pub(crate) waiting: Option<Waiting>,
}

/// The visit that waits for a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Waiting {
    pub(crate) body: u32,
    /// Where it was opened.
    pub(crate) opened: u64,
}

impl Head {
    pub(crate) fn id(&self) -> DossierId {
        DossierId(Uuid::from_bytes(self.id))
    }
}

impl Standing {
    pub(crate) fn new(coordinator: u32, party: u32) -> Self {
        Self { coordinator, party, phase: PhaseKind::Preparing.code(), waiting: None }
    }

    pub(crate) fn phase(&self) -> Result<PhaseKind, Error> {
        PhaseKind::read(self.phase).ok_or_else(|| Error::damaged("a dossier is in no phase"))
    }

    pub(crate) fn set_phase(&mut self, phase: PhaseKind) {
        self.phase = phase.code();
    }

    /// No body is waited for.
    pub(crate) fn leave(&mut self, phase: PhaseKind) {
        self.set_phase(phase);
        self.waiting = None;
    }

    /// How a dossier stands by the rules' own account.
    pub(crate) fn of(timeline: &Timeline<'_>, names: &Names) -> Result<Self, Error> {
        let dossier = &timeline.dossier;
        let unknown = || Error::damaged("a dossier has a name that is not in its table");
        let mut waiting = None;
        if let state::Phase::AtStep { .. } = dossier.phase
            && let Some(visit) = dossier.open_visit()
        {
            let body = names.bodies.find(&visit.opening.body).ok_or_else(unknown)?;
            waiting = Some(Waiting { body, opened: timeline.opening(&visit.opening.visit).0 });
        }
        Ok(Self {
            coordinator: names.actors.find(&dossier.coordinator).ok_or_else(unknown)?,
            party: names.parties.find(&dossier.party).ok_or_else(unknown)?,
            phase: PhaseKind::of(&dossier.phase).code(),
            waiting,
        })
    }
}

impl PhaseKind {
    /// The kind of a phase.
    pub fn of(phase: &state::Phase) -> Self {
        match phase {
            state::Phase::Preparing { .. } => Self::Preparing,
            state::Phase::AtStep { .. } => Self::AtStep,
            state::Phase::Revising { .. } => Self::Revising,
            state::Phase::Ended { kind, .. } => Self::Ended(*kind),
        }
    }

    fn code(self) -> u8 {
        match self {
            Self::Preparing => 0,
            Self::AtStep => 1,
            Self::Revising => 2,
            Self::Ended(EndKind::Adopted) => 3,
            Self::Ended(EndKind::Rejected) => 4,
            Self::Ended(EndKind::NoAgreement) => 5,
            Self::Ended(EndKind::Withdrawn) => 6,
        }
    }

    fn read(code: u8) -> Option<Self> {
        let open = [Self::Preparing, Self::AtStep, Self::Revising];
        open.into_iter().chain(EndKind::ALL.map(Self::Ended)).find(|kind| kind.code() == code)
    }
}

/// A text as it is searched: in lower case, and no longer than [`TITLE_SEARCHED_BYTES_MAX`].
pub(crate) fn searched(text: &str) -> Box<str> {
    let mut folded = text.to_lowercase();
    folded.truncate(folded.floor_char_boundary(TITLE_SEARCHED_BYTES_MAX));
    folded.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phase_reads_back() {
        for code in 0..=6 {
            assert_eq!(PhaseKind::read(code).unwrap().code(), code);
        }
        assert_eq!(PhaseKind::read(7), None);
    }

    #[test]
    fn a_title_is_cut_between_letters() {
        assert_eq!(&*searched("Taalklas ÉÉN"), "taalklas één");
        let long = "É".repeat(TITLE_SEARCHED_BYTES_MAX);
        assert_eq!(searched(&format!("a{long}")).len(), TITLE_SEARCHED_BYTES_MAX - 1);
    }
}
