//! Who signs notes, and by which name: Ed25519 keys as c2sp.org/signed-note and Go's `note` write them.
//!
//! ```text
//! <name>+<id>+<base64 of 01 and 32 bytes>              whoever verifies
//! PRIVATE+KEY+<name>+<id>+<base64 of 01 and 32 bytes>  whoever signs
//! ```
//!
//! The id is the first four bytes of SHA-256 over the name, a line feed, and those 33 bytes with the public key: a hint,
//! which protects nothing by itself.

use std::{fmt, str::FromStr};

use base64::{Engine, engine::general_purpose::STANDARD};
use ed25519_dalek::Signer as _;
use signed_note::VerificationError;

/// The byte that says that a key signs notes with Ed25519.
pub const ED25519: u8 = 0x01;

const PRIVATE: &str = "PRIVATE+KEY+";

/// A key that signs notes. Its name is the origin of the log.
#[derive(Clone)]
pub struct SigningKey {
    name: String,
    id: u32,
    secret: ed25519_dalek::SigningKey,
}

/// A key that verifies notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    id: u32,
    public: ed25519_dalek::VerifyingKey,
}

/// Why a text is no key. The text itself is not told, as it may be secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A name has characters that a note has another use for.
    #[error("{name:?} is no name of a key: it must not be empty, nor have spaces, control characters or +")]
    Name {
        /// The name.
        name: String,
    },
    /// It is not written as keys are.
    #[error("the key is not written as <name>+<8 hex digits>+<base64>")]
    Form,
    /// It is a key for something else.
    #[error("the key is of kind {kind:#04x}, and {wanted:#04x} is needed here")]
    Kind {
        /// The kind that it says to be.
        kind: u8,
        /// The kind that is needed.
        wanted: u8,
    },
    /// Its id does not follow from its name and bytes, so one of the three was mistyped.
    #[error("the key of {name} has id {id:08x}, which does not follow from its name and bytes")]
    Id {
        /// Its name.
        name: String,
        /// The id that stands in it.
        id: u32,
    },
}

/// Whether this may be the name of a key and the origin of a log.
///
/// # Errors
/// [`Error::Name`].
pub fn check_name(name: &str) -> Result<(), Error> {
    let fits = signed_note::is_key_name_valid(name) && !name.chars().any(char::is_control);
    if fits { Ok(()) } else { Err(Error::Name { name: name.to_owned() }) }
}

impl SigningKey {
    /// A key from 32 secret bytes that nobody can guess.
    ///
    /// # Errors
    /// [`Error::Name`].
    pub fn new(name: &str, secret: &[u8; 32]) -> Result<Self, Error> {
        check_name(name)?;
        let secret = ed25519_dalek::SigningKey::from_bytes(secret);
        let id = key_id(name, ED25519, secret.verifying_key().as_bytes());
        Ok(Self { name: name.to_owned(), id, secret })
    }

    /// Reads the text of [`to_secret_text`](Self::to_secret_text).
    ///
    /// # Errors
    /// [`Error`].
    pub fn from_secret_text(text: &str) -> Result<Self, Error> {
        let written = Written::read(text.strip_prefix(PRIVATE).ok_or(Error::Form)?)?;
        let key = Self::new(&written.name, written.bytes(ED25519)?)?;
        if key.id == written.id { Ok(key) } else { Err(Error::Id { name: written.name, id: written.id }) }
    }

    /// The text to keep secret: whoever has it can sign as this log.
    pub fn to_secret_text(&self) -> String {
        format!("{PRIVATE}{}", write(&self.name, self.id, ED25519, self.secret.as_bytes()))
    }

    /// Its name, the origin of the log.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The key that verifies what this one signs.
    pub fn verifier(&self) -> VerifierKey {
        VerifierKey { name: self.name.clone(), id: self.id, public: self.secret.verifying_key() }
    }
}

/// Tells the name and never the secret.
impl fmt::Debug for SigningKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("SigningKey").field("name", &self.name).finish_non_exhaustive()
    }
}

