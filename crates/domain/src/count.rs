//! How many pupils: a number, unless it is so small that it could point at a child.
//!
//! The threshold is the framework's `small_number_threshold`. At or above it a number stands in the clear. Below it the
//! event holds the digest of a disclosure named [`FEW`]; its words are the digits. Those are
//! for the submitter's circle alone: who coordinates the dossier. Everyone else reads "fewer than" the threshold, and
//! nothing that is taken along holds the disclosure (`docs/adr/0021-life-of-an-arrangement.md`).

use jiff::civil::Date;

use crate::sealed::{Sealed, names::FEW};

/// How many pupils.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// So many: at least the threshold.
    Told(u32),
    /// Fewer than the threshold; how many is sealed.
    Few(Sealed),
}

/// A count with what makes it worth something: of which day, and by whose account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// How many.
    pub count: Count,
    /// The day that the number is of.
    pub on: Date,
    /// Where the number comes from, in words.
    pub source: Sealed,
}

impl Count {
    /// The count of so many pupils. A number below the threshold is sealed; `seal` takes the name of the disclosure
    /// and its words.
    pub fn of(number: u32, threshold: u32, seal: impl FnOnce(&str, &str) -> Sealed) -> Self {
        if number < threshold { Self::Few(seal(FEW, &number.to_string())) } else { Self::Told(number) }
    }

    /// The number, when it may be told to everyone.
    pub fn told(&self) -> Option<u32> {
        match self {
            Self::Told(number) => Some(*number),
            Self::Few(_) => None,
        }
    }

    /// The digest that stands for a small number.
    pub fn few(&self) -> Option<Sealed> {
        match self {
            Self::Told(_) => None,
            Self::Few(sealed) => Some(*sealed),
        }
    }

    /// What was sealed of it, to be opened or compared.
    pub fn sealed_mut(&mut self) -> Option<&mut Sealed> {
        match self {
            Self::Told(_) => None,
            Self::Few(sealed) => Some(sealed),
        }
    }

    /// Whether a small number stands in the clear: what no event may hold. Every rule that takes a count asks it.
    pub fn shows_few(&self, threshold: u32) -> bool {
        match self {
            Self::Told(number) => *number < threshold,
            Self::Few(_) => false,
        }
    }
}

impl Counted {
    /// The words of it, by name and in the order of the record.
    pub fn sealed(&self) -> impl Iterator<Item = (&'static str, Sealed)> + use<> {
        let few = self.count.few().map(|sealed| (FEW, sealed));
        few.into_iter().chain([(crate::sealed::names::SOURCE, self.source)])
    }

    /// Every sealed text, in the order of the record.
    pub fn sealed_mut(&mut self) -> impl Iterator<Item = &mut Sealed> {
        self.count.sealed_mut().into_iter().chain([&mut self.source])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sealed::{Digest, names::leaves_circle};

    #[test]
    fn a_number_below_the_threshold_is_sealed_and_no_other() {
        let digest = Sealed(Digest([7; 32]));
        for (number, threshold, is_few) in
            [(0, 10, true), (9, 10, true), (10, 10, false), (11, 10, false), (0, 1, true), (1, 1, false)]
        {
            let mut given = Vec::new();
            let count = Count::of(number, threshold, |name, words| {
                given.push((name.to_owned(), words.to_owned()));
                digest
            });
            let sealed = vec![("few".to_owned(), number.to_string())];
            assert_eq!(given, if is_few { sealed } else { Vec::new() }, "{number} of {threshold}");
            assert_eq!(count, if is_few { Count::Few(digest) } else { Count::Told(number) });
            assert!(!count.shows_few(threshold));
            assert_eq!(Count::Told(number).shows_few(threshold), is_few);
        }
        assert!(!leaves_circle(FEW));
        assert!(leaves_circle("source"));
    }
}
