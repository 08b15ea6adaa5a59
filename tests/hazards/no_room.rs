//! The servers have no room for more.

use bytes::Bytes;
use journal::{Entry, Health, Journal as _, append::Error};
use record::Position;

use crate::{
    an_own_server::{OwnServer, ROOM},
    ground::{everything, made, options, record, until},
};

const PAYLOAD: &str = "max_payload: 4MB";
const LITTLE_ROOM: u64 = 2_000_000;
const TEXTS_BYTES: usize = 100_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_room_nothing_is_stored_and_appends_go_on_when_there_is_some() {
    let mut server = OwnServer::start(LITTLE_ROOM, PAYLOAD);
    let options = options(vec![server.url()]);
    let journal = made(&options).await;
    let large = |revision: u64| {
        let texts = Bytes::from(format!("[\"{}\"]", "x".repeat(TEXTS_BYTES)));
        Entry { texts, ..record(1, revision, revision.into()) }
    };
    let mut stored = 0;
    let answer = loop {
        match journal.append(large(stored + 1)).await {
            Ok(position) => {
                stored += 1;
                assert_eq!(position, Position(stored));
            }
            Err(error) => break error,
        }
        assert!(stored < 100, "there is room for ever");
    };
    assert_eq!((answer, journal.health()), (Error::Full, Health::Full), "after {stored} records");
    assert_eq!(journal.append(large(stored + 1)).await, Err(Error::Full), "nor when it is tried again");
    assert_eq!(everything(&options).await.len() as u64, stored, "what is stored is read");
    server.restart(ROOM, PAYLOAD);
    let next = Position(stored + 1);
    let goes_on = async || {
        let answer = journal.append(large(stored + 1)).await;
        answer == Ok(next) || answer == Err(Error::Repeated { position: next })
    };
    until("it is stored", goes_on).await;
    assert_eq!(journal.health(), Health::Writable);
    assert_eq!(everything(&options).await.len() as u64, next.0);
}
