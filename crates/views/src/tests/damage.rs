//! Hazard 13: a store that is deleted, truncated, bit-flipped, from another journal or ahead of the journal is derived
//! anew, and the answers are the same.

use std::{
    fs::{self, File},
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
};

use record::{LogId, Position};
use uuid::Uuid;

use super::{
    again::{catch_up, copy, fresh},
    dice::Dice,
    snapshot::snapshot,
    world::World,
};
use crate::{VIEW_VERSION, Views};

/// A world of which a view was kept, and where.
struct Kept {
    world: World,
    directory: tempfile::TempDir,
    fresh: Vec<String>,
}

impl Kept {
    fn new() -> Self {
        let world = World::walked(11, 150);
        let directory = tempfile::tempdir().unwrap();
        let views = Views::open(directory.path(), world.log, world.head()).unwrap();
        views.apply(&world.stored).unwrap();
        views.settle().unwrap();
        drop(views);
        Self { fresh: fresh(&world), world, directory }
    }

    /// A copy of the kept view, to damage it.
    fn copied(&self) -> (tempfile::TempDir, PathBuf) {
        let copied = tempfile::tempdir().unwrap();
        copy(self.directory.path(), copied.path());
        let view = copied.path().join(format!("v{VIEW_VERSION}-{}", self.world.log));
        (copied, view)
    }

    /// Opens a view that may be damaged, feeds it as a runner would, and compares all it says.
    fn invariant_answers_are_the_same(&self, directory: &Path, how: &str) {
        let views = Views::open(directory, self.world.log, self.world.head()).unwrap();
        self.feed(&views);
        let mut seen = catch_unwind(AssertUnwindSafe(|| snapshot(&views, &self.world)));
        if seen.is_err() {
            // A reader met damage that opening could not see; after that it must be known and mended.
            assert!(views.is_damaged(), "{how}");
            views.rebuild("a reader met damage").unwrap();
            self.feed(&views);
            seen = catch_unwind(AssertUnwindSafe(|| snapshot(&views, &self.world)));
        }
        assert_eq!(seen.unwrap(), self.fresh, "{how}");
    }

    fn feed(&self, views: &Views) {
        if views.is_damaged() || views.checkpoint().is_err() {
            views.rebuild("found damaged").unwrap();
        }
        catch_up(views, &self.world);
        views.settle().unwrap();
    }
}

#[test]
fn hazard_13_a_deleted_store_is_derived_anew() {
    let kept = Kept::new();
    let (copied, view) = kept.copied();
    fs::remove_dir_all(&view).unwrap();
    kept.invariant_answers_are_the_same(copied.path(), "directory deleted");
    for file in files(&view) {
        let (copied, view) = kept.copied();
        fs::remove_file(view.join(file.file_name().unwrap())).unwrap();
        kept.invariant_answers_are_the_same(copied.path(), &format!("{} deleted", file.display()));
    }
    let (copied, _) = kept.copied();
    fs::remove_file(copied.path().join("current")).unwrap();
    kept.invariant_answers_are_the_same(copied.path(), "pointer deleted");
}

#[test]
fn hazard_13_a_truncated_store_is_derived_anew() {
    let kept = Kept::new();
    for part in 0..12 {
        let (copied, view) = kept.copied();
        let file = File::options().write(true).open(view.join("db")).unwrap();
        file.set_len(file.metadata().unwrap().len() * part / 12).unwrap();
        kept.invariant_answers_are_the_same(copied.path(), &format!("{part}/12 left"));
    }
}

#[test]
fn hazard_13_a_bit_flipped_store_is_derived_anew() {
    let (kept, mut dice) = (Kept::new(), Dice(13));
    for round in 0..40 {
        let (copied, view) = kept.copied();
        let files = files(&view);
        let path = if round % 4 == 0 { files[dice.below(files.len())].clone() } else { view.join("db") };
        let mut bytes = fs::read(&path).unwrap();
        // sled allocates its file in steps, so most of its end is zeros.
        let used = bytes.iter().rposition(|byte| *byte != 0).unwrap_or(0) + 1;
        let flips = 1 + dice.below(3);
        for _ in 0..flips {
            let place = dice.below(used);
            bytes[place] ^= 1 << dice.below(8);
        }
        fs::write(&path, bytes).unwrap();
        kept.invariant_answers_are_the_same(copied.path(), &format!("round {round}, {}", path.display()));
    }
}

#[test]
fn hazard_13_a_store_of_garbage_is_derived_anew() {
    let (kept, mut dice) = (Kept::new(), Dice(7));
    for length in [0, 1, 100, 10_000, 600_000] {
        let (copied, view) = kept.copied();
        let garbage: Vec<u8> = (0..length).flat_map(|_| dice.bytes()).take(length).collect();
        fs::write(view.join("db"), garbage).unwrap();
        kept.invariant_answers_are_the_same(copied.path(), &format!("{length} bytes of garbage"));
    }
}

#[test]
fn hazard_13_a_store_of_another_journal_is_derived_anew() {
    let kept = Kept::new();
    let other = World::walked(12, 60);
    let (copied, view) = kept.copied();
    // Under the name of the other journal, as an operator might copy it.
    fs::rename(&view, copied.path().join(format!("v{VIEW_VERSION}-{}", other.log))).unwrap();
    let views = Views::open(copied.path(), other.log, other.head()).unwrap();
    assert_eq!(views.position(), Position::START);
    catch_up(&views, &other);
    views.settle().unwrap();
    assert_eq!(snapshot(&views, &other), fresh(&other));
    drop(views);
    // And beside it: the view of the journal that is followed now is the only one that stays.
    let third = LogId(Uuid::from_bytes([3; 16]));
    let views = Views::open(copied.path(), third, Position::START).unwrap();
    views.settle().unwrap();
    let names = fs::read_dir(copied.path()).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<_> = names.map(|name| name.into_string().unwrap()).collect();
    names.sort_unstable();
    assert_eq!(names, ["current".to_owned(), "lock".to_owned(), format!("v{VIEW_VERSION}-{third}")]);
}

#[test]
fn hazard_13_a_store_ahead_of_the_journal_is_derived_anew() {
    let kept = Kept::new();
    let (copied, _) = kept.copied();
    let shorter = Position(kept.world.head().0 - 1);
    let views = Views::open(copied.path(), kept.world.log, shorter).unwrap();
    assert_eq!(views.position(), Position::START, "derived anew");
    drop(views);
    kept.invariant_answers_are_the_same(copied.path(), "ahead");
}

#[test]
fn a_sound_store_is_not_derived_anew() {
    let kept = Kept::new();
    let (copied, _) = kept.copied();
    let views = Views::open(copied.path(), kept.world.log, kept.world.head()).unwrap();
    assert_eq!(views.position(), kept.world.head());
    assert_eq!(snapshot(&views, &kept.world), kept.fresh);
}

#[test]
fn two_users_of_one_directory_are_told_so() {
    let kept = Kept::new();
    let _first = Views::open(kept.directory.path(), kept.world.log, kept.world.head()).unwrap();
    let second = Views::open(kept.directory.path(), kept.world.log, kept.world.head());
    assert!(matches!(second, Err(crate::open::Error::InUse { .. })), "{second:?}");
}

fn files(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).into_iter().flatten();
    let mut files: Vec<PathBuf> =
        entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect();
    files.sort_unstable();
    files
}
