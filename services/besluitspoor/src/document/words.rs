//! How people are told what is wrong with a document: the rule, the fact and what would help, in Dutch and English.
//!
//! The sentences are data; what fills their gaps comes from the fault.

use wire::Language;

use super::finding::Fault;

/// A sentence with gaps, in two languages.
struct Sentence {
    key: &'static str,
    nl: &'static str,
    en: &'static str,
}

const fn sentence(key: &'static str, nl: &'static str, en: &'static str) -> Sentence {
    Sentence { key, nl, en }
}

const SENTENCES: [Sentence; 30] = [
    sentence(
        "FILE_TOO_LARGE",
        "Het bestand is groter dan {max} bytes. Een document is tekst: zet bijlagen en plaatjes er niet in.",
        "The file is larger than {max} bytes. A document is text: keep attachments and pictures out of it.",
    ),
    sentence(
        "FILE_IS_WORD",
        "Dit is een bestand van Word of een ander ingepakt bestand, geen tekst. Begin met ‘besluitspoor template FORMAT’ en zet de tekst per kop over.",
        "This is a file of Word or another packed file, and no text. Begin with ‘besluitspoor template FORMAT’ and copy the text heading by heading.",
    ),
    sentence(
        "FILE_IS_UTF16",
        "Dit bestand is opgeslagen als UTF-16 (‘Unicode’ in Kladblok). Sla het op als UTF-8.",
        "This file was saved as UTF-16 (‘Unicode’ in Notepad). Save it as UTF-8.",
    ),
    sentence(
        "FILE_NOT_UTF8",
        "Bij byte {byte} staat iets dat geen UTF-8 is. Sla het bestand op als UTF-8.",
        "At byte {byte} there is something that is not UTF-8. Save the file as UTF-8.",
    ),
    sentence(
        "FILE_EMPTY",
        "Het bestand is leeg. Begin met ‘besluitspoor template FORMAT’.",
        "The file is empty. Begin with ‘besluitspoor template FORMAT’.",
    ),
    sentence(
        "CONTROL_CHARACTER",
        "Hier staat een stuurteken (U+{code}). Haal het weg.",
        "There is a control character here (U+{code}). Take it out.",
    ),
    sentence(
        "FRONT_MATTER_OPEN",
        "De kop begint met ‘---’ en eindigt nergens. Zet een regel met alleen ‘---’ onder de kop.",
        "The front matter begins with ‘---’ and never ends. Put a line with only ‘---’ below it.",
    ),
    sentence(
        "FRONT_MATTER_LINE",
        "Een regel in de kop heeft de vorm ‘sleutel: waarde’.",
        "A line of the front matter reads ‘key: value’.",
    ),
    sentence(
        "FRONT_MATTER_KEY",
        "De kop kent ‘{given}’ niet; hij kent ‘format’ en ‘dossier’.",
        "The front matter has no ‘{given}’; it has ‘format’ and ‘dossier’.",
    ),
    sentence(
        "FRONT_MATTER_KEY_NEAR",
        "De kop kent ‘{given}’ niet; is ‘{nearest}’ bedoeld?",
        "The front matter has no ‘{given}’; is ‘{nearest}’ meant?",
    ),
    sentence(
        "FRONT_MATTER_REPEATED",
        "‘{key}’ staat ook al op regel {line}. Laat er één staan.",
        "‘{key}’ is already on line {line}. Keep one.",
    ),
    sentence(
        "FRONT_MATTER_EMPTY",
        "‘{key}’ heeft geen waarde. Vul die in of haal de regel weg.",
        "‘{key}’ has no value. Give one or take the line out.",
    ),
    sentence(
        "FORMAT_MISSING",
        "Er staat niet bij welk format dit is. Zet boven in het bestand ‘---’, ‘format: …’, ‘---’ met een van: {known}.",
        "Nothing says which format this is. Put ‘---’, ‘format: …’, ‘---’ at the top of the file, with one of: {known}.",
    ),
    sentence(
        "FORMAT_UNKNOWN",
        "Het kader kent het format ‘{given}’ niet, wel: {known}.",
        "The framework has no format ‘{given}’; it has: {known}.",
    ),
    sentence(
        "TEXT_BEFORE_HEADING",
        "Voor de eerste kop staat tekst. Begin met ‘# {first}’; koppen schrijf je met # en ##.",
        "There is text before the first heading. Begin with ‘# {first}’; headings are written with # and ##.",
    ),
    sentence(
        "TEXT_OUTSIDE_FIELD",
        "Tekst direct onder ‘# {chapter}’ hoort bij geen onderdeel. Zet die onder ‘## …’, een van: {known}.",
        "Text directly below ‘# {chapter}’ belongs to no field. Put it below ‘## …’, one of: {known}.",
    ),
    sentence(
        "HEADING_UNKNOWN",
        "Het format heeft geen kop ‘{given}’. Hier kan staan: {known}. Eigen tussenkoppen beginnen met ###.",
        "The format has no heading ‘{given}’. Here can stand: {known}. Your own subheadings begin with ###.",
    ),
    sentence(
        "HEADING_UNKNOWN_NEAR",
        "Het format heeft geen kop ‘{given}’. Is ‘{nearest}’ bedoeld?",
        "The format has no heading ‘{given}’. Is ‘{nearest}’ meant?",
    ),
    sentence(
        "HEADING_IN_TEXT",
        "‘{chapter}’ heeft geen onderdelen; ‘{given}’ kan hier alleen een eigen tussenkop zijn. Schrijf die met ###.",
        "‘{chapter}’ has no fields; ‘{given}’ can only be a subheading of your own. Write it with ###.",
    ),
    sentence(
        "HEADING_WITHOUT_SPACE",
        "Na # hoort een spatie: ‘{expected}’.",
        "A space belongs after #: ‘{expected}’.",
    ),
    sentence(
        "HEADING_LEVEL",
        "‘{given}’ heeft een ander aantal #. Schrijf ‘{expected}’.",
        "‘{given}’ has another number of #. Write ‘{expected}’.",
    ),
    sentence(
        "HEADING_MISPLACED",
        "‘{given}’ hoort onder ‘# {chapter}’.",
        "‘{given}’ belongs below ‘# {chapter}’.",
    ),
    sentence(
        "HEADING_OUT_OF_ORDER",
        "‘{given}’ staat na ‘{after}’ en hoort ervoor.",
        "‘{given}’ comes after ‘{after}’ and belongs before it.",
    ),
    sentence(
        "HEADING_REPEATED",
        "‘{given}’ staat ook al op regel {line}. Voeg de teksten samen.",
        "‘{given}’ is already on line {line}. Put the texts together.",
    ),
    sentence(
        "COMMENT_OPEN",
        "Hier begint een toelichting met ‘<!--’ die nergens eindigt. Zet ‘-->’ waar zij ophoudt.",
        "A comment begins here with ‘<!--’ and never ends. Put ‘-->’ where it stops.",
    ),
    sentence(
        "FENCE_OPEN",
        "Hier begint een blok met ``` of ~~~ dat nergens eindigt. Alles erna zou erbij horen.",
        "A block with ``` or ~~~ begins here and never ends. Everything after it would be part of it.",
    ),
    sentence(
        "SECTION_MISSING",
        "Het verplichte onderdeel ‘{heading}’ ontbreekt.",
        "The required section ‘{heading}’ is missing.",
    ),
    sentence(
        "SECTION_EMPTY",
        "Het verplichte onderdeel ‘{heading}’ heeft nog geen tekst.",
        "The required section ‘{heading}’ has no text yet.",
    ),
    sentence(
        "TOO_LONG",
        "Het document telt {words} woorden; {pages} A4 is ten hoogste {max}. Het zijn er {over} te veel.",
        "The document has {words} words; {pages} A4 is at most {max}. That is {over} too many.",
    ),
    sentence(
        "BSN_LIKE_NUMBER",
        "Onder ‘{heading}’ staat een getal dat een burgerservicenummer kan zijn. Een dossier bevat niets over leerlingen: haal het weg voordat u het stuk vastlegt.",
        "Below ‘{heading}’ there is a number that may be a citizen service number. A dossier holds nothing about pupils: take it out before you file the document.",
    ),
];

