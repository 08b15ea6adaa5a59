//! Checking a bundle on this machine: no service is asked, and nothing of the bundle is believed.

use std::path::Path;

use domain::ids::CommandId;
use tlog::VerifierKey;
use verifier::{Language, bundle::read::OpenError, check, command, report};

use super::brought;
use crate::{
    cli::auditor::Verify,
    commands::session::{Session, print_bytes},
    exit::Exit,
    failure::Failure,
    show::{Say as _, system::why},
};

/// Makes every check of the bundle in this folder, and tells all that it finds.
///
/// # Errors
/// There is no bundle, or what it shows: something was changed or is missing ([`Exit::Difference`]), or not everything is
/// proved ([`Exit::Refused`]).
pub(in crate::commands::auditor) fn checked(
    session: &Session,
    key: &VerifierKey,
    asked: &Verify,
) -> Result<(), Failure> {
    let folder = asked.what.as_deref().map(Path::new).ok_or_else(|| {
        let told = session.language.say("Noem de map van de bundel.", "Name the folder of the bundle.");
        Failure::input(told)
    })?;
    let options = check::Options {
        key: key.clone(),
        policy: asked.policy.as_deref().map(|file| brought::policy(session, file)).transpose()?,
        since: asked.since.iter().map(|file| brought::checkpoint(session, file)).collect::<Result<_, _>>()?,
        confirmed_by: asked.confirmed_by.map(CommandId),
    };
    let language = language(session);
    let found = check(folder, &options).map_err(|error| {
        Failure::input(match &error {
            OpenError::Unreadable { folder, source } => {
                let cannot = session.language.say("kan niet worden gelezen", "cannot be read");
                format!("{folder} {cannot}: {}.", why(source, session.language))
            }
            OpenError::NotABundle { .. } => error.told(language),
        })
    })?;
    let mut told = Vec::new();
    command::tell(&found, language, session.globals.json, &mut told)
        .map_err(|error| Failure::new(Exit::Internal, error.to_string()))?;
    print_bytes(&told)?;
    match found.exit_code() {
        report::EXIT_GOOD => Ok(()),
        report::EXIT_NOTICE => Err(Failure::new(
            Exit::Refused,
            session.language.say(
                "Er is niets veranderd, maar niet alles is bewezen; hierboven staat wat.",
                "Nothing was changed, but not everything is proved; see above.",
            ),
        )),
        _ => Err(Failure::new(
            Exit::Difference,
            session.language.say(
                "Er is iets veranderd of er ontbreekt iets; hierboven staat wat.",
                "Something was changed or is missing; see above.",
            ),
        )),
    }
}

/// The language of the session, as the verifier calls it.
pub(super) fn language(session: &Session) -> Language {
    match session.language {
        wire::Language::Dutch => Language::Dutch,
        wire::Language::English => Language::English,
    }
}
