//! A group on its way to the device: its lines, and what was decided about each of its entries.

use record::Position;

use super::{
    index::{Index, Refusal},
    line::encode,
    queue::Pending,
};
use crate::Entry;

/// A buffer that one large group has made larger than this is given back.
const LINES_KEPT_BYTES_MAX: usize = 4 * 1024 * 1024;

/// The buffers are kept from group to group, so that an append allocates nothing here.
#[derive(Default)]
pub(super) struct Staged {
    verdicts: Vec<Result<Position, Refusal>>,
    /// The lines to write, in order of position.
    pub(super) lines: Vec<u8>,
    /// Where each line begins among them.
    offsets: Vec<u64>,
}

impl Staged {
    /// Judges every entry of a group in order, and takes those that are to be stored into the index.
    pub(super) fn judge(&mut self, group: &[Pending], index: &mut Index) {
        self.verdicts.extend(group.iter().map(|pending| index.stage(&pending.entry)));
    }

    /// Writes the lines of the entries that are to be stored.
    pub(super) fn write_lines(&mut self, group: &[Pending]) {
        for (pending, verdict) in group.iter().zip(&self.verdicts) {
            if let Ok(position) = verdict {
                self.offsets.push(self.lines.len() as u64);
                encode(&mut self.lines, *position, &pending.entry);
            }
        }
    }

    /// Where each line begins in a segment, if the first begins here.
    pub(super) fn offsets(&self, base: u64) -> impl Iterator<Item = u64> {
        self.offsets.iter().map(move |offset| base + offset)
    }

    /// The entries that are to be stored, in order.
    pub(super) fn stored<'a>(&'a self, group: &'a [Pending]) -> impl DoubleEndedIterator<Item = &'a Entry> {
        let judged = group.iter().zip(&self.verdicts);
        judged.filter(|(_, verdict)| verdict.is_ok()).map(|(pending, _)| &pending.entry)
    }

    /// One verdict an entry, in the group's order; none if the group was not judged.
    pub(super) fn take_verdicts(&mut self) -> impl Iterator<Item = Result<Position, Refusal>> {
        self.verdicts.drain(..)
    }

    /// Makes room for the next group.
    pub(super) fn clear(&mut self) {
        self.verdicts.clear();
        self.lines.clear();
        self.lines.shrink_to(LINES_KEPT_BYTES_MAX);
        self.offsets.clear();
    }
}
