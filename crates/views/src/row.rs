//! The row of a dossier: its facts, in order.

use crate::{
    fact::{Fact, Tag, What},
    store::Error,
};

/// What a row takes in memory besides its facts, in bytes: its place in a table, and room to grow.
pub(crate) const ROW_OVERHEAD_BYTES: usize = 64;
/// Room for the facts of a typical dossier on its first rounds, so that a row seldom moves, in bytes.
const FACTS_BYTES_TYPICAL: usize = 512;

/// The facts of a dossier as they are kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Row {
    /// The position of the last fact.
    last: u64,
    facts: Vec<u8>,
}

impl Row {
    pub(crate) fn read(value: &[u8]) -> Result<Self, Error> {
        let (last, facts) = value
            .split_first_chunk()
            .ok_or_else(|| Error::damaged("the row of a dossier has no beginning"))?;
        Ok(Self { last: u64::from_le_bytes(*last), facts: facts.to_vec() })
    }

    /// Writes it as it is kept.
    pub(crate) fn append_to(&self, value: &mut Vec<u8>) {
        value.extend(self.last.to_le_bytes());
        value.extend_from_slice(&self.facts);
    }

    pub(crate) fn push(&mut self, fact: &Fact<'_>) {
        self.last = fact.position;
        if self.facts.is_empty() {
            self.facts.reserve(FACTS_BYTES_TYPICAL);
        }
        fact.append_to(&mut self.facts);
    }

    pub(crate) fn last(&self) -> u64 {
        self.last
    }

    /// How many bytes it takes in memory.
    pub(crate) fn bytes(&self) -> usize {
        self.facts.capacity() + ROW_OVERHEAD_BYTES
    }

    /// The facts up to and including a position.
    pub(crate) fn facts(&self, until: u64) -> impl Iterator<Item = Result<Fact<'_>, Error>> {
        let mut rest = self.facts.as_slice();
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            match Fact::take_from(rest) {
                Ok((fact, _)) if fact.position > until => None,
                Ok((fact, after)) => {
                    rest = after;
                    Some(Ok(fact))
                }
                Err(error) => {
                    rest = &[];
                    Some(Err(error))
                }
            }
        })
    }

    /// Forgets words of the fact with this revision. Whether any of these were kept.
    pub(crate) fn erase(&mut self, revision: u64, erased: &[Tag]) -> Result<bool, Error> {
        let (mut kept, mut forgot) = (Self::default(), false);
        for (number, fact) in (1..).zip(self.facts(u64::MAX)) {
            let mut fact = fact?;
            if number == revision {
                forgot = fact.erase(erased);
            }
            kept.push(&fact);
        }
        if forgot {
            *self = kept;
        }
        Ok(forgot)
    }

    /// What the first fact says the title is, unless that was erased.
    pub(crate) fn title(&self) -> Result<Option<&str>, Error> {
        match self.facts(u64::MAX).next().transpose()?.map(|fact| fact.what) {
            Some(What::Opened(opened)) => Ok(opened.title.words()),
            Some(_) | None => Err(Error::damaged("the row of a dossier does not begin with its opening")),
        }
    }

    /// Forgets what came after a position: a crash between two batches of one writing can leave that.
    pub(crate) fn cut_after(&mut self, until: u64) -> Result<(), Error> {
        if self.last <= until {
            return Ok(());
        }
        let mut kept = Self::default();
        for fact in self.facts(until) {
            kept.push(&fact?);
        }
        *self = kept;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::Kept;

    fn row(positions: &[u64]) -> Row {
        let mut row = Row::default();
        for position in positions {
            let what = What::Answered(vec![(1, Kept::known("zo")), (2, Kept::unknown())]);
            row.push(&Fact { position: *position, recorded_us: -7, what });
        }
        row
    }

    fn written(row: &Row) -> Vec<u8> {
        let mut value = Vec::new();
        row.append_to(&mut value);
        value
    }

    #[test]
    fn a_row_reads_back_up_to_a_position() {
        let kept = Row::read(&written(&row(&[3, 300, 70_000]))).unwrap();
        let positions = |until| kept.facts(until).map(|fact| fact.unwrap().position).collect::<Vec<_>>();
        assert_eq!(positions(u64::MAX), [3, 300, 70_000]);
        assert_eq!(positions(300), [3, 300]);
        assert_eq!(positions(299), [3]);
        assert!(positions(2).is_empty());
    }

    #[test]
    fn what_is_cut_leaves_the_row_as_it_was() {
        let mut cut = row(&[3, 300, 70_000]);
        cut.cut_after(300).unwrap();
        assert_eq!(cut, row(&[3, 300]));
        cut.cut_after(300).unwrap();
        assert_eq!(cut.last(), 300);
    }

    #[test]
    fn a_row_that_is_not_whole_is_damaged() {
        let mut value = written(&row(&[3]));
        value.pop();
        assert!(Row::read(&value).unwrap().facts(9).any(|fact| fact.is_err()));
        assert!(Row::read(&[1, 2]).is_err());
    }
}
