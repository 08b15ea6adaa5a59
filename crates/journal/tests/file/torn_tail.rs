//! Hazard 12: a loss of power tears the end of the last segment off, anywhere.

use journal::{Journal, disk::FaultDisk, file::damage::Damage, file::open};
use record::Position;

use crate::support::{
    HEADER_BYTES, TWO_LINES, all, append, explained, line_starts, numbered, open, open_small, segment,
};

/// Six records in one segment: its bytes, and where each line begins.
async fn six_records() -> (Vec<u8>, Vec<usize>) {
    let disk = FaultDisk::new();
    append(&open(&disk).unwrap(), 1..=6).await;
    let bytes = disk.bytes(&segment(1)).unwrap();
    let starts = line_starts(&bytes);
    assert_eq!((starts.len(), starts[0]), (7, HEADER_BYTES));
    (bytes, starts)
}

/// Opens what is left, and makes sure that it holds so many records and goes on.
async fn goes_on(disk: &FaultDisk, records: u64, case: &str) {
    let journal = open(disk).unwrap_or_else(|error| panic!("{case}: {}", explained(&error)));
    assert_eq!(journal.head(), Position(records), "{case}");
    append(&journal, records + 1..=records + 2).await;
    drop(journal);
    disk.crash(1);
    let journal = open(disk).unwrap();
    let expected = (1..=records + 2).map(numbered);
    assert!(all(&journal).await.into_iter().map(|record| record.entry).eq(expected), "{case}");
}

#[tokio::test]
async fn hazard_12_a_tail_torn_at_every_byte_of_the_last_three_lines_is_cut_off() {
    let (bytes, starts) = six_records().await;
    for torn_at in starts[3]..=bytes.len() {
        let whole = starts.iter().filter(|start| **start <= torn_at).count() as u64 - 1;
        let garbage = |filler: fn(usize) -> u8| {
            let rest = (torn_at..bytes.len()).map(filler);
            [&bytes[..torn_at], &rest.collect::<Vec<_>>()].concat()
        };
        let tails = [
            bytes[..torn_at].to_vec(),
            garbage(|_| 0),
            garbage(|at| u8::try_from(at * 31 % 251).unwrap()),
            garbage(|_| b'\t'),
            garbage(|_| b'\n'),
        ];
        for (nth, tail) in tails.into_iter().enumerate() {
            let disk = FaultDisk::new();
            disk.put(&segment(1), tail);
            // A newline in the right place mends the line.
            let mended = u64::from(nth == 4 && starts.contains(&(torn_at + 1)));
            goes_on(&disk, whole + mended, &format!("torn at {torn_at}, tail {nth}")).await;
        }
    }
}

#[tokio::test]
async fn hazard_12_damage_before_a_whole_line_is_no_torn_tail() {
    let (bytes, starts) = six_records().await;
    for line in 1..=5 {
        for at in [starts[line] - 1, starts[line - 1], starts[line - 1] + 30] {
            let disk = FaultDisk::new();
            let mut damaged = bytes.clone();
            damaged[at] = b'#';
            disk.put(&segment(1), damaged.clone());
            let Err(open::Error::Damaged { path, offset, source }) = open(&disk).map(drop) else {
                panic!("line {line}, byte {at}: a record follows");
            };
            assert_eq!((path, offset), (segment(1), starts[line - 1] as u64), "{source}");
            assert_eq!(disk.bytes(&segment(1)), Some(damaged), "nothing is touched");
        }
    }
}

#[tokio::test]
async fn hazard_12_a_torn_line_in_another_segment_than_the_last_stops_the_start() {
    let disk = FaultDisk::new();
    append(&open_small(&disk, TWO_LINES).unwrap(), 1..=6).await;
    assert!(disk.bytes(&segment(3)).is_some(), "two lines a segment");
    let whole = disk.bytes(&segment(1)).unwrap().len();
    disk.change(&segment(1), |bytes| bytes.truncate(whole - 1));
    let Err(open::Error::Damaged { path, source, .. }) = open(&disk).map(drop) else {
        panic!("a torn tail is legal only in the last segment");
    };
    assert_eq!((path, source), (segment(1), Damage::Unfinished));
}

#[tokio::test]
async fn hazard_12_a_torn_header_of_a_new_last_segment_is_written_again() {
    let disk = FaultDisk::new();
    append(&open_small(&disk, TWO_LINES).unwrap(), 1..=6).await;
    let header = disk.bytes(&segment(5)).unwrap()[..HEADER_BYTES].to_vec();
    for length in 0..=HEADER_BYTES {
        for filler in [None, Some(0), Some(0xA5)] {
            let torn = FaultDisk::new();
            torn.put(&segment(1), disk.bytes(&segment(1)).unwrap());
            torn.put(&segment(3), disk.bytes(&segment(3)).unwrap());
            let mut bytes = header[..length].to_vec();
            bytes.extend(filler.iter().cycle().take(HEADER_BYTES - length).filter(|_| filler.is_some()));
            torn.put(&segment(5), bytes);
            goes_on(&torn, 4, &format!("header torn at {length}")).await;
            assert!(torn.bytes(&segment(5)).unwrap().starts_with(&header), "of the same log");
        }
    }
}

#[tokio::test]
async fn hazard_12_a_torn_first_header_begins_the_journal_anew() {
    let disk = FaultDisk::new();
    disk.put(&segment(1), b"besluitspoor-jour".to_vec());
    goes_on(&disk, 0, "nothing was ever stored").await;
}

#[tokio::test]
async fn hazard_12_a_tail_longer_than_any_group_is_not_cut_off() {
    let (mut bytes, starts) = six_records().await;
    bytes.truncate(starts[3]);
    bytes.resize(bytes.len() + journal::file::APPEND_QUEUE_BYTES_MAX + 1, 0);
    let disk = FaultDisk::new();
    disk.put(&segment(1), bytes);
    assert!(matches!(open(&disk), Err(open::Error::Damaged { offset, .. }) if offset == starts[3] as u64));
}
