//! What administrators can type about the ledger. It goes to the data directory itself, and to no service.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use tlog::VerifierKey;

use super::values;

/// About the ledger.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Begint het bewijsregister: maakt één keer de sleutel, en toont waarmee anderen controleren (voor beheerders)
    Init(Box<Init>),
    /// Toont de sleutel waarmee anderen controleren; publiceer die langs een andere weg dan het register zelf
    Key(Key),
}

/// Begin a ledger.
#[derive(Debug, Args)]
pub(crate) struct Init {
    /// De naam van het register en zijn sleutel, voor altijd: waar het te lezen is, zoals besluitspoor.example/alkmaar
    #[arg(long, value_name = "NAAM", required_unless_present = "observe")]
    pub(crate) origin: Option<String>,
    /// Begint er een dat alleen vergelijkt wat een andere dienst op NATS met deze sleutel ondertekent
    #[arg(long, value_name = "SLEUTEL", value_parser = values::verifier_key, conflicts_with = "origin")]
    pub(crate) observe: Option<VerifierKey>,
    #[command(flatten)]
    pub(crate) at: At,
}

/// Show the key.
#[derive(Debug, Args)]
pub(crate) struct Key {
    #[command(flatten)]
    pub(crate) at: At,
}

/// Where the ledger is.
#[derive(Debug, Args)]
pub(crate) struct At {
    /// De datamap van serve (anders data)
    #[arg(
        long,
        value_name = "MAP",
        env = "BESLUITSPOOR_DATA",
        default_value = "data",
        hide_env = true,
        hide_default_value = true
    )]
    pub(crate) data: PathBuf,
}
