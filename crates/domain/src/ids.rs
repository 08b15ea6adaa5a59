//! One type per kind of name, so that a body can never be taken for a step.

use std::{fmt, str::FromStr, sync::Arc};

use uuid::Uuid;

/// The most characters a [slug](InvalidSlug) may have.
pub const SLUG_LENGTH_MAX: usize = 60;
/// The most characters an [`ActorId`] may have.
pub const ACTOR_LENGTH_MAX: usize = 64;

/// A text that cannot be the short name of a thing in a framework.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "'{0}' is not a short name: use 1 to {SLUG_LENGTH_MAX} of a-z, 0-9, '-' and '.', beginning with a letter or digit"
)]
pub struct InvalidSlug(pub String);

/// A text that cannot name an actor.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not an actor id: use 1 to {ACTOR_LENGTH_MAX} of A-Z, a-z, 0-9, '-', '_', '.' and ':'")]
pub struct InvalidActor(pub String);

fn is_slug(text: &str) -> bool {
    let head = text.bytes().next().is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    let rest = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'.';
    head && text.len() <= SLUG_LENGTH_MAX && text.bytes().all(rest)
}

macro_rules! slugs {
    ($($(#[$doc:meta])* $name:ident,)+) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The name as the framework writes it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = InvalidSlug;

            fn from_str(text: &str) -> Result<Self, InvalidSlug> {
                if is_slug(text) { Ok(Self(text.into())) } else { Err(InvalidSlug(text.chars().take(SLUG_LENGTH_MAX).collect())) }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }
    )+};
}

slugs! {
    /// A family of framework versions, e.g. `regio-alkmaar`. Has no dots, so that it can name a history.
    FrameworkId,
    /// One version of a framework, e.g. `2026.1`.
    FrameworkVersion,
    /// A party that holds seats, e.g. `gemeente-heiloo`.
    PartyId,
    /// A kind of party, e.g. `gemeente` or `samenwerkingsverband`.
    PartyKind,
    /// A body (gremium), e.g. `pora`.
    BodyId,
    /// A document format, e.g. `voorstel` (bijlage 2) or `businesscase` (bijlage 3).
    FormatId,
    /// A section of a document format, e.g. `inleiding.aanleiding`: chapter, dot, field.
    SectionId,
    /// A round of the route, e.g. `voorstel`.
    RoundId,
    /// A step of the route, e.g. `voorstel-pora`: one body in one role.
    StepId,
    /// A way in which a dossier ends, e.g. `vastgesteld`.
    EndId,
    /// A list by which proposals are prepared, e.g. `gespreksmap`.
    ChecklistId,
    /// A theme or an item of such a list: its number or short name there, e.g. `3.7`.
    ItemId,
    /// A rung of the ladder on which a dossier is escalated.
    RungId,
    /// A term from one of a framework's lists: a function, funding code or indicator.
    TermId,
}

macro_rules! uuids {
    ($($(#[$doc:meta])* $name:ident,)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub Uuid);

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                Uuid::parse_str(text).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.as_hyphenated().fmt(f)
            }
        }
    )+};
}

uuids! {
    /// One dossier, from first idea to closing. It is the id of the command that opened it, so that a
    /// repeated opening finds the dossier it already made.
    DossierId,
    /// One entry of the register of arrangements; the id of the command that registered it.
    ArrangementId,
    /// One mandate; the id of the command that granted it.
    MandateId,
    /// One meeting of a body; the id of the command that planned it.
    MeetingId,
    /// One command, chosen by who sends it. Sending it again gives the first receipt.
    CommandId,
}

/// Who acted: an opaque name. Never a person's name; which person it is stands outside the record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorId(Arc<str>);

impl ActorId {
    /// The name as the access register writes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ActorId {
    type Err = InvalidActor;

    fn from_str(text: &str) -> Result<Self, InvalidActor> {
        let allowed = |b: u8| b.is_ascii_alphanumeric() || b"-_.:".contains(&b);
        if !text.is_empty() && text.len() <= ACTOR_LENGTH_MAX && text.bytes().all(allowed) {
            Ok(Self(text.into()))
        } else {
            Err(InvalidActor(text.chars().take(ACTOR_LENGTH_MAX).collect()))
        }
    }
}

impl fmt::Display for ActorId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An item's number in its meeting, from 1. Zero is "none yet".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ItemNumber(pub u32);

impl fmt::Display for ItemNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// An action's number in the history that it was agreed in, from 1. Zero is "none yet".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ActionNumber(pub u32);

impl fmt::Display for ActionNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// An evaluation's number in the history of its arrangement, from 1. Zero is "none yet".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct EvaluationNumber(pub u32);

impl fmt::Display for EvaluationNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A record's place in the history of one dossier, framework, arrangement, meeting, mandate or preparation, from 1. Zero is "nothing yet".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Revision(pub u64);

impl Revision {
    /// The place after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_lower_case_and_bounded() {
        for good in ["pora", "voorstel-oogo", "inleiding.aanleiding", "2026.1", &"a".repeat(60)] {
            assert!(good.parse::<TermId>().is_ok(), "{good}");
        }
        for bad in ["", "PORA", "-pora", "a b", "één", &"a".repeat(61)] {
            assert!(bad.parse::<TermId>().is_err(), "{bad}");
        }
    }

    #[test]
    fn an_actor_is_opaque_and_bounded() {
        assert!("u-7F.3:x_1".parse::<ActorId>().is_ok());
        for bad in ["", "Jan Jansen", &"a".repeat(65)] {
            assert!(bad.parse::<ActorId>().is_err(), "{bad}");
        }
    }
}
