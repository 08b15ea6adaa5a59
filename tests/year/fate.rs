//! What chance decides that a body does with a dossier, and what must happen in a year for it to say something.

use jiff::civil::Date;
use tests::chance::Chance;
use wire::v1::{
    Outcome::{self, *},
    Role,
};

/// After so many visits to a step a body comes to a conclusion: the framework allows three.
const PATIENCE_VISITS: u32 = 2;

/// What a body does with a dossier on its agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It does not come to it.
    NotReached,
    /// It comes to this.
    Treated(Outcome),
}

/// What must have been in the year, each counted.
#[derive(Debug, Default)]
pub(crate) struct Noticed {
    pub(crate) deferred: u32,
    pub(crate) referred_back: u32,
    pub(crate) carried_over: u32,
    pub(crate) corrected: u32,
    pub(crate) no_agreement: u32,
    /// One rung up the ladder.
    pub(crate) solved: u32,
    /// Refused because the mandate under which a town spoke had lapsed.
    pub(crate) lapsed: u32,
    pub(crate) withdrawn: u32,
    pub(crate) adopted: u32,
    pub(crate) sessions_held: u32,
    /// Since when the session of the summer is cancelled.
    pub(crate) cancelled_on: Option<Date>,
}

impl Fate {
    /// What chance decides.
    pub(crate) fn of(chance: &mut Chance, role: Role, visit: u32) -> Self {
        if visit <= PATIENCE_VISITS && chance.percent(4) {
            return Self::NotReached;
        }
        let patient = visit < PATIENCE_VISITS;
        let of_hundred = chance.below(100);
        Self::Treated(match (role, of_hundred) {
            (Role::Informed, 0..4) | (Role::Advises | Role::Decides, 0..6) if patient => Deferred,
            (Role::Informed, _) => Noted,
            (Role::Advises | Role::Decides, 6..11) if patient => ReferredBack,
            (Role::Advises, 11..20) => PositiveWithConditions,
            (Role::Advises, 20..24) => Negative,
            (Role::Advises, _) => Positive,
            (Role::Decides, 11..20) => AdoptedWithConditions,
            (Role::Decides, 20..25) => Rejected,
            (Role::Decides, _) => Adopted,
            (Role::Ratifies, _) => Ratified,
            (Role::Unspecified, _) => panic!("a role that is never sent"),
        })
    }
}

impl Noticed {
    /// Counts what a body did.
    pub(crate) fn count(&mut self, outcome: Outcome) {
        match outcome {
            Deferred => self.deferred += 1,
            ReferredBack => self.referred_back += 1,
            NoAgreement => self.no_agreement += 1,
            Adopted | AdoptedAmended | AdoptedWithConditions => self.adopted += 1,
            Unspecified
            | Noted
            | Positive
            | PositiveWithConditions
            | Negative
            | NoAdvice
            | Rejected
            | Ratified
            | NotRatified => {}
        }
    }

    /// A year in which one of these did not happen shows nothing of it: then another seed is needed.
    pub(crate) fn everything(&self) {
        let often = [self.deferred, self.referred_back, self.carried_over, self.adopted, self.withdrawn];
        assert!(often.iter().all(|times| *times > 0), "{self:?}");
        let once = [self.corrected, self.no_agreement, self.solved, self.lapsed];
        assert_eq!(once, [1; 4], "{self:?}");
        assert!(self.cancelled_on.is_some() && self.sessions_held > 40, "{self:?}");
    }
}
