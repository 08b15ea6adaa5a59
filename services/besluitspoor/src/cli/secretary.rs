//! What a secretary can type: what waits for a body or for whom else, what a body did, and when its term stood still.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use domain::framework::Outcome;
use uuid::Uuid;

use super::{
    coordinator::{Expected, reading::ReadRows},
    values::{self, DossierName, Named, Numbered, Seated, StanceOf, Text, VisitName},
};

/// For secretaries.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Toont wat op een gremium wacht, nu of toen
    Agenda(Agenda),
    /// Vergaderingen: plannen, agenda en stukken, besluitenlijst; en lezen, ook voor anderen
    #[command(subcommand)]
    Meeting(super::meeting::Command),
    /// Legt vast wat een gremium met een dossier deed
    Record(Record),
    /// Toont op wie elk lopend dossier wacht, sinds wanneer, en wat het verder brengt; nu of toen
    Waiting(Waiting),
    /// Legt vast of een partij het besluit bekrachtigt, bij een stap waar elke partij zich voor zichzelf uitspreekt
    Ratify(Ratify),
    /// Schort de termijn van een dossier op, zolang het op een ander wacht dan het gremium
    Suspend(Suspend),
    /// Laat de termijn van een dossier weer lopen
    Resume(Resume),
    /// Verbetert een uitkomst die verkeerd is vastgelegd; herhaal alles wat blijft: een correctie vervangt het geheel,
    /// ook voorwaarden (--condition) en oordelen (--met, --not-met)
    Correct(Correct),
}

/// What waits for a body.
#[derive(Debug, Args)]
pub(crate) struct Agenda {
    /// Het gremium, zoals pora
    #[arg(value_name = "GREMIUM")]
    pub(crate) body: String,
    #[command(flatten)]
    pub(crate) read: ReadRows,
    /// Toont van elk dossier ook stukken, eerdere uitkomsten en voorwaarden
    #[arg(long)]
    pub(crate) details: bool,
    /// Blijft kijken: eerst wat er wacht, dan elke verandering
    #[arg(long, conflicts_with_all = ["as_of", "details", "limit"])]
    pub(crate) watch: bool,
}

/// Whom every open dossier waits for.
#[derive(Debug, Args)]
pub(crate) struct Waiting {
    /// Alleen wat op dit gremium wacht
    #[arg(long, value_name = "GREMIUM")]
    pub(crate) body: Option<String>,
    /// Alleen wat op deze partij wacht, ook als indiener
    #[arg(long, value_name = "PARTIJ")]
    pub(crate) party: Option<String>,
    /// Alleen wat op iemand buiten het kader wacht
    #[arg(long)]
    pub(crate) outside: bool,
    /// Alleen waarvan de termijn verstreken is
    #[arg(long)]
    pub(crate) overdue: bool,
    /// Volgorde: longest (langst wachtend eerst) of due (vroegste termijn eerst)
    #[arg(long, value_name = "VOLGORDE", default_value = "longest", hide_possible_values = true)]
    pub(crate) order: WaitingOrder,
    #[command(flatten)]
    pub(crate) read: ReadRows,
}

/// The order of what waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum WaitingOrder {
    /// Who waits longest first.
    Longest,
    /// The term that ends first first.
    Due,
}

/// Write down whether a party ratifies what was decided.
#[derive(Debug, Args)]
pub(crate) struct Ratify {
    /// Het dossier; de behandeling die openstaat wordt zelf gevonden
    #[arg(value_name = "DOSSIER", value_parser = values::dossier)]
    pub(crate) dossier: DossierName,
    /// De partij, zoals gemeente-heiloo
    #[arg(long, value_name = "PARTIJ")]
    pub(crate) party: String,
    #[command(flatten)]
    pub(crate) said: YesOrNo,
    /// De dag waarop de partij dat besloot, zoals 2026-06-09
    #[arg(long, value_name = "DATUM", value_parser = values::date)]
    pub(crate) on: String,
    /// Namens welk orgaan, zoals 'college van B en W' (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) organ: Text,
    /// Waarom; verplicht bij --no (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) reasons: Option<Text>,
    /// Het mandaat waaronder het besloten is; zonder besloot het orgaan zelf
    #[arg(long, value_name = "MANDAAT", value_parser = values::uuid)]
    pub(crate) mandate: Option<Uuid>,
    /// Vervangt wat de partij eerder zei: de revisie die show daarbij toont
    #[arg(long, value_name = "REVISIE", requires = "because", value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) instead_of: Option<u64>,
    /// Waarom dat niet meer geldt: verkeerd vastgelegd, of opnieuw besloten (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", requires = "instead_of", value_parser = values::words)]
    pub(crate) because: Option<Text>,
    /// Alleen deze behandeling, zoals businesscase-partijen of businesscase-partijen:2
    #[arg(long, value_name = "STAP[:KEER]", value_parser = values::visit)]
    pub(crate) visit: Option<VisitName>,
    #[command(flatten)]
    pub(crate) expected: Expected,
}

