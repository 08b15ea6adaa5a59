//! A follower that nobody reads.

use std::{collections::HashMap, time::Duration};

use async_nats::Client;
use futures_util::{StreamExt as _, TryStreamExt as _};
use journal::{
    FOLLOW_BATCH_RECORDS_MAX, Journal as _,
    contract::followed,
    jetstream::{APPENDS_WAITING_MAX, Options},
};
use record::Position;

use crate::ground::{Ground, made, open, raw, record, stream};

const RECORDS: u64 = 12_000;
const DOSSIERS: u64 = 500;
/// One batch waits, the next is gathered, one more portion is on its way to it; and what the client has asked for ahead.
const TAKEN_MAX: u64 = 4 * FOLLOW_BATCH_RECORDS_MAX as u64 + 1_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hazard_18_a_follower_that_nobody_reads_takes_a_bounded_number_of_records_and_loses_none() {
    let ground = Ground::one();
    let options = ground.options();
    let writer = made(&options).await;
    let numbers: Vec<u64> = (0..RECORDS).collect();
    // Half of what may wait: an append is answered a moment before its place is free again.
    for some in numbers.chunks(APPENDS_WAITING_MAX / 2) {
        let entry =
            |number: &u64| record((number % DOSSIERS).into(), number / DOSSIERS + 1, (*number).into());
        let answers: Vec<_> = some.iter().map(|number| writer.append(entry(number))).collect();
        for answer in answers {
            answer.await.expect("an append");
        }
    }
    drop(writer);
    // Without an index, so that the follower's consumer is the only one.
    let journal = open(&Options { indexed: false, ..options.clone() }).await;
    let client = raw(&options).await;
    let others = given(&client, &options).await;
    let mut follower = journal.follow(Position::START);
    let first = follower.next().await.expect("a batch").len() as u64;
    let taken = at_rest(&client, &options, &others).await;
    println!("{taken} records were taken, of which {first} were read");
    assert!(taken <= TAKEN_MAX + first, "{taken} of {RECORDS}");
    let rest = followed(&mut *follower, Position(RECORDS)).await;
    assert!(rest.iter().map(|record| record.position.0).eq(first + 1..=RECORDS), "every one once");
}

/// Up to where the servers have given messages away to each consumer.
async fn given(client: &Client, options: &Options) -> HashMap<String, u64> {
    let stream = stream(client, options).await;
    let consumers: Vec<_> = stream.consumers().take(10).try_collect().await.expect("an answer");
    consumers.into_iter().map(|it| (it.name, it.delivered.stream_sequence)).collect()
}

/// The same of the one consumer that was not there before, once it changes no more.
async fn at_rest(client: &Client, options: &Options, others: &HashMap<String, u64>) -> u64 {
    let mut last = 0;
    loop {
        tokio::time::sleep(Duration::from_secs(1)).await;
        let mut given = given(client, options).await;
        given.retain(|name, _| !others.contains_key(name));
        assert_eq!(given.len(), 1, "one follower, one consumer");
        let given = given.into_values().sum();
        if given == last && given > 0 {
            return given;
        }
        last = given;
    }
}
