//! Words as a fact keeps them: what was said, and the beginning of its digest, by which an erasure finds it.

use domain::sealed::Sealed;
use record::Disclosures;
use serde::{Deserialize, Serialize};

/// Words, unless they were erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Kept<'w> {
    tag: Tag,
    words: Option<&'w str>,
}

/// The same, where they are not part of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KeptApart {
    tag: Tag,
    words: Option<String>,
}

/// The beginning of a digest. It has to tell apart only the words of one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Tag([u8; 8]);

impl<'w> Kept<'w> {
    /// What the disclosures say; nothing if they do not have it any more.
    pub(crate) fn of(sealed: &Sealed, texts: &'w Disclosures) -> Self {
        Self { tag: Tag::of(sealed), words: texts.open(sealed) }
    }

    /// What was said, unless it was erased.
    pub(crate) fn words(self) -> Option<&'w str> {
        self.words
    }

    /// Forgets the words if they are among these. Whether there were any.
    pub(super) fn erase(&mut self, erased: &[Tag]) -> bool {
        erased.contains(&self.tag) && self.words.take().is_some()
    }

    #[cfg(test)]
    pub(crate) fn known(words: &'w str) -> Self {
        Self { tag: Tag([1; 8]), words: Some(words) }
    }

    #[cfg(test)]
    pub(crate) fn unknown() -> Self {
        Self { tag: Tag([2; 8]), words: None }
    }
}

impl KeptApart {
    /// What the disclosures say; nothing if they do not have it any more.
    pub(crate) fn of(sealed: &Sealed, texts: &Disclosures) -> Self {
        Self { tag: Tag::of(sealed), words: texts.open(sealed).map(str::to_owned) }
    }

    /// What was said, unless it was erased.
    pub(crate) fn words(&self) -> Option<&str> {
        self.words.as_deref()
    }

    /// Forgets the words if they are among these. Whether there were any.
    pub(crate) fn erase(&mut self, erased: &[Tag]) -> bool {
        erased.contains(&self.tag) && self.words.take().is_some()
    }
}

impl Tag {
    pub(crate) fn of(sealed: &Sealed) -> Self {
        let digest = &sealed.0.0;
        let (beginning, _) = digest.split_first_chunk().expect("a digest has 32 bytes");
        Self(*beginning)
    }
}
