//! A fact of a dossier as its row keeps it: the event with names as numbers and words instead of their digests.
//!
//! A row is the dossier's facts in order, each with its position. So what was true at a position is what the facts
//! up to there make true, and what makes it true is said once, in [`domain::dossier::evolve`].
//!
//! - `write`: from an event and the words beside its record
//! - `kept`: words in a fact; `erase`: forgetting them
//! - `escalation`: all of that for what happens on the ladder
//! - `read`: back to the event, with handles in place of digests

mod erase;
mod escalation;
mod kept;
mod read;
mod write;

use domain::{
    decision::{Office, Stance},
    framework::{EndKind, Outcome, Role},
    ids::DossierId,
};
pub(crate) use escalation::{OnLadder, OnRung};
use jiff::{Timestamp, civil::Date};
pub(crate) use kept::{Kept, KeptApart, Tag};
pub(crate) use read::{Handles, event};
use record::{Position, Recorded};
use serde::{Deserialize, Serialize};
pub(crate) use write::fact;

use crate::store;

/// One record of a dossier's history. Its revision is its place in the row, from 1.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Fact<'w> {
    /// Its record's place in the journal.
    pub(crate) position: u64,
    /// When it was written down, in microseconds since 1970.
    pub(crate) recorded_us: i64,
    #[serde(borrow)]
    pub(crate) what: What<'w>,
}

