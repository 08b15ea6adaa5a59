//! What can be wrong with a token file. All of it is told at once, each with its line.
//!
//! No fault repeats what stood where a secret could stand.

use std::fmt;

use domain::ids::{InvalidActor, InvalidSlug};

use super::{CALLERS_MAX, FILE_BYTES_MAX, GRANTS_MAX};
use crate::token::InvalidHash;

/// The most faults that the message of an [`Error`] lists; it counts the others.
pub const FAULTS_LISTED_MAX: usize = 50;

/// Why a token file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// It is larger than any register of callers needs.
    #[error("the token file has {bytes} bytes, and at most {FILE_BYTES_MAX} are read")]
    TooLarge {
        /// How large it is.
        bytes: usize,
    },
    /// It has faults.
    #[error("the token file has {} {}:{}", faults.len(), if faults.len() == 1 { "fault" } else { "faults" }, Listed(faults))]
    Faulty {
        /// Every fault, in the order of the file.
        faults: Vec<Fault>,
    },
}

/// One fault of a token file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct Fault {
    /// On which line, from 1.
    pub line: usize,
    /// What is wrong.
    pub reason: Reason,
}

/// What is wrong at one place of a token file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// It is not TOML, or not of the form of a token file; in the words of the TOML reader.
    #[error("{0}")]
    Form(String),
    /// It has no caller, so it would shut everybody out.
    #[error("there is no [[caller]]: nobody could ask anything")]
    NoCaller,
    /// It has more callers than a register holds.
    #[error("{given} callers, and there may be {CALLERS_MAX}")]
    TooManyCallers {
        /// How many.
        given: usize,
    },
    /// The actor's name cannot be one.
    #[error("{0}")]
    Actor(InvalidActor),
    /// A token stands in the file, in a place where the fault would have repeated it.
    #[error(
        "a token stands here: it is no longer secret, so make a new one; only its SHA-256 belongs in this file"
    )]
    TokenShown,
    /// The hash cannot be one.
    #[error("{0}")]
    Hash(InvalidHash),
    /// Two callers have the same token.
    #[error("the same token_sha256 as on line {first_line}: every caller has a token of their own")]
    HashRepeated {
        /// Where it stood first.
        first_line: usize,
    },
    /// The expiry is more or less than a date.
    #[error("'expires' is a date without a time, as in 2027-01-01")]
    Expiry,
    /// A caller has more grants than one can have.
    #[error("{given} grants, and a caller may have {GRANTS_MAX}")]
    TooManyGrants {
        /// How many.
        given: usize,
    },
    /// There is no such role.
    #[error("there is no role '{0}': use coordinator, secretary, member, auditor or administrator")]
    RoleUnknown(String),
    /// The role is had for a party or body, which is missing.
    #[error("a {role} has a {field}: add {field} = \"…\"")]
    FieldMissing {
        /// The role.
        role: &'static str,
        /// `party` or `body`.
        field: &'static str,
    },
    /// The role is not had for a party or body, yet one is named.
    #[error("a grant as {role} has no {field}: take it away, or change the role")]
    FieldUnfit {
        /// The role.
        role: &'static str,
        /// `party` or `body`.
        field: &'static str,
    },
    /// The name of a party or body cannot be one.
    #[error("{0}")]
    Name(InvalidSlug),
    /// The same grant stands twice.
    #[error("this caller already has the same grant")]
    GrantRepeated,
}

struct Listed<'a>(&'a [Fault]);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let listed = self.0.len().min(FAULTS_LISTED_MAX);
        self.0.iter().take(listed).try_for_each(|fault| write!(f, "\n  {fault}"))?;
        match self.0.len() - listed {
            0 => Ok(()),
            more => write!(f, "\n  and {more} more"),
        }
    }
}