/// Whether a party ratifies: exactly one.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct YesOrNo {
    /// De partij bekrachtigt
    #[arg(long)]
    pub(crate) yes: bool,
    /// De partij bekrachtigt niet
    #[arg(long)]
    pub(crate) no: bool,
}

/// Let a term stand still.
#[derive(Debug, Args)]
pub(crate) struct Suspend {
    /// Het dossier; de behandeling die openstaat wordt zelf gevonden
    #[arg(value_name = "DOSSIER", value_parser = values::dossier)]
    pub(crate) dossier: DossierName,
    #[command(flatten)]
    pub(crate) whom: Whom,
    /// De eerste dag waarop de termijn niet loopt, zoals 2026-03-12
    #[arg(long, value_name = "DATUM", value_parser = values::date)]
    pub(crate) from: String,
    /// Waarom (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) reason: Text,
    /// Alleen deze behandeling, zoals voorstel-pora of voorstel-pora:2
    #[arg(long, value_name = "STAP[:KEER]", value_parser = values::visit)]
    pub(crate) visit: Option<VisitName>,
    #[command(flatten)]
    pub(crate) expected: Expected,
}

/// Whom a dossier waits for while its term stands still.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct Whom {
    /// Op de indiener: de coördinator en diens partij
    #[arg(long)]
    pub(crate) submitter: bool,
    /// Op deze partij
    #[arg(long, value_name = "PARTIJ")]
    pub(crate) party: Option<String>,
    /// Op dit andere gremium
    #[arg(long, value_name = "GREMIUM")]
    pub(crate) body: Option<String>,
    /// Op iemand buiten het kader, in woorden (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) outside: Option<Text>,
}

/// Let a term run again.
#[derive(Debug, Args)]
pub(crate) struct Resume {
    /// Het dossier; de behandeling die openstaat wordt zelf gevonden
    #[arg(value_name = "DOSSIER", value_parser = values::dossier)]
    pub(crate) dossier: DossierName,
    /// De eerste dag waarop de termijn weer loopt; de dag van de opschorting zelf neemt die terug
    #[arg(long, value_name = "DATUM", value_parser = values::date)]
    pub(crate) from: String,
    /// Alleen deze behandeling, zoals voorstel-pora of voorstel-pora:2
    #[arg(long, value_name = "STAP[:KEER]", value_parser = values::visit)]
    pub(crate) visit: Option<VisitName>,
    #[command(flatten)]
    pub(crate) expected: Expected,
}

/// Write down what a body did.
#[derive(Debug, Args)]
pub(crate) struct Record {
    /// Het dossier; de behandeling die openstaat wordt zelf gevonden
    #[arg(value_name = "DOSSIER", value_parser = values::dossier)]
    pub(crate) dossier: DossierName,
    #[command(flatten)]
    pub(crate) treatment: Treatment,
    /// Alleen deze behandeling, zoals voorstel-pora of voorstel-pora:2
    #[arg(long, value_name = "STAP[:KEER]", value_parser = values::visit)]
    pub(crate) visit: Option<VisitName>,
    #[command(flatten)]
    pub(crate) expected: Expected,
}

/// Mend an outcome.
#[derive(Debug, Args)]
pub(crate) struct Correct {
    /// Het dossier
    #[arg(value_name = "DOSSIER", value_parser = values::dossier)]
    pub(crate) dossier: DossierName,
    /// Welk record wordt verbeterd: de revisie die show bij de uitkomst toont
    #[arg(value_name = "REVISIE", value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) revision: u64,
    /// Waarom (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) reason: Text,
    #[command(flatten)]
    pub(crate) treatment: Treatment,
    #[command(flatten)]
    pub(crate) expected: Expected,
}

