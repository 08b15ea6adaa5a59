//! Dossiers: one with its way, and lists.

use wire::Language;

use super::{escalation, meeting, stances, voices};
use crate::show::{
    Page, Say as _, Shown,
    json::{
        dossier::{Dossier, DossierAnswer, Dossiers, Phase, Visit},
        evaluation::LifePhase,
        shared::Words,
    },
    table::{Table, facts, paragraph},
    words,
};

impl Shown for Dossiers {
    fn people(&self, page: &Page) -> String {
        let language = page.language;
        let narrow = page.is_narrow();
        let mut table = Table::new(&match language {
            Language::Dutch if narrow => ["Nummer", "Titel", "Fase", "Wacht op", "Gewijzigd"],
            Language::Dutch => ["Nummer", "Titel", "Waar", "Wacht op", "Laatst gewijzigd"],
            Language::English if narrow => ["Number", "Title", "Phase", "Waits for", "Changed"],
            Language::English => ["Number", "Title", "Where", "Waits for", "Last changed"],
        });
        for dossier in &self.dossiers {
            let (phase, changed) = (&dossier.phase, dossier.changed_time);
            table.row([
                dossier.reference.clone(),
                dossier.title.to_string(),
                if narrow { words::short_phase(phase, language) } else { words::phase(phase, language) },
                if narrow {
                    words::short_waits_for(&dossier.waits_for, language)
                } else {
                    words::waits_for(&dossier.waits_for, language)
                },
                if narrow { words::day(changed) } else { words::moment(changed) },
            ]);
        }
        let mut text = if table.is_empty() {
            paragraph(language.say("Geen dossiers.", "No dossiers."), "", page)
        } else {
            table.text(page)
        };
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

impl Shown for DossierAnswer {
    fn people(&self, page: &Page) -> String {
        let language = page.language;
        let mut text = head(&self.dossier, self.life_phase, page);
        let parts = [
            (language.say("Weg", "Way"), way(&self.dossier, page)),
            (language.say("Escalatie", "Escalation"), escalation::all(&self.dossier.escalations, page)),
            (language.say("Standpunten", "Stances"), stances::of(&self.dossier, page)),
            (language.say("Bekrachtiging", "Ratification"), voices::of(&self.dossier, page)),
            (language.say("Vergaderingen", "Meetings"), meeting::of_dossier(&self.meetings, page)),
            (language.say("Stukken", "Documents"), documents(&self.dossier, page)),
            (language.say("Voorwaarden", "Conditions"), conditions(&self.dossier, page)),
        ];
        for (title, part) in parts.into_iter().filter(|(_, part)| !part.is_empty()) {
            text.push('\n');
            text.push_str(&page.heading(title));
            text.push('\n');
            text.push_str(&part);
        }
        text.push('\n');
        if let Some(records) = self.replayed_records {
            let told = language.say("Opnieuw opgebouwd uit records:", "Built again from records:");
            text.push_str(&paragraph(&format!("{told} {records}"), "", page));
        }
        text.push_str(&words::reflects(&self.reflects, page));
        text
    }
}

fn head(dossier: &Dossier, life: Option<LifePhase>, page: &Page) -> String {
    let language = page.language;
    let summary = &dossier.summary;
    let meaning = match &summary.phase {
        Phase::Ended { ended } => format!(" ({})", words::end_kind(ended.kind, language)),
        Phase::Preparing { .. }
        | Phase::AtStep { .. }
        | Phase::Revising { .. }
        | Phase::Escalated { .. }
        | Phase::Unknown => String::new(),
    };
    // A replay knows no number: that comes from the order of all dossiers.
    let title = format!("{} {}", summary.reference, crate::show::printable(&summary.title.to_string()));
    let coordinator = format!("{} ({})", summary.coordinator.actor_id, summary.coordinator.party.name);
    let framework = format!("{} {}", summary.framework.id, summary.framework.version);
    let target_group = dossier.target_group.as_ref().map(Words::to_string).unwrap_or_default();
    page.heading(title.trim_start())
        + "\n"
        + &facts(
            &[
                (language.say("Dossier", "Dossier"), summary.dossier_id.clone()),
                (language.say("Waar", "Where"), words::phase(&summary.phase, language) + &meaning),
                (language.say("Wacht op", "Waits for"), words::waits_for(&summary.waits_for, language)),
                (language.say("Fase", "Phase"), life.map(|phase| phase.told(language)).unwrap_or_default()),
                (language.say("Coördinator", "Coordinator"), coordinator),
                (language.say("Functies", "Functions"), words::names(&dossier.functions)),
                (language.say("Doelgroep", "Target group"), target_group),
                (language.say("Kader", "Framework"), framework),
                (language.say("Geopend", "Opened"), words::moment(summary.opened_time)),
                (language.say("Gewijzigd", "Changed"), words::moment(summary.changed_time)),
                (
                    language.say("Vervolg op", "Follows"),
                    dossier.follows_dossier_id.clone().unwrap_or_default(),
                ),
                (language.say("Revisie", "Revision"), summary.revision.to_string()),
            ],
            page,
        )
}

/// The visits in order, and what came of each.
fn way(dossier: &Dossier, page: &Page) -> String {
    let table = if page.is_narrow() { few_of_way(dossier, page) } else { all_of_way(dossier, page) };
    let mut text = if table.is_empty() { String::new() } else { table.text(page) };
    for visit in &dossier.visits {
        for suspension in visit.term.iter().flat_map(|term| &term.suspensions) {
            let told = words::suspension(suspension, page.language);
            let term = page.language.say("de termijn", "the term");
            text.push_str(&paragraph(&format!("{}: {term} {told}", visit.opening.body.name), "  ", page));
        }
        let why = visit.treated.as_ref().and_then(|treated| treated.motivation.as_ref());
        if let Some(why) = why {
            text.push_str(&paragraph(&format!("{}: {why}", visit.opening.body.name), "  ", page));
        }
    }
    text
}

fn all_of_way(dossier: &Dossier, page: &Page) -> Table {
    let language = page.language;
    let mut table = Table::new(&match language {
        Language::Dutch => ["Binnen", "Gremium", "Ronde", "Rol", "Termijn", "Uitkomst", "Op", "Rev."],
        Language::English => ["Arrived", "Body", "Round", "Role", "Due", "Outcome", "On", "Rev."],
    });
    for visit in &dossier.visits {
        let opening = &visit.opening;
        let (outcome, on) = outcome(visit, page);
        let revision =
            if visit.treated_revision > 0 { visit.treated_revision.to_string() } else { String::new() };
        table.row([
            opening.arrived_on.clone(),
            opening.body.name.clone(),
            opening.round.name.clone(),
            words::role(opening.role, language).to_owned(),
            words::due(visit.term.as_ref(), opening.due_on.as_ref(), language),
            outcome,
            on,
            revision,
        ]);
    }
    table
}

/// The way on a narrow page: the same in fewer columns, and without the role, which the outcome tells too.
fn few_of_way(dossier: &Dossier, page: &Page) -> Table {
    let language = page.language;
    let mut table = Table::new(&match language {
        Language::Dutch => ["Binnen", "Gremium", "Ronde", "Termijn", "Uitkomst"],
        Language::English => ["Arrived", "Body", "Round", "Due", "Outcome"],
    });
    for visit in &dossier.visits {
        let opening = &visit.opening;
        let mut came = match outcome(visit, page) {
            (outcome, on) if on.is_empty() => outcome,
            (outcome, on) => format!("{outcome}, {on}"),
        };
        if visit.treated_revision > 0 {
            came = format!("{came} ({} {})", language.say("revisie", "revision"), visit.treated_revision);
        } else if visit.treated.is_none() && visit.progress != "void" {
            came = format!("{came} ({})", words::role(opening.role, language));
        }
        table.row([
            opening.arrived_on.clone(),
            opening.body.name.clone(),
            words::short_round(&opening.round).to_owned(),
            words::due(visit.term.as_ref(), opening.due_on.as_ref(), language),
            came,
        ]);
    }
    table
}

/// What a body did with a visit, and when.
fn outcome(visit: &Visit, page: &Page) -> (String, String) {
    let language = page.language;
    match (&visit.treated, visit.progress) {
        (Some(treated), progress) => {
            let corrected =
                if visit.corrected { language.say(" (gecorrigeerd)", " (corrected)") } else { "" };
            let void = if progress == "void" { language.say(" (vervallen)", " (void)") } else { "" };
            let outcome = words::outcome(treated.outcome, language);
            (format!("{outcome}{corrected}{void}"), treated.treated_on.clone())
        }
        (None, "void") => (language.say("vervallen", "void").to_owned(), String::new()),
        (None, _) => (language.say("wacht", "waits").to_owned(), String::new()),
    }
}

fn documents(dossier: &Dossier, page: &Page) -> String {
    let language = page.language;
    let mut table = Table::new(&match language {
        Language::Dutch => ["Stuk", "Versie", "Woorden", "Vastgelegd", "Ingediend voor", "SHA-256"],
        Language::English => ["Document", "Version", "Words", "Filed", "Submitted for", "SHA-256"],
    });
    for document in &dossier.documents {
        let same = |at: &&crate::show::json::dossier::Submission| {
            at.document.format == document.format && at.document.version == document.version
        };
        let submitted = dossier.submissions.iter().filter(same).map(|submission| &submission.round);
        let rounds = submitted
            .map(|round| if page.is_narrow() { words::short_round(round) } else { round.name.as_str() });
        table.row([
            document.format.clone(),
            document.version.to_string(),
            document.words.to_string(),
            words::moment(document.filed_time),
            rounds.collect::<Vec<_>>().join(", "),
            document.digest.chars().take(DIGEST_SHOWN).collect(),
        ]);
    }
    if table.is_empty() { String::new() } else { table.text(page) }
}

/// How many characters of a digest a table shows; `--json` has them all.
const DIGEST_SHOWN: usize = 16;

/// The conditions in a table, and below it what each says and what was answered, which may be long.
fn conditions(dossier: &Dossier, page: &Page) -> String {
    let language = page.language;
    let mut table = Table::new(&match language {
        Language::Dutch => ["Nr.", "Van", "Voor", "Uiterlijk", "Beantwoord", "Voldaan"],
        Language::English => ["No.", "Of", "For", "By", "Answered", "Met"],
    });
    let mut said = String::new();
    for condition in &dossier.conditions {
        let holder = condition.holder.as_ref().map(|holder| holder.name.clone());
        table.row([
            condition.number.to_string(),
            condition.set_by_body.name.clone(),
            holder.unwrap_or_else(|| language.say("coördinator", "coordinator").to_owned()),
            words::date(condition.due_on.as_ref()),
            words::yes(condition.answered, language).to_owned(),
            condition.met.map_or("–", |met| words::yes(met, language)).to_owned(),
        ]);
        said.push_str(&paragraph(&format!("{}. {}", condition.number, condition.text), "  ", page));
        if let Some(answer) = &condition.answer {
            let answered = language.say("antwoord", "answer");
            said.push_str(&paragraph(&format!("{answered}: {answer}"), "     ", page));
        }
    }
    if table.is_empty() { String::new() } else { table.text(page) + &said }
}
