//! What an indicator came to, and which numbers may stand in the clear.
//!
//! What is aimed for says nothing of any pupil, what was measured does. A number below the framework's threshold is sealed,
//! as a [`Count`](crate::count::Count) is; and so is a number from which, with the others that are told, a small
//! one follows: a share has its group and its rest beside it, and the shares of one group may be its parts
//! (`docs/adr/0026-evaluations.md`).

use crate::{
    ids::TermId,
    sealed::{Sealed, names::FEW},
};

/// The most shares of one group that are told. Of more nobody looks whether some of them leave a small rest.
pub const SHARES_OF_GROUP_MAX: usize = 12;

/// What one indicator came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// Which of the framework's indicators.
    pub indicator: TermId,
    /// What was found.
    pub found: Found,
}

/// What was found, or that it would give a small number away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// These numbers.
    Told(Numbers),
    /// Numbers that are for the submitter's circle alone: what form they have, and their [words](Numbers::words).
    Hidden(MeasureForm, Sealed),
}

/// What was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbers {
    /// So many pupils.
    Pupils(u32),
    /// So many pupils of a group.
    Share {
        /// Of whom it holds.
        part: u32,
        /// How many the group has.
        whole: u32,
    },
    /// A score out of ten.
    Score {
        /// On average, in tenths: at most [`SCORE_MAX`](crate::arrangement::parts::SCORE_MAX).
        tenths: u16,
        /// How many gave one.
        by: u32,
    },
}

/// The form of what was counted, which says nothing of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MeasureForm {
    /// A number of pupils.
    Pupils,
    /// A part of a group.
    Share,
    /// A score.
    Score,
}

impl Measured {
    /// What was sealed of it.
    pub fn sealed(&self) -> Option<(&'static str, Sealed)> {
        match self.found {
            Found::Told(_) => None,
            Found::Hidden(_, sealed) => Some((FEW, sealed)),
        }
    }

    /// What was sealed of it, to be opened or compared.
    pub fn sealed_mut(&mut self) -> Option<&mut Sealed> {
        match &mut self.found {
            Found::Told(_) => None,
            Found::Hidden(_, sealed) => Some(sealed),
        }
    }
}

impl Found {
    /// The form of it.
    pub fn form(&self) -> MeasureForm {
        match self {
            Self::Told(numbers) => numbers.form(),
            Self::Hidden(form, _) => *form,
        }
    }

    /// The numbers, when they may be told to everyone.
    pub fn told(&self) -> Option<Numbers> {
        match self {
            Self::Told(numbers) => Some(*numbers),
            Self::Hidden(..) => None,
        }
    }

    /// What was found of each, in the same order: told unless that gives a small number away together with those before it.
    /// `seal` takes the name of the disclosure and its words.
    pub fn of_each(
        counted: &[Numbers],
        threshold: u32,
        mut seal: impl FnMut(&str, &str) -> Sealed,
    ) -> Vec<Self> {
        let mut told = Vec::new();
        let mut found = Vec::new();
        for numbers in counted {
            told.push(*numbers);
            if give_away(&told, threshold) {
                told.pop();
                found.push(Self::Hidden(numbers.form(), seal(FEW, &numbers.words())));
            } else {
                found.push(Self::Told(*numbers));
            }
        }
        found
    }
}

impl Numbers {
    /// Its form.
    pub fn form(&self) -> MeasureForm {
        match self {
            Self::Pupils(_) => MeasureForm::Pupils,
            Self::Share { .. } => MeasureForm::Share,
            Self::Score { .. } => MeasureForm::Score,
        }
    }

    /// The words of its disclosure, e.g. `24`, `20/24` or `75/24`.
    pub fn words(&self) -> String {
        match self {
            Self::Pupils(number) => number.to_string(),
            Self::Share { part, whole } => format!("{part}/{whole}"),
            Self::Score { tenths, by } => format!("{tenths}/{by}"),
        }
    }

    /// What such words say.
    pub fn read(form: MeasureForm, words: &str) -> Option<Self> {
        match form {
            MeasureForm::Pupils => words.parse().ok().map(Self::Pupils),
            MeasureForm::Share => {
                let (part, whole) = words.split_once('/')?;
                Some(Self::Share { part: part.parse().ok()?, whole: whole.parse().ok()? })
            }
            MeasureForm::Score => {
                let (tenths, by) = words.split_once('/')?;
                Some(Self::Score { tenths: tenths.parse().ok()?, by: by.parse().ok()? })
            }
        }
    }
}

/// Whether numbers that stand in the clear beside each other give a small number of pupils away: one of them is small, or
/// what two numbers of pupils leave of each other is, or what shares of one group leave of it.
pub fn give_away(told: &[Numbers], threshold: u32) -> bool {
    let mut pupils = Vec::new();
    for numbers in told {
        let is_small = match numbers {
            Numbers::Pupils(number) => {
                let rest_is_small = |other: &u32| (1..threshold).contains(&number.abs_diff(*other));
                let gives = *number < threshold || pupils.iter().any(rest_is_small);
                pupils.push(*number);
                gives
            }
            Numbers::Share { part, whole } => *part < threshold || leaves_few(told, *whole, threshold),
            Numbers::Score { tenths: _, by } => *by < threshold,
        };
        if is_small {
            return true;
        }
    }
    false
}

/// Whether some of the shares of a group leave so few of it that their number may not be told; no share at all is some, too.
fn leaves_few(told: &[Numbers], group: u32, threshold: u32) -> bool {
    let parts = told.iter().filter_map(|numbers| match numbers {
        Numbers::Share { part, whole } if *whole == group => Some(u64::from(*part)),
        Numbers::Share { .. } | Numbers::Pupils(_) | Numbers::Score { .. } => None,
    });
    let parts: Vec<u64> = parts.collect();
    if parts.len() > SHARES_OF_GROUP_MAX {
        return true;
    }
    let mut sums = vec![0];
    for part in parts {
        let with: Vec<u64> = sums.iter().map(|sum| sum + part).collect();
        sums.extend(with);
    }
    let few = |sum: &u64| u64::from(group).checked_sub(*sum).is_some_and(|rest| rest < u64::from(threshold));
    sums.iter().any(few)
}

impl MeasureForm {
    /// Every form.
    pub const ALL: [Self; 3] = [Self::Pupils, Self::Share, Self::Score];

    /// The name in records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pupils => "pupils",
            Self::Share => "share",
            Self::Score => "score",
        }
    }
}
