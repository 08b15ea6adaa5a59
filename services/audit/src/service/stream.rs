//! An answer in many messages, at the pace of its reader.
//!
//! A task of its own makes the messages and waits for room between any two, so a slow reader makes nothing grow.
//! One that takes nothing for too long loses its place. A stream that its task did not end itself, in whatever way,
//! ends with an error: half an export must never look whole.

use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use door::incident::internal;
use tokio::{
    sync::{OwnedSemaphorePermit, mpsc, oneshot},
    time::timeout,
};
use tonic::{Status, codegen::tokio_stream::Stream};
use wire::{Language, failure::Failure};

use super::limits::MESSAGES_WAITING_MAX;

/// The messages of one answer.
#[derive(Debug)]
pub struct Answers<T> {
    messages: mpsc::Receiver<T>,
    /// How it ended; taken when it was told.
    end: Option<oneshot::Receiver<Result<(), Status>>>,
    language: Language,
}

/// Where the messages of one answer go.
pub(super) struct Reader<T> {
    messages: mpsc::Sender<T>,
    wait: Duration,
    language: Language,
}

/// The task that made the messages is gone, and did not say that it was done.
#[derive(Debug)]
struct BrokenOff;

/// Begins an answer. `work` makes its messages and holds `place` until it is done.
pub(super) fn answer<T, W>(
    place: OwnedSemaphorePermit,
    wait: Duration,
    language: Language,
    work: impl FnOnce(Reader<T>) -> W,
) -> Answers<T>
where
    T: Send + 'static,
    W: Future<Output = Result<(), Status>> + Send + 'static,
{
    let (messages, waiting) = mpsc::channel(MESSAGES_WAITING_MAX);
    let (ended, end) = oneshot::channel();
    let work = work(Reader { messages, wait, language });
    tokio::spawn(async move {
        let outcome = work.await;
        drop(place);
        // Nobody is left to be told when the reader has gone.
        let _ = ended.send(outcome);
    });
    Answers { messages: waiting, end: Some(end), language }
}

impl<T> Reader<T> {
    /// Gives the reader one message, and waits for room if there is none.
    ///
    /// # Errors
    /// The end of the stream: the reader has gone, or takes nothing for too long.
    pub(super) async fn give(&self, message: T) -> Result<(), Status> {
        match timeout(self.wait, self.messages.send(message)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(Status::cancelled("the reader has gone")),
            Err(_) => Err(Failure::ReaderTooSlow.status(self.language)),
        }
    }

    /// Whether the reader has gone, so that nothing need be made for it.
    pub(super) fn is_gone(&self) -> bool {
        self.messages.is_closed()
    }
}

impl<T> Stream for Answers<T> {
    type Item = Result<T, Status>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Some(message) = ready!(self.messages.poll_recv(context)) {
            return Poll::Ready(Some(Ok(message)));
        }
        let Some(end) = &mut self.end else { return Poll::Ready(None) };
        let outcome = ready!(Pin::new(end).poll(context));
        self.end = None;
        Poll::Ready(match outcome {
            Ok(Ok(())) => None,
            Ok(Err(status)) => Some(Err(status)),
            Err(_) => Some(Err(internal(&BrokenOff, self.language))),
        })
    }
}

impl fmt::Display for BrokenOff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the task that made a stream broke off")
    }
}

impl std::error::Error for BrokenOff {}
