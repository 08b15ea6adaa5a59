//! What can be typed about what can be expected.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{
    coordinator::reading::When,
    values::{self, DossierName, RoundDate},
};

/// About what can be expected.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Wanneer kan worden besloten over wat op een dag wordt ingediend; met --draft op deze machine
    Route(Route),
    /// Wanneer kan worden besloten over een dossier, vanaf waar het is
    Dossier(Dossier),
    /// Wat een ander kader had gescheeld: per gremium de doorlooptijd van dezelfde dossiers naast elkaar
    Compare(Compare),
}

/// Which framework: adopted, or a draft.
#[derive(Debug, Clone, Args)]
pub(crate) struct Rules {
    /// Welk kader
    #[arg(value_name = "KADER", default_value = "regio-alkmaar", conflicts_with = "draft")]
    pub(crate) framework: String,
    /// Welke versie (anders die nu geldt)
    #[arg(value_name = "VERSIE", conflicts_with = "draft")]
    pub(crate) version: Option<String>,
    /// Een ontwerp: een kaderbestand (TOML) van deze machine
    #[arg(long, value_name = "BESTAND")]
    pub(crate) draft: Option<PathBuf>,
}

/// When later rounds are submitted.
#[derive(Debug, Clone, Args)]
pub(crate) struct Later {
    /// Wanneer een latere ronde wordt ingediend, zoals businesscase=2026-09-01 (anders zodra de ronde ervoor klaar is); mag
    /// vaker
    #[arg(long = "later", value_name = "RONDE=DATUM", value_parser = values::round_date)]
    pub(crate) rounds: Vec<RoundDate>,
}

/// Of what is submitted.
#[derive(Debug, Args)]
pub(crate) struct Route {
    #[command(flatten)]
    pub(crate) rules: Rules,
    /// Wanneer wordt ingediend (anders vandaag)
    #[arg(long, value_name = "DATUM", value_parser = values::date)]
    pub(crate) on: Option<String>,
    /// Welke ronde (anders de eerste)
    #[arg(long, value_name = "RONDE")]
    pub(crate) round: Option<String>,
    #[command(flatten)]
    pub(crate) later: Later,
}

/// Of a dossier.
#[derive(Debug, Args)]
pub(crate) struct Dossier {
    /// Het dossier
    #[arg(value_name = "DOSSIER", value_parser = values::dossier)]
    pub(crate) dossier: DossierName,
    /// Wanneer wordt ingediend (anders vandaag); alleen als het dossier bij de indiener is
    #[arg(long, value_name = "DATUM", value_parser = values::date)]
    pub(crate) on: Option<String>,
    #[command(flatten)]
    pub(crate) later: Later,
    #[command(flatten)]
    pub(crate) when: When,
}

/// Under another framework.
#[derive(Debug, Args)]
pub(crate) struct Compare {
    #[command(flatten)]
    pub(crate) rules: Rules,
    /// Alleen dossiers die op deze dag of later zijn geopend
    #[arg(long, value_name = "DATUM", value_parser = values::date)]
    pub(crate) from: Option<String>,
    /// Alleen dossiers die op deze dag of eerder zijn geopend
    #[arg(long, value_name = "DATUM", value_parser = values::date)]
    pub(crate) until: Option<String>,
    /// Toont ook elk dossier
    #[arg(long)]
    pub(crate) details: bool,
}
