//! What can be typed about frameworks.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::coordinator::reading::{ReadRows, When};

/// About frameworks.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Kijkt een kaderbestand na, op deze machine; meldt alles wat er mis is, met regel en reden
    Check(Check),
    /// Tekent de route van een kaderbestand, op deze machine
    Draw(Draw),
    /// Stelt een kaderbestand vast als versie (voor beheerders)
    Adopt(Adopt),
    /// Toont de lijsten voor de voorbereiding die met het programma meekomen, op deze machine
    Checklists(Checklists),
    /// Toont de vastgestelde versies
    List(List),
    /// Toont het bestand van een vastgestelde versie, byte voor byte
    Show(Show),
}

/// Check a file here.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Het kaderbestand (TOML)
    #[arg(value_name = "BESTAND")]
    pub(crate) file: PathBuf,
}

/// Lists that ship.
#[derive(Debug, Args)]
pub(crate) struct Checklists {
    /// Alleen deze lijst, als bestand om over te nemen
    #[arg(value_name = "LIJST")]
    pub(crate) list: Option<String>,
}

/// Draw a route here.
#[derive(Debug, Args)]
pub(crate) struct Draw {
    /// Het kaderbestand (TOML)
    #[arg(value_name = "BESTAND")]
    pub(crate) file: PathBuf,
    /// Als plaatje
    #[arg(long, conflicts_with = "mermaid")]
    pub(crate) svg: bool,
    /// Als tekst voor Mermaid (zo gaat het vanzelf)
    #[arg(long)]
    pub(crate) mermaid: bool,
    /// Schrijft naar dit bestand
    #[arg(short, long, value_name = "BESTAND")]
    pub(crate) out: Option<PathBuf>,
}

/// Adopt a file.
#[derive(Debug, Args)]
pub(crate) struct Adopt {
    /// Het kaderbestand (TOML)
    #[arg(value_name = "BESTAND")]
    pub(crate) file: PathBuf,
    /// Alleen als er van dit kader zoveel versies zijn vastgesteld
    #[arg(long, value_name = "AANTAL")]
    pub(crate) expect_revision: Option<u64>,
}

/// List versions.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// Alleen van dit kader
    #[arg(value_name = "KADER")]
    pub(crate) framework: Option<String>,
    #[command(flatten)]
    pub(crate) read: ReadRows,
}

/// Show a version.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// Welk kader, zoals regio-alkmaar
    #[arg(value_name = "KADER")]
    pub(crate) framework: String,
    /// Welke versie (anders die nu geldt)
    #[arg(value_name = "VERSIE")]
    pub(crate) version: Option<String>,
    #[command(flatten)]
    pub(crate) when: When,
}
