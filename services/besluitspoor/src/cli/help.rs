//! Help in Dutch, with the commands of each user together.

use std::{ffi::OsString, fmt::Write as _};

use clap::CommandFactory as _;
use wire::Language;

use super::{Cli, globals::HEADING};
use crate::exit::Exit;

/// Which commands belong to whom, in the order of help.
pub(super) const GROUPS: [(&str, &[&str]); 6] = [
    ("Iedereen", &["serve", "demo", "token", "completions"]),
    (
        "Coördinator",
        &[
            "open",
            "prepare",
            "file",
            "submit",
            "resubmit",
            "answer",
            "withdraw",
            "hand-over",
            "dossiers",
            "show",
            "decisions",
            "actions",
            "document",
            "forecast",
            "template",
            "check-document",
            "register",
            "arrangement",
            "bound",
        ],
    ),
    (
        "Secretaris",
        &["agenda", "waiting", "meeting", "record", "correct", "ratify", "suspend", "resume", "escalate"],
    ),
    ("Auditor", &["history", "replay", "verify", "journal", "audit"]),
    ("Bewaren (beheerder)", &["erase", "hold", "confirm"]),
    ("Beheerder", &["framework", "mandate", "ledger"]),
];

/// The grammar of the command line with its help in Dutch.
pub(crate) fn command() -> clap::Command {
    let cli = Cli::command();
    let groups = groups(&cli);
    let template = format!(
        "{{about-with-newline}}\nGebruik: {{usage}}\n{groups}\n{HEADING}:\n{{options}}{{after-help}}"
    );
    let cli = in_dutch_below(cli).help_template(template).after_long_help(exits());
    let version =
        clap::Arg::new("program-version").short('V').long("version").action(clap::ArgAction::Version);
    cli.arg(version.help("Toont de versie"))
}

/// A line that asks for help in a word, as clap knows it: `help open` is `open --help`.
pub(super) fn asked(line: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut line: Vec<OsString> = line.into_iter().collect();
    if line.get(1).is_some_and(|word| word == "help") {
        line.remove(1);
        line.push("--help".into());
    }
    line
}

/// How a command is used, without the flags that clap names only because a variable gives them.
pub(super) fn usage(usage: &str) -> String {
    let mut globals = command();
    // An argument can be written as usage names it only when the grammar is complete.
    globals.build();
    let given = globals.get_arguments().filter(|argument| argument.get_env().is_some());
    let flags = given.map(|argument| format!(" {argument}"));
    in_dutch(&flags.fold(usage.to_owned(), |usage, flag| usage.replace(&flag, "")))
}

/// What clap writes in English, in Dutch.
pub(super) fn in_dutch(text: &str) -> String {
    text.replace("[OPTIONS]", "[VLAGGEN]")
        .replace("[default: ", "[anders: ")
        .replace("[aliases: ", "[ook: ")
        .replace("[alias: ", "[ook: ")
}

fn in_dutch_below(command: clap::Command) -> clap::Command {
    const TEMPLATE: &str = "{about-with-newline}\nGebruik: {usage}\n\n{all-args}{after-help}";
    let command = command
        .help_template(TEMPLATE)
        .disable_help_subcommand(true)
        .subcommand_help_heading("Opdrachten")
        .subcommand_value_name("OPDRACHT")
        .mut_args(|argument| {
            let positional = argument.is_positional();
            match argument.get_help_heading() {
                None if positional => argument.help_heading("Wat u noemt"),
                None => argument.help_heading("Vlaggen"),
                Some(_) => argument,
            }
        });
    command.mut_subcommands(in_dutch_below)
}

fn groups(cli: &clap::Command) -> String {
    let width = cli.get_subcommands().map(|command| command.get_name().len()).max().unwrap_or_default();
    let mut text = String::new();
    for (user, names) in GROUPS {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "\n{user}:");
        for name in names {
            let about = cli.find_subcommand(name).and_then(clap::Command::get_about);
            let about = about.map(ToString::to_string).unwrap_or_default();
            let _ = writeln!(text, "  {name:width$}  {about}");
        }
    }
    text
}

fn exits() -> String {
    let mut text = String::from("Hoe de opdracht eindigt (uitgelegd in docs/exit-codes.md):\n");
    for exit in Exit::ALL {
        let _ = writeln!(text, "  {:>2}  {}", exit.code(), exit.told(Language::Dutch));
    }
    text
}
