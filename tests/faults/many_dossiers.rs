//! Hazard 17: many dossiers. What each costs in memory is bounded, so that a million fit, and a start reads them all.

use std::{path::Path, sync::Arc, time::Duration};

use journal::{FileJournal, Journal, disk::RealDisk, file::Options};
use tests::region::Region;
use views::{Runner, Views};

/// How many dossiers there are when the measuring begins, and how many more come.
const FEW: usize = 5_000;
const MORE: usize = 15_000;
/// The most bytes of memory for each dossier, journal and views together: a million fit in 3 GB.
const BYTES_A_DOSSIER_MAX: usize = 3_000;
const WAITING: usize = 1_000;
const LONG: Duration = Duration::from_secs(120);

#[tokio::test(flavor = "multi_thread")]
async fn hazard_17_a_dossier_takes_little_memory() {
    let folder = tempfile::tempdir().unwrap();
    let journal = open(folder.path());
    // Whoever never has enough dossiers underway only opens new ones.
    let mut region = Region::new(17, usize::MAX);
    let views = views(folder.path(), &journal);
    let runner = Runner::spawn(views.clone(), Arc::clone(&journal) as Arc<dyn Journal>).unwrap();
    grow(&journal, &views, &mut region, FEW).await;
    let few = resident_bytes();
    grow(&journal, &views, &mut region, MORE).await;
    let each = resident_bytes().saturating_sub(few) / MORE;
    println!("{each} bytes a dossier");
    assert!(each <= BYTES_A_DOSSIER_MAX, "{each} bytes a dossier");

    let head = journal.head();
    tokio::task::spawn_blocking(move || runner.stop()).await.unwrap();
    drop((views, journal));
    let journal = open(folder.path());
    assert_eq!(journal.head(), head, "the journal knows all of them");
    let reopened = self::views(folder.path(), &journal);
    assert_eq!(reopened.position(), head, "the views need not be derived again");
}

async fn grow(journal: &FileJournal, views: &Views, region: &mut Region, dossiers: usize) {
    for _ in 0..dossiers / WAITING {
        let answers: Vec<_> = (0..WAITING).map(|_| journal.append(region.next_entry())).collect();
        for answer in answers {
            answer.await.unwrap();
        }
    }
    views.wait_for(journal.head(), LONG).await.unwrap();
}

fn open(folder: &Path) -> Arc<FileJournal> {
    Arc::new(FileJournal::open(&folder.join("journal"), Arc::new(RealDisk), Options::default()).unwrap())
}

fn views(folder: &Path, journal: &FileJournal) -> Views {
    Views::open(&folder.join("views"), journal.log_id(), journal.head()).unwrap()
}

/// How much memory this process holds, in bytes.
fn resident_bytes() -> usize {
    let told = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = told.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    let kibibytes: usize = line.trim().trim_end_matches("kB").trim().parse().unwrap();
    kibibytes * 1024
}
