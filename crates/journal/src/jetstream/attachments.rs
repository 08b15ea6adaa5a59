//! The attachments of a region: files such as PDFs, each kept under the digest of its bytes.
//!
//! The name of a file is what it must be, so it is stored once however often it comes, and a damaged one is noticed by
//! whoever reads it.

use async_nats::jetstream::object_store::{GetErrorKind, ObjectStore};
use bytes::Bytes;
use domain::sealed::Digest;
use record::file_digest;
use tokio::io::AsyncReadExt as _;

use super::JetStreamJournal;
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
    name: String,
}

impl JetStreamJournal {
    /// The attachments that lie beside the records.
    ///
    /// # Errors
    /// The bucket is not there, or the servers do not answer.
    pub async fn attachments(&self) -> Result<Attachments, read::Error> {
        let name = self.shared.names.attachments();
        match self.shared.context.get_object_store(&name).await {
            Ok(bucket) => Ok(Attachments { bucket, name }),
            Err(error) => {
                Err(read::Error::Unavailable { place: format!("bucket {name}"), source: error.into() })
            }
        }
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
        let is_there =
            self.bucket.info(&name).await.is_ok_and(|info| !info.deleted && info.size == bytes.len());
        if !is_there {
            let mut reader = bytes;
            let put = self.bucket.put(&*name, &mut reader).await;
            put.map_err(|error| Error::Unavailable(error.into()))?;
        }
        Ok(digest)
    }

    /// The file with this digest; `None` if there is none.
    ///
    /// # Errors
    /// The servers do not give it, or its bytes are not what was stored.
    pub async fn get(&self, digest: &Digest) -> Result<Option<Bytes>, read::Error> {
        let place = || format!("{digest} of bucket {}", self.name);
        let mut object = match self.bucket.get(digest.to_string()).await {
            Ok(object) => object,
            Err(error) if error.kind() == GetErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(read::Error::Unavailable { place: place(), source: error.into() }),
        };
        let mut bytes = Vec::with_capacity(object.info().size.min(ATTACHMENT_BYTES_MAX));
        if let Err(error) = object.read_to_end(&mut bytes).await {
            return Err(read::Error::Unavailable { place: place(), source: error.into() });
        }
        if file_digest(&bytes) != *digest {
            let why = "its bytes have another digest than its name".into();
            return Err(read::Error::Damaged { place: place(), source: why });
        }
        Ok(Some(bytes.into()))
    }
}
