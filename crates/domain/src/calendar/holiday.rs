//! The Dutch holidays, as rules. No date of any one year stands here.

use std::{fmt, str::FromStr};

use jiff::{
    Span,
    civil::{self, Date, Weekday},
};

use super::dates;

/// The most characters of an unknown code that an error repeats.
pub(super) const ECHO_LENGTH_MAX: usize = 40;
/// The first year in which the King's birthday was kept, on 27 April; before it was 30 April.
const KINGS_DAY_SINCE: i16 = 2014;

/// A day that a framework may choose not to count as a working day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holiday {
    /// 1 January.
    NewYear,
    /// The Friday before Easter.
    GoodFriday,
    /// Easter itself; always a Sunday.
    EasterSunday,
    /// The day after Easter.
    EasterMonday,
    /// The day on which the King's birthday is kept: 27 April, or 26 April when the 27th is a Sunday. Up to
    /// 2013 it was the Queen's: 30 April, or the 29th.
    KingsDay,
    /// 5 May. Whether it counts is said by [`LiberationDay`](super::LiberationDay).
    LiberationDay,
    /// Ascension Day, 39 days after Easter; always a Thursday.
    Ascension,
    /// Whitsun, 49 days after Easter; always a Sunday.
    WhitSunday,
    /// The day after Whitsun.
    WhitMonday,
    /// 25 December.
    Christmas,
    /// 26 December.
    BoxingDay,
}

/// A text that names no [`Holiday`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not a holiday: use one of {codes}", codes = codes())]
pub struct UnknownHoliday(pub String);

impl Holiday {
    /// All of them, in the order of the year.
    pub const ALL: [Self; 11] = [
        Self::NewYear,
        Self::GoodFriday,
        Self::EasterSunday,
        Self::EasterMonday,
        Self::KingsDay,
        Self::LiberationDay,
        Self::Ascension,
        Self::WhitSunday,
        Self::WhitMonday,
        Self::Christmas,
        Self::BoxingDay,
    ];

    /// The name in framework files, e.g. `kings-day`.
    pub fn code(self) -> &'static str {
        match self {
            Self::NewYear => "new-year",
            Self::GoodFriday => "good-friday",
            Self::EasterSunday => "easter-sunday",
            Self::EasterMonday => "easter-monday",
            Self::KingsDay => "kings-day",
            Self::LiberationDay => "liberation-day",
            Self::Ascension => "ascension",
            Self::WhitSunday => "whit-sunday",
            Self::WhitMonday => "whit-monday",
            Self::Christmas => "christmas",
            Self::BoxingDay => "boxing-day",
        }
    }

    /// The Dutch name, for people to read, with the capitals of the Algemene termijnenwet.
    pub fn name(self) -> &'static str {
        match self {
            Self::NewYear => "Nieuwjaarsdag",
            Self::GoodFriday => "Goede Vrijdag",
            Self::EasterSunday => "eerste Paasdag",
            Self::EasterMonday => "tweede Paasdag",
            Self::KingsDay => "Koningsdag",
            Self::LiberationDay => "Bevrijdingsdag",
            Self::Ascension => "Hemelvaartsdag",
            Self::WhitSunday => "eerste Pinksterdag",
            Self::WhitMonday => "tweede Pinksterdag",
            Self::Christmas => "eerste Kerstdag",
            Self::BoxingDay => "tweede Kerstdag",
        }
    }

    /// The date of this holiday in `year`; `None` for a year that the calendar does not know.
    pub fn date(self, year: i16) -> Option<Date> {
        dates::knows(year).then(|| self.date_from(year, easter(year)))
    }

    /// The same where Easter is already known; `year` is one of the calendar's.
    pub(super) fn date_from(self, year: i16, easter: Date) -> Date {
        match self {
            Self::NewYear => civil::date(year, 1, 1),
            Self::GoodFriday => days_after(easter, -2),
            Self::EasterSunday => easter,
            Self::EasterMonday => days_after(easter, 1),
            Self::KingsDay => kings_day(year),
            Self::LiberationDay => civil::date(year, 5, 5),
            Self::Ascension => days_after(easter, 39),
            Self::WhitSunday => days_after(easter, 49),
            Self::WhitMonday => days_after(easter, 50),
            Self::Christmas => civil::date(year, 12, 25),
            Self::BoxingDay => civil::date(year, 12, 26),
        }
    }
}

impl FromStr for Holiday {
    type Err = UnknownHoliday;

    fn from_str(text: &str) -> Result<Self, UnknownHoliday> {
        Self::ALL
            .into_iter()
            .find(|holiday| holiday.code() == text)
            .ok_or_else(|| UnknownHoliday(text.chars().take(ECHO_LENGTH_MAX).collect()))
    }
}

impl fmt::Display for Holiday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Easter of `year`, which is one of the calendar's.
pub(super) fn easter(year: i16) -> Date {
    let easter =
        computus::gregorian(i32::from(year)).expect("every year of the calendar has a Gregorian Easter");
    // Counted from 1 March, which has 31 days: Easter is in March or April.
    days_after(civil::date(year, 3, 1), 31 * (i64::from(easter.month) - 3) + i64::from(easter.day) - 1)
}

