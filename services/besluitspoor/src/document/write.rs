//! An empty or a filled document as text.

use std::fmt::Write as _;

use domain::framework::{Format, Section};
use wire::Language;

use super::{
    escape,
    lines::{Kind, heading},
    outline::Outline,
};
use crate::show::Say as _;

/// An empty document of a format, with hints as comments. `dossier` is filled in where it is known.
pub(crate) fn template(format: &Format, dossier: Option<&str>, language: Language) -> String {
    let hint = |section: &Section| {
        let told = if section.required {
            language.say("Verplicht.", "Required.")
        } else {
            language.say("Mag leeg blijven.", "May stay empty.")
        };
        format!("<!-- {told} -->")
    };
    let head = head(format, language);
    written(format, dossier, &head, hint, language)
}

/// A document of a format with these words; `text` gives those of a section. What would be read as a heading, a comment
/// or a code block without end gets a backslash, so that the same words are read back.
pub(crate) fn filled(
    format: &Format,
    dossier: Option<&str>,
    text: impl Fn(&Section) -> String,
    language: Language,
) -> String {
    let outline = Outline::of(format);
    let is_heading = |line: &str| match heading(line) {
        Some(Kind::Heading { level, text, .. }) => level < 3 || outline.knows(&text),
        Some(Kind::Words(_)) | None => false,
    };
    written(format, dossier, "", |section| escape::escaped(&text(section), is_heading), language)
}

fn written(
    format: &Format,
    dossier: Option<&str>,
    head: &str,
    body: impl Fn(&Section) -> String,
    language: Language,
) -> String {
    let mut text = format!("---\nformat: {}\n", format.id);
    // Writing to a string cannot fail.
    let _ = match dossier {
        Some(dossier) => writeln!(text, "dossier: {dossier}"),
        None => writeln!(
            text,
            "# dossier: {}",
            language.say("OZA-2026-0014 (of met --dossier)", "OZA-2026-0014 (or with --dossier)")
        ),
    };
    text.push_str("---\n");
    text.push_str(head);
    for chapter in Outline::of(format).chapters {
        let _ = writeln!(text, "\n# {}", chapter.heading);
        if let Some(section) = chapter.section {
            let _ = writeln!(text, "\n{}", body(&format.sections[section]));
        }
        for field in &chapter.fields {
            let _ = writeln!(text, "\n## {}\n\n{}", field.heading, body(&format.sections[field.section]));
        }
    }
    text
}

fn head(format: &Format, language: Language) -> String {
    let limit = format.limit.map(|limit| {
        let words = language.number(limit.words_max().into());
        match language {
            Language::Dutch => format!(" Ten hoogste {words} woorden ({} A4).", limit.pages_a4),
            Language::English => format!(" At most {words} words ({} A4).", limit.pages_a4),
        }
    });
    let advice = language.say(
        "Laat de koppen staan; eigen tussenkoppen beginnen met ###. Wat tussen deze tekens staat, wordt niet gelezen.\n     Schrijf niets over afzonderlijke leerlingen.",
        "Leave the headings as they are; your own begin with ###. What stands between these signs is not read.\n     Write nothing about individual pupils.",
    );
    format!("\n<!-- {}.{}\n     {advice} -->\n", format.title, limit.unwrap_or_default())
}
