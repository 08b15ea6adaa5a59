//! Journals with records, a ledger over them, and what an auditor finds in its folder.

use std::{path::PathBuf, sync::Arc, time::Duration};

use bytes::Bytes;
use journal::{
    Entry, Journal, MemoryJournal,
    contract::{dossier, entry},
    disk::FaultDisk,
};
use ledger::{Ledger, Options, Place, Role, board::Alone, opening};
use record::{LogId, Position};
use tlog::{
    Checkpoint, Frontier, Hash, SignedCheckpoint, SigningKey, Tile, entries,
    hash::{EMPTY_ROOT, leaf_hash},
    tile::{Kind, TILE_WIDTH},
};
use uuid::Uuid;

/// Longer than anything here takes; only a test that fails waits for so long.
pub(crate) const LIMIT: Duration = Duration::from_secs(60);

pub(crate) fn key() -> SigningKey {
    SigningKey::new("besluitspoor.example/alkmaar", &[7; 32]).expect("a key")
}

pub(crate) fn place() -> Place {
    Place::new("/data/ledger")
}

pub(crate) fn options(disk: &FaultDisk) -> Options {
    Options {
        place: place(),
        disk: Arc::new(disk.clone()),
        role: Role::Signer(key()),
        board: Arc::new(Alone),
    }
}

/// A disk on which a log was begun.
pub(crate) fn begun() -> FaultDisk {
    let disk = FaultDisk::new();
    disk.put(&place().checkpoint(), empty().to_string().into_bytes());
    disk
}

/// A disk from which a log may be begun, though it has no checkpoint.
pub(crate) fn beginning() -> FaultDisk {
    let disk = FaultDisk::new();
    disk.put(&place().begins(), Vec::new());
    disk
}

/// The checkpoint of the empty log.
pub(crate) fn empty() -> SignedCheckpoint {
    SignedCheckpoint::sign(&key(), 0, EMPTY_ROOT).expect("a checkpoint")
}

/// What stands at this position in every journal here: three dossiers are filled in turn.
pub(crate) fn numbered(number: u64) -> Entry {
    entry(&dossier(u128::from(number % 3)), (number - 1) / 3 + 1, number.into())
}

/// The bytes of the record at this position.
pub(crate) fn record(number: u64) -> Bytes {
    numbered(number).record
}

pub(crate) async fn append(journal: &dyn Journal, numbers: impl Iterator<Item = u64>) {
    for number in numbers {
        assert_eq!(journal.append(numbered(number)).await.expect("an append"), Position(number));
    }
}

/// A journal in memory with so many records.
pub(crate) async fn journal(records: u64) -> Arc<dyn Journal> {
    let journal = MemoryJournal::new(LogId(Uuid::from_u128(42)));
    append(&journal, 1..=records).await;
    Arc::new(journal)
}

/// The root over so many records.
pub(crate) fn root(size: u64) -> Hash {
    let mut frontier = Frontier::default();
    (1..=size).for_each(|number| frontier.push(leaf_hash(&record(number))));
    frontier.root()
}

/// Opens the ledger, lets it sign over all records of the journal or fail, and ends it. What it had published then.
pub(crate) async fn session(disk: &FaultDisk, journal: &Arc<dyn Journal>) -> Result<u64, opening::Error> {
    let ledger = Ledger::open(options(disk), Arc::clone(journal)).await?;
    let runner = ledger.spawn().expect("a runner");
    // The last ones wait for company, unless it is told to end.
    let full = Position(journal.head().0 / 256 * 256);
    let covered = ledger.wait_covered(full, LIMIT).await;
    assert!(!matches!(covered, Err(ledger::NotCovered::NotYet { .. })), "{covered:?}");
    let mut status = ledger.status();
    tokio::task::spawn_blocking(move || runner.stop()).await.expect("an end");
    Ok(status.borrow_and_update().position.0)
}

/// What an auditor finds who has the folder and the key: the checkpoint, after making sure that every entry under it is there
/// and leads to its root.
pub(crate) fn audited(disk: &FaultDisk) -> Checkpoint {
    let note = disk.bytes(&place().checkpoint()).expect("a checkpoint");
    let note = SignedCheckpoint::parse(&note).expect("a note");
    let checkpoint = note.verify(&key().verifier()).expect("a signed checkpoint").clone();
    let tile = |tile: Tile| {
        let there = disk.bytes(&served(tile)).or_else(|| disk.bytes(&served(tile.full())));
        there.unwrap_or_else(|| panic!("{tile} of {} is missing", checkpoint.size()))
    };
    let mut frontier = Frontier::default();
    for bundle in Tile::between(0, checkpoint.size()).into_iter().filter(|tile| tile.kind() == Kind::Entries)
    {
        let bytes = tile(bundle);
        let found = entries::decode(&bytes, bundle.width());
        let found = found.or_else(|_| entries::decode(&bytes, TILE_WIDTH)).expect("entries");
        found.iter().take(bundle.width().into()).for_each(|entry| frontier.push(leaf_hash(entry)));
    }
    assert_eq!((frontier.size(), frontier.root()), (checkpoint.size(), checkpoint.root()));
    for (computed, bytes) in frontier.take_finished() {
        assert_eq!(tile(computed), bytes, "{computed}");
    }
    for (computed, bytes) in frontier.partials() {
        assert!(tile(computed).starts_with(bytes), "{computed}");
    }
    checkpoint
}

pub(crate) fn served(tile: Tile) -> PathBuf {
    place().served().join(tile.path())
}
