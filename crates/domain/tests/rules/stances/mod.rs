//! Where the parties stand, and what follows from it.
//!
//! A row of seats is written as letters, one a party, first the municipalities and then the samenwerkingsverbanden:
//! `a` agrees, `c` agrees with conditions, `o` objects, `-` abstains, `.` is absent, `r` keeps out.

pub(crate) mod refused;

mod quorum;
mod recorded;
mod rules;

use domain::{
    decision::{PartyStance, Refusal, Stance, follows},
    framework::{DecisionRule, Outcome, Party, Quorum},
};

use crate::{acts::sealed, region::id};

/// The parties of a row of letters, and where they stand.
fn row(letters: &str) -> (Vec<Party>, Vec<PartyStance>) {
    let (towns, others) = letters.split_once(' ').unwrap_or((letters, ""));
    let of = |kind: &'static str, letters: &str| {
        let taken = letters.chars().enumerate().map(move |(number, letter)| {
            let name = format!("{kind}-{}", number + 1);
            let party = Party { id: id(&name), name: name.clone(), kind: id(kind) };
            (party, stands(&name, letter))
        });
        taken.collect::<Vec<_>>()
    };
    of("gemeente", towns).into_iter().chain(of("swv", others)).unzip()
}

/// A party that stands so.
fn stands(party: &str, letter: char) -> PartyStance {
    let stance = match letter {
        'a' => Stance::Agrees,
        'c' => Stance::AgreesWithConditions,
        'o' => Stance::Objects,
        '-' => Stance::Abstains,
        '.' => Stance::Absent,
        'r' => Stance::Recused,
        other => panic!("'{other}' is no stance"),
    };
    let words = stance.needs_words().then(|| sealed(60));
    PartyStance { party: id(party), stance, words, replacement: None, mandate: None, dissent: None }
}

/// Whether an outcome follows from a row of letters.
fn judged(rule: DecisionRule, quorum: Quorum, letters: &str, outcome: Outcome) -> Result<(), Refusal> {
    let (parties, stances) = row(letters);
    follows(rule, quorum, &parties.iter().collect::<Vec<_>>(), &stances, outcome)
}
