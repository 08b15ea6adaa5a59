//! What an auditor can type to take evidence along: checkpoints, receipts, and bundles.

use std::path::PathBuf;

use clap::{ArgGroup, Args, Subcommand};
use uuid::Uuid;

use super::values::{self, At, DossierName};

/// For auditors who take evidence along.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Toont het nieuwste ondertekende controlepunt; bewaar het, om later te bewijzen dat er alleen is bijgekomen
    Checkpoint(Checkpoint),
    /// Wacht tot een record onder een ondertekend controlepunt valt, en schrijft het bewijs daarvan
    Receipt(Receipt),
    /// Schrijft een map die zichzelf bewijst: van één dossier, of van de hele regio
    Export(Export),
}

/// The newest checkpoint.
#[derive(Debug, Args)]
pub(crate) struct Checkpoint {
    /// Het nieuwste dat genoeg getuigen hebben medeondertekend
    #[arg(long)]
    pub(crate) witnessed: bool,
    /// Schrijft het naar dit bestand, als dat er nog niet is
    #[arg(short, long, value_name = "BESTAND")]
    pub(crate) out: Option<PathBuf>,
}

/// That a record stands under a checkpoint.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("record").required(true).args(["position", "of"])))]
pub(crate) struct Receipt {
    /// De positie van het record
    #[arg(value_name = "POSITIE", value_parser = values::at)]
    pub(crate) position: Option<At>,
    /// Het record van deze opdracht: het id dat toen is getoond (een UUID)
    #[arg(long, value_name = "UUID", value_parser = values::uuid)]
    pub(crate) of: Option<Uuid>,
    /// Wacht tot ook genoeg getuigen hebben medeondertekend
    #[arg(long)]
    pub(crate) witnessed: bool,
    /// Schrijft het bewijs naar BESTAND.tlog-proof en het record naar BESTAND.json
    #[arg(short, long, value_name = "BESTAND")]
    pub(crate) out: Option<PathBuf>,
}

/// A bundle.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("scope").required(true).args(["dossier", "region"])))]
pub(crate) struct Export {
    /// Van dit dossier; legt eerst vast hoeveel records het telt, zodat te zien is dat er niets ontbreekt
    #[arg(long, value_name = "DOSSIER", value_parser = values::dossier)]
    pub(crate) dossier: Option<DossierName>,
    /// Van de hele regio: elk record, met het bewijsregister zoals het er ligt
    #[arg(long)]
    pub(crate) region: bool,
    /// Een controlepunt dat u eerder bewaarde: de map bewijst dan dat het register daarop doorgaat; mag vaker
    #[arg(long, value_name = "BESTAND")]
    pub(crate) since: Vec<PathBuf>,
    /// De map, die er nog niet is
    #[arg(short, long, value_name = "MAP")]
    pub(crate) out: PathBuf,
}
