//! The number by which people name an action.

use std::{fmt, str::FromStr};

use domain::ids::BodyId;

/// What stands between body and year, so that nobody takes it for the number of a decision list.
const MARK: &str = "A";

/// The number of an action: the body, that it is an action, the year and which of that year, e.g. `PORA-A-2026-03`.
///
/// The year is that of the meeting that agreed it; the order is that in which actions were written down, so that a number never
/// changes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActionReference {
    /// Whose meeting agreed it.
    pub body: BodyId,
    /// The year of that meeting.
    pub year: i16,
    /// Which of that year, from 1.
    pub number: u32,
}

/// A text that is no number of an action.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not the number of an action: expected body, A, year and number, e.g. PORA-A-2026-03")]
pub struct InvalidActionReference(pub String);

impl fmt::Display for ActionReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { body, year, number } = self;
        write!(f, "{}-{MARK}-{year}-{number:02}", body.as_str().to_uppercase())
    }
}

impl FromStr for ActionReference {
    type Err = InvalidActionReference;

    /// Reads it as it is written; nothing else is taken for it, so an action has one number.
    fn from_str(text: &str) -> Result<Self, InvalidActionReference> {
        let invalid = || InvalidActionReference(text.chars().take(80).collect());
        let mut parts = text.rsplitn(3, '-');
        let (number, year, of) = (parts.next(), parts.next(), parts.next());
        let body = of.and_then(|of| of.strip_suffix(MARK)?.strip_suffix('-')).ok_or_else(invalid)?;
        let read = Self {
            body: body.to_lowercase().parse().map_err(|_| invalid())?,
            year: year.and_then(|year| year.parse().ok()).ok_or_else(invalid)?,
            number: number.and_then(|number| number.parse().ok()).ok_or_else(invalid)?,
        };
        if read.number > 0 && read.to_string() == text { Ok(read) } else { Err(invalid()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_has_one_written_number() {
        for text in ["PORA-A-2026-03", "RBO-NOORD-A-2026-112"] {
            assert_eq!(text.parse::<ActionReference>().unwrap().to_string(), text);
        }
        for bad in ["", "PORA-2026-03", "pora-A-2026-03", "PORA-A-2026-3", "PORA-A-2026-00", "-A-2026-03"] {
            assert!(bad.parse::<ActionReference>().is_err(), "{bad}");
        }
    }
}
