//! What administrators can type about a journal on NATS. These commands go to its servers themselves, and to no service.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::serve::nats;

/// About the journal on NATS.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Maakt op de NATS-servers wat het journaal van een regio nodig heeft; wat er is blijft zoals het is (voor beheerders)
    Init(Box<Init>),
}

/// Make the streams.
#[derive(Debug, Args)]
pub(crate) struct Init {
    #[command(flatten)]
    pub(crate) place: Place,
}

/// Where the journal is.
#[derive(Debug, Args)]
pub(crate) struct Place {
    /// Configuratiebestand (TOML) van de diensten, voor wat hier niet wordt genoemd
    #[arg(long, value_name = "BESTAND")]
    pub(crate) config: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) nats: nats::Flags,
}
