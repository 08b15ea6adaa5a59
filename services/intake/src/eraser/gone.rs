//! The words of one erasure, made to be gone.

use bytes::Bytes;
use journal::{Journal, Stored, erase, read};
use record::{Erased, Position, seal};

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

/// Makes the words gone that an erasure at a position names. Comes back only when they are.
pub(super) async fn make(journal: &dyn Journal, erased: &Erased, position: Position) -> Result<(), Error> {
    let failed = |source| Error::Erase { position, source };
    let mut contended = 0;
    loop {
        let history = match journal.read(&erased.history).await {
            Ok(history) => history,
            Err(error @ read::Error::Unavailable { .. }) => {
                later(position, &error).await;
                continue;
            }
            Err(error) => return Err(failed(error.into())),
        };
        let mut all_gone = true;
        for stored in &history {
            match try_once(journal, erased, stored).await.map_err(|error| error.told(position))? {
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

/// Why one record's words cannot be taken away.
enum Fault {
    Lost(Position),
    Erase(erase::Error),
}

impl Fault {
    fn told(self, said: Position) -> Error {
        match self {
            Self::Lost(position) => Error::TextsLost { position },
            Self::Erase(source) => Error::Erase { position: said, source },
        }
    }
}

async fn try_once(journal: &dyn Journal, erased: &Erased, stored: &Stored) -> Result<Tried, Fault> {
    let Some(named) = erased.texts.iter().find(|named| named.revision == stored.entry.revision) else {
        return Ok(Tried::Gone);
    };
    let remains = seal::without(&stored.entry.texts, &named.texts);
    let Some(remains) = remains.map_err(|_| Fault::Lost(stored.position))? else { return Ok(Tried::Gone) };
    match journal.erase(stored.position, Bytes::from(remains)).await {
        Ok(()) => Ok(Tried::Gone),
        Err(erase::Error::NotWhatStands { .. }) => Ok(Tried::Contended),
        Err(
            error @ (erase::Error::Overloaded
            | erase::Error::Full
            | erase::Error::CutOff { .. }
            | erase::Error::Read(read::Error::Unavailable { .. })),
        ) => {
            tracing::warn!(position = stored.position.0, why = journal::causes(&error), "erased later");
            Ok(Tried::Later)
        }
        Err(
            error @ (erase::Error::Unknown { .. }
            | erase::Error::Malformed(_)
            | erase::Error::Read(read::Error::Damaged { .. })
            | erase::Error::Poisoned { .. }
            | erase::Error::Closed),
        ) => Err(Fault::Erase(error)),
    }
}

async fn later(position: Position, error: &read::Error) {
    tracing::warn!(position = position.0, why = journal::causes(error), "erased later");
    tokio::time::sleep(RETRY_EVERY).await;
}
