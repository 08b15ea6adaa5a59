//! From the bytes of a framework file to a framework, or to everything that is wrong with them.
//!
//! - `source`: the lines of the file, and what was found wrong so far
//! - `table`, `value`: walking TOML so that every problem is found, not only the first
//! - `head`, `parties`, `documents`, `checklists`, `route`, `steps`, `ladder`, `evaluation`: the parts of a file
//! - `places`: where in the file each part of a framework stands, and which faults can be told

mod checklists;
mod documents;
mod evaluation;
mod head;
mod ladder;
mod parties;
mod places;
mod route;
mod source;
mod steps;
mod table;
mod value;

use domain::{
    framework::{Checklist, Framework, FrameworkRef, check},
    sealed::Digest,
};
use sha2::{Digest as _, Sha256};
use toml::de::DeTable;

use self::{
    source::{Part, Source},
    table::Table,
};
use crate::{
    finding::Finding,
    words::{self, fact},
};

/// The most bytes that a framework file may have.
pub const FRAMEWORK_BYTES_MAX: usize = 256 * 1024;
/// The most findings that are told at once; of more only the number is said.
pub const FINDINGS_MAX: usize = 100;
/// The form of a framework file that this program reads.
pub const SCHEMA: &str = "kader/1";

const KEYS: &[&str] = &[
    "schema",
    "id",
    "version",
    "title",
    "reference_prefix",
    "supersedes",
    "effective_from",
    "small_number_threshold",
    "calendar",
    "lists",
    "party",
    "body",
    "format",
    "checklist",
    "round",
    "end",
    "escalation",
    "ladder",
    "evaluation",
];

/// Reads a framework file. What comes back is sound, and names the SHA-256 of exactly these bytes.
///
/// # Errors
/// Everything that is wrong with the file, in the order of its lines. A file that is no TOML says only that. A
/// part that cannot be read keeps back the faults that rest on it, so that one mistake is told once.
pub fn read(bytes: &[u8]) -> Result<Framework, Vec<Finding>> {
    read_and_check(bytes, check::faults)
}

/// Reads a framework file that was adopted before. It was sound by the rules of its day; rules that came later
/// do not judge it, because dossiers run on it.
///
/// # Errors
/// What is wrong with its form, as [`read`](fn@read) says it.
pub fn read_adopted(bytes: &[u8]) -> Result<Framework, Vec<Finding>> {
    read_and_check(bytes, |_| Vec::new())
}

/// The list of a file that ships with the program.
pub(crate) fn checklist(text: &str) -> Option<Checklist> {
    checklists::of_file(text)
}

fn read_and_check(
    bytes: &[u8],
    faults: impl Fn(&Framework) -> Vec<check::Fault>,
) -> Result<Framework, Vec<Finding>> {
    let text = text(bytes).map_err(|finding| vec![finding])?;
    let mut source = Source::new(text);
    let (root, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let at = error.span().map_or(text.len(), |span| span.start);
        source.report(at, "SYNTAX", &[fact("message", error.message())]);
    }
    if source.is_faulty() || !head::is_known_form(root.get_ref(), &mut source) {
        return Err(source.into_findings());
    }
    let digest = Digest(Sha256::digest(bytes).into());
    let framework = framework(&root, digest, &mut source);
    for fault in faults(&framework) {
        source.fault(&fault);
    }
    if source.is_faulty() { Err(source.into_findings()) } else { Ok(framework) }
}

/// The file as text.
fn text(bytes: &[u8]) -> Result<&str, Finding> {
    let one = |line, rule, facts: &[words::Fact]| {
        let said = words::of_rule(rule, facts);
        Err(Finding { line, rule, nl: said.nl, en: said.en })
    };
    if bytes.len() > FRAMEWORK_BYTES_MAX {
        return one(1, "FILE_TOO_LARGE", &[fact("bytes", bytes.len()), fact("max", FRAMEWORK_BYTES_MAX)]);
    }
    let text = match str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let before = &bytes[..error.valid_up_to()];
            return one(1 + before.iter().filter(|byte| **byte == b'\n').count(), "NOT_UTF8", &[]);
        }
    };
    if text.trim_start_matches('\u{feff}').trim().is_empty() {
        return one(1, "FILE_EMPTY", &[fact("schema", SCHEMA)]);
    }
    Ok(text)
}

/// The framework, as far as it could be read.
fn framework(root: &toml::Spanned<DeTable<'_>>, digest: Digest, source: &mut Source<'_>) -> Framework {
    let root = Table::root(root, KEYS, source);
    source.place(&check::Place::Framework, &root);
    source.part = Part::Head;
    let head = head::read(&root, source).unwrap_or_else(head::Head::unread);
    source.part = Part::Calendar;
    let calendar = head::calendar(&root, source);
    source.part = Part::Terms;
    let lists = head::lists(&root, source);
    source.part = Part::Parties;
    let parties = parties::parties(&root, source);
    source.part = Part::Bodies;
    let bodies = parties::bodies(&root, source);
    source.part = Part::Formats;
    let formats = documents::read(&root, source);
    source.part = Part::Checklists;
    let checklists = checklists::read(&root, source);
    source.part = Part::Route;
    let route = route::read(&root, source);
    source.part = Part::Ladder;
    let ladder = ladder::read(&root, source);
    source.part = Part::Evaluation;
    let evaluation = evaluation::read(&root, source);
    Framework {
        reference: FrameworkRef { id: head.id, version: head.version, digest },
        title: head.title,
        reference_prefix: head.reference_prefix,
        supersedes: head.supersedes,
        effective_from: head.effective_from,
        calendar: calendar.unwrap_or_else(domain::calendar::Calendar::algemene_termijnenwet),
        parties,
        bodies,
        formats,
        route,
        ladder,
        functions: lists.functions,
        funding_codes: lists.funding_codes,
        indicators: lists.indicators,
        checklists,
        evaluation,
        small_number_threshold: head.small_number_threshold,
    }
}
