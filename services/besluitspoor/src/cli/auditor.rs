//! What an auditor can type: how a decision came about, and whether the rules give it again.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use tlog::VerifierKey;
use uuid::Uuid;

use super::{
    audit,
    coordinator::reading::When,
    journal,
    values::{self, At, DossierName},
};

/// For auditors.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Toont elk record van een dossier, in volgorde
    History(History),
    /// Bouwt een dossier opnieuw op uit zijn records, zoals het nu is of toen was
    Replay(Replay),
    /// Beslist elk record opnieuw volgens zijn kader en meldt het eerste verschil; met --key: controleert hier een map van audit export, zonder dienst
    Verify(Box<Verify>),
    /// Schrijft het journaal uit: de exacte bytes, één record per regel
    Journal(Journal),
    /// Kijkt terug: een agenda van toen, het verhaal van een dossier, wat er veranderde
    #[command(subcommand)]
    Audit(audit::Command),
}

/// The records of a history.
#[derive(Debug, Args)]
pub(crate) struct History {
    /// Het dossier; of een historie zoals framework.regio-alkmaar of arrangement.UUID
    #[arg(value_name = "DOSSIER", value_parser = values::dossier)]
    pub(crate) dossier: DossierName,
    /// Vanaf deze revisie
    #[arg(long, value_name = "REVISIE", default_value_t = 1, hide_default_value = true, value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) from: u64,
    /// Toont ook de teksten die niet zijn gewist
    #[arg(long)]
    pub(crate) texts: bool,
}

/// A dossier as it was.
#[derive(Debug, Args)]
pub(crate) struct Replay {
    /// Het dossier
    #[arg(value_name = "DOSSIER", value_parser = values::dossier)]
    pub(crate) dossier: DossierName,
    #[command(flatten)]
    pub(crate) when: When,
}

/// Decide again, or check a bundle.
#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// Alleen dit dossier (anders het hele journaal); met --key: de map van de bundel
    #[arg(value_name = "DOSSIER of MAP")]
    pub(crate) what: Option<String>,
    /// De sleutel van het bewijsregister, zoals de regio die bekendmaakte; nooit uit de bundel
    #[arg(long, value_name = "SLEUTEL", value_parser = values::verifier_key)]
    pub(crate) key: Option<VerifierKey>,
    /// Een controlepunt dat u eerder bewaarde: er mag alleen zijn bijgekomen; mag vaker
    #[arg(long, value_name = "BESTAND", requires = "key")]
    pub(crate) since: Vec<PathBuf>,
    /// Welke getuigen moeten hebben medeondertekend (c2sp.org/tlog-policy)
    #[arg(long, value_name = "BESTAND", requires = "key")]
    pub(crate) policy: Option<PathBuf>,
    /// De opdracht waarmee u om de bevestiging van het dossier vroeg, zoals audit export die toonde
    #[arg(long, value_name = "UUID", requires = "key", value_parser = values::uuid)]
    pub(crate) confirmed_by: Option<Uuid>,
}

/// The journal.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Journal {
    #[command(subcommand)]
    pub(crate) command: Option<journal::Command>,
    /// Vanaf deze positie (anders vanaf de eerste)
    #[arg(long, value_name = "POSITIE", value_parser = values::at)]
    pub(crate) from: Option<At>,
    /// Hoeveel records ten hoogste (anders tot de laatste)
    #[arg(long, value_name = "AANTAL", value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) limit: Option<u64>,
    /// Schrijft de records naar dit bestand, als dat er nog niet is
    #[arg(short, long, value_name = "BESTAND")]
    pub(crate) out: Option<PathBuf>,
    /// Schrijft de teksten die niet zijn gewist naar dit bestand, met de positie van hun record
    #[arg(long, value_name = "BESTAND")]
    pub(crate) disclosures: Option<PathBuf>,
}
