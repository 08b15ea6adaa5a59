//! One arrangement that a dossier decided, now or as it was, with its words. It also holds the words of small numbers: who
//! answers shows those to the dossier's coordinator alone.

use domain::{
    Event,
    arrangement::{Arrangement, State, between::arrangement_of, evolve, pass},
    ids::{ActorId, DossierId, Revision},
    sealed::Sealed,
};
use jiff::Timestamp;
use record::{HistoryId, Position};

use super::{AsOf, Error};
use crate::{
    chronicle::{self, Kept},
    live::Live,
    reference::ReferenceNumber,
    store,
    words::Words,
};

/// An answer about one arrangement.
#[derive(Debug)]
pub struct Answer {
    /// The position it reflects.
    pub position: Position,
    /// The arrangement; `None` if it had not begun.
    pub arrangement: Option<Told>,
}

/// An arrangement as it was at a position.
#[derive(Debug)]
pub struct Told {
    /// By the rules' own account.
    pub arrangement: Arrangement,
    /// Who answers for its dossier now, whenever it is asked for: the circle that small numbers are for.
    pub coordinator: Option<ActorId>,
    /// When it was written down that it began.
    pub begun_at: Timestamp,
    /// The dossiers that its conclusions name and that are there, with their reference numbers.
    pub followers: Vec<(DossierId, ReferenceNumber)>,
    kept: Vec<Kept>,
}

impl Told {
    /// What was said, unless it was erased.
    pub fn words(&self, sealed: &Sealed) -> Words {
        chronicle::words(&self.kept, sealed)
    }

    /// When a record of it was written down.
    pub fn recorded(&self, revision: Revision) -> Option<Timestamp> {
        let kept = self.kept.iter().find(|kept| kept.record.revision == revision);
        kept.map(|kept| kept.record.recorded.now)
    }
}

impl Live {
    pub(crate) fn arrangement(&self, dossier: DossierId, as_of: AsOf) -> Result<Answer, Error> {
        let position = self.resolve(as_of)?;
        let arrangement = self.begun(dossier, position)?;
        Ok(Answer { position, arrangement })
    }

    /// The arrangement of a dossier, if it had begun.
    pub(super) fn begun(&self, dossier: DossierId, at: Position) -> Result<Option<Told>, store::Error> {
        let kept = self.chronicle.read(&self.store, &HistoryId::Arrangement(arrangement_of(dossier)), at)?;
        let Some(first) = kept.first() else { return Ok(None) };
        let begun_at = first.record.recorded.now;
        let State::Begun(arrangement) = state(&kept)? else {
            return Err(store::Error::damaged("an arrangement does not begin with its beginning"));
        };
        let coordinator = self.coordinator_of(dossier)?;
        let followers = self.followers(&arrangement)?;
        Ok(Some(Told { arrangement: *arrangement, coordinator, begun_at, followers, kept }))
    }

    fn followers(
        &self,
        arrangement: &Arrangement,
    ) -> Result<Vec<(DossierId, ReferenceNumber)>, store::Error> {
        let named = arrangement.conclusions.iter().filter_map(|concluded| concluded.drawn.follower);
        let mut followers = Vec::new();
        for follower in named {
            if let Some(number) = self.dossiers.find(follower.dossier) {
                followers.push((follower.dossier, self.reference(self.dossiers.head(number)?)?));
            }
        }
        Ok(followers)
    }

    /// Who answers for a dossier now.
    pub(super) fn coordinator_of(&self, dossier: DossierId) -> Result<Option<ActorId>, store::Error> {
        let Some(number) = self.dossiers.find(dossier) else { return Ok(None) };
        let head = self.dossiers.head(number)?;
        self.names.actors.name(head.standing.coordinator).cloned().map(Some)
    }
}

fn state(kept: &[Kept]) -> Result<State, store::Error> {
    let next = |state, Kept { record, .. }: &Kept| {
        let Event::Arrangement(event) = &record.event else {
            return Err(store::Error::damaged("an arrangement has a record of something else"));
        };
        Ok(evolve(state, event))
    };
    chronicle::folded(kept, next, pass)
}
