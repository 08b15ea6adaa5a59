//! The command line as people and scripts use it: each line is a process of the real binary that asks a server.

mod administrator;
mod auditor;
mod coordinator;
mod everyone;
mod evidence;
mod exit_codes;
mod forecast;
mod looking_back;
mod meetings;
mod more_machines;
mod preparation;
mod readme;
mod secretary;
mod witnesses;

use serde_json::Value;
use tests::{people::Person, site::Site, terminal::Terminal};

/// The words that stand in a section of a filled document.
const WORDS: &str = "Een voorbeeld dat nergens bestaat.";

/// The terminal of a coordinator of Heiloo.
fn heiloo(site: &Site) -> Terminal {
    Terminal::of(site, &Person::Coordinator("gemeente-heiloo".into()))
}

/// The terminal of the secretary of a body.
fn secretary(site: &Site, body: &str) -> Terminal {
    Terminal::of(site, &Person::Secretary(body.into()))
}

/// Opens a dossier and gives its number.
fn opened(at: &Terminal, title: &str) -> String {
    text(&at.json(&["open", title, "--function", "terugleiden"])["reference"])
}

/// Writes a whole document for a dossier into the folder.
fn written(at: &Terminal, format: &str, dossier: &str, file: &str) {
    let empty = at.done(&["template", format, "--dossier", dossier]);
    at.write(file, &filled(&empty));
}

/// Opens a dossier and submits its first document: it waits for the beleidsoverleg. Gives its number.
fn submitted(at: &Terminal, title: &str) -> String {
    let dossier = opened(at, title);
    written(at, "voorstel", &dossier, "ingediend.md");
    at.json(&["submit", "ingediend.md"]);
    dossier
}

/// An empty document with words where its hints were.
fn filled(template: &str) -> String {
    template.replace("<!-- Verplicht. -->", WORDS)
}

/// Where the receipt of an answer says that it was recorded, as `--after` and `--as-of` take it.
fn position(answer: &Value) -> String {
    let at = &answer["receipt"]["position"];
    format!("{}:{}", text(&at["log_id"]), at["position"])
}

#[track_caller]
fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}

#[track_caller]
fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("no list: {value}"))
}