impl signed_note::Signer for SigningKey {
    fn name(&self) -> &str {
        &self.name
    }

    fn key_id(&self) -> u32 {
        self.id
    }

    fn sign(&self, text: &[u8]) -> Result<Vec<u8>, ed25519_dalek::SignatureError> {
        Ok(self.secret.try_sign(text)?.to_vec())
    }
}

impl VerifierKey {
    /// Its name, the origin of the log.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its id, by which a line of a note names it.
    pub fn id(&self) -> u32 {
        self.id
    }

    /// Its bytes, by which two names are told to be of one key.
    pub fn public_bytes(&self) -> &[u8; 32] {
        self.public.as_bytes()
    }
}

impl FromStr for VerifierKey {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let (name, id, public) = read_public(text, ED25519)?;
        Ok(Self { name, id, public })
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&write(&self.name, self.id, ED25519, self.public.as_bytes()))
    }
}

impl signed_note::Verifier for VerifierKey {
    fn name(&self) -> &str {
        &self.name
    }

    fn key_id(&self) -> u32 {
        self.id
    }

    /// Refuses keys and signatures with which one signature fits many texts.
    fn verify(&self, text: &[u8], signature: &[u8]) -> bool {
        let signature = ed25519_dalek::Signature::from_slice(signature);
        signature.is_ok_and(|signature| self.public.verify_strict(text, &signature).is_ok())
    }
}

/// Knows itself and no other.
impl signed_note::Verifiers for VerifierKey {
    fn verifier(&self, name: &str, id: u32) -> Result<&dyn signed_note::Verifier, VerificationError> {
        if name == self.name && id == self.id {
            return Ok(self);
        }
        Err(VerificationError::UnknownKey { name: name.to_owned(), id })
    }
}

/// The id of a key of this kind.
pub(crate) fn key_id(name: &str, kind: u8, bytes: &[u8; 32]) -> u32 {
    signed_note::key_id(name, &with_kind(kind, bytes))
}

/// The text of a key of this kind.
pub(crate) fn write(name: &str, id: u32, kind: u8, bytes: &[u8; 32]) -> String {
    format!("{name}+{id:08x}+{}", STANDARD.encode(with_kind(kind, bytes)))
}

fn with_kind(kind: u8, bytes: &[u8; 32]) -> [u8; 33] {
    let mut with_kind = [kind; 33];
    with_kind[1..].copy_from_slice(bytes);
    with_kind
}

/// Reads the text of a public key of this kind: its name, its id, and itself.
pub(crate) fn read_public(text: &str, kind: u8) -> Result<(String, u32, ed25519_dalek::VerifyingKey), Error> {
    let written = Written::read(text)?;
    let bytes = written.bytes(kind)?;
    if written.id != key_id(&written.name, kind, bytes) {
        return Err(Error::Id { name: written.name, id: written.id });
    }
    let public = ed25519_dalek::VerifyingKey::from_bytes(bytes).map_err(|_| Error::Form)?;
    Ok((written.name, written.id, public))
}

/// The text of a key of any kind, taken apart.
struct Written {
    name: String,
    id: u32,
    kind: u8,
    bytes: [u8; 32],
}

impl Written {
    /// Takes a text apart that is written in the one way there is.
    fn read(text: &str) -> Result<Self, Error> {
        let (name, rest) = text.split_once('+').ok_or(Error::Form)?;
        let (id, bytes) = rest.split_once('+').ok_or(Error::Form)?;
        check_name(name)?;
        let id = u32::from_str_radix(id, 16).map_err(|_| Error::Form)?;
        let bytes = STANDARD.decode(bytes).map_err(|_| Error::Form)?;
        let (kind, bytes) = bytes.split_first().ok_or(Error::Form)?;
        let bytes = bytes.try_into().map_err(|_| Error::Form)?;
        let written = Self { name: name.to_owned(), id, kind: *kind, bytes };
        let same = write(name, id, written.kind, &written.bytes) == text;
        if same { Ok(written) } else { Err(Error::Form) }
    }

