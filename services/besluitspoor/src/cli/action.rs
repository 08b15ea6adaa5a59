//! What can be typed about actions: what a meeting agreed to do, and what came of it.

use clap::{Args, Subcommand};
use domain::ids::ActorId;

use super::{
    coordinator::reading::{ReadRows, When},
    meeting::{Expected, Which},
    values::{
        self, DossierName, Text,
        meeting::{ActionName, MeetingName},
    },
};

/// Actions of a meeting.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Toont de actielijst: wat van eerdere vergaderingen openstond, en wat is afgesproken; als tekst, JSON of CSV
    Actions(OfMeeting),
    /// Legt een actie vast die in de vergadering is afgesproken: wat, door wie, uiterlijk wanneer
    Agree(Agree),
    /// Legt vast dat een actie is gedaan of vervallen
    Close(Close),
}

/// The action list of a meeting.
#[derive(Debug, Args)]
pub(crate) struct OfMeeting {
    #[command(flatten)]
    pub(crate) which: Which,
    #[command(flatten)]
    pub(crate) when: When,
    /// Als CSV (RFC 4180), voor een rekenblad
    #[arg(long, conflicts_with = "json")]
    pub(crate) csv: bool,
}

/// Actions of a body, or about a dossier.
#[derive(Debug, Args)]
pub(crate) struct Actions {
    /// Alles wat vergaderingen over dit dossier afspraken; wat in de voorbereiding is afgesproken, toont ‘prepare show’
    #[arg(value_name = "DOSSIER", value_parser = values::dossier, conflicts_with = "body")]
    pub(crate) dossier: Option<DossierName>,
    /// Wat openstaat van dit gremium, zoals pora (anders van elk gremium)
    #[arg(long, value_name = "GREMIUM")]
    pub(crate) body: Option<String>,
    /// Ook wat is gedaan of vervallen
    #[arg(long, conflicts_with = "dossier")]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) read: ReadRows,
    /// Als CSV (RFC 4180), voor een rekenblad
    #[arg(long, conflicts_with = "json")]
    pub(crate) csv: bool,
}

/// Write down what a meeting agreed to do.
#[derive(Debug, Args)]
pub(crate) struct Agree {
    #[command(flatten)]
    pub(crate) which: Which,
    /// Wat er gedaan moet worden (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) what: Text,
    #[command(flatten)]
    pub(crate) doer: Doer,
    /// De laatste dag waarop het op tijd is
    #[arg(long, value_name = "DATUM", value_parser = values::date)]
    pub(crate) due: String,
    /// Het dossier waar het over gaat
    #[arg(long, value_name = "DOSSIER", value_parser = values::dossier)]
    pub(crate) dossier: Option<DossierName>,
    #[command(flatten)]
    pub(crate) expected: Expected,
}

/// Who does it.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub(crate) struct Doer {
    /// De partij die het doet
    #[arg(long, value_name = "PARTIJ", conflicts_with_all = ["body", "actor"])]
    pub(crate) party: Option<String>,
    /// Het gremium dat het doet
    #[arg(long, value_name = "GREMIUM", conflicts_with = "actor")]
    pub(crate) body: Option<String>,
    /// De persoon die het doet, zoals u-7f3a
    #[arg(long, value_name = "NAAM", value_parser = values::actor)]
    pub(crate) actor: Option<ActorId>,
    /// Wie het doet, in woorden: wie van hen, of iemand buiten het kader
    #[arg(long, value_name = "TEKST")]
    pub(crate) by: Option<String>,
}

/// Write down what came of an action.
#[derive(Debug, Args)]
pub(crate) struct Close {
    /// De actie: haar nummer, zoals PORA-A-2026-03, of vergadering en nummer, zoals pora/2026-07-01:3
    #[arg(value_name = "ACTIE", value_parser = values::meeting::action)]
    pub(crate) action: ActionName,
    /// De dag waarop zij is gedaan of vervallen
    #[arg(long, value_name = "DATUM", value_parser = values::date)]
    pub(crate) on: String,
    #[command(flatten)]
    pub(crate) how: Closing,
    /// De latere vergadering waarin dat is gemeld
    #[arg(long, value_name = "VERGADERING", value_parser = values::meeting::meeting)]
    pub(crate) told: Option<MeetingName>,
    #[command(flatten)]
    pub(crate) expected: Expected,
}

/// What came of it.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct Closing {
    /// Het is gedaan; waaraan dat te zien is (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) done: Option<Text>,
    /// Het is vervallen; waarom (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) dropped: Option<Text>,
}
