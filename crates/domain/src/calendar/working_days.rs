//! Counting in working days.
//!
//! A working day is a Monday to Friday that is no observed holiday and lies in no closed period. A term of
//! *n* working days from a date ends on the *n*-th working day after it; the date itself never counts.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{
    dates::{self, CALENDAR_YEAR_MAX, CALENDAR_YEAR_MIN, DateRange},
    holiday::{self, Holiday},
    liberation_day::LiberationDay,
    year::Year,
};

/// The most closed periods a calendar may have: a dozen a year for twenty years.
pub const CLOSED_PERIODS_MAX: usize = 240;

/// Which days are working days: the part of a framework that terms are counted with.
///
/// Nothing it is asked can fail. Dates outside the calendar count as the nearest one inside, and an answer
/// that would lie outside is its first or last working day; [`validate`](super::validate) dates where they
/// come in, and neither is met.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Calendar {
    /// Without 5 May, which `liberation_day` alone decides on.
    observed: BTreeSet<Holiday>,
    liberation_day: LiberationDay,
    /// In the order of their first day. They may overlap.
    closed: Vec<DateRange>,
}

/// Closed periods that a calendar cannot have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// More closed periods than [`CLOSED_PERIODS_MAX`].
    #[error(
        "{count} closed periods are too many: at most {CLOSED_PERIODS_MAX}; leave out those of years gone by"
    )]
    TooManyClosedPeriods {
        /// How many were given.
        count: usize,
    },
    /// A year has no working day left, so that a term could not end in it.
    #[error("{year} has no working day: the closed periods must leave at least one in every year")]
    YearClosed {
        /// The first such year.
        year: i16,
    },
}

impl Calendar {
    /// The holidays of the Algemene termijnenwet, article 3: paragraph 1, and Good Friday, which paragraph 2
    /// puts on a par. The days that a royal decree puts on a par (paragraph 3) follow no rule; a framework
    /// that keeps them lists them as [closed](Self::closing).
    pub fn algemene_termijnenwet() -> Self {
        let observed = [
            Holiday::NewYear,
            Holiday::GoodFriday,
            Holiday::EasterMonday,
            Holiday::KingsDay,
            Holiday::Ascension,
            Holiday::WhitMonday,
            Holiday::Christmas,
            Holiday::BoxingDay,
        ];
        Self::new(observed, LiberationDay::EveryYear)
    }

    /// A calendar with the holidays that a framework names.
    ///
    /// Whether 5 May is one of them is decided by `liberation_day` alone; [`Holiday::LiberationDay`] among
    /// `observed` changes nothing.
    pub fn new(observed: impl IntoIterator<Item = Holiday>, liberation_day: LiberationDay) -> Self {
        let mut observed: BTreeSet<Holiday> = observed.into_iter().collect();
        observed.remove(&Holiday::LiberationDay);
        Self { observed, liberation_day, closed: Vec::new() }
    }

    /// The same calendar with these closed periods instead of those it had, e.g. school holidays.
    ///
    /// # Errors
    /// When there are more than [`CLOSED_PERIODS_MAX`], or a year has no working day left.
    pub fn closing(self, mut closed: Vec<DateRange>) -> Result<Self, Error> {
        if closed.len() > CLOSED_PERIODS_MAX {
            return Err(Error::TooManyClosedPeriods { count: closed.len() });
        }
        closed.sort_unstable();
        let calendar = Self { closed, ..self };
        match (CALENDAR_YEAR_MIN..=CALENDAR_YEAR_MAX).find(|year| calendar.year(*year).count() == 0) {
            Some(year) => Err(Error::YearClosed { year }),
            None => Ok(calendar),
        }
    }

    /// The observed holidays of `year`, earliest first; none for a year that the calendar does not know.
    pub fn holidays(&self, year: i16) -> Vec<(Date, Holiday)> {
        if !dates::knows(year) {
            return Vec::new();
        }
        let mut holidays: Vec<_> = self.observed_in(year).collect();
        holidays.sort_unstable();
        holidays
    }

    /// In which years 5 May is a holiday.
    pub fn liberation_day(&self) -> LiberationDay {
        self.liberation_day
    }

    /// The closed periods, in the order of their first day.
    pub fn closed(&self) -> &[DateRange] {
        &self.closed
    }

    /// Whether `date` is a working day.
    pub fn is_working_day(&self, date: Date) -> bool {
        let date = dates::nearest(date);
        self.year(date.year()).contains(date)
    }

    /// The first working day after `date`.
    pub fn next_working_day(&self, date: Date) -> Date {
        self.add_working_days(date, 1)
    }

