//! Existing arrangements that a proposal resembles.

use serde::Serialize;
use wire::v1;

use super::{
    register::RegisterEntry,
    shared::{Named, Reflects},
};

/// What `arrangement similar` answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Resembling {
    /// The arrangements, most alike first.
    pub(crate) similar: Vec<SimilarArrangement>,
    /// What the answer reflects.
    pub(crate) reflects: Reflects,
}

/// An existing arrangement, and in what a proposal is like it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct SimilarArrangement {
    /// The arrangement.
    pub(crate) entry: RegisterEntry,
    /// How much it is alike.
    pub(crate) weight: u32,
    /// The partners that both have.
    pub(crate) partners: Vec<String>,
    /// The words that both have in name or target group.
    pub(crate) words: Vec<String>,
    /// The functions that both have.
    pub(crate) functions: Vec<Named>,
}

impl From<v1::SimilarArrangement> for SimilarArrangement {
    fn from(similar: v1::SimilarArrangement) -> Self {
        Self {
            entry: similar.entry.unwrap_or_default().into(),
            weight: similar.weight,
            partners: similar.partners,
            words: similar.words,
            functions: similar.functions.into_iter().map(Into::into).collect(),
        }
    }
}
