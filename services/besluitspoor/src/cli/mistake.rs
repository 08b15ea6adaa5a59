//! What is wrong with a line, in Dutch.

use clap::{
    Error,
    error::{ContextKind, ContextValue, ErrorKind},
};

use crate::failure::Failure;

/// What is wrong with a line, and what could have been typed.
pub(super) fn told(error: &Error) -> Failure {
    let argument = context(error, ContextKind::InvalidArg);
    let failure = match error.kind() {
        ErrorKind::UnknownArgument if argument.starts_with("--token") => {
            // What stands on the line can be seen by everyone on the machine.
            let told = "Een token hoort niet op de regel: anderen op deze machine zien het daar. Vraag een nieuw token als u dit zo deed.";
            return Failure::input(told)
                .help("Zet het in een bestand en geef --token-file, of zet het in BESLUITSPOOR_TOKEN.");
        }
        ErrorKind::UnknownArgument => Failure::input(format!("‘{argument}’ wordt hier niet gekend.")),
        ErrorKind::InvalidSubcommand => Failure::input(format!(
            "Er is geen opdracht ‘{}’.",
            context(error, ContextKind::InvalidSubcommand)
        )),
        ErrorKind::MissingSubcommand => Failure::input("Noem een opdracht."),
        ErrorKind::MissingRequiredArgument => Failure::input(format!("Noem ook: {argument}.")),
        ErrorKind::ArgumentConflict => {
            let other = context(error, ContextKind::PriorArg);
            Failure::input(format!("‘{argument}’ gaat niet samen met ‘{other}’."))
        }
        ErrorKind::InvalidValue => invalid(error, &argument),
        ErrorKind::ValueValidation => {
            let given = context(error, ContextKind::InvalidValue);
            let why = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            Failure::input(format!("Bij {argument} kan ‘{given}’ niet: {}.", why.trim_end_matches('.')))
        }
        ErrorKind::InvalidUtf8 => Failure::input("De regel bevat iets dat geen UTF-8 is."),
        ErrorKind::NoEquals
        | ErrorKind::TooManyValues
        | ErrorKind::TooFewValues
        | ErrorKind::WrongNumberOfValues => {
            Failure::input(format!("Bij {argument} hoort een ander aantal waarden."))
        }
        // The rest are answers and no mistakes; and new kinds may come.
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
        | ErrorKind::DisplayVersion
        | ErrorKind::Io
        | ErrorKind::Format
        | _ => Failure::input(error.to_string()),
    };
    let mut failure = suggested(error, failure);
    let usage = context(error, ContextKind::Usage);
    let usage = usage.trim().trim_start_matches("Usage:").trim();
    if !usage.is_empty() {
        failure.message = format!("{}\nGebruik: {}", failure.message, super::help::usage(usage));
    }
    failure
}

fn invalid(error: &Error, argument: &str) -> Failure {
    let given = context(error, ContextKind::InvalidValue);
    let valid = context(error, ContextKind::ValidValue);
    let failure = if given.is_empty() {
        Failure::input(format!("Bij {argument} hoort een waarde."))
    } else {
        Failure::input(format!("Bij {argument} kan ‘{given}’ niet."))
    };
    if valid.is_empty() { failure } else { failure.help(format!("Het kan zijn: {valid}.")) }
}

fn suggested(error: &Error, failure: Failure) -> Failure {
    let kinds = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let near = kinds.into_iter().map(|kind| context(error, kind)).find(|near| !near.is_empty());
    match near {
        Some(near) => failure.help(format!("Is ‘{near}’ bedoeld?")),
        None => failure,
    }
}

/// What clap says about the mistake, as text. Empty: nothing.
fn context(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        Some(ContextValue::StyledStrs(texts)) => {
            texts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        }
        Some(ContextValue::Number(number)) => number.to_string(),
        Some(ContextValue::Bool(_) | ContextValue::None) | None => String::new(),
        Some(_) => String::new(),
    }
}
