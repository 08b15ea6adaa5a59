//! What can be typed about the ladder.

use clap::{Args, Subcommand, ValueEnum};
use domain::dossier::escalation::event::DisputeKind;
use uuid::Uuid;

use super::{
    coordinator::Expected,
    values::{self, DossierName, Text},
};

/// A dossier that is stuck.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Schaalt een dossier op dat bij een gremium ligt: de termijn is verstreken, of de procesbegeleider doet het (--mandate)
    Open(Open),
    /// Zet door naar de volgende trede: hier is het niet opgelost
    Move(Move),
    /// Legt vast dat het is opgelost; het dossier gaat verder bij de stap waar het vandaan kwam
    Resolve(Resolve),
    /// Legt vast dat het ook op de laatste trede niet is opgelost, en welk geschil is voorgelegd
    Unresolved(Unresolved),
    /// Legt vast wat uit het geschil is gekomen: het dossier gaat verder (--resumes), of eindigt zonder overeenstemming
    Conclude(Conclude),
}

/// Escalate a visit that waits for its body.
#[derive(Debug, Args)]
pub(crate) struct Open {
    /// Het dossier
    #[arg(value_name = "DOSSIER", value_parser = values::dossier)]
    pub(crate) dossier: DossierName,
    /// Waarom (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) reason: Text,
    /// Het mandaat waarmee de procesbegeleider opschaalt (anders omdat de termijn is verstreken)
    #[arg(long, value_name = "MANDAAT", value_parser = values::uuid)]
    pub(crate) mandate: Option<Uuid>,
    #[command(flatten)]
    pub(crate) expected: Expected,
}

/// Leave a rung for the next.
#[derive(Debug, Args)]
pub(crate) struct Move {
    /// Het dossier
    #[arg(value_name = "DOSSIER", value_parser = values::dossier)]
    pub(crate) dossier: DossierName,
    /// Waarom het op deze trede niet is opgelost (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) reason: Text,
    #[command(flatten)]
    pub(crate) there: There,
}

/// Say that it is solved.
#[derive(Debug, Args)]
pub(crate) struct Resolve {
    /// Het dossier
    #[arg(value_name = "DOSSIER", value_parser = values::dossier)]
    pub(crate) dossier: DossierName,
    /// Hoe het is opgelost (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) solution: Text,
    #[command(flatten)]
    pub(crate) there: There,
}

/// Bring a dispute.
#[derive(Debug, Args)]
pub(crate) struct Unresolved {
    /// Het dossier
    #[arg(value_name = "DOSSIER", value_parser = values::dossier)]
    pub(crate) dossier: DossierName,
    /// Waarom het op de laatste trede niet is opgelost (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) reason: Text,
    /// Wat er wordt gevraagd
    #[arg(long, value_name = "SOORT")]
    pub(crate) kind: Kind,
    /// Aan wie het is voorgelegd, zoals een geschillencommissie (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) before: Text,
    /// Een partij in het geschil; ten minste twee
    #[arg(long = "party", value_name = "PARTIJ", required = true)]
    pub(crate) parties: Vec<String>,
    /// Binnen hoeveel dagen er een verweer moet zijn
    #[arg(long, value_name = "DAGEN")]
    pub(crate) defence_days: Option<u32>,
    /// Binnen hoeveel dagen na de laatste zitting er een advies of uitspraak moet zijn
    #[arg(long, value_name = "DAGEN")]
    pub(crate) advice_days: Option<u32>,
    #[command(flatten)]
    pub(crate) there: There,
}

/// Write down what came of a dispute.
#[derive(Debug, Args)]
pub(crate) struct Conclude {
    /// Het dossier
    #[arg(value_name = "DOSSIER", value_parser = values::dossier)]
    pub(crate) dossier: DossierName,
    /// Wat eruit is gekomen (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) solution: Text,
    /// Het dossier gaat verder bij de stap waar het vandaan kwam
    #[arg(long)]
    pub(crate) resumes: bool,
    #[command(flatten)]
    pub(crate) there: There,
}

/// When it happened, and where on the ladder the dossier was.
#[derive(Debug, Args)]
pub(crate) struct There {
    /// Wanneer, zoals 2026-03-12
    #[arg(long, value_name = "DATUM", value_parser = values::date)]
    pub(crate) on: String,
    /// De trede waarop het dossier staat, zoals doorbraak (anders zoals het dossier nu zegt)
    #[arg(long, value_name = "TREDE")]
    pub(crate) rung: Option<String>,
    #[command(flatten)]
    pub(crate) expected: Expected,
}

/// What is asked of whom a dispute is brought before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// Advies
    Advice,
    /// Bindend advies
    BindingAdvice,
    /// Arbitrage
    Arbitration,
    /// Bemiddeling
    Mediation,
}

impl From<Kind> for DisputeKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Advice => Self::Advice,
            Kind::BindingAdvice => Self::BindingAdvice,
            Kind::Arbitration => Self::Arbitration,
            Kind::Mediation => Self::Mediation,
        }
    }
}
