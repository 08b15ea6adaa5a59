//! How a fact is written down: the only place that knows the written form of an event.
//!
//! A record is one CloudEvents 1.0 JSON object. Its exact bytes are stored, hashed and never written again;
//! [`encode()`] makes them once and [`decode()`] reads them for ever after. In reading order:
//!
//! - [`address`]: where a record stands: its history, its position, its log
//! - [`moment`]: when it was written down
//! - [`encode`](mod@encode), [`decode`](mod@decode): from [`Record`] to bytes and back
//! - `data`: what each type of event holds, by version; start there to add one
//! - [`seal`]: words that may have to be erased, kept beside the record
//! - [`erasure`]: which words a record says are gone
//! - [`digest`]: of documents and files

pub mod address;
pub mod decode;
pub mod digest;
pub mod encode;
pub mod erasure;
pub mod moment;
pub mod seal;

mod attributes;
mod data;
mod scalar;

use domain::{
    Event,
    context::{Capacity, Context},
    ids::{ActorId, CommandId, Revision},
};
use uuid::Uuid;

pub use self::{
    address::{HistoryId, LogId, Position},
    decode::decode,
    digest::{document_digest, file_digest, papers_digest},
    encode::encode,
    erasure::{Erased, erased},
    moment::Recorded,
    seal::{Disclosures, Sealer},
};

/// The most bytes that a record may have: what two bytes of length can say, the size of an entry in a
/// C2SP tile (design section 5).
pub const RECORD_BYTES_MAX: usize = 65_535;

/// The greatest revision that can be written: CloudEvents knows signed integers of 32 bits only.
pub const REVISION_MAX: u64 = 2_147_483_647;

/// Every type of event, in the version that is written today.
pub const EVENT_TYPES: &[&str] = data::types::ALL;

/// One entry of the journal: a fact, and who wrote it down when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The event's own id: a version 7 UUID, made by who appends.
    pub id: Uuid,
    /// Which history it belongs to.
    pub history: HistoryId,
    /// Its place in that history, from 1 to [`REVISION_MAX`].
    pub revision: Revision,
    /// The command that it was decided from.
    pub command: CommandId,
    /// When it was written down; when it happened is in the event.
    pub recorded: Recorded,
    /// Who acted.
    pub actor: ActorId,
    /// In which capacity they acted.
    pub capacity: Capacity,
    /// The fact.
    pub event: Event,
}

impl Record {
    /// The circumstances that the event was decided in, to decide it again.
    pub fn context(&self) -> Context {
        Context {
            now: self.recorded.now,
            today: self.recorded.today(),
            actor: self.actor.clone(),
            capacity: self.capacity.clone(),
        }
    }
}
