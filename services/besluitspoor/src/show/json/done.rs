//! What commands answer: what was recorded, where, and where the dossier goes.

use serde::Serialize;
use wire::v1;

use super::{
    evaluation::LifePhase,
    shared::{DocumentSummary, FrameworkRef, Position},
    similar::SimilarArrangement,
    visit::Next,
};

/// What a command that was carried out answers. Fields that do not belong to the command are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Done {
    /// What was recorded, and where.
    pub(crate) receipt: Receipt,
    /// The dossier, or the arrangement that was registered, or the mandate that was granted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
    /// The dossier's number for people, once it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reference: Option<String>,
    /// The framework version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) framework: Option<FrameworkRef>,
    /// The document version that was filed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) document: Option<DocumentSummary>,
    /// Where the dossier goes next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) next: Option<Next>,
    /// The number of what was agreed to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) action_number: Option<u32>,
    /// The number of the evaluation that was recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) evaluation: Option<u32>,
    /// How many of its results are withheld from all but the dossier's coordinator.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) withheld: Option<u32>,
    /// The phase that the arrangement is in now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) life_phase: Option<LifePhase>,
    /// Existing arrangements that what was submitted resembles, most alike first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) similar: Vec<SimilarArrangement>,
    /// The last day of the term now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) due_on: Option<String>,
}

/// What was recorded, and where.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Receipt {
    /// The command.
    pub(crate) command_id: String,
    /// The history that the record stands in.
    pub(crate) history_id: String,
    /// The record's place in it.
    pub(crate) revision: u64,
    /// The record's place in the journal; `--after` takes it as `log_id:position`.
    pub(crate) position: Position,
    /// Whether the command had been carried out before.
    pub(crate) repeated: bool,
    /// What deserves attention.
    pub(crate) warnings: Vec<Warning>,
}

/// Something that deserves attention, though nothing forbade it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Warning {
    /// Which warning, e.g. `BSN_LIKE_NUMBER`.
    pub(crate) code: String,
    /// The field it is about.
    pub(crate) field: String,
    /// What is the matter and what would help.
    pub(crate) message: String,
}

impl Receipt {
    /// The receipt of a command.
    pub(crate) fn of(command_id: impl ToString, receipt: Option<v1::Receipt>) -> Self {
        let receipt = receipt.unwrap_or_default();
        Self {
            command_id: command_id.to_string(),
            history_id: receipt.history_id,
            revision: receipt.revision,
            position: receipt.position.unwrap_or_default().into(),
            repeated: receipt.repeated,
            warnings: receipt.warnings.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<v1::Warning> for Warning {
    fn from(warning: v1::Warning) -> Self {
        let code = warning.code().as_str_name().trim_start_matches("WARNING_CODE_").to_owned();
        Self { code, field: warning.field, message: warning.message }
    }
}
