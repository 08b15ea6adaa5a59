//! The register of arrangements.

use super::evaluation;
use crate::show::{
    Page, Say as _, Shown,
    json::{register::Register, shared::Words},
    table::{Table, paragraph},
    words,
};

impl Shown for Register {
    fn people(&self, page: &Page) -> String {
        let language = page.language;
        let mut table = Table::new(&match language {
            wire::Language::Dutch => {
                ["Naam", "Doelgroep", "Partners", "Bekostiging", "Partij", "Niveau", "Herkomst", "Stand"]
            }
            wire::Language::English => {
                ["Name", "Target group", "Partners", "Funding", "Party", "Level", "Origin", "Stands"]
            }
        });
        for entry in &self.entries {
            let level = match entry.level {
                "group" => language.say("groep", "group"),
                "individual" => language.say("individueel", "individual"),
                other => other,
            };
            let origin = if entry.dossier_id.is_some() {
                language.say("vastgesteld", "adopted")
            } else {
                language.say("bestond al", "existed")
            };
            table.row([
                entry.name.to_string(),
                entry.target_group.as_ref().map_or_else(|| "–".to_owned(), Words::to_string),
                entry.partners.iter().map(Words::to_string).collect::<Vec<_>>().join("; "),
                words::names(&entry.funding),
                entry.party.name.clone(),
                level.to_owned(),
                origin.to_owned(),
                entry.life.as_ref().map_or_else(|| "–".to_owned(), |life| evaluation::stands(life, language)),
            ]);
        }
        let mut text = if table.is_empty() {
            paragraph(language.say("Geen arrangementen.", "No arrangements."), "", page)
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
