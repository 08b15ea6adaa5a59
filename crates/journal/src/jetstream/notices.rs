//! Notices: what the processes of one region leave for each other, beside the records. Of each topic the newest counts, and
//! nobody replaces one that they have not seen.
//!
//! That is a guard that the servers keep, as with records: a notice gets in only if the one before it is still the newest
//! of its topic. So of two processes that both think it is their turn one is refused, however late its message
//! arrives. What notices say is not read here.

use std::{sync::Arc, time::Duration};

use async_nats::{
    HeaderMap,
    header::{NATS_EXPECTED_LAST_SUBJECT_SEQUENCE, NATS_EXPECTED_STREAM},
    jetstream::{
        context::PublishErrorKind,
        stream::{RawMessageErrorKind, Stream},
    },
};
use bytes::Bytes;
use tokio::time::{Instant, sleep, timeout};

use super::{
    JetStreamJournal, Shared,
    publish::{ACK_WAIT, send},
    vital::in_touch,
};
use crate::read;

/// The most bytes of a notice.
pub const NOTICE_BYTES_MAX: usize = 64 * 1024;
/// How many notices of a topic the servers keep, for whoever wants to know how it came about.
pub const NOTICES_KEPT: i64 = 64;
/// How long a member may take to learn from the others who listens to a stream that has just been made.
const HEARD_WAIT: Duration = ACK_WAIT;
/// How long to wait before a notice that nobody heard is sent again.
const HEARD_PAUSE: Duration = Duration::from_millis(50);

/// What a notice is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// The newest signed checkpoint of the ledger.
    Checkpoint,
    /// The newest one that enough witnesses cosigned.
    Witnessed,
    /// Whose turn it is to sign.
    Turn,
}

impl Topic {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Checkpoint, Self::Witnessed, Self::Turn];

    /// What it is called in a subject.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Checkpoint => "checkpoint",
            Self::Witnessed => "witnessed",
            Self::Turn => "turn",
        }
    }
}

/// The newest notice of a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Its number, which the next one must name. Numbers only grow.
    pub number: u64,
    /// What it says.
    pub bytes: Bytes,
}

/// Why a notice was not left.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The newest of the topic is another than was named. It may be this very one, if its first acknowledgement was lost.
    #[error("another notice has been left since")]
    Moved,
    /// It has more than [`NOTICE_BYTES_MAX`] bytes.
    #[error("the notice has {bytes} bytes, at most {NOTICE_BYTES_MAX} fit")]
    TooLarge {
        /// How many it has.
        bytes: usize,
    },
    /// The servers did not say what became of it: it may be there, or still get there.
    #[error("whether the notice was left is not known")]
    Unclear(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// The notices of a region.
#[derive(Clone)]
pub struct Notices {
    shared: Arc<Shared>,
    stream: Stream<()>,
}

impl JetStreamJournal {
    /// The notices that lie beside the records.
    ///
    /// # Errors
    /// The stream's name is none. Nothing is asked of the servers.
    pub async fn notices(&self) -> Result<Notices, read::Error> {
        let name = self.shared.names.notices();
        let stream = self.shared.context.get_stream_no_info(&name).await;
        let unavailable = |source| read::Error::Unavailable { place: format!("stream {name}"), source };
        let stream = stream.map_err(|error| unavailable(error.into()))?;
        Ok(Notices { shared: Arc::clone(&self.shared), stream })
    }
}

impl Notices {
    /// The newest notice of a topic, as far as whoever answers knows. A leader that was cut off knows an older one: good
    /// for looking whether there is something to do, as what is done then is guarded.
    ///
    /// # Errors
    /// The servers do not answer, or the journal stopped.
    pub async fn peek(&self, topic: Topic) -> Result<Option<Notice>, read::Error> {
        if let Some(why) = self.shared.vital.poisoned() {
            return Err(self.shared.stopped(&why));
        }
        let subject = self.shared.names.notice_subject(topic);
        match timeout(ACK_WAIT, self.stream.get_last_raw_message_by_subject(&subject)).await {
            Ok(Ok(found)) => Ok(Some(Notice { number: found.sequence, bytes: found.payload })),
            Ok(Err(error)) if error.kind() == RawMessageErrorKind::NoMessageFound => Ok(None),
            Ok(Err(error)) => Err(self.unavailable(error.into())),
            Err(_) => Err(self.unavailable("the stream's leader does not answer".into())),
        }
    }

    /// The newest notice of a topic, for certain.
    ///
    /// # Errors
    /// The servers do not answer, are out of touch with each other, or the journal stopped.
    pub async fn newest(&self, topic: Topic) -> Result<Option<Notice>, read::Error> {
        let found = self.peek(topic).await?;
        // Asked afterwards: who was the leader then was it when it answered before.
        let info = match timeout(ACK_WAIT, self.stream.get_info()).await {
            Ok(info) => info.map_err(|error| self.unavailable(error.into()))?,
            Err(_) => return Err(self.unavailable("the stream's leader does not answer".into())),
        };
        in_touch(&info).map_err(|why| self.unavailable((*why).into()))?;
        Ok(found)
    }

    /// Leaves a notice, if the newest of the topic is still the one with the number `before`; 0 if there is none. Answers with
    /// its own number once a majority of the servers has it.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn leave(&self, topic: Topic, before: u64, bytes: Bytes) -> Result<u64, Error> {
        if bytes.len() > NOTICE_BYTES_MAX {
            return Err(Error::TooLarge { bytes: bytes.len() });
        }
        if let Some(why) = self.shared.vital.poisoned() {
            return Err(Error::Unclear((*why).into()));
        }
        let names = &self.shared.names;
        let mut headers = HeaderMap::new();
        headers.insert(NATS_EXPECTED_STREAM, names.notices());
        headers.insert(NATS_EXPECTED_LAST_SUBJECT_SEQUENCE, before.to_string());
        let until = Instant::now() + HEARD_WAIT;
        loop {
            let sent =
                send(&self.shared.context, names.notice_subject(topic), headers.clone(), bytes.clone());
            match sent.await {
                Ok(ack) => return Ok(ack.sequence),
                Err(error) if error.kind() == PublishErrorKind::WrongLastSequence => {
                    return Err(Error::Moved);
                }
                // Nobody heard it, so it is nowhere.
                Err(error) if error.kind() == PublishErrorKind::StreamNotFound && Instant::now() < until => {
                    sleep(HEARD_PAUSE).await;
                }
                Err(error) => return Err(Error::Unclear(error.into())),
            }
        }
    }

    fn unavailable(&self, source: Box<dyn std::error::Error + Send + Sync>) -> read::Error {
        read::Error::Unavailable { place: format!("stream {}", self.shared.names.notices()), source }
    }
}
