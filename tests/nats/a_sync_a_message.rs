//! What it costs that an acknowledgement waits for the disk: on one server a sync for each message, on three one for many.

use std::{
    fs::File,
    io::Write as _,
    path::Path,
    time::{Duration, Instant},
};

use async_nats::Client;
use futures_util::{StreamExt as _, stream};
use tests::nats::{Cluster, Mode, Server};

use crate::ground::{RECORDS, make_stream, publish};

const WAITS: Mode = Mode::Plain { sync_always: true };
const IN_FLIGHT: usize = 256;
const MESSAGES: u32 = 2_000;
/// One at a time they take longer.
const ALONE: u32 = 200;
const SYNCS: u32 = 200;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_server_waits_for_the_disk_at_each_message_however_many_are_in_flight() {
    let server = Server::start(WAITS);
    let client = async_nats::connect(server.url()).await.unwrap();
    make_stream(&client, RECORDS, "besluitspoor.alkmaar.>", 1).await;
    let before = shortest_sync(&server.data());
    let each = each_of(&client, MESSAGES, IN_FLIGHT).await;
    let sync = before.min(shortest_sync(&server.data()));
    println!("one server: {each:?} a message with {IN_FLIGHT} in flight, a sync takes {sync:?} at least");
    // Half, because the disk may be quicker at one moment than at another. One sync for all in flight would be far below.
    assert!(each >= sync / 2, "it syncs for many at once now: see docs/adr/0012-jetstream-journal.md");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_servers_wait_for_the_disk_once_for_many_messages() {
    let cluster = Cluster::start(WAITS);
    let client = async_nats::connect(cluster.urls()).await.unwrap();
    make_stream(&client, RECORDS, "besluitspoor.alkmaar.>", 3).await;
    cluster.leader_of(RECORDS);
    let alone = each_of(&client, ALONE, 1).await;
    let together = each_of(&client, MESSAGES, IN_FLIGHT).await;
    println!("three servers: {alone:?} a message alone, {together:?} with {IN_FLIGHT} in flight");
    assert!(together * 3 < alone, "it is no quicker together: {together:?} against {alone:?}");
}

/// How long a message takes with so many in flight, each on a subject of its own.
async fn each_of(client: &Client, messages: u32, in_flight: usize) -> Duration {
    let begun = Instant::now();
    let answers = stream::iter(0..messages).map(|number| async move {
        publish(client, &format!("besluitspoor.alkmaar.dossier.{number}"), &[], "record").await
    });
    assert!(answers.buffer_unordered(in_flight).all(async |answer| answer.is_stored()).await);
    begun.elapsed() / messages
}

/// The shortest time in which what was written here got to the disk.
fn shortest_sync(folder: &Path) -> Duration {
    let mut file = File::create(folder.join("sync")).unwrap();
    let synced = (0..SYNCS).map(|_| {
        let begun = Instant::now();
        file.write_all(&[7; 512]).unwrap();
        file.sync_data().unwrap();
        begun.elapsed()
    });
    synced.min().unwrap()
}
