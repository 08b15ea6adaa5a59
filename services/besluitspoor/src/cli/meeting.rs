//! What can be typed about meetings: secretaries plan, prepare and conclude them, everyone who takes part reads them.

use clap::{Args, Subcommand};
use domain::{ids::ActorId, meeting::ItemKind};

use super::{
    action,
    coordinator::reading::{ReadRows, When},
    values::{
        self, DossierName, Numbered, Text, VisitName,
        meeting::{ItemName, KindOf, MeetingName, Someone},
    },
};

/// Meetings.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Toont vergaderingen op volgorde van datum
    List(List),
    /// Toont één vergadering: agenda, stukken en wie er was
    Show(Show),
    /// Toont de besluitenlijst, als tekst, JSON of CSV
    Decisions(Decisions),
    /// Plant een vergadering of een schriftelijke ronde
    Plan(Plan),
    /// Zet een dossier of een ander onderwerp op de agenda
    Schedule(Schedule),
    /// Haalt een punt van de agenda, zolang er niets is verzonden
    Remove(Remove),
    /// Stelt de agenda vast: de volgorde, en hoe elk punt wordt behandeld
    FixAgenda(FixAgenda),
    /// Verzendt agenda en stukken; daarna liggen zij vast
    Send(Send),
    /// Zendt een punt na (nazending), nadat de stukken zijn verzonden
    Addendum(Addendum),
    /// Legt vast dat de vergadering is gehouden, en wie er was voor welke partij
    Held(Held),
    /// Stelt de besluitenlijst op uit wat bij de dossiers is vastgelegd
    Draft(Draft),
    /// Legt vast dat een latere vergadering de besluitenlijst heeft vastgesteld
    Fix(Fix),
    /// Annuleert een vergadering die niet is gehouden
    Cancel(Cancel),
    #[command(flatten)]
    Action(action::Command),
}

/// List meetings.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// Alleen van dit gremium, zoals pora
    #[arg(value_name = "GREMIUM")]
    pub(crate) body: Option<String>,
    /// Niet eerder dan deze dag
    #[arg(long, value_name = "DATUM", value_parser = values::date)]
    pub(crate) from: Option<String>,
    /// Niet later dan deze dag
    #[arg(long, value_name = "DATUM", value_parser = values::date)]
    pub(crate) until: Option<String>,
    #[command(flatten)]
    pub(crate) read: ReadRows,
}

/// Which meeting.
#[derive(Debug, Args)]
pub(crate) struct Which {
    /// De vergadering: gremium en datum, zoals pora/2026-07-01, of haar id
    #[arg(value_name = "VERGADERING", value_parser = values::meeting::meeting)]
    pub(crate) meeting: MeetingName,
}

/// Which revision was looked at.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct Expected {
    /// Alleen als de vergadering nog deze revisie heeft
    #[arg(long, value_name = "REVISIE")]
    pub(crate) expect_revision: Option<u64>,
}

/// One meeting.
#[derive(Debug, Args)]
pub(crate) struct Show {
    #[command(flatten)]
    pub(crate) which: Which,
    #[command(flatten)]
    pub(crate) when: When,
}

/// The decision list of a meeting.
#[derive(Debug, Args)]
pub(crate) struct Decisions {
    #[command(flatten)]
    pub(crate) which: Which,
    #[command(flatten)]
    pub(crate) when: When,
    /// Als CSV (RFC 4180), voor een rekenblad
    #[arg(long, conflicts_with = "json")]
    pub(crate) csv: bool,
}

/// Plan a meeting.
#[derive(Debug, Args)]
pub(crate) struct Plan {
    /// Het gremium, zoals pora
    #[arg(long, value_name = "GREMIUM")]
    pub(crate) body: String,
    /// De dag; van een schriftelijke ronde de laatste dag om te reageren
    #[arg(long, value_name = "DATUM", value_parser = values::date)]
    pub(crate) on: String,
    /// Een schriftelijke ronde
    #[arg(long)]
    pub(crate) written: bool,
    /// Waarom op deze dag, als het kader haar niet plant of zij voorbij is (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) reason: Option<Text>,
    /// Volgens welk kader
    #[arg(long, value_name = "KADER", default_value = "regio-alkmaar")]
    pub(crate) framework: String,
}

/// What comes on an agenda.
#[derive(Debug, Args)]
pub(crate) struct NewItem {
    /// Het dossier; de behandeling die openstaat wordt zelf gevonden
    #[arg(value_name = "DOSSIER", value_parser = values::dossier, required_unless_present = "topic", conflicts_with = "topic")]
    pub(crate) dossier: Option<DossierName>,
    /// Alleen deze behandeling, zoals voorstel-pora of voorstel-pora:2
    #[arg(long, value_name = "STAP[:KEER]", value_parser = values::visit, conflicts_with = "topic")]
    pub(crate) visit: Option<VisitName>,
    /// Geen dossier maar dit onderwerp, op één regel
    #[arg(long, value_name = "TEKST")]
    pub(crate) topic: Option<String>,
    /// Hoe het wordt behandeld: kennisname, hamerstuk of bespreekstuk (anders kennisname waar het gremium kennis neemt,
    /// en verder bespreekstuk)
    #[arg(long, value_name = "SOORT", value_parser = values::meeting::kind)]
    pub(crate) kind: Option<ItemKind>,
    /// Het punt van een eerdere vergadering waar dit op volgt, zoals pora/2026-06-03:4
    #[arg(long, value_name = "VERGADERING:PUNT", value_parser = values::meeting::item)]
    pub(crate) carried_from: Option<ItemName>,
}

