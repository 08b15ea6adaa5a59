//! Removing texts on NATS that no record names.

use std::time::Duration;

use serde::Serialize;
use wire::Language;

use super::{place, told, waited};
use crate::{
    cli::journal::Sweep,
    commands::session::Session,
    failure::Failure,
    serve::nats,
    show::{Page, Shown},
};

/// Seconds in an hour.
const HOUR_SECONDS: u64 = 60 * 60;

/// Counts the texts that no record names, and removes them if asked to.
pub(super) async fn swept(session: &Session, asked: Sweep) -> Result<(), Failure> {
    let nats = place(&asked.place)?;
    let journal = waited(session, &nats, nats::open(&nats, false)).await?;
    let age = Duration::from_secs(asked.older_than_hours * HOUR_SECONDS);
    let swept = journal.sweep(age, asked.remove).await;
    let swept = swept.map_err(|error| told::not_swept(&error, &journal, session.language))?;
    session.show(&Done {
        older_than_hours: asked.older_than_hours,
        texts: swept.texts,
        unnamed: swept.orphans,
        removed: swept.removed,
    })
}

/// What `journal sweep` answers.
#[derive(Debug, Serialize)]
struct Done {
    /// How old the texts had to be.
    older_than_hours: u64,
    /// How many texts there are, each those of one command.
    texts: u64,
    /// How many of them no record names, and are that old.
    unnamed: u64,
    /// How many were removed.
    removed: u64,
}

impl Shown for Done {
    fn people(&self, page: &Page) -> String {
        let number = |number| page.language.number(number);
        let (texts, unnamed, removed) = (number(self.texts), number(self.unnamed), number(self.removed));
        let hours = number(self.older_than_hours);
        let (counts, next) = match page.language {
            Language::Dutch => (
                format!(
                    "Van {texts} teksten zijn er {unnamed} die geen record noemt en ten minste {hours} uur oud zijn"
                ),
                "Er is niets verwijderd; dat doet --remove, met de toegang van de beheerder.",
            ),
            Language::English => (
                format!(
                    "Of {texts} texts there are {unnamed} that no record names and are at least {hours} hours old"
                ),
                "Nothing was removed; --remove does that, with the access of the administrator.",
            ),
        };
        let done = match page.language {
            Language::Dutch => format!("Verwijderd: {removed}."),
            Language::English => format!("Removed: {removed}."),
        };
        let last = if self.unnamed == 0 {
            String::new()
        } else if self.removed == 0 {
            format!("{next}\n")
        } else {
            format!("{done}\n")
        };
        format!("{counts}.\n{last}")
    }
}
