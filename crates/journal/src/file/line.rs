//! One line of a segment, one record. Eight columns with tabs between them:
//!
//! ```text
//! checksum  position  history  revision  command  record  checksum of texts  texts
//! ```
//!
//! The first checksum, eight hexadecimal digits of CRC-32C, covers everything after it up to the record's last
//! byte. The texts have their own, because they may be erased one day and the record never. What is erased leaves spaces at
//! the end of the texts, so that a line never changes its length. `cut -f6 | jq` reads the records.

use std::{io::BufRead, ops::Range, str::FromStr};

use bytes::Bytes;
use crc32c::crc32c;
use domain::ids::{CommandId, Revision};
use record::{HistoryId, Position};
use uuid::Uuid;

use super::damage::Damage;
use crate::{Entry, RECORD_BYTES_MAX, Stored, TEXTS_BYTES_MAX};

/// The most bytes of a line beside its record and texts: the longest name of a history has 70.
pub(super) const COLUMNS_BYTES_MAX: usize = 256;
/// The most bytes of a line.
pub(super) const LINE_BYTES_MAX: usize = RECORD_BYTES_MAX + TEXTS_BYTES_MAX + COLUMNS_BYTES_MAX;

const CHECKSUM_BYTES: usize = 8;
/// What takes the place of erased words; JSON allows it.
const FILLER: u8 = b' ';

/// A line taken apart. The ranges count from the line's first byte.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) position: Position,
    pub(super) history: HistoryId,
    pub(super) revision: Revision,
    pub(super) command: CommandId,
    record: Range<usize>,
    texts: Range<usize>,
}

/// Adds the line of a checked entry, with its newline.
pub(super) fn encode(lines: &mut Vec<u8>, position: Position, entry: &Entry) {
    let start = lines.len();
    lines.extend_from_slice(&[b'0'; CHECKSUM_BYTES]);
    let Entry { history, revision, command, record, texts } = entry;
    lines.push(b'\t');
    push_number(lines, position.0);
    lines.push(b'\t');
    push_history(lines, history);
    lines.push(b'\t');
    push_number(lines, revision.0);
    lines.push(b'\t');
    push_uuid(lines, command.0);
    lines.push(b'\t');
    lines.extend_from_slice(record);
    let covered = start + CHECKSUM_BYTES + 1;
    let checksum = hex(crc32c(&lines[covered..]));
    lines[start..start + CHECKSUM_BYTES].copy_from_slice(&checksum);
    lines.push(b'\t');
    lines.extend_from_slice(&hex(crc32c(texts)));
    lines.push(b'\t');
    lines.extend_from_slice(texts);
    lines.push(b'\n');
}

/// Takes a line apart, without its newline, after comparing both checksums.
pub(super) fn decode(line: &[u8]) -> Result<Line, Damage> {
    let (decoded, end) = decode_record(line)?;
    let mut columns = Columns { line, at: end };
    let checksum = &line[columns.short()?];
    let texts = &line[columns.at..];
    if find(b'\t', texts).is_some() {
        return Err(Damage::Columns);
    }
    if checksum != hex(crc32c(texts)) {
        return Err(Damage::TextsChecksum);
    }
    let filler = texts.iter().rev().take_while(|byte| **byte == FILLER).count();
    Ok(Line { texts: columns.at..line.len() - filler, ..decoded })
}

/// The position of a line whose record is whole, and where the checksum of its texts begins. Nothing after that is looked at.
pub(super) fn before_texts(line: &[u8]) -> Result<(Position, usize), Damage> {
    let (decoded, end) = decode_record(line)?;
    Ok((decoded.position, end))
}

/// The last two columns with other texts in them, as long as they were.
///
/// # Panics
/// When the texts do not fit.
pub(super) fn texts_columns(texts: &[u8], length: usize) -> Vec<u8> {
    let room = length - CHECKSUM_BYTES - 1;
    assert!(texts.len() <= room, "texts only become shorter");
    let mut column = texts.to_vec();
    column.resize(room, FILLER);
    let mut columns = hex(crc32c(&column)).to_vec();
    columns.push(b'\t');
    columns.append(&mut column);
    columns
}

/// Whether bytes are a line whose record is whole, whatever became of its texts.
pub(super) fn holds_record(line: &[u8]) -> bool {
    // The cheap question comes first, because this is asked of every tab in a torn tail.
    line.get(CHECKSUM_BYTES + 1).is_some_and(u8::is_ascii_digit) && decode_record(line).is_ok()
}

