//! Digests of what is kept whole: documents and files.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    dossier::event::SectionFiled,
    meeting::parts::{ItemPapers, Paper},
    sealed::Digest,
};
use sha2::{Digest as _, Sha256};

/// The first line of what [`document_digest`] is taken over, so that it is never mistaken for another digest.
const DOCUMENT_HEAD: &str = "besluitspoor document v1\n";

/// The digest of a document: SHA-256 over a line `besluitspoor document v1` and one line for each section, in
/// order: its id, a space, its sealed text as records write it (base64url). Every line ends in a line feed, so
/// `sha256sum` over such a text gives the same.
///
/// It does not change when a section is erased, since it is taken over digests only.
pub fn document_digest(sections: &[SectionFiled]) -> Digest {
    let mut hasher = Sha256::new_with_prefix(DOCUMENT_HEAD);
    for section in sections {
        hasher.update(section.id.as_str());
        hasher.update(" ");
        hasher.update(URL_SAFE_NO_PAD.encode(section.text.0.0));
        hasher.update("\n");
    }
    Digest(hasher.finalize().into())
}

/// The first line of what [`papers_digest`] is taken over.
const PAPERS_HEAD: &str = "besluitspoor papers v1\n";

/// The digest of the papers of a meeting: SHA-256 over a line `besluitspoor papers v1`, and for each item in order a line
/// `item` with its number, followed by one line for each of its papers: the document's format, a slash, its version, a
/// space, its digest in hexadecimal. Every line ends in a line feed.
pub fn papers_digest(items: &[ItemPapers]) -> Digest {
    let mut hasher = Sha256::new_with_prefix(PAPERS_HEAD);
    for ItemPapers { item, papers, seen: _ } in items {
        hasher.update(format!("item {item}\n"));
        for Paper { document, digest } in papers {
            hasher.update(format!("{}/{} {digest}\n", document.format, document.version));
        }
    }
    Digest(hasher.finalize().into())
}

/// The digest of a file: SHA-256 over its bytes.
pub fn file_digest(bytes: &[u8]) -> Digest {
    Digest(Sha256::digest(bytes).into())
}

#[cfg(test)]
mod tests {
    use domain::sealed::Sealed;

    use super::*;

    fn section(id: &str, text: u8) -> SectionFiled {
        SectionFiled { id: id.parse().expect("an id"), words: 3, text: Sealed(Digest([text; 32])) }
    }

    /// Computed with `printf 'besluitspoor document v1\ninleiding.aanleiding AQEB…\n…' | sha256sum`.
    #[test]
    fn a_document_has_the_digest_that_sha256sum_gives() {
        let digest = document_digest(&[section("inleiding.aanleiding", 1), section("planning", 2)]);
        assert_eq!(digest.to_string(), "155db8d9534fe3650beaf920bdd0a86ed7f67323dd49af47afb133dde0293133");
        assert_eq!(
            document_digest(&[]).to_string(),
            "d255c6568d54eb43ec441933205cddab703a5755c5a8d7ff18012d81182c4687"
        );
    }

    #[test]
    fn order_and_place_of_sections_count() {
        let there = document_digest(&[section("a", 1), section("b", 2)]);
        assert_ne!(there, document_digest(&[section("b", 2), section("a", 1)]));
        assert_ne!(there, document_digest(&[section("a", 2), section("b", 1)]));
        assert_ne!(there, document_digest(&[section("a", 1)]));
    }

    /// The example of FIPS 180-4.
    #[test]
    fn a_file_has_the_digest_that_the_standard_gives() {
        let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(file_digest(b"abc").to_string(), digest);
    }
}
