//! The words that may be shown: a line for each record that has some, in the order of positions.
//!
//! ```text
//! {"position":17,"disclosures":["WyJ…","WyJ…"]}
//! ```
//!
//! A disclosure is as it stands beside the record, so its digest is that in the record.

use record::Position;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// The most bytes of a line: what may stand beside a record, and what is written around it.
pub const LINE_BYTES_MAX: u64 = 2 * 1024 * 1024 + 1024;

#[derive(Serialize, Deserialize)]
struct Line<'a> {
    position: u64,
    #[serde(borrow)]
    disclosures: &'a RawValue,
}

/// The line of a record with these texts beside it, a JSON array of disclosures. `None`: there are none, or it is no
/// such array.
pub fn line(position: Position, texts: &[u8]) -> Option<Vec<u8>> {
    let disclosures: &RawValue = serde_json::from_slice(texts).ok()?;
    if disclosures.get() == "[]" {
        return None;
    }
    let mut line = serde_json::to_vec(&Line { position: position.0, disclosures }).ok()?;
    line.push(b'\n');
    Some(line)
}

/// The position and the texts of a line without its end. `None`: it is no such line.
pub fn parse(line: &[u8]) -> Option<(Position, &[u8])> {
    let Line { position, disclosures } = serde_json::from_slice(line).ok()?;
    Some((Position(position), disclosures.get().as_bytes()))
}