/// The day on which the birthday is kept, which since 1980 has never been a Sunday.
fn kings_day(year: i16) -> Date {
    let day = if year >= KINGS_DAY_SINCE { 27 } else { 30 };
    let birthday = civil::date(year, 4, day);
    if birthday.weekday() == Weekday::Sunday { days_after(birthday, -1) } else { birthday }
}

fn days_after(date: Date, days: i64) -> Date {
    date.saturating_add(Span::new().days(days))
}

fn codes() -> String {
    Holiday::ALL.map(Holiday::code).join(", ")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::calendar::{CALENDAR_YEAR_MAX, CALENDAR_YEAR_MIN};

    #[test]
    fn known_dates() {
        let table = [
            (Holiday::EasterSunday, date(1990, 4, 15)),
            (Holiday::EasterSunday, date(2000, 4, 23)),
            (Holiday::EasterSunday, date(2008, 3, 23)),
            (Holiday::EasterSunday, date(2011, 4, 24)),
            (Holiday::EasterSunday, date(2024, 3, 31)),
            (Holiday::EasterSunday, date(2025, 4, 20)),
            (Holiday::EasterSunday, date(2026, 4, 5)),
            (Holiday::EasterSunday, date(2027, 3, 28)),
            (Holiday::EasterSunday, date(2038, 4, 25)),
            (Holiday::GoodFriday, date(2026, 4, 3)),
            (Holiday::EasterMonday, date(2026, 4, 6)),
            (Holiday::Ascension, date(2005, 5, 5)),
            (Holiday::Ascension, date(2008, 5, 1)),
            (Holiday::Ascension, date(2026, 5, 14)),
            (Holiday::WhitSunday, date(2026, 5, 24)),
            (Holiday::WhitMonday, date(2026, 5, 25)),
            (Holiday::WhitMonday, date(2027, 5, 17)),
            (Holiday::NewYear, date(2026, 1, 1)),
            (Holiday::LiberationDay, date(2026, 5, 5)),
            (Holiday::Christmas, date(2026, 12, 25)),
            (Holiday::BoxingDay, date(2026, 12, 26)),
        ];
        for (holiday, expected) in table {
            assert_eq!(holiday.date(expected.year()), Some(expected), "{holiday}");
        }
    }

    #[test]
    fn the_kings_birthday_is_never_kept_on_a_sunday() {
        let table = [
            date(1995, 4, 29), // the 30th was a Sunday
            date(2000, 4, 29), // the 30th was a Sunday
            date(2005, 4, 30),
            date(2006, 4, 29), // the 30th was a Sunday
            date(2013, 4, 30), // the last Queen's Day
            date(2014, 4, 26), // the first King's Day; the 27th was a Sunday
            date(2024, 4, 27),
            date(2025, 4, 26), // the 27th is a Sunday
            date(2026, 4, 27),
            date(2031, 4, 26), // the 27th is a Sunday
        ];
        for expected in table {
            assert_eq!(Holiday::KingsDay.date(expected.year()), Some(expected));
        }
    }

    #[test]
    fn the_movable_days_keep_their_weekday_in_every_year() {
        for year in CALENDAR_YEAR_MIN..=CALENDAR_YEAR_MAX {
            let weekday = |holiday: Holiday| holiday.date(year).unwrap().weekday();
            assert_eq!(weekday(Holiday::GoodFriday), Weekday::Friday, "{year}");
            assert_eq!(weekday(Holiday::EasterSunday), Weekday::Sunday, "{year}");
            assert_eq!(weekday(Holiday::EasterMonday), Weekday::Monday, "{year}");
            assert_ne!(weekday(Holiday::KingsDay), Weekday::Sunday, "{year}");
            assert_eq!(weekday(Holiday::Ascension), Weekday::Thursday, "{year}");
            assert_eq!(weekday(Holiday::WhitMonday), Weekday::Monday, "{year}");
            let easter = Holiday::EasterSunday.date(year).unwrap();
            assert!((date(year, 3, 22)..=date(year, 4, 25)).contains(&easter), "{year}");
        }
    }

    #[test]
    fn outside_the_calendar_there_are_no_holidays() {
        for holiday in Holiday::ALL {
            assert_eq!(holiday.date(CALENDAR_YEAR_MIN - 1), None);
            assert_eq!(holiday.date(CALENDAR_YEAR_MAX + 1), None);
        }
    }

    #[test]
    fn codes_read_back_and_unknown_ones_are_named() {
        for holiday in Holiday::ALL {
            assert_eq!(holiday.code().parse(), Ok(holiday));
        }
        let unknown = "koningsdag".parse::<Holiday>().unwrap_err().to_string();
        assert!(
            unknown.starts_with("'koningsdag' is not a holiday: use one of new-year, good-friday,"),
            "{unknown}"
        );
    }
}
