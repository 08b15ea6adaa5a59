//! Moving a journal: every record to the same position of another one, compared afterwards.

use std::io::{IsTerminal as _, Write as _, stderr};

use eraser::Said;
use journal::copy;
use record::Position;
use serde::Serialize;
use wire::Language;

use super::{
    ends::{Named, Opened},
    told,
};
use crate::{
    cli::journal::Copy,
    commands::session::Session,
    failure::Failure,
    show::{Page, Say as _, Shown},
};

/// Copies a journal, and compares all of it.
pub(super) async fn copied(session: &Session, asked: Copy) -> Result<(), Failure> {
    if asked.from == asked.to {
        return Err(Failure::input(session.language.say(
            "--from en --to noemen hetzelfde journaal. Van NATS naar NATS gaat het langs een map.",
            "--from and --to name the same journal. From NATS to NATS it goes by a directory.",
        )));
    }
    let (from, to) = (Named::of(asked.from, &asked.place)?, Named::of(asked.to, &asked.place)?);
    let source = Opened::source(session, &from).await?;
    let target = Opened::target(session, &to).await?;
    let (source, target) = (source.journal(), target.journal());
    let mut progress = Progress::until(source.head(), session.language);
    let copied = copy::copy(source, target, &Said(source), &mut |position| progress.tell(position)).await;
    progress.end();
    let copied = copied.map_err(|error| told::not_copied(&error, source, target, session.language))?;
    session.show(&Done {
        found: copied.found,
        copied: copied.copied,
        erased: copied.erased,
        compared: copied.found + copied.copied,
        from: Side { place: from.to_string(), log_id: copied.from.to_string() },
        to: Side { place: to.to_string(), log_id: copied.to.to_string() },
        to_nats: matches!(to, Named::Nats(_)),
    })
}

/// How far it has come, for who watches.
struct Progress {
    watched: bool,
    until: Position,
    language: Language,
}

impl Progress {
    fn until(until: Position, language: Language) -> Self {
        let progress = Self { watched: stderr().is_terminal(), until, language };
        progress.say(language.say("Vergelijkt wat er al staat …", "Comparing what is there already …"));
        progress
    }

    fn tell(&mut self, position: Position) {
        let Self { until, language, .. } = *self;
        if position >= until {
            return self.say(language.say("Vergelijkt alles …", "Comparing everything …"));
        }
        let (of, copied) = (language.say("van", "of"), language.say("records overgezet", "records copied"));
        self.say(&format!("{} {of} {} {copied} …", language.number(position.0), language.number(until.0)));
    }

    fn end(&self) {
        self.say("");
    }

    /// In place of what was said before.
    fn say(&self, text: &str) {
        if self.watched {
            let mut out = stderr().lock();
            // The copy is what counts.
            let _ = write!(out, "\r\u{1b}[K{text}").and_then(|()| out.flush());
        }
    }
}

/// What `journal copy` answers.
#[derive(Debug, Serialize)]
struct Done {
    /// How many records were there already.
    found: u64,
    /// How many were copied now.
    copied: u64,
    /// Beside how many words went from the copy, because they were erased since.
    erased: u64,
    /// How many are the same in both: all.
    compared: u64,
    /// Where they came from.
    from: Side,
    /// Where they went.
    to: Side,
    #[serde(skip)]
    to_nats: bool,
}

/// One of the two journals.
#[derive(Debug, Serialize)]
struct Side {
    /// Where it is.
    place: String,
    /// Its log.
    log_id: String,
}

impl Shown for Done {
    fn people(&self, page: &Page) -> String {
        let number = |number| page.language.number(number);
        let (copied, found, compared) = (number(self.copied), number(self.found), number(self.compared));
        let counts = match page.language {
            Language::Dutch => format!(
                "{copied} records overgezet, {found} stonden er al; vergeleken: {compared}, alle gelijk"
            ),
            Language::English => {
                format!("{copied} records copied, {found} were there; compared: {compared}, all the same")
            }
        };
        let erased = (self.erased > 0).then(|| erased(page.language, self.erased));
        let (from, to) = (page.language.say("Van ", "From"), page.language.say("Naar", "To  "));
        let journal = page.language.say("journaal", "journal");
        let width = self.from.place.chars().count().max(self.to.place.chars().count());
        let side = |name, side: &Side| format!("{name}  {:width$}  {journal} {}", side.place, side.log_id);
        let next = next(page.language, self.to_nats);
        let lines = [
            erased.map_or(counts.clone(), |erased| format!("{counts}\n{erased}")),
            side(from, &self.from),
            side(to, &self.to),
            String::new(),
            next.to_owned(),
            String::new(),
        ];
        lines.join("\n")
    }
}

/// What went from the copy.
fn erased(language: Language, records: u64) -> String {
    let records = language.number(records);
    match language {
        Language::Dutch => {
            format!("bij {records} records in de kopie zijn teksten gewist, zoals in het journaal")
        }
        Language::English => {
            format!("beside {records} records of the copy texts were erased, as in the journal")
        }
    }
}

/// What to do with the copy.
fn next(language: Language, to_nats: bool) -> &'static str {
    match (language, to_nats) {
        (Language::Dutch, true) => {
            "De kopie is een ander journaal, met een eigen id. Start de diensten ermee (--nats …) op een nieuwe, lege \
             datamap: de overzichten ontstaan opnieuw, en posities van het oude journaal gelden er niet."
        }
        (Language::Dutch, false) => {
            "De kopie is een ander journaal, met een eigen id. Start ‘serve’ op die map: de overzichten ontstaan er \
             opnieuw, en posities van het oude journaal gelden er niet."
        }
        (Language::English, true) => {
            "The copy is another journal, with an id of its own. Start the services with it (--nats …) on a new, empty \
             data directory: the views are derived anew, and positions of the old journal do not hold."
        }
        (Language::English, false) => {
            "The copy is another journal, with an id of its own. Start ‘serve’ on that directory: the views are derived \
             anew, and positions of the old journal do not hold."
        }
    }
}
