//! What every command needs: the flags, the way to the services, and where people read.

use std::io::{self, Write as _, stderr, stdout};

use domain::context::Capacity;
use wire::{Language, v1};

use crate::{
    cli::globals::Globals,
    client::{self, Client},
    exit::Exit,
    failure::Failure,
    show::{Page, Say as _, Shown, csv::Tabular, json::shared::Reflects, words},
};

/// One line that is being carried out.
#[derive(Debug)]
pub(crate) struct Session {
    /// The flags that every command has.
    pub(crate) globals: Globals,
    /// The language of messages and tables.
    pub(crate) language: Language,
    /// Where people read.
    pub(crate) page: Page,
}

impl Session {
    /// A session with these flags.
    pub(crate) fn of(globals: Globals) -> Self {
        let language = Language::from(globals.lang);
        Self { globals, language, page: Page::of_stdout(language) }
    }

    /// A session with no flags.
    #[cfg(test)]
    pub(crate) fn plain() -> Self {
        let words = ["besluitspoor", "verify"].map(std::ffi::OsString::from);
        let Ok(crate::cli::Line::Command(cli)) = crate::cli::read(words) else { panic!("verify") };
        Self::of(cli.globals)
    }

    /// The way to the services.
    ///
    /// # Errors
    /// See [`Client::connect`].
    pub(crate) async fn client(&self) -> Result<Client, Failure> {
        Client::connect(&self.globals).await
    }

    /// In which capacity the caller acts, if they say.
    pub(crate) fn acting_as(&self) -> Option<v1::Capacity> {
        use v1::capacity::Capacity as As;
        let capacity = match self.globals.act_as.clone()? {
            Capacity::Coordinator { party } => {
                As::Coordinator(v1::CoordinatorCapacity { party_id: party.to_string() })
            }
            Capacity::Secretary { body } => {
                As::Secretary(v1::SecretaryCapacity { body_id: body.to_string() })
            }
            Capacity::Administrator => As::Administrator(v1::AdministratorCapacity {}),
            Capacity::Auditor => As::Auditor(v1::AuditorCapacity {}),
        };
        Some(v1::Capacity { capacity: Some(capacity) })
    }

    /// Shows an answer: JSON on one line, or text.
    ///
    /// # Errors
    /// Standard output cannot be written to.
    pub(crate) fn show(&self, answer: &impl Shown) -> Result<(), Failure> {
        if !self.globals.json {
            return print(&answer.people(&self.page));
        }
        let json =
            serde_json::to_string(answer).map_err(|error| Failure::new(Exit::Internal, error.to_string()))?;
        print(&format!("{json}\n"))
    }

    /// Shows an answer that is a file, so that nothing may stand under it. That there may be something newer is told
    /// on standard error.
    ///
    /// # Errors
    /// As [`show`](Self::show).
    pub(crate) fn show_file(&self, answer: &impl Shown, reflects: &Reflects) -> Result<(), Failure> {
        self.show(answer)?;
        if let Some(told) = words::silence(reflects, self.language).filter(|_| !self.globals.json) {
            // The answer is there; this is not worth failing for.
            let _ = writeln!(stderr(), "{told}");
        }
        Ok(())
    }

    /// Shows an answer, or its rows as CSV. Those are a file, so that nothing stands under them.
    ///
    /// # Errors
    /// As [`show`](Self::show).
    pub(crate) fn show_table(&self, answer: &(impl Shown + Tabular), csv: bool) -> Result<(), Failure> {
        if !csv {
            return self.show(answer);
        }
        print(&answer.csv(self.language))?;
        if let Some(told) = words::silence(answer.reflects(), self.language) {
            // The answer is there; this is not worth failing for.
            let _ = writeln!(stderr(), "{told}");
        }
        Ok(())
    }

    /// What a failed reading means. Whatever became of it, it changed nothing.
    pub(crate) fn refused(&self, status: &tonic::Status) -> Failure {
        let failure = client::failure(status, self.language);
        if failure.exit != Exit::Unclear || failure.rule.is_some() {
            return failure;
        }
        failure.help(self.language.say(
            "Probeer het opnieuw; er is alleen gelezen en niets veranderd.",
            "Try again; this was only a reading and nothing changed.",
        ))
    }
}

/// Writes to standard output.
///
/// # Errors
/// It cannot be written to. When nobody reads it any more that is no failure: then [`Exit::Done`].
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    print_bytes(text.as_bytes())
}

/// Writes bytes to standard output.
///
/// # Errors
/// As [`print()`].
pub(crate) fn print_bytes(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(|error| {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Failure::new(Exit::Done, String::new());
        }
        Failure::new(Exit::Internal, format!("standaarduitvoer / standard output: {error}"))
    })
}
