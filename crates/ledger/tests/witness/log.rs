//! A log in memory. Roots and proofs are those of the recursions in RFC 6962, sections 2.1 and 2.1.2, so that the trees of the
//! ledger are no judge in their own cause.

use std::sync::{Arc, Mutex, MutexGuard};

use journal::BoxFuture;
use ledger::witness::{Cause, Log, Stop};
use tlog::{
    Hash, Policy, SignedCheckpoint, SigningKey, VerifierKey,
    hash::{EMPTY_ROOT, leaf_hash, node_hash},
};

pub(crate) const ORIGIN: &str = "log.example/alkmaar";

/// A log that grows when it is told.
pub(crate) struct TestLog {
    key: SigningKey,
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    leaves: Vec<Hash>,
    published: Option<SignedCheckpoint>,
    witnessed: Option<SignedCheckpoint>,
    /// What somebody else left for all as cosigned.
    left: Option<SignedCheckpoint>,
    /// What is published the next time that somebody has asked for the newest: by another signer.
    meanwhile: Option<SignedCheckpoint>,
    keeps: usize,
    cannot_keep: bool,
    is_anothers_turn: bool,
    stops: Vec<Stop>,
}

/// The key of the log.
pub(crate) fn key() -> SigningKey {
    SigningKey::new(ORIGIN, &[1; 32]).expect("a key")
}

impl TestLog {
    /// A log of so many leaves, of this history, that are published.
    pub(crate) fn new(history: &str, size: u64) -> Arc<Self> {
        let log = Self { key: key(), inner: Mutex::default() };
        log.grow(history, size);
        Arc::new(log)
    }

    /// Appends leaves and publishes the checkpoint over all.
    pub(crate) fn grow(&self, history: &str, more: u64) {
        let mut inner = self.inner();
        for _ in 0..more {
            let leaf = format!("{history} {}", inner.leaves.len());
            inner.leaves.push(leaf_hash(leaf.as_bytes()));
        }
        inner.published = Some(self.signed(&inner.leaves));
    }

    /// What another signer publishes as soon as somebody has asked for the newest once more: this log with more leaves.
    pub(crate) fn grow_meanwhile(&self, history: &str, more: u64) {
        let mut inner = self.inner();
        let old = inner.leaves.len() as u64;
        let added = (old..old + more).map(|place| leaf_hash(format!("{history} {place}").as_bytes()));
        let all: Vec<_> = inner.leaves.iter().copied().chain(added).collect();
        inner.meanwhile = Some(self.signed(&all));
    }

    fn signed(&self, leaves: &[Hash]) -> SignedCheckpoint {
        SignedCheckpoint::sign(&self.key, leaves.len() as u64, root(leaves)).expect("a checkpoint")
    }

    pub(crate) fn published(&self) -> SignedCheckpoint {
        self.inner().published.clone().expect("a checkpoint")
    }

    pub(crate) fn kept(&self) -> Option<SignedCheckpoint> {
        self.inner().witnessed.clone()
    }

    /// What somebody leaves for all as cosigned.
    pub(crate) fn leave(&self, note: SignedCheckpoint) {
        self.inner().left = Some(note);
    }

    /// How often a checkpoint was kept.
    pub(crate) fn keeps(&self) -> usize {
        self.inner().keeps
    }

    pub(crate) fn set_cannot_keep(&self, cannot: bool) {
        self.inner().cannot_keep = cannot;
    }

    /// Whether another process signs.
    pub(crate) fn set_anothers_turn(&self, is_anothers: bool) {
        self.inner().is_anothers_turn = is_anothers;
    }

    /// What stopped it.
    pub(crate) fn stops(&self) -> Vec<Stop> {
        self.inner().stops.clone()
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().expect("nobody panicked")
    }
}

impl Log for TestLog {
    fn key(&self) -> VerifierKey {
        self.key.verifier()
    }

    fn newest(&self) -> BoxFuture<'_, Result<Option<SignedCheckpoint>, Cause>> {
        let mut inner = self.inner();
        let newest = inner.published.clone();
        if let Some(meanwhile) = inner.meanwhile.take() {
            inner.published = Some(meanwhile);
        }
        Box::pin(std::future::ready(Ok(newest)))
    }

    fn is_turn(&self) -> bool {
        !self.inner().is_anothers_turn
    }

    fn root_at(&self, size: u64) -> BoxFuture<'_, Result<Hash, Cause>> {
        let answer = root(&self.inner().leaves[..place(size)]);
        Box::pin(std::future::ready(Ok(answer)))
    }

    fn prove(&self, old: u64, new: u64) -> BoxFuture<'_, Result<Vec<Hash>, Cause>> {
        let answer = proof(place(old), &self.inner().leaves[..place(new)], true);
        Box::pin(std::future::ready(Ok(answer)))
    }

    fn witnessed(&self) -> BoxFuture<'_, Result<Vec<SignedCheckpoint>, Cause>> {
        let inner = self.inner();
        let found = inner.left.iter().chain(&inner.witnessed).cloned().collect();
        Box::pin(std::future::ready(Ok(found)))
    }

    fn adopt_witnessed<'a>(&'a self, note: &'a SignedCheckpoint) -> BoxFuture<'a, Result<(), Cause>> {
        self.inner().witnessed = Some(note.clone());
        Box::pin(std::future::ready(Ok(())))
    }

    fn keep_witnessed<'a>(
        &'a self,
        note: &'a SignedCheckpoint,
        _: &'a Policy,
    ) -> BoxFuture<'a, Result<(), Cause>> {
        let mut inner = self.inner();
        let kept = if inner.cannot_keep { Err("no room".into()) } else { Ok(()) };
        if kept.is_ok() {
            inner.witnessed = Some(note.clone());
            inner.keeps += 1;
        }
        Box::pin(std::future::ready(kept))
    }

    fn stop(&self, why: &Stop) {
        self.inner().stops.push(why.clone());
    }
}

fn place(size: u64) -> usize {
    usize::try_from(size).expect("a size in memory")
}

/// The largest power of two below the number of leaves.
fn split(leaves: usize) -> usize {
    1 << (leaves - 1).ilog2()
}

/// MTH of section 2.1.
fn root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => EMPTY_ROOT,
        [leaf] => *leaf,
        _ => {
            let (left, right) = leaves.split_at(split(leaves.len()));
            node_hash(root(left), root(right))
        }
    }
}

/// SUBPROOF of section 2.1.2.
fn proof(old: usize, leaves: &[Hash], is_whole: bool) -> Vec<Hash> {
    if old == leaves.len() {
        return if is_whole { Vec::new() } else { vec![root(leaves)] };
    }
    let (left, right) = leaves.split_at(split(leaves.len()));
    let (mut below, beside) = if old <= left.len() {
        (proof(old, left, is_whole), root(right))
    } else {
        (proof(old - left.len(), right, false), root(left))
    };
    below.push(beside);
    below
}
