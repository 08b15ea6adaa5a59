//! One witness, asked about one checkpoint.

use std::time::Duration;

use bytes::Bytes;
use http::Method;
use tlog::{SignedCheckpoint, cosignature, signed::Signature};
use tokio::time::{Instant, sleep};

use super::{
    Cause, Log, Stop,
    config::Patience,
    line::{self, Answer, Line},
    message::{self, ADD_CHECKPOINT, PROOF_LINES_MAX, Said, Useless},
};

/// How often a question is sent anew because the witness saw another size last.
pub(super) const RESENDS_MAX: usize = 3;
/// How old the time of a cosignature may be before it is asked for anew, though nothing was added: it says until when there
/// was no larger tree.
pub(super) const FRESH: Duration = Duration::from_secs(60 * 60);

/// One witness.
pub(super) struct Asker {
    pub(super) name: String,
    key: cosignature::VerifierKey,
    line: Line,
    patience: Patience,
    /// The size that it saw last, as far as we know.
    pub(super) seen: Option<u64>,
    /// The last size that it cosigned for us, and when we heard so.
    cosigned: Option<(u64, Instant)>,
}

/// What came of asking.
#[derive(Debug, PartialEq)]
pub(super) enum Heard {
    /// Its cosignatures, and their time in seconds since 1970.
    Cosigned(Vec<Signature>, u64),
    /// Meanwhile it has been shown a newer checkpoint of this log, by whoever signs now.
    Superseded,
    /// Somebody holds what we cannot continue.
    Stop(Stop),
}

/// Why nothing came of it.
#[derive(Debug, thiserror::Error)]
pub(super) enum Trouble {
    #[error(transparent)]
    Line(#[from] line::Error),
    #[error(transparent)]
    Useless(#[from] Useless),
    #[error("it names one size after another as the one that it saw last")]
    Fickle,
    #[error("a proof of more than {PROOF_LINES_MAX} hashes, which no witness takes")]
    LongProof,
    #[error("it shows a checkpoint that is not one of this log: {0}")]
    Foreign(tlog::signed::Error),
    #[error("this log cannot tell: {0}")]
    Log(Cause),
}

impl Asker {
    pub(super) fn new(name: String, key: cosignature::VerifierKey, line: Line, patience: Patience) -> Self {
        Self { name, key, line, patience, seen: None, cosigned: None }
    }

    /// Whether it should be asked about a checkpoint of this size.
    pub(super) fn is_due(&self, size: u64, now: Instant) -> bool {
        self.cosigned.is_none_or(|(cosigned, heard)| cosigned != size || now.duration_since(heard) >= FRESH)
    }

    /// Asks for a cosignature, from the size that the witness saw last.
    pub(super) async fn ask(&mut self, log: &dyn Log, note: &SignedCheckpoint) -> Result<Heard, Trouble> {
        let size = note.checkpoint().size();
        for _ in 0..=RESENDS_MAX {
            // One that was never asked before tells what it saw.
            let old = self.seen.unwrap_or(0);
            if old > size {
                return self.ahead(log, old).await;
            }
            let is_proved = old > 0 && old < size;
            let proof =
                if is_proved { log.prove(old, size).await.map_err(Trouble::Log)? } else { Vec::new() };
            if proof.len() > PROOF_LINES_MAX {
                return Err(Trouble::LongProof);
            }
            let question = message::question(old, &proof, note);
            let answer = self.send(Method::POST, ADD_CHECKPOINT, question).await?;
            match message::meaning(&answer, note, &self.key)? {
                Said::Cosigned(lines, time) => {
                    self.seen = Some(size);
                    self.cosigned = Some((size, Instant::now()));
                    return Ok(Heard::Cosigned(lines, time));
                }
                Said::Has(seen) => self.seen = Some(seen),
                Said::Inconsistent(told) => {
                    let witness = self.name.clone();
                    return Ok(Heard::Stop(Stop::Inconsistent { witness, seen: old, size, told }));
                }
            }
        }
        Err(Trouble::Fickle)
    }

    /// It saw more than it was shown just now: from whoever signs by now, or else nobody here knows of it.
    async fn ahead(&mut self, log: &dyn Log, seen: u64) -> Result<Heard, Trouble> {
        let newest = log.newest().await.map_err(Trouble::Log)?;
        let size = newest.map_or(0, |note| note.checkpoint().size());
        if size >= seen {
            return Ok(Heard::Superseded);
        }
        // What it can show weighs more than a number; and it may have been wrong about that.
        let stop = match self.compare(log).await {
            Ok(Some(stop)) => stop,
            Ok(None) | Err(_) => Stop::Ahead { witness: self.name.clone(), seen, size, evidence: None },
        };
        Ok(Heard::Stop(stop))
    }

    /// Sends a question, more than once to a witness that does not answer or is not well.
    pub(super) async fn send(
        &mut self,
        method: Method,
        below: &str,
        question: Bytes,
    ) -> Result<Answer, Trouble> {
        let mut pause = self.patience.pause;
        let mut attempts = 1;
        loop {
            let answer = self.line.ask(method.clone(), below, question.clone()).await;
            let is_passing = answer.as_ref().map_or(true, |answer| message::is_passing(answer.status));
            if !is_passing || attempts >= self.patience.attempts {
                return Ok(answer?);
            }
            sleep(pause).await;
            pause *= 2;
            attempts += 1;
        }
    }
}
