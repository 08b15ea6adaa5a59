//! Records into all views, from nothing, beside following the journal only.

use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use journal::Journal;
use views::{Runner, Views};

use crate::{figures::say, records};

/// How many dossiers are underway at once: enough that a record seldom finds the row of the one before it.
pub(crate) const AT_ONCE: usize = 20_000;
const LONGEST: Duration = Duration::from_secs(600);

pub(crate) async fn measure(count: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let journal = records::journal(folder.path());
    records::fill(&journal, count, AT_ONCE).await;

    let begun = Instant::now();
    let bytes = records::follow(journal.as_ref()).await;
    tell("following only", count, begun.elapsed());
    say(&format!("  {} bytes a record with its words", bytes / count.max(1)));

    into_views(folder.path(), journal, "into all views (aim 300,000/s)").await;
}

/// Records into all views, from nothing, and how many a second.
pub(crate) async fn into_views(folder: &Path, journal: Arc<dyn Journal>, what: &str) -> f64 {
    let count = usize::try_from(journal.head().0).expect("a number of records");
    let begun = Instant::now();
    let views = Views::open(&folder.join("data/views"), journal.log_id(), journal.head()).expect("views");
    let runner = Runner::spawn(views, Arc::clone(&journal)).expect("a thread");
    runner.views().wait_for(journal.head(), LONGEST).await.expect("it comes to the end");
    let rate = tell(what, count, begun.elapsed());
    runner.stop();
    tell("into all views, written out", count, begun.elapsed());
    rate
}

/// Says how many a second, and gives that.
#[expect(clippy::cast_precision_loss, reason = "a figure for people")]
pub(crate) fn tell(what: &str, count: usize, took: Duration) -> f64 {
    let rate = count as f64 / took.as_secs_f64();
    say(&format!("{what:<44} {rate:>9.0}/s   {:>7.2} s for {count}", took.as_secs_f64()));
    rate
}
