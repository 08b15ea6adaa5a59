//! How words leave a request, and how they come back in an answer.
//!
//! Rules and records hold digests of words, never the words. Who makes and opens those digests gives these
//! traits.

use domain::{
    dossier::event::SectionFiled,
    sealed::{Digest, Sealed},
};

use crate::v1::DisclosedText;

/// The name of a dossier's title.
pub const TITLE: &str = "title";
/// The name of the words for whom an arrangement is.
pub const TARGET_GROUP: &str = "target-group";
/// What stands before a section's id in the name of its words, e.g. `section.inleiding.aanleiding`.
pub const SECTION_PREFIX: &str = "section.";
/// The name of a motivation.
pub const MOTIVATION: &str = "motivation";
/// The name of a condition.
pub const CONDITION: &str = "condition";
/// The name of an answer to a condition.
pub const ANSWER: &str = "answer";
/// The name of a reason to withdraw, correct or hand over.
pub const REASON: &str = "reason";
/// The name of an arrangement's name.
pub const NAME: &str = "name";
/// The name of a partner of an arrangement.
pub const PARTNER: &str = "partner";
/// The name of a framework file.
pub const FRAMEWORK_FILE: &str = "framework-file";

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
