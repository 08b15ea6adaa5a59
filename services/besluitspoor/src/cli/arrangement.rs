//! What can be typed about an arrangement that a dossier decided.

use clap::{Args, Subcommand};
use domain::framework::Conclusion;

use super::{
    bound::{Commit, Use},
    coordinator::reading::{ReadRows, When},
    values::{self, Aim, DossierName, Measured, Paid, Text},
};

/// Arrangements.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Laat een vastgesteld arrangement beginnen, met wat ermee gepland is
    Begin(Box<Begin>),
    /// Legt een evaluatie vast: wat is gemeten en gevonden
    Evaluate(Box<Evaluate>),
    /// Legt vast wat is geconcludeerd: voortzetten, bijstellen, beëindigen, integreren of doorontwikkelen
    Conclude(Box<Conclude>),
    /// Toont op welke bestaande arrangementen een voorstel lijkt, en waarin
    Similar(Similar),
    /// Toont een arrangement: wat is gepland en wat ervan is gekomen
    Show(Show),
    /// Legt vast of een partij gebonden is: wel, met voorbehoud, of niet
    Commit(Box<Commit>),
    /// Geeft op hoeveel leerlingen een partij erin heeft en wat zij ervan betaalt
    Use(Box<Use>),
}

/// Begin what was adopted.
#[derive(Debug, Args)]
pub(crate) struct Begin {
    /// Het dossier waarin het is vastgesteld
    #[arg(value_name = "DOSSIER", value_parser = values::dossier)]
    pub(crate) dossier: DossierName,
    /// Waar het voor is; mag vaker
    #[arg(long = "function", value_name = "FUNCTIE", required = true)]
    pub(crate) functions: Vec<String>,
    /// Voor wie (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) target_group: Text,
    /// Met welke organisatie; mag vaker
    #[arg(long = "partner", value_name = "NAAM")]
    pub(crate) partners: Vec<String>,
    /// Waaruit het wordt betaald: code,collective of individual,from=DATUM en zo nodig until=DATUM, cents=CENTEN en
    /// party=PARTIJ; mag vaker
    #[arg(long, value_name = "REGEL", value_parser = values::paid)]
    pub(crate) funding: Vec<Paid>,
    /// Wat het moet opleveren: indicator=24 (leerlingen), indicator=80% of indicator=7,5/10; mag vaker
    #[arg(long = "indicator", value_name = "DOEL", value_parser = values::aim)]
    pub(crate) indicators: Vec<Aim>,
    /// Op welke dag het wordt geëvalueerd; mag vaker
    #[arg(long = "evaluate-on", value_name = "DATUM", value_parser = values::date)]
    pub(crate) evaluations: Vec<String>,
    /// Voor hoeveel leerlingen; een klein aantal zien alleen de coördinatoren van dit dossier
    #[arg(long, value_name = "AANTAL", requires_all = ["pupils_on", "pupils_source"])]
    pub(crate) pupils: Option<u32>,
    /// Van welke dag dat aantal is
    #[arg(long, value_name = "DATUM", value_parser = values::date, requires = "pupils")]
    pub(crate) pupils_on: Option<String>,
    /// Waar dat aantal vandaan komt (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words, requires = "pupils")]
    pub(crate) pupils_source: Option<Text>,
}

/// Record an evaluation.
#[derive(Debug, Args)]
pub(crate) struct Evaluate {
    /// Het dossier waarin het arrangement is vastgesteld
    #[arg(value_name = "DOSSIER", value_parser = values::dossier)]
    pub(crate) dossier: DossierName,
    /// Op welke dag het is geëvalueerd
    #[arg(long, value_name = "DATUM", value_parser = values::date)]
    pub(crate) on: String,
    /// De dag waarop deze evaluatie was gepland; weggelaten bij een extra evaluatie
    #[arg(long, value_name = "DATUM", value_parser = values::date)]
    pub(crate) planned: Option<String>,
    /// Wat een indicator opleverde: indicator=24 (leerlingen), "indicator=18 van 24" of "indicator=7,5/10 van 19"; mag vaker.
    /// Kleine aantallen, en wat ze verraadt, ziet alleen de coördinator van dit dossier
    #[arg(long = "result", value_name = "METING", value_parser = values::result)]
    pub(crate) results: Vec<Measured>,
    /// Wat er is gevonden, in woorden (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) findings: Text,
    /// Waar het vandaan komt (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) source: Text,
}

/// Draw a conclusion.
#[derive(Debug, Args)]
pub(crate) struct Conclude {
    /// Het dossier waarin het arrangement is vastgesteld
    #[arg(value_name = "DOSSIER", value_parser = values::dossier)]
    pub(crate) dossier: DossierName,
    /// Wat er is geconcludeerd: continue, adjust, close, integrate of develop
    #[arg(long, value_name = "CONCLUSIE", value_parser = values::conclusion)]
    pub(crate) conclusion: Conclusion,
    /// Uit welke evaluatie: haar nummer; alleen beëindigen kan zonder
    #[arg(long, value_name = "NUMMER")]
    pub(crate) evaluation: Option<u32>,
    /// Op welke dag
    #[arg(long, value_name = "DATUM", value_parser = values::date)]
    pub(crate) on: String,
    /// Welk gremium het zei
    #[arg(long, value_name = "GREMIUM")]
    pub(crate) body: Option<String>,
    /// Het dossier dat dit opvolgt: waarin wordt doorontwikkeld, of waarin de conclusie is vastgesteld
    #[arg(long, value_name = "DOSSIER", value_parser = values::dossier)]
    pub(crate) follower: Option<DossierName>,
    /// Het arrangement waarin dit opgaat: zijn dossier, of zijn kenmerk in het register
    #[arg(long, value_name = "ARRANGEMENT", value_parser = values::dossier)]
    pub(crate) into: Option<DossierName>,
    /// Waarom, en wat er verandert (@BESTAND leest een bestand)
    #[arg(long, value_name = "TEKST", value_parser = values::words)]
    pub(crate) reason: Text,
    /// Op welke dag het weer wordt geëvalueerd; mag vaker
    #[arg(long = "evaluate-on", value_name = "DATUM", value_parser = values::date)]
    pub(crate) evaluations: Vec<String>,
}

/// Which existing arrangements a proposal resembles.
#[derive(Debug, Args)]
pub(crate) struct Similar {
    /// Het dossier van het voorstel (anders telt alleen wat u hier noemt)
    #[arg(value_name = "DOSSIER", value_parser = values::dossier)]
    pub(crate) dossier: Option<DossierName>,
    /// Een andere naam dan de titel van het dossier
    #[arg(long, value_name = "TEKST")]
    pub(crate) name: Option<String>,
    /// Een andere doelgroep dan die van het dossier
    #[arg(long, value_name = "TEKST")]
    pub(crate) target_group: Option<String>,
    /// Met welke organisatie; mag vaker
    #[arg(long = "partner", value_name = "NAAM")]
    pub(crate) partners: Vec<String>,
    #[command(flatten)]
    pub(crate) read: ReadRows,
}

/// An arrangement.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// Het dossier waarin het is vastgesteld
    #[arg(value_name = "DOSSIER", value_parser = values::dossier)]
    pub(crate) dossier: DossierName,
    #[command(flatten)]
    pub(crate) when: When,
}
