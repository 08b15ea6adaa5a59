//! Whether a party is bound by what was decided, from when until when, and to how much (F27, F28).
//!
//! A body of parties agrees, and binds nobody: each party binds itself, by its own organ or under a mandate (Awb 10:1). What a
//! party says later stands for what it said earlier; both stay in the history.

mod refusal;

use jiff::civil::Date;

pub use self::refusal::Refusal;
use super::{Refusal as Outer, register::ENTRY_LIST_MAX};
use crate::{
    context::Context,
    framework::Framework,
    ids::{PartyId, Revision},
    mandate::{Act, MandateRef, Use},
    sealed::{
        Sealed,
        names::{ORGAN, REASON, RESERVATION, SOURCE},
    },
};

/// What a party says of being bound. The command, the event and the state share it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    /// Which party.
    pub party: PartyId,
    /// Whether it is bound.
    pub standing: Standing,
    /// The day on which that was decided.
    pub decided_on: Date,
    /// On behalf of which organ, e.g. the college of B and W (Awb 10:10).
    pub organ: Sealed,
    /// The mandate under which it was decided, if the organ did not decide itself.
    pub mandate: Option<MandateRef>,
    /// From when until when. `None`: from the day on which it was decided, without an end.
    pub binding: Option<BindingPeriod>,
    /// What it pledges, by period, in order; no two overlap.
    pub pledges: Vec<Pledge>,
    /// Where this can be found, in words.
    pub source: Sealed,
}

/// Whether a party is bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is.
    Bound,
    /// It is, with this reservation.
    WithReservation(Sealed),
    /// It is not, for these reasons if it gave any.
    NotBound(Option<Sealed>),
}

/// From when until when a party is bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BindingPeriod {
    /// The first day.
    pub from: Date,
    /// The last day. `None`: it has none.
    pub until: Option<Date>,
}

/// A number of days that are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
}

/// What a party pledges for a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pledge {
    /// How much in the whole period, in euro cents.
    pub amount_cents: u64,
    /// The period.
    pub period: Period,
}

/// Say whether a party is bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// The last record of the dossier when it was looked up. Zero: it was not looked up yet.
    pub decided: Revision,
    /// What the party says.
    pub commitment: Commitment,
}

/// A party said whether it is bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitmentGiven {
    /// The last record of the dossier when it was looked up: a later correction says nothing of what was seen.
    pub decided: Revision,
    /// What the party says.
    pub commitment: Commitment,
}

pub(super) fn decide(
    framework: &Framework,
    command: Commit,
    context: &Context,
) -> Result<CommitmentGiven, Outer> {
    let Commit { decided, commitment } = command;
    let Commitment { party, standing, decided_on, binding, pledges, .. } = &commitment;
    has_a_stake(framework, party)?;
    past(*decided_on, context)?;
    match standing {
        Standing::NotBound(_) if binding.is_some() || !pledges.is_empty() => {
            return Err(Refusal::NothingToPledge { party: party.clone() }.into());
        }
        Standing::Bound | Standing::WithReservation(_) | Standing::NotBound(_) => {}
    }
    if let Some(BindingPeriod { from, until: Some(until) }) = *binding {
        Period { from, until }.ends_after_it_begins()?;
    }
    well_pledged(pledges, *binding)?;
    Ok(CommitmentGiven { decided, commitment })
}

/// Every party that the framework knows can be bound, and can have pupils: also one without a seat where it was decided.
pub(super) fn has_a_stake(framework: &Framework, party: &PartyId) -> Result<(), Outer> {
    framework.party(party).map(drop).ok_or_else(|| Outer::PartyUnknown(party.clone()))
}

/// What was decided or counted, was so by today.
pub(super) fn past(given: Date, context: &Context) -> Result<(), Refusal> {
    let today = context.today;
    if given > today { Err(Refusal::DateInFuture { given, today }) } else { Ok(()) }
}

