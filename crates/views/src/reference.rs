//! The number by which people name a dossier, e.g. `OZA-2026-0014`.

use std::{fmt, str::FromStr, sync::Arc};

/// The fewest digits of the last part.
const DIGITS_MIN: usize = 4;

/// The n-th dossier that was opened in a year, on a framework with this prefix. Follows from the order of the
/// journal alone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReferenceNumber {
    /// What the framework puts before the year, e.g. `OZA`.
    pub prefix: Arc<str>,
    /// The year in which the region's calendar stood when it was opened.
    pub year: i16,
    /// Which of that year it is, from 1.
    pub number: u32,
}

/// A text that is no reference number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not a reference number: expected prefix, year and number, e.g. OZA-2026-0014")]
pub struct InvalidReference(pub String);

impl fmt::Display for ReferenceNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{:0width$}", self.prefix, self.year, self.number, width = DIGITS_MIN)
    }
}

impl FromStr for ReferenceNumber {
    type Err = InvalidReference;

    /// Reads it as it is written; nothing else is taken for it, so a dossier has one reference number.
    fn from_str(text: &str) -> Result<Self, InvalidReference> {
        let invalid = || InvalidReference(text.chars().take(80).collect());
        let mut parts = text.rsplitn(3, '-');
        let (number, year, prefix) = (parts.next(), parts.next(), parts.next());
        let number = number.and_then(|number| number.parse().ok()).ok_or_else(invalid)?;
        let year = year.and_then(|year| year.parse().ok()).ok_or_else(invalid)?;
        let read = Self { prefix: prefix.ok_or_else(invalid)?.into(), year, number };
        if number > 0 && read.to_string() == text { Ok(read) } else { Err(invalid()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_number_has_one_written_form() {
        for text in ["OZA-2026-0014", "OZA-2026-12345", "REGIO-NOORD-2027-0001"] {
            assert_eq!(text.parse::<ReferenceNumber>().unwrap().to_string(), text);
        }
        for bad in [
            "",
            "OZA-2026",
            "OZA-2026-14",
            "OZA-2026-00014",
            "OZA-2026-0000",
            "OZA-26a-0014",
            "OZA-2026-+014",
        ] {
            assert!(bad.parse::<ReferenceNumber>().is_err(), "{bad}");
        }
    }
}