    /// The `days`-th working day after `date`: the last day of a term of that many working days.
    ///
    /// Zero gives `date` if it is a working day and otherwise the next one, because a term never ends on a
    /// day when nobody can act (Algemene termijnenwet, article 1). So from a Saturday, zero and one give
    /// the same Monday.
    pub fn add_working_days(&self, date: Date, days: u32) -> Date {
        let date = dates::nearest(date);
        let year = self.year(date.year());
        let place = match days.checked_sub(1) {
            None => i64::from(year.count_before(date)),
            Some(further) => i64::from(year.count_through(date)) + i64::from(further),
        };
        self.working_day_at(year, date.year(), place)
    }

    /// The `days`-th working day before `date`: the day on which papers for a meeting on `date` are due.
    ///
    /// Zero gives `date` if it is a working day and otherwise the one before it.
    pub fn subtract_working_days(&self, date: Date, days: u32) -> Date {
        let date = dates::nearest(date);
        let year = self.year(date.year());
        let place = match days {
            0 => i64::from(year.count_through(date)) - 1,
            _ => i64::from(year.count_before(date)) - i64::from(days),
        };
        self.working_day_at(year, date.year(), place)
    }

    /// How many working days there are after `from`, up to and including `to`; negative if `to` is the
    /// earlier, so that the two swapped give the same number with the other sign.
    pub fn working_days_between(&self, from: Date, to: Date) -> i64 {
        let (from, to) = (dates::nearest(from), dates::nearest(to));
        if to < from {
            return -self.working_days_between(to, from);
        }
        let before = i64::from(self.year(from.year()).count_through(from));
        let whole: i64 = (from.year()..to.year()).map(|year| i64::from(self.year(year).count())).sum();
        whole + i64::from(self.year(to.year()).count_through(to)) - before
    }

    /// The working days of `year`, which is one of the calendar's.
    pub(super) fn year(&self, year: i16) -> Year {
        let mut days = Year::of_weekdays(year);
        for (date, _) in self.observed_in(year) {
            days.close(date, date);
        }
        for period in &self.closed {
            days.close(period.first(), period.last());
        }
        days
    }

    fn observed_in(&self, year: i16) -> impl Iterator<Item = (Date, Holiday)> {
        let easter = holiday::easter(year);
        let liberation_day = self.liberation_day.applies_in(year).then_some(Holiday::LiberationDay);
        self.observed
            .iter()
            .copied()
            .chain(liberation_day)
            .map(move |holiday| (holiday.date_from(year, easter), holiday))
    }

