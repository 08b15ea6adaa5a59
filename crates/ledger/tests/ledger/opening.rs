//! What does not go together is found before anything is signed, and said.

use std::sync::Arc;

use bytes::Bytes;
use journal::{Entry, FileJournal, Journal, MemoryJournal, disk::FaultDisk, file};
use ledger::{Ledger, Options, Role, opening::Error};
use record::{LogId, Position};
use tlog::{SignedCheckpoint, SigningKey, Tile, tile::Kind};
use uuid::Uuid;

use crate::support::{append, audited, begun, journal, key, numbered, options, place, root, served, session};

async fn refused(disk: &FaultDisk, journal: &Arc<dyn Journal>) -> Error {
    let before = audit_bytes(disk);
    let error = session(disk, journal).await.expect_err("it is not opened");
    assert_eq!(audit_bytes(disk), before, "nothing is changed");
    error
}

fn audit_bytes(disk: &FaultDisk) -> Vec<(std::path::PathBuf, Option<Vec<u8>>)> {
    let paths = disk.paths().into_iter().filter(|path| path.starts_with(place().served()));
    paths.map(|path| (path.clone(), disk.bytes(&path))).collect()
}

#[tokio::test]
async fn an_older_journal_is_found() {
    let (disk, whole, restored) = (begun(), journal(400).await, journal(399).await);
    session(&disk, &whole).await.expect("a log");
    let error = refused(&disk, &restored).await;
    assert!(matches!(error, Error::JournalShorter { head: Position(399), size: 400 }), "{error}");
    assert_eq!(session(&disk, &whole).await.expect("the whole journal is back"), 400);
}

#[tokio::test]
async fn a_changed_record_is_found() {
    for changed in [1, 200, 400] {
        let (disk, whole) = (begun(), journal(400).await);
        session(&disk, &whole).await.expect("a log");
        let other = MemoryJournal::new(LogId(Uuid::from_u128(42)));
        append(&other, 1..=changed - 1).await;
        let rewritten = Entry { record: Bytes::from_static(b"{}"), ..numbered(changed) };
        other.append(rewritten).await.expect("an append");
        append(&other, changed + 1..=500).await;
        let other: Arc<dyn Journal> = Arc::new(other);
        let error = refused(&disk, &other).await;
        let Error::OtherRoot { size: 400, signed, here } = error else { panic!("{error}") };
        assert_eq!(signed, root(400));
        assert_ne!(here, signed);
    }
}

#[tokio::test]
async fn a_missing_or_damaged_checkpoint_is_found() {
    let (disk, journal) = (begun(), journal(5).await);
    session(&disk, &journal).await.expect("a log");
    let good = disk.bytes(&place().checkpoint()).expect("a checkpoint");
    disk.put(&place().checkpoint(), b"besluitspoor".to_vec());
    assert!(matches!(refused(&disk, &journal).await, Error::CheckpointDamaged { .. }));
    let larger = String::from_utf8(good).expect("text").replace("\n5\n", "\n4\n");
    disk.put(&place().checkpoint(), larger.into_bytes());
    assert!(matches!(refused(&disk, &journal).await, Error::CheckpointDamaged { .. }));
    let gone = FaultDisk::new();
    assert!(matches!(refused(&gone, &journal).await, Error::NoCheckpoint { .. }));
}

#[tokio::test]
async fn another_key_or_origin_is_found() {
    let (disk, journal) = (begun(), journal(5).await);
    session(&disk, &journal).await.expect("a log");
    for other in [SigningKey::new(key().name(), &[8; 32]), SigningKey::new("another.example/log", &[7; 32])] {
        let role = Role::Signer(other.expect("a key"));
        let opened = Ledger::open(Options { role, ..options(&disk) }, Arc::clone(&journal)).await;
        assert!(matches!(opened, Err(Error::OtherKey { .. })), "{opened:?}");
    }
}

#[tokio::test]
async fn there_is_one_process_for_a_folder() {
    let (disk, journal) = (begun(), journal(5).await);
    let first = Ledger::open(options(&disk), Arc::clone(&journal)).await.expect("it opens");
    assert!(matches!(refused(&disk, &journal).await, Error::InUse { .. }));
    drop(first);
    assert_eq!(session(&disk, &journal).await.expect("it is free"), 5);
}

#[tokio::test]
async fn tiles_that_lack_or_differ_are_written_anew() {
    let (disk, journal) = (begun(), journal(70_000).await);
    session(&disk, &journal).await.expect("a log");
    let whole = audit_bytes(&disk);
    for damaged in Tile::between(0, 70_000).into_iter().step_by(50) {
        disk.flip_bit(&served(damaged), 300);
    }
    for lost in Tile::between(0, 70_000).into_iter().filter(|tile| tile.kind() != Kind::Hashes(0)).step_by(40)
    {
        disk.change(&served(lost), Vec::clear);
    }
    assert_eq!(session(&disk, &journal).await.expect("mended"), 70_000);
    assert!(audit_bytes(&disk) == whole, "all files are as they were");
    assert_eq!(audited(&disk).size(), 70_000);
}

/// Partial tiles stay until the full one is there, and go then; nothing else is served.
#[tokio::test]
async fn the_folder_holds_what_the_specification_names_and_nothing_else() {
    let (disk, journal) = (begun(), journal(0).await);
    for records in [1, 2, 200, 255, 257, 300] {
        append(&*journal, journal.head().0 + 1..=records).await;
        session(&disk, &journal).await.expect("a log");
    }
    let served = place().served();
    let paths = disk.paths().into_iter().filter_map(|path| Some(path.strip_prefix(&served).ok()?.to_owned()));
    let paths: Vec<_> = paths.map(|path| path.to_string_lossy().into_owned()).collect();
    assert_eq!(
        paths,
        [
            "checkpoint",
            "tile/0/000",
            "tile/0/001.p/1",
            "tile/0/001.p/44",
            "tile/1/000.p/1",
            "tile/entries/000",
            "tile/entries/001.p/1",
            "tile/entries/001.p/44",
        ]
    );
}

#[tokio::test]
async fn the_same_records_give_the_same_root_in_every_journal() {
    let disk = FaultDisk::new();
    let options = file::Options { log_id: Some(LogId(Uuid::from_u128(42))), ..file::Options::default() };
    let file =
        FileJournal::open("/data/journal".as_ref(), Arc::new(disk.clone()), options).expect("a journal");
    append(&file, 1..=1_000).await;
    disk.put(&place().checkpoint(), crate::support::empty().to_string().into_bytes());
    let (file, memory): (Arc<dyn Journal>, _) = (Arc::new(file), journal(1_000).await);
    let other = begun();
    session(&disk, &file).await.expect("a log");
    session(&other, &memory).await.expect("a log");
    assert_eq!(audited(&disk), audited(&other));
    let note = |disk: &FaultDisk| disk.bytes(&place().checkpoint()).expect("a checkpoint");
    assert_eq!(note(&disk), note(&other), "down to the signature");
    assert!(SignedCheckpoint::parse(&note(&disk)).is_ok());
}
