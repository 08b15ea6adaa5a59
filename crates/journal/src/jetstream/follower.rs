//! Following the stream: a task of its own fetches records and their texts, and hands them over in batches.

use std::{collections::VecDeque, pin::pin, sync::Arc};

use futures_util::{StreamExt as _, stream};
use record::Position;
use tokio::sync::{mpsc, watch};

use super::{
    Shared,
    feed::{Feed, Portion},
    message::Found,
    text_feed::TextFeed,
};
use crate::{BoxFuture, FOLLOW_BATCH_RECORDS_MAX, Follow, Stored, follow::Error};

/// How many batches wait for whoever follows. While one waits the next is gathered, and no more is fetched.
const BATCHES_AHEAD_MAX: usize = 1;
/// From so many bytes on, a batch is not gathered further.
const BATCH_BYTES_MIN: usize = 8 * 1024 * 1024;

type Batch = Result<Vec<Stored>, Error>;

/// A cursor over the stream.
pub(super) struct Follower {
    pub(super) shared: Arc<Shared>,
    /// The last position given.
    pub(super) last: Position,
    pub(super) closed: watch::Receiver<bool>,
    /// `None` until it is first asked, and after an error.
    pub(super) batches: Option<mpsc::Receiver<Batch>>,
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
            let batch = batches.recv().await.unwrap_or(Err(Error::Closed));
            match &batch {
                Ok(records) => self.last = records.last().map_or(self.last, |record| record.position),
                // The task has ended; the next call begins one from where the cursor stands.
                Err(_) => self.batches = None,
            }
            batch
        })
    }
}

/// Fetches until something ends that, or nobody waits for batches any more. Whoever still waits then is told that the journal
/// is closed.
async fn fetch(
    shared: Arc<Shared>,
    after: Position,
    mut closed: watch::Receiver<bool>,
    sender: mpsc::Sender<Batch>,
) {
    let nobody_waits = sender.clone();
    tokio::select! {
        biased;
        _ = closed.wait_for(|closed| *closed) => {}
        () = nobody_waits.closed() => {}
        () = give(shared, after, sender) => {}
    }
}

/// Gives batch after batch, and the error that ends them.
///
/// The servers send some dozens of records at a time. Whoever follows is woken for as many as have come meanwhile.
async fn give(shared: Arc<Shared>, after: Position, sender: mpsc::Sender<Batch>) {
    let source = Source {
        shared,
        feed: Feed::new(after, Portion::Whole),
        text_feed: TextFeed::default(),
        found: VecDeque::new(),
    };
    let mut portions = pin!(stream::unfold(source, |mut source| async {
        let portion = source.next().await;
        Some((portion, source))
    }));
    let (mut gathered, mut bytes, mut end) = (VecDeque::new(), 0, None);
    loop {
        let goes_on = end.is_none() && gathered.len() < FOLLOW_BATCH_RECORDS_MAX && bytes < BATCH_BYTES_MIN;
        tokio::select! {
            biased;
            place = sender.reserve(), if end.is_some() || !gathered.is_empty() => {
                let Ok(place) = place else { return };
                let batch: Vec<_> = gathered.drain(..gathered.len().min(FOLLOW_BATCH_RECORDS_MAX)).collect();
                if batch.is_empty() {
                    return place.send(Err(end.unwrap_or(Error::Closed)));
                }
                bytes -= batch.iter().map(size).sum::<usize>();
                place.send(Ok(batch));
            }
            Some(portion) = portions.next(), if goes_on => match portion {
                Ok(records) => {
                    bytes += records.iter().map(size).sum::<usize>();
                    gathered.extend(records);
                }
                Err(error) => end = Some(error),
            },
        }
    }
}

fn size(record: &Stored) -> usize {
    record.entry.record.len() + record.entry.texts.len()
}

/// Where records and their texts come from.
struct Source {
    shared: Arc<Shared>,
    feed: Feed,
    text_feed: TextFeed,
    /// Records whose texts did not fit with those before them.
    found: VecDeque<Found>,
}

impl Source {
    async fn next(&mut self) -> Batch {
        if self.found.is_empty() {
            self.found.extend(self.feed.next(&self.shared).await?);
        }
        let mut texts = self.text_feed.beside(&self.shared, &self.found).await;
        let stored = self.shared.with_texts(&mut self.found, &mut texts).await;
        self.text_feed.keep_all(texts);
        Ok(stored?)
    }
}
