//! What an administrator can type about the keeping of a history: erase words, hold, confirm. Auditors confirm too.

use clap::{Args, Subcommand, ValueEnum};

use super::{
    coordinator::Expected,
    values::{self, DossierName, Text, TextsOf},
};

/// For administrators.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Wist woorden voorgoed: de ene beheerder verzoekt erom, een andere bevestigt het
    #[command(subcommand)]
    Erase(Erase),
    /// Stelt een bewaarplicht in of heft haar op: zolang die geldt wordt niets gewist
    #[command(subcommand)]
    Hold(Hold),
    /// Legt vast hoeveel records een historie heeft, vlak voordat zij wordt meegenomen (ook voor auditors)
    Confirm(Confirm),
}

/// Erase words.
#[derive(Debug, Subcommand)]
pub(crate) enum Erase {
    /// Verzoekt om woorden te wissen; er gebeurt nog niets
    Request(Request),
    /// Bevestigt als tweede beheerder een verzoek: de woorden worden gewist
    Confirm(ConfirmErasure),
    /// Wijst een verzoek af als tweede beheerder, of trekt het eigen verzoek in
    Decline(Decline),
}

/// Hold.
#[derive(Debug, Subcommand)]
pub(crate) enum Hold {
    /// Stelt een bewaarplicht in
    Place(Place),
    /// Heft een bewaarplicht op
    Lift(Lift),
}

/// Why words may be erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Ground {
    /// Correctie van privacygevoelige gegevens
    Privacy,
    /// Correctie van een procedurele fout
    ProceduralFault,
}

/// Ask that words are erased.
#[derive(Debug, Args)]
pub(crate) struct Request {
    /// Het dossier; of arrangement.UUID
    #[arg(value_name = "DOSSIER", value_parser = values::dossier)]
    pub(crate) dossier: DossierName,
    /// Waarom het mag
    #[arg(long, value_name = "GROND")]
    pub(crate) ground: Ground,
    /// Welke woorden: alle van een record (3), of van die naam of vingerafdruk (3:motivation,reason); mag vaker
    #[arg(long = "text", value_name = "REVISIE[:NAAM,…]", required = true, value_parser = values::texts_of)]
    pub(crate) texts: Vec<TextsOf>,
    /// Wat erover te zeggen is (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) reason: Option<Text>,
    #[command(flatten)]
    pub(crate) expected: Expected,
}

/// Agree to a request.
#[derive(Debug, Args)]
pub(crate) struct ConfirmErasure {
    /// Het dossier; of arrangement.UUID
    #[arg(value_name = "DOSSIER", value_parser = values::dossier)]
    pub(crate) dossier: DossierName,
    /// De revisie waarin erom is verzocht
    #[arg(long, value_name = "REVISIE", value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) request: u64,
    #[command(flatten)]
    pub(crate) expected: Expected,
}

/// Do not agree to a request.
#[derive(Debug, Args)]
pub(crate) struct Decline {
    /// Het dossier; of arrangement.UUID
    #[arg(value_name = "DOSSIER", value_parser = values::dossier)]
    pub(crate) dossier: DossierName,
    /// De revisie waarin erom is verzocht
    #[arg(long, value_name = "REVISIE", value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) request: u64,
    /// Waarom niet (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) reason: Text,
    #[command(flatten)]
    pub(crate) expected: Expected,
}

/// Place a hold.
#[derive(Debug, Args)]
pub(crate) struct Place {
    /// Het dossier; of arrangement.UUID
    #[arg(value_name = "DOSSIER", value_parser = values::dossier)]
    pub(crate) dossier: DossierName,
    /// Waarom, zoals een rechtszaak, inspectie of bezwaar (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) reason: Text,
    #[command(flatten)]
    pub(crate) expected: Expected,
}

/// Lift a hold.
#[derive(Debug, Args)]
pub(crate) struct Lift {
    /// Het dossier; of arrangement.UUID
    #[arg(value_name = "DOSSIER", value_parser = values::dossier)]
    pub(crate) dossier: DossierName,
    /// De revisie waarin zij is ingesteld
    #[arg(long, value_name = "REVISIE", value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) hold: u64,
    /// Waarom zij niet meer nodig is (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) reason: Text,
    #[command(flatten)]
    pub(crate) expected: Expected,
}

/// Confirm a history.
#[derive(Debug, Args)]
pub(crate) struct Confirm {
    /// Het dossier; of arrangement.UUID
    #[arg(value_name = "DOSSIER", value_parser = values::dossier)]
    pub(crate) dossier: DossierName,
    #[command(flatten)]
    pub(crate) expected: Expected,
}
