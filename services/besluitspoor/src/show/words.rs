//! How closed sets are called for people.

use domain::{
    decision::{Office, Stance},
    framework::{EndKind, Outcome, Role},
};
use wire::Language;

use super::{
    Page, Say as _,
    json::{
        dossier::Phase,
        shared::{DocumentRef, Moment, Named, Reflects, WaitsFor, Words},
        term::{Suspension, Term, TermDays},
        visit::{Known, VisitRef},
    },
    table::paragraph,
};

/// Words that may be there, or nothing.
pub(super) fn said(words: Option<&Words>) -> String {
    words.map(ToString::to_string).unwrap_or_default()
}

/// What a body is asked to do.
pub(super) fn role(role: Known<Role>, language: Language) -> &'static str {
    match role.0 {
        Some(Role::Informed) => language.say("neemt kennis", "takes notice"),
        Some(Role::Advises) => language.say("adviseert", "advises"),
        Some(Role::Decides) => language.say("besluit", "decides"),
        Some(Role::Ratifies) => language.say("bekrachtigt", "ratifies"),
        None => unknown(language),
    }
}

/// What a body did.
pub(super) fn outcome(outcome: Known<Outcome>, language: Language) -> &'static str {
    match outcome.0 {
        Some(outcome) => language.say(outcome.name_nl(), outcome.name()),
        None => unknown(language),
    }
}

/// Where a party stood.
pub(super) fn stance(stance: Known<Stance>, language: Language) -> &'static str {
    stance.0.map_or_else(|| unknown(language), |stance| language.say(stance.name_nl(), stance.name()))
}

/// As what someone sat for a party.
pub(super) fn office(office: Known<Office>, language: Language) -> &'static str {
    office.0.map_or_else(|| unknown(language), |office| language.say(office.name_nl(), office.name()))
}

/// What an end means.
pub(super) fn end_kind(kind: Known<EndKind>, language: Language) -> &'static str {
    match kind.0 {
        Some(EndKind::Adopted) => language.say("het arrangement kan beginnen", "the arrangement may start"),
        Some(EndKind::Rejected) => {
            language.say("het arrangement begint niet", "the arrangement does not start")
        }
        Some(EndKind::NoAgreement) => {
            language.say("de partijen werden het niet eens", "the parties did not agree")
        }
        Some(EndKind::Withdrawn) => language.say("de indiener trok het terug", "the submitter took it back"),
        None => unknown(language),
    }
}

/// Where a dossier is, in a few words.
pub(crate) fn phase(phase: &Phase, language: Language) -> String {
    match phase {
        Phase::Preparing { round } => {
            format!("{} {}", language.say("voorbereiding van", "preparing"), round.name)
        }
        Phase::AtStep { opening } => {
            let with = language.say("bij", "with");
            format!("{with} {}, {}", opening.body.name, opening.round.name)
        }
        Phase::Revising { round, .. } => {
            format!("{} {}", language.say("nieuwe versie voor", "new version for"), round.name)
        }
        Phase::Escalated { visit } => {
            format!(
                "{} {}",
                language.say("op de escalatieladder, vanaf", "on the ladder, from"),
                self::visit(visit)
            )
        }
        Phase::Ended { ended } => format!("{}: {}", language.say("geëindigd", "ended"), ended.end.name),
        Phase::Unknown => unknown(language).to_owned(),
    }
}

/// A round as a narrow table names it: what stands before the colon of its name, as `Ronde 2`.
pub(super) fn short_round(round: &Named) -> &str {
    round.name.split_once(':').map_or(round.name.as_str(), |(short, _)| short.trim())
}

/// How far a dossier is, as a narrow table says it beside whom it waits for.
pub(super) fn short_phase(phase: &Phase, language: Language) -> String {
    match phase {
        Phase::Preparing { round } => {
            format!("{} {}", language.say("voorbereiding van", "preparing"), short_round(round))
        }
        Phase::AtStep { opening } => short_round(&opening.round).to_owned(),
        Phase::Revising { round, .. } => {
            format!("{} {}", language.say("nieuwe versie voor", "new version for"), short_round(round))
        }
        Phase::Escalated { .. } => language.say("opgeschaald", "escalated").to_owned(),
        Phase::Ended { .. } | Phase::Unknown => self::phase(phase, language),
    }
}

/// Who must do something now.
pub(super) fn waits_for(waits: &WaitsFor, language: Language) -> String {
    if let Some(named) = waits.body.as_ref().or(waits.party.as_ref()) {
        return named.name.clone();
    }
    match (&waits.coordinator, &waits.outside) {
        (Some(coordinator), _) => {
            let word = language.say("coördinator", "coordinator");
            format!("{word} {} ({})", coordinator.actor_id, coordinator.party.name)
        }
        (None, Some(outside)) => outside.to_string(),
        (None, None) => language.say("niemand", "nobody").to_owned(),
    }
}

/// The last day of a term, or that it stands still; `due_on` is what was said without the term.
pub(super) fn due(term: Option<&Term>, due_on: Option<&String>, language: Language) -> String {
    match term {
        Some(Term { suspended_since: Some(_), .. }) => language.say("staat stil", "stands still").to_owned(),
        Some(term) => date(term.due_on.as_ref().or(due_on)),
        None => date(due_on),
    }
}

