//! `kill -9` at random moments, while many write. Whatever was acknowledged is there; nothing is half; whatever was not
//! answered is carried out once when it is sent again; every view is what the records lead to; and what the ledger had signed
//! is the root of what is there for ever after.

use std::{env, time::Duration};

use tests::{
    chance::Chance,
    site::{Site, alkmaar, delete_views},
    snapshot::snapshot,
};
use tokio::task::JoinSet;
use wire::v1::verify_decisions_response::Verification;

use crate::{
    books::Books,
    signed::Signed,
    writer::{Writer, desks_of},
};

/// How many write at the same time.
const WRITERS: u64 = 64;
/// How often the server is killed, unless the environment says otherwise.
const ROUNDS: u64 = 5;
/// Says how often the server is killed.
const ROUNDS_VARIABLE: &str = "KILL_ROUNDS";
/// Says what chance does; a failure names its seed.
const SEED_VARIABLE: &str = "KILL_SEED";
/// The longest that the writers write before the server is killed, in milliseconds.
const WRITING_MS_MAX: usize = 600;
/// How often in a hundred the server is killed again while it starts.
const START_KILLED_PERCENT: usize = 40;
/// The longest that it starts before that, in milliseconds.
const STARTING_MS_MAX: usize = 150;
/// How often in a hundred its views are gone too, so that it dies while it makes them anew.
const VIEWS_GONE_PERCENT: usize = 20;
/// After how many rounds everything is decided again, and in the end.
const ROUNDS_PER_VERIFICATION: u64 = 5;

fn number(variable: &str) -> Option<u64> {
    let given = env::var(variable).ok()?;
    Some(given.parse().unwrap_or_else(|_| panic!("{variable} is a number, not {given}")))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_when_the_server_is_killed() {
    let rounds = number(ROUNDS_VARIABLE).unwrap_or(ROUNDS);
    let seed = number(SEED_VARIABLE).unwrap_or_else(|| u64::from(std::process::id()));
    println!("{rounds} rounds with {SEED_VARIABLE}={seed}");
    let mut chance = Chance::from_seed(seed);
    let mut writers: Vec<_> = (0..WRITERS).map(|number| Writer::new(seed ^ (number << 32))).collect();
    let mut signed = None;
    let site = Site::bare(&[alkmaar()], |home| {
        signed = Some(Signed::begin(&home));
        home
    })
    .await;
    let (mut site, mut signed) = (site, signed.expect("it was begun"));
    site.administrator().adopt(alkmaar()).await.expect("a sound framework is adopted");
    let mut books = Books::default();
    let (mut acknowledged, mut unanswered, mut recorded) = (0, 0, 0);
    for round in 1..=rounds {
        (site, writers) = write_and_kill(site, writers, &mut signed, &mut chance).await;
        let auditor = site.auditor();
        books.read_on(&auditor).await;
        for writer in &mut writers {
            for (command, receipt) in writer.receipts.drain(..) {
                books.holds(&command, &receipt);
                acknowledged += 1;
            }
        }
        books.agrees_with_agendas(&auditor).await;

        // Before: how many of the unanswered were recorded. Then every one of them is sent again.
        let desks = desks_of(&site);
        for writer in writers.iter_mut().filter(|writer| writer.unanswered.is_some()) {
            let command =
                writer.unanswered.as_ref().map(|command| command.id().to_owned()).expect("a command");
            let found = books.find(&command);
            assert!(writer.next(&desks).await, "the server is there");
            let (again, receipt) = writer.receipts.last().expect("a receipt");
            assert_eq!((again, receipt.repeated), (&command, found.is_some()), "carried out once");
            if let Some(position) = found {
                assert_eq!(receipt.position.as_ref().expect("a position").position, position);
            }
            unanswered += 1;
            recorded += u64::from(found.is_some());
        }
        books.read_on(&auditor).await;
        if round % ROUNDS_PER_VERIFICATION == 0 || round == rounds {
            let verified = auditor.verify(None).await.expect("a verification");
            let Verification::Agreed(agreed) = verified else { panic!("{verified:?}") };
            assert!(agreed.records >= books.position);
        }
    }
    println!("{acknowledged} acknowledged, {unanswered} unanswered of which {recorded} recorded");
    assert!(acknowledged > 0 && unanswered > 0, "the server was killed while it worked");

    signed.agree_with(&site.auditor().journal(1).await.expect("every record"));
    assert!(signed.count() > 1, "it signed while everyone wrote");

    // Every view is what a rebuild of it is.
    let before = snapshot(&site.auditor()).await.expect("every answer");
    let site = site.restarted(delete_views).await;
    let after = snapshot(&site.auditor()).await.expect("every answer");
    for (name, answer) in &before {
        assert!(after.get(name) == Some(answer), "{name} is another after a rebuild");
    }
    assert_eq!(after.len(), before.len());
}

/// Lets everyone write, kills the server in the middle of it, and starts it again; some times it is killed in that
/// too.
async fn write_and_kill(
    site: Site,
    writers: Vec<Writer>,
    signed: &mut Signed,
    chance: &mut Chance,
) -> (Site, Vec<Writer>) {
    let desks = desks_of(&site);
    let mut all = JoinSet::new();
    for mut writer in writers {
        let desks = desks.clone();
        all.spawn(async move {
            writer.write(&desks).await;
            writer
        });
    }
    let mut milliseconds = |max: usize| Duration::from_millis(chance.below(max) as u64);
    tokio::time::sleep(milliseconds(WRITING_MS_MAX)).await;
    let starting = milliseconds(STARTING_MS_MAX);
    let (views_gone, killed_again) =
        (chance.percent(VIEWS_GONE_PERCENT), chance.percent(START_KILLED_PERCENT));
    let crashed = site.crashed(|home| {
        signed.find(home);
        if views_gone {
            delete_views(home);
        }
        if killed_again {
            home.start_and_kill(starting);
            signed.find(home);
        }
    });
    let site = crashed.await;
    (site, all.join_all().await)
}
