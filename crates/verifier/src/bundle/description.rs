//! What a bundle says of itself. Nothing of it is believed: each part is held against what was signed.

use domain::ids::{CommandId, Revision};
use record::{HistoryId, LogId};
use serde::{Deserialize, Serialize};

/// The form of bundles that is written here.
pub const FORMAT: &str = "besluitspoor-bundle/1";
/// The most bytes of a description.
pub const DESCRIPTION_BYTES_MAX: u64 = 64 * 1024;

/// What a bundle is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Description {
    /// Of which journal.
    pub log: LogId,
    /// The name of the log and of its key.
    pub origin: String,
    /// How many records the log has at the checkpoint.
    pub size: u64,
    /// All of the region, when `None`.
    pub dossier: Option<Dossier>,
}

/// The history that a bundle holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dossier {
    /// Which.
    pub history: HistoryId,
    /// How many records it has.
    pub last_revision: Revision,
    /// The command of the record that confirms how many there were, if there is one.
    pub confirmation: Option<CommandId>,
}

/// How much a bundle holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The whole log.
    Region,
    /// One history, each record with its proof.
    Dossier,
}

/// Why the bytes are no description.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Not the JSON object that it should be.
    #[error("it is not the JSON of a description")]
    NotJson(#[source] serde_json::Error),
    /// Of another form.
    #[error("the bundle has form '{found}', and this program knows {FORMAT}: use a newer one")]
    OtherFormat {
        /// The form that it says.
        found: String,
    },
    /// A field holds something else.
    #[error("'{field}' cannot be read")]
    Field {
        /// Which.
        field: &'static str,
    },
}

/// The written form. The order of the fields is the order of the bytes.
#[derive(Serialize, Deserialize)]
struct Written {
    format: String,
    kind: String,
    log: String,
    origin: String,
    size: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    history: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_revision: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confirmation: Option<String>,
}

impl Description {
    /// How much the bundle holds.
    pub fn kind(&self) -> Kind {
        if self.dossier.is_some() { Kind::Dossier } else { Kind::Region }
    }

    /// The history that the bundle holds, if it is not the whole region.
    pub fn history(&self) -> Option<&HistoryId> {
        self.dossier.as_ref().map(|dossier| &dossier.history)
    }

    /// The bytes of `bundle.json`.
    pub fn to_bytes(&self) -> Vec<u8> {
        let dossier = self.dossier.as_ref();
        let written = Written {
            format: FORMAT.to_owned(),
            kind: self.kind().name().to_owned(),
            log: self.log.to_string(),
            origin: self.origin.clone(),
            size: self.size,
            history: dossier.map(|dossier| dossier.history.to_string()),
            last_revision: dossier.map(|dossier| dossier.last_revision.0),
            confirmation: dossier.and_then(|dossier| dossier.confirmation).map(|id| id.to_string()),
        };
        let mut bytes =
            serde_json::to_vec_pretty(&written).expect("texts and numbers can be written as JSON");
        bytes.push(b'\n');
        bytes
    }

    /// Reads the bytes of `bundle.json`.
    ///
    /// # Errors
    /// [`Error`].
    pub fn parse(bytes: &[u8]) -> Result<Self, Error> {
        let written: Written = serde_json::from_slice(bytes).map_err(Error::NotJson)?;
        if written.format != FORMAT {
            return Err(Error::OtherFormat { found: written.format.chars().take(80).collect() });
        }
        let field = |field| Error::Field { field };
        let dossier = match written.kind.as_str() {
            "region" => None,
            "dossier" => {
                let history = written.history.and_then(|history| history.parse().ok());
                let confirmation = match written.confirmation {
                    Some(id) => Some(command(&id).ok_or_else(|| field("confirmation"))?),
                    None => None,
                };
                Some(Dossier {
                    history: history.ok_or_else(|| field("history"))?,
                    last_revision: Revision(written.last_revision.ok_or_else(|| field("last_revision"))?),
                    confirmation,
                })
            }
            _ => return Err(field("kind")),
        };
        let log = uuid::Uuid::try_parse(&written.log).map_err(|_| field("log"))?;
        Ok(Self { log: LogId(log), origin: written.origin, size: written.size, dossier })
    }
}

impl Kind {
    /// Its name in descriptions.
    pub fn name(self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::Dossier => "dossier",
        }
    }
}

/// Reads the id of a command.
pub(crate) fn command(text: &str) -> Option<CommandId> {
    uuid::Uuid::try_parse(text).ok().map(CommandId)
}
