//! Words that may have to be erased: kept beside the record, while the record holds their salted digest.
//!
//! A disclosure is that of RFC 9901: the base64url (without padding) of the JSON array `[salt, name, value]`, where
//! the salt is the base64url of 32 random bytes. Its digest is SHA-256 over the ASCII of that base64url text. The
//! words of one record are kept as a JSON array of disclosures; erasing some is leaving them out of the array.
//!
//! Nothing here prints words: not `Debug`, not an error.

use std::{borrow::Cow, fmt};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::sealed::{Digest, Sealed, names::leaves_circle};
use sha2::{Digest as _, Sha256};

/// How many bytes a salt has. With these a digest says nothing about the words once the salt is gone.
pub const SALT_BYTES: usize = 32;

/// Seals the words of one record, and collects them to be kept beside it.
pub struct Sealer<'r> {
    random: Box<dyn FnMut() -> [u8; SALT_BYTES] + Send + 'r>,
    /// The JSON array so far, without its closing bracket.
    texts: Vec<u8>,
}

/// The words that are kept beside one record, as far as they were not erased.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Disclosures(Vec<Disclosure>);

#[derive(Clone, PartialEq, Eq)]
struct Disclosure {
    /// Computed from what was read, never taken from elsewhere: so to look up is to verify.
    sealed: Sealed,
    name: String,
    value: String,
}

/// Why the words kept beside a record cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Not a JSON array of strings.
    #[error("the sealed texts are not a JSON array of disclosures")]
    NotAList,
    /// One is not the base64url of a JSON array of three strings, the first a salt.
    #[error("disclosure {index} of the sealed texts is not the base64url of [salt, name, value]")]
    NotADisclosure {
        /// Which, from 0.
        index: usize,
    },
}

/// What is to remain beside a record when some words are gone, in the bytes in which it stands; `None` if none of them
/// stands there.
///
/// # Errors
/// [`Error`] if it was not written by a [`Sealer`].
pub fn without(texts: &[u8], gone: &[Sealed]) -> Result<Option<Vec<u8>>, Error> {
    let stands = Disclosures::parse(texts)?;
    if !stands.0.iter().any(|kept| gone.contains(&kept.sealed)) {
        return Ok(None);
    }
    let disclosures: Vec<&str> = serde_json::from_slice(texts).map_err(|_| Error::NotAList)?;
    let remains = disclosures.iter().zip(&stands.0).filter(|(_, kept)| !gone.contains(&kept.sealed));
    let remains: Vec<&str> = remains.map(|(disclosure, _)| *disclosure).collect();
    serde_json::to_vec(&remains).map(Some).map_err(|_| Error::NotAList)
}

/// What may be taken along of the words beside a record, in the bytes in which it stands: without what may not
/// [leave](leaves_circle) the circle of who submitted it. What is no disclosure stays, so that damage shows.
pub fn leaving(texts: &[u8]) -> Cow<'_, [u8]> {
    let Ok(disclosures) = serde_json::from_slice::<Vec<&str>>(texts) else { return Cow::Borrowed(texts) };
    let leaves = |text: &&str| Disclosure::read(text).is_none_or(|read| leaves_circle(&read.name));
    let leaving: Vec<&str> = disclosures.iter().copied().filter(leaves).collect();
    if leaving.len() == disclosures.len() {
        return Cow::Borrowed(texts);
    }
    Cow::Owned(serde_json::to_vec(&leaving).expect("strings can always be written as JSON"))
}

/// A digest as records and answers write it: 43 characters of base64url.
pub fn digest_text(sealed: &Sealed) -> String {
    URL_SAFE_NO_PAD.encode(sealed.0.0)
}

impl<'r> Sealer<'r> {
    /// Seals with salts from `random`, which must be a cryptographic generator: a salt that can be guessed
    /// discloses the words.
    pub fn new(random: impl FnMut() -> [u8; SALT_BYTES] + Send + 'r) -> Self {
        Self { random: Box::new(random), texts: Vec::new() }
    }

    /// Seals `value`, the words that `name` stands for, e.g. `motivation`, and keeps them.
    pub fn seal(&mut self, name: &str, value: &str) -> Sealed {
        let salt = (self.random)();
        let text = disclosure(&salt, name, value);
        self.texts.push(if self.texts.is_empty() { b'[' } else { b',' });
        self.texts.push(b'"');
        self.texts.extend_from_slice(text.as_bytes());
        self.texts.push(b'"');
        sealed_by(&text)
    }

    /// What is to be kept beside the record: a JSON array of disclosures, `[]` if nothing was sealed.
    pub fn into_texts(mut self) -> Vec<u8> {
        if self.texts.is_empty() {
            self.texts.push(b'[');
        }
        self.texts.push(b']');
        self.texts
    }
}

