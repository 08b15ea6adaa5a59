//! The token file: which token is which caller. It holds hashes only.
//!
//! ```toml
//! [[caller]]
//! actor = "u-7f3a"
//! token_sha256 = "4b74d3624cceeaf009ebf69e4acb503a87f70ca37773943bfe6ca01cb7bc374d"
//! expires = 2027-01-01
//! grants = [
//!     { role = "coordinator", party = "gemeente-alkmaar" },
//!     { role = "secretary", body = "pora" },
//!     { role = "member", body = "pora" },
//!     { role = "auditor" },
//!     { role = "administrator" },
//! ]
//! ```
//!
//! One actor may have several tokens, so that a new one can be given before the old one is taken away. A
//! register is never changed: who reloads the file makes a new one, and keeps the old one if that fails.

mod fault;
mod file;

use std::{collections::HashMap, fmt};

use jiff::civil::Date;

pub use self::fault::{Error, FAULTS_LISTED_MAX, Fault, Reason};
use crate::{
    caller::{Caller, Grant},
    token::{Token, TokenHash},
};

/// The most bytes that a token file may have.
pub const FILE_BYTES_MAX: usize = 4 * 1024 * 1024;
/// The most callers that a token file may have.
pub const CALLERS_MAX: usize = 10_000;
/// The most grants that one caller may have.
pub const GRANTS_MAX: usize = 200;

/// Who the callers are, by the hash of their token.
#[derive(Debug, Clone)]
pub struct Register {
    entries: HashMap<TokenHash, Entry>,
}

/// One `[[caller]]` of the token file; its `Display` is how the file writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Who it is.
    pub caller: Caller,
    /// The hash of their token.
    pub token_sha256: TokenHash,
    /// The first date on which the token no longer works. `None`: it works until it is taken away.
    pub expires: Option<Date>,
}

/// Why a token does not say who is asking.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unidentified {
    /// No caller has it.
    #[error("no caller has this token: it was taken away or never given; ask an administrator for one")]
    Unknown,
    /// It worked until a date.
    #[error("this token expired on {on}: ask an administrator for a new one")]
    Expired {
        /// The first date on which it no longer worked.
        on: Date,
    },
}

impl Register {
    /// Reads the text of a token file.
    ///
    /// # Errors
    /// [`Error::TooLarge`] above [`FILE_BYTES_MAX`], and otherwise [`Error::Faulty`] with every fault that
    /// was found. If the text is not TOML, these are the faults of its form only.
    pub fn parse(text: &str) -> Result<Self, Error> {
        if text.len() > FILE_BYTES_MAX {
            return Err(Error::TooLarge { bytes: text.len() });
        }
        let entries = file::entries(text).map_err(|faults| Error::Faulty { faults })?;
        Ok(Self { entries: entries.into_iter().map(|entry| (entry.token_sha256, entry)).collect() })
    }

    /// Says who is asking with `token` on the date `today`.
    ///
    /// # Errors
    /// [`Unidentified`] if no caller has the token, or it has expired.
    pub fn identify(&self, token: &Token, today: Date) -> Result<&Caller, Unidentified> {
        let entry = self.entries.get(&token.hash()).ok_or(Unidentified::Unknown)?;
        match entry.expires {
            Some(on) if on <= today => Err(Unidentified::Expired { on }),
            Some(_) | None => Ok(&entry.caller),
        }
    }

    /// How many tokens it knows, expired ones included.
    pub fn token_count(&self) -> usize {
        self.entries.len()
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // No name that can stand here has a character that TOML would escape.
        writeln!(f, "[[caller]]\nactor = \"{}\"", self.caller.actor)?;
        writeln!(f, "token_sha256 = \"{}\"", self.token_sha256)?;
        if let Some(date) = self.expires {
            writeln!(f, "expires = {date}")?;
        }
        writeln!(f, "grants = [")?;
        for grant in &self.caller.grants {
            let role = file::role(grant);
            match grant {
                Grant::Coordinator { party } => {
                    writeln!(f, "    {{ role = \"{role}\", party = \"{party}\" }},")?
                }
                Grant::Secretary { body } | Grant::Member { body } => {
                    writeln!(f, "    {{ role = \"{role}\", body = \"{body}\" }},")?;
                }
                Grant::Auditor | Grant::Administrator => writeln!(f, "    {{ role = \"{role}\" }},")?,
            }
        }
        writeln!(f, "]")
    }
}

#[cfg(test)]
mod tests;
