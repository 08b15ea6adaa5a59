//! Opening the journal: what must be so before the servers are trusted with a record.

use std::{sync::Arc, time::Duration};

use async_nats::jetstream::{
    self, ErrorCode,
    context::{ContextBuilder, CreateStreamErrorKind, GetStreamErrorKind},
    object_store,
    stream::{Info, StorageType},
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
    layout::{self, Difference},
    names::Names,
    publish::ACK_WAIT,
    pulse,
    vital::{Vital, mutilated, out_of_touch},
};
use crate::{RECORD_BYTES_MAX, TEXTS_BYTES_MAX, read};

/// How long to wait for servers that do not answer, unless [`Options`] say otherwise.
pub const OPEN_WAIT: Duration = Duration::from_secs(30);
/// How long to wait before a stream without a leader is asked again.
const LEADER_PAUSE: Duration = Duration::from_millis(250);
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

/// Something was made, or was there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Its name.
    pub name: String,
    /// It was there before, as needed.
    pub was_there: bool,
}

impl JetStreamJournal {
    /// Opens the journal of a region.
    ///
    /// # Errors
    /// See [`Error`]: nobody answers within the limit, the streams are missing or different, records were deleted.
    pub async fn open(options: Options) -> Result<Self, Error> {
        let until = Instant::now() + options.wait;
        let (context, ended) = context(&options).await?;
        let names = &options.names;
        let needed = layout::records(names, options.replicas);
        let info = info(&context, &ended, &names.records(), until, options.wait).await?;
        let of_texts = self::info(&context, &ended, &names.texts(), until, options.wait).await?;
        let mut differences = layout::differences(&info.config, &needed);
        differences.extend(layout::differences(&of_texts.config, &layout::texts(names, options.replicas)));
        if !differences.is_empty() {
            return Err(Error::Different(differences));
        }
        if let Some(why) = mutilated(&info) {
            return Err(Error::Mutilated(why));
        }
        let shared = Arc::new(shared(&options, context, &info, ended).await?);
        let pulse = shared.runtime.spawn(pulse::beat(Arc::clone(&shared)));
        let (closed, _) = watch::channel(false);
        let journal = Self { shared, lanes: Arc::default(), closed, pulse };
        if options.indexed {
            tracing::info!(records = journal.shared.vital.head().0, "looking through the records");
            drop(indexing::index(&journal.shared).await.map_err(Error::Index)?);
        }
        Ok(journal)
    }

    /// Makes what the journal of a region needs, where it is not there yet. What is there must be as needed, and is left
    /// as it is.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn init(options: &Options) -> Result<Vec<Made>, Error> {
        let (context, ended) = context(options).await?;
        let names = &options.names;
        let mut made = Vec::new();
        for needed in [layout::records(names, options.replicas), layout::texts(names, options.replicas)] {
            let (stream, until) = (needed.name.clone(), Instant::now() + options.wait);
            match info(&context, &ended, &stream, until, options.wait).await {
                Ok(info) => {
                    let differences = layout::differences(&info.config, &needed);
                    if !differences.is_empty() {
                        return Err(Error::Different(differences));
                    }
                    made.push(Made { name: stream, was_there: true });
                }
                Err(Error::Missing { .. }) => {
                    make(&context, needed, until).await?;
                    made.push(Made { name: stream, was_there: false });
                }
                Err(error) => return Err(error),
            }
        }
        made.push(bucket(&context, names, options).await?);
        Ok(made)
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
        runtime: Handle::current(),
        api: options.servers.api().to_owned(),
        names,
        context,
        records,
        texts,
    })
}

