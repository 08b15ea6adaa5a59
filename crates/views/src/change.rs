//! What changed on an agenda, for who watches it.

use domain::ids::{BodyId, DossierId};
use record::Position;

/// The most changes that are kept for a watcher who does not keep up. Who is further behind is told so, and reads the
/// agenda anew.
pub const CHANGES_MAX: usize = 4_096;

/// A row of an agenda came, went or shows something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaChange {
    /// The record that changed it.
    pub position: Position,
    /// Whose agenda.
    pub body: BodyId,
    /// Of which dossier.
    pub dossier: DossierId,
    /// Where the visit was opened: the key of the row.
    pub opened: Position,
    /// How it changed.
    pub what: What,
}

/// How a row of an agenda changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// The dossier now waits for the body.
    Opened,
    /// It no longer does.
    Closed,
    /// It still does, and something that the row shows is different.
    Changed,
}
