//! Frameworks.

use crate::show::{
    Page, Say as _, Shown,
    json::framework::{FrameworkFile, Frameworks, ShippedFile, ShippedLists, Sound},
    printable,
    table::{Table, facts, paragraph},
    words,
};

impl Shown for Frameworks {
    fn people(&self, page: &Page) -> String {
        let language = page.language;
        let mut table = Table::new(&match language {
            wire::Language::Dutch => {
                ["Kader", "Versie", "Titel", "Vanaf", "Geldt nu", "Vervangt", "Vastgesteld"]
            }
            wire::Language::English => {
                ["Framework", "Version", "Title", "From", "In force", "Replaces", "Adopted"]
            }
        });
        for version in &self.frameworks {
            table.row([
                version.framework.id.clone(),
                version.framework.version.clone(),
                version.title.clone(),
                version.effective_from.clone(),
                words::yes(version.in_force, language).to_owned(),
                words::date(version.supersedes.as_ref()),
                words::moment(version.adopted_time),
            ]);
        }
        let mut text = if table.is_empty() {
            paragraph(language.say("Geen kaders.", "No frameworks."), "", page)
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

impl Shown for ShippedLists {
    fn people(&self, page: &Page) -> String {
        let mut table = Table::new(&match page.language {
            wire::Language::Dutch => ["Lijst", "Versie", "Titel", "Punten", "SHA-256"],
            wire::Language::English => ["Checklist", "Version", "Title", "Items", "SHA-256"],
        });
        for list in &self.checklists {
            table.row([
                list.checklist_id.clone(),
                list.version.clone(),
                list.title.clone(),
                list.items.to_string(),
                list.sha256.clone(),
            ]);
        }
        table.text(page)
    }
}

impl Shown for ShippedFile {
    fn people(&self, page: &Page) -> String {
        if page.terminal { printable(&self.file) } else { self.file.clone() }
    }
}

impl Shown for FrameworkFile {
    fn people(&self, page: &Page) -> String {
        // Into a file or a pipe goes the file itself, so that its digest stays the same.
        if page.terminal { printable(&self.file) } else { self.file.clone() }
    }
}

impl Shown for Sound {
    fn people(&self, page: &Page) -> String {
        let language = page.language;
        let sound = language.say("in orde", "sound");
        paragraph(&format!("{}: {sound}", self.file), "", page)
            + &facts(
                &[
                    (language.say("Titel", "Title"), self.title.clone()),
                    (
                        language.say("Kader", "Framework"),
                        format!("{} {}", self.framework.id, self.framework.version),
                    ),
                    ("SHA-256", self.framework.digest.clone()),
                    (language.say("Gremia", "Bodies"), self.bodies.to_string()),
                    (language.say("Rondes", "Rounds"), self.rounds.to_string()),
                    (language.say("Stappen", "Steps"), self.steps.to_string()),
                    (language.say("Formats", "Formats"), self.formats.to_string()),
                ],
                page,
            )
    }
}
