//! How words become digests: each text gets a salt of its own, and its disclosure is kept beside the record.

use domain::{
    dossier::event::SectionFiled,
    sealed::{Digest, Sealed},
};
use record::Sealer;
use wire::convert::Seal;

use crate::surroundings::Surroundings;

/// Seals the words of one command.
pub struct Sealing<'a>(Sealer<'a>);

impl<'a> Sealing<'a> {
    /// With salts from these surroundings.
    pub fn new(surroundings: &'a dyn Surroundings) -> Self {
        Self(Sealer::new(|| surroundings.chance()))
    }

    /// The disclosures, as they stand beside the record.
    pub fn into_texts(self) -> Vec<u8> {
        self.0.into_texts()
    }
}

impl Seal for Sealing<'_> {
    fn seal(&mut self, name: &str, words: &str) -> Sealed {
        self.0.seal(name, words)
    }

    fn document_digest(&mut self, sections: &[SectionFiled]) -> Digest {
        record::document_digest(sections)
    }
}
