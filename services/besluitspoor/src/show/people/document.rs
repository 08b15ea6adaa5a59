//! Documents: their words as they can be filed again, and what is found in one.

use crate::{
    document::filled,
    show::{
        Page, Say as _, Shown,
        json::document::{Checked, DocumentAnswer},
        printable,
        table::{Table, paragraph},
    },
};

impl Shown for DocumentAnswer {
    fn people(&self, page: &Page) -> String {
        let text = |asked: &domain::framework::Section| {
            let section = self.sections.iter().find(|section| section.id == asked.id.as_str());
            section.map(|section| section.text.to_string()).unwrap_or_default()
        };
        printable(&filled(&self.format, Some(&self.dossier), text, page.language))
    }
}

impl Shown for Checked {
    fn people(&self, page: &Page) -> String {
        let language = page.language;
        let mut table = Table::new(&match language {
            wire::Language::Dutch => ["Regel", "Onderdeel", "Woorden"],
            wire::Language::English => ["Line", "Section", "Words"],
        });
        for section in &self.sections {
            table.row([section.line.to_string(), section.id.clone(), section.words.to_string()]);
        }
        let most = self.words_max.map(|max| format!(" ({} {max})", language.say("ten hoogste", "at most")));
        let words = format!("{}{}", self.words, most.unwrap_or_default());
        table.row([String::new(), language.say("samen", "together").to_owned(), words]);
        let ready = language.say("kan worden ingediend", "can be submitted");
        table.text(page) + "\n" + &paragraph(&format!("{}: {} {ready}", self.file, self.format), "", page)
    }
}
