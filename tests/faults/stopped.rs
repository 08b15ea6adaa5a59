//! Asked to stop while everyone is at work (SIGTERM): whatever was begun is answered, and the process ends well and
//! soon.

use std::time::{Duration, Instant};

use tests::site::Site;
use tokio::task::JoinSet;

use crate::{
    books::Books,
    writer::{Writer, desks_of},
};

/// How many write at the same time.
const WRITERS: u64 = 32;
/// How long they write.
const WRITING: Duration = Duration::from_millis(300);
/// The longest that the end may take; calls in progress have far more time than they need.
const STOP_WITHIN: Duration = Duration::from_secs(15);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_was_begun_is_answered_before_the_end() {
    let site = Site::open().await;
    let desks = desks_of(&site);
    let mut all = JoinSet::new();
    for number in 0..WRITERS {
        let (desks, mut writer) = (desks.clone(), Writer::new(number));
        all.spawn(async move {
            writer.write(&desks).await;
            writer
        });
    }
    tokio::time::sleep(WRITING).await;
    let begun = Instant::now();
    let site = site
        .restarted(|home| {
            let log = home.log();
            assert!(log.contains("all_answered=true"), "{log}");
            assert!(log.contains("the journal is closed"), "{log}");
        })
        .await;
    assert!(begun.elapsed() < STOP_WITHIN, "it took {:?}", begun.elapsed());

    let mut writers = all.join_all().await;
    let (auditor, desks) = (site.auditor(), desks_of(&site));
    let mut books = Books::default();
    books.read_on(&auditor).await;
    let mut acknowledged = 0;
    for writer in &mut writers {
        for (command, receipt) in writer.receipts.drain(..) {
            books.holds(&command, &receipt);
            acknowledged += 1;
        }
        // What came too late was not carried out; sent again, it is.
        let late = writer.unanswered.as_ref().map(|command| command.id().to_owned());
        if let Some(command) = late {
            assert_eq!(books.find(&command), None, "whatever was carried out was acknowledged");
            assert!(writer.next(&desks).await);
        }
    }
    assert!(acknowledged > 0, "they were at work");
    books.read_on(&auditor).await;
    books.agrees_with_agendas(&auditor).await;
}
