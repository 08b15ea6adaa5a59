//! The whole story of a dossier: what happened, when, by whom, on what, and why.

use wire::Language;

use crate::show::{
    Page, Say as _, Shown,
    json::story::{ConditionStory, DossierStory, Explanation, Told},
    table::{Table, facts, paragraph},
    words,
};

/// What stands before the facts of a record.
const INDENT: &str = "   ";

impl Shown for DossierStory {
    fn people(&self, page: &Page) -> String {
        let language = page.language;
        let dossier = &self.dossier;
        let mut text =
            page.heading(&crate::show::printable(&format!("{} {}", dossier.reference, dossier.title)));
        text.push('\n');
        let framework = format!("{} {}", dossier.framework.id, dossier.framework.version);
        text.push_str(&facts(
            &[
                (language.say("Waar", "Where"), words::phase(&dossier.phase, language)),
                (language.say("Kader", "Framework"), framework),
            ],
            page,
        ));
        for told in &self.records {
            text.push('\n');
            text.push_str(&record(told, self.explain, page));
        }
        if !self.conditions.is_empty() {
            text.push('\n');
            text.push_str(&page.heading(language.say("Voorwaarden, naar record", "Conditions, by record")));
            text.push('\n');
            text.push_str(&conditions(&self.conditions, page));
        }
        text.push('\n');
        text + &words::reflects(&self.reflects, page)
    }
}

/// One record: what happened, then who, when, on what and why.
fn record(told: &Told, explain: bool, page: &Page) -> String {
    let language = page.language;
    let record = &told.record;
    let mut text = paragraph(&format!("{}. {}", record.revision, record.summary), "", page);
    let inner = Page { width: page.width.map(|width| width.saturating_sub(INDENT.len())), ..*page };
    let explanation = told.explanation.as_ref();
    let treated = explanation.and_then(|explanation| explanation.treated_on.clone()).unwrap_or_default();
    let recorded = format!(
        "{}, {} {}",
        words::moment(record.recorded_time),
        language.say("positie", "position"),
        record.position.position
    );
    let mut told_facts = vec![
        (language.say("Behandeld", "Treated").to_owned(), treated),
        (language.say("Vastgelegd", "Recorded").to_owned(), recorded),
        (language.say("Door", "By").to_owned(), by(told, language)),
    ];
    if let Some(explanation) = explanation {
        told_facts.push((language.say("In de rol", "In the role").to_owned(), role(explanation, language)));
        let documents = explanation.documents.iter().map(|it| (it.format.as_str(), it.version));
        told_facts.push((language.say("Stukken", "Papers").to_owned(), words::documents(documents)));
        told_facts.push((language.say("Kader", "Framework").to_owned(), rests_on(explanation, language)));
    }
    told_facts.extend(texts(told, language));
    let borrowed: Vec<_> = told_facts.iter().map(|(name, fact)| (name.as_str(), fact.clone())).collect();
    text.push_str(&indented(&facts(&borrowed, &inner)));
    if let Some(explanation) = explanation.filter(|_| explain) {
        text.push_str(&reasons(explanation, page));
    }
    text
}

/// Who acted, and in which capacity.
fn by(told: &Told, language: Language) -> String {
    let record = &told.record;
    let capacity = match record.acted_as.split_once(':') {
        Some(("coordinator", party)) => {
            format!("{} {party}", language.say("coördinator voor", "coordinator for"))
        }
        Some(("secretary", body)) => format!("{} {body}", language.say("secretaris van", "secretary of")),
        Some(_) | None if record.acted_as == "administrator" => {
            language.say("beheerder", "administrator").to_owned()
        }
        Some(_) | None => record.acted_as.clone(),
    };
    if capacity.is_empty() { record.actor_id.clone() } else { format!("{}, {capacity}", record.actor_id) }
}

/// Which body acted, and what it was asked to do.
fn role(explanation: &Explanation, language: Language) -> String {
    let role = explanation.role.map(|role| words::role(role, language));
    match (&explanation.body, role) {
        (Some(body), Some(role)) => format!("{} {role}", body.name),
        (Some(body), None) => body.name.clone(),
        (None, _) => String::new(),
    }
}

/// Under which version of which framework, and at which step of it.
fn rests_on(explanation: &Explanation, language: Language) -> String {
    let Some(framework) = &explanation.framework else { return String::new() };
    let step = explanation
        .visit
        .as_ref()
        .map(|visit| format!(", {} {}", language.say("stap", "step"), words::visit(visit)));
    format!("{} {}{}", framework.id, framework.version, step.unwrap_or_default())
}

/// The words that belong to the record, or that they were erased.
fn texts(told: &Told, language: Language) -> Vec<(String, String)> {
    let explained = told.explanation.iter().flat_map(|explanation| &explanation.conditions);
    // Conditions and answers stand in the order in which the record names them.
    let numbered = |act: &'static str| explained.clone().filter(move |it| it.act == act).map(|it| it.number);
    let (mut set, mut answered) = (numbered("set"), numbered("answered"));
    let told = told.record.texts.iter().map(|text| {
        let name = match text.name.as_str() {
            "title" => language.say("Titel", "Title").to_owned(),
            "target-group" => language.say("Doelgroep", "Target group").to_owned(),
            "motivation" => language.say("Motivering", "Motivation").to_owned(),
            "reason" => language.say("Reden", "Reason").to_owned(),
            "condition" => numbering(language.say("Voorwaarde", "Condition"), set.next()),
            "answer" => numbering(language.say("Antwoord", "Answer"), answered.next()),
            other => other.to_owned(),
        };
        (name, text.text.to_string())
    });
    told.collect()
}

fn numbering(name: &str, number: Option<u32>) -> String {
    number.map_or_else(|| name.to_owned(), |number| format!("{name} {number}"))
}

/// The rules that led to the record, each with its place in the framework.
fn reasons(explanation: &Explanation, page: &Page) -> String {
    let mut text = paragraph(page.language.say("Waarom:", "Why:"), INDENT, page);
    for reason in &explanation.reasons {
        let rule = if reason.rule.is_empty() { String::new() } else { format!(" [{}]", reason.rule) };
        text.push_str(&paragraph(&format!("- {}{rule}", reason.message), INDENT, page));
    }
    text
}

/// Where each condition was set, answered and judged.
fn conditions(conditions: &[ConditionStory], page: &Page) -> String {
    let language = page.language;
    let mut table = Table::new(&match language {
        Language::Dutch => ["Nr.", "Gesteld", "Beantwoord", "Beoordeeld"],
        Language::English => ["No.", "Set", "Answered", "Judged"],
    });
    let list = |revisions: &[u64]| revisions.iter().map(u64::to_string).collect::<Vec<_>>().join(", ");
    for condition in conditions {
        let judged = condition.judged.iter().map(|judged| {
            let met = match judged.met {
                true => language.say("voldaan", "met"),
                false => language.say("niet voldaan", "not met"),
            };
            format!("{} ({met})", judged.revision)
        });
        table.row([
            condition.number.to_string(),
            list(&condition.set),
            list(&condition.answered),
            judged.collect::<Vec<_>>().join(", "),
        ]);
    }
    table.text(page)
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("{INDENT}{line}\n")).collect()
}
