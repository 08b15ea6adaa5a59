//! What is alike: existing arrangements that a proposal may resemble, so that the wheel is not invented again (S4 chapter 1,
//! "niet steeds het wiel opnieuw"; F13).
//!
//! The measure is plain, so that a reader can check it: the same partner counts most, a shared word of the target group or
//! the name less, a shared function least. Words are compared without case, accents and the little words that say nothing;
//! two words are the same when one begins with the other and that has at least [`STEM_MIN`] letters, so `kleuter` is in
//! `kleuters`. Nothing is learnt and nothing is guessed.

use std::collections::BTreeSet;

use crate::ids::TermId;

/// The fewest letters of a word that another may begin with to be the same.
pub const STEM_MIN: usize = 5;
/// What a shared partner counts for.
const PARTNER_WEIGHT: u32 = 4;
/// What a shared word counts for.
const WORD_WEIGHT: u32 = 2;
/// What a shared function counts for.
const FUNCTION_WEIGHT: u32 = 1;
/// The least that makes two alike: a shared function alone does not.
const ALIKE_MIN: u32 = 2;

/// Little words, and words that nearly every arrangement has: they say nothing of what is alike.
const SILENT: &[&str] = &[
    "aan",
    "als",
    "arrangement",
    "arrangementen",
    "bij",
    "binnen",
    "dan",
    "dat",
    "de",
    "deze",
    "die",
    "door",
    "een",
    "eigen",
    "en",
    "extra",
    "geen",
    "groep",
    "groepen",
    "het",
    "hun",
    "in",
    "is",
    "jeugdige",
    "jeugdigen",
    "jongere",
    "jongeren",
    "kind",
    "kinderen",
    "klas",
    "leerling",
    "leerlingen",
    "maar",
    "met",
    "mogelijk",
    "naar",
    "niet",
    "nog",
    "of",
    "om",
    "onderwijs",
    "onderwijszorgarrangement",
    "ook",
    "op",
    "over",
    "oza",
    "per",
    "scholen",
    "school",
    "so",
    "stichting",
    "te",
    "ter",
    "tot",
    "uit",
    "van",
    "vo",
    "voor",
    "waar",
    "wat",
    "wel",
    "wie",
    "worden",
    "wordt",
    "zeer",
    "zich",
    "zijn",
    "zo",
    "zodat",
    "zorg",
];

/// What can be compared of an arrangement, or of a proposal for one.
#[derive(Debug, Clone, Copy)]
pub struct Sketch<'a> {
    /// Its name.
    pub name: &'a str,
    /// For whom.
    pub target_group: &'a str,
    /// With whom.
    pub partners: &'a [&'a str],
    /// What it is for.
    pub functions: &'a [TermId],
}

/// In what two are alike, and how much.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Likeness {
    /// How much: the more, the more alike.
    pub weight: u32,
    /// The partners of the existing one that the proposal has too, as they are written there.
    pub partners: Vec<String>,
    /// The words that both have in their name or target group, in the order of the alphabet.
    pub words: Vec<String>,
    /// The functions that both have.
    pub functions: Vec<TermId>,
}

/// In what an existing arrangement is like a proposal. `None`: in nothing that counts.
pub fn likeness(proposal: &Sketch<'_>, existing: &Sketch<'_>) -> Option<Likeness> {
    let own: Vec<BTreeSet<String>> = proposal.partners.iter().map(|partner| words(partner)).collect();
    let is_own = |partner: &&&str| {
        let theirs = words(partner);
        !theirs.is_empty()
            && own.iter().any(|own| !own.is_empty() && (within(own, &theirs) || within(&theirs, own)))
    };
    let partners: Vec<String> =
        existing.partners.iter().filter(is_own).map(|partner| (*partner).to_owned()).collect();
    let said = |sketch: &Sketch<'_>| {
        words(sketch.name).into_iter().chain(words(sketch.target_group)).collect::<BTreeSet<_>>()
    };
    let (ours, theirs) = (said(proposal), said(existing));
    let words: Vec<String> =
        theirs.iter().filter(|word| ours.iter().any(|own| is_same(own, word))).cloned().collect();
    let functions: Vec<TermId> =
        existing.functions.iter().filter(|id| proposal.functions.contains(id)).cloned().collect();
    let weight = counted(&partners) * PARTNER_WEIGHT
        + counted(&words) * WORD_WEIGHT
        + counted(&functions) * FUNCTION_WEIGHT;
    let is_alike = weight >= ALIKE_MIN && !(partners.is_empty() && words.is_empty());
    is_alike.then_some(Likeness { weight, partners, words, functions })
}

