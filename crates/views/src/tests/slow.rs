//! Hazard 18: who does not keep up is told so, and costs no memory.

use tokio::sync::broadcast::error::{RecvError, TryRecvError};

use record::Position;

use super::world::World;
use crate::{Views, change::CHANGES_MAX};

#[tokio::test]
async fn hazard_18_a_watcher_that_does_not_keep_up_is_told_so() {
    let mut world = World::new(41);
    while world.stored.len() < 3 * CHANGES_MAX {
        world.step();
    }
    let directory = tempfile::tempdir().unwrap();
    let views = Views::open(directory.path(), world.log, Position::START).unwrap();
    let (mut slow, mut quick) = (views.changes(), views.changes());
    let mut told: u64 = 0;
    for records in world.stored.chunks(100) {
        views.apply(records).unwrap();
        while let Ok(change) = quick.try_recv() {
            assert!(change.position <= views.position());
            told += 1;
        }
    }
    assert!(told > CHANGES_MAX as u64, "{told}");
    // The channel has kept the newest, and says how many are gone.
    assert_eq!(slow.recv().await, Err(RecvError::Lagged(told - CHANGES_MAX as u64)));
    let mut kept = 0;
    while slow.try_recv().is_ok() {
        kept += 1;
    }
    assert_eq!(kept, CHANGES_MAX);
    assert_eq!(slow.try_recv(), Err(TryRecvError::Empty));
}
