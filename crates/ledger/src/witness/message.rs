//! What is sent to a witness, and what its answers mean.

use std::fmt::Write as _;

use bytes::Bytes;
use http::StatusCode;
use tlog::{Hash, SignedCheckpoint, cosignature, signed::Signature};

use super::line::Answer;

/// What is asked for a cosignature.
pub(super) const ADD_CHECKPOINT: &str = "add-checkpoint";
/// The most lines of a proof that a witness takes.
pub(super) const PROOF_LINES_MAX: usize = 63;

/// The type of an answer that holds nothing but a size.
const SIZE: &str = "text/x.tlog.size";

/// What a witness says of a checkpoint.
#[derive(Debug, PartialEq)]
pub(super) enum Said {
    /// That it has seen it: its cosignatures, and when it says to have made the latest, in seconds since 1970.
    Cosigned(Vec<Signature>, u64),
    /// That it saw the checkpoint of another size last.
    Has(u64),
    /// That what we proved is not so.
    Inconsistent(String),
}

/// Why an answer is of no use.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Useless {
    #[error("it does not know this log: give its operator the origin and the key of the log")]
    UnknownLog,
    #[error("it does not take the signature of this log: give its operator the key of the log ({0})")]
    OtherKey(String),
    #[error("it is overloaded or not well ({0})")]
    Unwell(StatusCode),
    #[error("it answers {0}, which means nothing here")]
    Meaningless(StatusCode),
    #[error("it answers 409, but not with the size that it saw last")]
    NoSize,
    #[error("it answers with what are no signature lines")]
    NoLines,
    #[error("it answers with signatures of other keys only")]
    OtherWitness,
    #[error("it answers with a signature that is not one over this checkpoint: {0}")]
    False(cosignature::Error),
    #[error("it answers with a signature without a time")]
    Timeless,
}

/// The body of the question: from which size the checkpoint continues, the proof, and the checkpoint.
pub(super) fn question(old: u64, proof: &[Hash], note: &SignedCheckpoint) -> Bytes {
    let mut body = format!("old {old}\n");
    for hash in proof {
        let _ = writeln!(body, "{hash}");
    }
    let _ = write!(body, "\n{note}");
    body.into()
}

/// What the answer means, once its signatures were verified.
pub(super) fn meaning(
    answer: &Answer,
    note: &SignedCheckpoint,
    key: &cosignature::VerifierKey,
) -> Result<Said, Useless> {
    match answer.status {
        StatusCode::OK => cosigned(&answer.body, note, key),
        StatusCode::CONFLICT => size(answer).map(Said::Has).ok_or(Useless::NoSize),
        StatusCode::UNPROCESSABLE_ENTITY => Ok(Said::Inconsistent(told(&answer.body))),
        StatusCode::NOT_FOUND => Err(Useless::UnknownLog),
        StatusCode::FORBIDDEN => Err(Useless::OtherKey(told(&answer.body))),
        status if is_passing(status) => Err(Useless::Unwell(status)),
        status => Err(Useless::Meaningless(status)),
    }
}

/// Whether it may be another answer soon.
pub(super) fn is_passing(status: StatusCode) -> bool {
    status.is_server_error()
        || status == StatusCode::TOO_MANY_REQUESTS
        || status == StatusCode::REQUEST_TIMEOUT
}

fn cosigned(body: &[u8], note: &SignedCheckpoint, key: &cosignature::VerifierKey) -> Result<Said, Useless> {
    let text = note.checkpoint().text();
    let lines = body.strip_suffix(b"\n").ok_or(Useless::NoLines)?.split(|byte| *byte == b'\n');
    let (mut ours, mut latest) = (Vec::new(), 0);
    for line in lines {
        let signature = Signature::from_bytes(line).map_err(|_| Useless::NoLines)?;
        match key.signed_at(text.as_bytes(), &signature) {
            Ok(0) => return Err(Useless::Timeless),
            Ok(time) => {
                latest = latest.max(time);
                ours.push(signature);
            }
            // A witness has keys that we do not know.
            Err(cosignature::Error::Foreign) => {}
            Err(why) => return Err(Useless::False(why)),
        }
    }
    if ours.is_empty() { Err(Useless::OtherWitness) } else { Ok(Said::Cosigned(ours, latest)) }
}

fn size(answer: &Answer) -> Option<u64> {
    let text = std::str::from_utf8(&answer.body).ok()?.strip_suffix('\n')?;
    let size: u64 = text.parse().ok()?;
    (answer.kind == SIZE && size.to_string() == text).then_some(size)
}

/// What a witness says in words, short and on one line: it is shown to the operator.
fn told(body: &[u8]) -> String {
    const SHOWN_MAX: usize = 200;
    let text = String::from_utf8_lossy(&body[..body.len().min(SHOWN_MAX)]);
    text.chars()
        .map(|shown| if shown.is_control() { ' ' } else { shown })
        .collect::<String>()
        .trim()
        .to_owned()
}
