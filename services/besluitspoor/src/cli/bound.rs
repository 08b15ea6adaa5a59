//! What can be typed about who is bound by what was decided, and who has pupils in it.

use clap::Args;
use uuid::Uuid;

use super::{
    coordinator::reading::ReadRows,
    values::{self, DossierName, Pledged, Text},
};

/// Who is bound.
#[derive(Debug, Args)]
pub(crate) struct Bound {
    /// Alleen door het arrangement van dit dossier
    #[arg(value_name = "DOSSIER", value_parser = values::dossier)]
    pub(crate) dossier: Option<DossierName>,
    /// Alleen deze partij, zoals gemeente-heiloo
    #[arg(long, value_name = "PARTIJ")]
    pub(crate) party: Option<String>,
    #[command(flatten)]
    pub(crate) read: ReadRows,
}

/// Whether a party is bound.
#[derive(Debug, Args)]
pub(crate) struct Commit {
    /// Het dossier waarin het arrangement is vastgesteld
    #[arg(value_name = "DOSSIER", value_parser = values::dossier)]
    pub(crate) dossier: DossierName,
    /// De partij, zoals gemeente-heiloo
    #[arg(long, value_name = "PARTIJ")]
    pub(crate) party: String,
    #[command(flatten)]
    pub(crate) said: HowBound,
    /// Waarom de partij niet gebonden is (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", conflicts_with_all = ["bound", "with_reservation"], value_parser = values::words)]
    pub(crate) reasons: Option<Text>,
    /// De dag waarop de partij dat besloot, zoals 2026-07-07
    #[arg(long, value_name = "DATUM", value_parser = values::date)]
    pub(crate) on: String,
    /// Namens welk orgaan, zoals 'college van B en W' (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) organ: Text,
    /// Het mandaat waaronder het besloten is; zonder besloot het orgaan zelf
    #[arg(long, value_name = "MANDAAT", value_parser = values::uuid)]
    pub(crate) mandate: Option<Uuid>,
    /// De eerste dag waarop de partij gebonden is (anders de dag van het besluit)
    #[arg(long, value_name = "DATUM", conflicts_with = "not_bound", value_parser = values::date)]
    pub(crate) from: Option<String>,
    /// De laatste dag waarop de partij gebonden is (anders zonder einde)
    #[arg(long, value_name = "DATUM", requires = "from", conflicts_with = "not_bound", value_parser = values::date)]
    pub(crate) until: Option<String>,
    /// Wat de partij toezegt: centen,from=DATUM,until=DATUM; mag vaker, op volgorde
    #[arg(long = "pledge", value_name = "BEDRAG", conflicts_with = "not_bound", value_parser = values::pledged)]
    pub(crate) pledges: Vec<Pledged>,
    /// Waar het te vinden is, zoals een besluitenlijst (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) source: Text,
    #[command(flatten)]
    pub(crate) expected: Expected,
}

/// How a party is bound: exactly one.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct HowBound {
    /// De partij is gebonden
    #[arg(long)]
    pub(crate) bound: bool,
    /// De partij is gebonden met dit voorbehoud (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) with_reservation: Option<Text>,
    /// De partij is niet gebonden
    #[arg(long)]
    pub(crate) not_bound: bool,
}

/// What a party has of an arrangement.
#[derive(Debug, Args)]
pub(crate) struct Use {
    /// Het dossier waarin het arrangement is vastgesteld
    #[arg(value_name = "DOSSIER", value_parser = values::dossier)]
    pub(crate) dossier: DossierName,
    /// De partij, zoals gemeente-heiloo
    #[arg(long, value_name = "PARTIJ")]
    pub(crate) party: String,
    /// De eerste dag van de periode
    #[arg(long, value_name = "DATUM", value_parser = values::date)]
    pub(crate) from: String,
    /// De laatste dag van de periode
    #[arg(long, value_name = "DATUM", value_parser = values::date)]
    pub(crate) until: String,
    #[command(flatten)]
    pub(crate) reported: Reported,
    /// Van welke dag de cijfers zijn
    #[arg(long, value_name = "DATUM", value_parser = values::date)]
    pub(crate) on: String,
    /// Waar ze vandaan komen (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) source: Text,
    #[command(flatten)]
    pub(crate) expected: Expected,
}

/// What is reported of a party, at least one of the two.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub(crate) struct Reported {
    /// Voor hoeveel van haar leerlingen het is; zijn het er geen, geef dan alleen --cents. Een klein aantal ziet alleen de
    /// coördinator van dit dossier
    #[arg(long, value_name = "AANTAL", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) pupils: Option<u32>,
    /// Wat de partij van de kosten draagt, in eurocenten; 0 als dat niets is
    #[arg(long, value_name = "CENTEN")]
    pub(crate) cents: Option<u64>,
}

/// Which revision was looked at.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct Expected {
    /// Alleen als het arrangement nog deze revisie heeft
    #[arg(long, value_name = "REVISIE")]
    pub(crate) expect_revision: Option<u64>,
}
