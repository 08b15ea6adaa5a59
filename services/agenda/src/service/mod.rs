//! The gRPC services for who reads, one file each.

mod action;
mod agenda;
mod arrangement;
mod document;
mod dossier;
mod forecast;
mod mandate;
mod meeting;
mod planned;
mod preparation;
#[cfg(test)]
mod tests;
mod waiting;
mod watch;

use std::sync::Arc;

use tokio::sync::Semaphore;

use crate::reading::Reading;

/// How many agendas are followed at a time.
pub const WATCHERS_MAX: usize = 1_000;

/// Where is read. Cheap to clone; serves every reading service.
#[derive(Clone)]
pub struct ReadingRoom {
    reading: Reading,
    watchers: Arc<Semaphore>,
}

impl ReadingRoom {
    /// A room to read these views in.
    pub fn new(reading: Reading) -> Self {
        Self { reading, watchers: Arc::new(Semaphore::new(WATCHERS_MAX)) }
    }
}
