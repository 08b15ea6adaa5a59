//! TLS for the two ports, from a certificate chain and its key.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        self, ServerConfig,
        crypto::ring,
        pki_types::{CertificateDer, PrivateKeyDer, pem, pem::PemObject as _},
    },
};

/// What is spoken inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protocol {
    /// gRPC.
    Http2,
    /// Metrics.
    Http1,
}

/// Why a certificate or its key cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no readable certificate in the file.
    #[error("het bestand geeft geen certificaat in PEM ({why})")]
    Certificate {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        why: pem::Error,
    },
    /// There is no readable key in the file.
    #[error("het bestand geeft geen sleutel in PEM ({why})")]
    Key {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        why: pem::Error,
    },
    /// The two do not belong together, or are of a kind that is not known.
    #[error("het certificaat kan niet met deze sleutel worden gebruikt ({why})")]
    Pair {
        /// The certificate's file.
        path: PathBuf,
        /// What is wrong.
        why: rustls::Error,
    },
}

impl Error {
    /// The file that is at fault.
    pub fn path(&self) -> &Path {
        match self {
            Self::Certificate { path, .. } | Self::Key { path, .. } | Self::Pair { path, .. } => path,
        }
    }
}

/// Accepts TLS with this certificate chain and key.
///
/// # Errors
/// [`Error`], with the file.
pub fn acceptor(certificate: &Path, key: &Path, protocol: Protocol) -> Result<TlsAcceptor, Error> {
    let no_certificate = |why| Error::Certificate { path: certificate.to_owned(), why };
    let chain: Vec<_> =
        CertificateDer::pem_file_iter(certificate).and_then(Iterator::collect).map_err(no_certificate)?;
    if chain.is_empty() {
        return Err(no_certificate(pem::Error::NoItemsFound));
    }
    let read_key = PrivateKeyDer::from_pem_file(key);
    let read_key = read_key.map_err(|why| Error::Key { path: key.to_owned(), why })?;
    let pair = |why| Error::Pair { path: certificate.to_owned(), why };
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(pair)?
        .with_no_client_auth()
        .with_single_cert(chain, read_key)
        .map_err(pair)?;
    config.alpn_protocols = match protocol {
        Protocol::Http2 => vec![b"h2".to_vec()],
        Protocol::Http1 => vec![b"http/1.1".to_vec()],
    };
    Ok(TlsAcceptor::from(Arc::new(config)))
}
