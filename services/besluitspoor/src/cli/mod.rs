//! What can be typed: one file for each user, the flags that every command has, and how help and mistakes are told.
//!
//! Names of commands and flags are English and do not change; help is Dutch, for the people of the region.

pub(crate) mod action;
pub(crate) mod arrangement;
pub(crate) mod audit;
pub(crate) mod auditor;
pub(crate) mod bound;
pub(crate) mod coordinator;
pub(crate) mod escalate;
pub(crate) mod everyone;
pub(crate) mod evidence;
pub(crate) mod forecast;
pub(crate) mod framework;
pub(crate) mod globals;
mod help;
pub(crate) mod journal;
pub(crate) mod keeper;
pub(crate) mod ledger;
pub(crate) mod mandate;
pub(crate) mod meeting;
mod mistake;
pub(crate) mod prepare;
pub(crate) mod secretary;
pub(crate) mod values;

#[cfg(test)]
mod tests;

use std::ffi::OsString;

use clap::{FromArgMatches as _, Parser, Subcommand};

use self::globals::Globals;
pub(crate) use self::help::command;
use crate::failure::Failure;

/// Draagt een voorstel voor een groepsarrangement langs de gremia van de regio, en laat zien hoe het is besloten.
#[derive(Debug, Parser)]
#[command(name = "besluitspoor", version, disable_help_flag = true, disable_version_flag = true)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) globals: Globals,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What is asked.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[command(flatten)]
    Everyone(everyone::Command),
    #[command(flatten)]
    Coordinator(coordinator::Command),
    #[command(flatten)]
    Secretary(secretary::Command),
    #[command(flatten)]
    Auditor(auditor::Command),
    #[command(flatten)]
    Keeper(keeper::Command),
    /// Vooruitzicht: wanneer kan worden besloten, wat te laat zijn kost, en wat een ander kader zou schelen
    #[command(subcommand)]
    Forecast(forecast::Command),
    /// Arrangementen die zijn vastgesteld: laten beginnen, en zien wat ervan is gekomen
    #[command(subcommand)]
    Arrangement(arrangement::Command),
    /// Toont wie aan wat is vastgesteld gebonden is, en wie er gebruik van maakt zonder gebonden te zijn
    Bound(bound::Bound),
    /// Voorbereiding: stappen, vragen, aantallen, partners en draagvlak, voordat een voorstel wordt ingediend
    #[command(subcommand)]
    Prepare(prepare::Command),
    /// Kaders: nakijken, tekenen, vaststellen, lezen
    #[command(subcommand)]
    Framework(framework::Command),
    /// Opschalen: een dossier dat vastloopt op de escalatieladder, een trede hoger, opgelost of een geschil
    #[command(subcommand)]
    Escalate(escalate::Command),
    /// Mandaten: verlenen en intrekken
    #[command(subcommand)]
    Mandate(mandate::Command),
    /// Het bewijsregister: beginnen, en de sleutel om het te controleren
    #[command(subcommand)]
    Ledger(ledger::Command),
}

/// What a line asks for.
#[derive(Debug)]
pub(crate) enum Line {
    /// A command.
    Command(Box<Cli>),
    /// Help or the version: this text.
    Help(String),
}

/// Reads a line.
///
/// # Errors
/// What is wrong with it and what could have been typed; [`crate::exit::Exit::Input`].
pub(crate) fn read(line: impl IntoIterator<Item = OsString>) -> Result<Line, Failure> {
    use clap::error::ErrorKind;
    let matches = match command().try_get_matches_from(help::asked(line)) {
        Ok(matches) => matches,
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            let text = help::in_dutch(&error.render().to_string());
            return Ok(Line::Help(format!("{}\n", text.trim_end())));
        }
        Err(error) if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            return Err(Failure::input(help::in_dutch(&error.render().to_string())));
        }
        Err(error) => return Err(mistake::told(&error)),
    };
    let cli = Cli::from_arg_matches(&matches).map_err(|error| mistake::told(&error))?;
    Ok(Line::Command(Box::new(cli)))
}
