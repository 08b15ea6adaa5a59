//! Somebody else has published on a subject of the records: whoever reads on stops there, and says what it is.

use std::time::Duration;

use async_nats::Client;
use journal::{
    Journal as _, append,
    contract::{command, dossier},
    follow,
    jetstream::{JetStreamJournal, Options},
    read,
};
use record::Position;
use tests::nats::Server;
use tokio::time::timeout;

use crate::ground::{
    PLAIN, forget_ids, made, open, options, publish, raw, record, stream, subject, told, until, why_poisoned,
};

/// Longer than any wait below.
const STOPS_WITHIN: Duration = Duration::from_secs(10);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hazard_07_a_message_that_is_no_record_stops_every_reader_and_is_named() {
    let server = Server::start(PLAIN);
    let ids: Vec<_> = (0..5).map(|number| command(900 + number).to_string()).collect();
    let kinds: [(&str, &str, &[&str]); 6] = [
        ("without-headers", "", &[]),
        ("a-wrong-subject", ".dossier.1", &["id", "log", "revision"]),
        ("another-log", "", &["id", "other log", "revision"]),
        ("without-an-id", "", &["log", "revision"]),
        ("no-revision", "", &["id", "log", "no revision"]),
        ("nothing-in-it", "", &["id", "log", "revision", "empty"]),
    ];
    let said = [
        "without a usable header Besluitspoor-Log stands on subject",
        "no record stands on subject",
        "written for log",
        "without a usable header Nats-Msg-Id",
        "without a usable header Besluitspoor-Revision",
        "is empty",
    ];
    for ((region, tail, parts), said) in kinds.into_iter().zip(said) {
        let options = of_region(&server, region);
        let (journal, client) = (made(&options).await, raw(&options).await);
        assert_eq!(journal.append(record(1, 1, 1)).await, Ok(Position(1)));
        let log = journal.log_id().to_string();
        let mut headers = Vec::new();
        for part in parts {
            match *part {
                "id" => headers.push(("Nats-Msg-Id", &*ids[0])),
                "log" => headers.push(("Besluitspoor-Log", &*log)),
                "other log" => headers.push(("Besluitspoor-Log", &*ids[1])),
                "revision" => headers.push(("Besluitspoor-Revision", "1")),
                "no revision" => headers.push(("Besluitspoor-Revision", "first")),
                _ => {}
            }
        }
        let subject = match tail {
            "" => subject(&options, 2),
            tail => format!("besluitspoor.{region}{tail}"),
        };
        let payload = if parts.contains(&"empty") { "" } else { "{}" };
        assert_eq!(publish(&client, subject, &headers, payload).await, Some((2, false)), "{region}");
        stops_there(&journal, said, region).await;
        // Who only follows has no index that could stop it.
        stops_there(&open(&Options { indexed: false, ..options.clone() }).await, said, region).await;
        if parts.contains(&"empty") {
            // An index is of headers, and these are as they should be.
            let read = journal.read(&dossier(2)).await;
            assert!(matches!(&read, Err(error) if told(error).contains(said)), "{read:?}");
            continue;
        }
        let why = why_poisoned(&journal).await;
        assert!(why.contains(said) && why.contains("at 2"), "{region}: {why}");
        let answer = journal.append(record(1, 2, 2)).await;
        assert!(matches!(answer, Err(append::Error::Poisoned { .. })), "{region}: {answer:?}");
        assert!(JetStreamJournal::open(options).await.is_err(), "{region}: an intake does not even start");
        println!("{region}: {why}");
    }
}

