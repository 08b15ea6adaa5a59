//! When a body meets, and how long it may take until it meets again.

use std::collections::BTreeSet;

use jiff::{
    Span,
    civil::{self, Date, Weekday},
};

use super::{
    dates::{self, CALENDAR_YEAR_MAX},
    working_days::Calendar,
};

/// The first year whose meetings count for [`MeetingRule::longest_gap`]: no framework is older.
pub const GAP_YEAR_MIN: i16 = 2025;

/// On which days a body plans to meet. Read it from the text of a framework: see [`rrule`](super::rrule).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MeetingRule {
    pub(super) pattern: Pattern,
    /// Monday to Friday.
    pub(super) weekday: Weekday,
}

/// The longest time between two meetings of a body that are held one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// The earlier meeting.
    pub from: Date,
    /// The later meeting.
    pub until: Date,
    /// Working days after `from`, up to and including `until`.
    pub working_days: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Pattern {
    Weekly,
    Monthly(Ordinal),
    /// In these months, 1 to 12; at least one.
    Yearly(BTreeSet<i8>, Ordinal),
}

/// Which of the same weekdays in a month. There is no fifth: not every month has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Ordinal {
    First,
    Second,
    Third,
    Fourth,
    Last,
}

impl MeetingRule {
    /// The days of `year` on which a meeting is planned, earliest first, whatever the calendar says of
    /// them. Empty for a year that the calendar does not know.
    pub fn dates(&self, year: i16) -> Vec<Date> {
        if !dates::knows(year) {
            return Vec::new();
        }
        match &self.pattern {
            Pattern::Weekly => weekly(year, self.weekday),
            Pattern::Monthly(ordinal) => {
                (1..=12).filter_map(|month| ordinal.day(year, month, self.weekday)).collect()
            }
            Pattern::Yearly(months, ordinal) => {
                months.iter().filter_map(|month| ordinal.day(year, *month, self.weekday)).collect()
            }
        }
    }

    /// The days after `date` on which a meeting is planned, earliest first, to the end of the calendar.
    pub fn after(&self, date: Date) -> impl Iterator<Item = Date> {
        (dates::nearest(date).year()..=CALENDAR_YEAR_MAX)
            .flat_map(|year| self.dates(year))
            .filter(move |meeting| *meeting > date)
    }

    /// The days after `date` on which a meeting is held: one planned on a day that is no working day does
    /// not take place.
    pub fn held_after(&self, date: Date, calendar: &Calendar) -> impl Iterator<Item = Date> {
        self.after(date).filter(|meeting| calendar.is_working_day(*meeting))
    }

    /// The longest time between two meetings held one after the other, from [`GAP_YEAR_MIN`] to the end of
    /// the calendar; the earliest of equals. `None` if fewer than two are held.
    ///
    /// Papers that just miss one meeting wait this long, and the days that papers are due before a meeting
    /// on top of it. A term shorter than that sum cannot always be met.
    pub fn longest_gap(&self, calendar: &Calendar) -> Option<Gap> {
        let mut longest: Option<Gap> = None;
        let mut previous: Option<(Date, u32)> = None;
        let mut before_year = 0;
        for number in GAP_YEAR_MIN..=CALENDAR_YEAR_MAX {
            let year = calendar.year(number);
            for until in self.dates(number).into_iter().filter(|meeting| year.contains(*meeting)) {
                let through = before_year + year.count_through(until);
                if let Some((from, through_previous)) = previous {
                    let working_days = through - through_previous;
                    if longest.is_none_or(|gap| gap.working_days < working_days) {
                        longest = Some(Gap { from, until, working_days });
                    }
                }
                previous = Some((until, through));
            }
            before_year += year.count();
        }
        longest
    }

    /// The working days of [`longest_gap`](Self::longest_gap). `u32::MAX` if fewer than two meetings are
    /// held, so that no term is ever long enough.
    pub fn longest_gap_working_days(&self, calendar: &Calendar) -> u32 {
        self.longest_gap(calendar).map_or(u32::MAX, |gap| gap.working_days)
    }
}

impl Ordinal {
    pub(super) const ALL: [Self; 5] = [Self::First, Self::Second, Self::Third, Self::Fourth, Self::Last];

    /// As RFC 5545 writes it; negative counts from the end of the month.
    pub(super) fn number(self) -> i8 {
        match self {
            Self::First => 1,
            Self::Second => 2,
            Self::Third => 3,
            Self::Fourth => 4,
            Self::Last => -1,
        }
    }

    fn day(self, year: i16, month: i8, weekday: Weekday) -> Option<Date> {
        civil::date(year, month, 1).nth_weekday_of_month(self.number(), weekday).ok()
    }
}