/// What a body did, and when and why.
#[derive(Debug, Args)]
pub(crate) struct Treatment {
    /// Wat het gremium deed. Neemt kennis: noted, deferred. Adviseert: positive, positive-with-conditions, negative,
    /// no-advice, deferred, referred-back. Besluit: adopted, adopted-amended, adopted-with-conditions, rejected,
    /// no-agreement, deferred, referred-back. Bekrachtigt: ratified, not-ratified, deferred. Ook in het Nederlands:
    /// 'positief advies'
    #[arg(long, value_name = "UITKOMST", value_parser = values::outcome)]
    pub(crate) outcome: Outcome,
    /// De datum van de vergadering of schriftelijke ronde, zoals 2026-03-12
    #[arg(long, value_name = "DATUM", value_parser = values::date)]
    pub(crate) on: String,
    /// Waarom; bij sommige uitkomsten verplicht (@BESTAND leest een bestand, @- de standaardinvoer)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) motivation: Option<Text>,
    /// Een voorwaarde die het gremium stelt; mag vaker
    #[arg(long = "condition", value_name = "TEKST", value_parser = values::words)]
    pub(crate) conditions: Vec<Text>,
    /// Welke partij voor de zoveelste --condition zorgt, zoals 1=gemeente-heiloo (anders de coördinator); mag vaker
    #[arg(long = "holder", value_name = "NR=PARTIJ", value_parser = values::numbered_name)]
    pub(crate) holders: Vec<Numbered<String>>,
    /// Wanneer de zoveelste --condition uiterlijk voldaan is, zoals 1=2027-03-01; mag vaker
    #[arg(long = "due", value_name = "NR=DATUM", value_parser = values::numbered_date)]
    pub(crate) due: Vec<Numbered<String>>,
    /// Aan deze eerdere voorwaarde is voldaan (haar nummer in het dossier); mag vaker
    #[arg(long, value_name = "NR", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) met: Vec<u32>,
    /// Aan deze eerdere voorwaarde is niet voldaan; mag vaker
    #[arg(long, value_name = "NR", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) not_met: Vec<u32>,
    /// Waar partijen stonden, zoals gemeente-heiloo=agrees of a,b=absent; mag vaker. Wel: agrees, agrees-with-conditions,
    /// objects, abstains, absent, recused, of in het Nederlands. Noem alle partijen van het gremium, of geen
    #[arg(long = "stance", value_name = "PARTIJ[,PARTIJ]=STANDPUNT", value_parser = values::stances)]
    pub(crate) stances: Vec<StanceOf>,
    /// Wat een partij daarbij zei: haar voorwaarden, bezwaren, of waarom zij niet deelneemt; mag vaker
    #[arg(long = "stance-words", value_name = "PARTIJ=TEKST", value_parser = values::named_words)]
    pub(crate) stance_words: Vec<Named<Text>>,
    /// Het afwijkende standpunt van een partij; mag vaker
    #[arg(long = "dissent", value_name = "PARTIJ=TEKST", value_parser = values::named_words)]
    pub(crate) dissents: Vec<Named<Text>>,
    /// Wie er voor een partij zat, voor wie, als wat (executive of official) en op welke dag de voorzitter dat wist, zoals
    /// gemeente-heiloo=u-2:u-1:official:2026-03-10; mag vaker
    #[arg(long = "replaced", value_name = "PARTIJ=WIE:VOOR:ALS:DATUM", value_parser = values::replaced)]
    pub(crate) replaced: Vec<Named<Seated>>,
    /// Onder welk mandaat voor een partij werd gesproken, zoals gemeente-heiloo=0198c5a2-…; mag vaker
    #[arg(long = "mandate", value_name = "PARTIJ=MANDAAT", value_parser = values::mandated)]
    pub(crate) mandates: Vec<Named<String>>,
    /// De standpunten uit een bestand (TOML), met per partij: stance, words, dissent, mandate, replacement
    #[arg(long = "stances", value_name = "BESTAND")]
    pub(crate) stances_file: Option<PathBuf>,
    /// Bij een terugverwijzing: vanaf welke stap het dossier straks verder gaat (anders de eerste van de ronde)
    #[arg(long, value_name = "STAP")]
    pub(crate) resume_at: Option<String>,
}
