//! Existing arrangements that a proposal resembles.

use wire::Language;

use crate::show::{
    Page, Say as _, Shown,
    json::{
        shared::Words,
        similar::{Resembling, SimilarArrangement},
    },
    table::{Table, paragraph},
    words,
};

impl Shown for Resembling {
    fn people(&self, page: &Page) -> String {
        let told = told(&self.similar, page).unwrap_or_else(|| {
            let none = page.language.say(
                "Er is geen bestaand arrangement gevonden dat erop lijkt.",
                "No existing arrangement was found that is like it.",
            );
            paragraph(none, "", page)
        });
        told + "\n" + &words::reflects(&self.reflects, page)
    }
}

/// A table of what is alike with why; nothing of none.
pub(super) fn told(similar: &[SimilarArrangement], page: &Page) -> Option<String> {
    let mut table = Table::new(&match page.language {
        Language::Dutch => ["Lijkt op", "Doelgroep", "Partij", "Waarin"],
        Language::English => ["Is like", "Target group", "Party", "In what"],
    });
    for found in similar {
        table.row([
            found.entry.name.to_string(),
            found.entry.target_group.as_ref().map_or_else(|| "–".to_owned(), Words::to_string),
            found.entry.party.name.clone(),
            why(found, page.language),
        ]);
    }
    (!table.is_empty()).then(|| table.text(page))
}

fn why(found: &SimilarArrangement, language: Language) -> String {
    let mut reasons = Vec::new();
    if !found.partners.is_empty() {
        reasons.push(format!(
            "{}: {}",
            language.say("zelfde partner", "same partner"),
            found.partners.join(", ")
        ));
    }
    if !found.words.is_empty() {
        reasons.push(format!("{}: {}", language.say("zelfde woorden", "same words"), found.words.join(", ")));
    }
    if !found.functions.is_empty() {
        let functions = words::names(&found.functions);
        reasons.push(format!("{}: {functions}", language.say("zelfde functie", "same function")));
    }
    reasons.join("; ")
}
