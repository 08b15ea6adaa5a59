//! What a coordinator, and everyone else who takes part, can type to read.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use crate::cli::values::{self, AsOf, DossierName, Text};

/// How many rows a list shows when nothing is said.
pub(crate) const ROWS_DEFAULT: u32 = 50;
/// The most rows that a list shows.
pub(crate) const ROWS_MAX: i64 = 100_000;

/// List dossiers.
#[derive(Debug, Args)]
pub(crate) struct Dossiers {
    /// Alleen waar: preparing (voorbereiding), at-step (bij een gremium), revising (nieuwe versie) of ended; mag vaker
    #[arg(long = "phase", value_name = "WAAR", hide_possible_values = true)]
    pub(crate) phases: Vec<Phase>,
    /// Alleen wat op dit gremium wacht
    #[arg(long, value_name = "GREMIUM")]
    pub(crate) waits_for: Option<String>,
    /// Alleen van deze partij
    #[arg(long, value_name = "PARTIJ")]
    pub(crate) party: Option<String>,
    /// Alleen waar u zelf coördinator van bent
    #[arg(long)]
    pub(crate) mine: bool,
    /// Alleen op dit kader
    #[arg(long, value_name = "KADER")]
    pub(crate) framework: Option<String>,
    /// Alleen met deze letters in de titel
    #[arg(long, value_name = "TEKST")]
    pub(crate) title: Option<String>,
    /// Volgorde: changed (laatst gewijzigd eerst), opened (eerst geopend eerst) of reference
    #[arg(long, value_name = "VOLGORDE", default_value = "changed", hide_possible_values = true)]
    pub(crate) order: Order,
    #[command(flatten)]
    pub(crate) read: ReadRows,
}

/// As of when, and how many.
#[derive(Debug, Clone, Args)]
pub(crate) struct ReadRows {
    #[command(flatten)]
    pub(crate) when: When,
    /// Hoeveel regels ten hoogste
    #[arg(long, value_name = "AANTAL", default_value_t = ROWS_DEFAULT, value_parser = clap::value_parser!(u32).range(1..=ROWS_MAX))]
    pub(crate) limit: u32,
}

/// As of when.
#[derive(Debug, Clone, Args)]
pub(crate) struct When {
    /// Zoals het was: bij een positie (41), aan het eind van een dag (2026-03-12) of op een tijdstip (2026-03-12T14:00)
    #[arg(long, value_name = "WANNEER", value_parser = values::as_of)]
    pub(crate) as_of: Option<AsOf>,
}

/// Where a dossier is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Phase {
    /// With the coordinator, for the document that opens a round.
    Preparing,
    /// With a body.
    AtStep,
    /// With the coordinator, for a new document version.
    Revising,
    /// On the ladder, because the parties did not agree.
    Escalated,
    /// Ended.
    Ended,
}

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Order {
    /// Last changed first.
    Changed,
    /// First opened first.
    Opened,
    /// By reference.
    Reference,
}

/// One dossier.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// Het dossier
    #[arg(value_name = "DOSSIER", value_parser = values::dossier)]
    pub(crate) dossier: DossierName,
    #[command(flatten)]
    pub(crate) when: When,
}

/// All decisions about a dossier.
#[derive(Debug, Args)]
pub(crate) struct Decisions {
    /// Het dossier
    #[arg(value_name = "DOSSIER", value_parser = values::dossier)]
    pub(crate) dossier: DossierName,
    #[command(flatten)]
    pub(crate) when: When,
    /// Als CSV (RFC 4180), voor een rekenblad
    #[arg(long, conflicts_with = "json")]
    pub(crate) csv: bool,
}

/// One document.
#[derive(Debug, Args)]
pub(crate) struct Document {
    /// Het dossier
    #[arg(value_name = "DOSSIER", value_parser = values::dossier)]
    pub(crate) dossier: DossierName,
    /// Welk stuk, zoals voorstel
    #[arg(value_name = "FORMAT")]
    pub(crate) format: String,
    /// Welke versie (anders de laatste)
    #[arg(value_name = "VERSIE", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) version: Option<u32>,
    #[command(flatten)]
    pub(crate) when: When,
}

