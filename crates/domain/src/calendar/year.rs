//! The working days of one year, a bit a day.
//!
//! Bits make overlaps harmless: Ascension on 5 May, or a holiday inside a closed period, is one closed
//! day. Counting is then counting bits, on the stack and without looking at days one by one.

use jiff::{
    Span,
    civil::{self, Date},
};

const WORD_BITS: usize = 64;
/// Enough words for the 366 days of a leap year.
const WORDS: usize = 6;
const WEEK_DAYS: usize = 7;
const WORKING_DAYS_A_WEEK: usize = 5;

/// For each weekday that 1 January can be (Monday is 0): the days from Monday to Friday.
const WEEKDAYS: [[u64; WORDS]; WEEK_DAYS] = weekdays();

/// Which days of one year are working days. Bit 0 is 1 January.
#[derive(Debug, Clone)]
pub(super) struct Year {
    first: Date,
    last: Date,
    working: [u64; WORDS],
}

impl Year {
    /// A year in which every day from Monday to Friday is a working day. `year` is one of the calendar's.
    pub(super) fn of_weekdays(year: i16) -> Self {
        let (first, last) = (civil::date(year, 1, 1), civil::date(year, 12, 31));
        let mut working = WEEKDAYS[usize::from(first.weekday().to_monday_zero_offset().unsigned_abs())];
        let after_last = index(last) + 1;
        working[after_last / WORD_BITS] &= bits_before(after_last % WORD_BITS);
        Self { first, last, working }
    }

    /// Makes the days from `first` up to and including `last`, where they are of this year, no working days.
    pub(super) fn close(&mut self, first: Date, last: Date) {
        let (first, last) = (first.max(self.first), last.min(self.last));
        if first <= last {
            for day in index(first)..=index(last) {
                self.working[day / WORD_BITS] &= !(1 << (day % WORD_BITS));
            }
        }
    }

    /// Whether `date`, a day of this year, is a working day.
    pub(super) fn contains(&self, date: Date) -> bool {
        let day = index(date);
        self.working[day / WORD_BITS] >> (day % WORD_BITS) & 1 == 1
    }

    /// How many working days the year has.
    pub(super) fn count(&self) -> u32 {
        self.working.iter().map(|word| word.count_ones()).sum()
    }

    /// How many working days there are before `date`, a day of this year.
    pub(super) fn count_before(&self, date: Date) -> u32 {
        self.count_days(index(date))
    }

    /// How many working days there are up to and including `date`, a day of this year.
    pub(super) fn count_through(&self, date: Date) -> u32 {
        self.count_days(index(date) + 1)
    }

    /// The working day that has `place` working days before it in this year.
    pub(super) fn nth(&self, place: u32) -> Option<Date> {
        let mut left = place;
        let mut days_before_word = 0;
        for &word in &self.working {
            if left < word.count_ones() {
                let rest = (0..left).fold(word, |rest, _| rest & (rest - 1));
                let day = days_before_word + rest.trailing_zeros();
                return Some(self.first.saturating_add(Span::new().days(day)));
            }
            left -= word.count_ones();
            days_before_word += u64::BITS;
        }
        None
    }

    /// Working days among the first `days` days of the year.
    fn count_days(&self, days: usize) -> u32 {
        let (whole, part) = (days / WORD_BITS, days % WORD_BITS);
        let in_whole: u32 = self.working[..whole].iter().map(|word| word.count_ones()).sum();
        in_whole + (self.working[whole] & bits_before(part)).count_ones()
    }
}

/// Days since 1 January of its own year.
fn index(date: Date) -> usize {
    // The day of the year begins at 1, so its absolute value is itself.
    usize::from(date.day_of_year().unsigned_abs()) - 1
}

/// A word with the lowest `bits` bits set; `bits` is below 64.
const fn bits_before(bits: usize) -> u64 {
    (1 << bits) - 1
}

const fn weekdays() -> [[u64; WORDS]; WEEK_DAYS] {
    let mut table = [[0; WORDS]; WEEK_DAYS];
    let mut first = 0;
    while first < WEEK_DAYS {
        let mut day = 0;
        while day < WORDS * WORD_BITS {
            if (first + day) % WEEK_DAYS < WORKING_DAYS_A_WEEK {
                table[first][day / WORD_BITS] |= 1 << (day % WORD_BITS);
            }
            day += 1;
        }
        first += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Weekday, date};

    use super::*;
    use crate::calendar::{CALENDAR_YEAR_MAX, CALENDAR_YEAR_MIN};

    #[test]
    fn a_year_begins_with_its_weekdays_and_ends_on_its_last_day() {
        for year in CALENDAR_YEAR_MIN..=CALENDAR_YEAR_MAX {
            let days = Year::of_weekdays(year);
            let weekdays: Vec<Date> = date(year, 1, 1)
                .series(Span::new().days(1))
                .take_while(|day| day.year() == year)
                .filter(|day| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday))
                .collect();
            let counted: Vec<Date> = (0..days.count()).filter_map(|place| days.nth(place)).collect();
            assert_eq!(counted, weekdays, "{year}");
            assert_eq!(days.nth(days.count()), None, "{year}");
        }
    }

    #[test]
    fn closing_reaches_over_the_ends_of_the_year_and_twice_is_once() {
        let mut days = Year::of_weekdays(2026);
        days.close(date(2025, 12, 22), date(2026, 1, 2));
        days.close(date(2026, 12, 21), date(2027, 1, 3));
        days.close(date(2026, 12, 25), date(2026, 12, 25));
        days.close(date(2024, 1, 1), date(2025, 12, 31));
        assert_eq!(days.nth(0), Some(date(2026, 1, 5)));
        assert_eq!(days.nth(days.count() - 1), Some(date(2026, 12, 18)));
        assert_eq!(days.count(), 261 - 2 - 9);
    }

    #[test]
    fn counting_agrees_with_looking() {
        let mut days = Year::of_weekdays(2028);
        days.close(date(2028, 2, 28), date(2028, 3, 3));
        let mut seen = 0;
        for day in date(2028, 1, 1).series(Span::new().days(1)).take(366) {
            assert_eq!(days.count_before(day), seen, "{day}");
            seen += u32::from(days.contains(day));
            assert_eq!(days.count_through(day), seen, "{day}");
        }
    }
}
