//! Following the stream: a task of its own fetches records and their texts, and hands them over in batches.

use std::{collections::VecDeque, sync::Arc};

use record::Position;
use tokio::sync::{mpsc, watch};

use super::{
    Shared,
    feed::{Feed, Portion},
    message::Found,
    text_feed::TextFeed,
};
use crate::{BoxFuture, FOLLOW_BATCH_RECORDS_MAX, Follow, Stored, follow::Error};

/// How many batches wait for whoever follows. More are not fetched until one is taken.
const BATCHES_AHEAD_MAX: usize = 3;

/// A cursor over the stream.
pub(super) struct Follower {
    pub(super) shared: Arc<Shared>,
    /// The last position given.
    pub(super) last: Position,
    pub(super) closed: watch::Receiver<bool>,
    /// What was fetched and did not go with the batch before it.
    pub(super) spare: Option<Result<Vec<Stored>, Error>>,
    /// `None` until it is first asked, and after an error.
    pub(super) batches: Option<mpsc::Receiver<Result<Vec<Stored>, Error>>>,
}

impl Follow for Follower {
    fn next(&mut self) -> BoxFuture<'_, Result<Vec<Stored>, Error>> {
        Box::pin(async move {
            let batches = match &mut self.batches {
                Some(batches) => batches,
                None => {
                    let (after, head) = (self.last, self.shared.vital.head());
                    if after > head {
                        return Err(Error::Ahead { after, head });
                    }
                    let (sender, receiver) = mpsc::channel(BATCHES_AHEAD_MAX);
                    let fetching = fetch(Arc::clone(&self.shared), after, self.closed.clone(), sender);
                    self.shared.runtime.spawn(fetching);
                    self.batches.insert(receiver)
                }
            };
            let mut batch = match self.spare.take() {
                Some(batch) => batch,
                None => batches.recv().await.unwrap_or(Err(Error::Closed)),
            };
            // The servers send in small portions; whoever follows is woken for more than one of them.
            if let Ok(records) = &mut batch {
                while let Ok(next) = batches.try_recv() {
                    match next {
                        Ok(more) if records.len() + more.len() <= FOLLOW_BATCH_RECORDS_MAX => {
                            records.extend(more)
                        }
                        other @ (Ok(_) | Err(_)) => {
                            self.spare = Some(other);
                            break;
                        }
                    }
                }
            }
            match &batch {
                Ok(records) => self.last = records.last().map_or(self.last, |record| record.position),
                // The task has ended; the next call begins one from where the cursor stands.
                Err(_) => self.batches = None,
            }
            batch
        })
    }
}

/// Fetches batch after batch until something ends that, or nobody waits for them any more.
async fn fetch(
    shared: Arc<Shared>,
    after: Position,
    mut closed: watch::Receiver<bool>,
    sender: mpsc::Sender<Result<Vec<Stored>, Error>>,
) {
    let mut feed = Feed::new(after, Portion::Whole);
    let mut text_feed = TextFeed::default();
    let mut found = VecDeque::new();
    loop {
        let batch = tokio::select! {
            biased;
            _ = closed.wait_for(|closed| *closed) => Err(Error::Closed),
            () = sender.closed() => return,
            batch = next(&shared, &mut feed, &mut text_feed, &mut found) => batch,
        };
        let is_last = batch.is_err();
        if sender.send(batch).await.is_err() || is_last {
            return;
        }
    }
}

async fn next(
    shared: &Shared,
    feed: &mut Feed,
    text_feed: &mut TextFeed,
    found: &mut VecDeque<Found>,
) -> Result<Vec<Stored>, Error> {
    if found.is_empty() {
        found.extend(feed.next(shared).await?);
    }
    let texts = text_feed.beside(shared, found).await;
    Ok(shared.with_texts(found, texts).await?)
}
