//! What a body may do with a visit: a closed set of outcomes for each role.

use std::{fmt, str::FromStr};

/// What a body is asked to do at a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Takes notice.
    Informed,
    /// Gives advice; advice is no veto.
    Advises,
    /// Decides.
    Decides,
    /// Confirms for its own party what was decided.
    Ratifies,
}

/// What a body did with a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// Ter kennisname.
    Noted,
    /// Positief advies.
    Positive,
    /// Positief advies met voorwaarden.
    PositiveWithConditions,
    /// Negatief advies. Travels on: advice is no veto.
    Negative,
    /// Geen advies.
    NoAdvice,
    /// Vastgesteld, or ingestemd.
    Adopted,
    /// Gewijzigd vastgesteld.
    AdoptedAmended,
    /// Vastgesteld met voorwaarden.
    AdoptedWithConditions,
    /// Afgewezen.
    Rejected,
    /// Geen overeenstemming: the parties did not agree, which is not a rejection.
    NoAgreement,
    /// Bekrachtigd.
    Ratified,
    /// Niet bekrachtigd.
    NotRatified,
    /// Aangehouden: the same body treats it again at a later meeting.
    Deferred,
    /// Terugverwezen: the submitter must file a new document version first.
    ReferredBack,
}

/// A text that names no role or outcome.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{given}' is not one of {}", .known.join(", "))]
pub struct UnknownName {
    /// What was written.
    pub given: String,
    /// What could have been.
    pub known: Vec<&'static str>,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 4] = [Self::Informed, Self::Advises, Self::Decides, Self::Ratifies];

    /// The name in framework files and records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Informed => "informed",
            Self::Advises => "advises",
            Self::Decides => "decides",
            Self::Ratifies => "ratifies",
        }
    }

    /// The outcomes that this role has, and no others.
    pub fn outcomes(self) -> &'static [Outcome] {
        use Outcome as O;
        match self {
            Self::Informed => &[O::Noted, O::Deferred],
            Self::Advises => &[
                O::Positive,
                O::PositiveWithConditions,
                O::Negative,
                O::NoAdvice,
                O::Deferred,
                O::ReferredBack,
            ],
            Self::Decides => &[
                O::Adopted,
                O::AdoptedAmended,
                O::AdoptedWithConditions,
                O::Rejected,
                O::NoAgreement,
                O::Deferred,
                O::ReferredBack,
            ],
            Self::Ratifies => &[O::Ratified, O::NotRatified, O::Deferred],
        }
    }

    /// The outcomes at a step of this role. Where each party speaks for itself nothing is deferred: who wants to wait has not
    /// spoken yet.
    pub fn outcomes_at(self, each_party: bool) -> &'static [Outcome] {
        if self == Self::Ratifies && each_party {
            &[Outcome::Ratified, Outcome::NotRatified]
        } else {
            self.outcomes()
        }
    }
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 14] = [
        Self::Noted,
        Self::Positive,
        Self::PositiveWithConditions,
        Self::Negative,
        Self::NoAdvice,
        Self::Adopted,
        Self::AdoptedAmended,
        Self::AdoptedWithConditions,
        Self::Rejected,
        Self::NoAgreement,
        Self::Ratified,
        Self::NotRatified,
        Self::Deferred,
        Self::ReferredBack,
    ];

    /// The name in framework files and records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Noted => "noted",
            Self::Positive => "positive",
            Self::PositiveWithConditions => "positive-with-conditions",
            Self::Negative => "negative",
            Self::NoAdvice => "no-advice",
            Self::Adopted => "adopted",
            Self::AdoptedAmended => "adopted-amended",
            Self::AdoptedWithConditions => "adopted-with-conditions",
            Self::Rejected => "rejected",
            Self::NoAgreement => "no-agreement",
            Self::Ratified => "ratified",
            Self::NotRatified => "not-ratified",
            Self::Deferred => "deferred",
            Self::ReferredBack => "referred-back",
        }
    }

    /// The name in Dutch, as a secretary writes it in a decision list.
    pub fn name_nl(self) -> &'static str {
        match self {
            Self::Noted => "ter kennisname",
            Self::Positive => "positief advies",
            Self::PositiveWithConditions => "positief advies met voorwaarden",
            Self::Negative => "negatief advies",
            Self::NoAdvice => "geen advies",
            Self::Adopted => "vastgesteld",
            Self::AdoptedAmended => "gewijzigd vastgesteld",
            Self::AdoptedWithConditions => "vastgesteld met voorwaarden",
            Self::Rejected => "afgewezen",
            Self::NoAgreement => "geen overeenstemming",
            Self::Ratified => "bekrachtigd",
            Self::NotRatified => "niet bekrachtigd",
            Self::Deferred => "aangehouden",
            Self::ReferredBack => "terugverwezen",
        }
    }

    /// Whether a motivation must always be given (S4 and practice: `domain.md` 2.2, F33).
    pub fn needs_motivation(self) -> bool {
        matches!(
            self,
            Self::Negative
                | Self::Rejected
                | Self::NoAgreement
                | Self::NotRatified
                | Self::Deferred
                | Self::ReferredBack
        )
    }

    /// Whether the outcome is made of conditions, so that at least one must be given.
    pub fn sets_conditions(self) -> bool {
        matches!(self, Self::PositiveWithConditions | Self::AdoptedWithConditions)
    }

    /// Whether a deciding body adopts with this.
    pub fn adopts(self) -> bool {
        matches!(self, Self::Adopted | Self::AdoptedAmended | Self::AdoptedWithConditions)
    }

    /// Whether the dossier stays with the body or goes back, instead of going on. Only these make loops,
    /// and a step's greatest number of visits bounds them.
    pub fn turns_back(self) -> bool {
        matches!(self, Self::Deferred | Self::ReferredBack)
    }
}

impl FromStr for Role {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, UnknownName> {
        Self::ALL.into_iter().find(|role| role.name() == text).ok_or_else(|| UnknownName {
            given: text.chars().take(40).collect(),
            known: Self::ALL.map(Self::name).to_vec(),
        })
    }
}

impl FromStr for Outcome {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, UnknownName> {
        Self::ALL.into_iter().find(|outcome| outcome.name() == text).ok_or_else(|| UnknownName {
            given: text.chars().take(40).collect(),
            known: Self::ALL.map(Self::name).to_vec(),
        })
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outcome_belongs_to_a_role_and_reads_back() {
        for outcome in Outcome::ALL {
            assert!(Role::ALL.iter().any(|role| role.outcomes().contains(&outcome)), "{outcome}");
            assert_eq!(outcome.name().parse(), Ok(outcome));
        }
        for role in Role::ALL {
            assert_eq!(role.name().parse(), Ok(role));
            assert!(role.outcomes().iter().any(|outcome| !outcome.turns_back()), "{role} can go on");
        }
        assert!("approved".parse::<Outcome>().is_err());
    }
}