/// Where the byte stands first. The standard library's search is many bytes at a time only behind this name.
pub(super) fn find(byte: u8, bytes: &[u8]) -> Option<usize> {
    let mut rest = bytes;
    let passed = rest.skip_until(byte).ok()?;
    (bytes.get(passed.checked_sub(1)?) == Some(&byte)).then(|| passed - 1)
}

/// The checksum as a segment writes it.
pub(super) fn hex(checksum: u32) -> [u8; CHECKSUM_BYTES] {
    const DIGITS: [u8; 16] = *b"0123456789abcdef";
    let mut text = [0; CHECKSUM_BYTES];
    for (nth, digit) in text.iter_mut().enumerate() {
        *digit = DIGITS[(checksum >> (28 - 4 * nth) & 15) as usize];
    }
    text
}

impl Line {
    /// The record that the line holds; `line` is the one this was decoded from, and its bytes are shared.
    pub(super) fn stored(self, line: &Bytes) -> Stored {
        let Self { position, history, revision, command, record, texts } = self;
        let (record, texts) = (line.slice(record), line.slice(texts));
        Stored { position, entry: Entry { history, revision, command, record, texts } }
    }
}

/// A line up to its texts, and where their checksum begins.
fn decode_record(line: &[u8]) -> Result<(Line, usize), Damage> {
    let mut columns = Columns { line, at: 0 };
    let checksum = columns.short()?;
    let covered = columns.at;
    let [position, history, revision, command] =
        [columns.short()?, columns.short()?, columns.short()?, columns.short()?];
    let record = columns.long()?;
    if line[checksum] != hex(crc32c(&line[covered..record.end])) {
        return Err(Damage::Checksum);
    }
    let decoded = Line {
        position: Position(parse(&line[position], "position")?),
        history: parse(&line[history], "history")?,
        revision: Revision(parse(&line[revision], "revision")?),
        command: parse(&line[command], "command")?,
        record,
        texts: 0..0,
    };
    Ok((decoded, columns.at))
}

struct Columns<'a> {
    line: &'a [u8],
    at: usize,
}

impl Columns<'_> {
    /// A column of a few bytes, where looking at one after the other is fastest.
    fn short(&mut self) -> Result<Range<usize>, Damage> {
        let rest = &self.line[self.at..];
        let length = rest.iter().take(COLUMNS_BYTES_MAX).position(|byte| *byte == b'\t');
        self.pass(length)
    }

    fn long(&mut self) -> Result<Range<usize>, Damage> {
        let length = find(b'\t', &self.line[self.at..]);
        self.pass(length)
    }

    fn pass(&mut self, length: Option<usize>) -> Result<Range<usize>, Damage> {
        let column = self.at..self.at + length.ok_or(Damage::Columns)?;
        self.at = column.end + 1;
        Ok(column)
    }
}

fn parse<T: FromStr>(column: &[u8], name: &'static str) -> Result<T, Damage> {
    let text = std::str::from_utf8(column).ok().and_then(|text| text.parse().ok());
    text.ok_or(Damage::Column { column: name })
}

// The writer is one thread and everything waits for it, so the columns are written without the formatter, which takes
// several times as long.

fn push_history(lines: &mut Vec<u8>, history: &HistoryId) {
    match history {
        HistoryId::Framework(id) => {
            lines.extend_from_slice(b"framework.");
            lines.extend_from_slice(id.as_str().as_bytes());
        }
        HistoryId::Dossier(id) => {
            lines.extend_from_slice(b"dossier.");
            push_uuid(lines, id.0);
        }
        HistoryId::Arrangement(id) => {
            lines.extend_from_slice(b"arrangement.");
            push_uuid(lines, id.0);
        }
        HistoryId::Mandate(id) => {
            lines.extend_from_slice(b"mandate.");
            push_uuid(lines, id.0);
        }
        HistoryId::Preparation(id) => {
            lines.extend_from_slice(b"preparation.");
            push_uuid(lines, id.0);
        }
        HistoryId::Meeting(id) => {
            lines.extend_from_slice(b"meeting.");
            push_uuid(lines, id.0);
        }
    }
}

fn push_uuid(lines: &mut Vec<u8>, uuid: Uuid) {
    let mut text = Uuid::encode_buffer();
    lines.extend_from_slice(uuid.hyphenated().encode_lower(&mut text).as_bytes());
}

