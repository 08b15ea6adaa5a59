//! As large as it gets: the largest record, the largest texts, the longest name, and foreign messages that are larger.

use bytes::Bytes;
use domain::ids::Revision;
use journal::{
    Entry, Journal as _, RECORD_BYTES_MAX, TEXTS_BYTES_MAX,
    contract::{command, dossier},
    follow, read,
};
use record::{HistoryId, Position};

use crate::ground::{Ground, everything, made, open, publish, raw, stream, subject};

/// The most bytes of all headers that the servers take.
const HEADERS_BYTES_MAX: usize = 65_535;
/// What stands around the value of the one header below.
const AROUND: usize = "NATS/1.0\r\nX: \r\n\r\n".len();
/// The most bytes of a message with its headers, as in `services/nats/nats-server.conf`.
const MESSAGE_BYTES_MAX: usize = 4 << 20;
/// Headers of ours have no more bytes, whatever the record.
const OUR_HEADERS_BYTES_MAX: usize = 1_024;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hazard_20_the_largest_record_with_the_largest_texts_and_the_longest_name_is_stored() {
    let ground = Ground::three();
    let options = ground.options();
    let journal = made(&options).await;
    let longest = (1..=1_000)
        .rev()
        .find_map(|length| format!("framework.{}", "a".repeat(length)).parse::<HistoryId>().ok());
    let longest = longest.expect("some name is short enough");
    println!("the longest history is called {} bytes", longest.to_string().len());
    let largest = Entry {
        history: longest,
        revision: Revision(1),
        command: command(u128::MAX),
        record: format!("{{{}}}", " ".repeat(RECORD_BYTES_MAX - 2)).into(),
        texts: format!("[{}]", "0".repeat(TEXTS_BYTES_MAX - 2)).into(),
    };
    assert_eq!(journal.append(largest.clone()).await, Ok(Position(1)));
    assert_eq!(everything(&options).await[0].entry, largest);
    let stream = stream(&raw(&options).await, &options).await;
    let headers = stream.get_raw_message(1).await.expect("it is there").headers;
    let bytes: usize = headers
        .iter()
        .flat_map(|(name, values)| {
            values.iter().map(move |it| name.to_string().len() + it.as_str().len() + 4)
        })
        .sum();
    assert!(bytes <= OUR_HEADERS_BYTES_MAX, "{bytes} bytes of headers");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hazard_20_the_largest_foreign_messages_stop_a_follower_as_any_other_does() {
    for (header, payload) in [(HEADERS_BYTES_MAX - AROUND, 2), (1, MESSAGE_BYTES_MAX - AROUND - 1)] {
        let ground = Ground::one();
        let options = ground.options();
        drop(made(&options).await);
        let client = raw(&options).await;
        let (header, payload) = ("x".repeat(header), Bytes::from(vec![b' '; payload]));
        let sent = publish(&client, subject(&options, 1), &[("X", &header)], payload).await;
        assert_eq!(sent, Some((1, false)));
        let reader = open(&journal::jetstream::Options { indexed: false, ..options }).await;
        let stopped = reader.follow(Position::START).next().await;
        assert!(matches!(stopped, Err(follow::Error::Read(read::Error::Damaged { .. }))), "{stopped:?}");
        let read = reader.at(Position(1)).await;
        assert!(matches!(read, Err(read::Error::Damaged { .. })), "{read:?}");
        let read = reader.read(&dossier(1)).await;
        assert!(matches!(read, Err(read::Error::Damaged { .. })), "{read:?}");
    }
}
