//! Rebuilt, restarted and broken off: whatever happened on the way, the answers are those of a fresh view.

use std::{fs, path::Path, sync::atomic::Ordering};

use proptest::prelude::*;
use record::Position;

use super::{dice::Dice, snapshot::snapshot, world::World};
use crate::Views;

/// What a view says that was never interrupted.
pub(super) fn fresh(world: &World) -> Vec<String> {
    let directory = tempfile::tempdir().unwrap();
    let views = Views::open(directory.path(), world.log, Position::START).unwrap();
    views.apply(&world.stored).unwrap();
    snapshot(&views, world)
}

/// Applies what the view does not have yet.
pub(super) fn catch_up(views: &Views, world: &World) {
    let done = usize::try_from(views.position().0).unwrap();
    views.apply(&world.stored[done..]).unwrap();
}

pub(super) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (entry, to) = (entry.as_ref().unwrap(), to.join(entry.as_ref().unwrap().file_name()));
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, ..ProptestConfig::default() })]

    #[test]
    fn a_view_with_a_history_of_its_own_says_what_a_fresh_one_says(seed in any::<u64>(), steps in 20..260_usize) {
        let world = World::walked(seed, steps);
        let mut dice = Dice(seed ^ 1);
        let directory = tempfile::tempdir().unwrap();
        let open = || Views::open(directory.path(), world.log, world.head()).unwrap();
        let (mut views, mut saved) = (open(), Position::START);
        while views.position() < world.head() {
            let done = usize::try_from(views.position().0).unwrap();
            let batch = 1 + dice.below(40);
            views.apply(&world.stored[done..world.stored.len().min(done + batch)]).unwrap();
            match dice.below(6) {
                0 | 1 => {
                    views.flush().unwrap();
                    saved = views.position();
                }
                2 => {
                    // A stop without a writing: what was applied since is applied again.
                    drop(views);
                    views = open();
                }
                3 => {
                    // A crash between two batches of one writing.
                    views.with_store(|store| {
                        store.batch_rows_max = 1 + dice.below(3);
                        store.batches_left.store(u32::try_from(dice.below(30)).unwrap(), Ordering::SeqCst);
                    });
                    let _ = views.flush();
                    drop(views);
                    views = open();
                }
                4 => views.settle().unwrap(),
                _ => {}
            }
            prop_assert!(!views.is_damaged());
            prop_assert!(views.position() >= saved, "derived anew");
        }
        prop_assert_eq!(snapshot(&views, &world), fresh(&world));
    }
}

#[test]
fn a_crash_in_a_writing_leaves_the_checkpoint_before_it() {
    let world = World::walked(3, 200);
    let half = world.stored.len() / 2;
    let mut broken_off = 0;
    for batches in 0..60 {
        let directory = tempfile::tempdir().unwrap();
        let views = Views::open(directory.path(), world.log, world.head()).unwrap();
        views.apply(&world.stored[..half]).unwrap();
        views.flush().unwrap();
        views.apply(&world.stored[half..]).unwrap();
        views.with_store(|store| {
            store.batch_rows_max = 4;
            store.batches_left.store(batches, Ordering::SeqCst);
        });
        let written = views.flush();
        drop(views);
        let views = Views::open(directory.path(), world.log, world.head()).unwrap();
        let expected = if written.is_ok() { world.head() } else { Position(half as u64) };
        assert_eq!(views.position(), expected);
        broken_off += u32::from(written.is_err());
        catch_up(&views, &world);
        views.flush().unwrap();
        drop(views);
        let views = Views::open(directory.path(), world.log, world.head()).unwrap();
        assert_eq!(snapshot(&views, &world), fresh(&world), "after {batches} batches");
    }
    assert!((10..60).contains(&broken_off), "{broken_off} of 60 were broken off");
}

#[test]
fn a_store_that_lost_its_tail_is_caught_up() {
    let world = World::walked(5, 150);
    let (directory, copied) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let views = Views::open(directory.path(), world.log, world.head()).unwrap();
    views.apply(&world.stored[..60]).unwrap();
    views.settle().unwrap();
    copy(directory.path(), copied.path());
    catch_up(&views, &world);
    let views = Views::open(copied.path(), world.log, world.head()).unwrap();
    assert!(views.position() <= Position(60));
    catch_up(&views, &world);
    assert_eq!(snapshot(&views, &world), fresh(&world));
}
