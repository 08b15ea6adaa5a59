//! What each rule of decision asks of the stances, and what a quorum asks.
//!
//! A rule is asked of a *conclusion*: to adopt what lies before the body (to advise for it, to ratify it), or to reject
//! it. Who supports a rejection is who objects to the proposal. So one arithmetic serves both, and never both carry.
//!
//! | rule | carries |
//! | --- | --- |
//! | chair | whatever the chair concludes; stances are written down beside it |
//! | consent | nobody stands against it, and at least one party for it: silence never decides |
//! | consensus | nobody stands against it, and of every kind of party at least one for it |
//! | majority | more than half of those who are for or against |
//!
//! An agreement with conditions is an agreement with an outcome that takes conditions over: adopted with conditions or
//! amended. With a plain adoption it is not, so that by consent and consensus it stands against it, and in a majority it
//! counts among the votes and not among those in favour.

use super::{
    count::{Count, Tally},
    refusal::{Refusal, Short},
    stance::{PartyStance, Stance},
};
use crate::{
    framework::{DecisionRule, Outcome, Party, Quorum},
    ids::PartyId,
};

/// What an outcome says of the proposal, and so what the rule is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bearing {
    /// Adopts, advises for, ratifies.
    For {
        /// Whether it takes the parties' conditions over.
        with_conditions: bool,
    },
    /// Rejects, advises against: the parties are against it.
    Against,
    /// The parties are neither for nor against it together.
    Undecided {
        /// Whether that, too, needs a quorum. A body may let it be known without one that it gives no advice.
        by_quorum: bool,
    },
    /// Does not ratify: it is enough that the parties do not ratify together.
    NotFor,
    /// Says nothing of the proposal: takes notice, puts off, sends back.
    Procedural,
}

/// A conclusion that the rule is asked of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    For { with_conditions: bool },
    Against,
}

impl Bearing {
    /// The bearing of an outcome.
    pub fn of(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Positive | Outcome::Adopted | Outcome::Ratified => Self::For { with_conditions: false },
            Outcome::PositiveWithConditions | Outcome::AdoptedWithConditions | Outcome::AdoptedAmended => {
                Self::For { with_conditions: true }
            }
            Outcome::Negative | Outcome::Rejected => Self::Against,
            Outcome::NoAdvice => Self::Undecided { by_quorum: false },
            Outcome::NoAgreement => Self::Undecided { by_quorum: true },
            Outcome::NotRatified => Self::NotFor,
            Outcome::Noted | Outcome::Deferred | Outcome::ReferredBack => Self::Procedural,
        }
    }

    /// Whether an outcome must be founded on stances where a framework asks for them.
    pub fn is_judged(self) -> bool {
        self != Self::Procedural
    }
}

/// Whether an outcome follows from the stances of the parties that have seats, by the rule of the step and the quorum of
/// the body.
///
/// # Errors
/// [`Refusal::QuorumNotMet`] or [`Refusal::DoesNotFollow`], with every number.
pub fn follows(
    rule: DecisionRule,
    quorum: Quorum,
    seats: &[&Party],
    stances: &[PartyStance],
    outcome: Outcome,
) -> Result<(), Refusal> {
    let bearing = Bearing::of(outcome);
    let count = Count::of(seats, stances);
    let reached = present(quorum, &count, outcome);
    // Without a quorum nothing is agreed on, so that a body may say that it gives no advice.
    if !bearing.is_judged() || (bearing == Bearing::Undecided { by_quorum: false } && reached.is_err()) {
        return Ok(());
    }
    reached?;
    if rule == DecisionRule::Chair {
        return Ok(());
    }
    let carried = |side| carried(rule, &count, stances, side);
    let plainly = Side::For { with_conditions: false };
    let judged = match bearing {
        Bearing::For { with_conditions } => carried(Side::For { with_conditions }),
        Bearing::Against => carried(Side::Against),
        Bearing::Undecided { .. } if carried(plainly).is_ok() => Err(Short::Agreed { adopting: true }),
        Bearing::Undecided { .. } if carried(Side::Against).is_ok() => Err(Short::Agreed { adopting: false }),
        Bearing::NotFor if carried(plainly).is_ok() => Err(Short::Agreed { adopting: true }),
        Bearing::Undecided { .. } | Bearing::NotFor | Bearing::Procedural => Ok(()),
    };
    judged.map_err(|short| Refusal::DoesNotFollow { outcome, rule, tally: count.all, short })
}

/// Whether enough parties took part. Who keeps out of the item cannot take part, so a quorum never asks for more than
/// the others: otherwise a body in which all of one kind keep out could never come to an end of it. Somebody must have.
fn present(quorum: Quorum, count: &Count, outcome: Outcome) -> Result<(), Refusal> {
    let short = |kind, tally: &Tally, asked: u32, least: u32| {
        let (present, seats, recused) = (tally.present(), tally.seats(), tally.recused);
        let needed = asked.min(seats - recused).max(least);
        let refusal = Refusal::QuorumNotMet { outcome, kind, present, needed, seats, recused };
        if present < needed { Err(refusal) } else { Ok(()) }
    };
    short(None, &count.all, quorum.parties, 1)?;
    count.kinds.iter().try_for_each(|(kind, tally)| short(Some(kind.clone()), tally, quorum.per_kind, 0))
}

/// Whether a rule carries a conclusion.
fn carried(rule: DecisionRule, count: &Count, stances: &[PartyStance], side: Side) -> Result<(), Short> {
    match rule {
        DecisionRule::Chair => Ok(()),
        DecisionRule::Consent => {
            unopposed(stances, side)?;
            if side.supporters(&count.all) == 0 { Err(Short::Unsupported) } else { Ok(()) }
        }
        DecisionRule::Consensus => {
            unopposed(stances, side)?;
            let without = count.kinds.iter().filter(|(_, tally)| side.supporters(tally) == 0);
            let kinds: Vec<_> = without.map(|(kind, _)| kind.clone()).collect();
            if kinds.is_empty() { Ok(()) } else { Err(Short::KindsMissing { kinds }) }
        }
        DecisionRule::Majority => {
            let (supporters, votes) = (side.supporters(&count.all), count.all.votes());
            let needed = votes / 2 + 1;
            if supporters < needed { Err(Short::TooFew { supporters, votes, needed }) } else { Ok(()) }
        }
    }
}

fn unopposed(stances: &[PartyStance], side: Side) -> Result<(), Short> {
    let who = |is: fn(Side, Stance) -> bool| -> Vec<PartyId> {
        stances.iter().filter(|taken| is(side, taken.stance)).map(|taken| taken.party.clone()).collect()
    };
    let (parties, conditionally) = (who(Side::is_opposed_by), who(Side::leaves_conditions_of));
    if parties.is_empty() && conditionally.is_empty() {
        Ok(())
    } else {
        Err(Short::Opposed { parties, conditionally })
    }
}

impl Side {
    fn supporters(self, tally: &Tally) -> u32 {
        match self {
            Self::For { with_conditions: true } => tally.agree + tally.conditionally,
            Self::For { with_conditions: false } => tally.agree,
            Self::Against => tally.object,
        }
    }

    fn is_opposed_by(self, stance: Stance) -> bool {
        match self {
            Self::For { .. } => stance == Stance::Objects,
            Self::Against => matches!(stance, Stance::Agrees | Stance::AgreesWithConditions),
        }
    }

    fn leaves_conditions_of(self, stance: Stance) -> bool {
        self == Self::For { with_conditions: false } && stance == Stance::AgreesWithConditions
    }
}
