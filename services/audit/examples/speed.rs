//! How many records the semantic replay decides again in a second, on one thread, beside a floor: only decoding
//! them. And how much memory a dossier keeps. Run it with `cargo run --release -p audit --example speed`.

#[path = "../tests/audit/archive.rs"]
#[expect(dead_code, reason = "the tests use more of it")]
mod archive;

use std::{
    hint::black_box,
    io::{self, Write},
    time::Instant,
};

use audit::Verifier;
use journal::Stored;

use crate::archive::{Archive, dossier};

const DOSSIERS: u32 = 4_500;
const ROUNDS: usize = 5;

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    let mut archive = Archive::new().await;
    for number in 0..DOSSIERS {
        archive.travels(dossier(number.into())).await;
    }
    let stored = archive.stored().await;
    let bytes: usize = stored.iter().map(|stored| stored.entry.record.len()).sum();
    writeln!(out, "{} records of {} dossiers, {} bytes each", stored.len(), DOSSIERS, bytes / stored.len())?;
    for _ in 0..ROUNDS {
        let floor = Instant::now();
        for stored in &stored {
            black_box(record::decode(&stored.entry.record)).map_err(io::Error::other)?;
        }
        let floor = rate(stored.len(), floor);
        let before = resident_kib();
        let begun = Instant::now();
        let verifier = verified(&stored)?;
        let verified = rate(stored.len(), begun);
        let kept = resident_kib().saturating_sub(before) * 1_024 / u64::from(DOSSIERS);
        writeln!(
            out,
            "{verified:>9.0} records/s verified, {floor:>9.0} records/s decoded, ratio {:.2}, {kept} bytes a dossier",
            verified / floor
        )?;
        drop(verifier);
    }
    Ok(())
}

fn verified(stored: &[Stored]) -> io::Result<Verifier> {
    let mut verifier = Verifier::of_journal();
    for stored in stored {
        verifier.check(stored).map_err(|difference| io::Error::other(difference.expected()))?;
    }
    Ok(verifier)
}

fn rate(records: usize, since: Instant) -> f64 {
    f64::from(u32::try_from(records).unwrap_or(u32::MAX)) / since.elapsed().as_secs_f64()
}

/// What the process holds in memory; zero where the system does not say.
fn resident_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()).and_then(|kib| kib.parse().ok()).unwrap_or(0)
}