fn counted<T>(items: &[T]) -> u32 {
    u32::try_from(items.len()).unwrap_or(u32::MAX)
}

/// The words of a text that say something, without case and accents.
fn words(text: &str) -> BTreeSet<String> {
    let plain: String = text.chars().flat_map(char::to_lowercase).map(without_accent).collect();
    let pieces = plain.split(|letter: char| !letter.is_alphanumeric()).map(str::to_owned);
    pieces.filter(|word| word.chars().count() > 1 && SILENT.binary_search(&word.as_str()).is_err()).collect()
}

/// Whether all of these words are among those.
fn within(these: &BTreeSet<String>, those: &BTreeSet<String>) -> bool {
    these.iter().all(|word| those.iter().any(|other| is_same(word, other)))
}

fn is_same(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    short == long || (short.chars().count() >= STEM_MIN && long.starts_with(short))
}

fn without_accent(letter: char) -> char {
    match letter {
        'à'..='å' => 'a',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ò'..='ö' => 'o',
        'ù'..='ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows of bijlage 1 that say more than their name: name, target group, partners.
    const EXISTING: &[(&str, &str, &[&str])] = &[
        ("Samen naar School klas Bergen", "geestelijke beperking (m.n. Down)", &["Esdege Reigersdaal"]),
        ("Kanz-klas", "meervoudige beperking", &["Stichting Kanz"]),
        ("Klas op Wielen", "zo ernstige beperking dat vrijgesteld van onderwijs", &["NSGK", "Heliomare"]),
        ("Trimaran", "(dreigend) thuiszittend, hoogbegaafd, executieve functies", &["Parlan"]),
        (
            "Buitengewoon Leren",
            "grote zorgvraag (dagbesteding), beperkt onderwijsaanbod",
            &["Ronduit Onderwijs", "Stichting Landzijde"],
        ),
        ("De Boog", "ernstige vorm van autisme", &["Heliomare Onderwijs", "Esdege Reigersdaal"]),
        (
            "De Stip",
            "kleuters, onderzoeksvraag/observatie; jonge risicoleerlingen",
            &["SO de Spinaker", "SBO de Piramide", "Parlan"],
        ),
        ("Nexus", "kleuters, onderzoeksvraag/observatie", &["SO Nexus", "Parlan"]),
        ("Individueel", "", &["Buro de Beweging", "Parlan", "Queeste", "Athena", "Esdege Reigersdaal"]),
        (
            "CLEO en de aansluiting van een VO-coach",
            "time-out, (tijdelijk) geen onderwijs op eigen school",
            &["Preventieteam", "jeugd-gezinscoach", "J-GGZ Team"],
        ),
        ("M@ZL", "jongeren die regelmatig verzuimen (jeugdarts)", &["GGD"]),
        ("Intermezzo", "klaar met basisonderwijs, nog niet met VO", &[]),
        (
            "De Boog autisme centrum",
            "autisme, onvoldoende aansluiting",
            &["Heliomare Onderwijs", "Esdege Reigersdaal"],
        ),
        ("Trajectplusklas", "havo/vwo-advies, intensieve ondersteuning", &[]),
        ("Symbioseklas", "SO de Spinaker naar Van der Mey College", &[]),
        ("Inzet VO-coaches", "jeugd- en gezinscoaches gekoppeld aan VO", &[]),
        ("Trajectvoorziening", "wat extra's / specifieke groepen", &[]),
        ("J-GGZ in het VO en MBO", "complexe problematiek, dreigende uitval", &[]),
    ];

    /// The names of what is alike, most alike first, each with why.
    fn alike(name: &str, target_group: &str, partners: &[&str]) -> Vec<(&'static str, String)> {
        let proposal = Sketch { name, target_group, partners, functions: &[] };
        let mut found: Vec<_> = EXISTING
            .iter()
            .filter_map(|(name, target_group, partners)| {
                let existing = Sketch { name, target_group, partners, functions: &[] };
                likeness(&proposal, &existing).map(|likeness| (*name, likeness))
            })
            .collect();
        found.sort_by_key(|(_, likeness)| std::cmp::Reverse(likeness.weight));
        let why = |likeness: &Likeness| [likeness.partners.as_slice(), &likeness.words].concat().join(", ");
        found.iter().map(|(name, likeness)| (*name, why(likeness))).collect()
    }

    /// A proposal by its name, target group and partners; and what it resembles, with why.
    type Case<'a> = (&'a str, &'a str, &'a [&'a str], &'a [(&'a str, &'a str)]);

    #[test]
    fn what_resembles_bijlage_1_is_found_with_why() {
        let table: [Case; 7] = [
            (
                "Observatiegroep voor kleuters",
                "Kleuters met een onderzoeksvraag.",
                &["Parlan"],
                &[
                    ("De Stip", "Parlan, kleuters, observatie, onderzoeksvraag"),
                    ("Nexus", "Parlan, kleuters, observatie, onderzoeksvraag"),
                    ("Trimaran", "Parlan"),
                    ("Individueel", "Parlan"),
                ],
            ),
            (
                "Groep voor leerlingen met autisme",
                "",
                &[],
                &[("De Boog", "autisme"), ("De Boog autisme centrum", "autisme")],
            ),
            (
                "Boogklas",
                "",
                &["Esdege-Reigersdaal"],
                &[
                    ("Samen naar School klas Bergen", "Esdege Reigersdaal"),
                    ("De Boog", "Esdege Reigersdaal"),
                    ("Individueel", "Esdege Reigersdaal"),
                    ("De Boog autisme centrum", "Esdege Reigersdaal"),
                ],
            ),
            ("Zorgklas", "kinderen die thuiszitten", &[], &[("Trimaran", "thuiszittend")]),
            ("Zorgklas", "thuiszittende hoogbegaafden", &[], &[("Trimaran", "hoogbegaafd, thuiszittend")]),
            ("Groep", "", &["GGD Hollands Noorden"], &[("M@ZL", "GGD")]),
            ("De school voor kinderen en jongeren", "het kind in de groep", &["Stichting De School"], &[]),
        ];
        for (name, target_group, partners, expected) in table {
            let expected: Vec<_> = expected.iter().map(|(name, why)| (*name, (*why).to_owned())).collect();
            assert_eq!(alike(name, target_group, partners), expected, "{name}: {target_group}");
        }
    }

    #[test]
    fn a_shared_function_alone_is_no_likeness_but_adds_to_one() {
        let functions: [TermId; 1] = ["opbouwen".parse().unwrap()];
        let one = Sketch { name: "Een", target_group: "kleuters", partners: &[], functions: &functions };
        let other = Sketch { name: "Twee", target_group: "pubers", ..one };
        assert_eq!(likeness(&one, &other), None);
        let likeness = likeness(&one, &Sketch { name: "Twee", ..one }).unwrap();
        assert_eq!((likeness.weight, likeness.functions.as_slice()), (3, &functions[..]));
    }

    #[test]
    fn silent_words_are_in_the_order_in_which_they_are_looked_for() {
        assert!(SILENT.is_sorted());
    }
}
