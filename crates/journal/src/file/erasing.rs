//! Erasing words in place: the texts of one line are written over, with spaces where words were, so that every line stays
//! where it is.
//!
//! A loss of power can tear what is written over something else, and what stood there is gone. So what is about to be
//! written is first made durable in a file of its own, `erasing`, and removed afterwards; opening the journal writes it
//! again. That file holds what remains and never what goes.

use std::{
    io,
    path::{Path, PathBuf},
};

use crc32c::crc32c;
use record::Position;

use super::{
    commit::{Committer, State, is_full},
    damage::Damage,
    header::segment_name,
    index::Place,
    line::{COLUMNS_BYTES_MAX, LINE_BYTES_MAX, before_texts, hex, texts_columns},
    queue::Erasure,
    reader,
    segment::make_durable,
};
use crate::{
    RECORD_BYTES_MAX,
    disk::{Disk, DiskFile},
    erase::{Error, Verdict, judge},
};

/// The name of the file.
const NAME: &str = "erasing";
/// The most bytes that it has: the columns of a line, and the numbers before them.
const BYTES_MAX: u64 = (LINE_BYTES_MAX + COLUMNS_BYTES_MAX) as u64;

/// The texts of one line, as they are about to be.
#[derive(Debug, PartialEq, Eq)]
struct Redo {
    /// The first position of the segment.
    segment: Position,
    /// Where the line begins in it.
    offset: u64,
    /// The record that stands there.
    position: Position,
    /// The checksum of the texts and the texts.
    columns: Vec<u8>,
}

impl Committer {
    /// Erases words, and answers when they are gone.
    pub(super) fn erase(&mut self, erasure: Erasure) {
        let Erasure { position, remains, answer } = erasure;
        let erased = self.write_over(position, &remains);
        // Who has gone away needs no answer.
        drop(answer.send(erased));
    }

    fn write_over(&mut self, position: Position, remains: &[u8]) -> Result<(), Error> {
        if let State::Poisoned { why } = &self.state {
            return Err(Error::Poisoned { why: why.clone() });
        }
        let Some(place) = self.shared.index().place(position) else {
            return Err(Error::Unknown { position, head: *self.head.borrow() });
        };
        let line = reader::line(&self.shared, &place)?;
        let stands = reader::stored_in(line.clone(), &place, position)?.entry.texts;
        if judge(position, &stands, remains)? == Verdict::Done {
            return Ok(());
        }
        let redo = Redo::of(&line, &place, position, remains)
            .map_err(|damage| Error::Read(reader::damaged(&place.segment.path, place.offset, damage)))?;
        redo.make_durable(&*self.disk, &self.directory).map_err(|error| {
            if is_full(&error) { Error::Full } else { self.give_up("writing down what is erased", &error) }
        })?;
        let texts_at = place.end - 1 - redo.columns.len() as u64;
        let mut overwritten = self.shared.alone();
        let written = place.segment.file.write_at(&redo.columns, texts_at);
        *overwritten += 1;
        drop(overwritten);
        // What is there now, nobody knows until the journal is opened anew; what should be there is durable.
        written.map_err(|error| self.give_up("erasing words", &error))?;
        make_durable(&*place.segment.file)
            .map_err(|error| self.give_up("making an erasure durable", &error))?;
        remove(&*self.disk, &self.directory).map_err(|error| self.give_up("ending an erasure", &error))?;
        tracing::info!(%position, "words were erased");
        Ok(())
    }

    fn give_up(&mut self, doing: &str, error: &io::Error) -> Error {
        let why = self.fail(doing, error);
        Error::Poisoned { why }
    }
}

/// Finishes an erasure that a loss of power, or the end of the process, cut short. Whether there is something to be
/// [removed](remove) once all lines are checked.
///
/// # Errors
/// The disk's, with the file that it is about.
pub(super) fn finish(disk: &dyn Disk, directory: &Path) -> Result<bool, (PathBuf, io::Error)> {
    let path = directory.join(NAME);
    let at = |path: &Path| {
        let path = path.to_owned();
        move |error| (path, error)
    };
    let names = disk.list(directory).map_err(at(directory))?;
    if !names.iter().any(|name| name == NAME) {
        return Ok(false);
    }
    let Some(redo) = read(disk, &path).map_err(at(&path))? else {
        tracing::warn!(path = %path.display(), "an erasure was never begun; what was to be written of it is not whole");
        return Ok(true);
    };
    let segment = directory.join(segment_name(redo.segment));
    if !names.iter().any(|name| Path::new(name) == segment.file_name().unwrap_or_default()) {
        tracing::warn!(path = %path.display(), "an erasure is of a segment that is not there");
        return Ok(true);
    }
    let file = disk.open(&segment).map_err(at(&segment))?;
    let Some(texts_at) = redo.place(&*file).map_err(at(&segment))? else {
        tracing::warn!(path = %path.display(), "an erasure is of a record that is not there");
        return Ok(true);
    };
    tracing::info!(position = %redo.position, "an erasure that was cut short is finished");
    file.write_at(&redo.columns, texts_at).map_err(at(&segment))?;
    make_durable(&*file).map_err(at(&segment))?;
    Ok(true)
}

