//! How words leave a request, and how they come back in an answer.
//!
//! Rules and records hold digests of words, never the words. Who makes and opens those digests gives these
//! traits.

pub use domain::sealed::names::*;
use domain::{
    dossier::event::SectionFiled,
    sealed::{Digest, Sealed},
};

use crate::v1::DisclosedText;

/// Takes words into keeping. Only called when the whole request is found good.
pub trait Seal {
    /// Keeps words under a name that says what they are, and gives the digest that stands for them.
    fn seal(&mut self, name: &str, words: &str) -> Sealed;

    /// The digest of a whole document, over the names and digests of its sections.
    fn document_digest(&mut self, sections: &[SectionFiled]) -> Digest;
}

/// Opens what was sealed.
pub trait Disclose {
    /// The words, or that they were erased.
    fn text(&self, sealed: Sealed) -> DisclosedText;
}

/// How many words a text has: pieces between white space (as Unicode defines it) that hold at least one
/// letter or digit. So a dash or a bullet is no word, and `onderwijs-zorgarrangement` is one.
pub fn count_words(text: &str) -> u32 {
    let words = text.split_whitespace().filter(|piece| piece.chars().any(char::is_alphanumeric));
    u32::try_from(words.count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_holds_a_letter_or_digit() {
        let cases = [
            ("", 0),
            (" \n\t", 0),
            ("één woord", 2),
            ("– • - …", 0),
            ("- onderwijs-zorgarrangement (oza)", 2),
            ("2 A4,\u{a0}max.", 3),
            ("€ 12.500,-", 1),
        ];
        for (text, words) in cases {
            assert_eq!(count_words(text), words, "{text:?}");
        }
    }
}
