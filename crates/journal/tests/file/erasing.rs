//! Words that are written over: whatever happens meanwhile, no record is touched, and the words are all there or gone.

use bytes::Bytes;
use journal::{
    Entry, FOLLOW_BATCH_RECORDS_MAX, FileJournal, Health, Journal, Stored,
    contract::followed,
    disk::{Fault, FaultDisk},
    erase,
    file::{damage::Damage, open},
};
use record::Position;

use crate::support::{
    TWO_LINES, all, directory, explained, line_starts, numbered, open, open_small, segment,
};

const WORDS: &str = "Janneke van Alkmaar-Noord";

fn words(number: u64) -> Bytes {
    format!("[\"{WORDS} {number}\",\"blijft {number}\"]").into()
}

fn remains(number: u64) -> Bytes {
    format!("[\"blijft {number}\"]").into()
}

/// Appends records with words.
async fn append(journal: &FileJournal, numbers: std::ops::RangeInclusive<u64>) -> Vec<Stored> {
    let mut stored = Vec::new();
    for number in numbers {
        let entry = Entry { texts: words(number), ..numbered(number) };
        let position = journal.append(entry.clone()).await.expect("an append");
        stored.push(Stored { position, entry });
    }
    stored
}

/// The files in which words of this record stand.
fn holding(disk: &FaultDisk, number: u64) -> Vec<std::path::PathBuf> {
    let words = format!("{WORDS} {number}\"");
    let holds = |bytes: &[u8]| bytes.windows(words.len()).any(|window| window == words.as_bytes());
    disk.paths().into_iter().filter(|path| disk.bytes(path).is_some_and(|bytes| holds(&bytes))).collect()
}

#[tokio::test]
async fn words_are_in_no_file_once_they_are_erased() {
    let disk = FaultDisk::new();
    let journal = open_small(&disk, 2 * TWO_LINES).unwrap();
    let mut stored = append(&journal, 1..=9).await;
    let sizes: Vec<_> = disk.paths().iter().map(|path| disk.bytes(path).unwrap().len()).collect();
    for number in [1, 4, 9] {
        assert_eq!(holding(&disk, number).len(), 1, "the test looks where they are");
        journal.erase(Position(number), remains(number)).await.unwrap();
        stored[usize::try_from(number).unwrap() - 1].entry.texts = remains(number);
        assert_eq!(holding(&disk, number), Vec::<std::path::PathBuf>::new());
        assert_eq!(all(&journal).await, stored);
    }
    let after: Vec<_> = disk.paths().iter().map(|path| disk.bytes(path).unwrap().len()).collect();
    assert_eq!(after, sizes, "every line stands where it stood, and nothing else is left");
    drop(journal);
    disk.crash(7);
    assert_eq!(all(&open(&disk).unwrap()).await, stored, "what was answered is durable");
    assert!([1, 4, 9].iter().all(|number| holding(&disk, *number).is_empty()));
}

/// The power goes off before every change that an erasure makes, and before none, with every way for a device to tear.
#[tokio::test]
async fn a_loss_of_power_at_any_moment_of_an_erasure_leaves_the_words_or_what_remains() {
    const ERASED: u64 = 3;
    let (mut finished, mut untouched, mut answered) = (0, 0, 0);
    for nth in 1..=9 {
        for seed in 0..200 {
            let disk = FaultDisk::new();
            let journal = open_small(&disk, 3 * TWO_LINES).unwrap();
            let mut stored = append(&journal, 1..=5).await;
            disk.power_off_at(nth);
            let answer = journal.erase(Position(ERASED), remains(ERASED)).await;
            drop(journal);
            disk.crash(seed);

            let case = format!("power off at change {nth}, seed {seed}");
            let journal = open(&disk).unwrap_or_else(|error| panic!("{case}: {}", explained(&error)));
            let found = all(&journal).await;
            let texts = &found[2].entry.texts;
            if *texts == remains(ERASED) {
                finished += 1;
                assert!(holding(&disk, ERASED).is_empty(), "{case}");
            } else {
                untouched += 1;
                assert!(answer.is_err(), "{case}: what was answered is durable");
                assert_eq!(*texts, words(ERASED), "{case}");
            }
            answered += u64::from(answer.is_ok());
            assert!(
                !disk.paths().iter().any(|path| path.ends_with("erasing")),
                "{case}: nothing is left of it"
            );
            journal.erase(Position(ERASED), remains(ERASED)).await.unwrap();
            stored[2].entry.texts = remains(ERASED);
            stored.extend(append(&journal, 6..=6).await);
            assert_eq!(all(&journal).await, stored, "{case}");
            assert!(holding(&disk, ERASED).is_empty(), "{case}");
        }
    }
    assert!(finished > 400 && untouched > 400 && answered == 200, "{finished}, {untouched}, {answered}");
}

/// And again while the erasure is finished at the next start, as often as it takes.
#[tokio::test]
async fn a_loss_of_power_while_an_erasure_is_finished_does_no_harm() {
    for seed in 0..400 {
        let disk = FaultDisk::new();
        let journal = open(&disk).unwrap();
        let mut stored = append(&journal, 1..=3).await;
        disk.power_off_at(5);
        journal.erase(Position(2), remains(2)).await.unwrap_err();
        drop(journal);
        for again in 1..=seed % 7 {
            disk.crash(seed * 10 + again);
            disk.power_off_at(again);
            drop(open(&disk));
        }
        disk.crash(seed);
        let journal = open(&disk).unwrap_or_else(|error| panic!("seed {seed}: {}", explained(&error)));
        stored[1].entry.texts = remains(2);
        assert_eq!(all(&journal).await, stored, "seed {seed}: what was begun is finished");
        assert!(holding(&disk, 2).is_empty());
    }
}

