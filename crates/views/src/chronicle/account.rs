//! What the records of a meeting say together: the state by the rules' own account, and what only single records tell.

use domain::{
    Event,
    ids::{ItemNumber, Revision},
    meeting::{self, Event as Said, ItemKind, Meeting, State, evolve, pass},
    sealed::{Digest, Sealed},
};
use jiff::Timestamp;
use record::Position;

use super::Kept;
use crate::{store::Error, words::Words};

/// A meeting as it was after some of its records.
#[derive(Debug)]
pub(crate) struct Account {
    /// By the rules' own account.
    pub(crate) meeting: Meeting,
    /// Why it was planned on this day, when that needed a reason.
    pub(crate) reason: Option<Sealed>,
    /// Why it does not take place.
    pub(crate) cancelled: Option<Sealed>,
    /// How its items were to be treated before it was held: by the agenda.
    pub(crate) by_agenda: Vec<(ItemNumber, ItemKind)>,
    /// The digest of the list that was sent, and when.
    pub(crate) sent: Option<(Digest, Timestamp)>,
    /// The digests of what was sent afterwards.
    pub(crate) addenda: Vec<(ItemNumber, Digest)>,
    kept: Vec<Kept>,
}

impl Account {
    /// Folds the records of a meeting; nothing of no records.
    pub(crate) fn of(kept: Vec<Kept>) -> Result<Option<Self>, Error> {
        if kept.is_empty() {
            return Ok(None);
        }
        let (mut reason, mut cancelled, mut by_agenda) = (None, None, Vec::new());
        let (mut sent, mut addenda) = (None, Vec::new());
        let next = |state: State, Kept { record, .. }: &Kept| {
            let Event::Meeting(event) = &record.event else {
                return Err(Error::damaged("a meeting has a record of something else"));
            };
            match event {
                Said::MeetingPlanned(planned) => reason = planned.reason,
                Said::MeetingCancelled(said) => cancelled = Some(said.reason),
                Said::PapersSent(said) => sent = Some((said.digest, record.recorded.now)),
                Said::AddendumSent(said) => addenda.push((said.added.item, said.digest)),
                Said::MeetingHeld(_) => by_agenda = kinds(&state),
                Said::ItemScheduled(_)
                | Said::ItemRemoved(_)
                | Said::AgendaFixed(_)
                | Said::DecisionListDrafted(_)
                | Said::DecisionListFixed(_)
                | Said::ActionAgreed(_)
                | Said::ActionClosed(_) => {}
            }
            Ok(evolve(state, event))
        };
        let state = super::folded(&kept, next, pass)?;
        if by_agenda.is_empty() {
            by_agenda = kinds(&state);
        }
        match state {
            State::Planned(meeting) => {
                Ok(Some(Self { meeting: *meeting, reason, cancelled, by_agenda, sent, addenda, kept }))
            }
            State::Unplanned => Err(Error::damaged("a meeting does not begin with its planning")),
        }
    }

    /// What was said, unless it was erased.
    pub(crate) fn words(&self, sealed: &Sealed) -> Words {
        super::words(&self.kept, sealed)
    }

    /// The record with a revision: where it stands, and when it was written down.
    pub(crate) fn record(&self, revision: Revision) -> Option<(Position, Timestamp)> {
        let place = usize::try_from(revision.0.checked_sub(1)?).ok()?;
        self.kept.get(place).map(|kept| (kept.position, kept.record.recorded.now))
    }

    /// How an item was to be treated by the agenda.
    pub(crate) fn planned_kind(&self, item: &meeting::state::Item) -> ItemKind {
        let number = item.added.item;
        self.by_agenda.iter().find(|(known, _)| *known == number).map_or(item.kind, |(_, kind)| *kind)
    }
}

fn kinds(state: &State) -> Vec<(ItemNumber, ItemKind)> {
    match state {
        State::Planned(meeting) => meeting.items.iter().map(|item| (item.added.item, item.kind)).collect(),
        State::Unplanned => Vec::new(),
    }
}
