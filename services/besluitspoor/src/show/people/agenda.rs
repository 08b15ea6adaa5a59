//! What waits for a body.

use wire::Language;

use super::{escalation, voices};
use crate::show::{
    Page, Say as _, Shown,
    json::agenda::{Agenda, AgendaChange, AgendaItem},
    table::{Table, facts, paragraph},
    words,
};

impl Shown for Agenda {
    fn people(&self, page: &Page) -> String {
        let language = page.language;
        let body = self.items.first().map_or(self.body.as_str(), |item| item.body.name.as_str());
        let waiting = match self.items.len() {
            0 => language.say("geen dossiers", "no dossiers").to_owned(),
            1 => language.say("1 dossier wacht", "1 dossier waits").to_owned(),
            many if self.more => {
                format!("{many} {}", language.say("of meer dossiers wachten", "or more dossiers wait"))
            }
            many => format!("{many} {}", language.say("dossiers wachten", "dossiers wait")),
        };
        let mut text = page.heading(&format!("{body}: {waiting}"));
        text.push_str("\n\n");
        if !self.items.is_empty() {
            text.push_str(&rows(&self.items, page));
            text.push('\n');
        }
        for item in &self.items {
            if let Some(told) = &item.escalation {
                text.push_str(&paragraph(&item.reference, "", page));
                text.push_str(&escalation::open(told, page));
            }
        }
        if self.details {
            for item in &self.items {
                text.push_str(&details(item, page));
                text.push('\n');
            }
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

impl Shown for AgendaChange {
    fn people(&self, page: &Page) -> String {
        let language = page.language;
        match self {
            Self::Snapshot { items, reflects, .. } => {
                let waiting = match items.is_empty() {
                    true => paragraph(language.say("Nu wacht er niets.", "Nothing waits now."), "", page),
                    false => rows(items, page),
                };
                let silent = words::silence(reflects, language);
                waiting + &silent.map(|told| paragraph(&told, "", page)).unwrap_or_default()
            }
            Self::Opened { item, reflects } => {
                let new = language.say("Nieuw op de agenda", "New on the agenda");
                format!("{} {new}: {}", reflects.position, line(item, page))
            }
            Self::Changed { item, reflects } => {
                let changed = language.say("Gewijzigd", "Changed");
                format!("{} {changed}: {}", reflects.position, line(item, page))
            }
            Self::Closed { dossier_id, named, visit, reason, outcome, reflects } => {
                let closed = language.say("Van de agenda", "Off the agenda");
                let why = match (outcome, *reason) {
                    (Some(outcome), _) => words::outcome(*outcome, language),
                    (None, "withdrawn") => language.say("teruggetrokken", "withdrawn"),
                    (None, "void") => language.say("vervallen door een correctie", "void after a correction"),
                    (None, _) => language.say("behandeld", "treated"),
                };
                let visit = words::visit(visit);
                let dossier = match named {
                    Some((reference, title)) => format!("{reference} {title}"),
                    None => dossier_id.clone(),
                };
                paragraph(&format!("{} {closed}: {dossier}, {visit}: {why}", reflects.position), "", page)
            }
            Self::Heartbeat { reflects } => {
                let silent = words::silence(reflects, language);
                silent.map(|told| paragraph(&told, "", page)).unwrap_or_default()
            }
        }
    }
}

/// One item on one line.
fn line(item: &AgendaItem, page: &Page) -> String {
    let role = words::role(item.role, page.language);
    let due = match (&item.term, &item.due_on) {
        (None, None) => String::new(),
        (term, due_on) => {
            let due = words::due(term.as_ref(), due_on.as_ref(), page.language);
            format!(", {} {due}", page.language.say("termijn", "due"))
        }
    };
    paragraph(&format!("{} {} ({}, {role}{due})", item.reference, item.title, item.round.name), "", page)
}

fn rows(items: &[AgendaItem], page: &Page) -> String {
    if page.is_narrow() { few_columns(items, page) } else { all_columns(items, page) }
}

fn all_columns(items: &[AgendaItem], page: &Page) -> String {
    let language = page.language;
    let mut table = Table::new(&match language {
        Language::Dutch => [
            "Nummer",
            "Titel",
            "Ronde",
            "Rol",
            "Binnen",
            "Termijn",
            "Dagen",
            "Stukken",
            "Open vw.",
            "Vergadering",
        ],
        Language::English => {
            ["Number", "Title", "Round", "Role", "Arrived", "Due", "Days", "Papers", "Conditions", "Meeting"]
        }
    });
    for item in items {
        table.row([
            item.reference.clone(),
            item.title.to_string(),
            item.round.name.clone(),
            words::role(item.role, language).to_owned(),
            item.arrived_on.clone(),
            due(item, language),
            item.days_waiting.to_string(),
            words::documents(
                item.documents.iter().map(|document| (document.format.as_str(), document.version)),
            ),
            item.open_conditions.len().to_string(),
            item.meeting.as_ref().map_or_else(|| "–".to_owned(), |meeting| meeting.on.clone()),
        ]);
    }
    table.text(page)
}

/// What a narrow page holds; `--details` has the rest.
fn few_columns(items: &[AgendaItem], page: &Page) -> String {
    let language = page.language;
    let mut table = Table::new(&match language {
        Language::Dutch => ["Nummer", "Titel", "Ronde", "Rol", "Termijn", "Dagen", "Open vw."],
        Language::English => ["Number", "Title", "Round", "Role", "Due", "Days", "Conditions"],
    });
    for item in items {
        table.row([
            item.reference.clone(),
            item.title.to_string(),
            words::short_round(&item.round).to_owned(),
            words::role(item.role, language).to_owned(),
            due(item, language),
            item.days_waiting.to_string(),
            item.open_conditions.len().to_string(),
        ]);
    }
    table.text(page)
}

/// The last day of the term, with a mark when it has passed.
fn due(item: &AgendaItem, language: Language) -> String {
    let mark = if item.overdue { " !" } else { "" };
    format!("{}{mark}", words::due(item.term.as_ref(), item.due_on.as_ref(), language))
}

/// The last day of the term, whether it has passed, how much of it is used up, and when it stood still.
fn term(item: &AgendaItem, language: Language) -> String {
    let passed = if item.overdue { language.say(" (verstreken)", " (passed)") } else { "" };
    let last = format!("{}{passed}", words::due(item.term.as_ref(), item.due_on.as_ref(), language));
    let Some(term) = &item.term else { return last };
    let days = term.days.as_ref().map(|days| words::term_days(days, language));
    let stood = term.suspensions.iter().map(|one| words::suspension(one, language));
    std::iter::once(last).chain(days).chain(stood).collect::<Vec<_>>().join("\n")
}

/// The next meeting that has it on its agenda.
fn meeting(item: &AgendaItem, language: Language) -> String {
    let on = item.meeting.as_ref();
    let told = on.map(|on| format!("{}, {} {}", on.on, language.say("punt", "item"), on.item));
    told.unwrap_or_default()
}

/// Everything about one item.
fn details(item: &AgendaItem, page: &Page) -> String {
    let language = page.language;
    let documents = item.documents.iter().map(|document| {
        format!(
            "{} {}: {} {}, sha256 {}",
            document.title,
            document.version,
            document.words,
            language.say("woorden", "words"),
            document.digest
        )
    });
    let earlier = item.earlier_outcomes.iter().map(|earlier| {
        let outcome = words::outcome(earlier.outcome, language);
        let why = earlier.motivation.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
        format!("{} {}: {outcome}{why}", earlier.treated_on, earlier.body.name)
    });
    let conditions = item.open_conditions.iter().map(|condition| {
        let answered = if condition.answered {
            language.say(" (beantwoord)", " (answered)")
        } else {
            language.say(" (nog niet beantwoord)", " (not answered yet)")
        };
        format!("{}. {}: {}{answered}", condition.number, condition.set_by_body.name, condition.text)
    });
    let joined = |lines: Vec<String>| lines.join("\n");
    let working = language.say("werkdagen", "working days");
    let waits = format!("{} ({} {working})", item.days_waiting, item.working_days_waiting);
    page.heading(&format!("{} {}", item.reference, crate::show::printable(&item.title.to_string())))
        + "\n"
        + &facts(
            &[
                (language.say("Dossier", "Dossier"), item.dossier_id.clone()),
                (language.say("Behandeling", "Visit"), words::visit(&item.visit)),
                (language.say("Termijn", "Due"), term(item, language)),
                (language.say("Dagen", "Days"), waits),
                (language.say("Vergadering", "Meeting"), meeting(item, language)),
                (language.say("Wacht op", "Waits for"), words::waits_for(&item.waits_for, language)),
                (
                    language.say("Bekrachtiging", "Ratification"),
                    voices::lines(&item.voices, &item.unspoken, language),
                ),
                (language.say("Coördinator", "Coordinator"), item.coordinator.actor_id.clone()),
                (language.say("Stukken", "Papers"), joined(documents.collect())),
                (language.say("Eerder", "Earlier"), joined(earlier.collect())),
                (language.say("Voorwaarden", "Conditions"), joined(conditions.collect())),
                (language.say("Revisie", "Revision"), item.revision.to_string()),
            ],
            page,
        )
}
