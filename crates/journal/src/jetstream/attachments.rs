//! The attachments of a region: files such as PDFs, each kept under the digest of its bytes.
//!
//! The name of a file is what it must be, so it is stored once however often it comes, and a damaged one is noticed by
//! whoever reads it.

use async_nats::jetstream::{
    object_store::{InfoError, InfoErrorKind, ObjectInfo, ObjectStore},
    stream::Stream,
};
use bytes::Bytes;
use domain::sealed::Digest;
use record::file_digest;
use tokio::time::{Instant, sleep};

use super::{JetStreamJournal, layout, open::LEADER_PAUSE, publish::ACK_WAIT};
use crate::read;

/// The most bytes of an attachment.
pub const ATTACHMENT_BYTES_MAX: usize = 25 * 1024 * 1024;

/// Why an attachment was not stored.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It has more than [`ATTACHMENT_BYTES_MAX`] bytes.
    #[error("the attachment has {bytes} bytes, at most {ATTACHMENT_BYTES_MAX} fit")]
    TooLarge {
        /// How many it has.
        bytes: usize,
    },
    /// The servers did not store it, or not for certain. Storing it again does no harm.
    #[error("the attachment was not stored; try again")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// The attachments of a region.
pub struct Attachments {
    bucket: ObjectStore,
    /// The stream that the bucket lies in.
    stream: Stream<()>,
    name: String,
}

impl JetStreamJournal {
    /// The attachments that lie beside the records.
    ///
    /// # Errors
    /// The bucket is not there, or the servers do not answer.
    pub async fn attachments(&self) -> Result<Attachments, read::Error> {
        let name = self.shared.names.attachments();
        let unavailable = |source| read::Error::Unavailable { place: format!("bucket {name}"), source };
        let context = &self.shared.context;
        let bucket = context.get_object_store(&name).await.map_err(|error| unavailable(error.into()))?;
        let stream = context.get_stream_no_info(layout::stream_of(&name)).await;
        Ok(Attachments { bucket, stream: stream.map_err(|error| unavailable(error.into()))?, name })
    }
}

impl Attachments {
    /// Stores a file. Stored already, it stays as it is.
    ///
    /// # Errors
    /// [`Error`].
    pub async fn put(&self, bytes: &[u8]) -> Result<Digest, Error> {
        if bytes.len() > ATTACHMENT_BYTES_MAX {
            return Err(Error::TooLarge { bytes: bytes.len() });
        }
        let digest = file_digest(bytes);
        let name = digest.to_string();
        match self.described(&digest).await.map_err(|error| Error::Unavailable(error.into()))? {
            Some(info) if !info.deleted && info.size == bytes.len() => return Ok(digest),
            // The library would have the servers purge what it replaces, and nobody has that right.
            Some(_) => {
                return Err(Error::Unavailable("the file was changed or deleted on the servers".into()));
            }
            None => {}
        }
        let mut reader = bytes;
        let put = self.bucket.put(&*name, &mut reader).await;
        put.map_err(|error| Error::Unavailable(error.into()))?;
        Ok(digest)
    }

    /// The file with this digest; `None` if there is none.
    ///
    /// # Errors
    /// The servers do not give it, or its bytes are not what was stored.
    pub async fn get(&self, digest: &Digest) -> Result<Option<Bytes>, read::Error> {
        let place = || format!("{digest} of bucket {}", self.name);
        let unavailable = |source| read::Error::Unavailable { place: place(), source };
        let found = self.described(digest).await.map_err(|error| unavailable(error.into()))?;
        let Some(info) = found.filter(|info| !info.deleted) else { return Ok(None) };
        let subject = format!("$O.{}.C.{}", self.name, info.nuid);
        let (mut bytes, mut next) = (Vec::with_capacity(info.size.min(ATTACHMENT_BYTES_MAX)), 1);
        // Piece by piece: the library's own way makes a consumer that delivers in the account of the stream, and readers
        // have another.
        while bytes.len() < info.size.min(ATTACHMENT_BYTES_MAX) {
            let piece =
                self.stream.direct_get_builder().sequence(next).next_by_subject(&*subject).send().await;
            let piece = piece.map_err(|error| unavailable(error.into()))?;
            bytes.extend_from_slice(&piece.payload);
            next = piece.sequence + 1;
        }
        if file_digest(&bytes) != *digest {
            let why = "its bytes have another digest than its name".into();
            return Err(read::Error::Damaged { place: place(), source: why });
        }
        Ok(Some(bytes.into()))
    }

    /// What describes a file. Servers that have just got the bucket may not answer at once.
    async fn described(&self, digest: &Digest) -> Result<Option<ObjectInfo>, InfoError> {
        let until = Instant::now() + ACK_WAIT;
        loop {
            match self.bucket.info(digest.to_string()).await {
                Ok(info) => return Ok(Some(info)),
                Err(error) if error.kind() == InfoErrorKind::NotFound => return Ok(None),
                Err(error) if Instant::now() >= until => return Err(error),
                Err(_) => sleep(LEADER_PAUSE).await,
            }
        }
    }
}
