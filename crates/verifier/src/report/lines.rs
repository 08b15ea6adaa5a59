//! The report for people: a line for each check, and below it what does not hold.

use std::io::{self, Write};

use super::{Check, Checked, Report, Severity};
use crate::bundle::Kind;

/// What people read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Nederlands.
    #[default]
    Dutch,
    /// English.
    English,
}

impl Language {
    /// One of two texts.
    pub fn say(self, nl: &'static str, en: &'static str) -> &'static str {
        match self {
            Self::Dutch => nl,
            Self::English => en,
        }
    }
}

/// Writes the report.
///
/// # Errors
/// What writing gives.
pub fn write(report: &Report, language: Language, out: &mut impl Write) -> io::Result<()> {
    let kind = match report.kind {
        Kind::Region => language.say("een hele regio", "a whole region"),
        Kind::Dossier => language.say("één dossier", "one dossier"),
    };
    let (of, records, with) = (
        language.say("Bundel van", "Bundle of"),
        language.say("regels", "records"),
        language.say("uit", "of"),
    );
    let history = report.history.as_ref().map(|history| format!(" ({history})")).unwrap_or_default();
    let origin = visible(&report.origin);
    writeln!(out, "{of} {kind}{history}: {} {records}, {with} {origin} ({})", report.records, report.size)?;
    for checked in &report.checks {
        check(checked, language, out)?;
    }
    writeln!(out, "{}", verdict(report.worst(), language))
}

fn check(checked: &Checked, language: Language, out: &mut impl Write) -> io::Result<()> {
    let mark = match checked.findings.worst() {
        None => language.say("goed", "good"),
        Some(Severity::Notice) => language.say("let op", "note"),
        Some(Severity::Broken) => language.say("FOUT", "WRONG"),
    };
    let looked_at: Vec<String> =
        checked.looked_at.iter().map(|(what, count)| format!("{} {count}", looked(what, language))).collect();
    writeln!(out, "{mark:<7} {} ({})", title(checked.check, language), looked_at.join(", "))?;
    for finding in checked.findings.listed() {
        let means = language.say(finding.rule.nl(), finding.rule.en());
        writeln!(out, "        {} {}: {means}", finding.rule.name(), visible(&finding.place))?;
        let sides = [("verwacht", "expected", &finding.expected), ("gevonden", "found", &finding.found)];
        for (nl, en, said) in sides.iter().filter(|(_, _, said)| !said.is_empty()) {
            writeln!(out, "          {}: {}", language.say(nl, en), visible(said))?;
        }
    }
    for (rule, count) in checked.findings.counts() {
        let listed = checked.findings.listed().iter().filter(|finding| finding.rule == rule).count() as u64;
        if count > listed {
            let more = language.say("en nog", "and another");
            writeln!(out, "        {}: {more} {}", rule.name(), count - listed)?;
        }
    }
    Ok(())
}

/// What a bundle says must not reach the terminal as more than text, nor turn the order of letters around.
fn visible(text: &str) -> String {
    let turns = |letter| matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let shown = |letter: char| if letter.is_control() || turns(letter) { '\u{fffd}' } else { letter };
    text.chars().map(shown).collect()
}

fn title(check: Check, language: Language) -> &'static str {
    match check {
        Check::Fixity => language.say(
            "De bestanden zijn die waarvan de bundel is gemaakt",
            "The files are those that the bundle was made of",
        ),
        Check::Checkpoint => {
            language.say("Het controlepunt is met de sleutel ondertekend", "The key signed the checkpoint")
        }
        Check::Tree => language.say(
            "Elke regel en elke tegel hoort bij de ondertekende wortel",
            "Every record and every tile belongs to the signed root",
        ),
        Check::Proofs => language
            .say("Elke regel staat bewezen in het logboek", "Every record is proved to stand in the log"),
        Check::Earlier => language.say(
            "Het logboek gaat door op de eerdere controlepunten",
            "The log continues the earlier checkpoints",
        ),
        Check::Disclosures => language.say(
            "De teksten hebben de vingerafdrukken uit de regels",
            "The words have the digests that the records hold",
        ),
        Check::Completeness => language.say("Er ontbreekt niets", "Nothing is missing"),
        Check::Files => language.say(
            "Kaders en bijlagen hebben de vingerafdruk van hun naam",
            "Frameworks and attachments have the digest of their name",
        ),
        Check::Replay => language.say(
            "De regels van het kader leiden tot wat is vastgelegd",
            "The rules of the framework lead to what was recorded",
        ),
    }
}

fn looked(what: &'static str, language: Language) -> &'static str {
    match (what, language) {
        ("files", Language::Dutch) => "bestanden",
        ("records", Language::Dutch) => "regels",
        ("tiles", Language::Dutch) => "tegels",
        ("proofs", Language::Dutch) => "bewijzen",
        ("checkpoints", Language::Dutch) => "controlepunten",
        ("signatures", Language::Dutch) => "handtekeningen",
        ("witnesses", Language::Dutch) => "getuigen",
        ("shown", Language::Dutch) => "getoond",
        ("not_shown", Language::Dutch) => "niet getoond",
        ("erased", Language::Dutch) => "gewist",
        ("histories", Language::Dutch) => "geschiedenissen",
        ("frameworks", Language::Dutch) => "kaders",
        ("attachments", Language::Dutch) => "bijlagen",
        ("agreed", Language::Dutch) => "kloppen",
        ("not_shown", Language::English) => "not shown",
        (_, Language::Dutch | Language::English) => what,
    }
}

fn verdict(worst: Option<Severity>, language: Language) -> &'static str {
    match worst {
        None => language.say(
            "Alles klopt: niets is veranderd, niets ontbreekt, en deze regels leidden tot deze besluiten.",
            "Everything holds: nothing was changed, nothing is missing, and these rules led to these decisions.",
        ),
        Some(Severity::Notice) => language.say(
            "Niets blijkt veranderd, maar niet alles is hiermee bewezen: zie wat er onder ‘let op’ staat.",
            "Nothing was found changed, but this does not prove everything: see what stands under ‘note’.",
        ),
        Some(Severity::Broken) => language.say(
            "Dit klopt niet: er is iets veranderd of er ontbreekt iets. Bewaar de map zoals zij is, en vraag na.",
            "This does not hold: something was changed or is missing. Keep the folder as it is, and inquire.",
        ),
    }
}
