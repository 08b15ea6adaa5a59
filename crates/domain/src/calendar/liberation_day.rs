//! In which years 5 May is a holiday: the one holiday on which laws and agreements differ.

use std::{fmt, str::FromStr};

use super::holiday::ECHO_LENGTH_MAX;

/// In years with this divisor 5 May is a day off under most collective agreements.
const LUSTRUM_YEARS: i16 = 5;

/// In which years 5 May counts as a holiday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LiberationDay {
    /// Every year, as the Algemene termijnenwet has it.
    EveryYear,
    /// In 2025, 2030 and so on, as most collective agreements have it.
    LustrumYears,
    /// In no year.
    Never,
}

/// A text that names no [`LiberationDay`] rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' does not say when 5 May is a holiday: use every-year, lustrum-years or never")]
pub struct UnknownLiberationDay(pub String);

impl LiberationDay {
    /// All of them, the most holidays first.
    pub const ALL: [Self; 3] = [Self::EveryYear, Self::LustrumYears, Self::Never];

    /// The name in framework files, e.g. `lustrum-years`.
    pub fn code(self) -> &'static str {
        match self {
            Self::EveryYear => "every-year",
            Self::LustrumYears => "lustrum-years",
            Self::Never => "never",
        }
    }

    /// Whether 5 May is a holiday in `year`.
    pub fn applies_in(self, year: i16) -> bool {
        match self {
            Self::EveryYear => true,
            Self::LustrumYears => year % LUSTRUM_YEARS == 0,
            Self::Never => false,
        }
    }
}

impl FromStr for LiberationDay {
    type Err = UnknownLiberationDay;

    fn from_str(text: &str) -> Result<Self, UnknownLiberationDay> {
        Self::ALL
            .into_iter()
            .find(|rule| rule.code() == text)
            .ok_or_else(|| UnknownLiberationDay(text.chars().take(ECHO_LENGTH_MAX).collect()))
    }
}

impl fmt::Display for LiberationDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_has_its_years() {
        let years = |rule: LiberationDay| (2019..=2031).filter(move |year| rule.applies_in(*year));
        assert_eq!(years(LiberationDay::EveryYear).count(), 13);
        assert_eq!(years(LiberationDay::LustrumYears).collect::<Vec<_>>(), [2020, 2025, 2030]);
        assert_eq!(years(LiberationDay::Never).count(), 0);
    }

    #[test]
    fn codes_read_back_and_unknown_ones_are_named() {
        for rule in LiberationDay::ALL {
            assert_eq!(rule.to_string().parse(), Ok(rule));
        }
        assert_eq!(
            "soms".parse::<LiberationDay>().unwrap_err().to_string(),
            "'soms' does not say when 5 May is a holiday: use every-year, lustrum-years or never"
        );
    }
}
