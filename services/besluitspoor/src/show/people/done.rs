//! What commands answer.

use wire::Language;

use super::escalation;
use crate::show::{
    Page, Say as _, Shown,
    json::{
        done::Done,
        visit::{Next, Opening},
    },
    table::{facts, paragraph},
    words,
};

impl Shown for Done {
    fn people(&self, page: &Page) -> String {
        let language = page.language;
        let receipt = &self.receipt;
        let again = if receipt.repeated {
            language.say(" (was al uitgevoerd)", " (had been carried out already)")
        } else {
            ""
        };
        let document = self.document.as_ref().map(|document| {
            let words = language.say("woorden", "words");
            format!(
                "{} {} ({} {words}, sha256 {})",
                document.format, document.version, document.words, document.digest
            )
        });
        let framework =
            self.framework.as_ref().map(|framework| format!("{} {}", framework.id, framework.version));
        let revision = language.say("revisie", "revision");
        let mut text = facts(
            &[
                (language.say("Nummer", "Number"), self.reference.clone().unwrap_or_default()),
                ("Id", self.id.clone().unwrap_or_default()),
                (language.say("Kader", "Framework"), framework.unwrap_or_default()),
                (language.say("Stuk", "Document"), document.unwrap_or_default()),
                (
                    language.say("Nu", "Now"),
                    self.next.as_ref().map(|next| goes(next, language)).unwrap_or_default(),
                ),
                (
                    language.say("Actie", "Action"),
                    self.action_number.map(|number| number.to_string()).unwrap_or_default(),
                ),
                (
                    language.say("Evaluatie", "Evaluation"),
                    self.evaluation.map(|number| number.to_string()).unwrap_or_default(),
                ),
                (
                    language.say("Afgeschermd", "Withheld"),
                    self.withheld
                        .filter(|some| *some > 0)
                        .map(|some| withheld(some, language))
                        .unwrap_or_default(),
                ),
                (
                    language.say("Fase", "Phase"),
                    self.life_phase.map(|phase| phase.told(language)).unwrap_or_default(),
                ),
                (language.say("Termijn", "Due"), self.due_on.clone().unwrap_or_default()),
                (
                    language.say("Vastgelegd", "Recorded"),
                    format!("{} ({revision} {}){again}", receipt.position, receipt.revision),
                ),
            ],
            page,
        );
        if let Some(similar) = super::similar::told(&self.similar, page) {
            text.push('\n');
            text.push_str(&similar);
        }
        for warning in &receipt.warnings {
            let told = format!("{}: {} [{}]", language.say("Let op", "Mind"), warning.message, warning.code);
            text.push_str(&paragraph(&told, "", page));
        }
        text
    }
}

/// How many results others than the coordinator do not read.
fn withheld(some: u32, language: Language) -> String {
    let told = language.say(
        "van de uitkomsten; alleen de coördinator ziet ze, om kleine aantallen",
        "of the results; only the coordinator reads them, for small numbers",
    );
    format!("{some} {told}")
}

/// Where a dossier goes, in a sentence.
fn goes(next: &Next, language: Language) -> String {
    if let Some(opening) = &next.visit {
        return opened(opening, language);
    }
    if let Some(round) = &next.round {
        let waits = language.say(
            "wacht op de coördinator, voor het stuk van",
            "waits for the coordinator, for the document of",
        );
        return format!("{waits} {}", round.name);
    }
    if let Some(step) = &next.revision_resumes_at {
        let waits = language.say(
            "wacht op een nieuwe versie van de coördinator; daarna verder bij",
            "waits for a new version of the coordinator; then on from",
        );
        return format!("{waits} {step}");
    }
    if let Some(on) = &next.ladder {
        let ladder = language.say("op de escalatieladder", "on the ladder");
        return format!("{ladder}: {}", escalation::on_rung(on, language));
    }
    match &next.ended {
        Some(ended) => format!(
            "{}: {} ({})",
            language.say("geëindigd", "ended"),
            ended.end.name,
            words::end_kind(ended.kind, language)
        ),
        None => String::new(),
    }
}

fn opened(opening: &Opening, language: Language) -> String {
    let due = opening.due_on.as_ref().map(|due| format!(", {} {due}", language.say("termijn", "due")));
    format!(
        "{} {} ({}, {}{})",
        language.say("op de agenda van", "on the agenda of"),
        opening.body.name,
        opening.round.name,
        words::role(opening.role, language),
        due.unwrap_or_default()
    )
}
