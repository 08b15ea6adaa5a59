//! Where a dossier goes that is stuck: a ladder of rungs, each with a holder and a term (S4 section 9, F15).
//!
//! S4 advises to develop one; no region has one yet. So a framework has none unless it says so.

use crate::ids::{BodyId, PartyId, RungId};

/// The rungs of a region, and what leads onto the first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ladder {
    /// The rungs, from the lowest. Empty: there is no ladder.
    pub rungs: Vec<Rung>,
    /// What may lead onto the first rung.
    pub opened_by: Vec<Opener>,
    /// How often a dossier may come to the ladder from one step, so that every loop ends.
    pub times_max: u32,
}

/// One rung: who tries to get a dossier going again, and for how long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rung {
    /// Its short name, e.g. `doorbraak`.
    pub id: RungId,
    /// Its name for people.
    pub name: String,
    /// Who holds it.
    pub holder: Holder,
    /// Working days within which the holder is expected to come to something. A passed term moves nothing.
    pub term_days: u32,
}

/// Who holds a rung.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holder {
    /// A body of the framework.
    Body(BodyId),
    /// A party of the framework.
    Party(PartyId),
    /// Somebody that the framework knows by function only, e.g. `regionale doorbraakfunctionaris`. Never a person's name.
    Function(String),
}

/// What leads onto the ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Opener {
    /// The parties in a body did not agree.
    NoAgreement,
    /// The term of a visit passed without an outcome, and somebody says that this must go higher.
    PassedTerm,
    /// The procesbegeleider, who has a mandate for it (S4 bijlage 5, F17).
    Procesbegeleider,
}

impl Ladder {
    /// The rung with this name.
    pub fn rung(&self, id: &RungId) -> Option<&Rung> {
        self.rungs.iter().find(|rung| rung.id == *id)
    }

    /// The rung after this one. `None`: it is the last.
    pub fn above(&self, id: &RungId) -> Option<&Rung> {
        let place = self.rungs.iter().position(|rung| rung.id == *id)?;
        self.rungs.get(place + 1)
    }
}

impl Opener {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::NoAgreement, Self::PassedTerm, Self::Procesbegeleider];

    /// The name in framework files and records.
    pub fn name(self) -> &'static str {
        match self {
            Self::NoAgreement => "no-agreement",
            Self::PassedTerm => "passed-term",
            Self::Procesbegeleider => "procesbegeleider",
        }
    }
}

impl std::fmt::Display for Opener {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl std::fmt::Display for Holder {
    /// As facts name it, e.g. `body:pora`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Body(body) => write!(f, "body:{body}"),
            Self::Party(party) => write!(f, "party:{party}"),
            Self::Function(function) => write!(f, "function:{function}"),
        }
    }
}
