//! Opening what is there: every line of every segment is checked, and nothing is guessed.
//!
//! A loss of power can leave a torn tail: the rest of a group that was never acknowledged. It is cut off, but only
//! at the end of the last segment and only if no record stands in or after it. Everything else stops the start and
//! names file and byte.

use std::{
    io,
    path::{Path, PathBuf},
};

use record::{LogId, Position};

use super::{
    damage::Damage,
    erasing,
    header::{FORMAT_VERSION, HEADER_BYTES, Header, Unusable, first_position, segment_name},
    index::Index,
    line::{decode, find, holds_record},
    open::Error,
    queue::APPEND_QUEUE_BYTES_MAX,
    scan::{Found, Lines},
    segment::Segment,
};
use crate::disk::{Disk, DiskFile};

/// More than the header of any version to come.
const HEADER_BYTES_MAX: usize = 1024;
/// No group is longer, so neither is a torn tail.
const TORN_BYTES_MAX: u64 = APPEND_QUEUE_BYTES_MAX as u64;
/// How much of the tail is written again at once.
const REWRITE_BYTES: u64 = 1024 * 1024;

/// A journal that has been checked, mended where that is allowed, and made durable.
pub(super) struct Recovered {
    pub(super) log_id: LogId,
    pub(super) index: Index,
    /// The last segment.
    pub(super) segment: Segment,
}

/// Checks the journal in a directory. If there is none, begins one with this id.
pub(super) fn recover(disk: &dyn Disk, directory: &Path, new_log: LogId) -> Result<Recovered, Error> {
    // Before any line is checked: one that was being written over may be torn.
    let was_erasing = erasing::finish(disk, directory)
        .map_err(|(path, error)| device("finishing an erasure in", &path)(error))?;
    let names = disk.list(directory).map_err(device("listing", directory))?;
    let mut firsts: Vec<_> = names.iter().filter_map(|name| first_position(name)).collect();
    firsts.sort_unstable();
    let mut recovery = Recovery { disk, directory, log_id: None, index: Index::new(), blank: false };
    for (nth, first) in firsts.iter().enumerate() {
        recovery.check_segment(*first, nth + 1 == firsts.len())?;
    }
    let recovered = recovery.settle(new_log)?;
    if was_erasing {
        erasing::remove(disk, directory).map_err(device("ending an erasure in", directory))?;
    }
    Ok(recovered)
}

struct Recovery<'a> {
    disk: &'a dyn Disk,
    directory: &'a Path,
    /// What the first segment says.
    log_id: Option<LogId>,
    index: Index,
    /// The last segment holds no line. It is made anew when all is checked.
    blank: bool,
}