/// A follower from the start gives the first record, and then the place and what stands there, as often as it is asked.
async fn stops_there(journal: &JetStreamJournal, said: &str, region: &str) {
    let mut follower = journal.follow(Position::START);
    let first = timeout(STOPS_WITHIN, follower.next()).await.expect("it does not hang");
    match first {
        Ok(records) => assert_eq!(records.len(), 1, "{region}: it goes past"),
        // The index of this journal found it first.
        Err(error) => assert!(told(&error).contains(said), "{region}: {}", told(&error)),
    }
    for _ in 0..2 {
        let next = timeout(STOPS_WITHIN, follower.next()).await.expect("it does not hang");
        let error = next.expect_err("it goes past");
        assert!(matches!(error, follow::Error::Read(read::Error::Damaged { .. })), "{region}: {error:?}");
        let told = told(&error);
        assert!(told.contains(&format!("stream besluitspoor-{region}")) && told.contains(said), "{told}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hazard_07_a_forged_revision_stops_the_journal_and_is_named() {
    let server = Server::start(PLAIN);
    let gap = "is revision 5 of dossier.00000000-0000-0000-0000-000000000001, after revision 1";
    let taken = "is revision 1 of dossier.00000000-0000-0000-0000-000000000001, after revision 1";
    for (region, revision, said) in [("a-gap", "5", gap), ("taken", "1", taken)] {
        let options = of_region(&server, region);
        let (journal, client) = (made(&options).await, raw(&options).await);
        assert_eq!(journal.append(record(1, 1, 1)).await, Ok(Position(1)));
        forge(&journal, &client, subject(&options, 1), revision, &command(2).to_string()).await;
        is_poisoned(&journal, said).await;
        assert!(JetStreamJournal::open(options).await.is_err(), "an intake does not even start");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hazard_07_a_command_that_stands_there_twice_stops_the_journal_and_is_named() {
    let server = Server::start(PLAIN);
    let options = of_region(&server, "twice");
    let (journal, client) = (made(&options).await, raw(&options).await);
    let first = record(1, 1, 0xabcd);
    assert_eq!(journal.append(first.clone()).await, Ok(Position(1)));
    // In other letters, so that the servers take it for another id.
    let id = first.command.to_string().to_uppercase();
    forge(&journal, &client, subject(&options, 2), "1", &id).await;
    is_poisoned(&journal, "has a record already, at position 1").await;
    assert!(JetStreamJournal::open(options).await.is_err(), "an intake does not even start");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hazard_07_an_answer_that_was_stored_as_a_record_stops_every_reader_and_is_named() {
    let server = Server::start(PLAIN);
    let options = of_region(&server, "answer");
    let (journal, client) = (made(&options).await, raw(&options).await);
    assert_eq!(journal.append(record(1, 1, 1)).await, Ok(Position(1)));
    drop(journal);
    // The answer repeats the id of the record, so it is stored only when the servers have forgotten that.
    forget_ids(&client, &options).await;
    let journal = open(&options).await;
    let unindexed = open(&Options { indexed: false, ..options.clone() }).await;
    let question = format!("$JS.API.DIRECT.GET.{}", options.names.records());
    client
        .publish_with_reply(question, subject(&options, 2), "{\"seq\":1}".into())
        .await
        .expect("it is asked");
    let is_stored = async || stream(&client, &options).await.cached_info().state.last_sequence == 2;
    until("the answer is stored", is_stored).await;
    let said = "an answer of a server stands on subject";
    stops_there(&journal, said, "answer").await;
    stops_there(&unindexed, said, "answer").await;
    assert_eq!(unindexed.ask_head().await, Position(2));
    let read = unindexed.at(Position(2)).await;
    assert!(matches!(&read, Err(error) if told(error).contains(said)), "{read:?}");
    assert!(why_poisoned(&journal).await.contains(said));
    assert!(
        unindexed.at(Position(1)).await.expect("a read").is_some(),
        "what was asked for itself is no such answer"
    );
}

/// A message with all the headers of a record.
async fn forge(journal: &JetStreamJournal, client: &Client, subject: String, revision: &str, id: &str) {
    let log = journal.log_id().to_string();
    let headers = [("Nats-Msg-Id", id), ("Besluitspoor-Log", &*log), ("Besluitspoor-Revision", revision)];
    assert_eq!(publish(client, subject, &headers, "{}").await, Some((2, false)));
}

async fn is_poisoned(journal: &JetStreamJournal, said: &str) {
    let why = why_poisoned(journal).await;
    assert!(why.contains(said) && why.contains("at 2"), "{why}");
    let answer = journal.append(record(3, 1, 3)).await;
    assert!(matches!(answer, Err(append::Error::Poisoned { .. })), "{answer:?}");
    let next = timeout(STOPS_WITHIN, journal.follow(Position(1)).next()).await.expect("it does not hang");
    assert!(told(&next.expect_err("it goes past")).contains(said));
}

fn of_region(server: &Server, region: &str) -> Options {
    let names = journal::jetstream::Names::of(region).expect("a region");
    Options { names, ..options(vec![server.url()]) }
}
