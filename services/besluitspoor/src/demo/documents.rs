//! The papers of the examples, in the very form that coordinators write: each is an example of that too.

use domain::{dossier::event::SectionFiled, framework::Framework};
use wire::convert::{Seal, seal};

use crate::document::Source;

/// The papers, by name.
macro_rules! papers {
    ($($name:literal,)+) => {
        /// Every paper: its name, and its text.
        pub(super) const PAPERS: &[(&str, &str)] = &[$(($name, include_str!(concat!("documents/", $name, ".md")))),+];
    };
}

papers! {
    "afstand-voorstel",
    "arbeid-businesscase",
    "arbeid-voorstel",
    "autismeklas-businesscase",
    "autismeklas-voorstel",
    "jonge-kind-businesscase",
    "jonge-kind-voorstel",
    "jonge-kind-voorstel-2",
    "kleutergroep-voorstel",
    "observatiegroep-voorstel",
    "opbouwgroep-businesscase",
    "opbouwgroep-voorstel",
    "overstapgroep-voorstel",
    "rustpunt-voorstel",
    "schakelklas-voorstel",
    "taalgroep-voorstel",
    "time-out-projectplan",
    "time-out-voorstel",
    "verpleging-businesscase",
    "verpleging-voorstel",
    "weekendgroep-voorstel",
    "werkplek-projectplan",
    "werkplek-voorstel",
    "zorgboerderij-voorstel",
}

/// The text of a paper.
pub(super) fn text(name: &str) -> &'static str {
    let found = PAPERS.iter().find(|(known, _)| *known == name);
    found.expect("the tests look up every paper that is named").1
}

/// The same text, saying of which dossier it is.
pub(super) fn of_dossier(name: &str, reference: &str) -> String {
    text(name).replacen("---\n", &format!("---\ndossier: {reference}\n"), 1)
}

/// A document as a command files it.
pub(super) fn filed(
    name: &str,
    framework: &Framework,
    sealing: &mut impl Seal,
) -> domain::dossier::command::FileDocument {
    let source = Source::open(text(name).as_bytes()).expect("the tests read every paper");
    let named = source.front().format.as_ref().expect("every paper names its format");
    let format = framework.formats.iter().find(|format| format.id.as_str() == named.value);
    let format = format.expect("the framework has the format");
    let sections: Vec<SectionFiled> = source
        .read(format)
        .document
        .sections
        .into_iter()
        .map(|section| SectionFiled {
            words: seal::count_words(&section.text),
            text: sealing.seal(&format!("{}{}", seal::SECTION_PREFIX, section.id), &section.text),
            id: section.id,
        })
        .collect();
    let digest = sealing.document_digest(&sections);
    domain::dossier::command::FileDocument { format: format.id.clone(), sections, digest }
}
