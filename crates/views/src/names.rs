//! Names as numbers, so that a row holds one byte where the framework has twenty.
//!
//! Each kind of name has a table of its own, numbered in the order in which names are first met. A name is never
//! taken out, so a number always means the same.

use std::{collections::HashMap, hash::Hash, str::FromStr};

use domain::{
    framework::FrameworkRef,
    ids::{ActorId, BodyId, EndId, FormatId, PartyId, RoundId, RungId, StepId, TermId},
    sealed::Digest,
};

use crate::{
    quick_hash::QuickHash,
    store::{self, Key, Store, Writer},
};

/// Something that a framework or the access register names.
pub(crate) trait Name: Clone + Eq + Hash {
    fn written(&self) -> String;
    fn read(text: &str) -> Option<Self>;
}

/// The names of one kind.
#[derive(Debug)]
pub(crate) struct Table<T> {
    by_number: Vec<T>,
    numbers: HashMap<T, u32, QuickHash>,
    /// How many of them are in the store.
    saved: usize,
}

/// Every name that the rows use.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub(crate) actors: Table<ActorId>,
    pub(crate) bodies: Table<BodyId>,
    pub(crate) ends: Table<EndId>,
    pub(crate) formats: Table<FormatId>,
    pub(crate) frameworks: Table<FrameworkRef>,
    pub(crate) parties: Table<PartyId>,
    pub(crate) rounds: Table<RoundId>,
    pub(crate) rungs: Table<RungId>,
    pub(crate) steps: Table<StepId>,
    pub(crate) terms: Table<TermId>,
}

/// Which table a stored name belongs to. Part of its key, so a number is never given to another kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Kind {
    Actor = 1,
    Body,
    End,
    Format,
    Framework,
    Party,
    Round,
    Step,
    Term,
    Rung,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { by_number: Vec::new(), numbers: HashMap::default(), saved: 0 }
    }
}

impl<T: Name> Table<T> {
    /// The number of a name; the next free one if it has none yet.
    pub(crate) fn number(&mut self, name: &T) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number =
            u32::try_from(self.by_number.len()).expect("fewer than four milliard names fit in memory");
        self.by_number.push(name.clone());
        self.numbers.insert(name.clone(), number);
        number
    }

    /// The number of a name, if it was ever met.
    pub(crate) fn find(&self, name: &T) -> Option<u32> {
        self.numbers.get(name).copied()
    }

    /// Every name, by number.
    pub(crate) fn all(&self) -> &[T] {
        &self.by_number
    }

    /// The name behind a number that a row holds.
    pub(crate) fn name(&self, number: u32) -> Result<&T, store::Error> {
        let place = usize::try_from(number).unwrap_or(usize::MAX);
        self.by_number
            .get(place)
            .ok_or_else(|| store::Error::damaged("a row has a name that is not in its table"))
    }

    fn restore(&mut self, number: u32, text: &[u8]) -> Result<(), store::Error> {
        let damaged = || store::Error::damaged("a table of names is not whole");
        let name = str::from_utf8(text).ok().and_then(T::read).ok_or_else(damaged)?;
        if self.number(&name) != number {
            return Err(damaged());
        }
        self.saved = self.by_number.len();
        Ok(())
    }

    fn write(&self, kind: Kind, writer: &mut Writer<'_>) -> Result<(), store::Error> {
        for name in &self.by_number[self.saved..] {
            let number = self.numbers.get(name).copied().unwrap_or_default();
            writer.put(&Key::Name(kind as u8, number), name.written().as_bytes())?;
        }
        Ok(())
    }

    fn written(&mut self) {
        self.saved = self.by_number.len();
    }
}

impl Names {
    pub(crate) fn load(store: &Store) -> Result<Self, store::Error> {
        let mut names = Self::default();
        for kept in store.scan(Key::NAME) {
            let (key, value) = kept?;
            let Key::Name(kind, number) = key else { continue };
            names.restore(kind, number, &value)?;
        }
        Ok(names)
    }

