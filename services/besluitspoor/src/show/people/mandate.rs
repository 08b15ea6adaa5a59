//! The register of mandates.

use domain::mandate::Act;
use wire::Language;

use crate::show::{
    Page, Say as _, Shown,
    json::mandate::{Mandate, Mandates},
    table::{Table, paragraph},
    words,
};

/// How many cents a euro has.
const CENTS_PER_EURO: u64 = 100;

impl Shown for Mandates {
    fn people(&self, page: &Page) -> String {
        let language = page.language;
        let mut table = Table::new(&match language {
            Language::Dutch => {
                ["Mandaat", "Wie", "Partij", "Waarvoor", "Gremia", "Tot bedrag", "Geldt", "Bron"]
            }
            Language::English => {
                ["Mandate", "Who", "Party", "For what", "Bodies", "Limit", "Holds", "Source"]
            }
        });
        for mandate in &self.mandates {
            table.row([
                mandate.mandate_id.clone(),
                mandate.holder.clone(),
                mandate.party.name.clone(),
                acts(mandate, language),
                if mandate.bodies.is_empty() {
                    language.say("alle", "all").to_owned()
                } else {
                    words::names(&mandate.bodies)
                },
                mandate.limit_cents.map_or_else(|| "–".to_owned(), |cents| euros(cents, language)),
                holds(mandate, language),
                mandate.source.to_string(),
            ]);
        }
        let mut text = if table.is_empty() {
            paragraph(language.say("Geen mandaten.", "No mandates."), "", page)
        } else {
            table.text(page)
        };
        if self.more {
            let more =
                language.say("Er zijn er meer; vraag ze met --limit.", "There are more; ask with --limit.");
            text.push_str(&paragraph(more, "", page));
        }
        text + "\n" + &words::reflects(&self.reflects, page)
    }
}

fn acts(mandate: &Mandate, language: Language) -> String {
    let named = |name: &&'static str| {
        let act = Act::ALL.into_iter().find(|act| act.name() == *name);
        act.map_or(*name, |act| language.say(act.name_nl(), act.name()))
    };
    mandate.acts.iter().map(named).collect::<Vec<_>>().join("; ")
}

fn holds(mandate: &Mandate, language: Language) -> String {
    let span = period(&mandate.from, mandate.until.as_deref(), language);
    match &mandate.revoked_from {
        Some(revoked) => format!("{span}; {} {revoked}", language.say("ingetrokken per", "revoked from")),
        None => span,
    }
}

/// From which day, and until which if that is known.
pub(super) fn period(from: &str, until: Option<&str>, language: Language) -> String {
    match until {
        Some(until) => format!("{from} – {until}"),
        None => format!("{} {from}", language.say("vanaf", "from")),
    }
}

pub(super) fn euros(cents: u64, language: Language) -> String {
    let (whole, rest) = (language.number(cents / CENTS_PER_EURO), cents % CENTS_PER_EURO);
    format!("€ {whole}{}{rest:02}", language.say(",", "."))
}
