//! The newest checkpoint, to be kept.

use serde::Serialize;
use wire::v1::{self, CheckpointGrade};

use crate::{
    cli::evidence::Checkpoint,
    client::{Client, timed},
    commands::{files, session::Session},
    exit::Exit,
    failure::Failure,
    show::{Page, Say as _, Shown},
};

/// A checkpoint.
#[derive(Serialize)]
struct Newest {
    origin: String,
    tree_size: u64,
    note: String,
    verifier_key: String,
    log_id: String,
}

impl Shown for Newest {
    fn people(&self, _: &Page) -> String {
        self.note.clone()
    }
}

pub(super) async fn newest(session: &Session, client: &Client, asked: Checkpoint) -> Result<(), Failure> {
    let grade = if asked.witnessed { CheckpointGrade::Witnessed } else { CheckpointGrade::Integrated };
    let request = v1::GetCheckpointRequest { grade: grade.into() };
    let answer = client.audits().get_checkpoint(timed(request)).await;
    let answer = answer.map_err(|status| session.refused(&status))?.into_inner();
    let Some(checkpoint) = answer.checkpoint else {
        let told = session.language.say(
            "Er is nog geen controlepunt dat zo zeker is.",
            "There is no checkpoint yet that is so sure.",
        );
        return Err(Failure::new(Exit::NotFound, told));
    };
    if let Some(file) = &asked.out {
        return files::write(Some(file), &checkpoint.note, false, session);
    }
    session.show(&Newest {
        origin: checkpoint.origin,
        tree_size: checkpoint.tree_size,
        note: checkpoint.note,
        verifier_key: answer.verifier_key,
        log_id: answer.log_id,
    })
}
