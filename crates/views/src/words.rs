//! Words as answers give them.

/// How the words beside a record are written when there are none.
pub(crate) const NO_TEXTS: &[u8] = b"[]";

/// Words that were sealed when they were written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Words {
    /// What was said.
    Known(String),
    /// They were erased before this view read them.
    Erased,
}

impl Words {
    pub(crate) fn of(kept: Option<&str>) -> Self {
        kept.map_or(Self::Erased, |words| Self::Known(words.to_owned()))
    }

    /// The words, unless they were erased.
    pub fn known(&self) -> Option<&str> {
        match self {
            Self::Known(words) => Some(words),
            Self::Erased => None,
        }
    }
}
