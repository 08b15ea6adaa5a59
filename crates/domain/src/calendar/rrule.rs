//! How a meeting rule is written: a small closed part of RFC 5545's recurrence rules.
//!
//! ```text
//! FREQ=WEEKLY;BYDAY=TU                        every Tuesday
//! FREQ=MONTHLY;BYDAY=1WE                      the first Wednesday of every month
//! FREQ=MONTHLY;BYDAY=-1TH                     the last Thursday of every month
//! FREQ=YEARLY;BYMONTH=3,6,9,12;BYDAY=1WE      the first Wednesday of these months
//! ```
//!
//! `RRULE:` may stand before it. Anything else is refused, because a rule that is understood by half would
//! prove a term feasible that is not.

use std::{collections::BTreeSet, fmt, str::FromStr};

use jiff::civil::Weekday;

use super::meeting::{MeetingRule, Ordinal, Pattern};

/// The most bytes that the text of a meeting rule may have.
pub const MEETING_RULE_LENGTH_MAX: usize = 100;

const PREFIX: &str = "RRULE:";
const MONTHS: std::ops::RangeInclusive<i8> = 1..=12;
const WEEKDAYS: [(&str, Weekday); 5] = [
    ("MO", Weekday::Monday),
    ("TU", Weekday::Tuesday),
    ("WE", Weekday::Wednesday),
    ("TH", Weekday::Thursday),
    ("FR", Weekday::Friday),
];

/// A text that is no meeting rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The text is longer than [`MEETING_RULE_LENGTH_MAX`].
    #[error("a meeting rule of {length} bytes is too long: at most {MEETING_RULE_LENGTH_MAX}")]
    TooLong {
        /// The bytes it has.
        length: usize,
    },
    /// A part has no `=`.
    #[error("'{part}' is not understood: write NAME=VALUE with ';' between, as in FREQ=MONTHLY;BYDAY=1WE")]
    NotAPart {
        /// The part as written.
        part: String,
    },
    /// A part with a name that is none of ours.
    #[error("'{part}' is not understood: a meeting rule has FREQ, BYDAY and, with FREQ=YEARLY, BYMONTH")]
    UnknownPart {
        /// The part as written.
        part: String,
    },
    /// Every n-th week or month: nothing says from which meeting to count.
    #[error(
        "'{part}' is not understood: no first meeting is known to count from; name the week, as in BYDAY=1WE"
    )]
    Interval {
        /// The part as written.
        part: String,
    },
    /// The same name twice.
    #[error("{name} stands more than once: write it once")]
    Repeated {
        /// The name of the part.
        name: &'static str,
    },
    /// A name that must be there is not.
    #[error("{name} is missing: write it, as in {example}")]
    Missing {
        /// The name of the part.
        name: &'static str,
        /// A rule that has it.
        example: &'static str,
    },
    /// Another frequency.
    #[error("FREQ={value} is not understood: use WEEKLY, MONTHLY or YEARLY")]
    Frequency {
        /// What stands after `FREQ=`.
        value: String,
    },
    /// Months with a frequency that takes none.
    #[error("BYMONTH goes only with FREQ=YEARLY, as in FREQ=YEARLY;BYMONTH=3,6,9,12;BYDAY=1WE")]
    MonthsNotYearly,
    /// A month that is no number from 1 to 12, or one named twice.
    #[error("BYMONTH={value} is not understood: name each month once, from 1 to 12, with ',' between")]
    Months {
        /// What stands after `BYMONTH=`.
        value: String,
    },
    /// No weekday for a weekly meeting.
    #[error("BYDAY={value} is not understood: with FREQ=WEEKLY use one of MO, TU, WE, TH and FR")]
    Weekday {
        /// What stands after `BYDAY=`.
        value: String,
    },
    /// No weekday of a month.
    #[error("BYDAY={value} is not understood: use 1, 2, 3, 4 or -1 (the last) before MO, TU, WE, TH or FR")]
    WeekdayOfMonth {
        /// What stands after `BYDAY=`.
        value: String,
    },
}

