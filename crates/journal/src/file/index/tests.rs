//! What readers are shown of a group, before and after it is decided.

use std::path::Path;

use uuid::Uuid;

use super::*;
use crate::{disk::FaultDisk, file::header::Header};

fn index() -> Index {
    let header = Header { log_id: record::LogId(Uuid::nil()), first: Position(1) };
    let segment = Segment::create(&FaultDisk::new(), Path::new("/journal"), header).unwrap();
    let mut index = Index::new();
    index.add_segment(segment);
    index
}

fn entry(framework: &str, revision: u64, command: u128) -> Entry {
    Entry {
        history: format!("framework.{framework}").parse().unwrap(),
        revision: Revision(revision),
        command: CommandId(Uuid::from_u128(command)),
        record: "{}".into(),
        texts: "[]".into(),
    }
}

/// Everything that a reader can ask about the frameworks a and b, and the commands and positions from 1 to 4.
#[derive(Debug, PartialEq)]
struct Shown {
    head: Position,
    frameworks: usize,
    histories: [Vec<Position>; 2],
    commands: [Option<Position>; 4],
    lines: [Option<(u64, u64)>; 4],
}

fn shown(index: &Index) -> Shown {
    let line = |number| index.place(Position(number)).map(|place| (place.offset, place.end));
    Shown {
        head: index.head(),
        frameworks: index.frameworks().len(),
        histories: ["a", "b"].map(|name| index.positions(&entry(name, 1, 0).history)),
        commands: [1, 2, 3, 4].map(|number| index.find(CommandId(Uuid::from_u128(number)))),
        lines: [1, 2, 3, 4].map(line),
    }
}

#[test]
fn a_group_is_shown_when_it_is_confirmed_and_not_before() {
    let mut index = index();
    assert_eq!(index.stage(&entry("a", 1, 1)).unwrap(), Position(1));
    index.confirm([90].into_iter(), 100);
    let before = shown(&index);
    assert_eq!(before.lines, [Some((90, 100)), None, None, None]);

    for (group, position) in [entry("a", 2, 2), entry("b", 1, 3), entry("b", 2, 4)].iter().zip(2..) {
        assert_eq!(index.stage(group).unwrap(), Position(position));
        assert_eq!(shown(&index), before);
    }
    index.confirm([100, 120, 150].into_iter(), 170);
    let positions = [1, 2, 3, 4].map(Position);
    let expected = Shown {
        head: Position(4),
        frameworks: 2,
        histories: [positions[..2].to_vec(), positions[2..].to_vec()],
        commands: positions.map(Some),
        lines: [Some((90, 100)), Some((100, 120)), Some((120, 150)), Some((150, 170))],
    };
    assert_eq!(shown(&index), expected);
}

#[test]
fn a_group_that_is_withdrawn_leaves_nothing() {
    let mut index = index();
    index.stage(&entry("a", 1, 1)).unwrap();
    index.confirm([90].into_iter(), 100);
    let before = shown(&index);
    let group = [entry("a", 2, 2), entry("b", 1, 3), entry("a", 3, 4), entry("b", 2, 5)];
    for _ in 0..3 {
        for (entry, position) in group.iter().zip(2..) {
            assert_eq!(index.stage(entry).unwrap(), Position(position));
        }
        let refusal = index.stage(&entry("b", 2, 6)).unwrap_err();
        assert!(!refusal.certain, "it rests on the group");
        index.withdraw(group.iter());
        assert_eq!(shown(&index), before);
        let refusal = index.stage(&entry("b", 2, 6)).unwrap_err();
        assert!(refusal.certain, "it rests on what is durable");
    }
    for entry in [entry("a", 2, 2), entry("a", 3, 3)] {
        index.stage(&entry).unwrap();
    }
    index.confirm([100, 110].into_iter(), 120);
    assert_eq!(shown(&index).frameworks, 1, "not even when others have taken its positions");
}