/// How much of a term is used up, in working days.
pub(super) fn term_days(days: &TermDays, language: Language) -> String {
    let TermDays { budget, spent, left, over, stood_still } = days;
    let rest = match (over, language) {
        (0, Language::Dutch) => format!("nog {left}"),
        (0, Language::English) => format!("{left} left"),
        (over, Language::Dutch) => format!("{over} te veel"),
        (over, Language::English) => format!("{over} over"),
    };
    let still = match (stood_still, language) {
        (0, _) => String::new(),
        (days, Language::Dutch) => format!(", stond {days} stil"),
        (days, Language::English) => format!(", stood still for {days}"),
    };
    match language {
        Language::Dutch => format!("{spent} van {budget} werkdagen, {rest}{still}"),
        Language::English => format!("{spent} of {budget} working days, {rest}{still}"),
    }
}

/// When a term stood still, for whom, and why.
pub(super) fn suspension(suspension: &Suspension, language: Language) -> String {
    let Suspension { suspended_on, waits_for: whom, reason, resumed_on, .. } = suspension;
    let whom = waits_for(whom, language);
    match (resumed_on, language) {
        (Some(until), Language::Dutch) => {
            format!("stond stil van {suspended_on} tot {until}, wachtend op {whom}: {reason}")
        }
        (None, Language::Dutch) => format!("staat stil vanaf {suspended_on}, wachtend op {whom}: {reason}"),
        (Some(until), Language::English) => {
            format!("stood still from {suspended_on} until {until}, waiting for {whom}: {reason}")
        }
        (None, Language::English) => {
            format!("stands still from {suspended_on}, waiting for {whom}: {reason}")
        }
    }
}

/// The same as a narrow table says it: a coordinator without the party, which can be a long word.
pub(super) fn short_waits_for(waits: &WaitsFor, language: Language) -> String {
    match &waits.coordinator {
        Some(coordinator) => {
            format!("{} {}", language.say("coördinator", "coordinator"), coordinator.actor_id)
        }
        None => waits_for(waits, language),
    }
}

/// A visit: its step, and which time if it is not the first.
pub(super) fn visit(visit: &VisitRef) -> String {
    if visit.number > 1 { format!("{}:{}", visit.step, visit.number) } else { visit.step.clone() }
}

/// Documents in a row, e.g. `voorstel 2, projectplan 1`.
pub(super) fn documents<'a>(documents: impl Iterator<Item = (&'a str, u32)>) -> String {
    let shown =
        documents.map(|(format, version)| DocumentRef { format: format.to_owned(), version }.to_string());
    shown.collect::<Vec<_>>().join(", ")
}

/// Names in a row.
pub(super) fn names(named: &[Named]) -> String {
    named.iter().map(|named| named.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// A moment in the region's time, or a dash.
pub(super) fn moment(moment: Option<Moment>) -> String {
    moment.map_or_else(|| "–".to_owned(), Moment::in_region)
}

/// The day of a moment in the region, or a dash.
pub(super) fn day(at: Option<Moment>) -> String {
    let at = moment(at);
    at.split_once(' ').map(|(day, _)| day.to_owned()).unwrap_or(at)
}

/// A date, or a dash.
pub(super) fn date(date: Option<&String>) -> String {
    date.map_or_else(|| "–".to_owned(), Clone::clone)
}

/// How old an answer is, as its last lines say it.
pub(super) fn reflects(reflects: &Reflects, page: &Page) -> String {
    let language = page.language;
    let state = language.say("Stand: positie", "As of position");
    let at = reflects.recorded_time.map(|time| format!(" ({})", time.in_region())).unwrap_or_default();
    let silent = silence(reflects, language).map(|told| paragraph(&told, "", page)).unwrap_or_default();
    format!("{state} {}:{}{at}\n{silent}", reflects.log_id, reflects.position)
}

/// That an answer may lack the newest, when the service has heard nothing of the journal for some time.
pub(crate) fn silence(reflects: &Reflects, language: Language) -> Option<String> {
    if reflects.journal_silent_seconds == 0 {
        return None;
    }
    let long = span(reflects.journal_silent_seconds, language);
    Some(match language {
        Language::Dutch => {
            format!("De dienst heeft al {long} niets van het journaal gehoord; er kan nieuwer werk zijn.")
        }
        Language::English => {
            format!("The service has heard nothing of the journal for {long}; there may be newer work.")
        }
    })
}

/// How long that is, in one unit: whole minutes from two minutes on, whole hours from two hours on.
fn span(seconds: u32, language: Language) -> String {
    let (number, unit) = match (seconds, seconds / 60, seconds / 3_600) {
        (1, ..) => (1, language.say("seconde", "second")),
        (_, 0 | 1, _) => (seconds, language.say("seconden", "seconds")),
        (_, minutes, 0 | 1) => (minutes, language.say("minuten", "minutes")),
        (_, _, hours) => (hours, language.say("uur", "hours")),
    };
    format!("{} {unit}", language.number(number.into()))
}

/// Yes or no.
pub(super) fn yes(yes: bool, language: Language) -> &'static str {
    if yes { language.say("ja", "yes") } else { language.say("nee", "no") }
}

fn unknown(language: Language) -> &'static str {
    language.say("onbekend voor deze versie", "unknown to this version")
}
