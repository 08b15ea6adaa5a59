//! A bundle as it is sent: the files that an auditor takes along, in pieces, in the layout of `verifier::bundle`.
//!
//! - [`region`]: the tile log as it lies there, with every record and its words
//! - [`dossier`]: one history, what it stands on, and a proof for each record
//!
//! What is sent is read from the journal and the ledger's folder. Nothing here is signed or decided: the folder proves
//! itself, or does not.

pub mod dossier;
pub mod region;

use std::{io, path::PathBuf};

use domain::{Event, framework::FrameworkRef};
use eraser::Eraser;
use journal::{Journal, Stored};
use ledger::Ledger;
use record::{
    HistoryId, Position,
    seal::{self, Disclosures},
};
use tokio::task::JoinError;
use verifier::bundle::{Description, Place, about, disclosures};

use crate::proved::Unproved;

/// What a bundle is read from.
pub struct Source<'s> {
    /// The records, and the words beside them.
    pub journal: &'s dyn Journal,
    /// The proofs.
    pub ledger: &'s Ledger,
    /// Who knows which words are to be gone. `None`: nothing is ever erased.
    pub eraser: Option<&'s Eraser>,
}

/// Where the pieces of a bundle go. A file that was begun may go on after others.
pub trait Taker {
    /// Why it takes no more.
    type Refused;

    /// Takes the next bytes of a file.
    fn take(
        &mut self,
        place: &Place,
        bytes: Vec<u8>,
    ) -> impl Future<Output = Result<(), Self::Refused>> + Send;
}

/// Why a bundle breaks off.
#[derive(Debug, thiserror::Error)]
pub enum Error<R> {
    /// Whoever it is for takes no more.
    #[error("the reader takes no more of the bundle")]
    Refused(R),
    /// The journal cannot be followed.
    #[error("the journal cannot be followed")]
    Follow(#[from] journal::follow::Error),
    /// The journal cannot be read.
    #[error("the journal cannot be read")]
    Read(#[from] journal::read::Error),
    /// The ledger cannot be read.
    #[error("the ledger cannot be read")]
    Unproved(#[from] Unproved),
    /// A tile of the ledger was not read to its end.
    #[error("reading the folder of the ledger was broken off")]
    BrokenOff(#[source] JoinError),
    /// A tile of the ledger cannot be read.
    #[error("{path} cannot be read")]
    Tile {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// A record that belongs in the bundle cannot be understood.
    #[error("the record at position {position} cannot be understood")]
    Undecodable {
        /// Where it stands.
        position: Position,
        /// Why.
        #[source]
        source: record::decode::Error,
    },
}

/// The pages for people, and what the bundle says of itself.
async fn pages<T: Taker + Send>(description: &Description, taker: &mut T) -> Result<(), Error<T::Refused>> {
    let files = [
        (Place::DutchPage, about::dutch(description).into_bytes()),
        (Place::EnglishPage, about::english(description).into_bytes()),
        (Place::Description, description.to_bytes()),
    ];
    for (place, bytes) in files {
        taker.take(&place, bytes).await.map_err(Error::Refused)?;
    }
    Ok(())
}

/// The words beside a record, as far as they were not erased and may leave the circle of who submitted them.
async fn words<T: Taker + Send>(
    source: &Source<'_>,
    stored: &Stored,
    taker: &mut T,
) -> Result<(), Error<T::Refused>> {
    // One of several servers may not have heard yet that they are gone.
    let texts = source.eraser.map_or_else(|| stored.entry.texts.clone(), |eraser| eraser.remains(stored));
    match disclosures::line(stored.position, &seal::leaving(&texts)) {
        Some(line) => taker.take(&Place::Disclosures, line).await.map_err(Error::Refused),
        None => Ok(()),
    }
}

/// The framework file that this record adopted, by its digest.
async fn rules<T: Taker + Send>(stored: &Stored, taker: &mut T) -> Result<(), Error<T::Refused>> {
    let Some((framework, file)) = adopted(stored) else { return Ok(()) };
    taker.take(&Place::Framework(framework.digest), file.into_bytes()).await.map_err(Error::Refused)
}

/// The framework that a record adopted, with its file. `None`: it adopts none, or the file is not beside it; the
/// verifier will say so.
fn adopted(stored: &Stored) -> Option<(FrameworkRef, String)> {
    // Of all others nothing need be read.
    let HistoryId::Framework(_) = stored.entry.history else { return None };
    let record = record::decode(&stored.entry.record).ok()?;
    let Event::FrameworkAdopted(adopted) = record.event else { return None };
    let texts = Disclosures::parse(&stored.entry.texts).ok()?;
    let file = texts.open(&adopted.file)?.to_owned();
    Some((adopted.framework, file))
}
