//! How fast records come under a checkpoint, what that costs whoever appends them, and how long opening takes.
//!
//! `cargo run --release -p ledger --example speed -- <empty directory> [records]`

#![expect(clippy::print_stdout, reason = "it tells figures")]

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use journal::{
    Entry, FileJournal, Journal,
    contract::{dossier, entry},
    disk::RealDisk,
    file,
};
use ledger::{Ledger, Options, Place, Runner, key};
use record::Position;

/// Appends that do not wait for each other.
const IN_FLIGHT: u64 = 256;
/// About the length of a record of an opening.
const RECORD_BYTES: usize = 900;

fn numbered(number: u64) -> Entry {
    let mut record = format!("{{\"number\":{number},\"text\":\"").into_bytes();
    record.resize(RECORD_BYTES, b'x');
    record.extend_from_slice(b"\"}");
    Entry { record: record.into(), ..entry(&dossier(number.into()), 1, number.into()) }
}

/// Appends these records, so many at once. The records in a second.
async fn append(journal: &Arc<dyn Journal>, numbers: std::ops::Range<u64>) -> f64 {
    let began = Instant::now();
    let appenders = (0..IN_FLIGHT).map(|first| {
        let (journal, numbers) = (Arc::clone(journal), numbers.clone());
        tokio::spawn(async move {
            let step = usize::try_from(IN_FLIGHT).unwrap_or(1);
            for number in (numbers.start + first..numbers.end).step_by(step) {
                journal.append(numbered(number)).await.expect("an append");
            }
        })
    });
    for appender in appenders.collect::<Vec<_>>() {
        appender.await.expect("an appender");
    }
    per_second(numbers.end - numbers.start, began.elapsed())
}

#[expect(clippy::cast_precision_loss, reason = "a figure to look at")]
fn per_second(records: u64, time: Duration) -> f64 {
    records as f64 / time.as_secs_f64()
}

async fn open(place: &Place, journal: &Arc<dyn Journal>) -> (Ledger, Runner) {
    let options = Options::alone(place.clone(), key::load(place).expect("a key"));
    let ledger = Ledger::open(options, Arc::clone(journal)).await.expect("a ledger");
    let runner = ledger.spawn().expect("a runner");
    (ledger, runner)
}

fn journal(directory: &Path) -> Arc<dyn Journal> {
    Arc::new(FileJournal::open(directory, Arc::new(RealDisk), file::Options::default()).expect("a journal"))
}

#[tokio::main(flavor = "multi_thread")]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let directory = PathBuf::from(arguments.next().expect("a directory"));
    let records: u64 = arguments.next().map_or(200_000, |count| count.parse().expect("a number"));
    let (place, journal) = (Place::new(directory.join("ledger")), journal(&directory.join("journal")));
    key::init(&place, "speed.example/log").expect("a key");

    // In turns, so that both meet the same disk.
    let part = records / 10;
    let (mut without, mut with) = (Vec::new(), Vec::new());
    let mut lag = Duration::ZERO;
    for turn in 0..10 {
        let numbers = turn * part..(turn + 1) * part;
        if turn % 2 == 0 {
            without.push(append(&journal, numbers).await);
            let began = Instant::now();
            let behind = journal.head().0;
            let (ledger, runner) = open(&place, &journal).await;
            let from = ledger.status().borrow().position.0;
            println!("opened at {from} in {:?}", began.elapsed());
            let began = Instant::now();
            ledger.wait_covered(Position(behind), Duration::from_secs(600)).await.expect("covered");
            println!("caught up: {:.0} records/s", per_second(behind - from, began.elapsed()));
            tokio::task::spawn_blocking(move || runner.stop()).await.expect("an end");
        } else {
            let (ledger, runner) = open(&place, &journal).await;
            with.push(append(&journal, numbers).await);
            let began = Instant::now();
            ledger.wait_covered(journal.head(), Duration::from_secs(600)).await.expect("covered");
            lag = lag.max(began.elapsed());
            tokio::task::spawn_blocking(move || runner.stop()).await.expect("an end");
        }
    }
    println!("appends/s without: {without:.0?}");
    println!("appends/s with:    {with:.0?}");
    without.sort_by(f64::total_cmp);
    with.sort_by(f64::total_cmp);
    println!("with / without (medians): {:.2}", with[with.len() / 2] / without[without.len() / 2]);
    println!("covered at most {lag:?} after the last append");
    let began = Instant::now();
    let (ledger, _runner) = open(&place, &journal).await;
    println!("opened at {} in {:?}", ledger.status().borrow().position, began.elapsed());
}
