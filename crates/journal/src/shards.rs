//! A large map that never stops to grow all at once.

use std::{
    collections::{HashMap, hash_map::Entry},
    hash::Hash,
};

use domain::ids::CommandId;
use record::HistoryId;

/// A map of a million entries takes a tenth of a second to grow, with every append waiting; one of these shards
/// takes a hundredth of that.
const SHARDS: usize = 64;

/// A map in shards.
pub(crate) struct Shards<K, V> {
    shards: Vec<HashMap<K, V>>,
}

/// What spreads keys over shards. If it spreads them badly the map is as good as one without shards.
pub(crate) trait Spread {
    /// Some byte that differs between keys.
    fn byte(&self) -> u8;
}

impl<K: Hash + Eq + Spread, V> Shards<K, V> {
    pub(crate) fn new() -> Self {
        Self { shards: (0..SHARDS).map(|_| HashMap::new()).collect() }
    }

    pub(crate) fn get(&self, key: &K) -> Option<&V> {
        self.shards[shard(key)].get(key)
    }

    pub(crate) fn entry(&mut self, key: K) -> Entry<'_, K, V> {
        self.shards[shard(&key)].entry(key)
    }

    pub(crate) fn remove(&mut self, key: &K) {
        self.shards[shard(key)].remove(key);
    }
}

fn shard(key: &impl Spread) -> usize {
    usize::from(key.byte()) % SHARDS
}

impl Spread for CommandId {
    fn byte(&self) -> u8 {
        // The last byte of a UUID of any version in use is random.
        self.0.as_bytes()[15]
    }
}

impl Spread for HistoryId {
    fn byte(&self) -> u8 {
        match self {
            Self::Framework(id) => id.as_str().bytes().next_back().unwrap_or_default(),
            Self::Dossier(id) => id.0.as_bytes()[15],
            Self::Arrangement(id) => id.0.as_bytes()[15],
            Self::Meeting(id) => id.0.as_bytes()[15],
            Self::Mandate(id) => id.0.as_bytes()[15],
            Self::Preparation(id) => id.0.as_bytes()[15],
        }
    }
}