fn push_number(lines: &mut Vec<u8>, mut number: u64) {
    let mut digits = [0; 20];
    let mut first = digits.len();
    loop {
        first -= 1;
        digits[first] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    lines.extend_from_slice(&digits[first..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        Entry {
            history: "framework.regio-alkmaar".parse().unwrap(),
            revision: Revision(3),
            command: "00000000-0000-0000-0000-0000000000ff".parse().unwrap(),
            record: Bytes::from_static("{\"naam\":\"privé\"}".as_bytes()),
            texts: Bytes::from_static(b"[]"),
        }
    }

    fn line() -> Bytes {
        let mut lines = Vec::new();
        encode(&mut lines, Position(12), &entry());
        assert_eq!(lines.pop(), Some(b'\n'));
        lines.into()
    }

    #[test]
    fn a_line_is_columns_that_cut_and_jq_read() {
        let text = String::from_utf8(line().to_vec()).unwrap();
        let columns: Vec<_> = text.split('\t').collect();
        let middle = "12 framework.regio-alkmaar 3 00000000-0000-0000-0000-0000000000ff {\"naam\":\"privé\"}";
        assert_eq!(columns[1..6].join(" "), middle);
        assert_eq!(columns[7], "[]");
        assert_eq!(columns[6], format!("{:08x}", crc32c(b"[]")));
    }

    #[test]
    fn a_line_reads_back_as_it_was_written() {
        let line = line();
        let stored = decode(&line).unwrap().stored(&line);
        assert_eq!(stored, Stored { position: Position(12), entry: entry() });
    }

    #[test]
    fn a_line_keeps_its_length_and_its_record_when_words_go() {
        let words = Entry { texts: Bytes::from_static(b"[\"woorden\",\"meer\"]"), ..entry() };
        let mut line = Vec::new();
        encode(&mut line, Position(12), &words);
        line.pop();
        let (position, end) = before_texts(&line).unwrap();
        for texts in [&b"[\"meer\"]"[..], b"[]"] {
            let columns = texts_columns(texts, line.len() - end);
            line[end..].copy_from_slice(&columns);
            let erased = Bytes::from(line.clone());
            let entry = Entry { texts: Bytes::from_static(texts), ..entry() };
            assert_eq!(decode(&erased).unwrap().stored(&erased), Stored { position, entry });
            for bit in end * 8..line.len() * 8 {
                let mut flipped = line.clone();
                flipped[bit / 8] ^= 1 << (bit % 8);
                assert!(decode(&flipped).unwrap_err().may_be_torn(), "bit {bit}");
            }
        }
    }

    #[test]
    fn columns_are_written_as_they_are_displayed() {
        let id = "0190b5f0-1111-7222-8333-4444555566ff";
        for text in ["framework.a-1", &format!("dossier.{id}"), &format!("arrangement.{id}")] {
            let mut column = Vec::new();
            let history: HistoryId = text.parse().unwrap();
            push_history(&mut column, &history);
            assert_eq!(String::from_utf8(column).unwrap(), history.to_string());
        }
        for number in [0, 1, 9, 10, 1_234_567_890, u64::MAX] {
            let mut column = Vec::new();
            push_number(&mut column, number);
            assert_eq!(String::from_utf8(column).unwrap(), number.to_string());
        }
    }

    #[test]
    fn every_flipped_bit_of_a_line_is_seen() {
        let whole = line();
        for bit in 0..whole.len() * 8 {
            let mut line = whole.to_vec();
            line[bit / 8] ^= 1 << (bit % 8);
            let damage = decode(&line).unwrap_err();
            assert!(damage.may_be_torn(), "bit {bit}: {damage}");
        }
    }

    #[test]
    fn every_shorter_line_is_seen() {
        let whole = line();
        for length in 0..whole.len() {
            assert!(decode(&whole[..length]).is_err(), "{length}");
        }
    }

    #[test]
    fn the_widest_columns_fit_their_limit() {
        let widest = Entry {
            history: format!("framework.{}", "a".repeat(60)).parse().unwrap(),
            revision: Revision(u64::MAX),
            ..entry()
        };
        let mut lines = Vec::new();
        encode(&mut lines, Position(u64::MAX), &widest);
        assert!(lines.len() - widest.record.len() - widest.texts.len() <= COLUMNS_BYTES_MAX);
    }

    #[test]
    fn a_byte_is_found_where_it_stands_first() {
        assert_eq!(find(b'c', b"abcabc"), Some(2));
        assert_eq!(find(b'a', b"abc"), Some(0));
        assert_eq!(find(b'd', b"abc"), None);
        assert_eq!(find(b'd', b""), None);
    }
}
