//! The gRPC services for who reads, one file each.

mod action;
mod agenda;
mod arrangement;
mod bound;
mod document;
mod dossier;
mod forecast;
mod mandate;
mod meeting;
mod planned;
mod preparation;
mod similar;
#[cfg(test)]
mod tests;
mod waiting;
mod watch;

use std::sync::Arc;

use access::Read;
use domain::ids::ActorId;
use door::Asker;
use tokio::sync::Semaphore;

use crate::{reading::Reading, tell::Reader};

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

/// Whether somebody is in the circle that the small numbers of a dossier are for: of who answers for it now, also when what was
/// written down before is read.
fn reader(asker: &Asker, coordinator: Option<&ActorId>) -> Reader {
    let Some(coordinator) = coordinator.cloned() else { return Reader::Outside };
    match asker.may_read(&Read::SmallNumbers { coordinator }) {
        Ok(()) => Reader::Inside,
        Err(_) => Reader::Outside,
    }
}
