//! Meetings that are held, or not held, otherwise than the rule of their body says.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::ids::BodyId;

/// What was planned besides the meeting rules: the last word about a day of a body counts.
///
/// A meeting that was planned is held whatever the calendar says of its day: whoever planned it looked at the date. Of a
/// body without a meeting rule nothing here counts, because it can be called before any of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Planned {
    extra: BTreeMap<BodyId, BTreeSet<Date>>,
    cancelled: BTreeMap<BodyId, BTreeSet<Date>>,
}

impl Planned {
    /// The body meets on this day.
    pub fn meets(&mut self, body: &BodyId, date: Date) {
        self.extra.entry(body.clone()).or_default().insert(date);
        if let Some(cancelled) = self.cancelled.get_mut(body) {
            cancelled.remove(&date);
        }
    }

    /// The body does not meet on this day.
    pub fn cancels(&mut self, body: &BodyId, date: Date) {
        self.cancelled.entry(body.clone()).or_default().insert(date);
        if let Some(extra) = self.extra.get_mut(body) {
            extra.remove(&date);
        }
    }

    /// The days from `first` on that were planned for the body, earliest first.
    pub(super) fn extra(&self, body: &BodyId, first: Date) -> impl Iterator<Item = Date> {
        self.extra.get(body).into_iter().flat_map(move |days| days.range(first..)).copied()
    }

    pub(super) fn is_extra(&self, body: &BodyId, date: Date) -> bool {
        self.extra.get(body).is_some_and(|days| days.contains(&date))
    }

    pub(super) fn is_cancelled(&self, body: &BodyId, date: Date) -> bool {
        self.cancelled.get(body).is_some_and(|days| days.contains(&date))
    }
}
