//! No server answers: at the start, and later.

use std::time::Duration;

use journal::{
    Health, Journal as _, append,
    contract::{command, dossier},
    jetstream::{
        JetStreamJournal, Options, connect, open,
        vital::{CUT_OFF_AFTER, SILENCE_UNTOLD},
    },
    read,
};
use record::Position;
use tests::nats::{Proxy, Server};
use tokio::time::{Instant, sleep, timeout};

use crate::ground::{Ground, PLAIN, everything, made, options, record, until};

/// What is refused at once is refused within this.
const AT_ONCE: Duration = Duration::from_millis(500);
/// The budget of one append is ten seconds; what it has begun to ask by then may take two more, twice.
const ANSWERED_WITHIN: Duration = Duration::from_secs(15);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_no_server_answers_the_start_waits_so_long_and_says_where_it_asked() {
    let mut server = Server::start(PLAIN);
    server.kill();
    let wait = Duration::from_secs(2);
    let down = Options { wait, ..options(vec![server.url()]) };
    let begun = Instant::now();
    let error = JetStreamJournal::open(down.clone()).await.err().expect("nobody is there");
    let waited = begun.elapsed();
    assert!(waited >= wait && waited < wait + Duration::from_secs(2), "{waited:?}");
    assert!(matches!(error, open::Error::Connect(connect::Error::Unreachable { .. })), "{error}");
    let said = format!("no NATS server at {} answered within 2 seconds", server.url());
    assert_eq!(error.to_string(), said);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_address_is_refused_at_once() {
    for (address, said) in [
        (Some("127.0.0.1:x y"), "'127.0.0.1:x y' is no address of a NATS server"),
        (Some("nats://"), "'nats://' is no address of a NATS server"),
        (Some(""), "'' is no address of a NATS server"),
        (None, "no NATS server is named"),
    ] {
        let addresses = address.into_iter().map(str::to_owned).collect();
        let options = Options { replicas: 1, ..options(addresses) };
        let begun = Instant::now();
        let error = JetStreamJournal::open(options).await.err().expect("no address");
        assert!(error.to_string().contains(said), "{error}");
        assert!(begun.elapsed() < AT_ONCE, "{address:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_comes_up_within_the_wait_is_found() {
    let mut server = Server::start(PLAIN);
    let options = options(vec![server.url()]);
    drop(made(&options).await);
    server.kill();
    let opening = tokio::spawn(JetStreamJournal::open(options));
    sleep(Duration::from_secs(1)).await;
    server.start_again();
    let journal = opening.await.expect("it ends").expect("it opens");
    assert_eq!(journal.append(record(1, 1, 1)).await, Ok(Position(1)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_accepts_and_says_nothing_is_waited_for_no_longer() {
    let ground = Ground::one();
    let proxy = Proxy::new(&ground.url());
    proxy.swallow_answers(true);
    let wait = Duration::from_secs(2);
    let begun = Instant::now();
    let error = JetStreamJournal::open(Options { wait, ..ground.over(proxy.url()) }).await.err();
    let error = error.expect("nobody says anything");
    assert!(matches!(error, open::Error::Connect(connect::Error::Unreachable { .. })), "{error}");
    // One try more than the wait.
    assert!(begun.elapsed() < wait + connect::CONNECT_TRY + Duration::from_secs(1), "{:?}", begun.elapsed());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stream_without_a_leader_that_is_in_touch_is_waited_for_no_longer() {
    let ground = Ground::three();
    drop(made(&ground.options()).await);
    let Ground::Three(cluster) = &ground else { unreachable!("there are three") };
    let leader = cluster.leader_of("besluitspoor-alkmaar");
    for other in [(leader + 1) % 3, (leader + 2) % 3] {
        cluster[other].freeze();
    }
    // Longer than a leader that is alone is still seen in touch.
    let wait = Duration::from_secs(8);
    sleep(wait).await;
    let begun = Instant::now();
    let alone = Options { wait, ..ground.over(cluster[leader].url()) };
    let error = JetStreamJournal::open(alone).await.err().expect("it is alone");
    assert!(matches!(error, open::Error::Leaderless { .. }), "{error}");
    let said = "stream besluitspoor-alkmaar did not answer within 8 seconds: ";
    assert!(error.to_string().starts_with(said), "{error}");
    println!("{error}, after {:?}", begun.elapsed());
    assert!(begun.elapsed() < wait + Duration::from_secs(4), "{:?}", begun.elapsed());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn streams_are_made_when_the_servers_can_agree_within_the_wait() {
    let ground = Ground::three();
    let Ground::Three(cluster) = &ground else { unreachable!("there are three") };
    let state = cluster[0].monitor("/jsz").expect("it is ready");
    let is_leader = |member: &&Server| state["meta_cluster"]["leader"] == *member.name();
    let leader = cluster.members().iter().find(is_leader).expect("they have elected one");
    let others: Vec<_> = cluster.members().iter().filter(|member| !is_leader(member)).collect();
    others.iter().for_each(|other| other.freeze());
    let thawing = async {
        sleep(Duration::from_secs(4)).await;
        others.iter().for_each(|other| other.thaw());
    };
    let options = ground.over(leader.url());
    let (made, ()) = tokio::join!(JetStreamJournal::init(&options), thawing);
    assert_eq!(made.expect("they are made in the end").len(), 4, "records, texts, notices and attachments");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn when_the_servers_are_gone_the_journal_says_so_and_goes_on_when_they_are_back() {
    let mut server = Server::start(PLAIN);
    let options = options(vec![server.url()]);
    let journal = made(&options).await;
    assert_eq!(journal.append(record(1, 1, 1)).await, Ok(Position(1)));
    let mut follower = journal.follow(Position(1));
    assert_eq!((journal.health(), journal.silence()), (Health::Writable, Duration::ZERO));
    server.kill();
    let begun = Instant::now();
    // While nobody knows yet whether they are gone, an append waits for them, within its budget.
    let answer = timeout(ANSWERED_WITHIN, journal.append(record(1, 2, 2))).await.expect("it ends");
    assert!(
        matches!(answer, Err(append::Error::CutOff { .. } | append::Error::Unclear)),
        "{answer:?} after {:?}",
        begun.elapsed()
    );
    until("cut off", async || matches!(journal.health(), Health::CutOff { .. })).await;
    assert!(begun.elapsed() >= CUT_OFF_AFTER - SILENCE_UNTOLD);
    let first = journal.silence();
    assert!(first >= CUT_OFF_AFTER, "{first:?}");
    refuses_at_once(&journal).await;
    sleep(Duration::from_secs(1)).await;
    assert!(journal.silence() >= first + Duration::from_secs(1), "it grows");
    assert_eq!(journal.head(), Position(1), "what is known is known still");
    server.restart();
    let mended = until("mended", async || journal.health() == Health::Writable).await;
    println!("mended {mended:?} after the server was back");
    assert_eq!(journal.silence(), Duration::ZERO);
    let settled = timeout(ANSWERED_WITHIN, journal.append(record(1, 2, 2))).await.expect("it ends");
    let repeated = Err(append::Error::Repeated { position: Position(2) });
    assert!(settled == Ok(Position(2)) || settled == repeated, "{settled:?}");
    let next = until_given(&mut *follower).await;
    assert_eq!(next, Position(2), "who followed goes on");
    assert_eq!(everything(&options).await.len(), 2);
}

/// Everything is answered, and nothing is waited for.
async fn refuses_at_once(journal: &JetStreamJournal) {
    let begun = Instant::now();
    let answer = journal.append(record(2, 1, 3)).await;
    assert!(matches!(answer, Err(append::Error::CutOff { .. })), "{answer:?}");
    assert!(begun.elapsed() < AT_ONCE, "an append: {:?}", begun.elapsed());
    let (at, read) = (journal.at(Position(1)), journal.read(&dossier(1)));
    let (at, read) = timeout(AT_ONCE, async { (at.await, read.await) }).await.expect("reads do not hang");
    assert!(matches!(at, Err(read::Error::Unavailable { .. })), "{at:?}");
    assert!(matches!(read, Err(read::Error::Unavailable { .. })), "{read:?}");
    let frameworks = timeout(AT_ONCE, journal.frameworks()).await.expect("reads do not hang");
    assert!(matches!(frameworks, Err(read::Error::Unavailable { .. })), "{frameworks:?}");
    let found = timeout(AT_ONCE, journal.find(command(1))).await.expect("reads do not hang");
    assert_eq!(found.expect("it is remembered"), Some(Position(1)));
}

/// The next position that a follower gives; errors that may pass are waited out.
async fn until_given(follower: &mut dyn journal::Follow) -> Position {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(20) {
        match timeout(Duration::from_secs(20), follower.next()).await.expect("it does not hang") {
            Ok(records) => return records[0].position,
            Err(journal::follow::Error::Read(read::Error::Unavailable { .. })) => {
                sleep(Duration::from_millis(100)).await;
            }
            Err(error) => panic!("{error}"),
        }
    }
    panic!("nothing comes");
}
