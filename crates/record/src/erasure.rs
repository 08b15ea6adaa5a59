//! Which words a record says are gone: for who follows the journal only for that.

use domain::{
    Event,
    keeping::{self, RecordTexts},
};

use crate::{HistoryId, data::types, decode};

/// What one erasure took away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erased {
    /// Of which history.
    pub history: HistoryId,
    /// Which words: by record, in order.
    pub texts: Vec<RecordTexts>,
}

/// What a record says is gone; `None` for every other record.
///
/// Of those the bytes are only searched, which costs far less than reading them: the type of a record is never written
/// with escapes.
///
/// # Errors
/// [`decode::Error`] if a record that may be an erasure cannot be read.
pub fn erased(record: &[u8]) -> Result<Option<Erased>, decode::Error> {
    let needle = types::TEXTS_ERASED.as_bytes();
    // A newer version of the type must not be taken for another record.
    let name = &needle[..needle.len() - 1];
    if !record.windows(name.len()).any(|window| window == name) {
        return Ok(None);
    }
    let record = decode(record)?;
    match record.event {
        Event::Keeping(keeping::Event::TextsErased(erased)) => {
            Ok(Some(Erased { history: record.history, texts: erased.texts }))
        }
        Event::Keeping(_)
        | Event::Dossier(_)
        | Event::FrameworkAdopted(_)
        | Event::Arrangement(_)
        | Event::Meeting(_)
        | Event::Mandate(_)
        | Event::Preparation(_) => Ok(None),
    }
}
