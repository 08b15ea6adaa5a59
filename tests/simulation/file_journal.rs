//! The journal in files, on a disk that loses power, tears writes, drops what was not synced, fills up and fails.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use bytes::Bytes;
use domain::ids::Revision;
use journal::{
    Entry, FileJournal, Health, Journal, Stored,
    disk::{Fault, FaultDisk},
    file::{Options, Writing, open},
};
use record::{LogId, Position};
use tests::chance::Chance;
use uuid::Uuid;

use crate::ground::Ground;

/// How often opening is tried while the disk still fails.
const OPENINGS_MAX: usize = 4;
const COLUMNS: usize = 8;

/// A file journal and its disk.
pub(crate) struct Files {
    disk: FaultDisk,
    segment_bytes: u64,
    /// Taken away while the journal is opened anew.
    journal: Option<Arc<FileJournal>>,
}

impl Files {
    pub(crate) fn from_chance(chance: &mut Chance) -> Self {
        let segment_bytes = *chance.one_of(&[1_500, 6_000, 20_000, 1_000_000]);
        let mut files = Self { disk: FaultDisk::new(), segment_bytes, journal: None };
        files.journal = Some(Arc::new(files.open().expect("a disk that works")));
        files
    }

    fn open(&self) -> Result<FileJournal, open::Error> {
        let log_id = Some(LogId(Uuid::from_u128(2)));
        let options = Options { segment_bytes: self.segment_bytes, log_id, writing: Writing::InCall };
        FileJournal::open(Path::new("/data/journal"), Arc::new(self.disk.clone()), options)
    }

    /// Ends everything, by a loss of power or only of the process.
    fn end(&self, chance: &mut Chance) -> &'static str {
        if chance.percent(70) {
            self.disk.crash(chance.number());
            "the power is lost"
        } else {
            self.disk.mend();
            "the process ends"
        }
    }

    fn plan(&self, chance: &mut Chance) -> String {
        let nth = 1 + chance.below(6) as u64;
        let written = chance.below(3_000);
        let fault = match chance.below(8) {
            0 | 1 => Fault::SyncIo,
            2 => Fault::WriteIo { written },
            3 => Fault::WriteFull { written },
            4 => Fault::CreateFull,
            5 => Fault::SyncDirectoryIo,
            6 => Fault::TruncateIo,
            _ => Fault::ReadIo,
        };
        self.disk.fail(nth, fault);
        format!("{fault:?} at operation {nth}")
    }

    /// The segments, in order.
    fn segments(&self) -> Vec<PathBuf> {
        self.disk.paths().into_iter().filter(|path| path.extension().is_some_and(|it| it == "log")).collect()
    }

    fn used_bytes(&self) -> usize {
        let paths = self.disk.paths();
        paths.iter().filter_map(|path| self.disk.bytes(path)).map(|bytes| bytes.len()).sum()
    }
}

impl Ground for Files {
    fn journal(&self) -> Arc<dyn Journal> {
        self.journal.clone().expect("the journal is open but in restart()")
    }

    fn stored_after(&self, position: Position) -> Vec<Stored> {
        let head = self.journal().head();
        if head == position {
            return Vec::new();
        }
        let mut records = Vec::new();
        let first = |path: &PathBuf| path.file_stem().and_then(|name| name.to_str()?.parse::<u64>().ok());
        let segments = self.segments();
        // The first segment that can hold what is asked for.
        let from = segments.partition_point(|path| first(path) <= Some(position.0 + 1)).saturating_sub(1);
        for path in &segments[from..] {
            let bytes = self.disk.bytes(path).expect("a segment is a file");
            let lines = bytes.split_inclusive(|byte| *byte == b'\n').skip(1);
            records.extend(lines.map_while(|line| whole(line).map(stored)));
        }
        records.retain(|record| position < record.position && record.position <= head);
        records
    }

    fn trouble(&mut self, chance: &mut Chance) -> String {
        match chance.below(10) {
            0..=5 => self.plan(chance),
            6 => {
                let nth = 1 + chance.below(8) as u64;
                self.disk.power_off_at(nth);
                format!("the power goes off at change {nth}")
            }
            7 => {
                let room = self.used_bytes() + chance.below(5_000);
                self.disk.set_room(Some(room));
                format!("the disk has room for {room} bytes")
            }
            _ => {
                self.disk.set_room(None);
                "the disk has room".to_owned()
            }
        }
    }

    fn restart(&mut self, chance: &mut Chance) -> String {
        let old = self.journal.take().map(Arc::into_inner);
        assert!(old.is_some_and(|old| old.is_some()), "nobody holds the journal when it is opened anew");
        let mut told = self.end(chance).to_owned();
        for _ in 0..OPENINGS_MAX {
            if chance.percent(40) {
                told.push_str(&format!(", opening fails? ({})", self.trouble(chance)));
            }
            match self.open() {
                Ok(journal) => {
                    self.journal = Some(Arc::new(journal));
                    return told;
                }
                Err(error) => told.push_str(&format!(", {}: {}", crate::explained(&error), self.end(chance))),
            }
        }
        self.disk.set_room(None);
        let journal = self.open().unwrap_or_else(|error| panic!("{told}: {}", crate::explained(&error)));
        self.journal = Some(Arc::new(journal));
        told
    }

    fn calm(&mut self) {
        self.disk.set_room(None);
        self.disk.mend();
    }

    fn is_memory(&self) -> bool {
        false
    }

    fn intakes(&self) -> usize {
        1
    }

    fn stores_late(&self) -> bool {
        false
    }

    fn conflicts_often(&self) -> bool {
        false
    }

    /// After a poisoning anything may stand after the last record, and only then.
    fn invariant_nothing_half_written(&self) {
        if matches!(self.journal().health(), Health::Poisoned { .. }) {
            return;
        }
        let mut records = 0;
        for path in self.segments() {
            let bytes = self.disk.bytes(&path).expect("a segment is a file");
            let mut lines = bytes.split_inclusive(|byte| *byte == b'\n');
            let headed = lines.next().is_some_and(|header| header.ends_with(b"\n"));
            for line in lines {
                assert!(headed && whole(line).is_some(), "{} holds half a line", path.display());
                records += 1;
            }
        }
        assert_eq!(records, self.journal().head().0, "every line is a record");
    }
}

/// The columns of a line, if all of it is there.
fn whole(line: &[u8]) -> Option<[&[u8]; COLUMNS]> {
    let columns: Vec<_> = line.strip_suffix(b"\n")?.split(|byte| *byte == b'\t').collect();
    columns.try_into().ok()
}

/// The record on a line, read as anyone could with `cut`: spaces stand where words were. The journal itself has compared the checksums.
fn stored(columns: [&[u8]; COLUMNS]) -> Stored {
    fn read<T: std::str::FromStr>(column: &[u8]) -> T {
        let text = str::from_utf8(column).expect("a column is text");
        text.parse().unwrap_or_else(|_| panic!("the column {text} can be read"))
    }
    let [_, position, history, revision, command, record, _, texts] = columns;
    let entry = Entry {
        history: read(history),
        revision: Revision(read(revision)),
        command: read(command),
        record: Bytes::copy_from_slice(record),
        texts: Bytes::copy_from_slice(texts.trim_ascii_end()),
    };
    Stored { position: Position(read(position)), entry }
}