/// Forgets what was to be written, durably.
pub(super) fn remove(disk: &dyn Disk, directory: &Path) -> io::Result<()> {
    disk.remove(&directory.join(NAME))?;
    disk.sync_directory(directory)
}

/// What was to be written, if all of it is there.
fn read(disk: &dyn Disk, path: &Path) -> io::Result<Option<Redo>> {
    let file = disk.open(path)?;
    let length = file.len()?;
    if length > BYTES_MAX {
        return Ok(None);
    }
    let mut bytes = vec![0; usize::try_from(length).map_err(io::Error::other)?];
    file.read_at(&mut bytes, 0)?;
    Ok(Redo::decode(&bytes))
}

impl Redo {
    /// The line with what remains in place of its texts.
    fn of(line: &[u8], place: &Place, position: Position, remains: &[u8]) -> Result<Self, Damage> {
        let (_, texts_at) = before_texts(line)?;
        let columns = texts_columns(remains, line.len() - 1 - texts_at);
        Ok(Self { segment: place.segment.first, offset: place.offset, position, columns })
    }

    fn make_durable(&self, disk: &dyn Disk, directory: &Path) -> io::Result<()> {
        let file = disk.create(&directory.join(NAME))?;
        file.write_at(&self.encode(), 0)?;
        make_durable(&*file)?;
        disk.sync_directory(directory)
    }

    /// One line: a checksum over all that follows, the segment, the offset and the position, then the columns.
    fn encode(&self) -> Vec<u8> {
        let Self { segment, offset, position, columns } = self;
        let mut covered = format!("{segment}\t{offset}\t{position}\t").into_bytes();
        covered.extend_from_slice(columns);
        let mut line = hex(crc32c(&covered)).to_vec();
        line.push(b'\t');
        line.append(&mut covered);
        line.push(b'\n');
        line
    }

    fn decode(line: &[u8]) -> Option<Self> {
        let line = line.strip_suffix(b"\n")?;
        let tab = line.iter().position(|byte| *byte == b'\t')?;
        let (checksum, covered) = (&line[..tab], &line[tab + 1..]);
        if checksum != hex(crc32c(covered)) {
            return None;
        }
        let mut parts = covered.splitn(4, |byte| *byte == b'\t');
        let mut number = || std::str::from_utf8(parts.next()?).ok()?.parse().ok();
        let (segment, offset, position) = (Position(number()?), number()?, Position(number()?));
        Some(Self { segment, offset, position, columns: parts.next()?.to_vec() })
    }

    /// Where the columns belong, if the record that they are of stands there and its line is as long as it was. What
    /// stands in their place now is not looked at: it may be torn.
    fn place(&self, file: &dyn DiskFile) -> io::Result<Option<u64>> {
        let Some(left) = file.len()?.checked_sub(self.offset) else { return Ok(None) };
        let most = RECORD_BYTES_MAX + COLUMNS_BYTES_MAX;
        let mut line = vec![0; usize::try_from(left).map_or(most, |left| left.min(most))];
        file.read_at(&mut line, self.offset)?;
        let Ok((position, texts_at)) = before_texts(&line) else { return Ok(None) };
        let end = texts_at as u64 + self.columns.len() as u64;
        if position != self.position || end >= left {
            return Ok(None);
        }
        let mut newline = [0];
        file.read_at(&mut newline, self.offset + end)?;
        Ok((newline == *b"\n").then_some(self.offset + texts_at as u64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_to_be_written_reads_back_whole_or_not_at_all() {
        let columns = b"01234567\t[\"a\"]   ".to_vec();
        let redo = Redo { segment: Position(4), offset: 1_234, position: Position(7), columns };
        let line = redo.encode();
        assert_eq!(Redo::decode(&line).as_ref(), Some(&redo));
        for length in 0..line.len() {
            assert_eq!(Redo::decode(&line[..length]), None, "{length}");
        }
        for bit in 0..line.len() * 8 {
            let mut flipped = line.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(Redo::decode(&flipped), None, "{bit}");
        }
    }
}