    fn restore(&mut self, kind: u8, number: u32, text: &[u8]) -> Result<(), store::Error> {
        match Kind::read(kind) {
            Some(Kind::Actor) => self.actors.restore(number, text),
            Some(Kind::Body) => self.bodies.restore(number, text),
            Some(Kind::End) => self.ends.restore(number, text),
            Some(Kind::Format) => self.formats.restore(number, text),
            Some(Kind::Framework) => self.frameworks.restore(number, text),
            Some(Kind::Party) => self.parties.restore(number, text),
            Some(Kind::Rung) => self.rungs.restore(number, text),
            Some(Kind::Round) => self.rounds.restore(number, text),
            Some(Kind::Step) => self.steps.restore(number, text),
            Some(Kind::Term) => self.terms.restore(number, text),
            None => Err(store::Error::damaged("a name is of no kind")),
        }
    }

    /// Writes the names that are not in the store yet.
    pub(crate) fn write(&self, writer: &mut Writer<'_>) -> Result<(), store::Error> {
        self.actors.write(Kind::Actor, writer)?;
        self.bodies.write(Kind::Body, writer)?;
        self.ends.write(Kind::End, writer)?;
        self.formats.write(Kind::Format, writer)?;
        self.frameworks.write(Kind::Framework, writer)?;
        self.parties.write(Kind::Party, writer)?;
        self.rounds.write(Kind::Round, writer)?;
        self.rungs.write(Kind::Rung, writer)?;
        self.steps.write(Kind::Step, writer)?;
        self.terms.write(Kind::Term, writer)
    }

    /// Everything is in the store now.
    pub(crate) fn written(&mut self) {
        self.actors.written();
        self.bodies.written();
        self.ends.written();
        self.formats.written();
        self.frameworks.written();
        self.parties.written();
        self.rounds.written();
        self.rungs.written();
        self.steps.written();
        self.terms.written();
    }
}

impl Kind {
    const ALL: [Self; 10] = [
        Self::Actor,
        Self::Body,
        Self::End,
        Self::Format,
        Self::Framework,
        Self::Party,
        Self::Round,
        Self::Step,
        Self::Term,
        Self::Rung,
    ];

    fn read(kind: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|known| *known as u8 == kind)
    }
}

macro_rules! names {
    ($($name:ty),+) => {$(
        impl Name for $name {
            fn written(&self) -> String {
                self.to_string()
            }

            fn read(text: &str) -> Option<Self> {
                Self::from_str(text).ok()
            }
        }
    )+};
}

names!(ActorId, BodyId, EndId, FormatId, PartyId, RoundId, RungId, StepId, TermId);

impl Name for FrameworkRef {
    fn written(&self) -> String {
        format!("{} {} {}", self.id, self.version, self.digest)
    }

    fn read(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, ' ');
        let (id, version) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Some(Self { id, version, digest: digest(parts.next()?)? })
    }
}

fn digest(text: &str) -> Option<Digest> {
    let mut bytes = [0; 32];
    if text.len() != 2 * bytes.len() || !text.is_ascii() {
        return None;
    }
    for (place, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * place..2 * place + 2], 16).ok()?;
    }
    Some(Digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_its_number() {
        let mut table = Table::<BodyId>::default();
        let (pora, oogo) = ("pora".parse().unwrap(), "oogo".parse().unwrap());
        assert_eq!([table.number(&pora), table.number(&oogo), table.number(&pora)], [0, 1, 0]);
        assert_eq!(table.name(1).unwrap(), &oogo);
        assert!(table.name(2).is_err());
    }

    #[test]
    fn a_framework_reads_back_as_it_was_written() {
        let reference = FrameworkRef {
            id: "regio-alkmaar".parse().unwrap(),
            version: "2026.1".parse().unwrap(),
            digest: Digest([0xA7; 32]),
        };
        assert_eq!(FrameworkRef::read(&reference.written()), Some(reference));
        assert_eq!(FrameworkRef::read("regio 2026.1 a7"), None);
        assert_eq!(FrameworkRef::read(&format!("regio 2026.1 {}", "é".repeat(32))), None);
    }
}
