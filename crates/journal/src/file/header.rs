//! The first line of a segment: which program wrote it, in which format, for which log, from which position.
//!
//! ```text
//! besluitspoor-journal  1  5f0f…  00000000000000000001  checksum
//! ```
//!
//! Magic first, format version second and the checksum of all before it last: these three hold for every version
//! to come, so that a newer format is told from a damaged one.

use crc32c::crc32c;
use record::{LogId, Position};
use uuid::Uuid;

use super::{damage::Damage, line::hex};

/// The format that this program writes, and the newest one that it reads.
pub(super) const FORMAT_VERSION: u32 = 1;
/// The bytes of a header of this version, with its newline.
pub(super) const HEADER_BYTES: usize =
    "besluitspoor-journal\t1\t".len() + 36 + 1 + POSITION_DIGITS + 1 + 8 + 1;

const MAGIC: &str = "besluitspoor-journal";
const POSITION_DIGITS: usize = 20;
const SUFFIX: &str = ".log";

/// What the header of a segment says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) log_id: LogId,
    pub(super) first: Position,
}

/// Why a header cannot be used.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unusable {
    /// It is whole, and of a format that this program does not know.
    Newer { found: u32 },
    /// It is not whole.
    Damaged,
}

impl Header {
    /// The header line with its newline.
    pub(super) fn encode(&self) -> Vec<u8> {
        let Self { log_id, first: Position(first) } = self;
        let mut line = format!("{MAGIC}\t{FORMAT_VERSION}\t{log_id}\t{first:0POSITION_DIGITS$}").into_bytes();
        let checksum = hex(crc32c(&line));
        line.push(b'\t');
        line.extend_from_slice(&checksum);
        line.push(b'\n');
        line
    }

    /// Reads the header at the beginning of these bytes.
    pub(super) fn decode(bytes: &[u8]) -> Result<Self, Unusable> {
        let line = bytes.split(|byte| *byte == b'\n').next().filter(|line| line.len() < bytes.len());
        let text = line.and_then(|line| std::str::from_utf8(line).ok()).ok_or(Unusable::Damaged)?;
        let (covered, checksum) = text.rsplit_once('\t').ok_or(Unusable::Damaged)?;
        if checksum.as_bytes() != hex(crc32c(covered.as_bytes())) {
            return Err(Unusable::Damaged);
        }
        let mut columns = covered.split('\t');
        if columns.next() != Some(MAGIC) {
            return Err(Unusable::Damaged);
        }
        match columns.next().and_then(|version| version.parse().ok()) {
            Some(FORMAT_VERSION) => {}
            Some(found) if found > FORMAT_VERSION => return Err(Unusable::Newer { found }),
            _ => return Err(Unusable::Damaged),
        }
        let log_id = columns.next().and_then(|text| Uuid::parse_str(text).ok()).map(LogId);
        let first = columns.next().and_then(|text| text.parse().ok()).map(Position);
        match (log_id, first, columns.next()) {
            (Some(log_id), Some(first), None) => Ok(Self { log_id, first }),
            _ => Err(Unusable::Damaged),
        }
    }
}

impl From<Unusable> for Damage {
    fn from(_: Unusable) -> Self {
        Self::Header
    }
}

/// The file name of the segment that begins at this position.
pub(super) fn segment_name(first: Position) -> String {
    format!("{:0POSITION_DIGITS$}{SUFFIX}", first.0)
}

/// The position that a segment of this name begins at; `None` if it is no segment's name.
pub(super) fn first_position(name: &str) -> Option<Position> {
    let digits = name.strip_suffix(SUFFIX)?;
    let all_digits = digits.len() == POSITION_DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit());
    if all_digits { digits.parse().ok().map(Position) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: Header = Header { log_id: LogId(Uuid::from_u128(7)), first: Position(42) };

    #[test]
    fn a_header_reads_back_and_has_its_length() {
        let bytes = HEADER.encode();
        assert_eq!(bytes.len(), HEADER_BYTES);
        assert_eq!(Header::decode(&bytes), Ok(HEADER));
    }

    #[test]
    fn a_torn_or_flipped_header_is_damaged() {
        let whole = HEADER.encode();
        for length in 0..whole.len() {
            assert_eq!(Header::decode(&whole[..length]), Err(Unusable::Damaged), "{length}");
        }
        for bit in 0..whole.len() * 8 {
            let mut flipped = whole.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(Header::decode(&flipped), Err(Unusable::Damaged), "bit {bit}");
        }
    }

    #[test]
    fn a_newer_header_is_told_from_a_damaged_one() {
        let covered = format!("{MAGIC}\t{}\twhat a newer version likes", FORMAT_VERSION + 1);
        let checksum = crc32c(covered.as_bytes());
        let newer = format!("{covered}\t{checksum:08x}\nlines");
        assert_eq!(Header::decode(newer.as_bytes()), Err(Unusable::Newer { found: FORMAT_VERSION + 1 }));
    }

    #[test]
    fn a_segment_is_named_by_its_first_position() {
        assert_eq!(segment_name(Position(1)), "00000000000000000001.log");
        assert_eq!(first_position("00000000000000000001.log"), Some(Position(1)));
        for other in
            ["lock", "1.log", "0000000000000000000a.log", "+0000000000000000001.log", "00000000000000000001"]
        {
            assert_eq!(first_position(other), None, "{other}");
        }
    }
}
