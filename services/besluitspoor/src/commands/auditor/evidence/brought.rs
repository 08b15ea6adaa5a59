//! What auditors bring: checkpoints that they kept, and policies.

use std::path::{Path, PathBuf};

use tlog::{VerifierKey, policy::Policy};
use verifier::{
    Earlier,
    command::{self, FileError},
};
use wire::v1::{self, CheckpointGrade};

use super::offline;
use crate::{
    client::{Client, timed},
    commands::session::Session,
    exit::Exit,
    failure::Failure,
    show::{Say as _, system::why},
};

/// A checkpoint that was kept. Its signature is not looked at.
pub(super) fn checkpoint(session: &Session, file: &Path) -> Result<Earlier, Failure> {
    command::earlier(file).map_err(|error| unusable(session, &error))
}

/// Whose cosignatures an auditor asks for.
pub(super) fn policy(session: &Session, file: &Path) -> Result<Policy, Failure> {
    command::policy(file).map_err(|error| unusable(session, &error))
}

/// The sizes of checkpoints that were kept, from which a bundle is to prove that the log went on. Each is of the log that
/// the service keeps; whether it was signed is for whoever has the key from elsewhere, so `verify` tells that.
pub(super) async fn sizes(
    session: &Session,
    client: &Client,
    files: &[PathBuf],
) -> Result<Vec<u64>, Failure> {
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let kept = files.iter().map(|file| checkpoint(session, file)).collect::<Result<Vec<_>, _>>()?;
    let request = v1::GetCheckpointRequest { grade: CheckpointGrade::Integrated.into() };
    let answer = client.audits().get_checkpoint(timed(request)).await;
    let answer = answer.map_err(|status| session.refused(&status))?.into_inner();
    let key: VerifierKey = answer.verifier_key.parse().map_err(|error| {
        let told = session.language.say(
            "De dienst noemt een sleutel die dit programma niet kent",
            "The service names a key that this program does not know",
        );
        Failure::new(Exit::Internal, format!("{told}: {error}"))
    })?;
    for earlier in &kept {
        let found = earlier.checkpoint.checkpoint().origin();
        if found != key.name() {
            return Err(other_log(session, &earlier.name, found, key.name()));
        }
    }
    // Every log continues an empty one.
    Ok(kept.iter().map(|earlier| earlier.checkpoint.checkpoint().size()).filter(|size| *size > 0).collect())
}

fn other_log(session: &Session, name: &str, found: &str, origin: &str) -> Failure {
    let language = session.language;
    let of = language.say("is een controlepunt van", "is a checkpoint of");
    let here = language.say("de dienst houdt dit register bij", "the service keeps this log");
    Failure::input(format!("{name} {of} {found}; {here}: {origin}.")).help(language.say(
        "geef een controlepunt dat u van dit register bewaarde, of vraag de bundel aan de dienst van dat register",
        "give a checkpoint that you kept of this log, or ask the bundle of the service of that log",
    ))
}

fn unusable(session: &Session, error: &FileError) -> Failure {
    let language = session.language;
    Failure::input(match error {
        FileError::Unreadable { name, source } => {
            let cannot = language.say("kan niet worden gelezen", "cannot be read");
            format!("{name} {cannot}: {}.", why(source, language))
        }
        FileError::NoCheckpoint { .. } | FileError::NoPolicy { .. } => error.told(offline::language(session)),
    })
}
