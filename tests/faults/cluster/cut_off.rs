//! What happens to the network: the leader is cut off from everyone, and answers get lost on the way to the intakes.

use std::time::Duration;

use tests::{
    nats::{Cluster, Network, Proxy},
    nodes::RECORDS,
};
use tokio::{
    task::block_in_place,
    time::{Instant, sleep, sleep_until},
};

use super::ground::{Ground, OURS};

/// How long it lasts.
const CUT_OFF: Duration = Duration::from_secs(12);
/// How long answers are lost.
const LOST: Duration = Duration::from_secs(4);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_when_the_leader_is_cut_off() {
    a_leader_that_is_cut_off(block_in_place(|| Network::start(OURS))).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_when_the_leader_is_cut_off_by_proxies() {
    a_leader_that_is_cut_off(block_in_place(|| Network::behind_proxies(OURS))).await;
}

async fn a_leader_that_is_cut_off(network: Network) {
    let ground = Ground::on(network.access()).await;
    let what_happens = async {
        let leader = block_in_place(|| network.cluster().leader_of(RECORDS));
        network.cut_off(leader);
        let until = Instant::now() + CUT_OFF;
        // Were there a way past the cut, the others would elect nobody.
        let next = block_in_place(|| network.cluster().leader_besides(RECORDS, leader));
        println!("cut off by {}: the others elected {next} after {leader}", network.means());
        sleep_until(until).await;
        network.mend(leader);
    };
    ground.survives(what_happens).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_when_answers_are_lost_and_connections_cut() {
    let cluster = block_in_place(|| Cluster::start(OURS));
    let proxies: Vec<_> = cluster.urls().iter().map(|url| Proxy::new(url)).collect();
    let ground = Ground::on(cluster.access().at(proxies.iter().map(Proxy::url).collect())).await;
    let what_happens = async {
        proxies.iter().for_each(|proxy| proxy.swallow_answers(true));
        sleep(LOST).await;
        // These servers do not tell where they are: nobody finds a way past the proxies.
        proxies.iter().for_each(Proxy::cut);
        sleep(LOST).await;
        proxies.iter().for_each(|proxy| proxy.swallow_answers(false));
        proxies.iter().for_each(Proxy::mend);
    };
    ground.survives(what_happens).await;
}
