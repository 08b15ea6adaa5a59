//! What holds for every calendar and date, checked against a calendar that looks at days one by one.

use jiff::{
    Span,
    civil::{Date, Weekday, date},
};
use proptest::prelude::*;

use super::{
    CALENDAR_YEAR_MAX, Calendar, DateRange, Holiday, LiberationDay, MeetingRule,
    dates::{FIRST_DAY, LAST_DAY},
    meeting,
};

const GAPS_COUNT_FROM: Date = date(meeting::GAP_YEAR_MIN, 1, 1);
/// Longer than any term, and across at least one New Year.
const DAYS_MAX: u32 = 400;

fn plus(date: Date, days: i64) -> Date {
    date.saturating_add(Span::new().days(days))
}

/// Far enough from both ends that no answer is cut off.
fn inner_date() -> impl Strategy<Value = Date> {
    (0_i64..70_000).prop_map(|days| plus(date(1994, 1, 1), days))
}

fn any_date() -> impl Strategy<Value = Date> {
    prop_oneof![
        inner_date(),
        (0_i64..800).prop_map(|days| plus(date(1989, 1, 1), days)),
        (0_i64..800).prop_map(|days| plus(date(2199, 1, 1), days)),
        Just(Date::MIN),
        Just(Date::MAX),
    ]
}

fn calendar() -> impl Strategy<Value = Calendar> {
    let observed = proptest::sample::subsequence(Holiday::ALL.to_vec(), 0..=Holiday::ALL.len());
    let rule = proptest::sample::select(LiberationDay::ALL.to_vec());
    let period = (inner_date(), 0_i64..60)
        .prop_map(|(first, days)| DateRange::new(first, plus(first, days)).expect("within the calendar"));
    (observed, rule, proptest::collection::vec(period, 0..8)).prop_map(|(observed, rule, closed)| {
        Calendar::new(observed, rule).closing(closed).expect("sixty days close no year")
    })
}

/// A date near one of the closed periods or holidays, where mistakes would show.
fn calendar_and_date() -> impl Strategy<Value = (Calendar, Date)> {
    (calendar(), inner_date(), any::<prop::sample::Index>(), -20_i64..80).prop_map(
        |(calendar, date, index, days)| {
            let near = match calendar.closed() {
                [] => calendar.holidays(date.year()).get(index.index(11)).map_or(date, |(day, _)| *day),
                closed => closed[index.index(closed.len())].first(),
            };
            let date = plus(near, days);
            (calendar, date)
        },
    )
}

/// Whether `day` is a working day, from the definition and nothing else.
fn looks_working(calendar: &Calendar, day: Date) -> bool {
    let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    let holiday = calendar.holidays(day.year()).iter().any(|(holiday, _)| *holiday == day);
    let closed = calendar.closed().iter().any(|period| period.first() <= day && day <= period.last());
    !weekend && !holiday && !closed
}

/// The `days`-th working day from `from` in the direction of `step`, found by walking.
fn walked(calendar: &Calendar, from: Date, days: u32, step: i64) -> Date {
    let mut day = from;
    let mut left = days;
    while left > 0 || (days == 0 && !looks_working(calendar, day)) {
        day = plus(day, step);
        left = left.saturating_sub(u32::from(looks_working(calendar, day)));
    }
    day
}

