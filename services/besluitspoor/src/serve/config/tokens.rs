//! The token file, as it is read at the start and again whenever the process is told to (SIGHUP).

use std::{fs::File, io, io::Read as _, path::Path};

use access::{Register, register};
use wire::Language;

use crate::show::system;

/// Why a token file gives no register.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It cannot be read.
    #[error("the token file cannot be read: {0}")]
    Unreadable(io::Error),
    /// It has faults.
    #[error("{0}")]
    Faulty(register::Error),
}

impl Error {
    /// As the command line tells it. The log has it in English.
    pub fn in_dutch(&self) -> String {
        match self {
            Self::Unreadable(why) => {
                format!("het tokenbestand kan niet worden gelezen: {}", system::why(why, Language::Dutch))
            }
            Self::Faulty(error) => format!("het tokenbestand kan niet worden gebruikt: {error}"),
        }
    }
}

/// Reads a token file.
///
/// # Errors
/// [`Error`], with every fault of the file.
pub fn read(path: &Path) -> Result<Register, Error> {
    // One byte more than may be read is enough to know that it is too much.
    let limit = u64::try_from(register::FILE_BYTES_MAX).unwrap_or(u64::MAX).saturating_add(1);
    let mut text = String::new();
    let file = File::open(path).map_err(Error::Unreadable)?;
    file.take(limit).read_to_string(&mut text).map_err(Error::Unreadable)?;
    Register::parse(&text).map_err(Error::Faulty)
}
