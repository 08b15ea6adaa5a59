//! A block of visits to one body, in the order of opening.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::store::{self, Error, Key, Store};

/// How many visits are in one block; few in tests, so that short histories have several.
pub(crate) const VISITS_IN_BLOCK: usize = if cfg!(test) { 4 } else { 256 };
/// What a visit has for a closing while it is open.
const OPEN: u64 = u64::MAX;

/// One visit: open from one position until before another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Visit {
    pub(crate) opened: u64,
    closed: u64,
    pub(crate) dossier: u32,
}

/// What is known of a block without reading it, and the block itself while it waits to be written.
#[derive(Debug)]
pub(super) struct Block {
    key: Key,
    pub(super) first_opened: u64,
    /// When the last of its visits was closed: at a position from here on, nothing in it was open.
    last_closed: u64,
    pub(super) open: usize,
    length: usize,
    /// The visits, if they are newer here than in the store.
    visits: Option<Vec<Visit>>,
}

impl Block {
    /// A block that begins with a visit.
    pub(super) fn begin(key: Key, opened: u64, dossier: u32) -> Self {
        let mut visits = Vec::with_capacity(VISITS_IN_BLOCK);
        visits.push(Visit { opened, closed: OPEN, dossier });
        Self { key, first_opened: opened, last_closed: OPEN, open: 1, length: 1, visits: Some(visits) }
    }

    /// A block as it was at a position. `None`: it had not begun.
    pub(super) fn restore(key: Key, value: &[u8], until: u64) -> Result<Option<Self>, Error> {
        let mut visits = read(value)?;
        let before = visits.len();
        visits.retain(|visit| visit.opened <= until);
        let mut changed = visits.len() < before;
        for visit in visits.iter_mut().filter(|visit| visit.closed != OPEN && visit.closed > until) {
            visit.closed = OPEN;
            changed = true;
        }
        Ok(visits.first().copied().map(|first| Self {
            key,
            first_opened: first.opened,
            last_closed: last_closed(&visits),
            open: visits.iter().filter(|visit| visit.closed == OPEN).count(),
            length: visits.len(),
            visits: changed.then_some(visits),
        }))
    }

    pub(super) fn len(&self) -> usize {
        self.length
    }

    pub(super) fn is_full(&self) -> bool {
        self.length == VISITS_IN_BLOCK
    }

    /// Whether the store lags behind.
    pub(super) fn is_dirty(&self) -> bool {
        self.visits.is_some()
    }

    /// Whether all of it was closed by a position.
    pub(super) fn is_done_by(&self, at: u64) -> bool {
        self.last_closed <= at
    }

    pub(super) fn push(&mut self, store: &Store, opened: u64, dossier: u32) -> Result<(), Error> {
        self.visits_mut(store)?.push(Visit { opened, closed: OPEN, dossier });
        (self.length, self.open, self.last_closed) = (self.length + 1, self.open + 1, OPEN);
        Ok(())
    }

    /// Closes the visit that was opened at a position; false if there is none that is open.
    pub(super) fn close(&mut self, store: &Store, opened: u64, closed: u64) -> Result<bool, Error> {
        let visits = self.visits_mut(store)?;
        let place = visits.binary_search_by_key(&opened, |visit| visit.opened);
        let Some(visit) = place.ok().map(|place| &mut visits[place]).filter(|visit| visit.closed == OPEN)
        else {
            return Ok(false);
        };
        visit.closed = closed;
        self.open -= 1;
        if self.open == 0 {
            self.last_closed = self.visits.as_deref().map_or(OPEN, last_closed);
        }
        Ok(true)
    }

    pub(super) fn visits(&self, store: &Store) -> Result<Cow<'_, [Visit]>, Error> {
        match &self.visits {
            Some(visits) => Ok(Cow::Borrowed(visits)),
            None => Ok(Cow::Owned(stored(store, &self.key)?)),
        }
    }

    /// What is to be written, if the store lags behind.
    pub(super) fn unwritten(&self) -> Option<(Key, Vec<u8>)> {
        self.visits.as_deref().map(|visits| (self.key, store::encoded(&written(visits))))
    }

    pub(super) fn written(&mut self) {
        self.visits = None;
    }

    fn visits_mut(&mut self, store: &Store) -> Result<&mut Vec<Visit>, Error> {
        match &mut self.visits {
            Some(visits) => Ok(visits),
            absent @ None => Ok(absent.insert(stored(store, &self.key)?)),
        }
    }
}

impl Visit {
    pub(super) fn is_open_at(&self, at: u64) -> bool {
        self.opened <= at && at < self.closed
    }
}

fn last_closed(visits: &[Visit]) -> u64 {
    visits.iter().map(|visit| visit.closed).max().unwrap_or(OPEN)
}

/// A visit in few bytes: how long after the one before it was opened, how long it was open (0: it still is), and
/// of which dossier.
#[derive(Serialize, Deserialize)]
struct Written(u64, u64, u32);

fn written(visits: &[Visit]) -> Vec<Written> {
    let mut before = 0;
    let write = |visit: &Visit| {
        let since = visit.opened - std::mem::replace(&mut before, visit.opened);
        Written(since, if visit.closed == OPEN { 0 } else { visit.closed - visit.opened }, visit.dossier)
    };
    visits.iter().map(write).collect()
}

fn read(value: &[u8]) -> Result<Vec<Visit>, Error> {
    let mut opened = 0_u64;
    let read = |Written(since, during, dossier): Written| {
        opened = opened.checked_add(since)?;
        let closed = if during == 0 { OPEN } else { opened.checked_add(during)? };
        Some(Visit { opened, closed, dossier })
    };
    let visits = store::decoded::<Vec<Written>>(value)?.into_iter().map(read);
    visits.collect::<Option<_>>().ok_or_else(|| Error::damaged("a block of visits has impossible positions"))
}

fn stored(store: &Store, key: &Key) -> Result<Vec<Visit>, Error> {
    let value = store.get(key)?;
    read(&value.ok_or_else(|| Error::damaged("a block of visits is not there"))?)
}
