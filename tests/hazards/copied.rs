//! A journal that moves to JetStream and back, with servers that die on the way.

use std::{path::Path, sync::Arc};

use bytes::Bytes;
use journal::{
    BoxFuture, Entry, FileJournal, Journal as _, Stored,
    contract::followed,
    copy::{Copied, Erasures, Error, copy},
    disk::RealDisk,
    file,
    jetstream::{Names, Options},
    read,
};
use record::Position;
use tests::nats::Server;

use crate::ground::{PLAIN, everything, made, of_another_dossier, open, options, record, with_other_words};

const RECORDS: u64 = 3_000;
const DOSSIERS: u64 = 40;

fn file_journal(directory: &Path) -> FileJournal {
    FileJournal::open(directory, Arc::new(RealDisk), file::Options::default()).expect("the journal opens")
}

/// A journal in a file; every third record has words beside it.
async fn filled(directory: &Path) -> FileJournal {
    let journal = file_journal(directory);
    let entry = |number: u64| {
        let plain = record((number % DOSSIERS).into(), number / DOSSIERS + 1, number.into());
        let words = Bytes::from(format!("[[\"words of {number}\"]]"));
        if number.is_multiple_of(3) { Entry { texts: words, ..plain } } else { plain }
    };
    let answers: Vec<_> = (0..RECORDS).map(|number| journal.append(entry(number))).collect();
    for answer in answers {
        answer.await.expect("an append");
    }
    journal
}

