//! Hazard 15: new software takes over while records come, and crashes on the way; nothing is told twice.

use std::{fs, path::Path, sync::Arc, time::Duration};

use journal::{Journal, MemoryJournal};
use record::Position;

use super::{
    again::{catch_up, copy},
    snapshot::snapshot,
    world::World,
};
use crate::{Runner, Status, Views, home::Step};

const OLD: u32 = 1;
const NEW: u32 = 2;
const LONG: Duration = Duration::from_secs(20);

fn open(directory: &Path, world: &World, version: u32) -> Views {
    Views::open_version(directory, world.log, world.head(), version).unwrap()
}

/// All that a view says, except of which version it is.
fn said(views: &Views, world: &World) -> Vec<String> {
    snapshot(views, world).split_off(1)
}

fn expected(world: &World) -> Vec<String> {
    super::again::fresh(world).split_off(1)
}

fn names(directory: &Path) -> Vec<String> {
    let names =
        fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| name != "lock").collect();
    names.sort_unstable();
    names
}

fn current(directory: &Path) -> String {
    fs::read_to_string(directory.join("current")).unwrap().trim().to_owned()
}

/// A directory in which the old version counts.
fn upgraded_from(world: &World) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    let views = open(directory.path(), world, OLD);
    catch_up(&views, world);
    views.settle().unwrap();
    directory
}

#[test]
fn hazard_15_the_old_view_counts_until_the_new_one_has_caught_up() {
    let world = World::walked(21, 120);
    let directory = upgraded_from(&world);
    let (old, new) = (format!("v1-{}", world.log), format!("v2-{}", world.log));
    let views = open(directory.path(), &world, NEW);
    assert_eq!(views.position(), Position::START);
    assert_eq!(*views.status().borrow(), Status::CatchingUp { target: world.head() });
    views.apply(&world.stored[..50]).unwrap();
    views.flush().unwrap();
    assert_eq!(
        (current(directory.path()), names(directory.path())),
        (old.clone(), vec!["current".into(), old, new.clone()])
    );
    // Half built is not lost when the software is restarted.
    drop(views);
    let views = open(directory.path(), &world, NEW);
    assert_eq!(views.position(), Position(50));
    catch_up(&views, &world);
    views.settle().unwrap();
    assert_eq!(*views.status().borrow(), Status::Current);
    assert_eq!(
        (current(directory.path()), names(directory.path())),
        (new.clone(), vec!["current".into(), new])
    );
    assert_eq!(said(&views, &world), expected(&world));
}

#[test]
fn hazard_15_a_crash_at_any_step_of_the_swap_leaves_a_view_that_works() {
    let mut world = World::walked(22, 100);
    let directory = upgraded_from(&world);
    // Records go on while the new version is built.
    for _ in 0..30 {
        world.step();
    }
    let expected = expected(&world);
    for step in [Step::Written, Step::Renamed, Step::Synced, Step::SetAside, Step::Removed] {
        for next in [NEW, OLD] {
            let crashed = tempfile::tempdir().unwrap();
            copy(directory.path(), crashed.path());
            let views = open(crashed.path(), &world, NEW);
            catch_up(&views, &world);
            views.place().home.dies_after = Some(step);
            views.settle().unwrap_err();
            drop(views);
            // Either the same software starts again, or the old is put back.
            let views = open(crashed.path(), &world, next);
            catch_up(&views, &world);
            assert_eq!(said(&views, &world), expected, "{step:?}, then version {next}");
            views.settle().unwrap();
            drop(views);
            let name = format!("v{next}-{}", world.log);
            assert_eq!(current(crashed.path()), name);
            let names = names(crashed.path());
            assert!(names.iter().all(|known| *known == name || known.starts_with("current")), "{names:?}");
            assert!(
                open(crashed.path(), &world, next).position() > Position::START,
                "kept, not derived anew"
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn hazard_15_no_change_is_told_twice_over_an_upgrade() {
    let world = World::walked(23, 400);
    let directory = tempfile::tempdir().unwrap();
    let journal = Arc::new(MemoryJournal::new(world.log));
    let (before, after) = (world.stored.len() / 3, 2 * world.stored.len() / 3);
    let mut told = Vec::new();
    for (version, range) in [(OLD, 0..before), (NEW, before..after), (NEW, after..world.stored.len())] {
        let views = Views::open_version(directory.path(), world.log, journal.head(), version).unwrap();
        let mut changes = views.changes();
        let runner = Runner::spawn(views, journal.clone()).unwrap();
        for stored in &world.stored[range] {
            journal.append(stored.entry.clone()).await.unwrap();
        }
        runner.views().wait_for(journal.head(), LONG).await.unwrap();
        while let Ok(change) = changes.try_recv() {
            told.push(change);
        }
        tokio::task::spawn_blocking(|| runner.stop()).await.unwrap();
    }
    let fresh = tempfile::tempdir().unwrap();
    let views = Views::open(fresh.path(), world.log, Position::START).unwrap();
    let mut changes = views.changes();
    views.apply(&world.stored).unwrap();
    let once: Vec<_> = std::iter::from_fn(|| changes.try_recv().ok()).collect();
    assert!(once.len() > 50);
    assert_eq!(told, once);
}
