//! Whom every open dossier waits for.

use wire::Language;

use super::escalation;
use crate::show::{
    Page, Say as _, Shown,
    json::waiting::{Waiting, WaitingItem},
    table::{Table, paragraph},
    words,
};

impl Shown for Waiting {
    fn people(&self, page: &Page) -> String {
        let language = page.language;
        let mut text = if self.items.is_empty() {
            paragraph(language.say("Er wacht niets.", "Nothing waits."), "", page)
        } else {
            rows(&self.items, page)
        };
        text.push('\n');
        for item in &self.items {
            text.push_str(&told(item, page));
        }
        if self.more {
            let more =
                language.say("Er zijn er meer; vraag ze met --limit.", "There are more; ask with --limit.");
            text.push_str(&paragraph(more, "", page));
        }
        text.push_str(&words::reflects(&self.reflects, page));
        text
    }
}

fn rows(items: &[WaitingItem], page: &Page) -> String {
    let (language, narrow) = (page.language, page.is_narrow());
    let mut table = Table::new(&match language {
        Language::Dutch => ["Nummer", "Titel", "Wacht op", "Sinds", "Dagen", "Termijn"],
        Language::English => ["Number", "Title", "Waits for", "Since", "Days", "Due"],
    });
    for item in items {
        let mark = if item.overdue { " !" } else { "" };
        let due = match &item.escalation {
            // Of what is on the ladder the term of the rung runs; a dispute has none.
            Some(told) if told.dispute.is_some() => "–".to_owned(),
            Some(told) => told.rungs.last().map(|stay| stay.on.due_on.clone()).unwrap_or_default(),
            None => words::due(item.term.as_ref(), None, language),
        };
        table.row([
            item.reference.clone(),
            item.title.to_string(),
            if narrow {
                words::short_waits_for(&item.waits_for, language)
            } else {
                words::waits_for(&item.waits_for, language)
            },
            item.since.clone(),
            item.days_waiting.to_string(),
            format!("{due}{mark}"),
        ]);
    }
    table.text(page)
}

/// What would move a dossier, and what of it is late.
fn told(item: &WaitingItem, page: &Page) -> String {
    let language = page.language;
    let way = item.way_on.as_ref().map(|way| way.told.clone());
    let way = way.unwrap_or_else(|| {
        let unknown = language.say(
            "Het kader van dit dossier is hier niet te lezen.",
            "The framework of this dossier cannot be read here.",
        );
        unknown.to_owned()
    });
    let mut text = paragraph(&format!("{}: {way}", item.reference), "", page);
    if let Some(told) = &item.escalation {
        text.push_str(&escalation::open(told, page));
    }
    let days = item.term.as_ref().and_then(|term| term.days.as_ref());
    if let Some(days) = days {
        let term = language.say("Termijn", "Term");
        text.push_str(&paragraph(&format!("{term}: {}", words::term_days(days, language)), "  ", page));
    }
    for condition in &item.overdue_conditions {
        let holder = condition.holder.as_ref().map(|holder| holder.name.clone());
        let holder = holder.unwrap_or_else(|| language.say("coördinator", "coordinator").to_owned());
        let late = language.say("Voorwaarde te laat", "Condition overdue");
        let due = words::date(condition.due_on.as_ref());
        let told = format!("{late}: {}. {} ({holder}, {due})", condition.number, condition.text);
        text.push_str(&paragraph(&told, "  ", page));
    }
    text
}