    /// Its bytes, if it is of this kind.
    fn bytes(&self, wanted: u8) -> Result<&[u8; 32], Error> {
        if self.kind == wanted { Ok(&self.bytes) } else { Err(Error::Kind { kind: self.kind, wanted }) }
    }
}

#[cfg(test)]
mod tests {
    use signed_note::{Signer, StandardSigner, StandardVerifier, Verifier};

    use super::*;

    /// The key of the specification of signed notes.
    const SPECIFIED: &str = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    /// A key of the documentation of Go's note package.
    const SECRET: &str = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    const VERIFIER: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    #[test]
    fn the_key_of_the_specification_is_read_and_written() {
        let key: VerifierKey = SPECIFIED.parse().expect("a key");
        assert_eq!((key.name(), key.id()), ("example.com/foo", 0x530d_903a));
        assert_eq!(key.to_string(), SPECIFIED);
    }

    #[test]
    fn a_secret_key_is_written_as_others_write_it() {
        let key = SigningKey::from_secret_text(SECRET).expect("a key");
        assert_eq!(key.to_secret_text(), SECRET);
        assert_eq!(key.verifier().to_string(), VERIFIER);
        assert!(!format!("{key:?}").contains("AYEK"), "{key:?}");
        let theirs = StandardSigner::new(SECRET).expect("a key");
        let signature = Signer::sign(&key, b"text\n").expect("a signature");
        assert_eq!(signature, Signer::sign(&theirs, b"text\n").expect("a signature"));
        assert!(StandardVerifier::new(VERIFIER).expect("a key").verify(b"text\n", &signature));
        assert!(key.verifier().verify(b"text\n", &signature));
        assert!(!key.verifier().verify(b"other\n", &signature));
        assert!(!key.verifier().verify(b"text\n", &signature[1..]));
    }

    #[test]
    fn what_is_no_key_is_refused_and_said_why() {
        let parse = |text: &str| text.parse::<VerifierKey>().expect_err("no key");
        for bad in [
            "",
            "example.com/foo",
            "example.com/foo+530d903a",
            &SPECIFIED.to_uppercase(),
            &SPECIFIED.replace("530d903a", "530D903A"),
            &SPECIFIED.replace("530d903a", "0530d903a"),
            &SPECIFIED[..SPECIFIED.len() - 4],
            &format!("{SPECIFIED}="),
            &format!("{SPECIFIED}\n"),
        ] {
            assert_eq!(parse(bad), Error::Form, "{bad}");
        }
        assert!(matches!(parse(&SPECIFIED.replace("530d903a", "530d903b")), Error::Id { .. }));
        assert!(matches!(parse(&SPECIFIED.replace("foo", "bar")), Error::Id { .. }));
        assert_eq!(parse(&SPECIFIED.replace("+Aek", "+Bek")), Error::Kind { kind: 5, wanted: ED25519 });
        assert!(matches!(parse(&SPECIFIED.replace("foo", "f oo")), Error::Name { .. }));
        assert_eq!(SigningKey::from_secret_text(VERIFIER).expect_err("not secret"), Error::Form);
        let changed = SECRET.replace("c74f20a3", "c74f20a4");
        assert!(matches!(SigningKey::from_secret_text(&changed), Err(Error::Id { .. })));
    }

    #[test]
    fn names_are_those_that_a_note_can_hold() {
        assert_eq!(check_name("besluitspoor.example/alkmaar"), Ok(()));
        assert_eq!(check_name("gemeente-Súdwest-Fryslân"), Ok(()));
        for bad in ["", "a b", "a+b", "a\u{a0}b", "a\nb", "a\u{7}b", "a\u{2003}b"] {
            assert_eq!(check_name(bad), Err(Error::Name { name: bad.to_owned() }));
        }
    }
}
