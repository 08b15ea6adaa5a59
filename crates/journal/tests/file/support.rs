//! A journal on a disk that a test can break, and the question whether all of it is still there.

use std::{
    error::Error,
    path::{Path, PathBuf},
    sync::Arc,
};

use journal::{
    FileJournal, Journal, Stored,
    contract::{dossier, entry, followed},
    disk::FaultDisk,
    file::{Options, Writing, open},
};
use record::{LogId, Position};
use uuid::Uuid;

pub(crate) const LOG_ID: LogId = LogId(Uuid::from_u128(42));

/// The bytes of a header, which are the same for every segment.
pub(crate) const HEADER_BYTES: usize = 90;

/// A segment of so many bytes has room for two of the small records.
pub(crate) const TWO_LINES: u64 = 450;

/// A segment of so many bytes has room for three of them.
pub(crate) const THREE_LINES: u64 = 600;

pub(crate) fn directory() -> &'static Path {
    Path::new("/data/journal")
}

/// The path of the segment that begins at this position.
pub(crate) fn segment(first: u64) -> PathBuf {
    directory().join(format!("{first:020}.log"))
}

/// One record a group, so that a test can count what the disk is asked to do.
pub(crate) fn open(disk: &FaultDisk) -> Result<FileJournal, open::Error> {
    open_with(disk, Options { writing: Writing::InCall, ..Options::default() })
}

/// With segments that are closed after so many bytes.
pub(crate) fn open_small(disk: &FaultDisk, segment_bytes: u64) -> Result<FileJournal, open::Error> {
    open_with(disk, Options { segment_bytes, writing: Writing::InCall, ..Options::default() })
}

pub(crate) fn open_with(disk: &FaultDisk, options: Options) -> Result<FileJournal, open::Error> {
    let log_id = options.log_id.or(Some(LOG_ID));
    FileJournal::open(directory(), Arc::new(disk.clone()), Options { log_id, ..options })
}

/// Appends records to three dossiers in turn, the first with this number, counted from 1.
pub(crate) async fn append(journal: &FileJournal, numbers: std::ops::RangeInclusive<u64>) -> Vec<Stored> {
    let mut stored = Vec::new();
    for number in numbers {
        let entry = numbered(number);
        let position = journal.append(entry.clone()).await.expect("an append");
        stored.push(Stored { position, entry });
    }
    stored
}

/// The record that belongs at this position when three dossiers are filled in turn.
pub(crate) fn numbered(number: u64) -> journal::Entry {
    entry(&dossier(u128::from(number % 3)), (number - 1) / 3 + 1, number.into())
}

/// All records, after making sure that every way to read agrees on them.
pub(crate) async fn all(journal: &FileJournal) -> Vec<Stored> {
    let head = journal.head();
    if head == Position::START {
        return Vec::new();
    }
    let records = followed(&mut *journal.follow(Position::START), head).await;
    assert!(records.iter().map(|record| record.position).eq((1..=head.0).map(Position)));
    for record in &records {
        let Stored { position, entry } = record;
        assert_eq!(journal.at(*position).await.unwrap().as_ref(), Some(record));
        assert_eq!(journal.find(entry.command).await.unwrap(), Some(*position));
        let history = journal.read(&entry.history).await.unwrap();
        assert!(history.iter().eq(records.iter().filter(|other| other.entry.history == entry.history)));
    }
    records
}

/// An error with all its causes, as an operator would see it.
pub(crate) fn explained(error: &dyn Error) -> String {
    let causes = std::iter::successors(Some(error), |error: &&dyn Error| (*error).source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

/// Where each line begins, the end of the last line included; the header is no line.
pub(crate) fn line_starts(segment: &[u8]) -> Vec<usize> {
    let ends = segment.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
    ends.map(|(at, _)| at + 1).collect()
}