/// What is wrong and what would help.
pub(super) fn told(fault: &Fault, language: Language) -> String {
    let facts = facts(fault, language);
    let near = facts.iter().any(|(gap, _)| *gap == "nearest");
    let key = if near { format!("{}_NEAR", fault.rule()) } else { fault.rule().to_owned() };
    let template = SENTENCES.iter().find(|sentence| sentence.key == key).map(|sentence| match language {
        Language::Dutch => sentence.nl,
        Language::English => sentence.en,
    });
    filled(template.unwrap_or(fault.rule()), &facts)
}

/// What fills the gaps of a fault's sentence. With a `nearest`, it is the sentence that asks whether that was meant.
fn facts(fault: &Fault, language: Language) -> Vec<(&'static str, String)> {
    use Fault as F;
    let list = |items: &[String]| language.list(items);
    let number = |number: u32| language.number(number.into());
    match fault {
        F::Word
        | F::Utf16
        | F::Empty
        | F::FrontMatterOpen
        | F::FrontMatterLine
        | F::CommentOpen
        | F::FenceOpen => Vec::new(),
        F::TooLarge { bytes_max } => vec![("max", language.count(*bytes_max))],
        F::NotUtf8 { byte } => vec![("byte", byte.to_string())],
        F::ControlCharacter { code } => vec![("code", format!("{code:04X}"))],
        F::FrontMatterKey { given, nearest } => {
            let nearest = nearest.map(|nearest| ("nearest", nearest.to_owned()));
            [("given", given.clone())].into_iter().chain(nearest).collect()
        }
        F::FrontMatterRepeated { key, first_line } => {
            vec![("key", (*key).to_owned()), ("line", first_line.to_string())]
        }
        F::FrontMatterEmpty { key } => vec![("key", (*key).to_owned())],
        F::FormatMissing { known } => vec![("known", list(known))],
        F::FormatUnknown { given, known } => vec![("given", given.clone()), ("known", list(known))],
        F::TextBeforeHeading { first } => vec![("first", first.clone())],
        F::TextOutsideField { chapter, fields } => {
            vec![("chapter", chapter.clone()), ("known", list(fields))]
        }
        F::HeadingUnknown { given, nearest, known } => {
            let nearest = nearest.clone().map(|nearest| ("nearest", nearest));
            [("given", given.clone()), ("known", list(known))].into_iter().chain(nearest).collect()
        }
        F::HeadingInText { given, chapter } | F::HeadingMisplaced { given, chapter } => {
            vec![("given", given.clone()), ("chapter", chapter.clone())]
        }
        F::HeadingWithoutSpace { expected } => vec![("expected", expected.clone())],
        F::HeadingLevel { given, expected } => vec![("given", given.clone()), ("expected", expected.clone())],
        F::HeadingOutOfOrder { given, after } => vec![("given", given.clone()), ("after", after.clone())],
        F::HeadingRepeated { given, first_line } => {
            vec![("given", given.clone()), ("line", first_line.to_string())]
        }
        F::SectionMissing { heading } | F::SectionEmpty { heading } | F::BsnLikeNumber { heading } => {
            vec![("heading", heading.clone())]
        }
        F::TooLong { words, words_max, pages_a4 } => vec![
            ("words", number(*words)),
            ("pages", pages_a4.to_string()),
            ("max", number(*words_max)),
            ("over", number(words.saturating_sub(*words_max))),
        ],
    }
}

