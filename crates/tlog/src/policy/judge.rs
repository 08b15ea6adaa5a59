//! What a policy says of a checkpoint: whose word it has, and whether that is enough.

use super::{Log, Policy, Witness};
use crate::{SignedCheckpoint, cosignature, signed};

/// Whose word a checkpoint has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement<'a> {
    /// The log that signed it; nobody's if the policy lists no log, because it is known from elsewhere.
    pub log: Option<&'a Log>,
    /// The witnesses that cosigned it, each with the time that it says, in seconds since 1970. Nobody compared those with
    /// a clock.
    pub cosigned: Vec<(&'a Witness, u64)>,
    /// Whether those are the quorum.
    pub is_witnessed: bool,
}

/// Why a checkpoint is not what it says.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// No log of the policy signed it.
    #[error("the checkpoint is of {origin}, and the policy has no log of that name")]
    OtherLog {
        /// What the checkpoint says.
        origin: String,
    },
    /// The log of this name did not sign it.
    #[error("the log of the policy did not sign the checkpoint")]
    Log(#[source] signed::Error),
    /// It has a line that says to be of a witness, and is not.
    #[error("the cosignature that says to be of {witness} is not of its key over this checkpoint")]
    Forged {
        /// What the policy calls the witness.
        witness: String,
        /// What is wrong.
        #[source]
        source: cosignature::Error,
    },
}

impl Policy {
    /// What this policy says of a checkpoint. Lines of keys that it does not list are not looked at.
    ///
    /// # Errors
    /// No log of the policy signed it, or a line says to be of a key that is listed and is not.
    pub fn judge(&self, note: &SignedCheckpoint) -> Result<Judgement<'_>, Refused> {
        let log = self.signer(note)?;
        let text = note.checkpoint().text();
        let mut cosigned: Vec<(&Witness, u64)> = Vec::new();
        for witness in self.witnesses() {
            let of_it = |line: &&signed::Signature| {
                line.name() == witness.key.name() && line.id() == witness.key.id()
            };
            for line in note.signatures().iter().filter(of_it) {
                let time = witness
                    .key
                    .signed_at(text.as_bytes(), line)
                    .map_err(|source| Refused::Forged { witness: witness.name.clone(), source })?;
                match cosigned.last_mut() {
                    Some((last, latest)) if std::ptr::eq(*last, witness) => *latest = time.max(*latest),
                    _ => cosigned.push((witness, time)),
                }
            }
        }
        let has = |witness: &Witness| cosigned.iter().any(|(other, _)| std::ptr::eq(*other, witness));
        let is_witnessed = self.is_met(has);
        Ok(Judgement { log, cosigned, is_witnessed })
    }

    /// The log of the policy that signed the checkpoint.
    fn signer(&self, note: &SignedCheckpoint) -> Result<Option<&Log>, Refused> {
        let origin = note.checkpoint().origin();
        let mut refused = Refused::OtherLog { origin: origin.to_owned() };
        // A log that changed its key is listed twice under one name.
        for log in self.logs.iter().filter(|log| log.key.name() == origin) {
            match note.verify(&log.key) {
                Ok(_) => return Ok(Some(log)),
                Err(why) => refused = Refused::Log(why),
            }
        }
        if self.logs.is_empty() { Ok(None) } else { Err(refused) }
    }
}

#[cfg(test)]
mod tests {
    use metamorphic_log::note as theirs;

    use super::*;
    use crate::{SigningKey, hash::leaf_hash};

    const ORIGIN: &str = "log.example/alkmaar";

    fn log(seed: u8) -> SigningKey {
        SigningKey::new(ORIGIN, &[seed; 32]).expect("a key")
    }

    fn witness(seed: u8) -> cosignature::SigningKey {
        cosignature::SigningKey::new(&format!("witness.example/{seed}"), &[seed; 32]).expect("a key")
    }

    /// A checkpoint of the log with this seed, cosigned by these witnesses at these times.
    fn note(seed: u8, witnesses: &[(u8, u64)]) -> SignedCheckpoint {
        let mut note = SignedCheckpoint::sign(&log(seed), 7, leaf_hash(b"root")).expect("a checkpoint");
        let text = note.checkpoint().text();
        for (seed, time) in witnesses {
            note.add(witness(*seed).sign(text.as_bytes(), *time).expect("a line"));
        }
        note
    }

    /// One log that changed its key, and two of three witnesses.
    fn policy() -> Policy {
        let keys: Vec<_> = (1..=3).map(|seed| witness(seed).verifier().to_string()).collect();
        let text = format!(
            "log {}\nlog {}\nwitness a {}\nwitness b {}\nwitness c {}\ngroup g 2 a b c\nquorum g\n",
            log(1).verifier(),
            log(2).verifier(),
            keys[0],
            keys[1],
            keys[2],
        );
        Policy::parse(text.as_bytes()).expect("a policy")
    }

    #[test]
    fn a_checkpoint_has_the_word_of_who_signed_it() {
        let policy = policy();
        for (signed, names, is_witnessed) in [
            (&[][..], "", false),
            (&[(2, 20)], "b@20 ", false),
            (&[(9, 90), (3, 30)], "c@30 ", false),
            (&[(9, 90), (3, 30), (1, 10)], "a@10 c@30 ", true),
        ] {
            let note = note(1, signed);
            let read = SignedCheckpoint::parse(note.to_string().as_bytes()).expect("a note");
            let judged = policy.judge(&read).expect("of the log");
            let told = judged.cosigned.iter().map(|(witness, time)| format!("{}@{time} ", witness.name));
            assert_eq!((told.collect::<String>().as_str(), judged.is_witnessed), (names, is_witnessed));
            assert_eq!(judged.log.expect("the log").key, log(1).verifier());
            // Others find the same witnesses.
            let keys = [1, 2, 3].map(|seed| {
                theirs::VerifierKey::parse(&witness(seed).verifier().to_string()).expect("a key")
            });
            let found = theirs::SignedNote::parse(&note.to_string()).expect("a note");
            assert_eq!(found.verify(&keys).map_or(0, |found| found.len()), judged.cosigned.len());
        }
    }

    #[test]
    fn an_older_key_of_the_log_is_as_good() {
        let (note, policy) = (note(2, &[]), policy());
        assert_eq!(policy.judge(&note).expect("of the log").log.expect("the log").key, log(2).verifier());
        let open = Policy::parse(b"quorum none\n").expect("a policy");
        let judged = open.judge(&note).expect("of any log");
        assert!(judged.log.is_none() && judged.is_witnessed);
    }

    #[test]
    fn a_line_that_is_not_what_it_says_spoils_the_checkpoint() {
        let policy = policy();
        assert!(matches!(policy.judge(&note(3, &[])), Err(Refused::Log(signed::Error::Unsigned { .. }))));
        let other = SigningKey::new("log.example/other", &[1; 32]).expect("a key");
        let other = SignedCheckpoint::sign(&other, 7, leaf_hash(b"root")).expect("a checkpoint");
        assert!(matches!(policy.judge(&other), Err(Refused::OtherLog { .. })));
        // A cosignature of another checkpoint of the same log.
        let mut spoiled = note(1, &[(1, 10), (2, 20)]);
        spoiled.add(witness(3).sign(b"another text\n", 30).expect("a line"));
        let Err(Refused::Forged { witness, source }) = policy.judge(&spoiled) else { panic!("taken") };
        assert_eq!((witness.as_str(), source), ("c", cosignature::Error::False));
    }
}
