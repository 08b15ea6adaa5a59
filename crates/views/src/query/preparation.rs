//! The preparation of a dossier, now or as it was: what was noted of each item, with its words.

use std::collections::HashMap;

use domain::{
    Event,
    action::Action,
    ids::{ActorId, DossierId},
    preparation::{self, Preparation, State},
    sealed::Sealed,
};
use record::{HistoryId, Position};

use super::{AsOf, Error};
use crate::{
    chronicle::{self, Kept},
    live::Live,
    store,
    words::Words,
};

/// What is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The position it reflects.
    pub position: Position,
    /// The preparation, if it was begun by then.
    pub found: Option<Found>,
}

/// A preparation with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What is true of it, by the rules' own account.
    pub preparation: Preparation,
    /// Who answers for its dossier now, whenever it is asked for: the circle that small numbers are for.
    pub coordinator: Option<ActorId>,
    /// The words of every note and action.
    words: HashMap<Sealed, Words>,
}

impl Found {
    /// What was said, unless it was erased.
    pub fn words(&self, sealed: &Sealed) -> Words {
        self.words.get(sealed).cloned().unwrap_or(Words::Erased)
    }
}

impl Live {
    pub(crate) fn preparation(&self, dossier: DossierId, as_of: AsOf) -> Result<Answer, Error> {
        let position = self.resolve(as_of)?;
        let kept = self.chronicle.read(&self.store, &HistoryId::Preparation(dossier), position)?;
        let found = if kept.is_empty() { None } else { Some(found(&kept, self.coordinator_of(dossier)?)?) };
        Ok(Answer { position, found })
    }
}

/// What the records of a preparation say together.
fn found(kept: &[Kept], coordinator: Option<ActorId>) -> Result<Found, store::Error> {
    let next = |state, Kept { record, .. }: &Kept| {
        let Event::Preparation(event) = &record.event else {
            return Err(store::Error::damaged("a preparation has a record of something else"));
        };
        Ok(preparation::evolve(state, event))
    };
    let state = chronicle::folded(kept, next, preparation::pass)?;
    let State::Begun(preparation) = state else {
        return Err(store::Error::damaged("a preparation does not begin with its beginning"));
    };
    let noted = preparation.notes.iter().flat_map(|noted| noted.note.sealed());
    let to_do = preparation.actions.iter().flat_map(Action::sealed);
    let words = noted.chain(to_do).map(|(_, sealed)| (sealed, chronicle::words(kept, &sealed))).collect();
    Ok(Found { preparation: *preparation, coordinator, words })
}
