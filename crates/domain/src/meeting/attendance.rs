//! Who was at a meeting, beside where the parties stood on what it treated.
//!
//! The one is a fact of the meeting, the other of a dossier, and they can differ: a party that was not there cannot have agreed there.
//! Nobody is refused for it, because either may be the mistake, and the other was perhaps written down first. Whoever reads the two
//! together is told.

use super::{
    parts::{Form, Part},
    state::Meeting,
};
use crate::{decision::Stance, ids::PartyId};

/// Where the two accounts differ about a party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendance {
    /// The party.
    pub party: PartyId,
    /// Where it stood, as the dossier says.
    pub stance: Stance,
    /// Whether somebody spoke for it, as the meeting says.
    pub was_there: bool,
}

/// Where a meeting and what a dossier says of the stances under one of its items differ, in the order of the stances. `stances` says of
/// each party where it stood, and whether somebody else sat for it.
///
/// Nothing is compared of a written procedure: who responds is not there. A party for which somebody else sat was spoken for, also
/// when the attendance was written down without that person. A party that keeps out of one item may have been there.
pub fn differs<'s>(
    meeting: &Meeting,
    stances: impl IntoIterator<Item = (&'s PartyId, Stance, bool)>,
) -> Vec<Attendance> {
    let Some(held) = meeting.held().filter(|_| meeting.form == Form::Session) else { return Vec::new() };
    let speaks = |party: &PartyId| {
        let mut there = held.present.iter();
        there.any(|someone| {
            matches!(someone.part, Part::Chair | Part::Member) && someone.party.as_ref() == Some(party)
        })
    };
    let unlike = |(party, stance, is_replaced): (&PartyId, Stance, bool)| {
        let was_there = speaks(party);
        let differs = match stance {
            Stance::Absent => was_there,
            Stance::Recused => false,
            Stance::Agrees | Stance::AgreesWithConditions | Stance::Objects | Stance::Abstains => {
                !was_there && !is_replaced
            }
        };
        differs.then(|| Attendance { party: party.clone(), stance, was_there })
    };
    stances.into_iter().filter_map(unlike).collect()
}
