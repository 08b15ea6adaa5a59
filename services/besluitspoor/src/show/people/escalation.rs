//! A dossier on the ladder.

use wire::Language;

use crate::show::{
    Page, Say as _,
    json::escalation::{Dispute, Escalation, OnRung},
    table::paragraph,
};

/// Every time that a dossier was escalated, each with its rungs and how it ended.
pub(super) fn all(escalations: &[Escalation], page: &Page) -> String {
    escalations.iter().map(|told| one(told, page)).collect()
}

/// How it is on the ladder, on one line.
pub(super) fn open(told: &Escalation, page: &Page) -> String {
    let language = page.language;
    let Some(stay) = told.rungs.last() else { return String::new() };
    let line = match &told.dispute {
        Some(dispute) => self::dispute(dispute, language),
        None => on_rung(&stay.on, language),
    };
    let late = if told.overdue { language.say(" (termijn verstreken)", " (term passed)") } else { "" };
    paragraph(&format!("{}: {line}{late}", language.say("Opgeschaald", "Escalated")), "  ", page)
}

fn one(told: &Escalation, page: &Page) -> String {
    let language = page.language;
    let cause = match told.cause {
        "no-agreement" => language.say("geen overeenstemming", "no agreement"),
        "passed-term" => language.say("termijn verstreken", "term passed"),
        "procesbegeleider" => language.say("door de procesbegeleider", "by the procesbegeleider"),
        _ => language.say("onbekend", "unknown"),
    };
    let from = language.say("Opgeschaald vanaf", "Escalated from");
    let why = told.reason.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
    let head = format!("{from} {}/{} ({cause}, r{}){why}", told.visit.step, told.visit.number, told.revision);
    let mut text = paragraph(&head, "", page);
    for stay in &told.rungs {
        let because = stay.because.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
        text.push_str(&paragraph(&format!("{}{because}", on_rung(&stay.on, language)), "  ", page));
    }
    if let Some(dispute) = &told.dispute {
        text.push_str(&paragraph(&self::dispute(dispute, language), "  ", page));
        text.push_str(&paragraph(&dispute.reason.to_string(), "    ", page));
    }
    text.push_str(&paragraph(&standing(told, language), "  ", page));
    text
}

fn standing(told: &Escalation, language: Language) -> String {
    let solution = told.solution.as_ref().map(|words| format!(": {words}")).unwrap_or_default();
    match (told.standing, &told.left_on) {
        ("left", Some(on)) => {
            format!("{} {on}{solution}", language.say("Van de ladder op", "Off the ladder on"))
        }
        ("open", _) if told.overdue => language
            .say("Loopt; de termijn van de trede is verstreken.", "Runs; the term of the rung has passed.")
            .into(),
        ("open", _) => language.say("Loopt.", "Runs.").into(),
        ("overtaken", _) => language
            .say(
                "Voorbij: het gremium behandelde het, of het dossier is ingetrokken.",
                "Over: the body treated it, or the dossier was withdrawn.",
            )
            .into(),
        _ => language.say("Vervallen door een correctie.", "Void after a correction.").into(),
    }
}

/// A rung, on one line.
pub(super) fn on_rung(on: &OnRung, language: Language) -> String {
    format!(
        "{} ‘{}’ ({}), {} {}, {} {}",
        language.say("trede", "rung"),
        on.rung.name,
        on.holder,
        language.say("sinds", "since"),
        on.since,
        language.say("termijn", "due"),
        on.due_on
    )
}

fn dispute(dispute: &Dispute, language: Language) -> String {
    let parties: Vec<_> = dispute.parties.iter().map(|party| party.name.clone()).collect();
    let days = |what: &str, days: Option<u32>| {
        days.map(|days| format!(", {what} {days} {}", language.say("dagen", "days"))).unwrap_or_default()
    };
    format!(
        "{} ({}) {} {}, {} {}, {} {}{}{}",
        language.say("geschil", "dispute"),
        language.say(dispute.kind_nl, dispute.kind),
        language.say("bij", "before"),
        dispute.before,
        language.say("tussen", "between"),
        language.list(&parties),
        language.say("sinds", "since"),
        dispute.since,
        days(language.say("verweer binnen", "defence within"), dispute.defence_days),
        days(language.say("advies binnen", "advice within"), dispute.advice_days)
    )
}
