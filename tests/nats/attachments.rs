//! Attachments with the rights of each role, over TLS, on three servers: our configuration as it is meant to be used.

use std::time::Duration;

use async_nats::jetstream::{self, object_store};
use tests::nats::{Cluster, Mode, Role};
use tokio::io::AsyncReadExt as _;

use crate::ground::BUCKET;

/// Many chunks of the object store.
const BYTES: usize = 3_000_000;
const READ_WITHIN: Duration = Duration::from_secs(20);

#[tokio::test]
async fn the_intake_stores_an_attachment_and_a_reader_reads_it() {
    let cluster = Cluster::start(Mode::OursWithTls);
    let connect = async |role| {
        let client = cluster.options(role).connect(cluster.urls()).await.unwrap();
        jetstream::new(client)
    };
    let config = object_store::Config { bucket: BUCKET.to_owned(), num_replicas: 3, ..Default::default() };
    connect(Role::Administrator).await.create_object_store(config).await.unwrap();
    let bytes: Vec<u8> = (0..BYTES).map(|index| u8::try_from(index % 251).unwrap()).collect();

    let intake = connect(Role::Intake).await.get_object_store(BUCKET).await.unwrap();
    intake.put("digest-of-the-bytes", &mut bytes.as_slice()).await.unwrap();

    let reader = connect(Role::Reader).await.get_object_store(BUCKET).await.unwrap();
    let mut read = Vec::new();
    let mut object = reader.get("digest-of-the-bytes").await.unwrap();
    // Without the right to say that it keeps up, a reader waits for ever.
    tokio::time::timeout(READ_WITHIN, object.read_to_end(&mut read)).await.unwrap().unwrap();
    assert!(read == bytes, "other bytes came back");
    assert!(reader.put("another", &mut bytes.as_slice()).await.is_err(), "a reader stores nothing");
}
