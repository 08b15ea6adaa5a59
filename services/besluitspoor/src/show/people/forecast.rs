//! What can be expected: the sentence first, then every body that is passed.

use wire::Language;

use crate::show::{
    Page, Say as _, Shown,
    json::{
        forecast::{DossierForecast, Forecast, Missed, Passage, Round, RouteForecast},
        shared::FrameworkRef,
    },
    printable,
    table::{Table, paragraph},
    words,
};

impl Shown for RouteForecast {
    fn people(&self, page: &Page) -> String {
        let reflects = self.reflects.as_ref().map(|reflects| words::reflects(reflects, page));
        forecast(&self.forecast, page) + &under(&self.framework, page) + &reflects.unwrap_or_default()
    }
}

impl Shown for DossierForecast {
    fn people(&self, page: &Page) -> String {
        let title = page.heading(&printable(&format!("{} {}", self.reference, self.title)));
        title
            + "\n\n"
            + &forecast(&self.forecast, page)
            + &under(&self.framework, page)
            + &words::reflects(&self.reflects, page)
    }
}

fn forecast(told: &Forecast, page: &Page) -> String {
    let mut text: String = told.rounds.iter().map(|round| self::round(round, page)).collect();
    if told.rounds.len() > 1 {
        let whole = page.language.say("De hele weg", "The whole way");
        text.push_str(&paragraph(&format!("{whole}: {}", told.outlook.sentence), "", page));
        text.push('\n');
    }
    text.push_str(&assumptions(&told.assumptions, page));
    text
}

/// What was taken to be so.
pub(super) fn assumptions(assumed: &[String], page: &Page) -> String {
    let mut text = paragraph(page.language.say("Aangenomen is:", "Assumed is:"), "", page);
    for assumption in assumed {
        text.push_str(&paragraph(&format!("- {assumption}"), "", page));
    }
    text + "\n"
}

fn under(framework: &FrameworkRef, page: &Page) -> String {
    let word = page.language.say("Kader", "Framework");
    paragraph(&format!("{word}: {} {}", framework.id, framework.version), "", page)
}

fn round(round: &Round, page: &Page) -> String {
    let language = page.language;
    let submitted = match (&round.submitted_on, round.at_once) {
        (None, _) => String::new(),
        (Some(day), false) => format!(" ({} {day})", language.say("ingediend", "submitted")),
        (Some(day), true) => {
            format!(" ({} {day})", language.say("ingediend zodra het kan,", "submitted as soon as possible,"))
        }
    };
    paragraph(&round.outlook.sentence, "", page)
        + "\n"
        + &page.heading(&printable(&format!("{}{submitted}", round.round.name)))
        + "\n"
        + &passages(&round.passages, page)
        + "\n"
}

fn passages(passages: &[Passage], page: &Page) -> String {
    if page.is_narrow() { few_columns(passages, page) } else { all_columns(passages, page) }
}

fn all_columns(passages: &[Passage], page: &Page) -> String {
    let language = page.language;
    let mut table = Table::new(&match language {
        Language::Dutch => ["Gremium", "Rol", "Komt aan", "Stukken tot", "Vergadering", "Termijn", "Gemist"],
        Language::English => ["Body", "Role", "Arrives", "Papers by", "Meeting", "Term", "Missed"],
    });
    for passage in passages {
        table.row([
            passage.body.name.clone(),
            words::role(passage.role, language).to_owned(),
            passage.arrives_on.clone(),
            passage.papers_due_on.clone(),
            passage.meets_on.clone(),
            term(passage, language),
            waited(passage, language),
        ]);
    }
    table.text(page)
}

/// What a narrow page has room for: when a dossier arrives is when the body before it meets.
fn few_columns(passages: &[Passage], page: &Page) -> String {
    let language = page.language;
    let mut table = Table::new(&match language {
        Language::Dutch => ["Gremium", "Stukken tot", "Vergadering", "Termijn", "Gemist"],
        Language::English => ["Body", "Papers by", "Meeting", "Term", "Missed"],
    });
    for passage in passages {
        table.row([
            passage.body.name.clone(),
            passage.papers_due_on.clone(),
            passage.meets_on.clone(),
            term(passage, language),
            waited(passage, language),
        ]);
    }
    table.text(page)
}

/// The last day of the term; `!` when the meeting is after it.
fn term(passage: &Passage, language: Language) -> String {
    match (&passage.due_on, passage.in_term) {
        (Some(due), false) => format!("{due} {}", language.say("! te laat", "! too late")),
        (due, _) => words::date(due.as_ref()),
    }
}

/// Which meetings were of no use, and why.
fn waited(passage: &Passage, language: Language) -> String {
    if passage.called {
        return language.say("komt bijeen als het nodig is", "meets when it is called").to_owned();
    }
    if passage.by_parties {
        return language.say("elke partij in eigen vergadering", "each party in its own meeting").to_owned();
    }
    let missed: Vec<String> = passage.missed.iter().map(|missed| why(missed, language)).collect();
    if missed.is_empty() { "–".to_owned() } else { missed.join("; ") }
}

fn why(missed: &Missed, language: Language) -> String {
    let why = match (missed.reason, &missed.papers_due_on) {
        ("papers-late", Some(due)) => format!("{} {due}", language.say("stukken tot", "papers by")),
        ("no-working-day", _) => language.say("geen werkdag", "no working day").to_owned(),
        ("cancelled", _) => language.say("vervallen", "cancelled").to_owned(),
        (_, _) => language.say("niet gehouden", "not held").to_owned(),
    };
    format!("{} ({why})", missed.on)
}

#[cfg(test)]
mod tests {
    use domain::framework::{Outcome, Role};

    use super::*;
    use crate::show::json::{shared::Named, visit::Known};

    fn passage(in_term: bool, missed: Vec<Missed>) -> Passage {
        Passage {
            step: "voorstel-pora".into(),
            body: Named { id: "pora".into(), name: "PORA".into() },
            role: Known(Some(Role::Advises)),
            outcome: Known(Some(Outcome::Positive)),
            arrives_on: "2026-03-24".into(),
            papers_due_on: "2026-04-16".into(),
            meets_on: "2026-05-06".into(),
            called: false,
            by_parties: false,
            missed,
            due_on: Some("2026-05-01".into()),
            in_term,
        }
    }

    fn late() -> Missed {
        Missed { on: "2026-04-01".into(), reason: "papers-late", papers_due_on: Some("2026-03-16".into()) }
    }

    #[test]
    fn a_passage_says_what_was_missed_and_whether_the_term_is_kept() {
        let holiday = Missed { on: "2026-04-06".into(), reason: "no-working-day", papers_due_on: None };
        let told = passages(&[passage(false, vec![late(), holiday])], &Page::wide(None));
        for words in
            ["2026-05-01 ! te laat", "2026-04-01 (stukken tot 2026-03-16); 2026-04-06 (geen werkdag)"]
        {
            assert!(told.contains(words), "{words:?} is not in {told}");
        }
        let called = Passage { called: true, due_on: None, ..passage(true, Vec::new()) };
        assert!(passages(&[called], &Page::wide(None)).contains("komt bijeen als het nodig is"));
    }

    #[test]
    fn a_narrow_page_still_has_a_table() {
        let told = passages(&[passage(true, vec![late()])], &Page::wide(Some(72)));
        assert!(told.starts_with("Gremium  Stukken tot  Vergadering  Termijn"), "{told}");
        assert!(told.lines().all(|line| line.chars().count() <= 72), "{told}");
    }
}
