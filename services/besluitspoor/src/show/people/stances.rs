//! Where the parties stood with each outcome.

use wire::Language;

use crate::show::{
    Say as _,
    json::{
        dossier::{Dossier, Visit},
        stance::PartyStance,
    },
    page::Page,
    table::{Table, paragraph},
    words,
};

/// The stances of every visit that has any: in a table, and below it what parties said, which may be long.
pub(super) fn of(dossier: &Dossier, page: &Page) -> String {
    let language = page.language;
    let mut table = Table::new(&match language {
        Language::Dutch => ["Gremium", "Op", "Partij", "Standpunt"],
        Language::English => ["Body", "On", "Party", "Stance"],
    });
    let mut said = String::new();
    for visit in &dossier.visits {
        let Some(treated) = &visit.treated else { continue };
        for taken in &treated.stances {
            table.row([
                visit.opening.body.name.clone(),
                treated.treated_on.clone(),
                taken.party.name.clone(),
                words::stance(taken.stance, language).to_owned(),
            ]);
            for line in lines(visit, taken, language) {
                said.push_str(&paragraph(&line, "  ", page));
            }
        }
    }
    if table.is_empty() { String::new() } else { table.text(page) + &said }
}

fn lines(visit: &Visit, taken: &PartyStance, language: Language) -> Vec<String> {
    let (body, party) = (&visit.opening.body.name, &taken.party.name);
    let mut lines = Vec::new();
    if let Some(said) = &taken.words {
        lines.push(format!("{body}, {party}: {said}"));
    }
    if let Some(replacement) = &taken.replacement {
        let why = replacement.reason.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
        let office = words::office(replacement.office, language);
        let (seated, replaces, day) = (&replacement.seated, &replacement.replaces, &replacement.reported_on);
        lines.push(match language {
            Language::Dutch => {
                format!("{body}, {party}: {seated} ({office}) zat voor {replaces}, gemeld op {day}{why}")
            }
            Language::English => {
                format!("{body}, {party}: {seated} ({office}) sat for {replaces}, reported on {day}{why}")
            }
        });
    }
    if let Some(seen) = &taken.mandate {
        let what = language.say("mandaat", "mandate");
        lines.push(format!("{body}, {party}, {what}: {}", seen.mandate_id));
    }
    if let Some(view) = &taken.dissent {
        let what = language.say("afwijkend standpunt", "dissenting view");
        lines.push(format!("{body}, {party}, {what}: {view}"));
    }
    lines
}
