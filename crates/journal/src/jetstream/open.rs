//! Opening the journal: what must be so before the servers are trusted with a record.

use std::{
    sync::{Arc, RwLock},
    time::Duration,
};

use async_nats::jetstream::{
    self, ErrorCode,
    context::{ContextBuilder, GetStreamError, GetStreamErrorKind},
    stream::Info,
};
use record::{LogId, Position};
use tokio::{
    runtime::Handle,
    sync::watch,
    time::{Instant, sleep},
};
use uuid::Uuid;

use super::{
    JetStreamJournal, Shared,
    connect::{self, Ended, Servers},
    indexing::{self, Indexing},
    lanes::APPENDS_WAITING_MAX,
    layout::{self, Difference, Part, settings::Settings},
    names::Names,
    publish::ACK_WAIT,
    pulse::{self, Watched},
    vital::{Vital, in_touch, mutilated},
};
use crate::{RECORD_BYTES_MAX, TEXTS_BYTES_MAX, read};

/// How long to wait for servers that do not answer, unless [`Options`] say otherwise.
pub const OPEN_WAIT: Duration = Duration::from_secs(30);
/// How long to wait before a stream without a leader is asked again.
pub(super) const LEADER_PAUSE: Duration = Duration::from_millis(250);
/// What the servers must take in one message: the largest texts or record, and headers.
pub const PAYLOAD_BYTES_MIN: usize = if TEXTS_BYTES_MAX > RECORD_BYTES_MAX {
    TEXTS_BYTES_MAX + HEADER_BYTES_MAX
} else {
    RECORD_BYTES_MAX + HEADER_BYTES_MAX
};
/// The most bytes of headers that the servers take.
const HEADER_BYTES_MAX: usize = 65_535;
/// The log's ids are made in this name space.
const LOG_NAME_SPACE: Uuid = Uuid::from_u128(0x6d0c_3f0e_8a4b_4f6e_9b1d_52e7_c1a4_9e30);

/// What to open, and how long to try.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where the servers are.
    pub servers: Servers,
    /// The region's names.
    pub names: Names,
    /// On how many servers each record must be: 3, or 1 for trials.
    pub replicas: usize,
    /// How long to wait for servers that do not answer.
    pub wait: Duration,
    /// Whether the index is brought up before the journal is open. For who appends or looks up: they would wait for it at
    /// the first call.
    pub indexed: bool,
}

/// Why the journal does not open.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no connection.
    #[error(transparent)]
    Connect(#[from] connect::Error),
    /// There is no such stream.
    #[error(
        "there is no stream {stream}: make it with 'besluitspoor journal init', or check the region and the account"
    )]
    Missing {
        /// The stream.
        stream: String,
    },
    /// These credentials lack a right.
    #[error("{0}; see the rights of the account")]
    Denied(Arc<str>),
    /// A stream is not what the journal needs. Nothing was changed.
    #[error("the streams are not what the journal needs:{}", listed(.0))]
    Different(Vec<Difference>),
    /// Records were deleted from the stream.
    #[error("{0}; restore the stream from a copy")]
    Mutilated(String),
    /// The stream has no leader that is in touch with a majority.
    #[error("stream {stream} did not answer within {} seconds: {why}", waited.as_secs())]
    Leaderless {
        /// The stream.
        stream: String,
        /// How long it was asked.
        waited: Duration,
        /// What the last answer was.
        why: String,
    },
    /// The servers take smaller messages only.
    #[error(
        "the servers take messages of {found} bytes, and texts need {PAYLOAD_BYTES_MIN}: set max_payload to 4MB"
    )]
    Payload {
        /// What they take, in bytes.
        found: usize,
    },
    /// There are records, and the stream of their texts is gone. A new one would give the numbers that the records name to
    /// other texts.
    #[error(
        "stream {records} has records, and stream {texts} with their texts is gone; restore it from a copy"
    )]
    TextsLost {
        /// The stream of the records.
        records: String,
        /// The stream of the texts.
        texts: String,
    },
    /// The servers did not make a stream or bucket.
    #[error("{what} cannot be made: {why}")]
    NotMade {
        /// What was to be made.
        what: String,
        /// What the servers said.
        why: String,
    },
    /// The records could not be indexed.
    #[error("the records cannot be looked through")]
    Index(#[source] read::Error),
}

