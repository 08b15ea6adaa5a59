//! What changed between two moments.

use wire::Language;

use crate::show::{
    Page, Say as _, Shown,
    json::compare::{
        AgendaDifference, AgendaEntry, Condition, Difference, DossierDifference, FrameworkDifference,
        RegisterDifference, Treatment,
    },
    json::shared::{Coordinator, Reflects},
    table::{facts, paragraph},
    words,
};

impl Shown for Difference {
    fn people(&self, page: &Page) -> String {
        match self {
            Self::Dossier(difference) => dossier(difference, page),
            Self::Framework(difference) => framework(difference, page),
            Self::Arrangement(difference) => arrangement(difference, page),
            Self::Agenda(difference) => agenda(difference, page),
            Self::Compared { from, until, records, dossiers } => {
                compared(from, until, (*records, *dossiers), page)
            }
        }
    }
}

fn dossier(difference: &DossierDifference, page: &Page) -> String {
    let language = page.language;
    let now = words::phase(&difference.phase_until, language);
    let was = match &difference.phase_from {
        None => language.say("nieuw", "new").to_owned(),
        Some(phase) => words::phase(phase, language),
    };
    let moved = if was == now { now } else { format!("{was} → {now}") };
    let filed = difference.documents_filed.iter().map(|it| (it.format.as_str(), it.version));
    let submitted = difference.submissions.iter().map(|submission| {
        format!("{} {} {}", submission.document, language.say("voor", "for"), submission.round.name)
    });
    let coordinator = difference.coordinator_from.as_ref().map(|was| {
        let named = |it: &Coordinator| format!("{} ({})", it.actor_id, it.party.name);
        format!("{} → {}", named(was), named(&difference.coordinator_until))
    });
    let lines = |lines: Vec<String>| lines.join("\n");
    let title = format!("{} {}", difference.reference, difference.title);
    page.heading(&crate::show::printable(&title))
        + "\n"
        + &facts(
            &[
                (language.say("Waar", "Where"), moved),
                (language.say("Vastgelegde stukken", "Filed"), words::documents(filed)),
                (language.say("Ingediend", "Submitted"), lines(submitted.collect())),
                (
                    language.say("Behandeld", "Treated"),
                    lines(difference.treatments.iter().map(|it| treated(it, language)).collect()),
                ),
                (
                    language.say("Voorwaarden", "Conditions"),
                    lines(difference.conditions.iter().map(|it| condition(it, language)).collect()),
                ),
                (language.say("Coördinator", "Coordinator"), coordinator.unwrap_or_default()),
            ],
            page,
        )
        + "\n"
}

fn treated(treated: &Treatment, language: Language) -> String {
    let corrects = treated.corrects_revision.map(|corrects| match language {
        Language::Dutch => format!(", verbetert record {corrects}"),
        Language::English => format!(", corrects record {corrects}"),
    });
    format!(
        "{} {}: {} ({} {}, {} {}{})",
        treated.treated_on,
        treated.body.name,
        words::outcome(treated.outcome, language),
        language.say("record", "record"),
        treated.revision,
        language.say("vastgelegd", "recorded"),
        words::moment(treated.recorded_time),
        corrects.unwrap_or_default()
    )
}

fn condition(condition: &Condition, language: Language) -> String {
    let found = condition.found_met.map(|met| match met {
        true => language.say("voldaan", "met"),
        false => language.say("niet voldaan", "not met"),
    });
    let happened = [
        condition.set.then(|| language.say("gesteld", "set")),
        condition.answered.then(|| language.say("beantwoord", "answered")),
        found,
        condition.dropped.then(|| language.say("vervallen door een correctie", "dropped by a correction")),
    ];
    let happened: Vec<_> = happened.into_iter().flatten().collect();
    format!(
        "{}. ({}) {}: {}",
        condition.number,
        condition.set_by_body.name,
        happened.join(", "),
        condition.text
    )
}

fn framework(adopted: &FrameworkDifference, page: &Page) -> String {
    let language = page.language;
    let told = format!(
        "{}: {} {} ({} {}; {} {})",
        language.say("Kader vastgesteld", "Framework adopted"),
        adopted.framework.id,
        adopted.framework.version,
        language.say("geldt vanaf", "applies from"),
        adopted.effective_from,
        language.say("vastgelegd", "recorded"),
        words::moment(adopted.adopted_time)
    );
    paragraph(&told, "", page)
}

fn arrangement(entry: &RegisterDifference, page: &Page) -> String {
    let language = page.language;
    let what = match entry.entered {
        true => language.say("Nieuw in het overzicht", "New in the register"),
        false => language.say("Niet meer in het overzicht", "No longer in the register"),
    };
    let number = entry.reference.as_ref().map(|number| format!("{number} ")).unwrap_or_default();
    paragraph(&format!("{what}: {number}{} ({})", entry.name, entry.party.name), "", page)
}

fn agenda(agenda: &AgendaDifference, page: &Page) -> String {
    let language = page.language;
    let lines =
        |entries: &[AgendaEntry]| entries.iter().map(|it| entry(it, language)).collect::<Vec<_>>().join("\n");
    let title = match language {
        Language::Dutch => format!("Agenda van {}", agenda.body.name),
        Language::English => format!("Agenda of {}", agenda.body.name),
    };
    String::from("\n")
        + &page.heading(&title)
        + "\n"
        + &facts(
            &[
                (language.say("Erbij", "Came"), lines(&agenda.came)),
                (language.say("Eraf", "Left"), lines(&agenda.left)),
                (language.say("Tussendoor", "In between"), lines(&agenda.passed)),
            ],
            page,
        )
}

fn entry(entry: &AgendaEntry, language: Language) -> String {
    let due = entry.due_on.as_ref().map(|due| format!(", {} {due}", language.say("termijn", "due")));
    let outcome = entry.outcome.map(|outcome| format!(": {}", words::outcome(outcome, language)));
    format!(
        "{} {} ({}{}){}",
        entry.reference,
        entry.title,
        words::short_round(&entry.round),
        due.unwrap_or_default(),
        outcome.unwrap_or_default()
    )
}

fn compared(from: &Reflects, until: &Reflects, (records, dossiers): (u64, u64), page: &Page) -> String {
    let language = page.language;
    let side = |of: &Reflects| {
        let at = of.recorded_time.map(|time| format!(" ({})", time.in_region())).unwrap_or_default();
        format!("{}{at}", of.position)
    };
    let (records, dossiers) = (language.number(records), language.number(dossiers));
    let told = match language {
        Language::Dutch => format!(
            "Vergeleken: van positie {} tot en met {}; {records} records, {dossiers} dossiers.",
            side(from),
            side(until)
        ),
        Language::English => format!(
            "Compared: from position {} up to {}; {records} records, {dossiers} dossiers.",
            side(from),
            side(until)
        ),
    };
    String::from("\n") + &paragraph(&told, "", page) + &words::reflects(until, page)
}
