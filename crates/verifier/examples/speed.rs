//! How many records of a bundle are hashed, and how many decided again, in a second. Makes the bundle of a region of
//! 100,000 records and checks it some times: `cargo run --release -p verifier --example speed`. With a number and a
//! folder it makes one of so many dossiers there, to try other programs on: `… --example speed 13 /tmp/bundles`.

#[path = "../tests/ground/mod.rs"]
#[expect(dead_code, reason = "the tests use more of it")]
mod ground;

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    time::Instant,
};

use verifier::{Options, Report, check, report::Check};

use crate::ground::{bundled, region::Region};

/// With 20 records each these are 100,000 records.
const DOSSIERS: u128 = 5_000;
const ROUNDS: usize = 5;

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let dossiers = arguments.next().and_then(|count| count.parse().ok()).unwrap_or(DOSSIERS);
    if let Some(folder) = arguments.next() {
        return keep(dossiers, Path::new(&folder));
    }
    let folder = tempfile::tempdir()?;
    let region = Region::with_dossiers(dossiers);
    let begun = Instant::now();
    let bundle = bundled::region(&region, &folder.path().join("bundle"));
    let bytes: usize = region.kept.iter().map(|kept| kept.bytes.len()).sum();
    let records = region.kept.len();
    let mut out = io::stdout().lock();
    let made = begun.elapsed().as_secs_f64();
    writeln!(out, "{records} records, {} bytes each; the bundle was made in {made:.1} s", bytes / records)?;
    // The memory of what was made counts no longer.
    drop(region);
    for _ in 0..ROUNDS {
        round(&bundle, &mut out)?;
    }
    Ok(())
}

fn round(bundle: &Path, out: &mut impl Write) -> io::Result<()> {
    let options =
        Options { key: bundled::key().verifier(), policy: None, since: Vec::new(), confirmed_by: None };
    let begun = Instant::now();
    let report = check(bundle, &options).map_err(io::Error::other)?;
    let all = begun.elapsed().as_secs_f64();
    writeln!(
        out,
        "{:>9.0} records/s hashed, {:>9.0} records/s decided again; all checks {all:.2} s (exit {}): {}",
        rate(&report, Check::Tree),
        rate(&report, Check::Replay),
        report.exit_code(),
        report
            .checks
            .iter()
            .map(|checked| format!("{} {} ms", checked.check.name(), checked.took.as_millis()))
            .collect::<Vec<_>>()
            .join(", ")
    )
}

#[expect(clippy::cast_precision_loss, reason = "a figure for people")]
fn rate(report: &Report, check: Check) -> f64 {
    report.records as f64 / report.took(check).unwrap_or_default().as_secs_f64()
}

/// Makes both kinds of bundle, and says the key.
fn keep(dossiers: u128, folder: &Path) -> io::Result<()> {
    let region = Region::with_dossiers(dossiers);
    let made: [PathBuf; 2] = [
        bundled::region(&region, &folder.join("region")),
        bundled::dossier(&region, 1, None, &[], &folder.join("dossier")),
    ];
    let mut out = io::stdout().lock();
    for bundle in made {
        writeln!(out, "{} --key '{}'", bundle.display(), bundled::key().verifier())?;
    }
    Ok(())
}
