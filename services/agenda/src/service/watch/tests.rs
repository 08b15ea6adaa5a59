//! A reader that takes nothing, and one of a service that hears nothing.

use std::sync::Arc;

use jiff::{Timestamp, tz::TimeZone};
use journal::{Journal, MemoryJournal};
use record::LogId;
use tokio::sync::Semaphore;
use tokio_stream::StreamExt as _;
use tonic::Code;
use tonic_types::StatusExt as _;
use uuid::Uuid;
use views::Views;

use super::*;
use crate::{quiet::quiet, reading::Clock};
use journal::contract::quiet::Reads;

/// Longer than any reader is waited for. The clock of these tests is wound on whenever everyone waits.
const A_DAY: Duration = Duration::from_secs(24 * 60 * 60);

fn clock() -> Clock {
    Clock::new(|| Timestamp::UNIX_EPOCH, TimeZone::UTC)
}

/// A journal with nothing in it, and its views: nothing ever changes, and every sign of life is a message.
fn reading(directory: &std::path::Path) -> Reading {
    let journal = Arc::new(MemoryJournal::new(LogId(Uuid::from_u128(7))));
    let views = Views::open(directory, journal.log_id(), journal.head()).unwrap();
    Reading::new(views, journal, clock())
}

#[tokio::test(start_paused = true)]
async fn a_reader_that_takes_nothing_is_cut_off_and_its_place_is_free_again() {
    let directory = tempfile::tempdir().unwrap();
    let places = Arc::new(Semaphore::new(1));
    let place = Arc::clone(&places).try_acquire_owned().unwrap();
    let body = "pora".parse().unwrap();
    let stream = begin(reading(directory.path()), body, Language::Dutch, place);
    assert_eq!(places.available_permits(), 0);
    // The connection is kept and nothing is read.
    let _free = timeout(A_DAY, places.acquire()).await.expect("the place is free").unwrap();

    let mut messages: Vec<Message> = stream.collect().await;
    let end = messages.pop().unwrap().unwrap_err();
    let reason = end.get_error_details().error_info().unwrap().reason.clone();
    assert_eq!((end.code(), reason.as_str()), (Code::ResourceExhausted, "READER_TOO_SLOW"));
    assert_eq!(messages.len(), MESSAGES_WAITING_MAX, "what there was room for is still read");
    let [first, rest @ ..] = &messages[..] else { panic!("a snapshot") };
    let change = |message: &Message| message.as_ref().unwrap().change.clone().unwrap();
    assert!(matches!(change(first), Change::Snapshot(snapshot) if snapshot.complete));
    assert!(rest.iter().all(|message| matches!(change(message), Change::Heartbeat(_))));
}

#[tokio::test(start_paused = true)]
async fn a_reader_that_takes_what_comes_keeps_its_place() {
    let directory = tempfile::tempdir().unwrap();
    let places = Arc::new(Semaphore::new(1));
    let place = Arc::clone(&places).try_acquire_owned().unwrap();
    let body = "pora".parse().unwrap();
    let mut stream = begin(reading(directory.path()), body, Language::Dutch, place);
    for _ in 0..3 * MESSAGES_WAITING_MAX {
        stream.next().await.unwrap().unwrap();
    }
    assert_eq!(places.available_permits(), 0);
    drop(stream);
    let _free = timeout(A_DAY, places.acquire()).await.expect("the place is free").unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_reader_learns_that_nothing_is_heard_of_the_journal() {
    let directory = tempfile::tempdir().unwrap();
    let journal = Arc::new(quiet());
    let views = Views::open(directory.path(), journal.log_id(), journal.head()).unwrap();
    let reading = Reading::new(views, journal.clone(), clock());
    let place = Arc::new(Semaphore::new(1)).try_acquire_owned().unwrap();
    let mut stream = begin(reading, "pora".parse().unwrap(), Language::Dutch, place);
    let mut silent = async || {
        let message = stream.next().await.unwrap().unwrap();
        (message.change.unwrap(), message.reflects.unwrap().journal_silent_seconds)
    };
    assert!(matches!(silent().await, (Change::Snapshot(_), 0)));
    for seconds in [0, 20, 35, 0] {
        journal.is_silent(Duration::from_secs(seconds.into()), Reads::Refused);
        let (change, told) = silent().await;
        assert_eq!((change, told), (Change::Heartbeat(AgendaHeartbeat {}), seconds));
    }
}
