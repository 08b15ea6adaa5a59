//! Records into all views, from nothing, beside following the journal only.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use journal::Journal;
use views::{Runner, Views};

use crate::{figures::say, records};

/// How many dossiers are underway at once: enough that a record seldom finds the row of the one before it.
const AT_ONCE: usize = 20_000;
const LONGEST: Duration = Duration::from_secs(600);

pub(crate) async fn measure(count: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let journal = records::journal(folder.path());
    records::fill(&journal, count, AT_ONCE).await;

    let begun = Instant::now();
    let bytes = records::follow(journal.as_ref()).await;
    let followed = begun.elapsed();
    tell("following only", count, followed);
    say(&format!("  {} bytes a record with its words", bytes / count.max(1)));

    let begun = Instant::now();
    let views =
        Views::open(&folder.path().join("data/views"), journal.log_id(), journal.head()).expect("views");
    let runner = Runner::spawn(views, Arc::clone(&journal) as Arc<dyn Journal>).expect("a thread");
    runner.views().wait_for(journal.head(), LONGEST).await.expect("it comes to the end");
    let applied = begun.elapsed();
    tell("into all views (aim 300,000/s)", count, applied);
    runner.stop();
    tell("into all views, written out", count, begun.elapsed());
}

#[expect(clippy::cast_precision_loss, reason = "a figure for people")]
fn tell(what: &str, count: usize, took: Duration) {
    say(&format!(
        "{what:<44} {:>9.0}/s   {:>7.2} s for {count}",
        count as f64 / took.as_secs_f64(),
        took.as_secs_f64()
    ));
}
