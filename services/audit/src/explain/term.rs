//! How a term was counted: which days lie in it, and which of them do not count.

use std::collections::BTreeMap;

use domain::calendar::{Calendar, Holiday};
use jiff::civil::{Date, Weekday};

use super::why::Term;

/// The most days that are looked at: far more than a term has, so that damage cannot make this go on.
const DAYS_MAX: usize = 5_000;

/// A term of so many working days after a date. The last day follows from them.
pub(super) fn counted(calendar: &Calendar, arrived: Date, days: u32) -> Term {
    let due = calendar.add_working_days(arrived, days);
    let observed: BTreeMap<Date, Holiday> =
        (arrived.year()..=due.year()).flat_map(|year| calendar.holidays(year)).collect();
    let mut term = Term { days, arrived, due, weekend: 0, holidays: Vec::new(), closed: 0 };
    let within = arrived.series(jiff::Span::new().days(1)).skip(1).take(DAYS_MAX);
    for day in within.take_while(|day| *day <= due) {
        if matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            term.weekend += 1;
        } else if let Some(holiday) = observed.get(&day) {
            term.holidays.push((day, *holiday));
        } else if !calendar.is_working_day(day) {
            term.closed += 1;
        }
    }
    term
}

#[cfg(test)]
mod tests {
    use domain::calendar::DateRange;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn every_day_of_a_term_counts_or_is_named() {
        let closed = vec![DateRange::new(date(2026, 4, 29), date(2026, 5, 6)).unwrap()];
        let calendar = Calendar::algemene_termijnenwet().closing(closed).unwrap();
        let term = counted(&calendar, date(2026, 4, 1), 20);
        assert_eq!(term.due, calendar.add_working_days(date(2026, 4, 1), 20));
        let all = term.arrived.until(term.due).unwrap().get_days();
        let told = term.days + term.weekend + term.closed + u32::try_from(term.holidays.len()).unwrap();
        assert_eq!(i64::from(told), i64::from(all), "{term:?}");
        let holidays: Vec<_> = term.holidays.iter().map(|(_, holiday)| *holiday).collect();
        use Holiday as H;
        assert_eq!(holidays, [H::GoodFriday, H::EasterMonday, H::KingsDay, H::LiberationDay]);
        assert_eq!(term.closed, 5, "the closed weekdays that are no holiday");
    }
}
