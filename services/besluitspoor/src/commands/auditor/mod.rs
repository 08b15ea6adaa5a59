//! What auditors do: read how a decision came about, build it again, and have it decided again.

mod audit;
mod evidence;
mod journal;

use std::io::{IsTerminal as _, Write as _, stderr};

use wire::{Language, v1, v1::verify_decisions_response::Verification};

use super::{finding, session::Session};
use crate::{
    cli::{
        auditor::{Command, History, Replay, Verify},
        values,
    },
    client::{Client, timed},
    exit::Exit,
    failure::{Failure, Place},
    show::{
        Say as _,
        json::{
            dossier::DossierAnswer,
            record::{Agreed, Record},
        },
    },
};

/// Does something that auditors do.
pub(super) async fn run(session: &Session, command: Command) -> Result<(), Failure> {
    if let Command::Verify(asked) = &command
        && let Some(key) = &asked.key
    {
        return evidence::offline::checked(session, key, asked);
    }
    let client = session.client().await?;
    match command {
        Command::History(asked) => history(session, &client, asked).await,
        Command::Replay(asked) => replay(session, &client, asked).await,
        Command::Verify(asked) => verify(session, &client, *asked).await,
        Command::Journal(asked) => journal::export(session, &client, asked).await,
        Command::Audit(command) => audit::run(session, &client, command).await,
    }
}

async fn history(session: &Session, client: &Client, asked: History) -> Result<(), Failure> {
    let history_id = finding::history_id(session, client, &asked.dossier).await?;
    let request = v1::ReadHistoryRequest {
        history_id,
        from_revision: asked.from,
        with_texts: asked.texts,
        ..v1::ReadHistoryRequest::default()
    };
    let refused = |status: tonic::Status| session.refused(&status);
    let mut stream = client.audits().read_history(request).await.map_err(refused)?.into_inner();
    while let Some(answer) = stream.message().await.map_err(refused)? {
        session.show(&Record::from(answer.record.unwrap_or_default()))?;
    }
    Ok(())
}

async fn replay(session: &Session, client: &Client, asked: Replay) -> Result<(), Failure> {
    let dossier_id = finding::dossier_id(session, client, &asked.dossier).await?;
    let at = finding::read_at(session, client, asked.when.as_of.as_ref()).await?;
    let answer = client.audits().replay(timed(v1::ReplayRequest { dossier_id, at })).await;
    let answer = answer.map_err(|status| session.refused(&status))?.into_inner();
    session.show(&DossierAnswer {
        dossier: answer.dossier.unwrap_or_default().into(),
        life_phase: None,
        meetings: Vec::new(),
        reflects: answer.reflects.unwrap_or_default().into(),
        replayed_records: Some(answer.records),
    })
}

async fn verify(session: &Session, client: &Client, asked: Verify) -> Result<(), Failure> {
    let history_id = match &asked.what {
        Some(name) => {
            let name = values::dossier(name).map_err(Failure::input)?;
            Some(finding::history_id(session, client, &name).await?)
        }
        None => None,
    };
    let refused = |status: tonic::Status| session.refused(&status);
    let request = v1::VerifyDecisionsRequest { history_id };
    let mut stream = client.audits().verify_decisions(request).await.map_err(refused)?.into_inner();
    let shows_progress = stderr().is_terminal() && !session.globals.json;
    while let Some(answer) = stream.message().await.map_err(refused)? {
        match answer.verification {
            Some(Verification::Progress(progress)) if shows_progress => {
                let told = session.language.say("records opnieuw beslist", "records decided again");
                // Progress is not worth failing for.
                let _ = write!(stderr(), "\r{} {told}", session.language.number(progress.records));
            }
            Some(Verification::Progress(_)) | None => {}
            Some(Verification::Agreed(agreed)) => {
                finish_progress(shows_progress);
                let reflects = agreed.reflects.unwrap_or_default().into();
                return session.show(&Agreed { agreed: true, records: agreed.records, reflects });
            }
            Some(Verification::Difference(difference)) => {
                finish_progress(shows_progress);
                return Err(differs(&difference, session.language));
            }
        }
    }
    let told = session.language.say(
        "De dienst brak de controle af zonder uitslag.",
        "The service broke off the verification without a result.",
    );
    Err(Failure::new(Exit::Unclear, told))
}

fn finish_progress(shown: bool) {
    if shown {
        // Progress is not worth failing for.
        let _ = writeln!(stderr());
    }
}

/// The first record whose consequence is not what the rules give.
fn differs(difference: &v1::VerificationDifference, language: Language) -> Failure {
    let position = difference.position.clone().unwrap_or_default();
    let revision = language.say("revisie", "revision");
    let place = format!(
        "{}:{}, {}, {revision} {}",
        position.log_id, position.position, difference.history_id, difference.revision
    );
    let at = |what: &str, rule: &str, consequence: &str| Place {
        place: format!("{place}, {what}"),
        rule: rule.to_owned(),
        message: consequence.to_owned(),
    };
    let places = vec![
        at(language.say("volgens de regels", "by the rules"), "EXPECTED", &difference.expected),
        at(language.say("vastgelegd", "recorded"), "FOUND", &difference.found),
    ];
    Failure { places, ..Failure::new(Exit::Difference, difference.message.clone()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_names_its_place_and_both_consequences() {
        let difference = v1::VerificationDifference {
            position: Some(v1::Position { log_id: "log".into(), position: 41 }),
            history_id: "dossier.x".into(),
            revision: 7,
            expected: "naar PORA".into(),
            found: "naar OOGO".into(),
            message: "Het record heeft een ander gevolg dan de regels geven.".into(),
        };
        let failure = differs(&difference, Language::Dutch);
        assert_eq!(failure.exit.code(), 8);
        let told = failure.told(Language::Dutch);
        for word in ["log:41", "dossier.x", "revisie 7", "naar PORA", "naar OOGO"] {
            assert!(told.contains(word), "{told}");
        }
    }
}
