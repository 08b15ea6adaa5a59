//! The flags that every command has.

use std::path::PathBuf;

use clap::{ArgAction, Args, ValueEnum};
use domain::context::Capacity;
use uuid::Uuid;
use wire::Language;

use super::values::{self, At};

/// Where the service is when nothing else is said.
pub(crate) const SERVER_DEFAULT: &str = "http://127.0.0.1:4750";
/// What stands above them in help.
pub(super) const HEADING: &str = "Vlaggen van alle opdrachten";

/// The flags that every command has.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = HEADING)]
pub(crate) struct Globals {
    /// Waar de diensten staan, http:// of https://, meer met komma’s ertussen (anders BESLUITSPOOR_SERVER, anders http://127.0.0.1:4750)
    #[arg(long, global = true, value_name = "URL", env = "BESLUITSPOOR_SERVER", default_value = SERVER_DEFAULT, hide_env = true, hide_default_value = true, hide_short_help = true)]
    pub(crate) server: String,
    /// Bestand met uw toegangstoken (anders BESLUITSPOOR_TOKEN, anders het bestand in BESLUITSPOOR_TOKEN_FILE)
    #[arg(long, global = true, value_name = "BESTAND", hide_short_help = true)]
    pub(crate) token_file: Option<PathBuf>,
    /// Bestand met de certificaten (PEM) waarmee de dienst zich bewijst (anders BESLUITSPOOR_CA, anders die van het systeem)
    #[arg(
        long,
        global = true,
        value_name = "BESTAND",
        env = "BESLUITSPOOR_CA",
        hide_env = true,
        hide_short_help = true
    )]
    pub(crate) ca: Option<PathBuf>,
    /// Stuurt het token ook zonder TLS naar een andere machine; alleen als iets anders de weg versleutelt
    #[arg(long, global = true, action = ArgAction::SetTrue, hide_short_help = true)]
    pub(crate) allow_plaintext: bool,
    /// Antwoordt in JSON: één object, of één per regel bij een stroom
    #[arg(long, global = true, action = ArgAction::SetTrue, hide_short_help = true)]
    pub(crate) json: bool,
    /// Taal van meldingen en tabellen: nl of en (anders BESLUITSPOOR_LANG, anders nl)
    #[arg(
        long,
        global = true,
        value_name = "TAAL",
        env = "BESLUITSPOOR_LANG",
        default_value = "nl",
        hide_env = true,
        hide_default_value = true,
        hide_possible_values = true,
        hide_short_help = true
    )]
    pub(crate) lang: Lang,
    /// In welke hoedanigheid: coordinator:PARTIJ, secretary:GREMIUM of administrator; nodig als u er meer hebt
    #[arg(long, global = true, value_name = "ROL", value_parser = values::capacity, hide_short_help = true)]
    pub(crate) act_as: Option<Capacity>,
    /// Herhaalt een opdracht waarvan de afloop onbekend is: het id dat toen is getoond (een UUID)
    #[arg(long, global = true, value_name = "UUID", value_parser = values::uuid, hide_short_help = true)]
    pub(crate) command_id: Option<Uuid>,
    /// Leest pas als deze positie is verwerkt: die van uw laatste opdracht, als JOURNAAL:POSITIE
    #[arg(long, visible_alias = "at-least", global = true, value_name = "POSITIE", value_parser = values::at, hide_short_help = true)]
    pub(crate) after: Option<At>,
    /// Toont deze hulp (--help: met alle vlaggen)
    #[arg(short = 'h', long, global = true, action = ArgAction::Help)]
    pub(crate) help: Option<bool>,
}

/// A language that can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    /// Dutch.
    Nl,
    /// English.
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Nl => Self::Dutch,
            Lang::En => Self::English,
        }
    }
}
