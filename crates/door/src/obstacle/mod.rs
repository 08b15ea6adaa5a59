//! Why a call does not come in, or may not do what it asks: the rule, the fact and what would help, in two
//! languages.

mod en;
mod facts;
mod nl;

use std::collections::HashMap;

use access::{Denied, register::Unidentified, token::InvalidToken};
use jiff::civil::Date;
use tonic::{Code, Status};
use tonic_types::{ErrorDetails, StatusExt as _};
use wire::{ERROR_DOMAIN, Language};

/// The most characters of the message that stands beside the details.
const MESSAGE_CHARS_MAX: usize = 200;
/// The most characters of one fact.
const FACT_CHARS_MAX: usize = 300;

/// Why a call does not come in, or may not do what it asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obstacle {
    /// It shows no token.
    TokenMissing,
    /// What it shows cannot be a token.
    TokenMalformed(Malformed),
    /// Nobody has this token.
    TokenUnknown,
    /// The token worked until a date.
    TokenExpired {
        /// The first date on which it no longer worked.
        on: Date,
    },
    /// The caller may not do or read this.
    Denied(Denied),
    /// The request is larger than any may be.
    TooLarge {
        /// The most bytes that one may have.
        bytes_max: usize,
    },
    /// The request is not the message that the method takes.
    Unreadable {
        /// What is wrong with it, in the words of the decoder.
        why: String,
    },
    /// There is no such method.
    MethodUnknown,
    /// The answer did not come in time.
    TooSlow {
        /// How long was waited for it.
        seconds: u64,
    },
    /// The service was put up without a door: nobody can say who asks.
    NoDoor,
}

/// Why what a call shows cannot be a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Malformed {
    /// There are several.
    Repeated,
    /// It does not say `Bearer`.
    Scheme,
    /// What follows `Bearer` cannot be a token.
    Token(InvalidToken),
}

impl Obstacle {
    /// The name of the obstacle, as services report it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::TokenMissing => "TOKEN_MISSING",
            Self::TokenMalformed(_) => "TOKEN_MALFORMED",
            Self::TokenUnknown => "TOKEN_UNKNOWN",
            Self::TokenExpired { .. } => "TOKEN_EXPIRED",
            Self::Denied(denied) => denied.name(),
            Self::TooLarge { .. } => "REQUEST_TOO_LARGE",
            Self::Unreadable { .. } => "REQUEST_UNREADABLE",
            Self::MethodUnknown => "METHOD_UNKNOWN",
            Self::TooSlow { .. } => "ANSWER_TOO_SLOW",
            Self::NoDoor => "NO_DOOR",
        }
    }

    /// The code that a call answers.
    pub fn code(&self) -> Code {
        match self {
            Self::TokenMissing | Self::TokenMalformed(_) | Self::TokenUnknown | Self::TokenExpired { .. } => {
                Code::Unauthenticated
            }
            Self::Denied(_) => Code::PermissionDenied,
            Self::TooLarge { .. } => Code::ResourceExhausted,
            Self::Unreadable { .. } => Code::InvalidArgument,
            Self::MethodUnknown => Code::Unimplemented,
            Self::TooSlow { .. } => Code::DeadlineExceeded,
            Self::NoDoor => Code::Internal,
        }
    }

    /// What a person reads.
    pub fn told(&self, language: Language) -> String {
        match language {
            Language::Dutch => nl::obstacle(self),
            Language::English => en::obstacle(self),
        }
    }

    /// The obstacle as a call answers it.
    pub fn status(&self, language: Language) -> Status {
        let message = self.told(language);
        let facts = facts::of(self).into_iter();
        let facts: HashMap<String, String> =
            facts.map(|(name, fact)| (name.to_owned(), shortened(&fact, FACT_CHARS_MAX))).collect();
        let mut details = ErrorDetails::new();
        details.set_error_info(self.name(), ERROR_DOMAIN, facts);
        details.set_localized_message(language.tag(), message.as_str());
        Status::with_error_details(self.code(), shortened(&message, MESSAGE_CHARS_MAX), details)
    }
}

impl From<Unidentified> for Obstacle {
    fn from(unidentified: Unidentified) -> Self {
        match unidentified {
            Unidentified::Unknown => Self::TokenUnknown,
            Unidentified::Expired { on } => Self::TokenExpired { on },
        }
    }
}

/// The beginning of a text, with a sign that there was more.
fn shortened(text: &str, chars_max: usize) -> String {
    match text.char_indices().nth(chars_max) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Alternatives in a sentence, e.g. `a, b or c`. Of many, the first and how many more there are.
fn alternatives(items: &[String], language: Language) -> String {
    let or = match language {
        Language::Dutch => " of ",
        Language::English => " or ",
    };
    match items {
        [head @ .., last] if !head.is_empty() && items.len() <= wire::limits::ITEMS_NAMED_MAX => {
            format!("{}{or}{last}", head.join(", "))
        }
        _ => language.list(items),
    }
}

#[cfg(test)]
mod tests;
