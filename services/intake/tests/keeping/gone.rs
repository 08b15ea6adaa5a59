//! Whatever happens meanwhile, words that are to be gone are gone, and the others stay.

use std::{fs, path::Path, sync::Arc, time::Duration};

use eraser::{Eraser, List, Said, State};
use journal::{
    FileJournal, Journal, MemoryJournal, copy,
    disk::FaultDisk,
    file::{Options, open},
};
use record::{LogId, Position};
use uuid::Uuid;

use crate::desk::{Desk, STAYS, WORDS, dossier};

const SOON: Duration = Duration::from_secs(60);

/// Runs an eraser until it is past what the journal holds now.
async fn erase(journal: &Arc<dyn Journal>) {
    run(Eraser::new(Arc::clone(journal)), journal).await;
}

async fn run(eraser: Eraser, journal: &Arc<dyn Journal>) {
    let (running, head) = (eraser.clone(), journal.head());
    let run = tokio::spawn(async move { running.run().await });
    assert!(eraser.passed(head, SOON).await, "{:?}", eraser.state());
    assert_eq!(eraser.state(), State::Current);
    run.abort();
    assert!(run.await.unwrap_err().is_cancelled());
}

#[tokio::test]
async fn the_words_are_gone_and_those_beside_them_stay() {
    let desk = Desk::in_memory().await;
    let before = desk.history().await;
    desk.erases_the_title().await;
    assert_eq!(desk.legible().await, [WORDS, STAYS], "it is recorded, and nobody erased yet");
    for _ in 0..2 {
        erase(desk.intake.journal()).await;
        assert_eq!(desk.legible().await, [STAYS]);
        assert_eq!(desk.history().await[0].entry.record, before[0].entry.record, "no record is touched");
    }
}

#[tokio::test]
async fn whoever_is_given_them_all_the_same_can_be_told_what_remains() {
    let desk = Desk::in_memory().await;
    let before = desk.history().await;
    desk.erases_the_title().await;
    let eraser = Eraser::new(Arc::clone(desk.intake.journal()));
    assert_eq!((eraser.last(), eraser.remains(&before[0])), (None, before[0].entry.texts.clone()));
    run(eraser.clone(), desk.intake.journal()).await;
    assert_eq!(eraser.last(), Some(Position(4)));
    // As a server gives them that has not heard of it yet.
    assert_eq!(eraser.remains(&before[0]), desk.history().await[0].entry.texts);
    let other = &desk.history().await[1];
    assert_eq!(eraser.remains(other), other.entry.texts, "nothing else is taken");
}

#[tokio::test]
async fn what_was_only_asked_for_stays() {
    let desk = Desk::in_memory().await;
    let title = desk.title().await;
    desk.asks(10, "u-a1", crate::desk::request(vec![title])).await.unwrap();
    erase(desk.intake.journal()).await;
    assert_eq!(desk.legible().await, [WORDS, STAYS]);
}

#[tokio::test]
async fn it_goes_on_with_what_comes() {
    let desk = Desk::in_memory().await;
    let eraser = Eraser::new(Arc::clone(desk.intake.journal()));
    assert_eq!(eraser.state(), State::CatchingUp, "it has not begun");
    assert!(!eraser.passed(Position(1), Duration::from_millis(1)).await);
    let running = eraser.clone();
    tokio::spawn(async move { running.run().await });
    assert!(eraser.passed(desk.intake.journal().head(), SOON).await);
    desk.erases_the_title().await;
    assert!(eraser.passed(desk.intake.journal().head(), SOON).await);
    assert_eq!(desk.legible().await, [STAYS]);
}

#[tokio::test]
async fn several_at_once_do_no_harm() {
    let desk = Desk::in_memory().await;
    desk.erases_the_title().await;
    let journal = desk.intake.journal();
    tokio::join!(erase(journal), erase(journal), erase(journal));
    assert_eq!(desk.legible().await, [STAYS]);
}

#[tokio::test]
async fn an_older_copy_that_was_put_back_is_erased_before_anyone_is_served() {
    let desk = Desk::in_memory().await;
    desk.erases_the_title().await;
    // A copy of before the words were gone, with the record that says they are.
    let restored: Arc<dyn Journal> = Arc::new(MemoryJournal::new(LogId(Uuid::from_u128(1))));
    for position in 1..=desk.intake.journal().head().0 {
        let stored = desk.intake.journal().at(Position(position)).await.unwrap().unwrap();
        restored.append(stored.entry).await.unwrap();
    }
    erase(desk.intake.journal()).await;
    let words = restored.read(&dossier()).await.unwrap()[0].entry.texts.clone();
    assert_ne!(words, desk.history().await[0].entry.texts, "they are back");
    erase(&restored).await;
    let words = restored.read(&dossier()).await.unwrap()[0].entry.texts.clone();
    assert_eq!(words, desk.history().await[0].entry.texts, "byte for byte what was left");
}

/// A journal from before the erasure, with its words, as a backup of the whole brings it back.
async fn from_before(desk: &Desk) -> Arc<dyn Journal> {
    let before: Arc<dyn Journal> = Arc::new(MemoryJournal::new(LogId(Uuid::from_u128(1))));
    for stored in [1, 2].map(|position| desk.intake.journal().at(Position(position))) {
        before.append(stored.await.unwrap().unwrap().entry).await.unwrap();
    }
    before
}

