//! Hazard 12: bits flip, segments are cut short, go missing or come from elsewhere.

use journal::{
    Journal,
    disk::{Disk, FaultDisk},
    file::{damage::Damage, open},
    follow, read,
};
use record::{LogId, Position};
use uuid::Uuid;

use crate::support::{
    HEADER_BYTES, TWO_LINES, append, directory, explained, line_starts, open, open_small, open_with, segment,
};

/// Three segments with two records each.
async fn three_segments() -> FaultDisk {
    let disk = FaultDisk::new();
    append(&open_small(&disk, TWO_LINES).unwrap(), 1..=6).await;
    let names: Vec<_> = disk.paths().into_iter().filter(|path| path.extension().is_some()).collect();
    assert_eq!(names, [segment(1), segment(3), segment(5)]);
    disk
}

#[tokio::test]
async fn hazard_12_a_flipped_bit_anywhere_is_refused_by_file_and_offset_or_is_a_torn_last_line() {
    let whole = three_segments().await;
    for first in [1, 3, 5] {
        let path = segment(first);
        let bytes = whole.bytes(&path).unwrap();
        let starts = line_starts(&bytes);
        for bit in 0..bytes.len() * 8 {
            whole.flip_bit(&path, bit);
            let line = starts.iter().rposition(|start| *start <= bit / 8).map_or(0, |line| starts[line]);
            match open(&whole) {
                Err(open::Error::Damaged { path: named, offset, source }) => {
                    assert_eq!((named, offset), (path.clone(), line as u64), "bit {bit}: {source}");
                    whole.flip_bit(&path, bit);
                }
                Ok(journal) => {
                    assert_eq!((first, line), (5, starts[1]), "bit {bit}: only the last line may be torn");
                    assert_eq!(journal.head(), Position(5));
                    whole.put(&path, bytes.clone());
                }
                Err(other) => panic!("bit {bit} of {}: {}", path.display(), explained(&other)),
            }
        }
    }
}

#[tokio::test]
async fn hazard_12_a_middle_segment_cut_short_anywhere_is_refused() {
    let whole = three_segments().await;
    let bytes = whole.bytes(&segment(3)).unwrap();
    let starts = line_starts(&bytes);
    for length in 0..bytes.len() {
        whole.put(&segment(3), bytes[..length].to_vec());
        match open(&whole).map(drop) {
            Err(open::Error::Damaged { path, offset, .. }) => {
                let line = starts.iter().rposition(|start| *start <= length).map_or(0, |line| starts[line]);
                assert_eq!((path, offset), (segment(3), line as u64), "cut at {length}");
            }
            // Between two lines nothing is torn, but the next segment does not follow.
            Err(open::Error::MissingSegment { path, found, .. }) => {
                assert_eq!((path, found), (segment(5), Position(5)), "cut at {length}");
                assert!(starts.contains(&length), "cut at {length}");
            }
            other => panic!("cut at {length}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn hazard_12_a_missing_segment_is_refused_and_named() {
    for (missing, next, expected) in [(1, 3, 1), (3, 5, 3)] {
        let disk = three_segments().await;
        disk.remove(&segment(missing)).unwrap();
        let Err(open::Error::MissingSegment { path, expected: wanted, found }) = open(&disk).map(drop) else {
            panic!("segment {missing} is missing");
        };
        assert_eq!((path, wanted, found), (segment(next), Position(expected), Position(next)));
    }
}

#[tokio::test]
async fn hazard_12_a_segment_under_another_name_is_refused() {
    let disk = three_segments().await;
    let second = disk.bytes(&segment(3)).unwrap();
    disk.put(&segment(5), second);
    let damage = Damage::FirstPosition { expected: Position(5), found: Position(3) };
    assert!(matches!(open(&disk), Err(open::Error::Damaged { source, .. }) if source == damage));
}

#[tokio::test]
async fn hazard_12_a_segment_of_another_log_is_refused() {
    let (ours, other) = (three_segments().await, FaultDisk::new());
    let log_id = Some(LogId(Uuid::from_u128(43)));
    let options = journal::file::Options { log_id, segment_bytes: TWO_LINES, ..Default::default() };
    append(&open_with(&other, options).unwrap(), 1..=6).await;
    ours.put(&segment(3), other.bytes(&segment(3)).unwrap());
    let Err(open::Error::Damaged { path, offset: 0, source: Damage::OtherLog { .. } }) =
        open(&ours).map(drop)
    else {
        panic!("the segment is of another log");
    };
    assert_eq!(path, segment(3));
}

#[tokio::test]
async fn hazard_12_lines_that_are_whole_but_do_not_belong_there_are_refused() {
    let disk = FaultDisk::new();
    append(&open(&disk).unwrap(), 1..=4).await;
    let bytes = disk.bytes(&segment(1)).unwrap();
    let starts = line_starts(&bytes);
    // The third line is left out; it is there twice; the last two are exchanged.
    for order in [&[0, 1, 3][..], &[0, 1, 2, 2, 3], &[0, 1, 3, 2]] {
        let lines = order.iter().flat_map(|line| bytes[starts[*line]..starts[line + 1]].iter());
        let mixed = bytes[..HEADER_BYTES].iter().chain(lines).copied().collect();
        disk.put(&segment(1), mixed);
        let Err(open::Error::Damaged { source: Damage::Position { .. }, .. }) = open(&disk).map(drop) else {
            panic!("{order:?} is not the order of the journal");
        };
    }
}

#[tokio::test]
async fn hazard_12_damage_while_the_journal_is_open_is_told_by_place() {
    let disk = FaultDisk::new();
    let journal = open(&disk).unwrap();
    let stored = append(&journal, 1..=6).await;
    let starts = line_starts(&disk.bytes(&segment(1)).unwrap());
    disk.flip_bit(&segment(1), (starts[2] + 40) * 8);

    let error = journal.at(Position(3)).await.unwrap_err();
    let place = format!("{}/00000000000000000001.log at byte {}", directory().display(), starts[2]);
    assert!(matches!(&error, read::Error::Damaged { place: named, .. } if *named == place), "{error}");
    assert!(explained(&error).contains("the checksum of the record differs"), "{}", explained(&error));
    journal.read(&stored[2].entry.history).await.unwrap_err();
    assert_eq!(journal.at(Position(4)).await.unwrap(), Some(stored[3].clone()));

    let mut follower = journal.follow(Position::START);
    let batch = follower.next().await.unwrap();
    assert_eq!(batch, stored[..2], "what is good comes first");
    for _ in 0..2 {
        let error = follower.next().await.unwrap_err();
        assert!(explained(&error).contains(&place), "and then the follower stops: {}", explained(&error));
    }
}

#[tokio::test]
async fn hazard_12_whole_lines_that_change_places_while_the_journal_is_open_are_told() {
    let disk = FaultDisk::new();
    let journal = open(&disk).unwrap();
    append(&journal, 1..=4).await;
    let starts = line_starts(&disk.bytes(&segment(1)).unwrap());
    disk.change(&segment(1), |bytes| bytes[starts[1]..starts[3]].rotate_left(starts[2] - starts[1]));

    let error = journal.at(Position(2)).await.unwrap_err();
    assert!(explained(&error).contains("the line holds position 3, not 2"), "{}", explained(&error));
    let mut follower = journal.follow(Position::START);
    assert_eq!(follower.next().await.unwrap().len(), 1);
    for _ in 0..2 {
        let gap = follower.next().await;
        assert!(matches!(gap, Err(follow::Error::Gap { expected: Position(2), found: Position(3) })));
    }
}
