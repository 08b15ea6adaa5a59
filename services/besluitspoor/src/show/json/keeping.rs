//! What commands about the keeping of a history answer.

use serde::Serialize;

use super::done::Receipt;

/// What was recorded. Fields that do not belong to the command are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Kept {
    /// What was recorded, and where. Its revision names a request or a hold.
    pub(crate) receipt: Receipt,
    /// How many words a request is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) texts: Option<u32>,
    /// Whether the words are gone by now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) erased: Option<bool>,
    /// The last revision that a confirmation confirms.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_revision: Option<u64>,
}

impl Kept {
    /// What a receipt says by itself.
    pub(crate) fn of(receipt: Receipt) -> Self {
        Self { receipt, ..Self::default() }
    }
}
