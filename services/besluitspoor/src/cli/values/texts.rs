//! Words that are to be erased, as they stand behind a flag.

use wire::v1;

use super::TextsOf;

/// How many characters a digest has in base64url; no name of words has so many of just those.
const DIGEST_CHARS: usize = 43;

/// Reads `3` (all words of record 3) or `3:motivation,reason` (those of these names or digests).
pub(crate) fn texts_of(text: &str) -> Result<TextsOf, String> {
    let wrong = || {
        "schrijf een revisie, zoals 3, of met namen of vingerafdrukken, zoals 3:motivation,reason".to_owned()
    };
    let (revision, named) = match text.split_once(':') {
        Some((revision, named)) => (revision, named.split(',').map(str::to_owned).collect()),
        None => (text, Vec::new()),
    };
    let revision = revision.parse().ok().filter(|revision| *revision > 0).ok_or_else(wrong)?;
    if named.iter().any(|name: &String| name.trim().is_empty()) {
        return Err(wrong());
    }
    let (digests, names) = named.into_iter().partition(|name| is_digest(name));
    Ok(TextsOf { revision, names, digests })
}

fn is_digest(text: &str) -> bool {
    text.len() == DIGEST_CHARS && !text.contains('.')
}

impl From<TextsOf> for v1::RecordTexts {
    fn from(texts: TextsOf) -> Self {
        let TextsOf { revision, names, digests } = texts;
        Self { revision, names, digests }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_named_by_record_and_name_or_digest() {
        let digest = "R".repeat(DIGEST_CHARS);
        let read =
            |text: &str| texts_of(text).map(|read| (read.revision, read.names.len(), read.digests.len()));
        assert_eq!(read("3"), Ok((3, 0, 0)));
        assert_eq!(read("3:motivation,reason"), Ok((3, 2, 0)));
        assert_eq!(read(&format!("12:{digest},section.inleiding.aanleiding")), Ok((12, 1, 1)));
        for wrong in ["", "0", "x", "3:", "3:a,,b", ":motivation"] {
            assert!(texts_of(wrong).is_err(), "{wrong}");
        }
    }
}