impl Recovery<'_> {
    fn check_segment(&mut self, first: Position, is_last: bool) -> Result<(), Error> {
        let path = self.directory.join(segment_name(first));
        let expected = self.index.head().next();
        if first != expected {
            return Err(Error::MissingSegment { path, expected, found: first });
        }
        let file = self.disk.open(&path).map_err(device("opening", &path))?;
        let len = file.len().map_err(device("measuring", &path))?;
        let mut segment = Segment { first, path: path.into(), file, end: HEADER_BYTES as u64 };
        if self.check_header(&segment, len, is_last)? {
            self.check_lines(&mut segment, len, is_last)?;
        }
        if is_last && segment.is_empty() {
            self.blank = true;
        } else {
            self.index.add_segment(segment);
        }
        Ok(())
    }

    /// False if the header is that of a last segment in which nothing was written yet, torn in its making.
    fn check_header(&mut self, segment: &Segment, len: u64, is_last: bool) -> Result<bool, Error> {
        let Segment { first, path, file, .. } = segment;
        let mut bytes = vec![0; usize::try_from(len).unwrap_or(HEADER_BYTES_MAX).min(HEADER_BYTES_MAX)];
        file.read_at(&mut bytes, 0).map_err(device("reading", path))?;
        let damaged = |source| Error::Damaged { path: path.to_path_buf(), offset: 0, source };
        let header = match Header::decode(&bytes) {
            Ok(header) => header,
            Err(Unusable::Newer { found }) => {
                return Err(Error::NewerVersion { path: path.to_path_buf(), found, known: FORMAT_VERSION });
            }
            Err(Unusable::Damaged) if is_last && len <= HEADER_BYTES as u64 => {
                tracing::warn!(path = %path.display(), "the last segment's header was torn; it is written again");
                return Ok(false);
            }
            Err(Unusable::Damaged) => return Err(damaged(Damage::Header)),
        };
        if header.first != *first {
            return Err(damaged(Damage::FirstPosition { expected: *first, found: header.first }));
        }
        let expected = *self.log_id.get_or_insert(header.log_id);
        if header.log_id != expected {
            return Err(damaged(Damage::OtherLog { expected, found: header.log_id }));
        }
        Ok(true)
    }

    /// Takes the lines into the index, and cuts off a torn tail.
    fn check_lines(&mut self, segment: &mut Segment, len: u64, is_last: bool) -> Result<(), Error> {
        let Segment { path, file, end, .. } = segment;
        let mut lines = Lines::new(&**file, *end, len);
        while let Some(Found { offset, line }) = lines.next().map_err(device("reading", path))? {
            let added = line.and_then(decode).and_then(|line| self.index.add_found(offset, line));
            if let Err(source) = added {
                let torn = is_last && source.may_be_torn();
                if !torn || record_follows(&**file, offset, len).map_err(device("reading", path))? {
                    return Err(Error::Damaged { path: path.to_path_buf(), offset, source });
                }
                tracing::warn!(path = %path.display(), offset, bytes = len - offset, "a torn tail is cut off");
                return file.truncate(offset).map_err(device("cutting", path));
            }
            *end = lines.offset();
        }
        Ok(())
    }

    /// Makes sure that what was read is durable, and that there is a segment to write to.
    fn settle(mut self, new_log: LogId) -> Result<Recovered, Error> {
        let (disk, directory) = (self.disk, self.directory);
        let log_id = self.log_id.unwrap_or(new_log);
        let segment = match self.index.segments().last() {
            Some(last) if !self.blank => {
                rewrite_tail(last).map_err(device("rewriting", &last.path))?;
                last.clone()
            }
            _ => {
                let first = self.index.head().next();
                let path = directory.join(segment_name(first));
                if self.blank {
                    // The sync of its name may have failed. Only the name of a new file is sure to be synced.
                    disk.remove(&path).map_err(device("removing", &path))?;
                }
                let segment = Segment::create(disk, directory, Header { log_id, first });
                let segment = segment.map_err(device("creating", &path))?;
                self.index.add_segment(segment.clone());
                segment
            }
        };
        segment.settle(disk, directory).map_err(device("syncing", &segment.path))?;
        Ok(Recovered { log_id, index: self.index, segment })
    }
}

/// Whether a record stands anywhere after the beginning of a damaged line: then that line was not torn off by a loss
/// of power. Not only where lines begin, because the damage may be in the newline between two.
fn record_follows(file: &dyn DiskFile, damaged: u64, len: u64) -> io::Result<bool> {
    if len - damaged > TORN_BYTES_MAX {
        return Ok(true);
    }
    let mut tail = vec![0; usize::try_from(len - damaged).map_err(io::Error::other)?];
    file.read_at(&mut tail, damaged)?;
    let mut tab = 0;
    while let Some(passed) = find(b'\t', &tail[tab..]) {
        tab += passed + 1;
        // A checksum of eight digits stands before the first tab of a line.
        let Some(start) = tab.checked_sub(9).filter(|start| *start > 0) else {
            continue;
        };
        let line = &tail[start..];
        if holds_record(&line[..find(b'\n', line).unwrap_or(line.len())]) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Writes again what may have been in a group whose sync failed. Its bytes can be read without being on the device,
/// and a sync alone would not bring them there.
fn rewrite_tail(segment: &Segment) -> io::Result<()> {
    let mut offset = segment.end.saturating_sub(TORN_BYTES_MAX);
    let mut bytes = Vec::new();
    while offset < segment.end {
        let length = (segment.end - offset).min(REWRITE_BYTES);
        bytes.resize(usize::try_from(length).map_err(io::Error::other)?, 0);
        segment.file.read_at(&mut bytes, offset)?;
        segment.file.write_at(&bytes, offset)?;
        offset += length;
    }
    Ok(())
}

fn device(doing: &'static str, path: &Path) -> impl Fn(io::Error) -> Error {
    let path: PathBuf = path.to_owned();
    move |source| Error::Device { doing, path: path.clone(), source }
}
