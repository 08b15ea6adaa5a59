//! What was decided, as text and as rows for a spreadsheet.

use wire::Language;

use super::meeting::{kind, people};
use crate::show::{
    Page, Say as _, Shown,
    csv::{Csv, Tabular},
    json::{
        decisions::{ConditionSet, Decision, DecisionList, DossierDecisions, Line},
        meeting::AttendanceDifference,
        shared::Reflects,
    },
    printable,
    table::{facts, paragraph},
    words,
};

impl Shown for DecisionList {
    fn people(&self, page: &Page) -> String {
        let language = page.language;
        let list = language.say("Besluitenlijst", "Decision list");
        let mut text = page.heading(&format!("{list} {} ({})", self.number, standing(self, language)));
        text.push('\n');
        text.push_str(&facts(
            &[
                (language.say("Gremium", "Body"), self.meeting.body.name.clone()),
                (language.say("Datum", "Date"), self.meeting.on.clone()),
                (language.say("Aanwezig", "Present"), people(&self.present, language)),
                (language.say("Afwezig", "Absent"), words::names(&self.absent_parties)),
            ],
            page,
        ));
        for line in &self.lines {
            text.push('\n');
            text.push_str(&item(line, page));
        }
        text.push('\n');
        text.push_str(&words::reflects(&self.reflects, page));
        text
    }
}

impl Tabular for DecisionList {
    fn csv(&self, language: Language) -> String {
        let mut csv = Csv::new(match language {
            Language::Dutch => [
                "Besluitenlijst",
                "Stand",
                "Gremium",
                "Datum",
                "Punt",
                "Nummer",
                "Onderwerp",
                "Soort",
                "Uitkomst",
                "Sindsdien",
                "Voorwaarden",
                "Motivering",
                "Opmerking",
                "Aanwezigheid",
            ],
            Language::English => [
                "Decision list",
                "Standing",
                "Body",
                "Date",
                "Item",
                "Number",
                "Subject",
                "Kind",
                "Outcome",
                "Since",
                "Conditions",
                "Motivation",
                "Remark",
                "Attendance",
            ],
        });
        for line in &self.lines {
            csv.row([
                self.number.clone(),
                standing(self, language),
                self.meeting.body.name.clone(),
                self.meeting.on.clone(),
                line.item.to_string(),
                line.dossier.as_ref().map(|dossier| dossier.reference.clone()).unwrap_or_default(),
                title(line),
                kind(line.kind, language).to_owned(),
                outcome(line, language).to_owned(),
                line.since.map(|since| words::outcome(since, language)).unwrap_or_default().to_owned(),
                conditions(&line.conditions, language),
                words::said(line.motivation.as_ref()),
                words::said(line.remark.as_ref()),
                attendance(&line.attendance, language),
            ]);
        }
        csv.text()
    }

    fn reflects(&self) -> &Reflects {
        &self.reflects
    }
}

impl Shown for DossierDecisions {
    fn people(&self, page: &Page) -> String {
        let language = page.language;
        let title = format!("{} {}", self.reference, printable(&self.title.to_string()));
        let mut text = page.heading(&title) + "\n";
        if self.decisions.is_empty() {
            let none = language.say("Er is nog niets over besloten.", "Nothing was decided about it yet.");
            text.push_str(&paragraph(none, "", page));
        }
        for decision in &self.decisions {
            text.push('\n');
            text.push_str(&decided(decision, page));
        }
        text.push('\n');
        text.push_str(&words::reflects(&self.reflects, page));
        text
    }
}

impl Tabular for DossierDecisions {
    fn csv(&self, language: Language) -> String {
        let mut csv = Csv::new(match language {
            Language::Dutch => [
                "Nummer",
                "Titel",
                "Ronde",
                "Gremium",
                "Rol",
                "Datum",
                "Uitkomst",
                "Voorwaarden",
                "Motivering",
                "Besluitenlijst",
                "Verbeterd",
            ],
            Language::English => [
                "Number",
                "Title",
                "Round",
                "Body",
                "Role",
                "Date",
                "Outcome",
                "Conditions",
                "Motivation",
                "Decision list",
                "Corrected",
            ],
        });
        for decision in &self.decisions {
            csv.row([
                self.reference.clone(),
                self.title.to_string(),
                decision.round.name.clone(),
                decision.body.name.clone(),
                words::role(decision.role, language).to_owned(),
                decision.treated_on.clone(),
                words::outcome(decision.outcome, language).to_owned(),
                conditions(&decision.conditions, language),
                words::said(decision.motivation.as_ref()),
                list_of(decision),
                words::yes(decision.corrected, language).to_owned(),
            ]);
        }
        csv.text()
    }

    fn reflects(&self) -> &Reflects {
        &self.reflects
    }
}

