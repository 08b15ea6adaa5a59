//! The semantic replay: every record decided again by the rules of its framework.

use std::time::Instant;

use audit::verify::Verifier;
use journal::Journal as _;
use record::Position;

use crate::{figures::say, records};

const AT_ONCE: usize = 5_000;

#[expect(clippy::cast_precision_loss, reason = "a figure for people")]
pub(crate) async fn measure(count: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let journal = records::journal(folder.path());
    records::fill(&journal, count, AT_ONCE).await;
    let begun = Instant::now();
    let mut verifier = Verifier::of_journal();
    let mut cursor = journal.follow(Position::START);
    let mut last = Position::START;
    while last < journal.head() {
        for stored in cursor.next().await.expect("readable") {
            last = stored.position;
            if let Err(difference) = verifier.check(&stored) {
                return say(&format!("a difference at {last}: {difference:?}"));
            }
        }
    }
    let took = begun.elapsed().as_secs_f64();
    say(&format!("{count} records decided again, no difference: {:.0}/s", count as f64 / took));
}