impl JetStreamJournal {
    /// Opens the journal of a region.
    ///
    /// # Errors
    /// See [`Error`]: nobody answers within the limit, the streams are missing or different, records were deleted.
    pub async fn open(options: Options) -> Result<Self, Error> {
        let (context, ended) = context(&options).await?;
        let asking = Asking::new(&context, &ended, &options);
        let names = &options.names;
        let parts = layout::PARTS.map(|of| of(names, options.replicas));
        let mut infos = Vec::with_capacity(parts.len());
        let mut differences = Vec::new();
        for part in &parts {
            infos.push(asking.info(part.stream()).await?);
            differences.extend(asking.differences(part).await?);
        }
        if !differences.is_empty() {
            return Err(Error::Different(differences));
        }
        if let Some(why) = mutilated(&infos[0]) {
            return Err(Error::Mutilated(why));
        }
        let shared = Arc::new(shared(&options, context, &infos[0], ended).await?);
        let watched = parts.into_iter().zip(&infos).map(|(part, info)| Watched::new(part, info)).collect();
        let pulse = shared.runtime.spawn(pulse::beat(Arc::clone(&shared), watched));
        let (closed, _) = watch::channel(false);
        let journal = Self { shared, lanes: Arc::default(), closed, pulse };
        if options.indexed {
            tracing::info!(records = journal.shared.vital.head().0, "looking through the records");
            drop(indexing::index(&journal.shared).await.map_err(Error::Index)?);
        }
        Ok(journal)
    }
}

/// The id of the log in a stream: bound to the moment that it was made, so that one made anew is another log.
pub(super) fn log_id(info: &Info) -> LogId {
    let made = info.created.unix_timestamp_nanos();
    LogId(Uuid::new_v5(&LOG_NAME_SPACE, format!("{}/{made}", info.config.name).as_bytes()))
}

pub(super) async fn context(options: &Options) -> Result<(jetstream::Context, Ended), Error> {
    let (client, ended) = connect::connect(&options.servers, options.wait).await?;
    let found = client.server_info().max_payload;
    if found < PAYLOAD_BYTES_MIN {
        return Err(Error::Payload { found });
    }
    let context = ContextBuilder::new()
        .api_prefix(options.servers.api())
        .timeout(ACK_WAIT)
        .ack_timeout(ACK_WAIT)
        // One for each record and one for its texts.
        .max_ack_inflight(2 * APPENDS_WAITING_MAX)
        .build(client);
    Ok((context, ended))
}

async fn shared(
    options: &Options,
    context: jetstream::Context,
    info: &Info,
    ended: Ended,
) -> Result<Shared, Error> {
    let names = options.names.clone();
    let head = Position(info.state.last_sequence);
    let missing = |stream: String| move |_| Error::Missing { stream };
    let records = context.get_stream_no_info(names.records()).await.map_err(missing(names.records()))?;
    let texts = context.get_stream_no_info(names.texts()).await.map_err(missing(names.texts()))?;
    Ok(Shared {
        log_id: log_id(info),
        replicas: options.replicas,
        vital: Vital::new(head, ended),
        indexing: Indexing::new(head),
        erased: RwLock::default(),
        runtime: Handle::current(),
        api: options.servers.api().to_owned(),
        names,
        context,
        records,
        texts,
    })
}

/// Asking for the streams while the journal is opened or made. All questions together wait so long at most for a leader that
/// is in touch with a majority.
pub(super) struct Asking<'a> {
    context: &'a jetstream::Context,
    ended: &'a Ended,
    options: &'a Options,
    pub(super) until: Instant,
}

impl<'a> Asking<'a> {
    pub(super) fn new(context: &'a jetstream::Context, ended: &'a Ended, options: &'a Options) -> Self {
        Self { context, ended, options, until: Instant::now() + options.wait }
    }

    /// What the leader says of a stream.
    pub(super) async fn info(&self, stream: &str) -> Result<Info, Error> {
        loop {
            let why = match self.context.get_stream(stream).await {
                Ok(found) => match in_touch(found.cached_info()) {
                    Ok(_) => return Ok(found.cached_info().clone()),
                    Err(why) => why.to_string(),
                },
                Err(error) if is_missing(&error) => {
                    return Err(Error::Missing { stream: stream.to_owned() });
                }
                Err(error) => error.to_string(),
            };
            self.pause(stream, why).await?;
        }
    }

    /// In what a stream is not what the journal needs.
    pub(super) async fn differences(&self, part: &Part) -> Result<Vec<Difference>, Error> {
        loop {
            match Settings::of(self.context, self.options.servers.api(), part.stream(), ACK_WAIT).await {
                Ok(settings) => return Ok(part.differences(&settings)),
                Err(why) => self.pause(part.stream(), why).await?,
            }
        }
    }

    /// Waits before it is asked again, unless there is no use in that.
    async fn pause(&self, stream: &str, why: String) -> Result<(), Error> {
        if let Some(told) = self.ended.borrow().clone() {
            return Err(Error::Denied(told));
        }
        if Instant::now() >= self.until {
            return Err(Error::Leaderless { stream: stream.to_owned(), waited: self.options.wait, why });
        }
        sleep(LEADER_PAUSE).await;
        Ok(())
    }
}

/// Whether the servers say that there is no such stream.
pub(super) fn is_missing(error: &GetStreamError) -> bool {
    match error.kind() {
        GetStreamErrorKind::JetStream(told) => told.error_code() == ErrorCode::STREAM_NOT_FOUND,
        GetStreamErrorKind::EmptyName
        | GetStreamErrorKind::InvalidStreamName
        | GetStreamErrorKind::Request => false,
    }
}

fn listed(differences: &[Difference]) -> String {
    differences.iter().map(|difference| format!("\n  {difference}")).collect()
}