impl Fact<'_> {
    /// That a record about the keeping of the history stands there.
    pub(crate) fn of_keeping(position: Position, recorded: Recorded) -> Self {
        Self { position: position.0, recorded_us: recorded.now.as_microsecond(), what: What::Keeping }
    }

    /// When it was written down.
    pub(crate) fn at(&self) -> Timestamp {
        Timestamp::from_microsecond(self.recorded_us).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum What<'w> {
    #[serde(borrow)]
    Opened(Opened<'w>),
    Filed {
        document: Document,
        digest: [u8; 32],
        sections: u32,
        words: u32,
    },
    RoundSubmitted(Submitted),
    RevisionSubmitted(Submitted),
    Treated(Treated<'w>),
    Spoke(Spoke<'w>),
    Suspended {
        visit: Visit,
        body: u32,
        from: Day,
        waits_for: WaitingOn<'w>,
        reason: Kept<'w>,
    },
    Resumed {
        visit: Visit,
        body: u32,
        runs_from: Day,
        due: Day,
    },
    Answered(Vec<(u32, Kept<'w>)>),
    Withdrawn {
        reason: Kept<'w>,
        end: u32,
    },
    Corrected {
        corrects: u64,
        reason: Kept<'w>,
        treated: Treated<'w>,
    },
    HandedOver {
        from: u32,
        to: u32,
        party: u32,
        reason: Option<Kept<'w>>,
    },
    OnLadder(OnLadder<'w>),
    /// Something about the keeping of the history: it took its place there, and no more.
    Keeping,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Opened<'w> {
    pub(crate) framework: u32,
    #[serde(borrow)]
    pub(crate) title: Kept<'w>,
    pub(crate) functions: Vec<u32>,
    pub(crate) target_group: Option<Kept<'w>>,
    pub(crate) follows: Option<[u8; 16]>,
    pub(crate) coordinator: u32,
    pub(crate) party: u32,
    pub(crate) awaits: u32,
    /// The day on which it was written down: since then it waits for its coordinator.
    pub(crate) on: Day,
}

/// A document version: its format and number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Document {
    format: u32,
    version: u32,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Submitted {
    round: u32,
    document: Document,
    pub(crate) opens: Opening,
}

/// A visit: its step and number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Visit {
    step: u32,
    number: u32,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Opening {
    pub(crate) visit: Visit,
    round: u32,
    pub(crate) body: u32,
    role: u8,
    documents: Vec<Document>,
    arrived: Day,
    due: Option<Day>,
}

/// What a party said for itself of what was decided.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Spoke<'w> {
    visit: Visit,
    body: u32,
    party: u32,
    ratified: bool,
    decided_on: Day,
    #[serde(borrow)]
    organ: Kept<'w>,
    reasons: Option<Kept<'w>>,
    /// The mandate, and its last record when it was seen.
    mandate: Option<([u8; 16], u64)>,
    /// The record that no longer stands, and why.
    replaces: Option<(u64, Kept<'w>)>,
    completes: Option<Together>,
}

/// What the parties said together.
#[derive(Debug, Serialize, Deserialize)]
struct Together {
    outcome: u8,
    treated_on: Day,
    next: Next,
}

/// Whom a dossier waits for while a term stands still.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) enum WaitingOn<'w> {
    Submitter,
    Party(u32),
    Body(u32),
    #[serde(borrow)]
    Outside(Kept<'w>),
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Treated<'w> {
    visit: Visit,
    body: u32,
    role: u8,
    outcome: u8,
    treated_on: Day,
    #[serde(borrow)]
    motivation: Option<Kept<'w>>,
    conditions: Vec<Condition<'w>>,
    judged: Vec<(u32, bool)>,
    stances: Vec<Stood<'w>>,
    departs_from: Vec<Visit>,
    pub(crate) next: Next,
}

#[derive(Debug, Serialize, Deserialize)]
struct Condition<'w> {
    number: u32,
    #[serde(borrow)]
    text: Kept<'w>,
    holder: Option<u32>,
    due: Option<Day>,
}

/// Where a party stood.
#[derive(Debug, Serialize, Deserialize)]
struct Stood<'w> {
    party: u32,
    stance: u8,
    #[serde(borrow)]
    words: Option<Kept<'w>>,
    replacement: Option<Replaced<'w>>,
    /// The mandate, and its last record when it was seen.
    mandate: Option<([u8; 16], u64)>,
    dissent: Option<Kept<'w>>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Replaced<'w> {
    seated: u32,
    replaces: u32,
    office: u8,
    reported_on: Day,
    #[serde(borrow)]
    reason: Option<Kept<'w>>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Next {
    Visit(Opening),
    Round(u32),
    Revision { resume_at: u32 },
    Ladder(OnRung),
    End { end: u32, kind: u8 },
}

/// A date, in three bytes when written. In the order of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Day(i32);

impl Fact<'_> {
    /// Writes the fact behind others.
    pub(crate) fn append_to(&self, bytes: &mut Vec<u8>) {
        let grown = postcard::to_extend(self, std::mem::take(bytes));
        *bytes = grown.expect("memory takes every fact, and a fact has no part without a length");
    }

    /// Reads the first fact, and gives what is left.
    pub(crate) fn take_from(bytes: &[u8]) -> Result<(Fact<'_>, &[u8]), store::Error> {
        postcard::take_from_bytes(bytes)
            .map_err(|_| store::Error::damaged("a fact of a dossier cannot be read"))
    }
}

impl What<'_> {
    /// The visit that this opens. A correction that leads where the first outcome led names that visit again.
    pub(crate) fn opens(&self) -> Option<&Opening> {
        match self {
            Self::RoundSubmitted(submitted) | Self::RevisionSubmitted(submitted) => Some(&submitted.opens),
            Self::Treated(treated) | Self::Corrected { treated, .. } => match &treated.next {
                Next::Visit(opening) => Some(opening),
                Next::Round(_) | Next::Revision { .. } | Next::Ladder(_) | Next::End { .. } => None,
            },
            Self::Spoke(spoke) => match spoke.completes.as_ref().map(|together| &together.next) {
                Some(Next::Visit(opening)) => Some(opening),
                Some(Next::Round(_) | Next::Revision { .. } | Next::Ladder(_) | Next::End { .. }) | None => {
                    None
                }
            },
            Self::OnLadder(event) => event.opens(),
            Self::Opened(_)
            | Self::Filed { .. }
            | Self::Suspended { .. }
            | Self::Resumed { .. }
            | Self::Answered(_)
            | Self::Withdrawn { .. }
            | Self::HandedOver { .. }
            | Self::Keeping => None,
        }
    }
}

impl Opened<'_> {
    /// The earlier dossier that this one takes up again.
    pub(crate) fn follows(&self) -> Option<DossierId> {
        self.follows.map(|id| DossierId(uuid::Uuid::from_bytes(id)))
    }
}

impl Day {
    pub(crate) fn of(date: Date) -> Self {
        Self((i32::from(date.year()) * 16 + i32::from(date.month())) * 32 + i32::from(date.day()))
    }

    pub(crate) fn date(self) -> Result<Date, store::Error> {
        let (months, day) = (self.0.div_euclid(32), self.0.rem_euclid(32));
        let (year, month) = (months.div_euclid(16), months.rem_euclid(16));
        let damaged = || store::Error::damaged("a date of a dossier cannot be read");
        let year = i16::try_from(year).map_err(|_| damaged())?;
        let (month, day) =
            (i8::try_from(month).map_err(|_| damaged())?, i8::try_from(day).map_err(|_| damaged())?);
        Date::new(year, month, day).map_err(|_| damaged())
    }
}

/// The number of one of a closed set of values.
fn place<T: PartialEq>(all: &[T], value: &T) -> u8 {
    let place = all.iter().position(|known| known == value).expect("ALL names every value");
    u8::try_from(place).expect("no set has more than 255 values")
}

fn value<T: Copy>(all: &[T], place: u8) -> Result<T, store::Error> {
    all.get(usize::from(place)).copied().ok_or_else(|| store::Error::damaged("a fact has a value of no kind"))
}

fn role(number: u8) -> Result<Role, store::Error> {
    value(&Role::ALL, number)
}

fn outcome(number: u8) -> Result<Outcome, store::Error> {
    value(&Outcome::ALL, number)
}

fn stance(number: u8) -> Result<Stance, store::Error> {
    value(&Stance::ALL, number)
}

fn office(number: u8) -> Result<Office, store::Error> {
    value(&Office::ALL, number)
}

fn end_kind(number: u8) -> Result<EndKind, store::Error> {
    value(&EndKind::ALL, number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_a_date() {
        for date in [Date::constant(2026, 3, 12), Date::constant(1, 12, 31), Date::MIN, Date::MAX] {
            assert_eq!(Day::of(date).date().unwrap(), date);
        }
        assert!(Day::of(Date::constant(2026, 3, 31)) < Day::of(Date::constant(2026, 4, 1)));
        assert!(Day::of(Date::MIN) < Day::of(Date::constant(-1, 12, 31)));
        assert!(Day(0).date().is_err());
        assert!(Day(i32::MAX).date().is_err());
    }
}
