//! How far a view has come, and of which journal.

use domain::ids::CommandId;
use jiff::Timestamp;
use record::{LogId, Position};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::store::{self, Key, Store, Writer};

/// What a view reflects: every record of this journal up to and including this position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which journal.
    pub log: LogId,
    /// Up to where.
    pub position: Position,
    /// In which version the view is kept.
    pub version: u32,
    /// The latest moment at which any of these records was written down. `None` while there are none.
    pub latest: Option<Timestamp>,
    /// The command of the last record, to tell a journal that was restored and went on otherwise.
    pub last: Option<CommandId>,
    /// Words were erased that this store has had: what they stood in is overwritten, and sled keeps what it overwrites.
    pub(crate) is_stained: bool,
    /// How many dossiers, visits and entries of the register there are: fewer in the store is damage.
    pub(crate) counts: Counts,
}

/// How many there are of what the store keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Counts {
    pub(crate) dossiers: u32,
    pub(crate) visits: u64,
    pub(crate) register: u32,
    pub(crate) chronicle: u32,
    pub(crate) frameworks: u32,
}

#[derive(Serialize, Deserialize)]
struct Written {
    version: u32,
    log: [u8; 16],
    position: u64,
    latest_us: Option<i64>,
    last: Option<[u8; 16]>,
    is_stained: bool,
    counts: Counts,
}

impl Checkpoint {
    /// Before the first record.
    pub(crate) fn start(log: LogId, version: u32) -> Self {
        Self {
            log,
            position: Position::START,
            version,
            latest: None,
            last: None,
            is_stained: false,
            counts: Counts::default(),
        }
    }

    /// What a store reflects; `None` if it never came to a checkpoint.
    pub(crate) fn load(store: &Store) -> Result<Option<Self>, store::Error> {
        let Some(value) = store.get(&Key::Checkpoint)? else { return Ok(None) };
        let damaged = || store::Error::damaged("the checkpoint cannot be read");
        let written: Written = store::decoded(&value)?;
        Ok(Some(Self {
            log: LogId(Uuid::from_bytes(written.log)),
            position: Position(written.position),
            version: written.version,
            latest: written.latest_us.map(Timestamp::from_microsecond).transpose().map_err(|_| damaged())?,
            last: written.last.map(|id| CommandId(Uuid::from_bytes(id))),
            is_stained: written.is_stained,
            counts: written.counts,
        }))
    }

    pub(crate) fn write(&self, writer: &mut Writer<'_>) -> Result<(), store::Error> {
        let written = Written {
            version: self.version,
            log: *self.log.0.as_bytes(),
            position: self.position.0,
            latest_us: self.latest.map(Timestamp::as_microsecond),
            last: self.last.map(|id| *id.0.as_bytes()),
            is_stained: self.is_stained,
            counts: self.counts,
        };
        writer.put(&Key::Checkpoint, &store::encoded(&written))
    }
}
