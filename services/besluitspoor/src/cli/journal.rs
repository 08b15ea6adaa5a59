//! What administrators can type about where the journal is kept. These commands go to the NATS servers or to the files
//! themselves, and to no service.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::serve::nats;

/// The most hours that texts can be asked to be old: a century.
const HOURS_MAX: u64 = 876_600;

/// About the journal itself.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Maakt op de NATS-servers wat het journaal van een regio nodig heeft; wat er is blijft zoals het is (voor beheerders)
    Init(Box<Init>),
    /// Zet een journaal over: van een map naar NATS, terug, of naar een andere map, en vergelijkt alles; wie opnieuw begint gaat verder (voor beheerders)
    Copy(Box<Copy>),
    /// Telt op NATS de teksten die geen enkel record noemt, en verwijdert ze met --remove (voor beheerders)
    Sweep(Box<Sweep>),
}

/// Make the streams.
#[derive(Debug, Args)]
pub(crate) struct Init {
    #[command(flatten)]
    pub(crate) place: Place,
}

/// Copy a journal.
#[derive(Debug, Args)]
pub(crate) struct Copy {
    /// Het journaal dat er is: nats, of de datamap (--data) van een serve die niet draait
    #[arg(long, value_name = "MAP of nats", value_parser = end)]
    pub(crate) from: End,
    /// Waar het komt: nats, waar init is gedaan, of een datamap; leeg, of met een kopie die is afgebroken
    #[arg(long, value_name = "MAP of nats", value_parser = end)]
    pub(crate) to: End,
    #[command(flatten)]
    pub(crate) place: Place,
}

/// Remove texts that no record names.
#[derive(Debug, Args)]
pub(crate) struct Sweep {
    /// Alleen teksten die ten minste zo oud zijn (anders 24)
    #[arg(long, value_name = "UREN", default_value_t = 24, hide_default_value = true, value_parser = clap::value_parser!(u64).range(1..=HOURS_MAX))]
    pub(crate) older_than_hours: u64,
    /// Verwijdert ze ook; dat kan niet ongedaan worden gemaakt
    #[arg(long)]
    pub(crate) remove: bool,
    #[command(flatten)]
    pub(crate) place: Place,
}

/// Where the journal on NATS is.
#[derive(Debug, Args)]
pub(crate) struct Place {
    /// Configuratiebestand (TOML) van de diensten, voor wat hier niet wordt genoemd
    #[arg(long, value_name = "BESTAND")]
    pub(crate) config: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) nats: nats::Flags,
}

/// One end of a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum End {
    /// The journal in this data directory.
    Directory(PathBuf),
    /// The journal on NATS that the other flags name.
    Nats,
}

/// A directory of that name is written as `./nats`.
fn end(text: &str) -> Result<End, String> {
    match text {
        "" => Err("noem een map, of nats".to_owned()),
        "nats" => Ok(End::Nats),
        directory => Ok(End::Directory(directory.into())),
    }
}
