//! A checkpoint with its signatures: a note (c2sp.org/signed-note).
//!
//! ```text
//! besluitspoor.example/alkmaar
//! 70000
//! uPEVauJFY3DZfCWJ0+6Wtq+aQKJnE+4GK6EUYnuC23c=
//!
//! — besluitspoor.example/alkmaar abUcBh3Dq5w7…
//! ```
//!
//! Lines of others, such as witnesses, stand below that of the log, and are kept as they are.

use std::fmt;

use signed_note::{Note, NoteError};

use crate::{Checkpoint, Hash, SigningKey, VerifierKey, checkpoint};

pub use signed_note::Signature;

/// A checkpoint and who signed it. Reading one verifies nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct SignedCheckpoint {
    checkpoint: Checkpoint,
    signatures: Vec<Signature>,
}

/// Why a note is not the signed checkpoint of a log.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is not written as notes are.
    #[error("this is no signed note: a text, a blank line, and lines of signatures")]
    Note,
    /// What is signed is no checkpoint.
    #[error("the note is not that of a checkpoint")]
    Checkpoint(#[from] checkpoint::Error),
    /// It is the checkpoint of another log.
    #[error("the checkpoint is of {found}, not of {expected}")]
    OtherOrigin {
        /// The log that was expected.
        expected: String,
        /// The log that it names.
        found: String,
    },
    /// The key has not signed it.
    #[error("the checkpoint of size {size} is not signed by {key}")]
    Unsigned {
        /// The key that should have signed.
        key: String,
        /// The size that the checkpoint says.
        size: u64,
    },
    /// It has a signature that says to be of the key, over something else.
    #[error("the signature by {key} is over another text than this checkpoint of size {size}")]
    Forged {
        /// The key that is named.
        key: String,
        /// The size that the checkpoint says.
        size: u64,
    },
}

impl SignedCheckpoint {
    /// Signs the state of the log that has the name of the key.
    ///
    /// # Errors
    /// [`checkpoint::Error::Size`].
    pub fn sign(key: &SigningKey, size: u64, root: Hash) -> Result<Self, Error> {
        let checkpoint = Checkpoint::new(key.name(), size, root)?;
        let signature =
            signed_note::Signer::sign(key, checkpoint.text().as_bytes()).map_err(|_| Error::Note)?;
        let id = signed_note::Signer::key_id(key);
        let signature = Signature::new(key.name().to_owned(), id, signature).map_err(|_| Error::Note)?;
        Ok(Self { checkpoint, signatures: vec![signature] })
    }

    /// Reads a note, without verifying anything.
    ///
    /// # Errors
    /// [`Error::Note`] and [`Error::Checkpoint`].
    pub fn parse(note: &[u8]) -> Result<Self, Error> {
        let read = Note::from_bytes(note).map_err(|_| Error::Note)?;
        let checkpoint = Checkpoint::parse(std::str::from_utf8(read.text()).map_err(|_| Error::Note)?)?;
        let lines = note.get(read.text().len() + 1..).and_then(|lines| lines.strip_suffix(b"\n"));
        let lines = lines.ok_or(Error::Note)?.split(|byte| *byte == b'\n');
        let signatures =
            lines.map(Signature::from_bytes).collect::<Result<_, _>>().map_err(|_| Error::Note)?;
        let parsed = Self { checkpoint, signatures };
        // There is one way to write a note; what is kept must be what came.
        if parsed.to_string().as_bytes() == note { Ok(parsed) } else { Err(Error::Note) }
    }

    /// The checkpoint, if the key signed it and it is of the key's log. Lines of other keys are not looked at.
    ///
    /// # Errors
    /// [`Error::OtherOrigin`], [`Error::Unsigned`] and [`Error::Forged`].
    pub fn verify(&self, key: &VerifierKey) -> Result<&Checkpoint, Error> {
        if self.checkpoint.origin() != key.name() {
            return Err(Error::OtherOrigin {
                expected: key.name().to_owned(),
                found: self.checkpoint.origin().to_owned(),
            });
        }
        let size = self.checkpoint.size();
        let note = Note::new(self.checkpoint.text().as_bytes(), &self.signatures).map_err(|_| Error::Note)?;
        match note.verify(key) {
            Ok(_) => Ok(&self.checkpoint),
            Err(NoteError::InvalidSignature { .. }) => Err(Error::Forged { key: key.to_string(), size }),
            Err(_) => Err(Error::Unsigned { key: key.to_string(), size }),
        }
    }

