//! An agenda as it stood, with its papers.

use serde::Serialize;

use super::{agenda::Agenda, document::DocumentAnswer};

/// What `audit as-of` answers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct AgendaOfThen {
    /// The agenda.
    #[serde(flatten)]
    pub(crate) agenda: Agenda,
    /// The papers with their words, if they were asked for.
    pub(crate) papers: Vec<DocumentAnswer>,
}
