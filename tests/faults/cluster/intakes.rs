//! What happens to intakes: one is killed while it writes.

use std::time::Duration;

use tests::nats::Cluster;
use tokio::{task::block_in_place, time::sleep};

use super::ground::{Ground, OURS};

/// How often an intake is killed.
const KILLS: usize = 8;
/// How long the other one is alone.
const AWAY: Duration = Duration::from_millis(500);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_when_an_intake_is_killed() {
    let cluster = block_in_place(|| Cluster::start(OURS));
    let ground = Ground::on(cluster.access()).await;
    let what_happens = async {
        for kill in 0..KILLS {
            let intake = &ground.intakes[kill % ground.intakes.len()];
            intake.kill();
            sleep(AWAY).await;
            intake.start_again(|_| ()).await;
        }
    };
    ground.survives(what_happens).await;
}
