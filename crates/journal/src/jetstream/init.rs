//! Making what the journal of a region needs on the servers, once.

use async_nats::jetstream::{
    self, ErrorCode, context::CreateStreamErrorKind, object_store, stream::StorageType,
};
use tokio::time::{Instant, sleep};

use super::{
    JetStreamJournal,
    connect::Ended,
    layout,
    open::{Error, LEADER_PAUSE, Options, context, info},
};
use crate::causes;

/// Something was made, or was there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Its name.
    pub name: String,
    /// It was there before, as needed.
    pub was_there: bool,
}

impl JetStreamJournal {
    /// Makes what the journal of a region needs, where it is not there yet. What is there must be as needed, and is left
    /// as it is.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn init(options: &Options) -> Result<Vec<Made>, Error> {
        let (context, ended) = context(options).await?;
        let names = &options.names;
        let (mut made, mut has_records) = (Vec::new(), false);
        for needed in [layout::records(names, options.replicas), layout::texts(names, options.replicas)] {
            let (stream, until) = (needed.name.clone(), Instant::now() + options.wait);
            match info(&context, &ended, &stream, until, options.wait).await {
                Ok(info) => {
                    let differences = layout::differences(&info.config, &needed);
                    if !differences.is_empty() {
                        return Err(Error::Different(differences));
                    }
                    has_records = stream == names.records() && info.state.messages > 0;
                    made.push(Made { name: stream, was_there: true });
                }
                Err(Error::Missing { .. }) if has_records => {
                    return Err(Error::TextsLost { records: names.records(), texts: stream });
                }
                Err(Error::Missing { .. }) => {
                    make(&context, needed, until).await?;
                    made.push(Made { name: stream, was_there: false });
                }
                Err(error) => return Err(error),
            }
        }
        made.push(bucket(&context, &ended, options).await?);
        Ok(made)
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

async fn bucket(context: &jetstream::Context, ended: &Ended, options: &Options) -> Result<Made, Error> {
    let (names, until) = (&options.names, Instant::now() + options.wait);
    let name = names.attachments();
    match info(context, ended, &layout::stream_of(&name), until, options.wait).await {
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
