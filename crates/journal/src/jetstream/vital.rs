//! Whether the journal lives: when its leader was last heard, how far it has come, and what has ended it.
//!
//! A *pulse* asks the stream's leader every second. Its answer counts only when the leader is in touch with a majority, so
//! that a leader that was cut off with us is not believed. The same answer shows whether the stream is still the one that was
//! opened; its settings are asked for beside it.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use async_nats::jetstream::stream::Info;
use record::Position;
use tokio::{sync::watch, time::Instant};

use super::connect::Ended;
use crate::Health;

/// How often the leader is asked.
pub const PULSE_EVERY: Duration = Duration::from_secs(1);
/// How long one answer may take.
pub const PULSE_WAIT: Duration = Duration::from_secs(2);
/// A silence up to this long is the time between two answers, and none at all to those who ask.
pub const SILENCE_UNTOLD: Duration = Duration::from_secs(3);
/// A silence that is told is told as no less, because it is told in whole seconds.
const SILENCE_TOLD_MIN: Duration = Duration::from_secs(1);
/// After so long a silence appends are refused at once.
pub const CUT_OFF_AFTER: Duration = Duration::from_secs(5);
/// A leader that has been behind for so long has lost records.
const SHORT_FOR: Duration = Duration::from_secs(3);
/// A member that was seen longer ago is not in touch with the leader. Members wait at least four seconds for a leader before
/// they elect another.
const PEER_SEEN_WITHIN: Duration = Duration::from_secs(3);

/// What is known of the stream's life.
pub(super) struct Vital {
    head: watch::Sender<Position>,
    heard: Mutex<Heard>,
    full: AtomicBool,
    ended: Ended,
}

struct Heard {
    at: Instant,
    /// Since when the leader has been saying that it ends before what was stored.
    short_since: Option<Instant>,
    /// What the last question was answered with, if it did not count.
    trouble: Option<Arc<str>>,
}

impl Vital {
    /// A stream that was just heard at this position.
    pub(super) fn new(head: Position, ended: Ended) -> Self {
        Self {
            head: watch::Sender::new(head),
            heard: Mutex::new(Heard { at: Instant::now(), short_since: None, trouble: None }),
            full: AtomicBool::new(false),
            ended,
        }
    }

    /// The last position that is known to be stored.
    pub(super) fn head(&self) -> Position {
        *self.head.borrow()
    }

    /// A record is stored at this position, and so are all before it.
    pub(super) fn advance(&self, position: Position) {
        self.head.send_if_modified(|head| {
            let is_further = position > *head;
            if is_further {
                *head = position;
            }
            is_further
        });
    }

    /// What the leader answered was so at this moment.
    pub(super) fn heard(&self, at: Instant) {
        let mut heard = self.locked();
        let at = at.max(heard.at);
        *heard = Heard { at, short_since: None, trouble: None };
    }

    /// The leader did not answer, or its answer does not count.
    pub(super) fn missed(&self, trouble: Arc<str>) {
        let mut heard = self.locked();
        heard.short_since = None;
        heard.trouble = Some(trouble);
    }

    /// The leader ends before what was stored. Whether it has been saying so for too long: one that was just elected may not
    /// have everything at hand yet, one that was restored from an older copy never will.
    pub(super) fn is_short(&self, asked: Instant) -> bool {
        let mut heard = self.locked();
        heard.trouble = Some("the stream's leader ends before what was stored".into());
        let since = *heard.short_since.get_or_insert(asked);
        asked.duration_since(since) >= SHORT_FOR
    }

    /// For how long nothing has been heard: at least a second once a question was not answered.
    pub(super) fn silence(&self) -> Duration {
        let heard = self.locked();
        let silence = heard.at.elapsed();
        if heard.trouble.is_some() {
            silence.max(SILENCE_TOLD_MIN)
        } else if silence < SILENCE_UNTOLD {
            Duration::ZERO
        } else {
            silence
        }
    }

    /// Why appends should be refused at once, if nothing has been heard for too long.
    pub(super) fn cut_off(&self) -> Option<Arc<str>> {
        let heard = self.locked();
        let is_cut_off = heard.at.elapsed() > CUT_OFF_AFTER;
        is_cut_off
            .then(|| heard.trouble.clone().unwrap_or_else(|| "the stream's leader does not answer".into()))
    }

    /// Whether the last append found no room.
    pub(super) fn set_full(&self, full: bool) {
        self.full.store(full, Ordering::Relaxed);
    }

    /// Nothing can be trusted any more until the journal is opened anew. The first reason stays.
    pub(super) fn poison(&self, why: &str) {
        self.ended.send_if_modified(|poisoned| {
            let is_first = poisoned.is_none();
            if is_first {
                tracing::error!(%why, "the journal stops");
                *poisoned = Some(why.into());
            }
            is_first
        });
    }

    /// Why nothing can be trusted any more, if so.
    pub(super) fn poisoned(&self) -> Option<Arc<str>> {
        self.ended.borrow().clone()
    }

    /// Ends when the journal is poisoned, with the reason.
    pub(super) async fn until_poisoned(&self) -> Arc<str> {
        let mut poisoned = self.ended.subscribe();
        let why = poisoned.wait_for(Option::is_some).await.map(|why| why.clone());
        why.ok().flatten().unwrap_or_default()
    }

    pub(super) fn health(&self) -> Health {
        if let Some(why) = self.poisoned() {
            Health::Poisoned { why }
        } else if let Some(why) = self.cut_off() {
            Health::CutOff { why }
        } else if self.full.load(Ordering::Relaxed) {
            Health::Full
        } else {
            Health::Writable
        }
    }

    fn locked(&self) -> std::sync::MutexGuard<'_, Heard> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How long ago the leader was in touch with a majority when it answered, or why its answer does not count. A leader that was
/// cut off with us goes on answering for some seconds, while the others elect another.
pub(super) fn in_touch(info: &Info) -> Result<Duration, Arc<str>> {
    let Some(cluster) = &info.cluster else { return Ok(Duration::ZERO) };
    // A member that is left alone answers too, and counts all members as just seen.
    if cluster.leader.as_deref().unwrap_or_default().is_empty() {
        return Err("the stream has no leader".into());
    }
    let peers = &cluster.replicas;
    let mut seen: Vec<Duration> = peers.iter().filter(|peer| !peer.offline).map(|peer| peer.active).collect();
    seen.sort_unstable();
    // With the leader itself these make more than half of all.
    let others_needed = peers.len().div_ceil(2);
    match others_needed.checked_sub(1).map(|last| seen.get(last)) {
        None => Ok(Duration::ZERO),
        Some(Some(ago)) if *ago < PEER_SEEN_WITHIN => Ok(*ago),
        Some(_) => {
            let in_touch = seen.iter().filter(|ago| **ago < PEER_SEEN_WITHIN).count();
            Err(format!("the stream's leader is in touch with {in_touch} of {} others", peers.len()).into())
        }
    }
}

/// What in the stream's state cannot be if nothing was ever deleted from it.
pub(super) fn mutilated(info: &Info) -> Option<String> {
    let state = &info.state;
    let whole = state.messages == state.last_sequence && (state.messages == 0 || state.first_sequence == 1);
    let Info { config, .. } = info;
    (!whole).then(|| {
        format!(
            "stream {} has {} messages from {} to {}: records were deleted",
            config.name, state.messages, state.first_sequence, state.last_sequence
        )
    })
}
