//! Words and the records that name them, when the two streams are not in step.

use std::time::Duration;

use async_nats::jetstream;
use bytes::Bytes;
use futures_util::{StreamExt as _, stream};
use journal::{
    Entry, Follow, Journal, Stored, TEXTS_BYTES_MAX,
    contract::{dossier, followed},
    jetstream::JetStreamJournal,
};
use record::Position;
use tokio::time::timeout;

use crate::ground::{Ground, made, open, publish, raw, record, told};

/// So many dossiers are written to at once, so that their texts and records overtake each other.
const AT_ONCE: usize = 64;
/// More texts than whoever follows passes by one after another.
const NOBODYS: usize = 1_500;
/// Long enough for a busy machine.
const FOLLOWED_WITHIN: Duration = Duration::from_secs(60);

/// Appends a record with words of its own to each of these dossiers.
async fn written(journal: &JetStreamJournal, dossiers: std::ops::Range<u128>) {
    let appends = dossiers.map(|number| {
        let texts = Bytes::from(format!("[[\"words {number}\"]]"));
        journal.append(Entry { texts, ..record(number, 1, number) })
    });
    let answers: Vec<_> = stream::iter(appends).buffer_unordered(AT_ONCE).collect().await;
    for answer in answers {
        answer.expect("an append");
    }
}

async fn read_by(follower: &mut dyn Follow, up_to: Position) -> Vec<Stored> {
    timeout(FOLLOWED_WITHIN, followed(follower, up_to)).await.expect("it comes to the end")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_record_comes_with_its_own_words_whatever_else_stands_between_them() {
    let ground = Ground::one();
    let options = ground.options();
    let journal = made(&options).await;
    let early = open(&options).await;
    let mut early = early.follow(Position::START);
    written(&journal, 0..500).await;
    let before = read_by(&mut *early, journal.head()).await;
    let (client, nobodys) = (raw(&options).await, options.names.texts_subject(&dossier(1)));
    for _ in 0..NOBODYS {
        publish(&client, nobodys.clone(), &[], "[[\"nobody's words\"]]").await.expect("stored");
    }
    let texts = jetstream::new(client).get_stream(options.names.texts()).await.expect("the stream");
    for swept in [501, 502, 700, 2_000] {
        texts.delete_message(swept).await.expect("swept");
    }
    written(&journal, 500..1_000).await;

    let late = open(&options).await;
    let late = read_by(&mut *late.follow(Position::START), journal.head()).await;
    let after = read_by(&mut *early, journal.head()).await;
    assert_eq!([before, after].concat(), late, "who was there all along reads the same");
    let mut dossiers: Vec<_> = late.iter().map(|stored| stored.entry.history.clone()).collect();
    dossiers.sort_unstable();
    let mut expected: Vec<_> = (0..1_000).map(dossier).collect();
    expected.sort_unstable();
    assert_eq!(dossiers, expected);
    for stored in late {
        let number = (0..1_000).find(|number| dossier(*number) == stored.entry.history).expect("one of them");
        assert_eq!(stored.entry.texts, format!("[[\"words {number}\"]]"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_longest_words_come_too_when_they_are_more_than_is_underway_at_a_time() {
    let ground = Ground::one();
    let options = ground.options();
    let journal = made(&options).await;
    let longest = Bytes::from(format!("[{}]", " ".repeat(TEXTS_BYTES_MAX - 2)));
    for number in 0..24 {
        let entry = Entry { texts: longest.clone(), ..record(number, 1, number) };
        journal.append(entry).await.expect("an append");
    }
    let opened = open(&options).await;
    let read = read_by(&mut *opened.follow(Position::START), journal.head()).await;
    assert_eq!(read.len(), 24);
    assert!(read.iter().all(|stored| stored.entry.texts == longest));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_record_whose_words_are_gone_is_never_given_without_them() {
    let ground = Ground::one();
    let options = ground.options();
    let journal = made(&options).await;
    for number in 0..3 {
        written(&journal, number..number + 1).await;
    }
    let client = raw(&options).await;
    let texts = jetstream::new(client).get_stream(options.names.texts()).await.expect("the stream");
    texts.delete_message(2).await.expect("erased");

    let opened = open(&options).await;
    let mut follower = opened.follow(Position::START);
    let mut given = 0;
    let error = loop {
        match timeout(FOLLOWED_WITHIN, follower.next()).await.expect("it does not hang") {
            Ok(records) => given += records.len(),
            Err(error) => break error,
        }
    };
    assert_eq!(given, 1, "those before it are given");
    assert!(
        told(&error).contains("its texts, number 2 of stream besluitspoor-alkmaar-texts, are gone"),
        "{}",
        told(&error)
    );
}
