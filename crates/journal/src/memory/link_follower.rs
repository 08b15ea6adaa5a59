//! A cursor over a log as one link hears of it.

use std::sync::Arc;

use record::Position;
use tokio::{sync::watch, task::yield_now};

use super::{line::Line, state::locked};
use crate::{
    BoxFuture, FOLLOW_BATCH_RECORDS_MAX, Follow, Stored,
    follow::{Error, expect_next},
};

pub(super) struct LinkFollower {
    pub(super) line: Arc<Line>,
    pub(super) head: watch::Receiver<Position>,
    /// Whether the link stands; closed when the link is gone.
    pub(super) standing: watch::Receiver<bool>,
    /// The last position given.
    pub(super) last: Position,
}

impl LinkFollower {
    fn batch(&mut self, known: Position) -> Result<Vec<Stored>, Error> {
        let log = locked(&self.line.log);
        let given = usize::try_from(self.last.0).unwrap_or(usize::MAX);
        let heard = log.records.iter().skip(given).take_while(|record| record.position <= known);
        let batch: Vec<_> = heard.take(FOLLOW_BATCH_RECORDS_MAX).cloned().collect();
        for record in &batch {
            expect_next(self.last, record.position)?;
            self.last = record.position;
        }
        Ok(batch)
    }
}

impl Follow for LinkFollower {
    fn next(&mut self) -> BoxFuture<'_, Result<Vec<Stored>, Error>> {
        Box::pin(async move {
            loop {
                self.head.borrow_and_update();
                let standing = *self.standing.borrow_and_update();
                let (after, head) = (self.last, self.line.hear());
                if after > head {
                    return Err(Error::Ahead { after, head });
                }
                if standing && head > after {
                    return self.batch(head);
                }
                if standing && self.line.is_behind() {
                    if self.standing.has_changed().is_err() {
                        return Err(Error::Closed);
                    }
                    // The next look may hear more, and nothing else tells when.
                    yield_now().await;
                    continue;
                }
                tokio::select! {
                    biased;
                    gone = self.standing.changed() => gone.map_err(|_| Error::Closed)?,
                    gone = self.head.changed() => gone.map_err(|_| Error::Closed)?,
                }
            }
        })
    }
}
