//! Working days and terms, and the days on which bodies meet.
//!
//! A term is counted in working days, and which days those are is the framework's choice: holidays by
//! rule, closed periods by date. Everything here is a pure function of a [`Calendar`] and a date.
//!
//! - [`dates`]: the dates the calendar knows, and what lies outside; [`DateRange`]
//! - [`holiday`]: the Dutch holidays as rules; [`Holiday`]
//! - [`liberation_day`]: in which years 5 May is one; [`LiberationDay`]
//! - `year`: the working days of one year, a bit a day
//! - [`working_days`]: counting in working days; [`Calendar`]
//! - [`meeting`]: when a body meets; [`MeetingRule`]
//! - [`rrule`]: how a meeting rule is written
//!
//! Why it is so: `docs/adr/0004-working-days.md`.

pub mod dates;
pub mod holiday;
pub mod liberation_day;
pub mod meeting;
pub mod rrule;
pub mod working_days;
mod year;

#[cfg(test)]
mod properties;

pub use dates::{CALENDAR_YEAR_MAX, CALENDAR_YEAR_MIN, DateRange, OutOfRange, validate};
pub use holiday::Holiday;
pub use liberation_day::LiberationDay;
pub use meeting::MeetingRule;
pub use working_days::Calendar;
