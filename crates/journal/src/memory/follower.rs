//! A cursor over a memory journal.

use std::sync::{Arc, Mutex};

use record::Position;
use tokio::sync::watch;

use super::state::{State, locked};
use crate::{
    BoxFuture, FOLLOW_BATCH_RECORDS_MAX, Follow, Stored,
    follow::{Error, expect_next},
};

pub(super) struct Follower {
    pub(super) state: Arc<Mutex<State>>,
    pub(super) head: watch::Receiver<Position>,
    /// The last position given.
    pub(super) last: Position,
}

impl Follow for Follower {
    fn next(&mut self) -> BoxFuture<'_, Result<Vec<Stored>, Error>> {
        Box::pin(async move {
            let (after, head) = (self.last, *self.head.borrow());
            if after > head {
                return Err(Error::Ahead { after, head });
            }
            self.head.wait_for(|head| *head > after).await.map_err(|_| Error::Closed)?;
            let state = locked(&self.state);
            let given = usize::try_from(after.0).unwrap_or(usize::MAX);
            let batch: Vec<_> =
                state.records.iter().skip(given).take(FOLLOW_BATCH_RECORDS_MAX).cloned().collect();
            for record in &batch {
                expect_next(self.last, record.position)?;
                self.last = record.position;
            }
            Ok(batch)
        })
    }
}