/// A sentence with its gaps filled, from left to right: what fills one is not looked into for others.
fn filled(template: &str, facts: &[(&str, String)]) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((gap, after)) = after.split_once('}') else { break };
        text.extend(facts.iter().find(|(name, _)| *name == gap).map(|(_, fact)| fact.as_str()));
        rest = after;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_gaps_and_every_key_once() {
        let gaps = |text: &str| {
            let mut gaps: Vec<_> = text
                .split('{')
                .skip(1)
                .filter_map(|part| part.split_once('}'))
                .map(|(gap, _)| gap.to_owned())
                .collect();
            gaps.sort();
            gaps
        };
        for (at, sentence) in SENTENCES.iter().enumerate() {
            assert_eq!(gaps(sentence.nl), gaps(sentence.en), "{}", sentence.key);
            assert!(SENTENCES[..at].iter().all(|other| other.key != sentence.key), "{}", sentence.key);
        }
    }

    #[test]
    fn what_a_writer_wrote_is_never_taken_for_a_gap() {
        let fault =
            Fault::HeadingUnknown { given: "## {known} {".into(), nearest: None, known: vec!["# A".into()] };
        let told = told(&fault, Language::English);
        assert!(told.starts_with("The format has no heading ‘## {known} {’. Here can stand: # A."), "{told}");
    }
}
