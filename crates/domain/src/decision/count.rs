//! Counting stances: in all, and by kind of party.

use super::stance::{PartyStance, Stance};
use crate::{framework::Party, ids::PartyKind};

/// How many parties take each stance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Agree.
    pub agree: u32,
    /// Agree with conditions.
    pub conditionally: u32,
    /// Object.
    pub object: u32,
    /// Abstain.
    pub abstain: u32,
    /// Were not there.
    pub absent: u32,
    /// Keep out of this item.
    pub recused: u32,
}

/// The tallies of a body.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Count {
    /// Of all parties.
    pub all: Tally,
    /// Of each kind that has seats, in the order of the seats.
    pub kinds: Vec<(PartyKind, Tally)>,
}

impl Tally {
    /// How many parties have a seat.
    pub fn seats(&self) -> u32 {
        self.present() + self.absent + self.recused
    }

    /// How many took part. Who keeps out of an item may sit at the table, and yet does not weigh it: a quorum says how
    /// many must have weighed the matter.
    pub fn present(&self) -> u32 {
        self.votes() + self.abstain
    }

    /// How many were for or against.
    pub fn votes(&self) -> u32 {
        self.agree + self.conditionally + self.object
    }

    fn add(&mut self, stance: Stance) {
        let place = match stance {
            Stance::Agrees => &mut self.agree,
            Stance::AgreesWithConditions => &mut self.conditionally,
            Stance::Objects => &mut self.object,
            Stance::Abstains => &mut self.abstain,
            Stance::Absent => &mut self.absent,
            Stance::Recused => &mut self.recused,
        };
        *place += 1;
    }
}

impl Count {
    /// Counts the stances of the parties that have a seat; others are left out.
    pub fn of(seats: &[&Party], stances: &[PartyStance]) -> Self {
        let mut count = Self::default();
        for party in seats {
            let place = count.kinds.iter().position(|(kind, _)| *kind == party.kind);
            let place = place.unwrap_or_else(|| {
                count.kinds.push((party.kind.clone(), Tally::default()));
                count.kinds.len() - 1
            });
            if let Some(taken) = stances.iter().find(|taken| taken.party == party.id) {
                count.all.add(taken.stance);
                count.kinds[place].1.add(taken.stance);
            }
        }
        count
    }
}
