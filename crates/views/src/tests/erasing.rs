//! Words that are erased: nobody is shown them from the moment that the erasure is applied, as of no position; and soon no
//! file has them, whatever crashes on the way.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use domain::{
    ids::Revision,
    keeping::{
        self,
        event::{Ground, TextsErased},
        named::RecordTexts,
    },
    sealed::Sealed,
};
use journal::{Journal, MemoryJournal};
use proptest::prelude::*;
use record::{Disclosures, HistoryId, Position};

use super::{
    again::{catch_up, copy, fresh},
    dice::Dice,
    model::Model,
    snapshot::snapshot,
    then::{invariant_answers_are_those_of_the_model, invariant_lists_are_those_of_the_model},
    world::World,
};
use crate::{AsOf, Runner, Views, chronicle::keeps, home::Step};

const LONG: Duration = Duration::from_secs(20);

impl World {
    /// Erases words: those of the records at these positions, which are of one history, each with the chance of one half.
    /// Gives what they said, in the form in which a view keeps it.
    fn erase(&mut self, positions: &[usize]) -> Vec<String> {
        let (mut texts, mut said) = (Vec::new(), Vec::new());
        let history = self.stored[positions[0]].entry.history.clone();
        for position in positions {
            let record = &self.stored[*position].entry;
            assert_eq!(record.history, history);
            let revision = record.revision;
            let kept = Disclosures::parse(&record.texts).unwrap();
            let written = super::world::disclosures(&record.texts);
            let sealed = kept.iter().map(|(sealed, _, _)| sealed).zip(written);
            let sealed: Vec<(Sealed, String)> = sealed.filter(|_| self.dice.once_in(2)).collect();
            for (sealed, written) in &sealed {
                let words = self.words.insert(*sealed, None).flatten();
                said.extend(words.map(|words| if keeps(&history) { written.clone() } else { words }));
            }
            texts.push(RecordTexts {
                revision,
                texts: sealed.into_iter().map(|(sealed, _)| sealed).collect(),
            });
        }
        let last = self.stored.iter().rev().find(|stored| stored.entry.history == history).unwrap();
        let revision = last.entry.revision;
        let erased = TextsErased {
            request: revision,
            requested_by: super::region::id("u-beheer"),
            ground: Ground::Privacy,
            texts,
        };
        self.kept(history, revision.next(), keeping::Event::TextsErased(erased));
        said
    }

    /// Erases words of some records of one history, of dossiers mostly.
    fn erase_any(&mut self) -> Vec<String> {
        let of_dossiers = self.dice.below(4) > 0;
        let can = |history: &HistoryId| match history {
            HistoryId::Dossier(_) => of_dossiers,
            HistoryId::Arrangement(_)
            | HistoryId::Meeting(_)
            | HistoryId::Mandate(_)
            | HistoryId::Preparation(_) => !of_dossiers,
            HistoryId::Framework(_) => false,
        };
        let with_words = |world: &Self, number: &usize| world.stored[*number].entry.texts.len() > 2;
        let all: Vec<usize> = (0..self.stored.len()).filter(|number| with_words(self, number)).collect();
        let chosen: Vec<_> =
            all.iter().copied().filter(|number| can(&self.stored[*number].entry.history)).collect();
        if chosen.is_empty() {
            return Vec::new();
        }
        let first = chosen[self.dice.below(chosen.len())];
        let history = self.stored[first].entry.history.clone();
        let same: Vec<_> =
            chosen.into_iter().filter(|number| self.stored[*number].entry.history == history).collect();
        self.erase(&same)
    }

    /// The journal as it is when everything was erased that should be.
    fn clean(&self) -> World {
        let mut stored = self.stored.clone();
        for stored in &mut stored {
            let texts = Disclosures::parse(&stored.entry.texts).unwrap();
            let is_kept = texts.iter().map(|(sealed, _, _)| self.words[&sealed].is_some());
            let kept = super::world::disclosures(&stored.entry.texts).into_iter().zip(is_kept);
            let kept: Vec<_> =
                kept.filter(|(_, is_kept)| *is_kept).map(|(text, _)| format!("\"{text}\"")).collect();
            stored.entry.texts = format!("[{}]", kept.join(",")).into();
        }
        self.with(stored)
    }
}

