//! Attachments with the rights of each role, over TLS, on three servers: our configuration as it is meant to be used.

use std::time::Duration;

use async_nats::{
    HeaderMap, StatusCode,
    jetstream::{self, object_store},
};
use futures_util::StreamExt as _;
use tests::nats::{Cluster, Mode, Role};
use tokio::io::AsyncReadExt as _;

use crate::ground::{ATTACHMENTS, BUCKET, api};

/// Many chunks of the object store.
const BYTES: usize = 3_000_000;
const READ_WITHIN: Duration = Duration::from_secs(20);
const NAME: &str = "digest-of-the-bytes";

#[tokio::test]
async fn the_intake_stores_an_attachment_and_everyone_reads_it() {
    let cluster = Cluster::start(Mode::OursWithTls);
    let connect = async |role: Role| {
        let client = cluster.options(role).connect(cluster.urls()).await.unwrap();
        jetstream::with_prefix(client, &api(role))
    };
    let config = object_store::Config { bucket: BUCKET.to_owned(), num_replicas: 3, ..Default::default() };
    connect(Role::Administrator).await.create_object_store(config).await.unwrap();
    let bytes: Vec<u8> = (0..BYTES).map(|index| u8::try_from(index % 251).unwrap()).collect();

    let intake = connect(Role::Intake).await.get_object_store(BUCKET).await.unwrap();
    intake.put(NAME, &mut bytes.as_slice()).await.unwrap();
    let mut read = Vec::new();
    let mut object = intake.get(NAME).await.unwrap();
    // Without the right to say that it keeps up, it would wait for ever.
    tokio::time::timeout(READ_WITHIN, object.read_to_end(&mut read)).await.unwrap().unwrap();
    assert!(read == bytes, "other bytes came back");

    // The library has chunks delivered to a subject that it names, and names it in the account of the stream: nothing of
    // that comes to a reader.
    let context = connect(Role::Reader).await;
    let reader = context.get_object_store(BUCKET).await.unwrap();
    let mut object = reader.get(NAME).await.unwrap();
    assert!(object.read_to_end(&mut Vec::new()).await.is_err(), "it is delivered now: see alkmaar.conf");
    // One question with many answers does.
    let chunks = format!("$O.{BUCKET}.C.{}", object.info().nuid);
    assert!(answers(&context, &chunks).await == bytes, "other bytes came back");
    assert!(reader.put("another", &mut bytes.as_slice()).await.is_err(), "a reader stores nothing");
}

/// The messages on this subject, one after the other.
async fn answers(context: &jetstream::Context, subject: &str) -> Vec<u8> {
    let client = context.client();
    let inbox = client.new_inbox();
    let mut answers = client.subscribe(inbox.clone()).await.unwrap();
    let question = format!(r#"{{"seq":1,"batch":1000,"next_by_subj":"{subject}"}}"#);
    let to = format!("{}.DIRECT.GET.{ATTACHMENTS}", api(Role::Reader));
    client.publish_with_reply(to, inbox, question.into()).await.unwrap();
    let mut bytes = Vec::new();
    loop {
        let answer = tokio::time::timeout(READ_WITHIN, answers.next()).await.unwrap().unwrap();
        if answer.status.is_some_and(|status| status != StatusCode::OK) {
            let headers = answer.headers.unwrap_or_else(HeaderMap::new);
            assert_eq!(headers.get("Nats-Num-Pending").map(|left| left.as_str()), Some("0"), "{headers:?}");
            return bytes;
        }
        bytes.extend_from_slice(&answer.payload);
    }
}
