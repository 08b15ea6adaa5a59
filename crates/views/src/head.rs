//! What is known of a dossier without reading its facts: enough to find it, to list it and to keep the agendas.

use domain::{
    dossier::{event::WaitingOn, state, term::Due, waiting},
    framework::EndKind,
    ids::DossierId,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{fact::Day, names::Names, store::Error, timeline::Timeline};

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
    /// On the ladder, because the parties did not agree.
    Escalated,
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
    /// Since when it waits for whom it waits for. `None`: it has ended.
    pub(crate) since: Option<Day>,
    pub(crate) waiting: Option<Waiting>,
    /// Who has it on the ladder, if it is there.
    on_ladder: Option<OnLadder>,
}

/// Who has a dossier on the ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct OnLadder {
    whom: Whom,
    /// The last day of the term of the rung. `None`: it is a dispute.
    due: Option<Day>,
}

/// The visit that waits for a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Waiting {
    pub(crate) body: u32,
    /// Where it was opened.
    pub(crate) opened: u64,
    /// The last day of its term. `None`: it has none, or its term stands still.
    pub(crate) due: Option<Day>,
    /// Whom the dossier waits for meanwhile, if its term stands still.
    pub(crate) meanwhile: Option<Whom>,
}

/// Whom a dossier waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Whom {
    Submitter,
    Party(u32),
    Body(u32),
    Outside,
}

impl Head {
    pub(crate) fn id(&self) -> DossierId {
        DossierId(Uuid::from_bytes(self.id))
    }
}

impl Standing {
    /// A dossier that was opened on a day.
    pub(crate) fn new(coordinator: u32, party: u32, on: Day) -> Self {
        Self {
            coordinator,
            party,
            phase: PhaseKind::Preparing.code(),
            since: Some(on),
            waiting: None,
            on_ladder: None,
        }
    }

    pub(crate) fn phase(&self) -> Result<PhaseKind, Error> {
        PhaseKind::read(self.phase).ok_or_else(|| Error::damaged("a dossier is in no phase"))
    }

    /// A body is waited for.
    pub(crate) fn arrive(&mut self, on: Day, waiting: Waiting) {
        self.phase = PhaseKind::AtStep.code();
        (self.since, self.waiting, self.on_ladder) = (Some(on), Some(waiting), None);
    }

    /// No body is waited for.
    pub(crate) fn leave(&mut self, phase: PhaseKind, since: Option<Day>) {
        self.phase = phase.code();
        (self.since, self.waiting, self.on_ladder) = (since, None, None);
    }

    /// Whom it waits for; nobody when it has ended.
    pub(crate) fn waits_for(&self) -> Option<Whom> {
        self.since?;
        if let Some(on_ladder) = self.on_ladder {
            return Some(on_ladder.whom);
        }
        Some(match self.waiting {
            None => Whom::Submitter,
            Some(Waiting { meanwhile: Some(whom), .. }) => whom,
            Some(Waiting { body, meanwhile: None, .. }) => Whom::Body(body),
        })
    }

    /// The body it waits for, if it waits for one.
    pub(crate) fn waits_for_body(&self) -> Option<u32> {
        match self.waits_for() {
            Some(Whom::Body(body)) => Some(body),
            Some(Whom::Submitter | Whom::Party(_) | Whom::Outside) | None => None,
        }
    }

    /// The last day of the term that runs, if one does: that of the rung of what is on the ladder.
    pub(crate) fn due(&self) -> Option<Day> {
        match self.on_ladder {
            Some(on_ladder) => on_ladder.due,
            None => self.waiting?.due,
        }
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
            let due = match visit.due() {
                Due::On(due) => Some(Day::of(due)),
                Due::Never | Due::StandsStill(_) => None,
            };
            let whom = visit.suspension().map(|suspension| Whom::of(&suspension.waits_for, names));
            let meanwhile = whom.transpose()?;
            let opened = timeline.opening(&visit.opening.visit).0;
            waiting = Some(Waiting { body, opened, due, meanwhile });
        }
        let waits = waiting::waiting(dossier);
        let on_ladder = match (dossier.escalation(), &waits) {
            (Some(escalation), Some(waits)) => Some(OnLadder {
                whom: Whom::waited(&waits.on, names)?,
                due: escalation.dispute.is_none().then(|| Day::of(escalation.on().due)),
            }),
            (Some(_) | None, _) => None,
        };
        Ok(Self {
            coordinator: names.actors.find(&dossier.coordinator).ok_or_else(unknown)?,
            party: names.parties.find(&dossier.party).ok_or_else(unknown)?,
            phase: PhaseKind::of(&dossier.phase).code(),
            since: waits.map(|of| timeline.since(of.since)).transpose()?.map(Day::of),
            waiting,
            on_ladder,
        })
    }
}

impl Waiting {
    /// Whether two are of the same visit, or both of none.
    pub(crate) fn are_of_one_visit(one: Option<Self>, other: Option<Self>) -> bool {
        one.map(|waiting| waiting.opened) == other.map(|waiting| waiting.opened)
    }
}

impl Whom {
    /// Who has a function that the framework has words for only is outside it, to who lists them.
    fn waited(on: &waiting::Whom, names: &Names) -> Result<Self, Error> {
        match on {
            waiting::Whom::Named(on) => Self::of(on, names),
            waiting::Whom::Function(_) => Ok(Self::Outside),
        }
    }

    fn of(on: &WaitingOn, names: &Names) -> Result<Self, Error> {
        let unknown = || Error::damaged("a dossier waits for whom is not in the table of names");
        Ok(match on {
            WaitingOn::Submitter => Self::Submitter,
            WaitingOn::Party(party) => Self::Party(names.parties.find(party).ok_or_else(unknown)?),
            WaitingOn::Body(body) => Self::Body(names.bodies.find(body).ok_or_else(unknown)?),
            WaitingOn::Outside(_) => Self::Outside,
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
            state::Phase::Escalated { .. } => Self::Escalated,
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
            Self::Escalated => 7,
        }
    }

    fn read(code: u8) -> Option<Self> {
        let open = [Self::Preparing, Self::AtStep, Self::Revising, Self::Escalated];
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
        for code in 0..=7 {
            assert_eq!(PhaseKind::read(code).unwrap().code(), code);
        }
        assert_eq!(PhaseKind::read(8), None);
    }

    #[test]
    fn a_title_is_cut_between_letters() {
        assert_eq!(&*searched("Taalklas ÉÉN"), "taalklas één");
        let long = "É".repeat(TITLE_SEARCHED_BYTES_MAX);
        assert_eq!(searched(&format!("a{long}")).len(), TITLE_SEARCHED_BYTES_MAX - 1);
    }
}