/// All that a view says, except how it is kept.
fn said(views: &Views, world: &World) -> Vec<String> {
    snapshot(views, world).split_off(1)
}

/// The files in which words stand.
fn holding(directory: &Path, words: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(holding(&path, words));
        } else if fs::read(&path).unwrap().windows(words.len()).any(|bytes| bytes == words.as_bytes()) {
            found.push(path);
        }
    }
    found
}

fn names(directory: &Path) -> Vec<String> {
    let names = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().file_name());
    names.map(|name| name.into_string().unwrap()).filter(|name| name.starts_with('v')).collect()
}

/// A settled view of a marked world, and the world with words of it erased, which the view has not applied.
fn before_an_erasure(seed: u64) -> (tempfile::TempDir, World, Vec<String>) {
    let mut world = World::marked(seed, 120);
    let directory = tempfile::tempdir().unwrap();
    let views = Views::open(directory.path(), world.log, world.head()).unwrap();
    views.apply(&world.stored).unwrap();
    views.settle().unwrap();
    drop(views);
    let mut said: Vec<_> = (0..12).flat_map(|_| world.erase_any()).collect();
    said.retain(|words| !holding(directory.path(), words).is_empty());
    assert!(said.len() > 3, "the view has kept some of these words");
    (directory, world, said)
}

