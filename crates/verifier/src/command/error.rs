//! What is the matter with a line, or with a file that an auditor brings.

use std::io;

use tlog::{key, policy::Faults, signed};

use crate::Language;

/// Why a command line is not understood.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No such flag, or one folder too many.
    #[error("'{0}' is not understood")]
    Unknown(String),
    /// A flag without its value.
    #[error("{0} needs a value")]
    NoValue(&'static str),
    /// The folder is not named.
    #[error("name the folder of the bundle")]
    NoFolder,
    /// The key is not named.
    #[error("name the key of the log with --key, as the region published it")]
    NoKey,
    /// The key cannot be read.
    #[error("the key after --key cannot be used: {0}")]
    Key(#[source] key::Error),
    /// The id is none.
    #[error("'{0}' after --confirmed-by is no command: expected a UUID")]
    Confirmation(String),
    /// The language is not known.
    #[error("'{0}' after --lang is no language: nl or en")]
    Language(String),
    /// An earlier checkpoint or a policy cannot be used.
    #[error(transparent)]
    File(#[from] FileError),
}

/// Why a file that an auditor brings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It cannot be read.
    #[error("{name} cannot be read: {source}")]
    Unreadable {
        /// Which.
        name: String,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// It is something else than a checkpoint.
    #[error("{name} is no checkpoint: {source}")]
    NoCheckpoint {
        /// Which.
        name: String,
        /// Why.
        #[source]
        source: signed::Error,
    },
    /// It is something else than a policy.
    #[error("{name} is no policy: {source}")]
    NoPolicy {
        /// Which.
        name: String,
        /// Why.
        #[source]
        source: Faults,
    },
}

impl Error {
    /// What is the matter, for people.
    pub fn told(&self, language: Language) -> String {
        match language {
            Language::Dutch => self.in_dutch(),
            Language::English => self.to_string(),
        }
    }

    fn in_dutch(&self) -> String {
        match self {
            Self::Unknown(word) => format!("'{word}' wordt niet begrepen"),
            Self::NoValue(flag) => format!("na {flag} ontbreekt een waarde"),
            Self::NoFolder => "noem de map van de bundel".to_owned(),
            Self::NoKey => {
                "noem met --key de sleutel van het logboek, zoals de regio die bekendmaakte".to_owned()
            }
            Self::Key(error) => format!("de sleutel na --key is niet te gebruiken: {error}"),
            Self::Confirmation(word) => {
                format!("'{word}' na --confirmed-by is geen opdracht: verwacht wordt een UUID")
            }
            Self::Language(word) => format!("'{word}' na --lang is geen taal: nl of en"),
            Self::File(error) => error.told(Language::Dutch),
        }
    }
}

impl FileError {
    /// What is the matter, for people.
    pub fn told(&self, language: Language) -> String {
        match (self, language) {
            (
                Self::Unreadable { .. } | Self::NoCheckpoint { .. } | Self::NoPolicy { .. },
                Language::English,
            ) => self.to_string(),
            (Self::Unreadable { name, source }, Language::Dutch) => {
                format!("{name} kan niet worden gelezen: {source}")
            }
            (Self::NoCheckpoint { name, source }, Language::Dutch) => {
                format!("{name} is geen ondertekend controlepunt: {source}")
            }
            (Self::NoPolicy { name, source }, Language::Dutch) => {
                format!("{name} is geen beleid (C2SP tlog-policy): {source}")
            }
        }
    }
}
