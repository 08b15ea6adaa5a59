//! The floor of durability: a write and an fdatasync, and the journal alone.

use std::{
    io::Write as _,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use journal::{Entry, FileJournal, Journal, disk::RealDisk, file::Options};
use tests::region::Region;

use crate::figures::Measured;

/// One write of so many bytes and one fdatasync, over and over.
pub(crate) fn synced_writes(folder: &Path, bytes: usize, seconds: usize) -> Measured {
    let until = Duration::from_secs(seconds as u64);
    let mut file = std::fs::File::create(folder.join("floor")).expect("a file");
    let block = vec![b'x'; bytes];
    let mut took = Vec::new();
    let begun = Instant::now();
    while begun.elapsed() < until {
        let written = Instant::now();
        file.write_all(&block).expect("room");
        file.sync_data().expect("durable");
        took.push(written.elapsed());
    }
    Measured::new(took, begun.elapsed())
}

/// Openings appended to a journal, so many at once, without gRPC or rules.
pub(crate) async fn journal(folder: &Path, in_flight: usize, seconds: usize) -> Measured {
    let journal = Arc::new(
        FileJournal::open(&folder.join("journal"), Arc::new(RealDisk), Options::default())
            .expect("a journal"),
    );
    let until = Duration::from_secs(seconds as u64);
    let entries = openings(400_000);
    let begun = Instant::now();
    let mut tasks = tokio::task::JoinSet::new();
    let share = entries.len() / in_flight;
    for entries in entries.chunks(share.max(1)).map(<[Entry]>::to_vec) {
        let journal = Arc::clone(&journal);
        tasks.spawn(async move {
            let mut took = Vec::new();
            for entry in entries {
                if begun.elapsed() >= until {
                    break;
                }
                let called = Instant::now();
                journal.append(entry).await.expect("stored");
                took.push(called.elapsed());
            }
            took
        });
    }
    let took = tasks.join_all().await.concat();
    Measured::new(took, begun.elapsed())
}

/// Entries that each begin a history.
fn openings(count: usize) -> Vec<Entry> {
    let mut region = Region::new(7, usize::MAX);
    region.next_entry();
    (0..count).map(|_| region.next_entry()).collect()
}
