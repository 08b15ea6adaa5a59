//! What a coordinator can type: open a dossier, bring its documents before the bodies, and follow it.

pub(crate) mod reading;

use std::path::PathBuf;

use clap::{Args, Subcommand};
use domain::ids::ActorId;

use self::reading::{CheckDocument, Decisions, Document, Dossiers, Register, Show, Template};
use super::{
    action::Actions,
    values::{self, DossierName, Numbered, Text},
};

/// For coordinators.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Opent een dossier voor een groepsarrangement
    Open(Open),
    /// Legt een versie van een stuk vast, ook als die nog niet af is
    File(FileDocument),
    /// Legt een stuk vast en dient het in; of dient een vastgelegde versie in
    Submit(Submit),
    /// Stuurt het dossier na een terugverwijzing verder met een nieuwe versie
    Resubmit(Resubmit),
    /// Zegt hoe aan voorwaarden wordt voldaan
    Answer(Answer),
    /// Trekt een dossier terug
    Withdraw(Withdraw),
    /// Draagt een dossier over aan een andere coördinator
    HandOver(HandOver),
    /// Toont dossiers
    Dossiers(Dossiers),
    /// Toont één dossier met zijn weg langs de gremia
    Show(Show),
    /// Toont alle besluiten over een dossier, als tekst, JSON of CSV
    Decisions(Decisions),
    /// Toont acties: alle over een dossier, of wat openstaat van een gremium; als tekst, JSON of CSV
    Actions(Actions),
    /// Toont een stuk als Markdown, zoals het opnieuw kan worden vastgelegd
    Document(Document),
    /// Toont een leeg stuk, op deze machine
    Template(Template),
    /// Kijkt een stuk na, op deze machine: koppen, volledigheid en lengte
    #[command(visible_alias = "lint")]
    CheckDocument(CheckDocument),
    /// Toont het overzicht van arrangementen, of zet er een in
    Register(Register),
}

/// Open a dossier.
#[derive(Debug, Args)]
pub(crate) struct Open {
    /// De titel, op één regel
    #[arg(value_name = "TITEL")]
    pub(crate) title: String,
    /// Waar het arrangement voor is, zoals terugleiden of verrijken; mag vaker
    #[arg(long = "function", value_name = "FUNCTIE", required = true)]
    pub(crate) functions: Vec<String>,
    /// Voor wie, in een paar woorden; nooit over één leerling (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) target_group: Option<Text>,
    /// Op welk kader
    #[arg(long, value_name = "KADER", default_value = "regio-alkmaar")]
    pub(crate) framework: String,
    /// Het eerdere dossier waar dit op volgt
    #[arg(long, value_name = "DOSSIER", value_parser = values::dossier)]
    pub(crate) follows: Option<DossierName>,
}

/// What can be said about a document beside its file.
#[derive(Debug, Clone, Args)]
pub(crate) struct DocumentNames {
    /// Van welk dossier, als het niet in het bestand staat
    #[arg(long, value_name = "DOSSIER", value_parser = values::dossier)]
    pub(crate) dossier: Option<DossierName>,
    /// In welk format, als het niet in het bestand staat
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<String>,
}

/// Which revision was looked at.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct Expected {
    /// Alleen als het dossier nog deze revisie heeft
    #[arg(long, value_name = "REVISIE")]
    pub(crate) expect_revision: Option<u64>,
}

/// File a document.
#[derive(Debug, Args)]
pub(crate) struct FileDocument {
    /// Het stuk: Markdown, zoals template het toont
    #[arg(value_name = "BESTAND")]
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) names: DocumentNames,
    #[command(flatten)]
    pub(crate) expected: Expected,
}

/// Submit a document.
#[derive(Debug, Args)]
pub(crate) struct Submit {
    /// Het stuk: Markdown, zoals template het toont
    #[arg(value_name = "BESTAND", required_unless_present = "version", conflicts_with = "version")]
    pub(crate) file: Option<PathBuf>,
    /// De versie die al is vastgelegd; noem dan ook --dossier en --format
    #[arg(long, value_name = "VERSIE", requires = "dossier", requires = "format", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) version: Option<u32>,
    #[command(flatten)]
    pub(crate) names: DocumentNames,
    /// Voor welke ronde (anders die waar het dossier op wacht)
    #[arg(long, value_name = "RONDE")]
    pub(crate) round: Option<String>,
    #[command(flatten)]
    pub(crate) expected: Expected,
}

/// Send a dossier on after a referral back.
#[derive(Debug, Args)]
pub(crate) struct Resubmit {
    /// De nieuwe versie: Markdown, zoals document haar toont
    #[arg(value_name = "BESTAND", required_unless_present = "version", conflicts_with = "version")]
    pub(crate) file: Option<PathBuf>,
    /// De nieuwe versie die al is vastgelegd; noem dan ook --dossier en --format
    #[arg(long, value_name = "VERSIE", requires = "dossier", requires = "format", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) version: Option<u32>,
    #[command(flatten)]
    pub(crate) names: DocumentNames,
    #[command(flatten)]
    pub(crate) expected: Expected,
}

/// Answer conditions.
#[derive(Debug, Args)]
pub(crate) struct Answer {
    /// Het dossier
    #[arg(value_name = "DOSSIER", value_parser = values::dossier)]
    pub(crate) dossier: DossierName,
    /// Het nummer van een voorwaarde en hoe eraan wordt voldaan, zoals 1='Het lokaal is gehuurd'; mag vaker (1=@BESTAND)
    #[arg(value_name = "NR=TEKST", value_parser = values::numbered_words, required = true)]
    pub(crate) answers: Vec<Numbered<Text>>,
    #[command(flatten)]
    pub(crate) expected: Expected,
}

/// Withdraw a dossier.
#[derive(Debug, Args)]
pub(crate) struct Withdraw {
    /// Het dossier
    #[arg(value_name = "DOSSIER", value_parser = values::dossier)]
    pub(crate) dossier: DossierName,
    /// Waarom (@BESTAND leest een bestand, @- de standaardinvoer)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) reason: Text,
    #[command(flatten)]
    pub(crate) expected: Expected,
}

/// Hand a dossier over.
#[derive(Debug, Args)]
pub(crate) struct HandOver {
    /// Het dossier
    #[arg(value_name = "DOSSIER", value_parser = values::dossier)]
    pub(crate) dossier: DossierName,
    /// Aan wie: de naam in het tokenbestand, zoals u-7f3a
    #[arg(long, value_name = "NAAM", value_parser = values::actor)]
    pub(crate) to: ActorId,
    /// Voor welke partij zij werken
    #[arg(long, value_name = "PARTIJ")]
    pub(crate) party: String,
    /// Waarom (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) reason: Option<Text>,
    #[command(flatten)]
    pub(crate) expected: Expected,
}
