//! Documents on this machine: an empty one, and what is wrong with a filled one. Nothing is asked of a service.

use std::path::Path;

use domain::framework::{Format, Framework};
use serde::Serialize;

use crate::{
    cli::coordinator::reading::{CheckDocument, FrameworkFile, Template},
    commands::{files, framework, session::Session},
    document::{self, DOCUMENT_BYTES_MAX, Fault, Finding, Source},
    exit::Exit,
    failure::{Failure, Place},
    show::{
        Page, Say as _, Shown,
        json::{
            document::{Checked, SectionWords},
            done::Warning,
        },
        table::paragraph,
    },
};

/// Shows an empty document.
pub(super) fn template(session: &Session, template: &Template) -> Result<(), Failure> {
    let framework = of(session, &template.framework)?;
    let format =
        framework.formats.iter().find(|format| format.id.as_str() == template.format).ok_or_else(|| {
            let fault = Fault::FormatUnknown { given: template.format.clone(), known: known(&framework) };
            Failure::input(fault.told(session.language)).rule(fault.rule())
        })?;
    let text = document::template(format, template.dossier.as_deref(), session.language);
    files::write(template.out.as_deref(), &text, false, session)
}

/// Checks a document: its headings, whether it is complete, and its length.
pub(super) fn check(session: &Session, check: &CheckDocument) -> Result<(), Failure> {
    let framework = of(session, &check.framework)?;
    let name = check.file.display().to_string();
    let source = source(session, &check.file)?;
    let format = format_of(session, &name, &source, check.format.as_deref(), &framework)?;
    let reading = source.read(format);
    if !(reading.faults.is_empty() && reading.gaps.is_empty()) {
        let mut findings = [reading.faults, reading.gaps, reading.notes].concat();
        findings.sort_by_key(|finding| finding.line);
        return Err(Failure::findings(&name, &findings, session.language));
    }
    let (each, words) = document::word_counts(&reading.document);
    let sections = reading.document.sections.iter().zip(each).map(|(section, words)| SectionWords {
        id: section.id.to_string(),
        line: section.line,
        words,
    });
    let warnings = reading.notes.iter().map(|note| Warning {
        code: note.fault.rule().to_owned(),
        field: format!("{name}:{}", note.line),
        message: format!("{name}:{}: {}", note.line, note.fault.told(session.language)),
    });
    let warnings = warnings.collect();
    let checked = Checked {
        file: name,
        format: format.id.to_string(),
        sections: sections.collect(),
        words,
        words_max: format.limit.map(domain::framework::Limit::words_max),
        faults: Vec::<Place>::new(),
        gaps: Vec::new(),
    };
    session.show(&Attended { checked, warnings })
}

/// A document in which nothing is wrong, with what deserves attention.
#[derive(Serialize)]
struct Attended {
    /// What was found.
    #[serde(flatten)]
    checked: Checked,
    /// What deserves attention, as in the receipt of a command.
    warnings: Vec<Warning>,
}

impl Shown for Attended {
    fn people(&self, page: &Page) -> String {
        let mut text = self.checked.people(page);
        for warning in &self.warnings {
            let told =
                format!("{}: {} [{}]", page.language.say("Let op", "Mind"), warning.message, warning.code);
            text.push_str(&paragraph(&told, "", page));
        }
        text
    }
}

/// The text of a document's file.
///
/// # Errors
/// What keeps it from being read at all.
pub(super) fn source(session: &Session, file: &Path) -> Result<Source, Failure> {
    let bytes = files::read(file, DOCUMENT_BYTES_MAX, session)?;
    let name = file.display().to_string();
    Source::open(&bytes).map_err(|findings| Failure::findings(&name, &findings, session.language))
}

/// The format that a document is in: as the flag says, or as its front matter does.
///
/// # Errors
/// Neither says, they say different things, or the framework has no such format; with what was wrong before.
pub(super) fn format_of<'f>(
    session: &Session,
    name: &str,
    source: &Source,
    flag: Option<&str>,
    framework: &'f Framework,
) -> Result<&'f Format, Failure> {
    let front = source.front().format.as_ref();
    if let (Some(flag), Some(front)) = (flag, front)
        && flag != front.value
    {
        return Err(contradiction(session, name, front.line, "format", flag, &front.value));
    }
    let line = front.map_or(1, |front| front.line);
    let Some(given) = flag.or(front.map(|front| front.value.as_str())) else {
        return Err(faulty(
            session,
            name,
            source,
            Finding::at(1, Fault::FormatMissing { known: known(framework) }),
        ));
    };
    let found = framework.formats.iter().find(|format| format.id.as_str() == given);
    found.ok_or_else(|| {
        let fault = Fault::FormatUnknown { given: given.chars().take(60).collect(), known: known(framework) };
        faulty(session, name, source, Finding::at(line, fault))
    })
}

/// A flag and the front matter say different things.
pub(super) fn contradiction(
    session: &Session,
    name: &str,
    line: usize,
    key: &str,
    flag: &str,
    written: &str,
) -> Failure {
    let told = session.language.say("in het bestand staat", "the file says");
    Failure::new(Exit::Input, format!("{name}:{line}: {told} ‘{key}: {written}’, --{key} is ‘{flag}’."))
}

fn faulty(session: &Session, name: &str, source: &Source, finding: Finding) -> Failure {
    let findings = [source.findings(), &[finding]].concat();
    Failure::findings(name, &findings, session.language)
}

fn known(framework: &Framework) -> Vec<String> {
    framework.formats.iter().map(|format| format.id.to_string()).collect()
}

/// The framework in a given file, or the one that comes with the program.
fn of(session: &Session, file: &FrameworkFile) -> Result<Framework, Failure> {
    match &file.framework {
        Some(file) => framework::of_file(session, file).map(|(framework, _)| framework),
        None => kader::read(kader::shipped::regio_alkmaar())
            .map_err(|_| Failure::new(Exit::Internal, "the shipped framework is not sound")),
    }
}