/// Whether a list is fixed.
fn standing(list: &DecisionList, language: Language) -> String {
    match &list.fixed_on {
        Some(on) => format!("{} {on}", language.say("vastgesteld op", "fixed on")),
        None if list.is_concept => format!("{} {}", language.say("concept", "draft"), list.draft),
        None => language.say("vastgesteld", "fixed").to_owned(),
    }
}

/// A line of a list, with all that is known of it.
fn item(line: &Line, page: &Page) -> String {
    let language = page.language;
    let reference = line.dossier.as_ref().map(|dossier| format!("{} ", dossier.reference));
    let heading = format!(
        "{}. {}{} ({})",
        line.item,
        reference.unwrap_or_default(),
        title(line),
        kind(line.kind, language)
    );
    let since = line.since.map(|since| words::outcome(since, language).to_owned());
    let facts = facts(
        &[
            (language.say("Uitkomst", "Outcome"), outcome(line, language).to_owned()),
            (language.say("Sindsdien", "Since"), since.unwrap_or_default()),
            (language.say("Motivering", "Motivation"), words::said(line.motivation.as_ref())),
            (language.say("Voorwaarden", "Conditions"), conditions(&line.conditions, language)),
            (language.say("Opmerking", "Remark"), words::said(line.remark.as_ref())),
            (language.say("Let op", "Mind"), attendance(&line.attendance, language)),
        ],
        page,
    );
    page.heading(&printable(&heading)) + "\n" + &facts
}

/// A decision about a dossier, with all that is known of it.
fn decided(decision: &Decision, page: &Page) -> String {
    let language = page.language;
    let heading = format!("{} {} ({})", decision.treated_on, decision.body.name, decision.round.name);
    let mended = if decision.corrected { language.say(" (verbeterd)", " (corrected)") } else { "" };
    let role = words::role(decision.role, language).to_owned();
    let facts = facts(
        &[
            (language.say("Rol", "Role"), role),
            (
                language.say("Uitkomst", "Outcome"),
                format!("{}{mended}", words::outcome(decision.outcome, language)),
            ),
            (language.say("Motivering", "Motivation"), words::said(decision.motivation.as_ref())),
            (language.say("Voorwaarden", "Conditions"), conditions(&decision.conditions, language)),
            (language.say("Besluitenlijst", "Decision list"), list_of(decision)),
        ],
        page,
    );
    page.heading(&heading) + "\n" + &facts
}

/// What a line is about.
fn title(line: &Line) -> String {
    match (&line.dossier, &line.topic) {
        (Some(dossier), _) => dossier.title.to_string(),
        (None, Some(topic)) => topic.to_string(),
        (None, None) => "–".to_owned(),
    }
}

/// What the list says was done: nothing about what is no dossier.
fn outcome(line: &Line, language: Language) -> &'static str {
    match (line.outcome, &line.dossier) {
        (Some(outcome), _) => words::outcome(outcome, language),
        (None, Some(_)) => language.say("niet toegekomen", "not reached"),
        (None, None) => "",
    }
}

/// Conditions, one on a line: with who sees to them and by when.
fn conditions(conditions: &[ConditionSet], language: Language) -> String {
    let told = |set: &ConditionSet| {
        let by = set.due_on.as_ref().map(|due| format!("{} {due}", language.say("uiterlijk", "by")));
        let details: Vec<String> = set.holder.iter().map(|holder| holder.name.clone()).chain(by).collect();
        let details = if details.is_empty() { String::new() } else { format!(" ({})", details.join(", ")) };
        format!("{}. {}{details}", set.number, set.text)
    };
    conditions.iter().map(told).collect::<Vec<_>>().join("\n")
}

/// What a dossier and the meeting say differently of who took part, one party on a line.
fn attendance(differences: &[AttendanceDifference], language: Language) -> String {
    let told = |unlike: &AttendanceDifference| {
        let (party, stance) = (&unlike.party.name, words::stance(unlike.stance, language));
        match (language, unlike.was_there) {
            (Language::Dutch, true) => {
                format!("{party}: {stance} volgens het dossier, maar er was iemand namens haar")
            }
            (Language::Dutch, false) => {
                format!("{party}: {stance} volgens het dossier, maar er was niemand namens haar")
            }
            (Language::English, true) => {
                format!("{party}: {stance} by the dossier, but somebody spoke for it at the meeting")
            }
            (Language::English, false) => {
                format!("{party}: {stance} by the dossier, but nobody spoke for it at the meeting")
            }
        }
    };
    differences.iter().map(told).collect::<Vec<_>>().join("\n")
}

fn list_of(decision: &Decision) -> String {
    decision.meeting.as_ref().and_then(|meeting| meeting.decision_list.clone()).unwrap_or_default()
}
