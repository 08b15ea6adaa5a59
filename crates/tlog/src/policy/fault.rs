//! What can be wrong with the text of a policy.

use std::fmt;

use super::{BYTES_MAX, MEMBERS_MAX};
use crate::key;

/// All that is wrong with a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faults(pub Vec<Fault>);

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<_> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl std::error::Error for Faults {}

/// Something that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct Fault {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub what: What,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum What {
    /// The text is larger than a policy may be.
    #[error("the policy is larger than {BYTES_MAX} bytes")]
    TooLarge,
    /// There are more logs, or witnesses and groups.
    #[error("more than {MEMBERS_MAX} of this kind")]
    TooMany,
    /// A byte that is no text.
    #[error(
        "the control character {found:#04x}; only tabs and line ends are allowed, and a line ends with \\n alone"
    )]
    Control {
        /// The byte.
        found: u8,
    },
    /// The last line has no end.
    #[error("the line has no end: is the policy whole?")]
    Unended,
    /// The line begins with another word.
    #[error("'{found}'; a line begins with log, witness, group or quorum")]
    Word {
        /// The word.
        found: String,
    },
    /// A part is missing, or there is one too many.
    #[error("must be '{needed}'")]
    Form {
        /// What the line must look like.
        needed: &'static str,
    },
    /// The key of a log cannot be read.
    #[error("the key of the log: {0}")]
    LogKey(key::Error),
    /// The key of a witness cannot be read.
    #[error("the key of the witness: {0}")]
    WitnessKey(key::Error),
    /// Another line has the same key, maybe under another name.
    #[error("the key is that of line {first}")]
    SameKey {
        /// The other line.
        first: usize,
    },
    /// The name is that of another line.
    #[error("the name '{name}' is taken by line {first}")]
    SameName {
        /// The name.
        name: String,
        /// The other line.
        first: usize,
    },
    /// `none` stands for no quorum.
    #[error("'none' is no name; it only stands for no quorum")]
    NamedNone,
    /// No line before this one defines the name.
    #[error("'{name}' is not defined on a line before this one")]
    Unknown {
        /// The name.
        name: String,
    },
    /// The name is in a group already.
    #[error("'{name}' is a member of a group already, on line {first}")]
    TwiceMember {
        /// The name.
        name: String,
        /// The line of that group.
        first: usize,
    },
    /// The number of a group.
    #[error("'{found}'; must be all, any, or a number from 1 to {members}")]
    Number {
        /// As written.
        found: String,
        /// How many members the group has.
        members: usize,
    },
    /// There is a quorum already.
    #[error("line {first} says what the quorum is")]
    SecondQuorum {
        /// That line.
        first: usize,
    },
    /// There is no quorum.
    #[error("there is no line 'quorum <name>' or 'quorum none'")]
    NoQuorum,
}
