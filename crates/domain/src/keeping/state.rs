//! What is true of the keeping of a history after its records so far.

use super::{event::Ground, named::RecordTexts, refusal::Refusal};
use crate::ids::{ActorId, Revision};

/// The keeping of a history. Of most histories there is nothing to say, and that takes one word of memory.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct State(Option<Box<Kept>>);

#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Kept {
    request: Option<Request>,
    holds: Vec<Revision>,
}

/// A request that waits for a second administrator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The record in which it was asked.
    pub revision: Revision,
    /// Who asked.
    pub by: ActorId,
    /// Why the words may be erased.
    pub ground: Ground,
    /// Which words.
    pub texts: Vec<RecordTexts>,
}

impl State {
    /// The request that waits for a second administrator.
    pub fn request(&self) -> Option<&Request> {
        self.0.as_ref().and_then(|kept| kept.request.as_ref())
    }

    /// The holds that stand, each by the record in which it was placed.
    pub fn holds(&self) -> &[Revision] {
        self.0.as_ref().map_or(&[], |kept| &kept.holds)
    }

    /// The request that waits, if it is the one that was named.
    pub(super) fn open_request(&self, asked: Revision) -> Result<&Request, Refusal> {
        let open = self.request();
        let same = open.filter(|open| open.revision == asked);
        same.ok_or_else(|| Refusal::RequestNotOpen { asked, open: open.map(|open| open.revision) })
    }

    pub(super) fn ask(&mut self, request: Request) {
        self.change(|kept| kept.request = Some(request));
    }

    pub(super) fn settle(&mut self) {
        self.change(|kept| kept.request = None);
    }

    pub(super) fn hold(&mut self, placed: Revision) {
        self.change(|kept| kept.holds.push(placed));
    }

    pub(super) fn release(&mut self, placed: Revision) {
        self.change(|kept| kept.holds.retain(|hold| *hold != placed));
    }

    /// Makes a change, and keeps nothing when there is nothing left to keep.
    fn change(&mut self, change: impl FnOnce(&mut Kept)) {
        let mut kept = self.0.take().unwrap_or_default();
        change(&mut kept);
        self.0 = Some(kept).filter(|kept| kept.request.is_some() || !kept.holds.is_empty());
    }
}
