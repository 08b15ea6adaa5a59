//! By what witnesses with `https` prove themselves.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use tokio_rustls::rustls::{
    self, ClientConfig, RootCertStore,
    crypto::ring,
    pki_types::{CertificateDer, pem, pem::PemObject as _},
};

/// Whose certificates are trusted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Roots {
    /// Those that the system trusts.
    #[default]
    System,
    /// Those in this file (PEM), and no others.
    File(PathBuf),
}

/// Why no certificate can be checked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file gives none.
    #[error("{path} gives no certificates (PEM)")]
    File {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: pem::Error,
    },
    /// The system has none.
    #[error("the system has no certificates of authorities: name a file with them")]
    Nothing,
    /// They cannot be used.
    #[error("the certificates of authorities cannot be used")]
    Unusable(#[from] rustls::Error),
}

impl Roots {
    /// How a witness is spoken to.
    pub(super) fn client(&self) -> Result<Arc<ClientConfig>, Error> {
        let mut store = RootCertStore::empty();
        match self {
            Self::System => {
                // One that cannot be read does not spoil the others.
                store.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
            }
            Self::File(path) => {
                for certificate in read(path)? {
                    store.add(certificate)?;
                }
            }
        }
        if store.is_empty() {
            return Err(Error::Nothing);
        }
        let mut config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_root_certificates(store)
            .with_no_client_auth();
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Arc::new(config))
    }
}

fn read(path: &Path) -> Result<Vec<CertificateDer<'static>>, Error> {
    let unread = |source| Error::File { path: path.to_owned(), source };
    let all: Vec<_> = CertificateDer::pem_file_iter(path).and_then(Iterator::collect).map_err(unread)?;
    if all.is_empty() { Err(unread(pem::Error::NoItemsFound)) } else { Ok(all) }
}
