//! Making what the journal of a region needs on the servers, once.

use async_nats::jetstream::{self, ErrorCode, context::CreateStreamErrorKind};
use tokio::time::{Instant, sleep};

use super::{
    JetStreamJournal, layout,
    open::{Asking, Error, LEADER_PAUSE, Options, context},
};
use crate::causes;

/// Something was made, or was there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// What it is called: a stream, or the bucket.
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
        for part in layout::PARTS.map(|of| of(names, options.replicas)) {
            // Three servers that have just come up may take as long for each.
            let asking = Asking::new(&context, &ended, options);
            let stream = part.stream().to_owned();
            let was_there = match asking.info(&stream).await {
                Ok(info) => {
                    let differences = asking.differences(&part).await?;
                    if !differences.is_empty() {
                        return Err(Error::Different(differences));
                    }
                    has_records |= stream == names.records() && info.state.messages > 0;
                    true
                }
                Err(Error::Missing { .. }) if has_records && stream == names.texts() => {
                    return Err(Error::TextsLost { records: names.records(), texts: stream });
                }
                Err(Error::Missing { .. }) => {
                    make(&context, part.config, asking.until).await?;
                    false
                }
                Err(error) => return Err(error),
            };
            let name = stream.strip_prefix(layout::BUCKET).unwrap_or(&stream).to_owned();
            made.push(Made { name, was_there });
        }
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
                if !matches!(
                    told.error_code(),
                    ErrorCode::INSUFFICIENT_RESOURCES | ErrorCode::CLUSTER_NO_PEERS
                ) || Instant::now() >= until =>
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
