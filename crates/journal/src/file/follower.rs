//! Following the segments: they are read in sequence and in large pieces, of which every record is a slice.
//!
//! There is no cache of recent records. What was just written is in the page cache of the operating system, and one
//! read a group brings it here.

use std::{path::Path, sync::Arc};

use bytes::{Buf, Bytes};
use record::Position;
use tokio::sync::watch;

use super::{
    Shared,
    damage::Damage,
    header::HEADER_BYTES,
    line::{LINE_BYTES_MAX, decode, find},
    reader::{damaged, unavailable},
    segment::Segment,
};
use crate::{
    BoxFuture, Follow, Stored,
    follow::{Error, FOLLOW_BATCH_RECORDS_MAX, expect_next},
};

/// How much of a segment is read at once, unless one line is longer.
const FOLLOW_CHUNK_BYTES: usize = 1024 * 1024;

/// A cursor over the segments. It outlives the journal, to give what is left.
pub(super) struct Follower {
    shared: Arc<Shared>,
    head: watch::Receiver<Position>,
    /// The last position given.
    last: Position,
    /// Where the next line begins; `None` until the first one is there.
    cursor: Option<Cursor>,
    /// What has been read of the segment from the cursor on.
    chunk: Bytes,
    /// How often a segment had been written over when the chunk was read.
    overwritten: u64,
}

#[derive(Clone, Copy)]
struct Cursor {
    segment: usize,
    offset: u64,
}

impl Follower {
    pub(super) fn new(shared: Arc<Shared>, head: watch::Receiver<Position>, after: Position) -> Self {
        Self { shared, head, last: after, cursor: None, chunk: Bytes::new(), overwritten: 0 }
    }

    /// What is durable and not given yet, up to the limits of a batch.
    fn batch(&mut self) -> Result<Vec<Stored>, Error> {
        let mut records = Vec::new();
        if *self.shared.still() != self.overwritten {
            // Words that were erased since may stand in what was read ahead.
            self.chunk.clear();
        }
        while records.len() < FOLLOW_BATCH_RECORDS_MAX {
            match self.record_in_chunk() {
                Ok(Some(record)) => records.push(record),
                Ok(None) if records.is_empty() => self.read_chunk()?,
                // What was good is given first; the error comes again with the next call.
                Err(error) if records.is_empty() => return Err(error),
                Ok(None) | Err(_) => break,
            }
        }
        Ok(records)
    }

    /// The next record, if all of its line has been read.
    fn record_in_chunk(&mut self) -> Result<Option<Stored>, Error> {
        let (Some(cursor), Some(length)) = (&mut self.cursor, find(b'\n', &self.chunk)) else {
            return Ok(None);
        };
        let line = self.chunk.slice(..length);
        let decoded = decode(&line).map_err(|damage| {
            let index = self.shared.index();
            damaged(&index.segments()[cursor.segment].path, cursor.offset, damage)
        })?;
        expect_next(self.last, decoded.position)?;
        self.last = decoded.position;
        self.chunk.advance(length + 1);
        cursor.offset += length as u64 + 1;
        Ok(Some(decoded.stored(&line)))
    }

    /// Reads on from the cursor: at least one whole line.
    fn read_chunk(&mut self) -> Result<(), Error> {
        let (segment, offset) = self.advance();
        let left = usize::try_from(segment.end - offset).unwrap_or(usize::MAX);
        let mut damage = Damage::Unfinished;
        for limit in [FOLLOW_CHUNK_BYTES, LINE_BYTES_MAX + 1] {
            let mut bytes = vec![0; left.min(limit)];
            let path: &Path = &segment.path;
            let still = self.shared.still();
            segment.file.read_at(&mut bytes, offset).map_err(|error| unavailable(path, offset, error))?;
            self.overwritten = *still;
            drop(still);
            if find(b'\n', &bytes).is_some() {
                self.chunk = bytes.into();
                return Ok(());
            }
            if left > limit {
                damage = Damage::Overlong;
            }
        }
        Err(damaged(&segment.path, offset, damage).into())
    }

    /// Goes on to the next segment at the end of one. Called only when a record beyond the last one is durable.
    fn advance(&mut self) -> (Segment, u64) {
        let index = self.shared.index();
        let mut cursor = self.cursor.unwrap_or_else(|| {
            let place = index.place(self.last.next()).expect("the head is beyond the last position given");
            Cursor { segment: place.segment_number, offset: place.offset }
        });
        while cursor.offset == index.segments()[cursor.segment].end {
            cursor = Cursor { segment: cursor.segment + 1, offset: HEADER_BYTES as u64 };
        }
        self.cursor = Some(cursor);
        (index.segments()[cursor.segment].clone(), cursor.offset)
    }
}

impl Follow for Follower {
    fn next(&mut self) -> BoxFuture<'_, Result<Vec<Stored>, Error>> {
        Box::pin(async move {
            let (after, head) = (self.last, *self.head.borrow());
            if after > head {
                return Err(Error::Ahead { after, head });
            }
            self.head.wait_for(|head| *head > after).await.map_err(|_| Error::Closed)?;
            self.batch()
        })
    }
}