async fn all(journal: &FileJournal) -> Vec<Stored> {
    followed(&mut *journal.follow(Position::START), journal.head()).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_that_broke_off_when_the_server_died_goes_on_and_comes_back_the_same() {
    let (here, there) =
        (tempfile::tempdir().expect("a directory"), tempfile::tempdir().expect("a directory"));
    let source = filled(here.path()).await;
    let mut server = Server::start(PLAIN);
    let options = options(vec![server.url()]);
    let target = made(&options).await;
    let (killing, mut told) = (std::sync::Mutex::new(Some(&mut server)), 0);
    let broken = copy(&source, &target, &(), &mut |position: Position| {
        told = position.0;
        // After the first batch.
        if let Some(server) = killing.lock().expect("one thread").take() {
            server.kill();
        }
    })
    .await;
    let Err(Error::Append { after, source: why }) = broken else { panic!("{broken:?}") };
    println!("broken off after {after}: {why}");
    assert!(after.0 >= told && after.0 < RECORDS, "{after} of {RECORDS}");
    drop(target);
    server.restart();
    let target = open(&options).await;
    assert!(target.head() >= after);
    let copied = copy(&source, &target, &(), &mut |_| ()).await.expect("it goes on");
    assert_eq!(copied.found + copied.copied, RECORDS);
    assert!(copied.found >= told && copied.copied > 0, "{copied:?}");
    assert_eq!(everything(&options).await, all(&source).await);
    let again = copy(&source, &target, &(), &mut |_| ()).await.expect("it is the same");
    assert_eq!((again.found, again.copied), (RECORDS, 0));
    let back = file_journal(there.path());
    let Copied { copied, .. } = copy(&target, &back, &(), &mut |_| ()).await.expect("back into a file");
    assert_eq!(copied, RECORDS);
    assert_eq!(all(&back).await, all(&source).await);
    // And the copy is a journal that goes on.
    let repeated = target.append(record(0, 1, 0)).await;
    assert_eq!(repeated, Err(journal::append::Error::Repeated { position: Position(1) }));
    let next = record(0, RECORDS / DOSSIERS + 1, RECORDS.into());
    assert_eq!(target.append(next).await, Ok(Position(RECORDS + 1)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_erased_stays_erased_wherever_it_is_copied() {
    let (here, there) =
        (tempfile::tempdir().expect("a directory"), tempfile::tempdir().expect("a directory"));
    let source = file_journal(here.path());
    for revision in 1..=3 {
        let texts = Bytes::from_static(b"[\"gaat\",\"blijft\"]");
        source.append(Entry { texts, ..record(1, revision, revision.into()) }).await.expect("an append");
    }
    source.erase(Position(1), Bytes::from_static(b"[\"blijft\"]")).await.expect("they go");
    source.erase(Position(2), Bytes::from_static(b"[]")).await.expect("they go");
    let server = Server::start(PLAIN);
    let options = options(vec![server.url()]);
    let target = made(&options).await;
    copy(&source, &target, &(), &mut |_| ()).await.expect("to NATS");
    assert_eq!(everything(&options).await, all(&source).await);
    // Erased on NATS, it stays so in a file.
    target.erase(Position(1), Bytes::from_static(b"[]")).await.expect("they go");
    target.erase(Position(3), Bytes::from_static(b"[\"blijft\"]")).await.expect("they go");
    let back = file_journal(there.path());
    copy(&target, &back, &(), &mut |_| ()).await.expect("back into a file");
    let texts: Vec<_> = all(&back).await.into_iter().map(|record| record.entry.texts).collect();
    assert_eq!(texts, [&b"[]"[..], b"[]", b"[\"blijft\"]"]);
    // Words that are gone without a word about it, from a journal or from what calls itself a copy, are no erasure.
    let answer = copy(&target, &source, &(), &mut |_| ()).await;
    assert!(matches!(answer, Err(Error::Different { position: Position(1) })), "{answer:?}");
    let answer = copy(&source, &target, &Gone, &mut |_| ()).await;
    assert!(matches!(answer, Err(Error::Different { position: Position(1) })), "{answer:?}");
    // What was copied before they were erased loses them too, and nothing else.
    let copied = copy(&target, &source, &Gone, &mut |_| ()).await.expect("it is a copy");
    assert_eq!((copied.found, copied.copied, copied.erased), (3, 0, 2));
    assert_eq!(all(&source).await, all(&back).await);
    let again = copy(&target, &source, &(), &mut |_| ()).await.expect("it is the same");
    assert_eq!(again.erased, 0);
}

/// What a journal with records that can be read would say: these words are gone from all of them, and the others from the first.
struct Gone;

impl Erasures for Gone {
    fn remains<'a>(&'a self, copy: &'a Stored) -> BoxFuture<'a, Result<Option<Bytes>, read::Error>> {
        let remains: &[u8] = if copy.position == Position(3) { b"[\"blijft\"]" } else { b"[]" };
        let has_some = copy.entry.texts != remains;
        Box::pin(async move { Ok(has_some.then_some(Bytes::from_static(remains))) })
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_target_that_is_no_copy_is_left_as_it_is() {
    let folder = tempfile::tempdir().expect("a directory");
    let source = file_journal(folder.path());
    for revision in 1..=3 {
        source.append(record(1, revision, revision.into())).await.expect("an append");
    }
    let beside = Entry { texts: Bytes::from_static(b"[[\"other words\"]]"), ..record(1, 1, 1) };
    let others =
        [with_other_words(record(1, 1, 1)), of_another_dossier(record(1, 1, 1), 2), record(1, 1, 9), beside];
    let server = Server::start(PLAIN);
    for (number, other) in others.into_iter().enumerate() {
        let names = Names::of(&format!("region-{number}")).expect("a region");
        let options = Options { names, ..options(vec![server.url()]) };
        let target = made(&options).await;
        target.append(other).await.expect("an append");
        let answer = copy(&source, &target, &(), &mut |_| ()).await;
        assert!(matches!(answer, Err(Error::Different { position: Position(1) })), "{number}: {answer:?}");
        assert_eq!(target.head(), Position(1), "{number}");
        for dossier in 11..=13 {
            target.append(record(dossier, 1, dossier)).await.expect("an append");
        }
        let answer = copy(&source, &target, &(), &mut |_| ()).await;
        assert!(matches!(answer, Err(Error::Ahead { .. })), "{number}: {answer:?}");
        assert_eq!(everything(&options).await.len(), 4, "{number}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_who_writes_during_a_copy_is_noticed() {
    let folder = tempfile::tempdir().expect("a directory");
    let source = filled(folder.path()).await;
    let server = Server::start(PLAIN);
    let options = options(vec![server.url()]);
    let (target, writer) = (made(&options).await, Arc::new(open(&options).await));
    let (mut told, runtime) = (0, tokio::runtime::Handle::current());
    let answer = copy(&source, &target, &(), &mut |_| {
        told += 1;
        if told == 1 {
            let writer = Arc::clone(&writer);
            // The copy goes on only when it is stored.
            let stored = std::sync::mpsc::channel();
            runtime.spawn(async move { stored.0.send(writer.append(record(9_999, 1, 9_999)).await) });
            tokio::task::block_in_place(|| stored.1.recv()).expect("an answer").expect("an append");
        }
    })
    .await;
    assert!(matches!(answer, Err(Error::Append { .. } | Error::Different { .. })), "{answer:?}");
    let target = open(&Options { indexed: false, ..options.clone() }).await;
    let answer = copy(&source, &target, &(), &mut |_| ()).await;
    assert!(matches!(answer, Err(Error::Different { .. })), "nor afterwards: {answer:?}");
}