fn weekly(year: i16, weekday: Weekday) -> Vec<Date> {
    Ordinal::First
        .day(year, 1, weekday)
        .into_iter()
        .flat_map(|first| first.series(Span::new().days(7)))
        .take_while(|date| date.year() == year)
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::calendar::{DateRange, Holiday, LiberationDay};

    fn rule(text: &str) -> MeetingRule {
        text.parse().unwrap()
    }

    #[test]
    fn known_meetings_of_2026() {
        let first_wednesdays = rule("FREQ=MONTHLY;BYDAY=1WE").dates(2026);
        assert_eq!(first_wednesdays.len(), 12);
        assert_eq!(first_wednesdays[..3], [date(2026, 1, 7), date(2026, 2, 4), date(2026, 3, 4)]);

        let last_thursdays = rule("FREQ=MONTHLY;BYDAY=-1TH").dates(2026);
        assert_eq!(last_thursdays[..2], [date(2026, 1, 29), date(2026, 2, 26)]);
        assert_eq!(last_thursdays[11], date(2026, 12, 31));

        let quarterly = rule("FREQ=YEARLY;BYMONTH=3,6,9,12;BYDAY=1WE").dates(2026);
        assert_eq!(quarterly, [date(2026, 3, 4), date(2026, 6, 3), date(2026, 9, 2), date(2026, 12, 2)]);

        let tuesdays = rule("FREQ=WEEKLY;BYDAY=TU").dates(2026);
        assert_eq!((tuesdays.len(), tuesdays[0], tuesdays[51]), (52, date(2026, 1, 6), date(2026, 12, 29)));
    }

    #[test]
    fn weeks_run_on_over_new_year() {
        let fridays: Vec<_> = rule("FREQ=WEEKLY;BYDAY=FR").after(date(2026, 12, 18)).take(3).collect();
        assert_eq!(fridays, [date(2026, 12, 25), date(2027, 1, 1), date(2027, 1, 8)]);
    }

    #[test]
    fn after_leaves_out_the_day_itself_and_stays_within_the_calendar() {
        let monthly = rule("FREQ=MONTHLY;BYDAY=1WE");
        assert_eq!(monthly.after(date(2026, 1, 7)).next(), Some(date(2026, 2, 4)));
        assert_eq!(monthly.after(date(2026, 1, 6)).next(), Some(date(2026, 1, 7)));
        assert_eq!(monthly.after(date(1066, 10, 14)).next(), Some(date(1990, 1, 3)));
        assert_eq!(monthly.after(date(2199, 12, 31)).next(), None);
        assert_eq!(monthly.after(date(2300, 1, 1)).next(), None);
        assert!(monthly.dates(1989).is_empty() && monthly.dates(2200).is_empty());
    }

    #[test]
    fn a_meeting_on_a_holiday_is_not_held() {
        let calendar = Calendar::algemene_termijnenwet();
        let mondays = rule("FREQ=MONTHLY;BYDAY=1MO");
        let held: Vec<_> = mondays.held_after(date(2026, 3, 2), &calendar).take(2).collect();
        assert_eq!(held, [date(2026, 5, 4), date(2026, 6, 1)], "6 April 2026 is Easter Monday");
    }

    #[test]
    fn the_longest_gap_is_named_with_its_meetings() {
        let weekends_only = Calendar::new([], LiberationDay::Never);
        let weekly = rule("FREQ=WEEKLY;BYDAY=TU");
        assert_eq!(weekly.longest_gap_working_days(&weekends_only), 5);
        let monthly = rule("FREQ=MONTHLY;BYDAY=1WE");
        assert_eq!(monthly.longest_gap_working_days(&weekends_only), 25, "five weeks");

        let summer = DateRange::new(date(2026, 7, 4), date(2026, 8, 16)).unwrap();
        let with_summer =
            Calendar::new([Holiday::NewYear], LiberationDay::Never).closing(vec![summer]).unwrap();
        let gap = rule("FREQ=MONTHLY;BYDAY=2TU").longest_gap(&with_summer).unwrap();
        // July and August 11 fall in the summer; of the 13 weeks in between, 6 are closed.
        assert_eq!((gap.from, gap.until), (date(2026, 6, 9), date(2026, 9, 8)));
        assert_eq!(gap.working_days, 13 * 5 - 6 * 5);
    }

    #[test]
    fn the_longest_gap_lies_between_two_meetings_held_in_a_row() {
        let calendar = Calendar::algemene_termijnenwet();
        for text in ["FREQ=MONTHLY;BYDAY=1MO", "FREQ=MONTHLY;BYDAY=-1TH", "FREQ=YEARLY;BYMONTH=1,5;BYDAY=1WE"]
        {
            let rule = rule(text);
            let gap = rule.longest_gap(&calendar).unwrap();
            assert_eq!(
                i64::from(gap.working_days),
                calendar.working_days_between(gap.from, gap.until),
                "{text}"
            );
            assert_eq!(rule.held_after(gap.from, &calendar).next(), Some(gap.until), "{text}");
        }
    }

    #[test]
    fn without_two_meetings_no_term_is_long_enough() {
        let mays =
            (2025..=2199).map(|year| DateRange::new(date(year, 5, 1), date(year, 5, 31)).unwrap()).collect();
        let calendar = Calendar::algemene_termijnenwet().closing(mays).unwrap();
        let in_may = rule("FREQ=YEARLY;BYMONTH=5;BYDAY=1WE");
        assert_eq!(in_may.longest_gap(&calendar), None);
        assert_eq!(in_may.longest_gap_working_days(&calendar), u32::MAX);
    }
}
