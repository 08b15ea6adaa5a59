//! The words of one erasure, made to be gone.

use std::mem;

use bytes::Bytes;
use journal::{Journal, Stored, erase, read};
use record::{Erased, seal};

use super::{CONTENDED_MAX, Error, RETRY_EVERY};

/// How one record's words stand after a try.
enum Tried {
    /// They are gone.
    Gone,
    /// Somebody else took some of them meanwhile.
    Contended,
    /// Not now.
    Later,
}

/// Makes the words gone that an erasure names. Comes back only when they are.
pub(super) async fn make(journal: &dyn Journal, erased: &Erased) -> Result<(), Error> {
    let mut contended = 0;
    loop {
        let mut all_gone = true;
        for stored in history(journal, erased).await? {
            match try_once(journal, erased, &stored).await? {
                Tried::Gone => {}
                Tried::Contended if contended < CONTENDED_MAX => {
                    contended += 1;
                    all_gone = false;
                }
                Tried::Contended => return Err(Error::Contended { position: stored.position }),
                Tried::Later => {
                    all_gone = false;
                    tokio::time::sleep(RETRY_EVERY).await;
                }
            }
        }
        if all_gone {
            return Ok(());
        }
    }
}

/// Waits until somebody else has made the words gone that an erasure names.
pub(super) async fn wait(journal: &dyn Journal, erased: &Erased) -> Result<(), Error> {
    let mut is_told = false;
    loop {
        let mut all_gone = true;
        for stored in history(journal, erased).await? {
            all_gone &= remains(erased, &stored)?.is_none();
        }
        if all_gone {
            return Ok(());
        }
        if !mem::replace(&mut is_told, true) {
            tracing::warn!(history = %erased.history, "waiting until an intake has erased what is to be gone");
        }
        tokio::time::sleep(RETRY_EVERY).await;
    }
}

/// The records that the words stand beside; waits for the journal as long as it takes.
async fn history(journal: &dyn Journal, erased: &Erased) -> Result<Vec<Stored>, Error> {
    loop {
        match journal.read(&erased.history).await {
            Ok(history) => return Ok(history),
            Err(error @ read::Error::Unavailable { .. }) => {
                tracing::warn!(history = %erased.history, why = journal::causes(&error), "erased later");
                tokio::time::sleep(RETRY_EVERY).await;
            }
            Err(source) => return Err(Error::Read { history: erased.history.clone(), source }),
        }
    }
}

/// What remains beside a record without the words of an erasure; `None` if none of them are there.
fn remains(erased: &Erased, stored: &Stored) -> Result<Option<Vec<u8>>, Error> {
    let named = erased.texts.iter().find(|named| named.revision == stored.entry.revision);
    let Some(named) = named else { return Ok(None) };
    let remains = seal::without(&stored.entry.texts, &named.texts);
    remains.map_err(|_| Error::TextsLost { position: stored.position })
}

async fn try_once(journal: &dyn Journal, erased: &Erased, stored: &Stored) -> Result<Tried, Error> {
    let Some(remains) = remains(erased, stored)? else { return Ok(Tried::Gone) };
    let position = stored.position;
    match journal.erase(position, Bytes::from(remains)).await {
        Ok(()) => Ok(Tried::Gone),
        Err(erase::Error::NotWhatStands { .. }) => Ok(Tried::Contended),
        Err(
            error @ (erase::Error::Overloaded
            | erase::Error::Full
            | erase::Error::CutOff { .. }
            | erase::Error::Read(read::Error::Unavailable { .. })),
        ) => {
            tracing::warn!(position = position.0, why = journal::causes(&error), "erased later");
            Ok(Tried::Later)
        }
        Err(
            source @ (erase::Error::Unknown { .. }
            | erase::Error::Malformed(_)
            | erase::Error::Read(read::Error::Damaged { .. })
            | erase::Error::Poisoned { .. }
            | erase::Error::Closed),
        ) => Err(Error::Erase { position, source }),
    }
}