#[tokio::test]
async fn an_erasure_that_fails_on_the_device_is_finished_when_the_journal_is_opened_anew() {
    let faults = [
        Fault::SyncIo,
        Fault::SyncDirectoryIo,
        Fault::WriteIo { written: 12 },
        Fault::WriteFull { written: 12 },
    ];
    for fault in faults {
        for nth in 1..=2 {
            let disk = FaultDisk::new();
            let journal = open(&disk).unwrap();
            let mut stored = append(&journal, 1..=3).await;
            disk.fail(nth, fault);
            let answer = journal.erase(Position(2), remains(2)).await;
            let case = format!("{fault:?}, the {nth}th: {answer:?}");
            if fault == (Fault::WriteFull { written: 12 }) && nth == 1 {
                assert!(matches!(answer, Err(erase::Error::Full)), "{case}");
                assert_eq!(journal.health(), Health::Writable, "{case}");
                assert_eq!(all(&journal).await, stored, "{case}");
            } else {
                assert!(matches!(answer, Err(erase::Error::Poisoned { .. })), "{case}");
                assert!(matches!(journal.health(), Health::Poisoned { .. }), "{case}");
                let again = journal.erase(Position(1), remains(1)).await;
                assert!(matches!(again, Err(erase::Error::Poisoned { .. })), "{again:?}");
            }
            drop(journal);
            disk.crash(nth);
            let journal = open(&disk).unwrap_or_else(|error| panic!("{case}: {}", explained(&error)));
            journal.erase(Position(2), remains(2)).await.unwrap();
            stored[1].entry.texts = remains(2);
            assert_eq!(all(&journal).await, stored, "{case}");
        }
    }
}

#[tokio::test]
async fn what_was_to_be_erased_elsewhere_is_not_written_here() {
    let disk = FaultDisk::new();
    let journal = open(&disk).unwrap();
    append(&journal, 1..=3).await;
    // The third change is the sync of the directory; the file is there from then on.
    disk.power_off_at(4);
    journal.erase(Position(2), remains(2)).await.unwrap_err();
    drop(journal);
    disk.mend();
    let redo = disk.bytes(&directory().join("erasing")).expect("it was about to be erased");

    let other = FaultDisk::new();
    let stored = append(&open(&other).unwrap(), 1..=1).await;
    other.put(&directory().join("erasing"), redo.clone());
    assert_eq!(all(&open(&other).unwrap()).await, stored, "no such line");
    for cut in 0..redo.len() {
        let other = FaultDisk::new();
        let stored = append(&open(&other).unwrap(), 1..=3).await;
        other.put(&directory().join("erasing"), redo[..cut].to_vec());
        assert_eq!(all(&open(&other).unwrap()).await, stored, "torn at {cut}");
    }
}

#[tokio::test]
async fn a_flipped_bit_in_what_remains_is_refused_by_file_and_offset() {
    let disk = FaultDisk::new();
    let journal = open(&disk).unwrap();
    append(&journal, 1..=3).await;
    journal.erase(Position(2), remains(2)).await.unwrap();
    let bytes = disk.bytes(&segment(1)).unwrap();
    let starts = line_starts(&bytes);
    for at in starts[1]..starts[2] {
        disk.flip_bit(&segment(1), at * 8);
        let error = journal.at(Position(2)).await.map(drop).unwrap_err();
        assert!(explained(&error).contains(&format!("at byte {}", starts[1])), "{}", explained(&error));
        disk.flip_bit(&segment(1), at * 8);
    }
    drop(journal);
    for at in starts[1]..starts[2] {
        disk.flip_bit(&segment(1), at * 8);
        let Err(open::Error::Damaged { path, offset, .. }) = open(&disk).map(drop) else {
            panic!("byte {at} is another");
        };
        assert_eq!((path, offset), (segment(1), starts[1] as u64));
        disk.flip_bit(&segment(1), at * 8);
    }
}

#[tokio::test]
async fn words_beside_a_damaged_record_are_left_for_who_mends_it() {
    let disk = FaultDisk::new();
    let journal = open(&disk).unwrap();
    append(&journal, 1..=3).await;
    let starts = line_starts(&disk.bytes(&segment(1)).unwrap());
    disk.flip_bit(&segment(1), (starts[1] + 40) * 8);
    let before = disk.bytes(&segment(1));
    let answer = journal.erase(Position(2), remains(2)).await;
    let Err(erase::Error::Read(error)) = answer else { panic!("{answer:?}") };
    assert!(explained(&error).contains(&Damage::Checksum.to_string()), "{}", explained(&error));
    assert_eq!(disk.bytes(&segment(1)), before);
}

#[tokio::test]
async fn a_follower_that_has_read_ahead_forgets_what_was_erased() {
    let disk = FaultDisk::new();
    let journal = open(&disk).unwrap();
    let records = FOLLOW_BATCH_RECORDS_MAX as u64 + 10;
    append(&journal, 1..=records).await;
    let mut follower = journal.follow(Position::START);
    assert_eq!(follower.next().await.unwrap().len(), FOLLOW_BATCH_RECORDS_MAX);
    journal.erase(Position(records), remains(records)).await.unwrap();
    let rest = followed(&mut *follower, Position(records)).await;
    assert_eq!((rest.len(), &rest[9].entry.texts), (10, &remains(records)));
}
