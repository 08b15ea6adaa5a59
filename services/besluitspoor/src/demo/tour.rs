//! What there is to try: a few commands for each user, as they are typed.

use std::{fmt::Write as _, net::SocketAddr, path::Path};

use jiff::{ToSpan as _, civil::Date};
use serde::Serialize;
use tlog::VerifierKey;

use super::{
    past::{Shipped, Written},
    plan,
};
use crate::show::{Page, Shown};

/// The paper that the coordinator of the tour submits, and the example that it is of.
pub(super) const PAPER: &str = "opbouwgroep-businesscase";
pub(super) const READY: &str = "Voorbeeld: opbouwgroep in dagdelen";
/// Examples that the tour is about: one that waits for the PORA, and one whose decision departed from advice.
const WAITING: &str = "Voorbeeld: leerroute op de zorgboerderij";
const DEPARTED: &str = "Voorbeeld: autismeklas met behandeling";
/// How far back the auditor looks, in days.
const EARLIER_DAYS: i32 = 75;

/// What runs, and what there is to try.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Tour {
    /// Where the services are.
    server: String,
    /// Where they are measured.
    metrics: String,
    /// The directory of journal, views and tokens.
    directory: String,
    /// The token file.
    tokens: String,
    /// The directory of the program.
    program: String,
    /// How many arrangements are in the register from bijlage 1.
    arrangements: usize,
    /// How many example dossiers there are.
    dossiers: usize,
    /// What there is to try, by user.
    pub(super) parts: Vec<Part>,
}

/// What one user can try.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Part {
    /// What they see, in a sentence.
    told: &'static str,
    /// The file with their token, below the directory.
    pub(super) token_file: String,
    /// The commands, each word by word after the name of the program.
    pub(super) commands: Vec<Vec<String>>,
}

/// Where the demonstration runs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'p> {
    /// The directory.
    pub(super) directory: &'p Path,
    /// The program itself.
    pub(super) program: &'p Path,
    /// Where the services listen.
    pub(super) grpc: SocketAddr,
    /// Where the metrics listen.
    pub(super) metrics: SocketAddr,
    /// The key that the ledger is checked with.
    pub(super) key: &'p VerifierKey,
}

/// How to go on with a demonstration that was stopped.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Stopped {
    /// The directory of journal, views and tokens.
    directory: String,
    /// The command that goes on with it, word by word after the name of the program.
    pub(super) command: Vec<String>,
}

impl Tour {
    /// What there is to try today.
    pub(super) fn of(written: &Written, today: Date, place: Place<'_>) -> Self {
        let directory = place.directory.display().to_string();
        Self {
            server: format!("http://{}", place.grpc),
            metrics: format!("http://{}/metrics", place.metrics),
            tokens: format!("{directory}/tokens.toml"),
            directory,
            program: place.program.parent().unwrap_or(Path::new(".")).display().to_string(),
            arrangements: written.arrangements,
            dossiers: written.references.len(),
            parts: vec![secretary(written, today), coordinator(written), auditor(written, today, place.key)],
        }
    }
}

impl Shown for Tour {
    fn people(&self, _page: &Page) -> String {
        let Self { server, metrics, arrangements, dossiers, .. } = self;
        let (home, program) = (quoted(&self.directory), quoted(&self.program));
        let mut text = format!(
            "\nBesluitspoor draait, met {arrangements} arrangementen uit bijlage 1 en {dossiers} verzonnen dossiers.\n\n  \
             diensten  {server}\n  \
             metingen  {metrics} (met een token)\n  \
             gegevens  {home}\n  \
             tokens    {home}/tokens: één bestand per persoon, alleen voor u leesbaar\n\n\
             Open een tweede venster en begin met:\n\n  \
             export PATH={program}:$PATH BESLUITSPOOR_SERVER={server}\n  \
             cd {home}\n",
        );
        for Part { told, token_file, commands } in &self.parts {
            // Writing to a string cannot fail.
            let _ = write!(text, "\n{told}:\n\n  export BESLUITSPOOR_TOKEN_FILE={}\n", quoted(token_file));
            for words in commands {
                let _ = writeln!(text, "  {}", line(words));
            }
        }
        text.push_str("\nAlle opdrachten: besluitspoor --help. Stoppen: Ctrl-C in dit venster.\n");
        text
    }
}

impl Stopped {
    /// How to go on in this directory.
    pub(super) fn of(directory: &Path) -> Self {
        let directory = directory.display().to_string();
        let tokens = format!("{directory}/tokens.toml");
        let command = words(&["serve", "--data", &directory, "--tokens", &tokens]);
        Self { directory, command }
    }
}

impl Shown for Stopped {
    fn people(&self, _page: &Page) -> String {
        format!(
            "\nGestopt. Alles staat nog in {}; wie het niet meer nodig heeft, gooit die map weg. Verder ermee:\n\n  {}\n",
            quoted(&self.directory),
            line(&self.command),
        )
    }
}

fn secretary(written: &Written, today: Date) -> Part {
    let [framework, _] = Shipped::all();
    let met = plan::last_meeting(&framework.framework, "pora", today).to_string();
    let waiting = written.reference(WAITING);
    let because = "Een haalbare stap; het vervoer is geregeld.";
    Part {
        told: "De secretaris van het PORA ziet wat er wacht, en legt vast wat het PORA deed",
        token_file: token_file("secretary-pora"),
        commands: vec![
            words(&["agenda", "pora"]),
            words(&["record", waiting, "--outcome", "positive", "--on", &met, "--motivation", because]),
        ],
    }
}

fn coordinator(written: &Written) -> Part {
    Part {
        told: "De coördinator van PPO-NK dient een businesscase in, en volgt haar",
        token_file: token_file("coordinator-ppo-nk"),
        commands: vec![
            words(&["dossiers", "--mine"]),
            words(&["submit", &format!("stukken/{PAPER}.md")]),
            words(&["show", written.reference(READY)]),
        ],
    }
}

fn auditor(written: &Written, today: Date, key: &VerifierKey) -> Part {
    let earlier = today.saturating_sub(EARLIER_DAYS.days()).to_string();
    Part {
        told: "De auditor ziet wat er toen bij het OOGO lag, hoe het OOGO van een advies afweek, laat alles nog eens beslissen, en \
               neemt bewijs mee dat zonder deze dienst te controleren is",
        token_file: token_file("auditor"),
        commands: vec![
            words(&["audit", "as-of", &earlier, "--body", "oogo"]),
            words(&["audit", "dossier", written.reference(DEPARTED), "--explain"]),
            words(&["verify"]),
            words(&["audit", "export", "--region", "--out", "bundel"]),
            words(&["verify", "bundel", "--key", &key.to_string()]),
        ],
    }
}

fn token_file(person: &str) -> String {
    format!("tokens/{person}")
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(ToString::to_string).collect()
}

/// A command as it is typed.
fn line(words: &[String]) -> String {
    let words: Vec<_> = words.iter().map(|word| quoted(word)).collect();
    format!("besluitspoor {}", words.join(" "))
}

/// A word as a shell reads it.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=@,+".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}
