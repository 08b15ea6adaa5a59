//! What the witnesses say together of one checkpoint, kept once it is enough.

use std::sync::Arc;

use tlog::{Policy, SignedCheckpoint, signed::Signature};
use tokio::{sync::watch, time::Instant};

use super::{Log, Status, Stop, ask::Trouble};

/// The lines that are gathered for the newest checkpoint.
pub(super) struct Gathering {
    policy: Policy,
    log: Arc<dyn Log>,
    status: watch::Sender<Status>,
    /// The checkpoint that is asked about, with the lines so far.
    note: Option<SignedCheckpoint>,
    /// Whether it was kept with a quorum, and with all its lines.
    kept: Kept,
    /// Whether the log was asked what was kept before the start.
    has_restored: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kept {
    Not,
    /// With fewer lines than there are.
    InPart,
    Whole,
}

impl Gathering {
    pub(super) fn new(policy: Policy, log: Arc<dyn Log>, status: watch::Sender<Status>) -> Self {
        Self { policy, log, status, note: None, kept: Kept::Not, has_restored: false }
    }

    /// The log that is witnessed.
    pub(super) fn log(&self) -> Arc<dyn Log> {
        Arc::clone(&self.log)
    }

    /// Whether the checkpoint is kept with a quorum.
    pub(super) fn is_kept(&self) -> bool {
        self.kept != Kept::Not
    }

    /// The checkpoint to ask about: the newest. None if there is none, or the log cannot tell.
    pub(super) async fn begin(&mut self) -> Option<SignedCheckpoint> {
        self.restore().await;
        let newest = match self.log.newest().await {
            Ok(newest) => newest?,
            Err(cause) => {
                self.log_troubled("the newest checkpoint cannot be had", &cause);
                return None;
            }
        };
        let is_same = |note: &SignedCheckpoint| note.checkpoint() == newest.checkpoint();
        if !self.note.as_ref().is_some_and(is_same) {
            self.kept = Kept::Not;
            self.note = Some(newest);
        }
        self.measure();
        self.note.clone()
    }

    /// Takes the word of the witness at this place for the checkpoint. The lines were verified.
    pub(super) fn cosigned(&mut self, place: usize, lines: Vec<Signature>, time: u64) {
        let Some(note) = &mut self.note else { return };
        for line in lines {
            note.add(line);
        }
        if self.kept == Kept::Whole {
            self.kept = Kept::InPart;
        }
        let size = note.checkpoint().size();
        self.status.send_modify(|status| {
            if let Some(witness) = status.witnesses.get_mut(place) {
                witness.cosigned = Some((size, time));
                witness.trouble = None;
            }
        });
    }

    /// Keeps the checkpoint with the lines so far, if these are a quorum and were not kept already.
    pub(super) async fn keep(&mut self) {
        let Some(note) = &self.note else { return };
        if self.kept == Kept::Whole {
            return;
        }
        // Everything once more as any reader will: what is published has to be beyond doubt.
        match self.policy.judge(note) {
            Ok(judged) if judged.is_witnessed => {}
            Ok(_) => return,
            Err(refused) => return self.log_troubled("the checkpoint does not hold", &refused),
        }
        if let Err(cause) = self.log.keep_witnessed(note, &self.policy).await {
            return self.log_troubled("a cosigned checkpoint cannot be kept", &cause);
        }
        self.kept = Kept::Whole;
        let note = Arc::new(note.clone());
        self.status.send_modify(|status| {
            status.witnessed = Some(note);
            status.trouble = None;
        });
        self.measure();
    }

    /// Tells the log to sign nothing more.
    pub(super) fn stop(&self, stop: Stop) -> Stop {
        tracing::error!("{stop}");
        self.log.stop(&stop);
        self.status.send_modify(|status| status.stopped = Some(stop.clone()));
        stop
    }

    /// Notes what was wrong with the witness at this place.
    pub(super) fn troubled(&self, place: usize, trouble: &Trouble) {
        self.status.send_modify(|status| {
            let Some(witness) = status.witnesses.get_mut(place) else { return };
            let told = trouble.to_string();
            // Down for days is told once, not at each interval.
            if witness.trouble.as_ref() != Some(&told) {
                tracing::warn!(witness = witness.name, "a witness does not cosign: {told}");
            }
            witness.trouble = Some(told);
        });
    }

    /// For how long the witnesses have been behind.
    pub(super) fn lag(&self, now: Instant) -> std::time::Duration {
        self.status.borrow().lag(now)
    }

    fn log_troubled(&self, what: &str, cause: &dyn std::fmt::Display) {
        let told = format!("{what}: {cause}");
        tracing::warn!("{told}");
        self.status.send_modify(|status| status.trouble = Some(told));
    }

    /// Reads what was kept before the start, unless it was read already.
    async fn restore(&mut self) {
        if !self.has_restored {
            self.read().await;
        }
    }

    /// Reads what was kept, here before the start or by the process that asks now. What holds by this policy is kept here, and
    /// nothing else: it would take the place of what does.
    pub(super) async fn read(&mut self) {
        let found = match self.log.witnessed().await {
            Ok(found) => found,
            Err(cause) => return self.log_troubled("the last cosigned checkpoint cannot be read", &cause),
        };
        self.has_restored = true;
        let holds = |note: &SignedCheckpoint| self.policy.judge(note).is_ok_and(|judged| judged.is_witnessed);
        let held = found.into_iter().find(holds);
        // An older one than is known here may lie on a board that was put back.
        let held = held.filter(|note| note.checkpoint().size() >= self.status.borrow().witnessed_size());
        if let Some(held) = held {
            if let Err(cause) = self.log.adopt_witnessed(&held).await {
                self.log_troubled("a cosigned checkpoint cannot be kept", &cause);
            }
            self.status.send_modify(|status| status.witnessed = Some(Arc::new(held)));
        }
        match self.log.newest().await {
            Ok(newest) => {
                // The lines are gathered anew when it is our turn.
                self.note = newest;
                self.kept = Kept::Not;
                self.measure();
            }
            Err(cause) => self.log_troubled("the newest checkpoint cannot be had", &cause),
        }
    }

    /// Since when there are records that the witnesses did not see.
    fn measure(&self) {
        let newest = self.note.as_ref().map_or(0, |note| note.checkpoint().size());
        self.status.send_modify(|status| {
            let is_behind = newest > status.witnessed_size();
            let since = status.behind_since.filter(|_| is_behind);
            status.behind_since = since.or_else(|| is_behind.then(Instant::now));
        });
    }
}
