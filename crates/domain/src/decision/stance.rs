//! Where a party stands on what a body treats, and who spoke for it.

use std::{fmt, str::FromStr};

use jiff::civil::Date;

use crate::{
    framework::outcome::UnknownName,
    ids::{ActorId, PartyId},
    mandate::MandateRef,
    sealed::Sealed,
};

/// Where a party stands. In Dutch *standpunt*; `Position` is taken by the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// Stemt in.
    Agrees,
    /// Stemt in onder voorwaarden: its words say which.
    AgreesWithConditions,
    /// Heeft bezwaar: its words say why.
    Objects,
    /// Onthoudt zich: it was there, and is neither for nor against.
    Abstains,
    /// Afwezig: nobody spoke for it.
    Absent,
    /// Neemt geen deel: it keeps out of this item, because it is too near to it. Its words say why.
    Recused,
}

/// The stance of one party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartyStance {
    /// The party.
    pub party: PartyId,
    /// Where it stands.
    pub stance: Stance,
    /// What it says with that: its conditions, its reasons, why it takes no part.
    pub words: Option<Sealed>,
    /// Who sat for whom, if the party was not represented as usual.
    pub replacement: Option<Replacement>,
    /// The mandate under which somebody took it.
    pub mandate: Option<MandateRef>,
    /// Its view, where it differs from the outcome and must be kept beside it.
    pub dissent: Option<Sealed>,
}

/// Someone else sat for a party than usual (F38; the Reglement of ROA 2005: an official who replaces a member is deemed
/// authorised, and the replacement is reported to the chair).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// Who sat.
    pub seated: ActorId,
    /// For whom.
    pub replaces: ActorId,
    /// As what.
    pub office: Office,
    /// The day on which the chair was told.
    pub reported_on: Date,
    /// Why; also that the usual representative takes no part in this item.
    pub reason: Option<Sealed>,
}

/// As what someone sits for a party.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Office {
    /// Bestuurder: an alderman, or a director of a samenwerkingsverband.
    Executive,
    /// Ambtenaar: an official, also of a samenwerkingsverband.
    Official,
}

impl Stance {
    /// Every stance.
    pub const ALL: [Self; 6] = [
        Self::Agrees,
        Self::AgreesWithConditions,
        Self::Objects,
        Self::Abstains,
        Self::Absent,
        Self::Recused,
    ];

    /// The name in records and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::AgreesWithConditions => "agrees-with-conditions",
            Self::Objects => "objects",
            Self::Abstains => "abstains",
            Self::Absent => "absent",
            Self::Recused => "recused",
        }
    }

    /// The name in Dutch, as a minute-taker writes it.
    pub fn name_nl(self) -> &'static str {
        match self {
            Self::Agrees => "stemt in",
            Self::AgreesWithConditions => "stemt in onder voorwaarden",
            Self::Objects => "heeft bezwaar",
            Self::Abstains => "onthoudt zich",
            Self::Absent => "afwezig",
            Self::Recused => "neemt geen deel",
        }
    }

    /// Whether the stance is nothing without words: conditions, reasons, or why a party keeps out.
    pub fn needs_words(self) -> bool {
        matches!(self, Self::AgreesWithConditions | Self::Objects | Self::Recused)
    }

    /// Whether somebody took part for the party.
    pub fn takes_part(self) -> bool {
        !matches!(self, Self::Absent | Self::Recused)
    }
}

impl Office {
    /// Every office.
    pub const ALL: [Self; 2] = [Self::Executive, Self::Official];

    /// The name in records and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Executive => "executive",
            Self::Official => "official",
        }
    }

    /// The name in Dutch.
    pub fn name_nl(self) -> &'static str {
        match self {
            Self::Executive => "bestuurder",
            Self::Official => "ambtenaar",
        }
    }
}

impl PartyStance {
    /// Every sealed text, in the order of the record.
    pub fn sealed(&self) -> impl Iterator<Item = (&'static str, Sealed)> + '_ {
        use crate::sealed::names::{DISSENT, REPLACEMENT, STANCE};
        let replaced = self.replacement.as_ref().and_then(|replacement| replacement.reason);
        let texts = [(STANCE, self.words), (REPLACEMENT, replaced), (DISSENT, self.dissent)];
        texts.into_iter().filter_map(|(name, text)| Some((name, text?)))
    }

    /// The same texts, to be changed.
    pub(crate) fn sealed_mut(&mut self) -> impl Iterator<Item = &mut Sealed> {
        let replaced = self.replacement.as_mut().and_then(|replacement| replacement.reason.as_mut());
        [self.words.as_mut(), replaced, self.dissent.as_mut()].into_iter().flatten()
    }
}

impl FromStr for Stance {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, UnknownName> {
        Self::ALL.into_iter().find(|stance| stance.name() == text).ok_or_else(|| UnknownName {
            given: text.chars().take(40).collect(),
            known: Self::ALL.map(Self::name).to_vec(),
        })
    }
}

impl fmt::Display for Stance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
