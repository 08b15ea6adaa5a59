//! What happens to the network: the leader is cut off from everyone, and answers get lost on the way to the intakes.

use std::time::Duration;

use tests::{
    namespaces::Apart,
    nats::{Cluster, Proxy},
    nodes::RECORDS,
};
use tokio::{task::block_in_place, time::sleep};

use super::{
    ground::{Ground, leader},
    servers::SYNCED,
};

/// How long it lasts.
const CUT_OFF: Duration = Duration::from_secs(12);
/// How long answers are lost.
const LOST: Duration = Duration::from_secs(4);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_when_the_leader_is_cut_off() {
    let Some(apart) = block_in_place(Apart::start) else {
        println!("not looked at: this machine lets us make no network namespaces");
        return;
    };
    let ground = Ground::on(apart.urls()).await;
    let what_happens = async {
        let member = Apart::named(&leader(&apart.urls()[0], RECORDS).await);
        apart.cut_off(member);
        sleep(CUT_OFF).await;
        apart.mend(member);
    };
    ground.survives(what_happens).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_when_answers_are_lost_and_connections_cut() {
    let cluster = block_in_place(|| Cluster::start(SYNCED));
    let proxies: Vec<_> = cluster.urls().iter().map(|url| Proxy::new(url)).collect();
    let ground = Ground::on(proxies.iter().map(Proxy::url).collect()).await;
    let what_happens = async {
        proxies.iter().for_each(|proxy| proxy.swallow_answers(true));
        sleep(LOST).await;
        // Whoever comes back may find the servers past the proxies, as they tell where they are.
        proxies.iter().for_each(Proxy::cut);
        sleep(LOST).await;
        proxies.iter().for_each(|proxy| proxy.swallow_answers(false));
        proxies.iter().for_each(Proxy::mend);
    };
    ground.survives(what_happens).await;
}