/// Each pledge has its own days, and they lie within those for which the party is bound.
fn well_pledged(pledges: &[Pledge], binding: Option<BindingPeriod>) -> Result<(), Outer> {
    if pledges.len() > ENTRY_LIST_MAX {
        return Err(Outer::TooMany { given: pledges.len(), max: ENTRY_LIST_MAX });
    }
    let mut before: Option<Period> = None;
    for Pledge { amount_cents: _, period } in pledges {
        period.ends_after_it_begins()?;
        if let Some(before) = before.filter(|before| period.from <= before.until) {
            return Err(Refusal::PeriodsOverlap { from: period.from, until: before.until }.into());
        }
        let is_bound =
            binding.is_none_or(|binding| binding.holds_on(period.from) && binding.holds_on(period.until));
        if !is_bound {
            return Err(Refusal::OutsideBinding { from: period.from, until: period.until }.into());
        }
        before = Some(*period);
    }
    Ok(())
}

impl Period {
    /// That its last day does not lie before its first.
    pub(super) fn ends_after_it_begins(self) -> Result<(), Outer> {
        let Self { from, until } = self;
        if until < from { Err(Outer::EndsBeforeItBegins { from, until }) } else { Ok(()) }
    }
}

impl Period {
    /// This day, or the day of the period that is nearest to it: what is reported of a period is held against that.
    pub fn nearest(self, day: Date) -> Date {
        day.min(self.until).max(self.from)
    }
}

impl BindingPeriod {
    /// Whether a party is bound on a day.
    pub fn holds_on(self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

impl Standing {
    /// The name in records and on the command line.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Bound => "bound",
            Self::WithReservation(_) => "bound-with-reservation",
            Self::NotBound(_) => "not-bound",
        }
    }

    /// Whether the party is bound, with or without a reservation.
    pub fn is_bound(&self) -> bool {
        match self {
            Self::Bound | Self::WithReservation(_) => true,
            Self::NotBound(_) => false,
        }
    }
}

impl Commitment {
    /// How much is pledged over all periods together, in euro cents: what a mandate is held against. `None`: no amount.
    pub fn pledged_cents(&self) -> Option<u64> {
        let mut amounts = self.pledges.iter().map(|pledge| pledge.amount_cents);
        let first = amounts.next()?;
        Some(amounts.fold(first, u64::saturating_add))
    }

    /// The mandate that it was given under, and what for: the party binds itself and in no body, to all that is pledged
    /// together.
    pub fn used(&self) -> Option<(MandateRef, Use<'_>)> {
        let (party, on, amount_cents) = (&self.party, self.decided_on, self.pledged_cents());
        let used = Use { party, by: None, act: Act::Commitment, body: None, on, amount_cents };
        Some((self.mandate?, used))
    }

    /// Whether the party is bound on a day.
    pub fn binds_on(&self, day: Date) -> bool {
        let binding = self.binding.unwrap_or(BindingPeriod { from: self.decided_on, until: None });
        self.standing.is_bound() && binding.holds_on(day)
    }

    /// Every sealed text with its name, in the order of the record.
    pub fn sealed(&self) -> Vec<(&'static str, Sealed)> {
        let said = match self.standing {
            Standing::Bound | Standing::NotBound(None) => None,
            Standing::WithReservation(words) => Some((RESERVATION, words)),
            Standing::NotBound(Some(words)) => Some((REASON, words)),
        };
        said.into_iter().chain([(ORGAN, self.organ), (SOURCE, self.source)]).collect()
    }

    /// Every sealed text, in the same order.
    pub fn sealed_mut(&mut self) -> Vec<&mut Sealed> {
        let said = match &mut self.standing {
            Standing::Bound | Standing::NotBound(None) => None,
            Standing::WithReservation(words) | Standing::NotBound(Some(words)) => Some(words),
        };
        said.into_iter().chain([&mut self.organ, &mut self.source]).collect()
    }
}
