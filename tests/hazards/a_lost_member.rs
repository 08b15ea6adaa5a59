//! Something happens to one of three servers while appends go on: nothing that was acknowledged is lost, nothing is stored
//! twice, and no position is left out.
//!
//! That members cannot reach each other while clients reach both is not made here: it takes the rights to change the
//! machine's network. A frozen member is the nearest to it: connections stay open, and nothing comes.

use std::time::Duration;

use journal::{Health, Journal as _, append::Error};
use tests::nats::{Cluster, Mode, Proxy};
use tokio::time::sleep;

use crate::{
    ground::{Ground, made, options, record, until},
    trickle::Trickle,
};

const STREAM: &str = "besluitspoor-alkmaar";
const FROZEN_FOR: Duration = Duration::from_secs(10);

/// Three servers that wait for their disks, and a trickle of appends.
async fn at_work() -> (Cluster, journal::jetstream::Options, Trickle) {
    let cluster = Cluster::start(Mode::Plain { sync_always: true });
    let options = options(cluster.urls());
    drop(made(&options).await);
    let trickle = Trickle::begin(&options).await;
    (cluster, options, trickle)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hazard_08_the_leader_is_killed_again_and_again() {
    let (mut cluster, options, trickle) = at_work().await;
    for _ in 0..3 {
        let leader = cluster.leader_of(STREAM);
        cluster[leader].kill();
        trickle.goes_on("without its leader").await;
        cluster[leader].restart();
        cluster.wait_until_ready();
    }
    trickle.goes_on("at the end").await;
    trickle.end(&options).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hazard_08_the_leader_is_frozen_and_wakes_up_as_an_old_one() {
    let (mut cluster, options, trickle) = at_work().await;
    for _ in 0..2 {
        let leader = cluster.leader_of(STREAM);
        cluster[leader].freeze();
        sleep(FROZEN_FOR).await;
        trickle.goes_on("with its leader frozen").await;
        cluster[leader].thaw();
        // It takes itself for the leader still, and answers what it was asked meanwhile.
        trickle.goes_on("with an old leader").await;
        cluster.wait_until_ready();
    }
    trickle.end(&options).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hazard_08_all_members_are_restarted_one_after_another() {
    let (mut cluster, options, trickle) = at_work().await;
    for member in 0..3 {
        cluster[member].stop();
        cluster[member].restart();
        cluster.wait_until_ready();
        trickle.goes_on("after a restart").await;
    }
    trickle.end(&options).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hazard_08_all_members_are_killed_at_once() {
    let (mut cluster, options, trickle) = at_work().await;
    for _ in 0..2 {
        cluster.restart_all();
        trickle.goes_on("after all were killed").await;
    }
    trickle.end(&options).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hazard_08_a_member_loses_its_disk() {
    let (mut cluster, options, trickle) = at_work().await;
    let leader = cluster.leader_of(STREAM);
    for member in [leader, (leader + 1) % 3] {
        cluster[member].wipe();
        cluster[member].restart();
        cluster.wait_until_ready();
        trickle.goes_on("with an empty member").await;
    }
    // What the empty ones were given is enough.
    cluster[(leader + 2) % 3].kill();
    trickle.goes_on("without the one that kept its disk").await;
    cluster[(leader + 2) % 3].restart();
    trickle.end(&options).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hazard_08_a_journal_that_is_cut_off_from_one_member_goes_on_with_another() {
    let ground = Ground::three();
    let Ground::Three(cluster) = &ground else { unreachable!("there are three") };
    let proxies: Vec<_> = cluster.urls().iter().map(|url| Proxy::new(url)).collect();
    let mut options = ground.over(proxies[0].url());
    options.servers.addresses = proxies.iter().map(Proxy::url).collect();
    drop(made(&options).await);
    let trickle = Trickle::begin(&options).await;
    // One of the three is the one that the journal talks to. First it is only silent, then it refuses.
    for proxy in &proxies {
        proxy.swallow_answers(true);
        trickle.goes_on("with one that is silent").await;
        proxy.swallow_answers(false);
    }
    for proxy in &proxies {
        proxy.cut();
        trickle.goes_on("cut off from one").await;
        proxy.mend();
    }
    trickle.end(&options).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hazard_08_a_leader_without_a_majority_is_not_believed() {
    let (mut cluster, options, trickle) = at_work().await;
    let leader = cluster.leader_of(STREAM);
    let others = [(leader + 1) % 3, (leader + 2) % 3];
    for other in others {
        cluster[other].freeze();
    }
    let cut_off = async || matches!(trickle.journal().health(), Health::CutOff { .. });
    println!("cut off after {:?}", until("cut off", cut_off).await);
    let answer = trickle.journal().append(record(1, 1, 1)).await;
    assert!(matches!(answer, Err(Error::CutOff { .. })), "{answer:?}");
    assert!(trickle.journal().silence() > Duration::from_secs(4));
    for other in others {
        cluster[other].thaw();
    }
    cluster.wait_until_ready();
    trickle.goes_on("with all three again").await;
    assert_eq!((trickle.journal().health(), trickle.journal().silence()), (Health::Writable, Duration::ZERO));
    trickle.end(&options).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hazard_08_a_member_that_is_left_alone_is_not_believed() {
    let (mut cluster, options, trickle) = at_work().await;
    let leader = cluster.leader_of(STREAM);
    for dead in [leader, (leader + 1) % 3] {
        cluster[dead].kill();
    }
    let cut_off = async || matches!(trickle.journal().health(), Health::CutOff { .. });
    println!("cut off after {:?}", until("cut off", cut_off).await);
    // Some seconds after the leader's death the survivor answers by itself, and says that it has just seen everybody.
    for _ in 0..40 {
        sleep(Duration::from_millis(250)).await;
        assert!(
            matches!(trickle.journal().health(), Health::CutOff { .. }),
            "{:?}",
            trickle.journal().health()
        );
        assert!(trickle.journal().silence() > Duration::from_secs(4));
    }
    cluster.start_all_again();
    cluster.wait_until_ready();
    trickle.goes_on("with all three again").await;
    trickle.end(&options).await;
}
