//! Actions, as text and as rows for a spreadsheet.

use wire::Language;

use crate::show::{
    Page, Say as _, Shown,
    csv::{Csv, Tabular},
    json::{
        actions::{Action, ActionList, Doer, ToDo},
        shared::Reflects,
    },
    printable,
    table::{Table, paragraph},
    words,
};

impl Shown for ActionList {
    fn people(&self, page: &Page) -> String {
        let language = page.language;
        let mut text = page.heading(&heading(self, language)) + "\n";
        if self.actions.is_empty() {
            text.push_str(&paragraph(language.say("Geen acties.", "No actions."), "", page));
        }
        for (title, carried) in parts(self, language) {
            let rows: Vec<_> = self.actions.iter().filter(|action| action.carried == carried).collect();
            if rows.is_empty() {
                continue;
            }
            text.push('\n');
            if !title.is_empty() {
                text.push_str(&(page.heading(title) + "\n"));
            }
            text.push_str(&table(&rows, page));
        }
        if self.more {
            let more =
                language.say("Er zijn er meer; vraag ze met --limit.", "There are more; ask with --limit.");
            text.push_str(&paragraph(more, "", page));
        }
        text.push('\n');
        text.push_str(&words::reflects(&self.reflects, page));
        text
    }
}

impl Tabular for ActionList {
    fn csv(&self, language: Language) -> String {
        let mut csv = Csv::new(match language {
            Language::Dutch => [
                "Nummer",
                "Gremium",
                "Afgesproken op",
                "Te doen",
                "Door",
                "Uiterlijk",
                "Stand",
                "Over de termijn",
                "Afgesloten op",
                "Bewijs",
                "Reden",
                "Gemeld op",
                "Doorgeschoven",
                "Dossier",
                "Titel",
            ],
            Language::English => [
                "Number",
                "Body",
                "Agreed on",
                "To do",
                "By",
                "Due on",
                "Standing",
                "Overdue",
                "Closed on",
                "Evidence",
                "Reason",
                "Reported on",
                "Carried over",
                "Dossier",
                "Title",
            ],
        });
        for action in &self.actions {
            let dossier = action.dossier.as_ref();
            csv.row([
                action.number.clone(),
                action.body.name.clone(),
                action.to_do.agreed_on.clone(),
                action.to_do.what.to_string(),
                by(&action.to_do.doer),
                action.to_do.due_on.clone(),
                status(&action.to_do, language).to_owned(),
                words::yes(action.to_do.overdue, language).to_owned(),
                action.to_do.closed_on.clone().unwrap_or_default(),
                words::said(action.to_do.evidence.as_ref()),
                words::said(action.to_do.dropped_because.as_ref()),
                action.reported_on.clone().unwrap_or_default(),
                words::yes(action.carried, language).to_owned(),
                dossier.map(|dossier| dossier.reference.clone()).unwrap_or_default(),
                words::said(dossier.map(|dossier| &dossier.title)),
            ]);
        }
        csv.text()
    }

    fn reflects(&self) -> &Reflects {
        &self.reflects
    }
}

fn heading(list: &ActionList, language: Language) -> String {
    let title = language.say("Actielijst", "Action list");
    match (&list.meeting, &list.dossier) {
        (Some(meeting), _) => format!("{title} {}, {}", meeting.body.name, meeting.on),
        (None, Some(dossier)) => printable(&format!("{title} {} {}", dossier.reference, dossier.title)),
        (None, None) => format!("{title} {} {}", language.say("op", "on"), list.on),
    }
}

/// The parts of a list: that of a meeting says apart what it found open.
fn parts(list: &ActionList, language: Language) -> Vec<(&'static str, bool)> {
    match &list.meeting {
        Some(_) => vec![
            (language.say("Van eerdere vergaderingen", "Of earlier meetings"), true),
            (language.say("In deze vergadering afgesproken", "Agreed in this meeting"), false),
        ],
        None => vec![("", false)],
    }
}

fn table(actions: &[&Action], page: &Page) -> String {
    let language = page.language;
    let mut table = Table::new(&match language {
        Language::Dutch => ["Nummer", "Te doen", "Door", "Uiterlijk", "Stand", "Dossier"],
        Language::English => ["Number", "To do", "By", "Due on", "Standing", "Dossier"],
    });
    for action in actions {
        table.row([
            action.number.clone(),
            action.to_do.what.to_string(),
            by(&action.to_do.doer),
            action.to_do.due_on.clone(),
            standing(&action.to_do, action.reported_on.as_deref(), language),
            action.dossier.as_ref().map_or_else(|| "–".to_owned(), |dossier| dossier.reference.clone()),
        ]);
    }
    table.text(page)
}

pub(super) fn by(doer: &Doer) -> String {
    let known = doer.party.as_ref().or(doer.body.as_ref()).map(|named| named.name.clone());
    let known = known.or_else(|| doer.actor_id.clone());
    match (known, &doer.words) {
        (Some(known), Some(words)) => format!("{known} ({words})"),
        (Some(known), None) => known,
        (None, words) => words::said(words.as_ref()),
    }
}

/// How an action stands, with what came of it, and the day of the meeting that was told.
pub(super) fn standing(to_do: &ToDo, reported_on: Option<&str>, language: Language) -> String {
    let on = to_do.closed_on.as_ref().map(|on| format!(" {} {on}", language.say("op", "on")));
    let told = reported_on.map(|on| match language {
        Language::Dutch => format!(", gemeld op {on}"),
        Language::English => format!(", reported on {on}"),
    });
    let how = to_do.evidence.as_ref().or(to_do.dropped_because.as_ref());
    let how = how.map(|words| format!(": {words}"));
    let overdue = to_do.overdue.then(|| language.say(", over de termijn", ", overdue"));
    let rest = [on, told, how].into_iter().flatten().collect::<String>();
    format!("{}{}{rest}", status(to_do, language), overdue.unwrap_or_default())
}

fn status(to_do: &ToDo, language: Language) -> &'static str {
    match to_do.status {
        "open" => "open",
        "done" => language.say("gedaan", "done"),
        "dropped" => language.say("vervallen", "dropped"),
        other => other,
    }
}
