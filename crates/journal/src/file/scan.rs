//! Reading a segment from one end to the other, line by line, in large pieces.

use std::{io, ops::Range};

use super::{
    damage::Damage,
    line::{LINE_BYTES_MAX, find},
};
use crate::disk::DiskFile;

/// How much is read at once, beside what is left of the line before.
const SCAN_BYTES: usize = 1024 * 1024;

/// The lines of a segment from an offset on. Nothing is allocated per line.
pub(super) struct Lines<'a> {
    file: &'a dyn DiskFile,
    /// The length of the file.
    len: u64,
    buffer: Vec<u8>,
    /// The part of the buffer that has been read and not given.
    unread: Range<usize>,
    /// Where that part begins in the file.
    offset: u64,
}

/// A line as it was found.
pub(super) struct Found<'a> {
    /// Where it begins in the file.
    pub(super) offset: u64,
    /// Its bytes without the newline, or why it has no end.
    pub(super) line: Result<&'a [u8], Damage>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(file: &'a dyn DiskFile, offset: u64, len: u64) -> Self {
        let most = LINE_BYTES_MAX + SCAN_BYTES;
        let buffer = vec![0; usize::try_from(len).map_or(most, |len| len.min(most))];
        Self { file, len, buffer, unread: 0..0, offset }
    }

    /// The next line; `None` at the end of the file. After damage it gives the same again.
    pub(super) fn next(&mut self) -> io::Result<Option<Found<'_>>> {
        let length = loop {
            if let Some(length) = find(b'\n', &self.buffer[self.unread.clone()]) {
                break length;
            }
            let at_end = self.offset + self.unread.len() as u64 == self.len;
            if at_end && self.unread.is_empty() {
                return Ok(None);
            }
            if at_end || self.unread.len() > LINE_BYTES_MAX {
                let damage = if at_end { Damage::Unfinished } else { Damage::Overlong };
                return Ok(Some(Found { offset: self.offset, line: Err(damage) }));
            }
            self.read_on()?;
        };
        let offset = self.offset;
        let line = self.unread.start..self.unread.start + length;
        self.unread.start = line.end + 1;
        self.offset += length as u64 + 1;
        Ok(Some(Found { offset, line: Ok(&self.buffer[line]) }))
    }

    /// Where the next line begins: the end of all lines given.
    pub(super) fn offset(&self) -> u64 {
        self.offset
    }

    fn read_on(&mut self) -> io::Result<()> {
        self.buffer.copy_within(self.unread.clone(), 0);
        self.unread = 0..self.unread.len();
        let left = self.len - self.offset - self.unread.len() as u64;
        let room = self.buffer.len() - self.unread.end;
        let length = usize::try_from(left).map_or(room, |left| left.min(room));
        let piece = self.unread.end..self.unread.end + length;
        self.file.read_at(&mut self.buffer[piece.clone()], self.offset + self.unread.len() as u64)?;
        self.unread.end = piece.end;
        Ok(())
    }
}