/// An empty document.
#[derive(Debug, Args)]
pub(crate) struct Template {
    /// Welk format, zoals voorstel, businesscase of projectplan
    #[arg(value_name = "FORMAT")]
    pub(crate) format: String,
    /// Het dossier dat erin wordt gezet
    #[arg(long, value_name = "DOSSIER")]
    pub(crate) dossier: Option<String>,
    #[command(flatten)]
    pub(crate) framework: FrameworkFile,
    /// Schrijft naar dit bestand, als dat er nog niet is
    #[arg(short, long, value_name = "BESTAND")]
    pub(crate) out: Option<PathBuf>,
}

/// Check a document here.
#[derive(Debug, Args)]
pub(crate) struct CheckDocument {
    /// Het stuk
    #[arg(value_name = "BESTAND")]
    pub(crate) file: PathBuf,
    /// In welk format, als het niet in het bestand staat
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<String>,
    #[command(flatten)]
    pub(crate) framework: FrameworkFile,
}

/// A framework file on this machine.
#[derive(Debug, Clone, Args)]
pub(crate) struct FrameworkFile {
    /// Het kaderbestand (anders dat van de regio Alkmaar, dat in dit programma zit)
    #[arg(long, value_name = "BESTAND")]
    pub(crate) framework: Option<PathBuf>,
}

/// The register.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Register {
    #[command(subcommand)]
    pub(crate) command: Option<RegisterCommand>,
    /// Alleen van deze partij
    #[arg(long, value_name = "PARTIJ")]
    pub(crate) party: Option<String>,
    /// Alleen groep of individueel: group of individual
    #[arg(long, value_name = "NIVEAU", hide_possible_values = true)]
    pub(crate) level: Option<Level>,
    /// Alleen voor deze functie
    #[arg(long, value_name = "FUNCTIE")]
    pub(crate) function: Option<String>,
    /// Alleen met deze letters in naam, doelgroep of partners
    #[arg(long, value_name = "TEKST")]
    pub(crate) contains: Option<String>,
    /// Alleen wat op een geplande dag die voorbij is, niet is geëvalueerd
    #[arg(long)]
    pub(crate) overdue: bool,
    #[command(flatten)]
    pub(crate) read: ReadRows,
}

/// What can be done with the register.
#[derive(Debug, Subcommand)]
pub(crate) enum RegisterCommand {
    /// Zet een arrangement dat al bestaat in het overzicht (voor beheerders)
    Add(RegisterAdd),
}

/// Register an arrangement.
#[derive(Debug, Args)]
pub(crate) struct RegisterAdd {
    /// De naam, op één regel
    #[arg(value_name = "NAAM")]
    pub(crate) name: String,
    /// Het samenwerkingsverband waar het bij hoort
    #[arg(long, value_name = "PARTIJ")]
    pub(crate) party: String,
    /// Voor een groep of voor één leerling: group of individual
    #[arg(long, value_name = "NIVEAU", hide_possible_values = true)]
    pub(crate) level: Level,
    /// Voor wie, voor zover bekend (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) target_group: Option<Text>,
    /// Met welke organisatie; mag vaker
    #[arg(long = "partner", value_name = "NAAM")]
    pub(crate) partners: Vec<String>,
    /// Waaruit het wordt betaald, een code van het kader; mag vaker
    #[arg(long, value_name = "CODE")]
    pub(crate) funding: Vec<String>,
    /// Waar het voor is; mag vaker
    #[arg(long = "function", value_name = "FUNCTIE")]
    pub(crate) functions: Vec<String>,
    /// Welk kader deze namen kent
    #[arg(long, value_name = "KADER", default_value = "regio-alkmaar")]
    pub(crate) framework: String,
}

/// For whom an arrangement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Level {
    /// A group.
    Group,
    /// One pupil.
    Individual,
}