impl Disclosures {
    /// Reads what is kept beside a record.
    ///
    /// # Errors
    /// [`Error`] if it was not written by a [`Sealer`]. A disclosure that was changed into another well-formed
    /// one is no error: it has another digest, and opens nothing.
    pub fn parse(texts: &[u8]) -> Result<Self, Error> {
        let texts: Vec<&str> = serde_json::from_slice(texts).map_err(|_| Error::NotAList)?;
        let read = |(index, text)| Disclosure::read(text).ok_or(Error::NotADisclosure { index });
        texts.into_iter().enumerate().map(read).collect::<Result<_, _>>().map(Self)
    }

    /// The words behind a digest. `None`: they were erased, or belong to another record.
    pub fn open(&self, sealed: &Sealed) -> Option<&str> {
        self.0.iter().find(|kept| kept.sealed == *sealed).map(|kept| kept.value.as_str())
    }

    /// Every digest with its name and words, in the order of sealing.
    pub fn iter(&self) -> impl Iterator<Item = (Sealed, &str, &str)> {
        self.0.iter().map(|kept| (kept.sealed, kept.name.as_str(), kept.value.as_str()))
    }
}

impl fmt::Debug for Disclosures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Disclosures({})", self.0.len())
    }
}

impl fmt::Debug for Sealer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealer({} bytes)", self.texts.len())
    }
}

impl Disclosure {
    fn read(text: &str) -> Option<Self> {
        let json = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (salt, name, value): (String, String, String) = serde_json::from_slice(&json).ok()?;
        let salt = URL_SAFE_NO_PAD.decode(salt).ok()?;
        (salt.len() == SALT_BYTES).then(|| Self { sealed: sealed_by(text), name, value })
    }
}

fn disclosure(salt: &[u8; SALT_BYTES], name: &str, value: &str) -> String {
    let array = [&URL_SAFE_NO_PAD.encode(salt), name, value];
    let json = serde_json::to_vec(&array).expect("strings can always be written as JSON");
    URL_SAFE_NO_PAD.encode(json)
}

fn sealed_by(disclosure: &str) -> Sealed {
    Sealed(Digest(Sha256::digest(disclosure).into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first disclosure of RFC 9901 section 4.2: its salt is shorter than ours, its digest is made the same
    /// way. Checked with `hashlib` and `base64` of Python.
    #[test]
    fn a_digest_is_made_as_the_rfc_makes_it() {
        let disclosure = "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0";
        let digest = URL_SAFE_NO_PAD.encode(sealed_by(disclosure).0.0);
        assert_eq!(digest, "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0");
        assert!(Disclosure::read(disclosure).is_none(), "its salt has not 32 bytes");
    }

    #[test]
    fn what_remains_stands_as_it_stood() {
        let mut salt = 0;
        let mut sealer = Sealer::new(|| {
            salt += 1;
            [salt; SALT_BYTES]
        });
        let sealed = ["een", "twee", "drie"].map(|words| sealer.seal("condition", words));
        let texts = sealer.into_texts();
        let remains = without(&texts, &[sealed[1]]).unwrap().unwrap();
        let kept = Disclosures::parse(&remains).unwrap();
        assert_eq!(sealed.map(|one| kept.open(&one)), [Some("een"), None, Some("drie")]);
        let mut stood = texts.iter();
        assert!(remains.iter().all(|byte| stood.any(|stands| stands == byte)), "bytes left out, none added");
        assert_eq!(without(&remains, &[sealed[1]]).unwrap(), None, "it is gone");
        assert_eq!(without(&remains, &sealed).unwrap().unwrap(), b"[]");
        assert!(without(b"{}", &sealed).is_err());
    }

    #[test]
    fn a_small_number_is_not_taken_along() {
        let mut salt = 0;
        let mut sealer = Sealer::new(|| {
            salt += 1;
            [salt; SALT_BYTES]
        });
        let sealed = [("source", "Telling."), ("few", "7"), ("partner", "Parlan")]
            .map(|(name, words)| sealer.seal(name, words));
        let texts = sealer.into_texts();
        let leaving = leaving(&texts);
        let kept = Disclosures::parse(&leaving).unwrap();
        assert_eq!(sealed.map(|one| kept.open(&one)), [Some("Telling."), None, Some("Parlan")]);
        assert_eq!(*leaving, *without(&texts, &[sealed[1]]).unwrap().unwrap(), "as if it were erased");
        for untouched in [&b"[]"[..], b"{}", br#"["damaged"]"#, &leaving] {
            assert_eq!(*super::leaving(untouched), *untouched);
        }
    }

    #[test]
    fn no_words_are_printed() {
        let mut sealer = Sealer::new(|| [7; SALT_BYTES]);
        sealer.seal("motivation", "geheim");
        assert_eq!(format!("{sealer:?}"), "Sealer(95 bytes)");
        let kept = Disclosures::parse(&sealer.into_texts()).expect("well-formed");
        assert_eq!(format!("{kept:?}"), "Disclosures(1)");
    }
}
