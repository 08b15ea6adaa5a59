//! What commands about meetings answer.

use serde::Serialize;

use super::done::Receipt;

/// What was recorded. Fields that do not belong to the command are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct MeetingDone {
    /// What was recorded, and where.
    pub(crate) receipt: Receipt,
    /// The meeting that was planned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) meeting_id: Option<String>,
    /// The last day on which papers are in time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) papers_due_on: Option<String>,
    /// The day on which agenda and papers are to be sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) dispatch_on: Option<String>,
    /// The number that the item got.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) item_number: Option<u32>,
    /// How many documents were sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) papers: Option<u32>,
    /// The digest of the list of papers that was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) papers_digest: Option<String>,
    /// The parties with a seat for whom nobody was there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) absent_parties: Option<Vec<String>>,
    /// The number that the action got in the meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) action_number: Option<u32>,
    /// The number of the action for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) action: Option<String>,
    /// Which draft of the decision list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) draft: Option<u32>,
}

impl MeetingDone {
    /// What a receipt says by itself.
    pub(crate) fn of(receipt: Receipt) -> Self {
        Self { receipt, ..Self::default() }
    }
}