/// What the leader says of a stream; waits while there is none that is in touch with a majority.
async fn info(
    context: &jetstream::Context,
    ended: &Ended,
    stream: &str,
    until: Instant,
    waited: Duration,
) -> Result<Info, Error> {
    loop {
        let why = match context.get_stream(stream).await {
            Ok(found) => match out_of_touch(found.cached_info()) {
                None => return Ok(found.cached_info().clone()),
                Some(why) => why.to_string(),
            },
            Err(error) => match error.kind() {
                GetStreamErrorKind::JetStream(told) if told.error_code() == ErrorCode::STREAM_NOT_FOUND => {
                    return Err(Error::Missing { stream: stream.to_owned() });
                }
                GetStreamErrorKind::JetStream(_)
                | GetStreamErrorKind::EmptyName
                | GetStreamErrorKind::InvalidStreamName
                | GetStreamErrorKind::Request => error.to_string(),
            },
        };
        if let Some(told) = ended.borrow().clone() {
            return Err(Error::Denied(told));
        }
        if Instant::now() >= until {
            return Err(Error::Leaderless { stream: stream.to_owned(), waited, why });
        }
        sleep(LEADER_PAUSE).await;
    }
}

/// Makes a stream. Asked again for one that was made meanwhile, the servers answer with that.
async fn make(
    context: &jetstream::Context,
    config: jetstream::stream::Config,
    until: Instant,
) -> Result<(), Error> {
    let what = format!("stream {}", config.name);
    loop {
        let error = match context.create_stream(config.clone()).await {
            Ok(_) => return Ok(()),
            Err(error) => error,
        };
        let why = match error.kind() {
            // An answer in so many words stands, unless it is that the members have not found each other yet.
            CreateStreamErrorKind::JetStream(told)
                if told.error_code() != ErrorCode::INSUFFICIENT_RESOURCES || Instant::now() >= until =>
            {
                return Err(Error::NotMade { what, why: told.to_string() });
            }
            CreateStreamErrorKind::JetStream(_)
            | CreateStreamErrorKind::EmptyStreamName
            | CreateStreamErrorKind::InvalidStreamName
            | CreateStreamErrorKind::DomainAndExternalSet
            | CreateStreamErrorKind::JetStreamUnavailable
            | CreateStreamErrorKind::TimedOut
            | CreateStreamErrorKind::Response
            | CreateStreamErrorKind::NotFound
            | CreateStreamErrorKind::ResponseParse => causes(&error),
        };
        if Instant::now() >= until {
            return Err(Error::NotMade { what, why });
        }
        sleep(LEADER_PAUSE).await;
    }
}

async fn bucket(context: &jetstream::Context, names: &Names, options: &Options) -> Result<Made, Error> {
    let name = names.attachments();
    let (ended, until) = (Ended::new(watch::Sender::new(None)), Instant::now() + options.wait);
    match info(context, &ended, &layout::stream_of(&name), until, options.wait).await {
        Ok(info) => {
            let differences = layout::bucket_differences(&info.config, options.replicas);
            return if differences.is_empty() {
                Ok(Made { name, was_there: true })
            } else {
                Err(Error::Different(differences))
            };
        }
        Err(Error::Missing { .. }) => {}
        Err(error) => return Err(error),
    }
    let config = object_store::Config {
        bucket: name.clone(),
        description: Some(format!("Besluitspoor: the attachments of region {}", names.region())),
        storage: StorageType::File,
        num_replicas: options.replicas,
        ..object_store::Config::default()
    };
    let what = format!("bucket {name}");
    loop {
        match context.create_object_store(config.clone()).await {
            Ok(_) => return Ok(Made { name, was_there: false }),
            Err(error) if Instant::now() >= until => {
                return Err(Error::NotMade { what, why: causes(&error) });
            }
            Err(error) => tracing::debug!(why = %causes(&error), "{what} is not made yet"),
        }
        sleep(LEADER_PAUSE).await;
    }
}

/// An error with its causes.
fn causes(error: &dyn std::error::Error) -> String {
    error.source().map_or_else(|| error.to_string(), |cause| format!("{error}: {cause}"))
}

fn listed(differences: &[Difference]) -> String {
    differences.iter().map(|difference| format!("\n  {difference}")).collect()
}
