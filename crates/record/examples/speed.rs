//! How long it takes to write and read each sample, beside a floor: copying its bytes and checking that they are
//! UTF-8. Run it with `cargo run --release -p record --example speed`.

#[path = "../tests/samples/mod.rs"]
mod samples;

use std::{
    hint::black_box,
    io::{self, Write},
    time::Instant,
};

use record::{decode, encode};

const ROUNDS: usize = 21;
const CALLS: u32 = 2_000;

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "{:<42} {:>6} {:>10} {:>10} {:>10}",
        "record", "bytes", "encode ns", "decode ns", "floor ns"
    )?;
    for (name, record) in samples::all() {
        let bytes = encode(&record, samples::SOURCE).map_err(io::Error::other)?;
        let written = median_ns(|| encode(black_box(&record), samples::SOURCE).is_ok());
        let read = median_ns(|| decode(black_box(&bytes)).is_ok());
        let floor = median_ns(|| str::from_utf8(&black_box(&bytes).clone()).is_ok());
        writeln!(out, "{name:<42} {:>6} {written:>10} {read:>10} {floor:>10}", bytes.len())?;
    }
    Ok(())
}

/// The median of the rounds: what the machine does besides is left out.
fn median_ns(mut call: impl FnMut() -> bool) -> u128 {
    let mut rounds: Vec<u128> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            for _ in 0..CALLS {
                black_box(call());
            }
            start.elapsed().as_nanos() / u128::from(CALLS)
        })
        .collect();
    rounds.sort_unstable();
    rounds[ROUNDS / 2]
}
