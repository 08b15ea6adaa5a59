//! The files that a journal on NATS needs: looked at before the servers are asked, so that a wrong one is named.

use std::{
    fs::File,
    io::{self, Read as _},
    path::Path,
};

use journal::jetstream::Credentials;
use tokio_rustls::rustls::pki_types::{CertificateDer, pem, pem::PemObject as _};

use super::{
    Nats,
    fault::{Fault, Reason},
};
use crate::serve::tls::{self, Protocol};

/// The most bytes of a file that gives access.
const CREDENTIALS_BYTES_MAX: u64 = 65_536;

/// What a user's seed looks like: 58 characters of base32, the first two say what it is.
const SEED: &str = "SU";
const SEED_CHARS: usize = 58;

impl Nats {
    /// Looks at the files that the settings name.
    pub(super) fn look_at_files(&self, faults: &mut Vec<Fault>) {
        let mut fault = |path: &Path, reason| {
            faults.push(Fault { place: path.display().to_string(), reason });
        };
        match &self.credentials {
            Some(Credentials::File(path)) => {
                let sound = |text: &str| text.contains("BEGIN NATS USER JWT") && text.lines().any(is_seed);
                if let Err(reason) = credentials(path, sound, Reason::NatsCreds) {
                    fault(path, reason);
                }
            }
            Some(Credentials::Nkey(path)) => {
                if let Err(reason) = credentials(path, is_seed, Reason::NatsNkey) {
                    fault(path, reason);
                }
            }
            None => {}
        }
        if let Some(path) = &self.authority
            && let Err(why) = authority(path)
        {
            fault(path, Reason::Tls(tls::Error::Certificate { path: path.clone(), why }));
        }
        if let Some(files) = &self.certificate
            && let Err(error) = tls::acceptor(&files.certificate, &files.key, Protocol::Http1)
        {
            fault(error.path().to_owned().as_path(), Reason::Tls(error));
        }
    }
}

fn credentials(path: &Path, sound: impl Fn(&str) -> bool, otherwise: Reason) -> Result<(), Reason> {
    let read = || -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        File::open(path)?.take(CREDENTIALS_BYTES_MAX).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let bytes = read().map_err(Reason::Unreadable)?;
    // What is in it is told nowhere.
    if std::str::from_utf8(&bytes).is_ok_and(sound) { Ok(()) } else { Err(otherwise) }
}

fn is_seed(text: &str) -> bool {
    let text = text.trim();
    let base32 = |byte: u8| byte.is_ascii_uppercase() || (b'2'..=b'7').contains(&byte);
    text.starts_with(SEED) && text.len() == SEED_CHARS && text.bytes().all(base32)
}

fn authority(path: &Path) -> Result<(), pem::Error> {
    let read: Vec<_> = CertificateDer::pem_file_iter(path).and_then(Iterator::collect)?;
    if read.is_empty() { Err(pem::Error::NoItemsFound) } else { Ok(()) }
}