    /// The checkpoint as it is, verified or not.
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// Its lines of signatures, in order, verified or not.
    pub fn signatures(&self) -> &[Signature] {
        &self.signatures
    }

    /// Adds a line of a signature below the others, in place of an older one of the same key.
    pub fn add(&mut self, signature: Signature) {
        self.signatures.retain(|old| (old.name(), old.id()) != (signature.name(), signature.id()));
        self.signatures.push(signature);
    }
}

/// The note as it is published.
impl fmt::Display for SignedCheckpoint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{}", self.checkpoint.text())?;
        for signature in &self.signatures {
            out.write_str(&String::from_utf8_lossy(&signature.to_bytes()))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use metamorphic_log::note as theirs;

    use super::*;
    use crate::hash::leaf_hash;

    fn key(name: &str, secret: u8) -> SigningKey {
        SigningKey::new(name, &[secret; 32]).expect("a key")
    }

    fn signed() -> SignedCheckpoint {
        SignedCheckpoint::sign(&key("a.example/log", 1), 7, leaf_hash(b"root")).expect("a checkpoint")
    }

    #[test]
    fn what_is_signed_is_verified_by_us_and_by_others() {
        let (note, vkey) = (signed().to_string(), key("a.example/log", 1).verifier());
        let parsed = SignedCheckpoint::parse(note.as_bytes()).expect("a note");
        assert_eq!(parsed, signed());
        assert_eq!(parsed.verify(&vkey).expect("signed").size(), 7);
        let trusted = [theirs::VerifierKey::parse(&vkey.to_string()).expect("a key")];
        let theirs = metamorphic_log::checkpoint::Checkpoint::from_signed_note(&note, &trusted);
        assert_eq!(theirs.expect("signed").root_hash(), &leaf_hash(b"root").0);
    }

    #[test]
    fn lines_of_others_are_kept_and_not_looked_at() {
        let vkey = key("a.example/log", 1).verifier();
        let mut note = signed();
        let witness = Signature::new("witness".to_owned(), 7, vec![1; 72]).expect("a signature");
        note.add(witness.clone());
        note.add(witness);
        let parsed = SignedCheckpoint::parse(note.to_string().as_bytes()).expect("a note");
        assert_eq!(parsed.signatures().len(), 2);
        assert!(parsed.verify(&vkey).is_ok());
        let first = SignedCheckpoint::parse(note.to_string().replace("a.example/log ", "other ").as_bytes());
        assert!(matches!(first.expect("a note").verify(&vkey), Err(Error::Unsigned { .. })));
    }

    #[test]
    fn other_keys_origins_and_texts_are_told_apart() {
        let note = signed();
        let same_name = key("a.example/log", 2).verifier();
        assert!(matches!(note.verify(&same_name), Err(Error::Unsigned { size: 7, .. })));
        let other = key("b.example/log", 1).verifier();
        assert!(matches!(note.verify(&other), Err(Error::OtherOrigin { .. })));
        let larger = note.to_string().replace("\n7\n", "\n8\n");
        let larger = SignedCheckpoint::parse(larger.as_bytes()).expect("a note");
        let vkey = key("a.example/log", 1).verifier();
        assert!(matches!(larger.verify(&vkey), Err(Error::Forged { size: 8, .. })));
    }

    #[test]
    fn every_changed_byte_is_refused() {
        let (note, vkey) = (signed().to_string().into_bytes(), key("a.example/log", 1).verifier());
        for at in 0..note.len() {
            let mut changed = note.clone();
            changed[at] ^= 1;
            let parsed = SignedCheckpoint::parse(&changed);
            assert!(parsed.is_err() || parsed.is_ok_and(|note| note.verify(&vkey).is_err()), "{at}");
            assert!(SignedCheckpoint::parse(&note[..at]).is_err(), "cut at {at}");
        }
    }
}
