//! Hazard 18: who does not keep up is told so, and costs no memory.

use tokio::sync::broadcast::error::{RecvError, TryRecvError};

use record::Position;

use super::world::World;
use crate::{Views, change::CHANGES_MAX};

impl World {
    /// A world of so many records in which dossiers go on and nothing else happens, for that is what changes agendas.
    fn busy(seed: u64, records: usize) -> Self {
        let mut world = Self::new(seed);
        while world.stored.len() < records {
            world.wait();
            let dossiers: Vec<_> = world.dossiers.keys().copied().collect();
            if dossiers.is_empty() || world.dice.once_in(8) {
                world.open_any();
            } else {
                let dossier = world.dice.pick(&dossiers);
                world.go_on(dossier);
            }
        }
        world
    }
}

#[tokio::test]
async fn hazard_18_a_watcher_that_does_not_keep_up_is_told_so() {
    let world = World::busy(41, 3 * CHANGES_MAX);
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
