//! What an administrator can type about mandates.

use clap::{Args, Subcommand};
use domain::mandate::Act;
use uuid::Uuid;

use super::{
    coordinator::reading::ReadRows,
    values::{self, Text},
};

/// Mandates.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Toont de mandaten: wie voor welke partij mag handelen, en tot wanneer
    List(List),
    /// Verleent een mandaat: iemand mag voor een partij handelen
    Grant(Grant),
    /// Trekt een mandaat in, vóór de laatste dag ervan
    Revoke(Revoke),
}

/// Which mandates.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// Alleen van deze partij
    #[arg(long, value_name = "PARTIJ")]
    pub(crate) party: Option<String>,
    /// Alleen van deze persoon, zoals u-7f3a
    #[arg(long, value_name = "PERSOON")]
    pub(crate) holder: Option<String>,
    /// Alleen wat op deze dag geldt
    #[arg(long, value_name = "DATUM", value_parser = values::date)]
    pub(crate) on: Option<String>,
    #[command(flatten)]
    pub(crate) read: ReadRows,
}

/// Let someone act for a party.
#[derive(Debug, Args)]
pub(crate) struct Grant {
    /// Het kader dat de partij en de gremia kent
    #[arg(long, value_name = "KADER")]
    pub(crate) framework: String,
    /// Wie mag handelen, zoals u-7f3a
    #[arg(long, value_name = "PERSOON")]
    pub(crate) holder: String,
    /// Voor welke partij
    #[arg(long, value_name = "PARTIJ")]
    pub(crate) party: String,
    /// Waarvoor: stance, commitment, ratification of escalation; mag vaker
    #[arg(long = "act", value_name = "HANDELING", required = true, value_parser = values::mandate_act)]
    pub(crate) acts: Vec<Act>,
    /// Alleen in dit gremium; mag vaker (anders overal waar de partij zit)
    #[arg(long = "body", value_name = "GREMIUM")]
    pub(crate) bodies: Vec<String>,
    /// Tot welk bedrag, in eurocenten
    #[arg(long, value_name = "CENTEN")]
    pub(crate) limit_cents: Option<u64>,
    /// De eerste dag, zoals 2026-01-01
    #[arg(long, value_name = "DATUM", value_parser = values::date)]
    pub(crate) from: String,
    /// De laatste dag (anders tot het wordt ingetrokken)
    #[arg(long, value_name = "DATUM", value_parser = values::date)]
    pub(crate) until: Option<String>,
    /// Waar het op rust: welk besluit, van welk orgaan (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) source: Text,
}

/// End a mandate.
#[derive(Debug, Args)]
pub(crate) struct Revoke {
    /// Het mandaat
    #[arg(value_name = "MANDAAT", value_parser = values::uuid)]
    pub(crate) mandate: Uuid,
    /// De eerste dag waarop het niet meer geldt
    #[arg(long, value_name = "DATUM", value_parser = values::date)]
    pub(crate) from: String,
    /// Waarom (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) reason: Text,
}
