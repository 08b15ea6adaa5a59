//! A command id that comes again: for another dossier, with other content, and when the servers have forgotten it.

use async_nats::Client;
use journal::{
    Entry, Journal as _,
    append::Error,
    contract::{command, dossier},
    jetstream::Options,
};
use record::Position;

use crate::ground::{
    Ground, everything, forget_ids, made, of_another_dossier, open, publish, raw, record, stream, subject,
    with_other_words,
};

const FIRST: Result<Position, Error> = Err(Error::Repeated { position: Position(1) });

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hazard_03_a_command_of_another_dossier_is_told_where_the_first_stands_and_nothing_is_swallowed() {
    for ground in [Ground::one(), Ground::three()] {
        of_a_writer_that_has_not_heard_of_it(&ground, of_another_dossier(record(1, 1, 1), 2)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hazard_04_a_command_with_other_content_is_told_where_the_first_stands() {
    for ground in [Ground::one(), Ground::three()] {
        of_a_writer_that_has_not_heard_of_it(&ground, with_other_words(record(1, 1, 1))).await;
        let journal = open(&ground.options()).await;
        let later = Entry { revision: domain::ids::Revision(3), ..with_other_words(record(1, 3, 1)) };
        assert_eq!(journal.append(later).await, FIRST, "nor as what comes next");
    }
}

/// Two journals that were open before anything was stored. One stores the first record of dossier 1; the other is asked to
/// store something under the same id before its index has heard of that, so the servers alone can tell.
async fn of_a_writer_that_has_not_heard_of_it(ground: &Ground, other: Entry) {
    let options = ground.options();
    let first = made(&options).await;
    let unaware = open(&Options { indexed: false, ..options.clone() }).await;
    let entry = record(1, 1, 1);
    assert_eq!(first.append(entry.clone()).await, Ok(Position(1)));
    assert_eq!(unaware.append(other.clone()).await, FIRST);
    assert_eq!(first.append(other).await, FIRST, "and of one that has");
    assert!(unaware.read(&dossier(2)).await.expect("a read").is_empty());
    assert_eq!(unaware.append(record(1, 2, 2)).await, Ok(Position(2)), "the dossier goes on");
    assert_eq!(unaware.append(record(2, 1, 3)).await, Ok(Position(3)), "and so does the other");
    let stored = everything(&options).await;
    assert_eq!((stored.len(), &stored[0].entry), (3, &entry));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hazard_03_a_command_of_another_dossier_is_told_after_the_window_too() {
    for ground in [Ground::one(), Ground::three()] {
        after_the_window(&ground, of_another_dossier(record(1, 1, 1), 2)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hazard_09_a_retry_after_the_window_gets_the_first_position() {
    for ground in [Ground::one(), Ground::three()] {
        after_the_window(&ground, record(1, 1, 1)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hazard_09_a_retry_after_a_restart_of_the_server_gets_the_first_position() {
    let Ground::One(mut server) = Ground::one() else { unreachable!("there is one") };
    let options = crate::ground::options(vec![server.url()]);
    let journal = made(&options).await;
    assert_eq!(journal.append(record(1, 1, 1)).await, Ok(Position(1)));
    server.restart();
    let anew = open(&options).await;
    for retry in [record(1, 1, 1), with_other_words(record(1, 1, 1)), of_another_dossier(record(1, 1, 1), 2)]
    {
        assert_eq!(journal.append(retry.clone()).await, FIRST);
        assert_eq!(anew.append(retry).await, FIRST);
    }
    assert_eq!(everything(&options).await.len(), 1);
}

/// The servers have forgotten the id. Then only the record itself can tell.
async fn after_the_window(ground: &Ground, retry: Entry) {
    let options = ground.options();
    let journal = made(&options).await;
    assert_eq!(journal.append(record(1, 1, 1)).await, Ok(Position(1)));
    drop(journal);
    let client = raw(&options).await;
    forget_ids(&client, &options).await;
    let journals = [open(&options).await, open(&Options { indexed: false, ..options.clone() }).await];
    for journal in &journals {
        assert_eq!(journal.append(retry.clone()).await, FIRST);
        assert_eq!(journal.find(command(1)).await.expect("a read"), Some(Position(1)));
    }
    assert_eq!(stream(&client, &options).await.cached_info().state.messages, 1);
    assert!(has_forgotten(&client, &options).await, "the servers know the id still, so this showed nothing");
}

/// Whether the servers take a message with the id of the first record. Afterwards there is one that does not belong there.
async fn has_forgotten(client: &Client, options: &Options) -> bool {
    let id = command(1).to_string();
    publish(client, subject(options, 3), &[("Nats-Msg-Id", &id)], "{}").await == Some((2, false))
}