/// Put something on the agenda.
#[derive(Debug, Args)]
pub(crate) struct Schedule {
    #[command(flatten)]
    pub(crate) which: Which,
    #[command(flatten)]
    pub(crate) item: NewItem,
    /// Wie het toelaat, als de stukken te laat kwamen
    #[arg(long, value_name = "NAAM", value_parser = values::actor, requires = "late_reason")]
    pub(crate) late_by: Option<ActorId>,
    /// Waarom het wordt toegelaten (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words, requires = "late_by")]
    pub(crate) late_reason: Option<Text>,
    #[command(flatten)]
    pub(crate) expected: Expected,
}

/// Take something off the agenda.
#[derive(Debug, Args)]
pub(crate) struct Remove {
    #[command(flatten)]
    pub(crate) which: Which,
    /// Het nummer van het punt
    #[arg(value_name = "PUNT", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) item: u32,
    /// Waarom (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) reason: Text,
    #[command(flatten)]
    pub(crate) expected: Expected,
}

/// Fix the agenda.
#[derive(Debug, Args)]
pub(crate) struct FixAgenda {
    #[command(flatten)]
    pub(crate) which: Which,
    /// De punten in hun volgorde, zo nodig met hun soort, zoals 2 1=hamerstuk 3 (anders zoals de agenda nu is)
    #[arg(value_name = "PUNT[=SOORT]", value_parser = values::meeting::place)]
    pub(crate) items: Vec<KindOf>,
    #[command(flatten)]
    pub(crate) expected: Expected,
}

/// Send agenda and papers.
#[derive(Debug, Args)]
pub(crate) struct Send {
    #[command(flatten)]
    pub(crate) which: Which,
    #[command(flatten)]
    pub(crate) expected: Expected,
}

/// Send one more item.
#[derive(Debug, Args)]
pub(crate) struct Addendum {
    #[command(flatten)]
    pub(crate) which: Which,
    #[command(flatten)]
    pub(crate) item: NewItem,
    /// Wie het toelaat
    #[arg(long, value_name = "NAAM", value_parser = values::actor)]
    pub(crate) late_by: ActorId,
    /// Waarom het wordt toegelaten (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) late_reason: Text,
    #[command(flatten)]
    pub(crate) expected: Expected,
}

/// Write down that the body met.
#[derive(Debug, Args)]
pub(crate) struct Held {
    #[command(flatten)]
    pub(crate) which: Which,
    /// Wie voorzat, zo nodig met zijn partij, zoals u-1:gemeente-heiloo
    #[arg(long, value_name = "NAAM[:PARTIJ]", value_parser = values::meeting::someone)]
    pub(crate) chair: Option<Someone>,
    /// Wie er was voor welke partij, zoals u-2:gemeente-alkmaar; mag vaker
    #[arg(long = "present", value_name = "NAAM:PARTIJ", value_parser = values::meeting::member)]
    pub(crate) members: Vec<Someone>,
    /// Wie notuleerde
    #[arg(long, value_name = "NAAM[:PARTIJ]", value_parser = values::meeting::someone)]
    pub(crate) secretary: Option<Someone>,
    /// Wie te gast was; mag vaker
    #[arg(long = "guest", value_name = "NAAM[:PARTIJ]", value_parser = values::meeting::someone)]
    pub(crate) guests: Vec<Someone>,
    /// Wie wie verving, zoals u-2=u-3: u-2 was er in plaats van u-3; mag vaker
    #[arg(long = "replaces", value_name = "NAAM=NAAM", value_parser = values::meeting::replacement)]
    pub(crate) replacements: Vec<(ActorId, ActorId)>,
    /// Een punt dat anders is behandeld dan de agenda zei, zoals 3=bespreekstuk; mag vaker
    #[arg(long = "treated-as", value_name = "PUNT=SOORT", value_parser = values::meeting::treated)]
    pub(crate) treated_as: Vec<KindOf>,
    #[command(flatten)]
    pub(crate) expected: Expected,
}

/// Draw up the decision list.
#[derive(Debug, Args)]
pub(crate) struct Draft {
    #[command(flatten)]
    pub(crate) which: Which,
    /// Een opmerking bij een punt, zoals 3='Komt terug in september'; mag vaker (3=@BESTAND)
    #[arg(long = "remark", value_name = "PUNT=TEKST", value_parser = values::numbered_words)]
    pub(crate) remarks: Vec<Numbered<Text>>,
    #[command(flatten)]
    pub(crate) expected: Expected,
}

/// Write down that a later meeting fixed it.
#[derive(Debug, Args)]
pub(crate) struct Fix {
    #[command(flatten)]
    pub(crate) which: Which,
    /// De latere vergadering die haar vaststelde
    #[arg(long, value_name = "VERGADERING", value_parser = values::meeting::meeting)]
    pub(crate) at: MeetingName,
    /// Welk concept is vastgesteld (anders het laatste)
    #[arg(long, value_name = "NR", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) draft: Option<u32>,
    #[command(flatten)]
    pub(crate) expected: Expected,
}

/// Cancel a meeting.
#[derive(Debug, Args)]
pub(crate) struct Cancel {
    #[command(flatten)]
    pub(crate) which: Which,
    /// Waarom (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) reason: Text,
    #[command(flatten)]
    pub(crate) expected: Expected,
}
