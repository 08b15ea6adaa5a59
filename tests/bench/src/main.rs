//! The figures of the program, each beside a floor that was measured in the same run: these machines are shared
//! and noisy, so a figure alone says little.
//!
//! ```text
//! cargo run --release -p bench -- throughput [SECONDS]   commands through gRPC, beside empty calls and raw appends
//! cargo run --release -p bench -- ledger [SECONDS]       commands with a ledger and without, in turns
//! cargo run --release -p bench -- replay [RECORDS]       records into the views, beside following them only
//! cargo run --release -p bench -- agenda [DOSSIERS]      one page of an agenda, beside an empty call
//! cargo run --release -p bench -- asof [DOSSIERS]        agendas, dossiers and the register as of random positions
//! cargo run --release -p bench -- verify [RECORDS]       the semantic replay
//! ```
//!
//! With the journal on NATS; each starts servers of its own (`nats-server` on the path, or what `NATS_SERVER` names):
//!
//! ```text
//! … -- cluster [--replicas 1|3] [--sync always|default]  commands through gRPC, beside the same messages published
//!      [--in-flight 256] [--seconds 10]                  by hand; without the first two: all four, R3 always first
//! … -- replay [RECORDS] --nats                           records into the views, beside a bare ordered consumer
//! … -- watch [COMMANDS]                                  from a receipt at one process to an agenda at another
//! ```
//!
//! Except for `replay` and `verify` they run the program that was built beside this one: `cargo build --release` first.

mod agenda;
mod appends;
mod asof;
mod cluster;
mod delivery;
mod figures;
mod floor;
mod ground;
mod ledger;
mod load;
mod raw;
mod records;
mod replay;
mod replay_nats;
mod server;
mod throughput;
mod verify;
mod watch;
mod words;

use figures::say;
use mimalloc::MiMalloc;
use words::{VALUED, Words};

/// The program's own, so that no floor is measured with another.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

const USAGE: &str = "usage: bench throughput [SECONDS] | ledger [SECONDS] | replay [RECORDS] [--nats] | agenda [DOSSIERS] | \
    asof [DOSSIERS] | verify [RECORDS] | watch [COMMANDS] | \
    cluster [--replicas 1|3] [--sync always|default] [--in-flight 256] [--seconds 10]";

#[tokio::main]
async fn main() {
    let measured = match Words::given() {
        Some(words) => measure(&words).await,
        None => None,
    };
    if measured.is_none() {
        say(USAGE);
    }
}

/// Measures what was asked for; `None` if that means nothing.
async fn measure(words: &Words) -> Option<()> {
    let amount = |default| words.amount.unwrap_or(default);
    match words.what.as_str() {
        "cluster" if words.only(&VALUED) => clusters(words).await?,
        "replay" if words.only(&["--nats"]) && words.has("--nats") => {
            replay_nats::measure(amount(600_000)).await
        }
        _ if !words.only(&[]) => return None,
        "throughput" => throughput::measure(amount(5)).await,
        "ledger" => ledger::measure(amount(5)).await,
        "replay" => replay::measure(amount(600_000)).await,
        "agenda" => agenda::measure(amount(100_000)).await,
        "asof" => asof::measure(amount(100_000)).await,
        "verify" => verify::measure(amount(100_000)).await,
        "watch" => watch::measure(amount(1_000)).await,
        "floor" => floor::serve().await,
        _ => return None,
    }
    Some(())
}

async fn clusters(words: &Words) -> Option<()> {
    let (in_flight, seconds) = (words.number("--in-flight", 256)?, words.number("--seconds", 10)?);
    let replicas = words.of("--replicas", &[("3", 3), ("1", 1)]);
    let syncs = words.of("--sync", &[("always", true), ("default", false)]);
    let each: Vec<_> =
        replicas.iter().flat_map(|replicas| syncs.iter().map(move |sync| (*replicas, *sync))).collect();
    for (replicas, sync_always) in &each {
        cluster::measure(*replicas, *sync_always, in_flight, seconds).await;
    }
    (!each.is_empty()).then_some(())
}
