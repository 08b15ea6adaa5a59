//! The figures of the program, each beside a floor that was measured in the same run: these machines are shared
//! and noisy, so a figure alone says little.
//!
//! ```text
//! cargo run --release -p bench -- throughput [SECONDS]   commands through gRPC, beside empty calls and raw appends
//! cargo run --release -p bench -- replay [RECORDS]       records into the views, beside following them only
//! cargo run --release -p bench -- agenda [DOSSIERS]      one page of an agenda, beside an empty call
//! cargo run --release -p bench -- verify [RECORDS]       the semantic replay
//! ```

mod agenda;
mod appends;
mod figures;
mod floor;
mod load;
mod records;
mod replay;
mod server;
mod throughput;
mod verify;

use figures::say;
use mimalloc::MiMalloc;

/// The program's own, so that no floor is measured with another.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

#[tokio::main]
async fn main() {
    let mut words = std::env::args().skip(1);
    let what = words.next().unwrap_or_default();
    let amount = words.next().and_then(|word| word.parse::<usize>().ok());
    match what.as_str() {
        "throughput" => throughput::measure(amount.unwrap_or(5)).await,
        "replay" => replay::measure(amount.unwrap_or(600_000)).await,
        "agenda" => agenda::measure(amount.unwrap_or(100_000)).await,
        "verify" => verify::measure(amount.unwrap_or(100_000)).await,
        "floor" => floor::serve().await,
        _ => {
            say("usage: bench throughput [SECONDS] | replay [RECORDS] | agenda [DOSSIERS] | verify [RECORDS]")
        }
    }
}
