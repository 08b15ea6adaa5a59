//! What happens to servers: the leader is killed, one is frozen, all are restarted one by one.

use std::time::Duration;

use tests::{nats::Cluster, nodes::RECORDS};
use tokio::{task::block_in_place, time::sleep};

use super::ground::{Ground, OURS};

/// How long a leader that was killed stays away: until the others have another, and not even until they miss it.
const AWAY: [Duration; 2] = [Duration::from_secs(6), Duration::from_millis(200)];
/// How long a server is frozen.
const FROZEN: Duration = Duration::from_secs(10);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_when_the_leader_is_killed() {
    let mut cluster = block_in_place(|| Cluster::start(OURS));
    let ground = Ground::on(cluster.access()).await;
    let what_happens = async {
        for away in AWAY {
            let leader = block_in_place(|| cluster.leader_of(RECORDS));
            cluster[leader].kill();
            sleep(away).await;
            block_in_place(|| cluster[leader].restart());
        }
    };
    ground.survives(what_happens).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_when_the_leader_is_frozen() {
    let cluster = block_in_place(|| Cluster::start(OURS));
    let ground = Ground::on(cluster.access()).await;
    let what_happens = async {
        let leader = block_in_place(|| cluster.leader_of(RECORDS));
        cluster[leader].freeze();
        sleep(FROZEN).await;
        // It goes on as if no time had passed, with whatever it was sent before and since.
        cluster[leader].thaw();
    };
    ground.survives(what_happens).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_when_all_servers_are_restarted_one_by_one() {
    let mut cluster = block_in_place(|| Cluster::start(OURS));
    let ground = Ground::on(cluster.access()).await;
    let what_happens = async {
        for member in 0..cluster.members().len() {
            block_in_place(|| {
                cluster[member].stop();
                cluster[member].restart();
                cluster.wait_until_ready();
            });
        }
    };
    ground.survives(what_happens).await;
}
