//! Hazard 14: two processes, or two openers in one, on one directory.

use std::{path::PathBuf, process::Command, sync::Arc};

use journal::{
    FileJournal, Journal,
    disk::{FaultDisk, RealDisk},
    file::{Options, open},
};
use uuid::Uuid;

use crate::support::{all, append, directory, open};

/// Tells the test that it is the second process, and on which directory.
const SECOND_PROCESS: &str = "JOURNAL_TEST_DIRECTORY";

#[tokio::test]
async fn hazard_14_a_second_opener_is_refused_until_the_first_is_done() {
    let disk = FaultDisk::new();
    let first = open(&disk).unwrap();
    append(&first, 1..=3).await;
    for _ in 0..2 {
        assert!(matches!(open(&disk), Err(open::Error::InUse { directory: named }) if named == directory()));
    }
    append(&first, 4..=4).await;
    drop(first);
    assert_eq!(all(&open(&disk).unwrap()).await.len(), 4);
}

#[test]
fn hazard_14_a_second_process_is_refused_until_the_first_is_done() {
    if let Some(directory) = std::env::var_os(SECOND_PROCESS) {
        let opened = FileJournal::open(&PathBuf::from(directory), Arc::new(RealDisk), Options::default());
        assert!(matches!(opened, Err(open::Error::InUse { .. })));
        return;
    }
    let directory = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("lock-{}", Uuid::new_v4()));
    let open = || FileJournal::open(&directory, Arc::new(RealDisk), Options::default());
    let first = open().unwrap();
    assert!(matches!(open(), Err(open::Error::InUse { .. })), "in this process");
    let second = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "one_writer::hazard_14_a_second_process_is_refused_until_the_first_is_done"])
        .env(SECOND_PROCESS, &directory)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&second.stdout);
    assert!(second.status.success() && told.contains("1 passed"), "in another process: {told}");
    let log_id = first.log_id();
    drop(first);
    assert_eq!(open().unwrap().log_id(), log_id, "and it is the same journal afterwards");
    std::fs::remove_dir_all(&directory).unwrap();
}