fn none_is_held(directory: &Path, said: &[String]) {
    for words in said {
        assert_eq!(holding(directory, words), Vec::<PathBuf>::new(), "{words}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn erased_words_are_shown_to_nobody_as_of_any_position(seed in any::<u64>(), steps in 10..120_usize) {
        let mut world = World::walked(seed, steps);
        let directory = tempfile::tempdir().unwrap();
        let views = Views::open(directory.path(), world.log, Position::START).unwrap();
        let mut dice = Dice(seed ^ 3);
        for _ in 0..4 {
            world.erase_any();
            catch_up(&views, &world);
            match dice.below(3) {
                0 => views.settle().unwrap(),
                1 => views.renew().unwrap(),
                _ => {}
            }
            for _ in 0..5 {
                world.step();
            }
            catch_up(&views, &world);
        }
        let mut model = Model::new(&world.words);
        for (stored, record) in world.stored.iter().zip(&world.records) {
            model.take(stored.position, record);
            invariant_answers_are_those_of_the_model(&views, &model, AsOf::Position(stored.position));
        }
        invariant_lists_are_those_of_the_model(&views, &model);
        // Derived anew it says the same, whether the journal has the words yet or not.
        prop_assert_eq!(said(&views, &world), fresh(&world).split_off(1));
        let clean = world.clean();
        prop_assert_eq!(said(&views, &world), fresh(&clean).split_off(1));
    }
}

#[test]
fn a_view_leaves_erased_words_behind() {
    let (directory, mut world, mut words) = before_an_erasure(71);
    let views = Views::open(directory.path(), world.log, world.head()).unwrap();
    assert!(!views.is_stained());
    for generation in 2..5 {
        catch_up(&views, &world);
        assert!(views.is_stained());
        views.flush().unwrap();
        assert!(words.iter().any(|words| !holding(directory.path(), words).is_empty()), "sled keeps them");
        let before = said(&views, &world);
        views.renew().unwrap();
        assert!(!views.is_stained());
        none_is_held(directory.path(), &words);
        assert_eq!(names(directory.path()), [format!("v{}-{}.{generation}", crate::VIEW_VERSION, world.log)]);
        assert_eq!(said(&views, &world), before);
        assert_eq!(before, fresh(&world).split_off(1));
        views.renew().unwrap();
        assert_eq!(names(directory.path()).len(), 1, "there is nothing more to leave");
        for _ in 0..20 {
            world.step();
        }
        catch_up(&views, &world);
        views.flush().unwrap();
        words = (0..12).flat_map(|_| world.erase_any()).collect();
        words.retain(|words| !holding(directory.path(), words).is_empty());
        assert!(!words.is_empty());
    }
}

#[test]
fn a_view_that_never_had_the_words_has_nothing_to_leave() {
    let (_, world, _) = before_an_erasure(72);
    let (directory, clean) = (tempfile::tempdir().unwrap(), world.clean());
    let views = Views::open(directory.path(), clean.log, clean.head()).unwrap();
    catch_up(&views, &clean);
    views.settle().unwrap();
    assert!(!views.is_stained());
    views.renew().unwrap();
    assert_eq!(names(directory.path()), [format!("v{}-{}", crate::VIEW_VERSION, world.log)]);
}

#[test]
fn a_crash_at_any_step_of_leaving_them_leaves_a_view_that_works_and_leaves_them_in_the_end() {
    let (directory, world, words) = before_an_erasure(73);
    let expected = fresh(&world).split_off(1);
    for step in [Step::Written, Step::Renamed, Step::Synced, Step::SetAside, Step::Removed] {
        let crashed = tempfile::tempdir().unwrap();
        copy(directory.path(), crashed.path());
        let views = Views::open(crashed.path(), world.log, world.head()).unwrap();
        catch_up(&views, &world);
        views.place().home.dies_after = Some(step);
        views.renew().unwrap_err();
        assert_eq!(said(&views, &world), expected, "{step:?}: it is tried again while the process lives");
        drop(views);
        let views = Views::open(crashed.path(), world.log, world.head()).unwrap();
        assert!(views.position() > Position::START, "{step:?}: kept, not derived anew");
        catch_up(&views, &world);
        assert_eq!(said(&views, &world), expected, "{step:?}");
        views.settle().unwrap();
        views.renew().unwrap();
        none_is_held(crashed.path(), &words);
        assert_eq!(names(crashed.path()).len(), 1, "{step:?}");
        assert_eq!(said(&views, &world), expected, "{step:?}");
    }
}

#[test]
fn a_failure_while_they_are_left_is_made_good_by_the_next_try() {
    let (directory, world, words) = before_an_erasure(74);
    let views = Views::open(directory.path(), world.log, world.head()).unwrap();
    catch_up(&views, &world);
    for step in [Step::Written, Step::Renamed, Step::Synced, Step::SetAside, Step::Removed] {
        views.place().home.dies_after = Some(step);
        views.renew().unwrap_err();
        assert!(views.is_stained(), "{step:?}");
    }
    views.place().home.dies_after = None;
    views.renew().unwrap();
    none_is_held(directory.path(), &words);
    assert_eq!(said(&views, &world), fresh(&world).split_off(1));
}

#[test]
fn a_crash_in_the_writing_of_an_erasure_does_not_forget_that_the_store_has_had_them() {
    let (directory, world, words) = before_an_erasure(75);
    let expected = fresh(&world).split_off(1);
    for batches in 0..40 {
        let crashed = tempfile::tempdir().unwrap();
        copy(directory.path(), crashed.path());
        let views = Views::open(crashed.path(), world.log, world.head()).unwrap();
        catch_up(&views, &world);
        views.with_store(|store| {
            store.batch_rows_max = 1;
            store.batches_left.store(batches, Ordering::SeqCst);
        });
        let _ = views.flush();
        drop(views);
        let views = Views::open(crashed.path(), world.log, world.head()).unwrap();
        catch_up(&views, &world);
        assert!(views.is_stained(), "after {batches} batches");
        assert_eq!(said(&views, &world), expected, "after {batches} batches");
        views.renew().unwrap();
        none_is_held(crashed.path(), &words);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_runner_leaves_them_by_itself_and_tells_nothing_twice() {
    let mut world = World::marked(76, 120);
    let directory = tempfile::tempdir().unwrap();
    let journal = Arc::new(MemoryJournal::new(world.log));
    let append = async |world: &World, from: usize| {
        for stored in &world.stored[from..] {
            journal.append(stored.entry.clone()).await.unwrap();
        }
    };
    append(&world, 0).await;
    let views = Views::open(directory.path(), world.log, journal.head()).unwrap();
    let mut changes = views.changes();
    let runner = Runner::spawn(views, journal.clone()).unwrap();
    let mut status = runner.views().status();
    tokio::time::timeout(LONG, status.wait_for(|status| *status == crate::Status::Current))
        .await
        .unwrap()
        .unwrap();
    let begun = world.stored.len();
    let mut words: Vec<_> = (0..8).flat_map(|_| world.erase_any()).collect();
    words.retain(|words| !holding(directory.path(), words).is_empty());
    assert!(words.len() > 3);
    append(&world, begun).await;
    runner.views().wait_for(journal.head(), LONG).await.unwrap();
    assert_eq!(said(runner.views(), &world), fresh(&world).split_off(1), "nobody is shown them at once");
    let until = tokio::time::Instant::now() + LONG;
    while runner.views().is_stained() {
        assert!(tokio::time::Instant::now() < until, "they are never left");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    none_is_held(directory.path(), &words);
    assert_eq!(said(runner.views(), &world), fresh(&world).split_off(1));
    let mut told = Vec::new();
    while let Ok(change) = changes.try_recv() {
        told.push(change.position);
    }
    assert!(told.is_sorted() && told.iter().all(|position| position.0 > begun as u64), "{told:?}");
    tokio::task::spawn_blocking(|| runner.stop()).await.unwrap();
}

#[test]
fn erasing_words_twice_or_words_that_are_nobodys_changes_nothing() {
    let (directory, mut world, _) = before_an_erasure(77);
    let views = Views::open(directory.path(), world.log, world.head()).unwrap();
    catch_up(&views, &world);
    views.renew().unwrap();
    let again = world.records.iter().rev().find_map(|record| {
        let domain::Event::Keeping(keeping::Event::TextsErased(erased)) = &record.event else { return None };
        Some((record.history.clone(), record.revision, erased.clone()))
    });
    let (history, revision, mut erased) = again.unwrap();
    world.kept(history.clone(), revision.next(), keeping::Event::TextsErased(erased.clone()));
    erased.texts =
        vec![RecordTexts { revision: Revision(1), texts: vec![Sealed(domain::sealed::Digest([9; 32]))] }];
    world.kept(history, Revision(revision.0 + 2), keeping::Event::TextsErased(erased));
    catch_up(&views, &world);
    assert!(!views.is_stained());
    assert_eq!(said(&views, &world), fresh(&world).split_off(1));
}

/// A backup from before an erasure was put back: the journal has lost the words some other way, and does not say so.
#[test]
fn views_of_before_an_erasure_that_the_journal_does_not_know_are_derived_anew_once() {
    let directory = tempfile::tempdir().unwrap();
    let world = World::marked(91, 120);
    let open = || Views::open(directory.path(), world.log, world.head()).unwrap();
    let leave_behind = |erased: &[u8]| Views::leave_behind(directory.path(), erased).unwrap();
    let derived = |views: &Views| views.position() == world.head();
    let read_all = |views: &Views| {
        catch_up(views, &world);
        views.settle().unwrap();
    };
    leave_behind(b"");
    read_all(&open());
    leave_behind(b"");
    assert!(derived(&open()), "nothing was erased");
    for erased in [b"one".as_slice(), b"one, two"] {
        leave_behind(erased);
        let views = open();
        assert!(!derived(&views));
        read_all(&views);
        assert_eq!(said(&views, &world), fresh(&world).split_off(1));
        drop(views);
        leave_behind(erased);
        let views = open();
        assert!(derived(&views), "they were derived since");
        let in_use = Views::leave_behind(directory.path(), b"three");
        assert!(matches!(in_use, Err(crate::open::Error::InUse { .. })), "{in_use:?}");
    }
    // The list was lost for a while, and views were derived with what the journal gave.
    leave_behind(b"");
    assert!(derived(&open()));
    leave_behind(b"one, two");
    assert!(!derived(&open()));
}