impl FromStr for MeetingRule {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        if text.len() > MEETING_RULE_LENGTH_MAX {
            return Err(Error::TooLong { length: text.len() });
        }
        let parts = Parts::read(text.strip_prefix(PREFIX).unwrap_or(text))?;
        let frequency = parts.frequency.ok_or(missing("FREQ"))?;
        let day = parts.day.ok_or(missing("BYDAY"))?;
        match (frequency, parts.months) {
            ("WEEKLY", None) => Ok(Self { pattern: Pattern::Weekly, weekday: read_weekday(day)? }),
            ("MONTHLY", None) => {
                let (ordinal, weekday) = read_weekday_of_month(day)?;
                Ok(Self { pattern: Pattern::Monthly(ordinal), weekday })
            }
            ("YEARLY", Some(months)) => {
                let (ordinal, weekday) = read_weekday_of_month(day)?;
                Ok(Self { pattern: Pattern::Yearly(read_months(months)?, ordinal), weekday })
            }
            ("YEARLY", None) => Err(missing("BYMONTH")),
            ("WEEKLY" | "MONTHLY", Some(_)) => Err(Error::MonthsNotYearly),
            (value, _) => Err(Error::Frequency { value: value.to_owned() }),
        }
    }
}

impl fmt::Display for MeetingRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let weekday =
            WEEKDAYS.iter().find(|(_, weekday)| *weekday == self.weekday).map_or("", |(code, _)| code);
        match &self.pattern {
            Pattern::Weekly => write!(f, "FREQ=WEEKLY;BYDAY={weekday}"),
            Pattern::Monthly(ordinal) => write!(f, "FREQ=MONTHLY;BYDAY={}{weekday}", ordinal.number()),
            Pattern::Yearly(months, ordinal) => {
                let months: Vec<String> = months.iter().map(i8::to_string).collect();
                write!(f, "FREQ=YEARLY;BYMONTH={};BYDAY={}{weekday}", months.join(","), ordinal.number())
            }
        }
    }
}

/// The values of a rule's parts, each named at most once.
#[derive(Default)]
struct Parts<'a> {
    frequency: Option<&'a str>,
    months: Option<&'a str>,
    day: Option<&'a str>,
}

impl<'a> Parts<'a> {
    fn read(text: &'a str) -> Result<Self, Error> {
        let mut parts = Self::default();
        for part in text.split(';') {
            let (name, value) =
                part.split_once('=').ok_or_else(|| Error::NotAPart { part: part.to_owned() })?;
            let (name, slot) = match name {
                "FREQ" => ("FREQ", &mut parts.frequency),
                "BYMONTH" => ("BYMONTH", &mut parts.months),
                "BYDAY" => ("BYDAY", &mut parts.day),
                "INTERVAL" => return Err(Error::Interval { part: part.to_owned() }),
                _ => return Err(Error::UnknownPart { part: part.to_owned() }),
            };
            if slot.replace(value).is_some() {
                return Err(Error::Repeated { name });
            }
        }
        Ok(parts)
    }
}

fn read_months(value: &str) -> Result<BTreeSet<i8>, Error> {
    let mut months = BTreeSet::new();
    for month in value.split(',') {
        let number = MONTHS.clone().find(|number| number.to_string() == month);
        if !number.is_some_and(|number| months.insert(number)) {
            return Err(Error::Months { value: value.to_owned() });
        }
    }
    Ok(months)
}

fn read_weekday(value: &str) -> Result<Weekday, Error> {
    weekday_of(value).ok_or_else(|| Error::Weekday { value: value.to_owned() })
}

fn read_weekday_of_month(value: &str) -> Result<(Ordinal, Weekday), Error> {
    let ordinal_and_weekday = Ordinal::ALL.into_iter().find_map(|ordinal| {
        let weekday = value.strip_prefix(&ordinal.number().to_string())?;
        Some((ordinal, weekday_of(weekday)?))
    });
    ordinal_and_weekday.ok_or_else(|| Error::WeekdayOfMonth { value: value.to_owned() })
}

fn weekday_of(code: &str) -> Option<Weekday> {
    WEEKDAYS.iter().find(|(known, _)| *known == code).map(|(_, weekday)| *weekday)
}