    /// The working day with `place` working days between it and the beginning of `number`, whose days are
    /// `year`; a negative place lies in the years before. At the ends of the calendar, its first or last.
    fn working_day_at(&self, mut year: Year, mut number: i16, mut place: i64) -> Date {
        while place < 0 && number > CALENDAR_YEAR_MIN {
            number -= 1;
            year = self.year(number);
            place += i64::from(year.count());
        }
        while place >= i64::from(year.count()) && number < CALENDAR_YEAR_MAX {
            place -= i64::from(year.count());
            number += 1;
            year = self.year(number);
        }
        let place = place.clamp(0, i64::from(year.count()) - 1);
        u32::try_from(place)
            .ok()
            .and_then(|place| year.nth(place))
            .expect("a place below the count has its day, and no year without working days can be made")
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_holidays_of_the_algemene_termijnenwet() {
        let calendar = Calendar::algemene_termijnenwet();
        let table = [
            // 5 May on Ascension Day counts once; King's Day was still the Queen's.
            (2005, vec![(1, 1), (3, 25), (3, 28), (4, 30), (5, 5), (5, 5), (5, 16), (12, 25), (12, 26)]),
            (2024, vec![(1, 1), (3, 29), (4, 1), (4, 27), (5, 5), (5, 9), (5, 20), (12, 25), (12, 26)]),
            (2025, vec![(1, 1), (4, 18), (4, 21), (4, 26), (5, 5), (5, 29), (6, 9), (12, 25), (12, 26)]),
            (2026, vec![(1, 1), (4, 3), (4, 6), (4, 27), (5, 5), (5, 14), (5, 25), (12, 25), (12, 26)]),
            (2027, vec![(1, 1), (3, 26), (3, 29), (4, 27), (5, 5), (5, 6), (5, 17), (12, 25), (12, 26)]),
        ];
        for (year, expected) in table {
            let holidays = calendar.holidays(year);
            let days: Vec<_> = holidays.iter().map(|(day, _)| (day.month(), day.day())).collect();
            assert_eq!(days, expected, "{year}");
            assert!(holidays.iter().all(|(day, _)| !calendar.is_working_day(*day)));
        }
        assert!(calendar.holidays(2200).is_empty());
    }

    #[test]
    fn known_terms() {
        let calendar = Calendar::algemene_termijnenwet();
        let table = [
            (date(2026, 11, 20), 1, date(2026, 11, 23)), // Friday to Monday
            (date(2026, 11, 21), 0, date(2026, 11, 23)), // a Saturday is no day to end on
            (date(2026, 11, 21), 1, date(2026, 11, 23)),
            (date(2026, 11, 23), 0, date(2026, 11, 23)),
            (date(2026, 4, 2), 1, date(2026, 4, 7)), // over Good Friday and Easter Monday
            (date(2026, 4, 24), 10, date(2026, 5, 12)), // over King's Day and 5 May
            (date(2026, 12, 24), 5, date(2027, 1, 4)), // over Christmas and New Year
            (date(2026, 1, 1), 253, date(2026, 12, 31)), // 261 weekdays, 8 of them holidays
        ];
        for (from, days, expected) in table {
            assert_eq!(calendar.add_working_days(from, days), expected, "{from} and {days} working days");
        }
        assert_eq!(calendar.next_working_day(date(2026, 12, 24)), date(2026, 12, 28));
        // Papers for the meeting of 3 June are due ten working days before: Whit Monday does not count.
        assert_eq!(calendar.subtract_working_days(date(2026, 6, 3), 10), date(2026, 5, 19));
        assert_eq!(calendar.subtract_working_days(date(2026, 5, 25), 0), date(2026, 5, 22));
        assert_eq!(calendar.working_days_between(date(2026, 5, 19), date(2026, 6, 3)), 10);
        assert_eq!(calendar.working_days_between(date(2026, 6, 3), date(2026, 5, 19)), -10);
    }

    #[test]
    fn liberation_day_is_the_frameworks_choice() {
        let fifth_of_may = date(2026, 5, 5);
        let with = |rule| Calendar::new([Holiday::LiberationDay], rule).is_working_day(fifth_of_may);
        assert!(!with(LiberationDay::EveryYear));
        assert!(with(LiberationDay::LustrumYears));
        assert!(with(LiberationDay::Never));
        let lustrum = Calendar::new([], LiberationDay::LustrumYears);
        assert!(!lustrum.is_working_day(date(2025, 5, 5)));
        assert_eq!(lustrum, Calendar::new([Holiday::LiberationDay], LiberationDay::LustrumYears));
    }

    #[test]
    fn closed_periods_are_no_working_days() {
        // The days that a royal decree put on a par with a holiday for 2026 to 2028.
        let decreed =
            [date(2026, 1, 2), date(2026, 5, 15), date(2027, 5, 7), date(2028, 4, 28), date(2028, 5, 26)];
        let closed = decreed.iter().rev().map(|day| DateRange::new(*day, *day).unwrap()).collect();
        let calendar = Calendar::algemene_termijnenwet().closing(closed).unwrap();
        assert!(decreed.iter().all(|day| !calendar.is_working_day(*day)));
        assert_eq!(calendar.next_working_day(date(2026, 5, 13)), date(2026, 5, 18));
        assert_eq!(calendar.closed()[0].first(), date(2026, 1, 2));
    }

    #[test]
    fn closed_periods_have_limits() {
        let day = DateRange::new(date(2026, 7, 6), date(2026, 7, 6)).unwrap();
        let calendar = Calendar::algemene_termijnenwet();
        assert!(calendar.clone().closing(vec![day; CLOSED_PERIODS_MAX]).is_ok());
        assert_eq!(
            calendar.clone().closing(vec![day; CLOSED_PERIODS_MAX + 1]),
            Err(Error::TooManyClosedPeriods { count: CLOSED_PERIODS_MAX + 1 })
        );
        let year_and_more = DateRange::new(date(2026, 12, 1), date(2027, 12, 31)).unwrap();
        assert_eq!(calendar.closing(vec![year_and_more]), Err(Error::YearClosed { year: 2027 }));
    }

    #[test]
    fn at_the_ends_of_the_calendar_it_gives_its_first_or_last_working_day() {
        let calendar = Calendar::algemene_termijnenwet();
        assert_eq!(calendar.add_working_days(date(2199, 12, 30), 90), date(2199, 12, 31));
        assert_eq!(calendar.add_working_days(date(2026, 1, 1), u32::MAX), date(2199, 12, 31));
        assert_eq!(calendar.add_working_days(Date::MIN, 1), date(1990, 1, 2));
        assert_eq!(calendar.subtract_working_days(date(1990, 1, 10), 90), date(1990, 1, 2));
        assert_eq!(calendar.subtract_working_days(Date::MAX, 0), date(2199, 12, 31));
    }
}
