//! Words that are erased on the servers: they are in no file any more, and what remains is found.

use std::{fs, path::Path, time::Duration};

use async_nats::jetstream;
use bytes::Bytes;
use journal::{
    Entry, Journal as _, Stored,
    jetstream::{JetStreamJournal, sweep::Swept},
};
use record::Position;
use tests::nats::Server;

use crate::ground::{Ground, everything, made, open, publish, raw, record, told, until};

const WORDS: &str = "Janneke van Alkmaar-Noord";

fn words(number: u64) -> Bytes {
    format!("[\"{WORDS} {number}\",\"blijft {number}\"]").into()
}

fn remains(number: u64) -> Bytes {
    format!("[\"blijft {number}\"]").into()
}

/// Appends so many records with words.
async fn written(journal: &JetStreamJournal, records: u64) -> Vec<Stored> {
    let mut stored = Vec::new();
    for number in 1..=records {
        let entry = Entry { texts: words(number), ..record(1, number, number.into()) };
        let position = journal.append(entry.clone()).await.expect("an append");
        stored.push(Stored { position, entry });
    }
    stored
}

/// The files of a server in which words of this record stand.
fn holding(server: &Server, number: u64) -> Vec<String> {
    let mut found = Vec::new();
    look(&server.data(), format!("{WORDS} {number}\"").as_bytes(), &mut found);
    found
}

fn look(directory: &Path, words: &[u8], found: &mut Vec<String>) {
    for entry in fs::read_dir(directory).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            look(&path, words, found);
        } else if fs::read(&path).is_ok_and(|bytes| bytes.windows(words.len()).any(|at| at == words)) {
            found.push(path.display().to_string());
        }
    }
}

/// How often every member may have to end until none has the words.
const TURNS_MAX: usize = 10;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn erased_words_are_in_no_file_of_the_server() {
    let ground = Ground::one();
    let options = ground.options();
    let journal = made(&options).await;
    let other = open(&options).await;
    let mut stored = written(&journal, 5).await;
    let Ground::One(server) = &ground else { unreachable!("it is one") };
    for (number, left) in [(2, remains(2)), (5, Bytes::from_static(b"[]")), (2, Bytes::from_static(b"[]"))] {
        assert!(number == 2 || !holding(server, number).is_empty(), "the test looks where they are");
        journal.erase(Position(number), left.clone()).await.expect("they go");
        stored[usize::try_from(number).expect("small") - 1].entry.texts = left;
        assert_eq!(holding(server, number), Vec::<String>::new());
        for journal in [&journal, &other] {
            assert_eq!(journal.read(&stored[0].entry.history).await.expect("a read"), stored);
        }
        assert_eq!(everything(&options).await, stored);
    }
    assert!(!holding(server, 1).is_empty() && !holding(server, 4).is_empty(), "of the others nothing goes");
    let swept = journal.sweep(Duration::ZERO, true).await.expect("a sweep");
    assert_eq!(swept, Swept { texts: 5, orphans: 0, removed: 0 }, "what remains counts as named");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_three_servers_none_has_erased_words() {
    let mut ground = Ground::three();
    let options = ground.options();
    let journal = made(&options).await;
    let mut stored = written(&journal, 5).await;
    journal.erase(Position(2), remains(2)).await.expect("they go");
    stored[1].entry.texts = remains(2);
    assert_eq!(journal.read(&stored[0].entry.history).await.expect("a read"), stored);
    drop(journal);
    let Ground::Three(cluster) = &mut ground else { unreachable!("they are three") };
    let in_streams = |file: &String| file.contains("/streams/");
    let took = until("no stream has them", async || {
        !cluster.members().iter().flat_map(|server| holding(server, 2)).any(|file| in_streams(&file))
    })
    .await;
    println!("gone from the streams of three servers after {took:?}");
    // The log in which the members agree has them until a member cuts it off: by itself within some minutes, and when it ends.
    // One that comes back may be brought up by another that has them yet, so they end in turns.
    let mut turns = 0;
    while cluster.members().iter().flat_map(|server| holding(server, 2)).next().is_some() {
        assert!(turns < TURNS_MAX, "a file has them after every member ended {turns} times");
        for member in 0..3 {
            cluster[member].stop();
            cluster[member].restart();
        }
        turns += 1;
        // They answer again, so they have what they need of each other.
        assert_eq!(everything(&options).await, stored);
    }
    assert_eq!(everything(&options).await, stored);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_erasure_that_broke_off_is_finished_by_the_next() {
    let ground = Ground::one();
    let options = ground.options();
    let journal = made(&options).await;
    let mut stored = written(&journal, 3).await;
    let client = raw(&options).await;
    let command = stored[1].entry.command.to_string();
    // What remains was published, twice, and the text was not deleted.
    for _ in 0..2 {
        let subject = "besluitspoor-texts.alkmaar.erased.2".to_owned();
        let headers = [("Besluitspoor-Command", command.as_str())];
        publish(&client, subject, &headers, remains(2)).await.expect("stored");
    }
    assert_eq!(everything(&options).await, stored, "until the text goes it is what is read");
    journal.erase(Position(2), remains(2)).await.expect("they go");
    stored[1].entry.texts = remains(2);
    assert_eq!(everything(&options).await, stored);
    let texts = jetstream::new(client.clone()).get_stream(options.names.texts()).await.expect("the stream");
    assert_eq!(texts.cached_info().state.messages, 3, "one for each record");
    let Ground::One(server) = &ground else { unreachable!("it is one") };
    assert_eq!(holding(server, 2), Vec::<String>::new());

    // Nothing of it remains now, and what remained before was not deleted.
    let headers = [("Besluitspoor-Command", command.as_str())];
    publish(&client, "besluitspoor-texts.alkmaar.erased.2".to_owned(), &headers, "[]").await.expect("stored");
    assert_eq!(everything(&options).await, stored, "who erases sees that there is something to erase yet");
    journal.erase(Position(2), Bytes::from_static(b"[]")).await.expect("they go");
    stored[1].entry.texts = Bytes::from_static(b"[]");
    assert_eq!(everything(&options).await, stored);
    let mut found = Vec::new();
    look(&server.data(), b"blijft 2", &mut found);
    assert_eq!(found, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_remains_of_another_commands_words_is_no_answer() {
    let ground = Ground::one();
    let options = ground.options();
    let journal = made(&options).await;
    let stored = written(&journal, 3).await;
    let client = raw(&options).await;
    let (subject, other) =
        ("besluitspoor-texts.alkmaar.erased.2".to_owned(), stored[2].entry.command.to_string());
    publish(&client, subject, &[("Besluitspoor-Command", other.as_str())], "[]").await.expect("stored");
    let texts = jetstream::new(client).get_stream(options.names.texts()).await.expect("the stream");
    texts.delete_message(2).await.expect("deleted");
    let error = journal.at(Position(2)).await.expect_err("its words are gone");
    assert!(
        told(&error).contains("number 2 of stream besluitspoor-alkmaar-texts, are gone"),
        "{}",
        told(&error)
    );
    let error = journal.erase(Position(2), Bytes::from_static(b"[]")).await.expect_err("nobody knows them");
    assert!(told(&error).contains("are gone, or are another command's"), "{}", told(&error));
}