fn missing(name: &'static str) -> Error {
    let example =
        if name == "BYMONTH" { "FREQ=YEARLY;BYMONTH=3,6;BYDAY=1WE" } else { "FREQ=MONTHLY;BYDAY=1WE" };
    Error::Missing { name, example }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        text.parse::<MeetingRule>().expect_err(text).to_string()
    }

    #[test]
    fn a_rule_is_written_as_it_was_read() {
        for text in [
            "FREQ=WEEKLY;BYDAY=TU",
            "FREQ=MONTHLY;BYDAY=1WE",
            "FREQ=MONTHLY;BYDAY=4FR",
            "FREQ=MONTHLY;BYDAY=-1TH",
            "FREQ=YEARLY;BYMONTH=3,6,9,12;BYDAY=1WE",
            "FREQ=YEARLY;BYMONTH=10;BYDAY=-1MO",
        ] {
            assert_eq!(text.parse::<MeetingRule>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn prefix_and_order_make_no_difference() {
        let canonical: MeetingRule = "FREQ=YEARLY;BYMONTH=3,6,9,12;BYDAY=1WE".parse().unwrap();
        for text in ["RRULE:FREQ=YEARLY;BYMONTH=3,6,9,12;BYDAY=1WE", "BYDAY=1WE;BYMONTH=12,9,6,3;FREQ=YEARLY"]
        {
            assert_eq!(text.parse(), Ok(canonical.clone()));
        }
    }

    #[test]
    fn what_is_not_understood_is_named() {
        let table = [
            ("", "'' is not understood: write NAME=VALUE"),
            ("monthly", "'monthly' is not understood: write NAME=VALUE"),
            ("FREQ=MONTHLY;BYDAY=1WE;", "'' is not understood"),
            ("FREQ=DAILY;BYDAY=MO", "FREQ=DAILY is not understood: use WEEKLY"),
            ("FREQ=DAILY;BYMONTH=1;BYDAY=MO", "FREQ=DAILY is not understood"),
            ("freq=WEEKLY;BYDAY=MO", "'freq=WEEKLY' is not understood"),
            ("FREQ=MONTHLY;BYMONTHDAY=15", "'BYMONTHDAY=15' is not understood: a meeting rule has FREQ"),
            ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "'INTERVAL=2' is not understood: no first meeting is known"),
            ("FREQ=WEEKLY;FREQ=WEEKLY;BYDAY=TU", "FREQ stands more than once"),
            ("BYDAY=TU", "FREQ is missing: write it, as in FREQ=MONTHLY;BYDAY=1WE"),
            ("FREQ=WEEKLY", "BYDAY is missing"),
            (
                "FREQ=YEARLY;BYDAY=1WE",
                "BYMONTH is missing: write it, as in FREQ=YEARLY;BYMONTH=3,6;BYDAY=1WE",
            ),
            ("FREQ=MONTHLY;BYMONTH=3;BYDAY=1WE", "BYMONTH goes only with FREQ=YEARLY"),
            ("FREQ=WEEKLY;BYDAY=SA", "BYDAY=SA is not understood: with FREQ=WEEKLY use one of MO"),
            ("FREQ=WEEKLY;BYDAY=1TU", "BYDAY=1TU is not understood: with FREQ=WEEKLY"),
            ("FREQ=WEEKLY;BYDAY=TU,TH", "BYDAY=TU,TH is not understood"),
            ("FREQ=MONTHLY;BYDAY=WE", "BYDAY=WE is not understood: use 1, 2, 3, 4 or -1"),
            ("FREQ=MONTHLY;BYDAY=5WE", "BYDAY=5WE is not understood: use 1, 2, 3, 4 or -1"),
            ("FREQ=MONTHLY;BYDAY=11WE", "BYDAY=11WE is not understood"),
            ("FREQ=MONTHLY;BYDAY=+1WE", "BYDAY=+1WE is not understood"),
            ("FREQ=YEARLY;BYMONTH=0;BYDAY=1WE", "BYMONTH=0 is not understood: name each month once"),
            ("FREQ=YEARLY;BYMONTH=13;BYDAY=1WE", "BYMONTH=13 is not understood"),
            ("FREQ=YEARLY;BYMONTH=3,3;BYDAY=1WE", "BYMONTH=3,3 is not understood"),
            ("FREQ=YEARLY;BYMONTH=;BYDAY=1WE", "BYMONTH= is not understood"),
        ];
        for (text, expected) in table {
            let message = refused(text);
            assert!(message.starts_with(expected), "{text}: {message}");
        }
        assert!(refused(&"x".repeat(101)).starts_with("a meeting rule of 101 bytes is too long"));
    }
}
