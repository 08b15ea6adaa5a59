//! What everyone can type: run the services, try them, make tokens.

use access::Grant;
use clap::{Args, Subcommand};
use clap_complete::Shell;
use domain::ids::ActorId;

use super::values;
use crate::{demo, serve};

/// For everyone.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Draait de diensten op deze machine
    Serve(Box<serve::Args>),
    /// Probeert alles uit op deze machine, met voorbeelddossiers
    Demo(demo::Args),
    /// Toegangstokens
    #[command(subcommand)]
    Token(Token),
    /// Toont het script dat uw shell leert deze opdrachten aan te vullen
    Completions(Completions),
}

/// Tokens.
#[derive(Debug, Subcommand)]
pub(crate) enum Token {
    /// Maakt een token en de regels voor het tokenbestand; het token wordt één keer getoond en nergens bewaard
    New(TokenNew),
}

/// A new token.
#[derive(Debug, Args)]
pub(crate) struct TokenNew {
    /// Voor wie: een naam die niets zegt, zoals u-7f3a; nooit de naam van een persoon
    #[arg(long, value_name = "NAAM", value_parser = values::actor)]
    pub(crate) actor: ActorId,
    /// Welke rol: coordinator:PARTIJ, secretary:GREMIUM, member:GREMIUM, auditor of administrator; mag vaker
    #[arg(long = "grant", value_name = "ROL", value_parser = values::grant, required = true)]
    pub(crate) grants: Vec<Grant>,
    /// De eerste dag waarop het token niet meer werkt, zoals 2027-01-01
    #[arg(long, value_name = "DATUM", value_parser = values::date)]
    pub(crate) expires: Option<String>,
}

/// Completions.
#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// Voor welke shell: bash, zsh, fish, elvish of powershell
    #[arg(value_name = "SHELL", hide_possible_values = true)]
    pub(crate) shell: Shell,
}
