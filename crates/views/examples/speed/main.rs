//! How quickly a file journal is replayed into the views, beside following it only; and how quickly an agenda is
//! answered then. `cargo run --release -p views --example speed -- [DOSSIERS]`

mod histories;

use std::{
    error::Error,
    io::{self, Write},
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use journal::{FileJournal, Follow, Journal, disk::RealDisk, file::Options};
use record::Position;
use views::{
    AsOf, Runner, Views,
    query::{agenda, dossiers},
};

use histories::Histories;

type Failed = Box<dyn Error + Send + Sync>;

/// How many appends are under way at once while the journal is written.
const APPENDS: usize = 2_000;
const QUERIES: usize = 4_000;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> Result<(), Failed> {
    let dossiers = std::env::args().nth(1).map_or(Ok(100_000), |text| text.parse())?;
    let directory = tempfile::tempdir()?;
    let journal = open(&directory.path().join("journal"))?;
    let started = start()?;
    write(&*journal, dossiers).await?;
    let records = journal.head().0;
    say("journal written", records, started)?;
    let started = start()?;
    let mut follow = journal.follow(Position::START);
    follow_only(&mut *follow, journal.head()).await?;
    say("followed only", records, started)?;

    let views = Views::open(&directory.path().join("views"), journal.log_id(), journal.head())?;
    let started = start()?;
    let runner = Runner::spawn(views.clone(), journal.clone())?;
    views.wait_for(journal.head(), Duration::from_secs(600)).await?;
    say("applied", records, started)?;
    let mut status = views.status();
    status.wait_for(|status| *status == views::Status::Current).await?;
    say("and on the disk", records, started)?;
    writeln!(io::stdout(), "{}", memory()?)?;
    let asked = views.clone();
    tokio::task::spawn_blocking(move || ask(&asked)).await??;
    tokio::task::spawn_blocking(|| runner.stop()).await?;
    drop(views);
    let started = start()?;
    let views = Views::open(&directory.path().join("views"), journal.log_id(), journal.head())?;
    say("opened again", views.position().0, started)?;
    tokio::task::spawn_blocking(move || ask(&views)).await??;
    writeln!(io::stdout(), "{}", memory()?)?;
    Ok(())
}

fn open(directory: &Path) -> Result<Arc<FileJournal>, Failed> {
    Ok(Arc::new(FileJournal::open(directory, Arc::new(RealDisk), Options::default())?))
}

async fn write(journal: &dyn Journal, dossiers: u64) -> Result<(), Failed> {
    let mut histories = Histories::new(dossiers);
    loop {
        let appends: Vec<_> = histories.by_ref().take(APPENDS).map(|entry| journal.append(entry)).collect();
        if appends.is_empty() {
            return Ok(());
        }
        for append in appends {
            append.await?;
        }
    }
}

async fn follow_only(follow: &mut dyn Follow, head: Position) -> Result<(), Failed> {
    loop {
        if follow.next().await?.last().is_some_and(|stored| stored.position >= head) {
            return Ok(());
        }
    }
}

/// Asks pages of fifty at every kind of place and position.
fn ask(views: &Views) -> Result<(), Failed> {
    let (head, body) = (views.position().0, "pora".parse()?);
    let mut query = agenda::Query { body, as_of: AsOf::Now, after: Position::START, limit: 50 };
    let (mut now, mut then, mut first) = (Vec::new(), Vec::new(), Vec::new());
    for turn in 0..QUERIES as u64 {
        let place = Position(turn.wrapping_mul(2_654_435_761) % head);
        for (as_of, after, times) in [
            (AsOf::Now, Position::START, &mut first),
            (AsOf::Now, place, &mut now),
            (AsOf::Position(place), Position(place.0 * 9 / 10), &mut then),
        ] {
            (query.as_of, query.after) = (as_of, after);
            let started = Instant::now();
            views.agenda(&query)?;
            times.push(started.elapsed());
        }
    }
    for (what, times) in
        [("first page", &mut first), ("any page", &mut now), ("any page, as it was", &mut then)]
    {
        times.sort_unstable();
        let (p50, p99) = (times[QUERIES / 2], times[QUERIES * 99 / 100]);
        writeln!(io::stdout(), "agenda, {what}: p50 {p50:?}, p99 {p99:?}")?;
    }
    let started = Instant::now();
    let filter = dossiers::Filter { title: Some("nergens te vinden".into()), ..dossiers::Filter::default() };
    let count = views.dossier_count(&filter)?;
    writeln!(io::stdout(), "count by title: {} in {:?}", count.dossiers, started.elapsed())?;
    Ok(())
}

/// Also in processor time, because what else the machine does makes it no dearer.
fn say(what: &str, records: u64, started: (Instant, u64)) -> io::Result<()> {
    let (took, busy) = (started.0.elapsed(), busy_ms()? - started.1);
    let rate = u128::from(records) * 1_000 / took.as_millis().max(1);
    writeln!(
        io::stdout(),
        "{what}: {records} records in {took:?}, {rate} a second; {busy} ms of processor time"
    )
}

fn start() -> io::Result<(Instant, u64)> {
    Ok((Instant::now(), busy_ms()?))
}

/// The processor time of all our threads so far.
fn busy_ms() -> io::Result<u64> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    // Fields 14 and 15 of proc(5), in hundredths of a second; the first after the name is field 3.
    let ticks = after_name.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok());
    Ok(ticks.sum::<u64>() * 10)
}

/// What the kernel says of our memory.
fn memory() -> io::Result<String> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let lines = status.lines().filter(|line| line.starts_with("VmHWM") || line.starts_with("VmRSS"));
    Ok(lines.collect::<Vec<_>>().join(", "))
}
