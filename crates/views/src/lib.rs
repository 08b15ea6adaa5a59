//! What the records mean now and meant then: agendas, dossiers and the register of arrangements.
//!
//! Everything here is derived from the journal and can be deleted: it comes back identical. In reading order:
//!
//! - [`query`]: what can be asked, and the answers
//! - [`apply`]: what each record changes
//! - `fact`, `row`, `timeline`: a dossier's row is its facts; what was true at a position is what those up to it lead to
//! - `head`, `names` (with `quick_hash`), `index`: what is kept in memory to find things
//! - `chronicle`: histories that are kept as their records are: meetings; [`list_number`]: how their decision
//!   lists are called, [`action_reference`]: how their actions are
//! - [`store`], [`checkpoint`], `live`: how it stands in sled, and which part of that counts
//! - `home`, [`open`]: where it lives, when it is derived anew, how a new version takes over; `renew`: how words leave the disk
//! - [`runner`]: the thread that follows the journal
//! - [`status`], [`change`]: what can be watched
//!
//! Why it is so: `docs/adr/0008-views.md`.

pub mod action_reference;
pub mod apply;
pub mod change;
pub mod checkpoint;
pub mod head;
pub mod list_number;
pub mod open;
pub mod query;
pub mod reference;
pub mod runner;
pub mod status;
pub mod store;
pub mod words;

mod chronicle;
mod fact;
mod home;
mod index;
mod live;
mod names;
mod quick_hash;
mod renew;
mod row;
#[cfg(test)]
mod tests;
mod timeline;
mod views;

pub use self::{
    action_reference::ActionReference,
    change::AgendaChange,
    checkpoint::Checkpoint,
    head::PhaseKind,
    list_number::ListNumber,
    query::AsOf,
    reference::ReferenceNumber,
    runner::Runner,
    status::Status,
    views::{APPLY_RECORDS_MAX, Views, WaitError},
    words::Words,
};

/// The version of what the views keep. Raised with every change of a row, a key or what an event does to them: a view
/// of another version is built anew beside the old one.
pub const VIEW_VERSION: u32 = 4;
