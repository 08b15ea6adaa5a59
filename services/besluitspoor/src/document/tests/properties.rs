//! Whatever is given, reading does not panic; and what was written is read back.

use domain::framework::{Format, Section};
use proptest::{collection::vec, prelude::*, sample::select};
use wire::Language;

use super::formats;
use crate::document::{Source, filled, template};

fn line() -> impl Strategy<Value = String> {
    let special = select(vec![
        "# Inleiding",
        "## Aanleiding",
        "### tussenkop",
        "#Inleiding",
        "## Doelstelling",
        "#",
        "```",
        "~~~~",
        "```rust",
        "<!--",
        "-->",
        "a <!-- b --> c",
        "\\# x",
        "\\\\# x",
        "\\<!--",
        "\\```",
        "---",
        "===",
        "    # ver",
        "",
        " ",
        "één",
        "format: x",
        "- punt",
        "> citaat",
        "```<!--",
        "### Doelgroep",
    ]);
    prop_oneof![special.prop_map(str::to_owned), "[ -~é]{0,20}"]
}

fn text() -> impl Strategy<Value = String> {
    vec(line(), 0..8).prop_map(|lines| lines.join("\n"))
}

/// The words without empty lines around them, as a section keeps them.
fn kept(text: &str) -> String {
    let lines: Vec<_> = text.lines().collect();
    let filled = |line: &&str| !line.trim().is_empty();
    let first = lines.iter().position(filled).unwrap_or(lines.len());
    let last = lines.iter().rposition(filled).map_or(first, |last| last + 1);
    lines[first..last].join("\n")
}

fn read_back(format: &Format, written: &str) -> Vec<(String, String)> {
    let source = Source::open(written.as_bytes()).unwrap();
    let reading = source.read(format);
    assert!(reading.faults.is_empty(), "{:?}\n{written}", reading.faults);
    reading.document.sections.into_iter().map(|section| (section.id.to_string(), section.text)).collect()
}

proptest! {
    #[test]
    fn bytes_never_panic(bytes in vec(any::<u8>(), 0..400)) {
        if let Ok(source) = Source::open(&bytes) {
            source.read(&formats::voorstel());
        }
    }

    #[test]
    fn lines_never_panic_and_have_their_place(lines in vec(line(), 0..40), front in any::<bool>()) {
        let mut text = lines.join("\n");
        if front {
            text = format!("---\nformat: voorstel\n---\n{text}");
        }
        let count = text.lines().count();
        let findings = match Source::open(text.as_bytes()) {
            Ok(source) => {
                let reading = source.read(&formats::voorstel());
                [reading.faults, reading.gaps].concat()
            }
            Err(findings) => findings,
        };
        for finding in findings {
            prop_assert!((1..=count.max(1)).contains(&finding.line), "{finding:?}");
            prop_assert!(!finding.fault.told(Language::Dutch).is_empty());
        }
    }

    #[test]
    fn what_was_written_is_read_back(texts in vec(text(), 10)) {
        let format = formats::voorstel();
        let place = |section: &Section| format.sections.iter().position(|asked| asked.id == section.id).unwrap();
        let written = filled(&format, Some("OZA-2026-0014"), |section| texts[place(section)].clone(), Language::Dutch);
        let read = read_back(&format, &written);
        prop_assert_eq!(read.len(), format.sections.len());
        for ((id, text), (asked, given)) in read.into_iter().zip(format.sections.iter().zip(&texts)) {
            prop_assert_eq!(id, asked.id.to_string());
            prop_assert_eq!(text, kept(given), "{}", written);
        }
    }
}

#[test]
fn an_empty_template_is_read_and_lacks_only_words() {
    for format in [formats::voorstel(), formats::kort()] {
        for language in Language::ALL {
            let written = template(&format, None, language);
            let source = Source::open(written.as_bytes()).unwrap();
            assert_eq!(source.front().format.as_ref().unwrap().value, format.id.as_str());
            assert_eq!(source.front().dossier, None);
            let reading = source.read(&format);
            assert!(reading.faults.is_empty(), "{:?}", reading.faults);
            let required = format.sections.iter().filter(|section| section.required).count();
            assert_eq!(reading.gaps.len(), required);
            assert!(reading.gaps.iter().all(|gap| gap.fault.rule() == "SECTION_EMPTY"));
        }
    }
}

#[test]
fn a_template_that_is_filled_in_can_be_submitted() {
    let format = formats::voorstel();
    let empty = template(&format, Some("OZA-2026-0014"), Language::Dutch);
    let filled = empty.replace("<!-- Verplicht. -->", "Hier staat tekst.");
    let source = Source::open(filled.as_bytes()).unwrap();
    assert_eq!(source.front().dossier.as_ref().unwrap().value, "OZA-2026-0014");
    let reading = source.read(&format);
    assert_eq!((reading.faults, reading.gaps), (Vec::new(), Vec::new()));
    assert_eq!(reading.document.sections.len(), 10);
}
