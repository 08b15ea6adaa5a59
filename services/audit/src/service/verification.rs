//! Deciding records again, with progress.

use std::time::Duration;

use access::Read;
use door::Asker;
use record::LogId;
use tonic::Status;
use wire::{
    Language,
    convert::{answer, query::Verification},
    failure::Failure,
    v1::{self, VerifyDecisionsResponse, verify_decisions_response::Verification as Told},
};

use super::{
    Answers, Desk, histories, status,
    stream::{self, Reader},
};
use crate::verify::{Passage, Step, passage::Progress};

/// How a verification is told.
#[derive(Debug, Clone, Copy)]
struct Telling {
    log: LogId,
    /// For how long nothing had been heard of the journal when the verification began.
    silence: Duration,
    language: Language,
    records_per_progress: u64,
}

impl Desk {
    /// Decides the records of the journal, or of one history, again.
    pub(super) async fn verification(
        &self,
        asker: &Asker,
        asked: &Verification,
    ) -> Result<Answers<VerifyDecisionsResponse>, Status> {
        // Before the passage is begun, which ends where the journal then does.
        let silence = self.journal.silence();
        let history = asked.history.as_ref().map(histories::named);
        let (place, passage) = match &history {
            None => {
                asker.may_read(&Read::Journal)?;
                let place = status::place(&self.verifications, self.limits.verifications, asker.language)?;
                // So that what another process recorded a moment ago is in the passage.
                self.journal.ask_head().await;
                (place, Passage::of_journal(self.journal.as_ref()))
            }
            Some(history) => {
                let place = status::place(&self.streams, self.limits.streams, asker.language)?;
                self.verifiable(asker, history).await?;
                let passage = Passage::of_history(self.journal.as_ref(), history).await;
                (place, passage.ok_or_else(|| histories::unknown(asker, history))?)
            }
        };
        let telling = Telling {
            log: self.journal.log_id(),
            silence,
            language: asker.language,
            records_per_progress: self.limits.records_per_progress,
        };
        Ok(stream::answer(place, self.limits.reader_wait, asker.language, |reader| {
            verify(passage, telling, reader)
        }))
    }
}

async fn verify(
    mut passage: Passage,
    telling: Telling,
    reader: Reader<VerifyDecisionsResponse>,
) -> Result<(), Status> {
    let mut told = 0;
    while !reader.is_gone() {
        match passage.step().await {
            Step::Progress(progress) if progress.records >= told + telling.records_per_progress => {
                told = progress.records;
                reader.give(telling.progress(progress)).await?;
            }
            Step::Progress(_) => {}
            Step::Agreed(progress) => return reader.give(telling.agreed(progress)).await,
            Step::Different(difference) => {
                if let Some(error) = difference.passes_by_itself() {
                    // Nothing was found to differ.
                    return Err(status::reading(error, telling.language));
                }
                tracing::warn!(position = %difference.position, "a record differs from what the rules give");
                let difference = difference.answer(telling.log, telling.language);
                return reader.give(told_as(Told::Difference(difference))).await;
            }
            Step::Closed => return Err(Failure::Stopping.status(telling.language)),
        }
    }
    Ok(())
}

impl Telling {
    fn progress(self, progress: Progress) -> VerifyDecisionsResponse {
        told_as(Told::Progress(v1::VerificationProgress {
            position: Some(answer::position(self.log.0, progress.position.0)),
            records: progress.records,
        }))
    }

    fn agreed(self, progress: Progress) -> VerifyDecisionsResponse {
        let reflects = answer::reflects(self.log.0, progress.position.0, progress.recorded, self.silence);
        told_as(Told::Agreed(v1::VerificationAgreed { reflects: Some(reflects), records: progress.records }))
    }
}

fn told_as(verification: Told) -> VerifyDecisionsResponse {
    VerifyDecisionsResponse { verification: Some(verification) }
}
