//! The preparation of a dossier: how far each list is, what was noted, and what is still open.

use wire::Language;

use super::actions::{by, standing};
use crate::show::{
    Page, Say as _, Shown,
    json::preparation::{Checklist, Item, Note, PreparationAnswer, PreparedAction},
    table::{Table, facts, paragraph},
    words,
};

impl Shown for PreparationAnswer {
    fn people(&self, page: &Page) -> String {
        let language = page.language;
        let preparation = &self.preparation;
        let title = language.say("Voorbereiding", "Preparation");
        let framework = format!("{} {}", preparation.framework.id, preparation.framework.version);
        let mut text = page.heading(title)
            + "\n"
            + &facts(
                &[
                    (language.say("Dossier", "Dossier"), preparation.dossier_id.clone()),
                    (language.say("Kader", "Framework"), framework),
                    (language.say("Revisie", "Revision"), preparation.revision.to_string()),
                ],
                page,
            );
        for list in &preparation.checklists {
            text.push('\n');
            text.push_str(&checklist(list, page));
        }
        text.push_str(&to_do(&preparation.actions, page));
        text + "\n" + &words::reflects(&self.reflects, page)
    }
}

/// The action list, if there is something on it: "Te doen / Door" (Gespreksmap).
fn to_do(actions: &[PreparedAction], page: &Page) -> String {
    if actions.is_empty() {
        return String::new();
    }
    let language = page.language;
    let mut table = Table::new(&match language {
        Language::Dutch => ["Nummer", "Te doen", "Door", "Uiterlijk", "Stand", "Afgesproken op"],
        Language::English => ["Number", "To do", "By", "Due on", "Standing", "Agreed on"],
    });
    for PreparedAction { action, to_do } in actions {
        table.row([
            action.to_string(),
            to_do.what.to_string(),
            by(&to_do.doer),
            to_do.due_on.clone(),
            standing(to_do, None, language),
            to_do.agreed_on.clone(),
        ]);
    }
    let heading = page.heading(language.say("Actielijst", "Action list"));
    format!("\n{heading}\n{}", table.text(page))
}

fn checklist(list: &Checklist, page: &Page) -> String {
    let language = page.language;
    let progress = match language {
        Language::Dutch => format!("{} van {} gedaan", list.done, list.of),
        Language::English => format!("{} of {} done", list.done, list.of),
    };
    let head = format!("{} ({})", list.title, list.checklist_id);
    let asked = match list.asked_by.as_slice() {
        [] => String::new(),
        rounds => format!(
            "{} {}",
            language.say("moet af zijn voor", "must be complete before"),
            words::names(rounds)
        ),
    };
    let mut text = page.heading(&head)
        + "\n"
        + &facts(
            &[
                (language.say("Voortgang", "Progress"), progress),
                (language.say("Verplicht", "Required"), asked),
                (language.say("Bron", "Source"), format!("{}, {}", list.source, list.version)),
            ],
            page,
        );
    for theme in &list.themes {
        text.push('\n');
        text.push_str(&paragraph(&format!("{} {}", theme.theme_id, theme.title), "", page));
        let mut table = Table::new(&match language {
            Language::Dutch => ["Punt", "Wat", "Vastgelegd"],
            Language::English => ["Item", "What", "Noted"],
        });
        for item in &theme.items {
            table.row([item.item_id.clone(), item.text.clone(), noted(item, language)]);
        }
        text.push_str(&table.text(page));
    }
    text
}

/// What was noted last of an item, and how often before.
fn noted(item: &Item, language: Language) -> String {
    let Some(last) = item.notes.first() else {
        let may = language.say("– (mag)", "– (optional)");
        return if item.optional { may.to_owned() } else { "–".to_owned() };
    };
    let told = note(last, language);
    match item.notes.len() {
        1 => told,
        times => format!("{told} {}", earlier(times - 1, language)),
    }
}

fn earlier(times: usize, language: Language) -> String {
    match language {
        Language::Dutch => format!("(eerder {times} keer vastgelegd)"),
        Language::English => format!("(noted {times} times before)"),
    }
}

fn note(note: &Note, language: Language) -> String {
    let on = note.on.as_deref().unwrap_or_default();
    let said = |name: &str, words: &Option<_>| {
        words.as_ref().map(|words: &crate::show::json::shared::Words| format!("{name}: {words}"))
    };
    let partner = note.spoken.map(|spoken| match spoken {
        true => format!("{} {on}", language.say("gesproken op", "spoken with on")),
        false => language.say("nog niet gesproken", "not spoken with yet").to_owned(),
    });
    let number = note.number.map(|number| language.number(u64::from(number)));
    let fewer = note.fewer_than.map(|threshold| {
        format!("{} {}", language.say("minder dan", "fewer than"), language.number(u64::from(threshold)))
    });
    let count = number.or(fewer).map(|count| match note.is_small {
        Some(true) => {
            format!(
                "{count} {on} {}",
                language.say("(klein aantal: niet delen)", "(small: not to be shared)")
            )
        }
        Some(false) | None => format!("{count} {on}"),
    });
    let day = (note.spoken.is_none() && note.is_small.is_none()).then(|| note.on.clone()).flatten();
    let parts = [
        count,
        partner,
        day,
        note.answer.as_ref().map(ToString::to_string),
        said(language.say("regie", "held by"), &note.holder),
        said(language.say("resultaat", "result"), &note.result),
        said(language.say("afspraak", "agreed"), &note.agreement),
        said(language.say("met", "with"), &note.with),
        said(language.say("bron", "source"), &note.source),
        said(language.say("van", "by"), &note.by),
        note.words.as_ref().map(ToString::to_string),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}
