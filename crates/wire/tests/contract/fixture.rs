//! What several tests share: names that are known to be good, and a keeper of words.

use std::{fmt::Debug, str::FromStr};

use domain::{
    dossier::event::SectionFiled,
    sealed::{Digest, Sealed},
};
use wire::convert::{Disclose, Seal, Violations};

pub(crate) const COMMAND: &str = "0190b5f0-7c1e-7a53-9f2a-3d1c5e8b9a60";
pub(crate) const DOSSIER: &str = "0190b5f0-7c1e-7a53-9f2a-3d1c5e8b9a61";

/// A name that a test knows to be good.
pub(crate) fn id<T: FromStr<Err: Debug>>(name: &str) -> T {
    name.parse().expect("a good name")
}

/// Keeps words in the order of sealing; the digest is their place.
#[derive(Debug, Default)]
pub(crate) struct Keeper {
    pub(crate) kept: Vec<(String, String)>,
}

impl Seal for Keeper {
    fn seal(&mut self, name: &str, words: &str) -> Sealed {
        self.kept.push((name.to_owned(), words.to_owned()));
        sealed(u8::try_from(self.kept.len()).expect("few words"))
    }

    fn document_digest(&mut self, sections: &[SectionFiled]) -> Digest {
        Digest([u8::try_from(sections.len()).expect("few sections"); 32])
    }
}

impl Disclose for Keeper {
    fn text(&self, sealed: Sealed) -> wire::v1::DisclosedText {
        let place = usize::from(sealed.0.0[0]);
        match self.kept.get(place.wrapping_sub(1)) {
            Some((_, words)) => wire::v1::DisclosedText { text: words.clone(), erased: false },
            None => wire::v1::DisclosedText { text: String::new(), erased: true },
        }
    }
}

/// The digest that a [`Keeper`] gave to its n-th words.
pub(crate) fn sealed(place: u8) -> Sealed {
    Sealed(Digest([place; 32]))
}

/// Field and rule of every violation.
pub(crate) fn faults<T: Debug>(read: Result<T, Violations>) -> Vec<(String, &'static str)> {
    let violations = read.expect_err("violations");
    violations.iter().map(|violation| (violation.field.clone(), violation.fault.name())).collect()
}
