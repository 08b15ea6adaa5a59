//! What an auditor can type to go back in time: an agenda as it stood, the whole story of a dossier, and what changed
//! between two moments.

use clap::{Args, Subcommand};

use super::{
    coordinator::reading::{ROWS_DEFAULT, ROWS_MAX, When},
    evidence,
    values::{self, AsOf, DossierName},
};

/// For auditors who look back.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Toont de agenda van een gremium zoals die toen was, met de versies, termijnen en voorwaarden van toen
    AsOf(AgendaThen),
    /// Vertelt het hele verhaal van een dossier: wie, wanneer, op welke stukken, volgens welk kader en waarom
    Dossier(Story),
    #[command(flatten)]
    Evidence(evidence::Command),
    /// Toont wat er tussen twee momenten veranderde: dossiers, agenda’s, besluiten, voorwaarden, kaders en het overzicht
    Compare(Compare),
}

/// An agenda as it stood.
#[derive(Debug, Args)]
pub(crate) struct AgendaThen {
    /// Wanneer: een dag (2026-03-12: zoals het was toen die eindigde), een tijdstip (2026-03-12T14:00) of een positie (41)
    #[arg(value_name = "WANNEER", value_parser = values::as_of)]
    pub(crate) moment: AsOf,
    /// Het gremium, zoals pora
    #[arg(long, value_name = "GREMIUM")]
    pub(crate) body: String,
    /// Toont ook de tekst van de stukken, in de versies die toen op tafel lagen
    #[arg(long)]
    pub(crate) documents: bool,
    /// Hoeveel dossiers ten hoogste
    #[arg(long, value_name = "AANTAL", default_value_t = ROWS_DEFAULT, value_parser = clap::value_parser!(u32).range(1..=ROWS_MAX))]
    pub(crate) limit: u32,
}

/// The whole story of a dossier.
#[derive(Debug, Args)]
pub(crate) struct Story {
    /// Het dossier
    #[arg(value_name = "DOSSIER", value_parser = values::dossier)]
    pub(crate) dossier: DossierName,
    /// Noemt bij elke stap de regels van het kader die ertoe leidden
    #[arg(long)]
    pub(crate) explain: bool,
    #[command(flatten)]
    pub(crate) when: When,
}

/// What changed between two moments.
#[derive(Debug, Args)]
pub(crate) struct Compare {
    /// Het eerste moment: een dag (tot die eindigde), een tijdstip of een positie
    #[arg(value_name = "VAN", value_parser = values::as_of)]
    pub(crate) from: AsOf,
    /// Het tweede moment (anders nu)
    #[arg(value_name = "TOT", value_parser = values::as_of)]
    pub(crate) until: Option<AsOf>,
    /// Alleen wat voor dit gremium kwam, en zijn agenda
    #[arg(long, value_name = "GREMIUM")]
    pub(crate) body: Option<String>,
}
