//! Cosignatures: what a witness says of a checkpoint, as <https://c2sp.org/tlog-cosignature> writes it, with Ed25519.
//!
//! A cosignature is a line of a signed note like any other, but what is signed begins with when:
//! "as of this time, this is the largest tree of this log that I have seen, and all that I saw before lie within it".

use std::{fmt, str::FromStr};

use ed25519_dalek::{SIGNATURE_LENGTH, Signer as _};
use signed_note::{Signature, Verifier};

use crate::key;

/// The byte that says that a key cosigns checkpoints with Ed25519.
pub const ED25519: u8 = 0x04;
/// The latest time that can be signed, in seconds since 1970.
pub const TIME_MAX: u64 = i64::MAX as u64;

/// The bytes of the time before a signature.
const TIME_LENGTH: usize = size_of::<u64>();

/// What is signed: two lines and the text of the checkpoint, with its last line end.
pub fn message(text: &[u8], time: u64) -> Vec<u8> {
    [format!("cosignature/v1\ntime {time}\n").as_bytes(), text].concat()
}

/// The key by which the cosignatures of a witness are known: `name+id+base64(0x04 ‖ key)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    id: u32,
    public: ed25519_dalek::VerifyingKey,
}

/// Why a signature is not what a witness says of a checkpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// It is of another key.
    #[error("of another key")]
    Foreign,
    /// It does not have the length of a time and a signature.
    #[error("{found} bytes, and a time and a signature are {}", TIME_LENGTH + SIGNATURE_LENGTH)]
    Length {
        /// Its length in bytes.
        found: usize,
    },
    /// The time is one that cannot be signed.
    #[error("a time beyond all times")]
    Time,
    /// The key did not sign this text at this time.
    #[error("the key did not sign this text")]
    False,
}

impl VerifierKey {
    /// The name of the witness.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The id in its signature lines.
    pub fn id(&self) -> u32 {
        self.id
    }

    /// Its bytes, by which two names are told to be of one key.
    pub fn public_bytes(&self) -> &[u8; 32] {
        self.public.as_bytes()
    }

    /// When the witness said of this text what this signature says, in seconds since 1970.
    ///
    /// # Errors
    /// It did not: see [`Error`].
    pub fn signed_at(&self, text: &[u8], signature: &Signature) -> Result<u64, Error> {
        if signature.name() != self.name || signature.id() != self.id {
            return Err(Error::Foreign);
        }
        self.check(text, signature.signature())
    }

    fn check(&self, text: &[u8], bytes: &[u8]) -> Result<u64, Error> {
        let wrong = Error::Length { found: bytes.len() };
        let (time, signature) = bytes.split_first_chunk::<TIME_LENGTH>().ok_or(wrong)?;
        let signature: &[u8; SIGNATURE_LENGTH] = signature.try_into().map_err(|_| wrong)?;
        let time = u64::from_be_bytes(*time);
        if time > TIME_MAX {
            return Err(Error::Time);
        }
        let signature = ed25519_dalek::Signature::from_bytes(signature);
        self.public.verify_strict(&message(text, time), &signature).map_err(|_| Error::False)?;
        Ok(time)
    }
}

impl FromStr for VerifierKey {
    type Err = key::Error;

    fn from_str(text: &str) -> Result<Self, key::Error> {
        let (name, id, public) = key::read_public(text, ED25519)?;
        Ok(Self { name, id, public })
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&key::write(&self.name, self.id, ED25519, self.public_bytes()))
    }
}

/// So that a note can be verified by the keys of a log and its witnesses together.
impl Verifier for VerifierKey {
    fn name(&self) -> &str {
        &self.name
    }

    fn key_id(&self) -> u32 {
        self.id
    }

    fn verify(&self, text: &[u8], signature: &[u8]) -> bool {
        self.check(text, signature).is_ok()
    }
}

/// The key that a witness signs with.
pub struct SigningKey {
    verifier: VerifierKey,
    secret: ed25519_dalek::SigningKey,
}

impl SigningKey {
    /// A key from 32 secret bytes that nobody can guess, for a witness of this name.
    ///
    /// # Errors
    /// [`key::Error::Name`].
    pub fn new(name: &str, secret: &[u8; 32]) -> Result<Self, key::Error> {
        key::check_name(name)?;
        let secret = ed25519_dalek::SigningKey::from_bytes(secret);
        let public = secret.verifying_key();
        let id = key::key_id(name, ED25519, public.as_bytes());
        Ok(Self { verifier: VerifierKey { name: name.to_owned(), id, public }, secret })
    }

    /// By what its cosignatures are known.
    pub fn verifier(&self) -> &VerifierKey {
        &self.verifier
    }

    /// Signs the text of a checkpoint, as of this time in seconds since 1970.
    ///
    /// # Errors
    /// The time is one that cannot be signed.
    pub fn sign(&self, text: &[u8], time: u64) -> Result<Signature, Error> {
        if time > TIME_MAX {
            return Err(Error::Time);
        }
        let signature = self.secret.sign(&message(text, time));
        let bytes = [&time.to_be_bytes()[..], &signature.to_bytes()].concat();
        // The name was found valid when the key was made, and nothing else can be wrong.
        Signature::new(self.verifier.name.clone(), self.verifier.id, bytes).map_err(|_| Error::Foreign)
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({}, not shown)", self.verifier.name)
    }
}

#[cfg(test)]
mod tests;