proptest! {
    #[test]
    fn counting_agrees_with_walking((calendar, date) in calendar_and_date(), days in 0..60_u32) {
        prop_assert_eq!(calendar.is_working_day(date), looks_working(&calendar, date));
        prop_assert_eq!(calendar.add_working_days(date, days), walked(&calendar, date, days, 1));
        prop_assert_eq!(calendar.subtract_working_days(date, days), walked(&calendar, date, days, -1));
    }

    #[test]
    fn between_a_date_and_the_end_of_its_term_lies_the_term(
        (calendar, date) in calendar_and_date(),
        days in 1..DAYS_MAX,
    ) {
        let end = calendar.add_working_days(date, days);
        prop_assert_eq!(calendar.working_days_between(date, end), i64::from(days));
        let start = calendar.subtract_working_days(date, days);
        let through = i64::from(calendar.is_working_day(date));
        prop_assert_eq!(calendar.working_days_between(start, date), i64::from(days) - 1 + through);
    }

    #[test]
    fn a_term_ends_on_a_working_day((calendar, date) in calendar_and_date(), days in 0..DAYS_MAX) {
        prop_assert!(looks_working(&calendar, calendar.add_working_days(date, days)));
        prop_assert!(looks_working(&calendar, calendar.subtract_working_days(date, days)));
    }

    #[test]
    fn from_a_working_day_there_and_back_is_the_same_day(
        (calendar, date) in calendar_and_date(),
        days in 0..DAYS_MAX,
    ) {
        let working_day = calendar.add_working_days(date, 0);
        let end = calendar.add_working_days(working_day, days);
        prop_assert_eq!(calendar.subtract_working_days(end, days), working_day);
        let start = calendar.subtract_working_days(working_day, days);
        prop_assert_eq!(calendar.add_working_days(start, days), working_day);
    }

    #[test]
    fn later_and_longer_never_ends_earlier(
        (calendar, date) in calendar_and_date(),
        days in 0..DAYS_MAX,
        later in 0..90_i64,
    ) {
        let end = calendar.add_working_days(date, days);
        prop_assert!(end <= calendar.add_working_days(plus(date, later), days));
        prop_assert!(end <= calendar.add_working_days(date, days + 1));
        prop_assert!(calendar.subtract_working_days(date, days) <= date);
        prop_assert!(date <= end);
    }

    #[test]
    fn counts_add_up_and_turn_round(
        calendar in calendar(),
        a in any_date(),
        b in any_date(),
        c in any_date(),
    ) {
        let between = |from, to| calendar.working_days_between(from, to);
        prop_assert_eq!(between(a, b), -between(b, a));
        prop_assert_eq!(between(a, c), between(a, b) + between(b, c));
    }

    #[test]
    fn nothing_fails_at_the_ends(calendar in calendar(), date in any_date(), days in any::<u32>()) {
        for day in [calendar.add_working_days(date, days), calendar.subtract_working_days(date, days)] {
            prop_assert!((FIRST_DAY..=LAST_DAY).contains(&day));
            prop_assert!(looks_working(&calendar, day));
        }
    }

    #[test]
    fn a_meeting_rule_is_read_as_it_was_written(text in meeting_rule(), year in 1990..=CALENDAR_YEAR_MAX) {
        let rule: MeetingRule = text.parse().expect("a rule of the strategy");
        prop_assert_eq!(rule.to_string().parse(), Ok(rule.clone()));
        let dates = rule.dates(year);
        prop_assert!(dates.is_sorted_by(|earlier, later| earlier < later));
        prop_assert!(dates.iter().all(|meeting| meeting.year() == year));
    }

    #[test]
    fn no_text_breaks_the_reading_of_a_meeting_rule(text in "(FREQ|BYDAY|BYMONTH|[A-Z=;,0-9é-]){0,12}") {
        if let Ok(rule) = text.parse::<MeetingRule>() {
            prop_assert_eq!(rule.to_string().parse(), Ok(rule));
        }
    }

    #[test]
    fn no_two_meetings_lie_further_apart_than_the_longest_gap(
        (calendar, date) in calendar_and_date(),
        text in meeting_rule(),
    ) {
        let rule: MeetingRule = text.parse().expect("a rule of the strategy");
        let longest = i64::from(rule.longest_gap_working_days(&calendar));
        let held: Vec<Date> = rule.held_after(date.max(GAPS_COUNT_FROM), &calendar).take(20).collect();
        for pair in held.windows(2) {
            prop_assert!(calendar.working_days_between(pair[0], pair[1]) <= longest);
        }
    }
}

fn meeting_rule() -> impl Strategy<Value = String> {
    let weekday = || proptest::sample::select(vec!["MO", "TU", "WE", "TH", "FR"]);
    let ordinal = || proptest::sample::select(vec!["1", "2", "3", "4", "-1"]);
    let months = proptest::sample::subsequence((1..=12).collect::<Vec<i8>>(), 1..=12).prop_shuffle();
    prop_oneof![
        weekday().prop_map(|weekday| format!("FREQ=WEEKLY;BYDAY={weekday}")),
        (ordinal(), weekday())
            .prop_map(|(ordinal, weekday)| format!("FREQ=MONTHLY;BYDAY={ordinal}{weekday}")),
        (months, ordinal(), weekday()).prop_map(|(months, ordinal, weekday)| {
            let months: Vec<String> = months.iter().map(i8::to_string).collect();
            format!("FREQ=YEARLY;BYMONTH={};BYDAY={ordinal}{weekday}", months.join(","))
        }),
    ]
}
