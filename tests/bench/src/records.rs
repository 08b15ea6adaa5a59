//! A journal full of records that a region made, and the views of it.

use std::{path::Path, sync::Arc};

use journal::{FileJournal, Journal, disk::RealDisk, file::Options};
use record::Position;
use tests::region::Region;

/// How many appends wait at a time.
const WAITING: usize = 2_000;

/// Opens a journal.
pub(crate) fn journal(folder: &Path) -> Arc<FileJournal> {
    let opened = FileJournal::open(&folder.join("data/journal"), Arc::new(RealDisk), Options::default());
    Arc::new(opened.expect("a journal"))
}

/// Fills a journal with so many records of a region that works on so many dossiers at once.
pub(crate) async fn fill(journal: &FileJournal, records: usize, at_once: usize) {
    let mut region = Region::new(11, at_once);
    let mut left = records;
    while left > 0 {
        let some = left.min(WAITING);
        let answers: Vec<_> = (0..some).map(|_| journal.append(region.next_entry())).collect();
        for answer in answers {
            answer.await.expect("stored");
        }
        left -= some;
    }
}

/// Follows a journal to its end, and does nothing with the records; gives their bytes.
pub(crate) async fn follow(journal: &dyn Journal) -> usize {
    let mut cursor = journal.follow(Position::START);
    let (mut last, mut bytes) = (Position::START, 0);
    while last < journal.head() {
        for stored in cursor.next().await.expect("readable") {
            last = stored.position;
            bytes += stored.entry.record.len() + stored.entry.texts.len();
        }
    }
    bytes
}
