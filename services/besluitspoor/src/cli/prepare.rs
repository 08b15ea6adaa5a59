//! What a coordinator can type about the preparation of a proposal; everyone who takes part reads it.

use clap::{Args, Subcommand};

use super::{
    action::{Closing, Doer},
    coordinator::reading::When,
    values::{self, DossierName, ItemOf, Text},
};

/// The preparation of a dossier.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Toont de voorbereiding: hoe ver elke lijst is, wat is vastgelegd en wat nog open staat
    Show(Show),
    /// Begint een voorbereiding, met lijsten van het kader
    Begin(Begin),
    /// Gebruikt ook een andere lijst van het kader
    Take(Take),
    /// Legt vast dat een stap is uitgevoerd, door wie en met welk resultaat
    Step(Step),
    /// Beantwoordt een vraag, met wat is afgesproken en met wie
    Answer(Answer),
    /// Geeft een aantal leerlingen op; een klein aantal wordt verzegeld
    Count(Count),
    /// Legt vast dat met een partner is gesproken, of nog niet
    Partner(Partner),
    /// Legt vast dat er draagvlak is: uitvoerend, beleid of bestuurlijk
    Support(Support),
    /// Legt een afspraak uit een gesprek vast: wat, door wie, uiterlijk wanneer
    Agree(Agree),
    /// Legt vast dat wat te doen was is gedaan of vervallen
    Close(Close),
}

/// Which dossier.
#[derive(Debug, Args)]
pub(crate) struct Which {
    /// Het dossier: kenmerk of id
    #[arg(value_name = "DOSSIER", value_parser = values::dossier)]
    pub(crate) dossier: DossierName,
}

/// Which item of which list.
#[derive(Debug, Args)]
pub(crate) struct At {
    #[command(flatten)]
    pub(crate) which: Which,
    /// Het punt, zoals 2.4, a of gemeenten; met de lijst ervoor als meer lijsten het hebben: gespreksmap:2.4
    #[arg(value_name = "[LIJST:]PUNT", value_parser = values::item_of)]
    pub(crate) item: ItemOf,
    /// Alleen als de voorbereiding nog deze revisie heeft
    #[arg(long, value_name = "REVISIE")]
    pub(crate) expect_revision: Option<u64>,
}

/// Show a preparation.
#[derive(Debug, Args)]
pub(crate) struct Show {
    #[command(flatten)]
    pub(crate) which: Which,
    /// Alleen deze lijst
    #[arg(long, value_name = "LIJST")]
    pub(crate) list: Option<String>,
    /// Alleen wat nog open staat
    #[arg(long)]
    pub(crate) open: bool,
    #[command(flatten)]
    pub(crate) when: When,
}

/// Begin a preparation.
#[derive(Debug, Args)]
pub(crate) struct Begin {
    #[command(flatten)]
    pub(crate) which: Which,
    /// Met deze lijst; mag vaker (anders met alle lijsten van het kader)
    #[arg(long = "list", value_name = "LIJST")]
    pub(crate) lists: Vec<String>,
}

/// Use another list as well.
#[derive(Debug, Args)]
pub(crate) struct Take {
    #[command(flatten)]
    pub(crate) which: Which,
    /// De lijst, zoals gespreksmap-emb
    #[arg(value_name = "LIJST")]
    pub(crate) list: String,
    /// Alleen als de voorbereiding nog deze revisie heeft
    #[arg(long, value_name = "REVISIE")]
    pub(crate) expect_revision: Option<u64>,
}

/// A step was carried out.
#[derive(Debug, Args)]
pub(crate) struct Step {
    #[command(flatten)]
    pub(crate) at: At,
    /// Op welke dag
    #[arg(long, value_name = "DATUM", value_parser = values::date)]
    pub(crate) on: String,
    /// Wie de regie had, op één regel
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) holder: Text,
    /// Wat het opleverde (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) result: Text,
}

/// A question was answered.
#[derive(Debug, Args)]
pub(crate) struct Answer {
    #[command(flatten)]
    pub(crate) at: At,
    /// Het antwoord (@BESTAND leest een bestand)
    #[arg(value_name = "ANTWOORD", value_parser = values::words)]
    pub(crate) answer: Text,
    /// Wat is afgesproken (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) agreement: Option<Text>,
    /// Met wie (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) with: Option<Text>,
}

/// A number of pupils.
#[derive(Debug, Args)]
pub(crate) struct Count {
    #[command(flatten)]
    pub(crate) at: At,
    /// Hoeveel leerlingen
    #[arg(value_name = "AANTAL")]
    pub(crate) number: u32,
    /// De peildatum
    #[arg(long, value_name = "DATUM", value_parser = values::date)]
    pub(crate) on: String,
    /// Waar het aantal vandaan komt (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) source: Text,
}

/// A partner was spoken with, or was not yet.
#[derive(Debug, Args)]
pub(crate) struct Partner {
    #[command(flatten)]
    pub(crate) at: At,
    #[command(flatten)]
    pub(crate) spoken: Spoken,
    /// Wie het is, of wat erover te zeggen is (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) words: Option<Text>,
}

/// Whether a partner was spoken with.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct Spoken {
    /// Op welke dag is gesproken
    #[arg(long, value_name = "DATUM", value_parser = values::date)]
    pub(crate) spoken_on: Option<String>,
    /// Er is nog niet gesproken
    #[arg(long)]
    pub(crate) not_yet: bool,
}

/// The plan has support at a level.
#[derive(Debug, Args)]
pub(crate) struct Support {
    #[command(flatten)]
    pub(crate) at: At,
    /// Sinds welke dag
    #[arg(long, value_name = "DATUM", value_parser = values::date)]
    pub(crate) on: String,
    /// Van wie, op één regel
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) by: Text,
}

/// Agree on something to do.
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
    /// De dag van het gesprek
    #[arg(long, value_name = "DATUM", value_parser = values::date)]
    pub(crate) on: String,
    /// Alleen als de voorbereiding nog deze revisie heeft
    #[arg(long, value_name = "REVISIE")]
    pub(crate) expect_revision: Option<u64>,
}

/// Write down what came of something to do.
#[derive(Debug, Args)]
pub(crate) struct Close {
    #[command(flatten)]
    pub(crate) which: Which,
    /// Het nummer op de actielijst
    #[arg(value_name = "NUMMER")]
    pub(crate) number: u32,
    /// De dag waarop het is gedaan of vervallen
    #[arg(long, value_name = "DATUM", value_parser = values::date)]
    pub(crate) on: String,
    #[command(flatten)]
    pub(crate) how: Closing,
    /// Alleen als de voorbereiding nog deze revisie heeft
    #[arg(long, value_name = "REVISIE")]
    pub(crate) expect_revision: Option<u64>,
}