#[tokio::test]
async fn a_journal_from_before_the_erasure_is_erased_by_the_list_beside_it() {
    let (desk, place) = (Desk::in_memory().await, tempfile::tempdir().unwrap());
    let path = place.path().join("erasures.jsonl");
    let list = || List::open(&path).unwrap();
    desk.erases_the_title().await;
    let restored = from_before(&desk).await;
    let eraser = Eraser::new(Arc::clone(desk.intake.journal())).noting(list());
    run(eraser.clone(), desk.intake.journal()).await;
    assert!(eraser.forgotten().is_empty(), "the journal knows of all");
    drop(eraser);
    assert_eq!(desk.legible().await, [STAYS]);
    let words = || async { restored.read(&dossier()).await.unwrap()[0].entry.texts.clone() };
    assert_ne!(words().await, desk.history().await[0].entry.texts, "they are back");
    erase(&restored).await;
    assert_ne!(words().await, desk.history().await[0].entry.texts, "the journal does not know");
    let eraser = Eraser::new(Arc::clone(&restored)).noting(list());
    assert_eq!(eraser.forgotten(), fs::read(&path).unwrap());
    run(eraser, &restored).await;
    assert_eq!(words().await, desk.history().await[0].entry.texts, "byte for byte what was left");
}

#[tokio::test]
async fn a_copy_from_before_the_erasure_loses_the_words_with_the_next_copying() {
    let (desk, disk) = (Desk::in_memory().await, FaultDisk::new());
    let (copy, source) = (file(&disk).unwrap(), desk.intake.journal().clone());
    let copying = async || copy::copy(source.as_ref(), &copy, &Said(source.as_ref()), &mut |_| ()).await;
    copying().await.unwrap();
    desk.erases_the_title().await;
    // It is recorded, and the eraser has not been there: nothing differs yet.
    assert_eq!(copying().await.unwrap().erased, 0);
    erase(&source).await;
    assert_eq!(copying().await.unwrap().erased, 1);
    let words = copy.read(&dossier()).await.unwrap()[0].entry.texts.clone();
    assert_eq!(words, desk.history().await[0].entry.texts, "byte for byte what was left");
    assert_eq!(copying().await.unwrap().erased, 0);
}

#[tokio::test]
async fn who_may_not_erase_waits_until_another_has() {
    let desk = Desk::in_memory().await;
    desk.erases_the_title().await;
    let waiting = Eraser::waiting(Arc::clone(desk.intake.journal()));
    let running = waiting.clone();
    tokio::spawn(async move { running.run().await });
    assert!(!waiting.passed(Position(4), Duration::from_millis(50)).await);
    assert_eq!((waiting.state(), desk.legible().await.len()), (State::CatchingUp, 2), "it erases nothing");
    erase(desk.intake.journal()).await;
    waiting.current().await.unwrap();
    assert_eq!(desk.legible().await, [STAYS]);
}

#[tokio::test]
async fn a_journal_that_cannot_erase_any_more_stops_it_loudly() {
    let disk = FaultDisk::new();
    let desk = Desk::on(Arc::new(file(&disk).unwrap())).await;
    desk.erases_the_title().await;
    disk.power_off_at(1);
    let eraser = Eraser::new(Arc::clone(desk.intake.journal()));
    assert!(eraser.run().await.is_err());
    let State::Stopped { why } = eraser.state() else { panic!("{:?}", eraser.state()) };
    assert!(!why.is_empty() && !eraser.passed(Position(1_000), SOON).await, "nobody waits for it: {why}");
}

/// The power goes at every change of the disk that an erasure makes: at the next start it is finished.
#[tokio::test]
async fn what_a_crash_cut_short_is_finished_at_the_next_start() {
    let mut done = false;
    for (nth, seed) in (1..40).zip(100..) {
        let disk = FaultDisk::new();
        let desk = Desk::on(Arc::new(file(&disk).unwrap())).await;
        desk.erases_the_title().await;
        disk.power_off_at(nth);
        done = Eraser::new(Arc::clone(desk.intake.journal())).cut_short().await;
        drop(desk);
        disk.crash(seed);
        let journal: Arc<dyn Journal> = Arc::new(file(&disk).unwrap());
        erase(&journal).await;
        let words = journal.read(&dossier()).await.unwrap()[0].entry.texts.clone();
        let words = String::from_utf8(words.to_vec()).unwrap();
        assert_eq!(words.matches('"').count(), 2, "one text is left, after a crash at change {nth}");
        if done {
            assert!(nth > 3, "an erasure changes the disk a few times");
            break;
        }
    }
    assert!(done, "the last crash came after all was done");
}

trait CutShort {
    /// Runs until it stops or has passed all; whether it did.
    async fn cut_short(self) -> bool;
}

impl CutShort for Eraser {
    async fn cut_short(self) -> bool {
        let running = self.clone();
        tokio::select! {
            biased;
            passed = self.passed(Position(4), SOON) => passed,
            stopped = running.run() => stopped.is_ok(),
        }
    }
}

fn file(disk: &FaultDisk) -> Result<FileJournal, open::Error> {
    let options = Options { log_id: Some(LogId(Uuid::from_u128(1))), ..Options::default() };
    FileJournal::open(Path::new("/journal"), Arc::new(disk.clone()), options)
}
