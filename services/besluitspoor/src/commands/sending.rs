//! Commands that change something: each has an id, so that it can be repeated and is carried out once.

use std::future::Future;

use tonic::{Response, Status};
use uuid::{Builder, Uuid};
use wire::v1;

use super::session::Session;
use crate::{
    client,
    exit::Exit,
    failure::{Failure, Repeat},
    show::Say as _,
};

/// A command that is being sent.
#[derive(Debug, Clone)]
pub(crate) struct Sending {
    /// Its id.
    command_id: Uuid,
    /// The id by which the caller repeats the whole line; that of its first command.
    line_id: Uuid,
    /// In which capacity the caller acts.
    acting_as: Option<v1::Capacity>,
    /// Flags with which a repeat asks exactly the same.
    flags: Vec<String>,
}

impl Sending {
    /// A command with the id that the caller gave, or a new one.
    ///
    /// # Errors
    /// The operating system gives no randomness for an id.
    pub(crate) fn of(session: &Session) -> Result<Self, Failure> {
        let command_id = match session.globals.command_id {
            Some(given) => given,
            None => drawn(session)?,
        };
        Ok(Self { command_id, line_id: command_id, acting_as: session.acting_as(), flags: Vec::new() })
    }

    /// The command that the same line sends after this one. Its id follows from the first, so that a repeated line repeats
    /// both.
    pub(crate) fn second(&self) -> Self {
        let command_id = Uuid::from_u128(self.command_id.as_u128() ^ 1);
        Self { command_id, ..self.clone() }
    }

    /// The same, with a flag that a repeat must have.
    #[must_use]
    pub(crate) fn flag(mut self, flag: String) -> Self {
        self.flags.push(flag);
        self
    }

    /// The id, as requests carry it.
    pub(crate) fn id(&self) -> String {
        self.command_id.to_string()
    }

    /// In which capacity, as requests carry it.
    pub(crate) fn acting_as(&self) -> Option<v1::Capacity> {
        self.acting_as.clone()
    }

    /// Waits for the answer. With several addresses it has been asked for at each that has the service, until one said what
    /// became of the command.
    ///
    /// # Errors
    /// What the service said; when it is not known what became of the command, with how to repeat it.
    pub(crate) async fn answer<T>(
        &self,
        session: &Session,
        call: impl Future<Output = Result<Response<T>, Status>>,
    ) -> Result<T, Failure> {
        let status = match call.await {
            Ok(answer) => return Ok(answer.into_inner()),
            Err(status) => status,
        };
        let mut failure = client::failure(&status, session.language);
        if failure.exit == Exit::Unclear {
            failure.repeat = Some(Box::new(Repeat { command_id: self.line_id, flags: self.flags.clone() }));
        }
        Err(failure)
    }
}

fn drawn(session: &Session) -> Result<Uuid, Failure> {
    let mut random = [0; 16];
    getrandom::fill(&mut random).map_err(|_| {
        let told = session.language.say(
            "Het besturingssysteem geeft geen willekeurige bytes voor een id.",
            "The operating system gives no random bytes for an id.",
        );
        Failure::new(Exit::Internal, told)
    })?;
    Ok(Builder::from_random_bytes(random).into_uuid())
}

#[cfg(test)]
mod tests {
    use std::future::ready;

    use super::*;
    use crate::cli::{self, Line};

    fn session(flags: &str) -> Session {
        let line = format!("besluitspoor verify {flags}");
        let words = line.split_whitespace().map(std::ffi::OsString::from);
        let Ok(Line::Command(cli)) = cli::read(words) else { panic!("{line}") };
        Session::of(cli.globals)
    }

    #[test]
    fn a_line_that_is_repeated_sends_the_same_ids() {
        let session = session("--command-id 11111111-1111-4111-8111-111111111111");
        let first = Sending::of(&session).unwrap();
        assert_eq!(first.id(), "11111111-1111-4111-8111-111111111111");
        assert_eq!(first.second().id(), "11111111-1111-4111-8111-111111111110");
        let drawn = self::session("");
        assert_ne!(Sending::of(&drawn).unwrap().id(), Sending::of(&drawn).unwrap().id());
    }

    #[tokio::test]
    async fn an_unclear_outcome_is_repeated_by_the_id_of_the_line() {
        let session = session("--command-id 11111111-1111-4111-8111-111111111111");
        let sending = Sending::of(&session).unwrap().flag("--round voorstel".into()).second();
        let failed = |status| sending.answer::<()>(&session, ready(Err(status)));
        let unclear = failed(Status::unavailable("")).await.unwrap_err();
        let repeat = unclear.repeat.unwrap();
        assert_eq!(repeat.command_id.to_string(), "11111111-1111-4111-8111-111111111111");
        assert_eq!(repeat.flags, ["--round voorstel"]);
        assert_eq!(failed(Status::not_found("")).await.unwrap_err().repeat, None);
    }
}
