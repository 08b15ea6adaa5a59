//! The dates the calendar knows.
//!
//! Dates are checked once, where they come in, with [`validate`]. After that nothing in this module can
//! fail: a date that was never checked counts as the nearest date the calendar knows.

use std::fmt;

use jiff::civil::{self, Date};

/// The first year the calendar knows. Older than any arrangement in the register.
pub const CALENDAR_YEAR_MIN: i16 = 1990;
/// The last year the calendar knows.
pub const CALENDAR_YEAR_MAX: i16 = 2199;

pub(super) const FIRST_DAY: Date = civil::date(CALENDAR_YEAR_MIN, 1, 1);
pub(super) const LAST_DAY: Date = civil::date(CALENDAR_YEAR_MAX, 12, 31);

/// A run of days, both ends included, all within the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateRange {
    first: Date,
    last: Date,
}

/// A date that the calendar does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} is outside the calendar: use a date from {FIRST_DAY} to {LAST_DAY}")]
pub struct OutOfRange(pub Date);

/// Two dates that do not make a [`DateRange`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The range ends before it begins.
    #[error("a range from {first} to {last} ends before it begins: put the first day first")]
    Reversed {
        /// The day given as the first.
        first: Date,
        /// The day given as the last.
        last: Date,
    },
    /// One of the ends is not a date of the calendar.
    #[error("the range has an end that cannot be used")]
    OutOfRange(#[from] OutOfRange),
}

/// Gives `date` back if the calendar knows it: its year is [`CALENDAR_YEAR_MIN`] to [`CALENDAR_YEAR_MAX`].
///
/// # Errors
/// [`OutOfRange`] if not.
pub fn validate(date: Date) -> Result<Date, OutOfRange> {
    if (FIRST_DAY..=LAST_DAY).contains(&date) { Ok(date) } else { Err(OutOfRange(date)) }
}

impl DateRange {
    /// The days from `first` up to and including `last`.
    ///
    /// # Errors
    /// When `last` is before `first`, or either is outside the calendar.
    pub fn new(first: Date, last: Date) -> Result<Self, Error> {
        let (first, last) = (validate(first)?, validate(last)?);
        if first <= last { Ok(Self { first, last }) } else { Err(Error::Reversed { first, last }) }
    }

    /// The first day of the range.
    pub fn first(&self) -> Date {
        self.first
    }

    /// The last day of the range, itself included.
    pub fn last(&self) -> Date {
        self.last
    }
}

impl fmt::Display for DateRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.first, self.last)
    }
}

/// The nearest date that the calendar knows.
pub(super) fn nearest(date: Date) -> Date {
    date.clamp(FIRST_DAY, LAST_DAY)
}

/// Whether the calendar knows `year`.
pub(super) fn knows(year: i16) -> bool {
    (CALENDAR_YEAR_MIN..=CALENDAR_YEAR_MAX).contains(&year)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_date_is_known_up_to_both_ends_of_the_calendar() {
        for known in [date(1990, 1, 1), date(2026, 11, 22), date(2199, 12, 31)] {
            assert_eq!(validate(known), Ok(known));
        }
        for unknown in [date(1989, 12, 31), date(2200, 1, 1), Date::MIN, Date::MAX] {
            assert_eq!(validate(unknown), Err(OutOfRange(unknown)));
        }
    }

    #[test]
    fn an_unknown_date_is_refused_with_what_would_help() {
        assert_eq!(
            OutOfRange(date(1066, 10, 14)).to_string(),
            "1066-10-14 is outside the calendar: use a date from 1990-01-01 to 2199-12-31"
        );
    }

    #[test]
    fn a_range_runs_forward_within_the_calendar() {
        let (first, last) = (date(2026, 7, 4), date(2026, 8, 16));
        assert!(DateRange::new(first, last).is_ok());
        assert!(DateRange::new(first, first).is_ok());
        assert_eq!(DateRange::new(last, first), Err(Error::Reversed { first: last, last: first }));
        let far = date(2200, 1, 1);
        assert_eq!(DateRange::new(first, far), Err(Error::OutOfRange(OutOfRange(far))));
    }
}
