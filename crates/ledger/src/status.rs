//! What a ledger tells of itself while it runs.

use std::{path::PathBuf, sync::Arc};

use record::Position;
use tlog::{Hash, SignedCheckpoint};

use crate::{folder::DeviceError, witness::client::Ended};

/// How far a ledger is.
#[derive(Debug, Clone)]
pub struct Status {
    /// The last record that is under the newest checkpoint; [`Position::START`] while there is none.
    pub position: Position,
    /// The newest checkpoint, durable here.
    pub checkpoint: Option<Arc<SignedCheckpoint>>,
    /// Whether it goes on.
    pub state: State,
}

/// Whether a ledger goes on.
#[derive(Debug, Clone)]
pub enum State {
    /// It was opened, and does not follow yet.
    Opened,
    /// It follows the journal.
    Following,
    /// Something is away that may come back; it tries again.
    Waiting {
        /// What failed, for the operator.
        why: Arc<str>,
    },
    /// The journal was closed, or the ledger was told to end. Everything that was published stands.
    Closed,
    /// It signs and compares nothing any more until it is opened anew, after somebody looked.
    Stopped {
        /// Why.
        why: Arc<Stop>,
    },
}

/// Why a ledger stopped. None of this mends itself.
#[derive(Debug, thiserror::Error)]
pub enum Stop {
    /// The journal skipped or repeated a position, or was rewritten behind the ledger.
    #[error(
        "position {expected} should follow, but the journal gave {found}; stop and restore the journal from a copy"
    )]
    Gap {
        /// The position after the last leaf.
        expected: Position,
        /// The position that came.
        found: Position,
    },
    /// A record cannot be a leaf.
    #[error("the record at {position} is longer than a leaf can be; the journal should never have taken it")]
    TooLong {
        /// Where it stands.
        position: Position,
    },
    /// Another process signed another history, or the journal here is another than there.
    #[error(
        "the checkpoint of size {size} that was published has root {published}, but the journal here gives {here}: one \
         of the two journals was changed. Sign nothing, keep both, and find out which"
    )]
    OtherRoot {
        /// The size at which they differ.
        size: u64,
        /// The root that was signed.
        published: Hash,
        /// The root over the records here.
        here: Hash,
    },
    /// A published checkpoint is not signed by the key of this log.
    #[error("a checkpoint was published that is not signed by the key of this log")]
    NotOurs(#[source] tlog::signed::Error),
    /// It is the turn of this process to sign, but nothing is published, and it may not begin the log.
    #[error(
        "nothing is published of this log, and it may not be begun from {directory}. If it is new, start the service first \
         where besluitspoor ledger init was given, and this one after it. If it is not, what was published is lost: put the \
         newest checkpoint that anybody has in {directory}/log, and start again"
    )]
    MayNotBegin {
        /// The directory of the ledger.
        directory: PathBuf,
    },
    /// It is the turn of this process to sign, and it has no key.
    #[error("this process should sign, but it has no key: put the key of the log in its directory")]
    NoKey,
    /// The checkpoint could not be signed.
    #[error("a checkpoint could not be signed")]
    Unsigned(#[source] tlog::signed::Error),
    /// The journal ends before what the ledger has.
    #[error(
        "the journal ends at {head}, but the ledger has signed {size} records: an older copy of the journal was put \
         back. Restore the journal that has them all; nothing is signed until then"
    )]
    JournalShorter {
        /// Where the journal ends.
        head: Position,
        /// What the ledger has signed.
        size: u64,
    },
    /// The journal is damaged.
    #[error("the journal cannot be followed")]
    Journal(#[source] journal::follow::Error),
    /// The device failed while something was made durable. What is published stands.
    #[error("the folder of the log cannot be written; mend the device and start again")]
    Device(#[from] DeviceError),
    /// The tiles of what was published cannot be read back.
    #[error(
        "the tiles of the published log cannot be read; start again, which writes them anew from the journal"
    )]
    Tiles(#[source] tlog::source::Error<DeviceError>),
    /// It is the turn of this process to sign behind another, and nobody can ask the witnesses what they saw.
    #[error(
        "what the witnesses saw was not asked before this process signs behind another: what asks them has ended, and the \
         service's log tells why. Nothing is signed until then: start again"
    )]
    NotConsulted(#[source] Ended),
    /// Somebody else found that it must stop.
    #[error("{why}")]
    Told {
        /// What they found.
        why: Arc<str>,
    },
    /// The thread that follows the journal panicked.
    #[error("the thread that keeps the ledger panicked; the service's log tells where")]
    Panicked,
}
