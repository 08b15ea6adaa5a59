//! That one record stands under a signed checkpoint.

use std::{
    io::Write as _,
    path::Path,
    time::{Duration, Instant},
};

use serde::Serialize;
use tonic::Status;
use tonic_types::StatusExt as _;
use wire::v1::{self, CheckpointGrade, get_receipt_request::Record};

use crate::{
    cli::{evidence::Receipt, values::At},
    client::{Client, timed},
    commands::{files, session::Session},
    failure::Failure,
    show::{Page, Say as _, Shown},
};

/// The ending of a file with a proof (c2sp.org/tlog-proof).
const PROOF: &str = "tlog-proof";

/// What the service answers when it has waited as long as it does.
const NOT_COVERED: &str = "NOT_COVERED";
/// How long cosignatures are waited for. Witnesses are asked at least once a minute, and each is given its time.
const WITNESSED_WAIT_MAX: Duration = Duration::from_secs(90);

/// A receipt.
#[derive(Serialize)]
struct Received {
    position: u64,
    history_id: String,
    revision: u64,
    witnessed: bool,
    proof: String,
    record: String,
}

impl Shown for Received {
    fn people(&self, _: &Page) -> String {
        self.proof.clone()
    }
}

pub(super) async fn of(session: &Session, client: &Client, asked: Receipt) -> Result<(), Failure> {
    let record = match (&asked.position, asked.of) {
        (Some(at), _) => Some(Record::Position(position(session, client, at).await?)),
        (None, Some(command)) => Some(Record::CommandId(command.to_string())),
        (None, None) => None,
    };
    let grade = if asked.witnessed { CheckpointGrade::Witnessed } else { CheckpointGrade::Integrated };
    let request = v1::GetReceiptRequest { record, grade: grade.into(), wait_millis_max: 0 };
    let answer = waited(client, request, asked.witnessed).await;
    let answer = answer.map_err(|status| session.refused(&status))?;
    match &asked.out {
        Some(file) => written(file, &answer, session),
        None => session.show(&Received {
            position: answer.position.unwrap_or_default().position,
            history_id: answer.history_id,
            revision: answer.revision,
            witnessed: asked.witnessed,
            proof: answer.proof,
            record: String::from_utf8_lossy(&answer.bytes).into_owned(),
        }),
    }
}

/// A position with its journal. A bare one is of the journal that the ledger follows: who gives receipts need not serve agendas.
async fn position(session: &Session, client: &Client, at: &At) -> Result<v1::Position, Failure> {
    let log_id = match at.log_id {
        Some(log_id) => log_id.to_string(),
        None => {
            let answer = client.audits().get_checkpoint(timed(v1::GetCheckpointRequest::default())).await;
            answer.map_err(|status| session.refused(&status))?.into_inner().log_id
        }
    };
    Ok(v1::Position { log_id, position: at.position })
}

/// The receipt. The service waits for a checkpoint, so it is given the time of a stream; for witnesses it is asked again, because
/// they are asked less often than the service waits.
async fn waited(
    client: &Client,
    request: v1::GetReceiptRequest,
    witnessed: bool,
) -> Result<v1::GetReceiptResponse, Status> {
    let begun = Instant::now();
    loop {
        match client.audits().get_receipt(request.clone()).await {
            Ok(answer) => return Ok(answer.into_inner()),
            Err(status) if witnessed && is_early(&status) && begun.elapsed() < WITNESSED_WAIT_MAX => {}
            Err(status) => return Err(status),
        }
    }
}

fn is_early(status: &Status) -> bool {
    status.get_error_details().error_info().is_some_and(|info| info.reason == NOT_COVERED)
}

/// The proof, and the exact bytes of the record beside it.
fn written(file: &Path, answer: &v1::GetReceiptResponse, session: &Session) -> Result<(), Failure> {
    let with = |ending: &str| {
        let mut name = file.as_os_str().to_owned();
        name.push(format!(".{ending}"));
        std::path::PathBuf::from(name)
    };
    let (proof, record) = (with(PROOF), with("json"));
    for (path, bytes) in [(&proof, answer.proof.as_bytes()), (&record, &answer.bytes)] {
        let mut created = files::create(path, session)?;
        created
            .write_all(bytes)
            .and_then(|()| created.sync_all())
            .map_err(|error| files::unwritten(path, &error, session))?;
    }
    let told = session.language.say("Geschreven", "Written");
    crate::commands::session::print(&format!("{told}: {}, {}\n", proof.display(), record.display()))
}
