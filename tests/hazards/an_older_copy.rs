//! The servers come back with less than they had acknowledged. That a signed ledger refuses to go on with that comes with
//! the ledger; here it is the journal that notices, as far as it can remember.

use std::{fs, path::Path};

use journal::{Journal as _, append, follow};
use record::Position;
use tests::nats::Server;

use crate::ground::{PLAIN, made, open, options, record, until, why_poisoned};

/// A server that stored five records, and came back with the first three. The journal was open all the time.
async fn restored() -> (Server, journal::JetStreamJournal) {
    let mut server = Server::start(PLAIN);
    let options = options(vec![server.url()]);
    let journal = made(&options).await;
    let backup = tempfile::tempdir().expect("a directory");
    for number in 1..=5 {
        let entry = record(1, number, number.into());
        // After the restart it may take a moment until the journal is connected again.
        until("it is stored", async || {
            let answer = journal.append(entry.clone()).await;
            answer == Ok(Position(number))
                || answer == Err(append::Error::Repeated { position: Position(number) })
        })
        .await;
        if number == 3 {
            server.stop();
            copy(&server.data(), backup.path());
            server.restart();
        }
    }
    server.stop();
    server.wipe();
    copy(backup.path(), &server.data());
    server.restart();
    (server, journal)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hazard_11_an_open_journal_stops_when_its_stream_lost_its_end() {
    let (_server, journal) = restored().await;
    let why = why_poisoned(&journal).await;
    println!("{why}");
    assert!(why.contains("besluitspoor-alkmaar") && why.contains('3') && why.contains('5'), "{why}");
    let answer = journal.append(record(1, 6, 6)).await;
    assert!(matches!(answer, Err(append::Error::Poisoned { .. })), "{answer:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hazard_11_a_follower_that_remembers_more_than_an_older_copy_has_is_told_so() {
    let (server, old) = restored().await;
    let journal = open(&options(vec![server.url()])).await;
    assert_eq!(journal.log_id(), old.log_id(), "nothing but the head tells it");
    let answer = journal.follow(Position(5)).next().await;
    let Err(follow::Error::Ahead { after, head }) = answer else { panic!("{answer:?}") };
    assert_eq!((after, head), (Position(5), Position(3)));
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a directory");
    for entry in fs::read_dir(from).expect("a directory").flatten() {
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("room for a copy");
        }
    }
}
