//! `AuditService`: what an auditor reads. Nothing here has an effect.
//!
//! - [`limits`]: how much is read at a time
//! - `stream`: an answer in many messages, at the pace of its reader
//! - `histories`: which history is asked for, and whether this caller may read it
//! - `records`: reading records; `replay`: a dossier as it was; `verification`: deciding again
//! - `comparison`: what differs between two moments; `moments`: which moment is asked for
//! - `proving`: what the ledger proves; `bundle`: what an auditor takes along
//! - `status`: why a call failed

pub mod limits;

mod bundle;
mod comparison;
mod histories;

mod moments;
mod proving;
mod records;
mod replay;
mod status;
mod stream;
mod verification;

use std::sync::Arc;

use door::{Asker, incident::internal};
use eraser::{Eraser, State};
use jiff::Timestamp;
use journal::Journal;
use ledger::{Ledger, witness::Watch};
use record::Position;
use tokio::sync::Semaphore;
use tonic::{Request, Response, Status, async_trait};
use wire::{
    Language,
    convert::Violations,
    failure::Failure,
    v1::{
        CompareAsOfRequest, CompareAsOfResponse, ExportBundleRequest, ExportBundleResponse,
        GetCheckpointRequest, GetCheckpointResponse, GetReceiptRequest, GetReceiptResponse,
        ProveConsistencyRequest, ProveConsistencyResponse, ProveInclusionRequest, ProveInclusionResponse,
        ReadHistoryRequest, ReadHistoryResponse, ReadJournalRequest, ReadJournalResponse, ReplayRequest,
        ReplayResponse, VerifyDecisionsRequest, VerifyDecisionsResponse, audit_service_server::AuditService,
    },
};

pub use self::{limits::Limits, stream::Answers};
use crate::frameworks::Frameworks;

/// Gives the moment, to tell whether a moment that is asked for has passed.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// Where auditors ask. Cheap to clone; clones share their limits.
#[derive(Clone)]
pub struct Desk {
    journal: Arc<dyn Journal>,
    /// `None`: none is kept here.
    ledger: Option<Ledger>,
    /// `None`: nothing is ever erased here.
    eraser: Option<Eraser>,
    /// `None`: nobody cosigns here.
    witnesses: Option<Watch>,
    clock: Clock,
    limits: Limits,
    frameworks: Arc<Frameworks>,
    streams: Arc<Semaphore>,
    verifications: Arc<Semaphore>,
    comparisons: Arc<Semaphore>,
}

/// Nothing is erased any more, so nothing with words is given.
#[derive(Debug, thiserror::Error)]
#[error("nothing is erased any more: {0}")]
struct NothingErased(Arc<str>);

impl Desk {
    /// A desk before this journal.
    pub fn new(journal: Arc<dyn Journal>, clock: Clock, limits: Limits) -> Self {
        Self {
            journal,
            ledger: None,
            eraser: None,
            witnesses: None,
            clock,
            limits,
            frameworks: Arc::default(),
            streams: Arc::new(Semaphore::new(limits.streams)),
            verifications: Arc::new(Semaphore::new(limits.verifications)),
            comparisons: Arc::new(Semaphore::new(limits.comparisons)),
        }
    }

    /// A desk that proves by this ledger of its journal.
    #[must_use]
    pub fn proving_by(self, ledger: Ledger) -> Self {
        Self { ledger: Some(ledger), ..self }
    }

    /// A desk that shows what these witnesses of its ledger cosigned.
    #[must_use]
    pub fn witnessed_by(self, witnesses: Watch) -> Self {
        Self { witnesses: Some(witnesses), ..self }
    }

    /// A desk that gives no words before this eraser of its journal has made those gone that are to be.
    #[must_use]
    pub fn erased_by(self, eraser: Eraser) -> Self {
        Self { eraser: Some(eraser), ..self }
    }

    /// Waits, within the limit, until all words are gone that records up to a position say are.
    async fn erased(&self, position: Position, language: Language) -> Result<(), Status> {
        let Some(eraser) = &self.eraser else { return Ok(()) };
        if eraser.passed(position, self.limits.erasure_wait).await {
            return Ok(());
        }
        Err(match eraser.state() {
            // Waiting does not help.
            State::Stopped { why } => internal(&NothingErased(why), language),
            State::CatchingUp | State::Current => Failure::Erasing.status(language),
        })
    }
}

#[async_trait]
impl AuditService for Desk {
    type ReadHistoryStream = Answers<ReadHistoryResponse>;
    type ReadJournalStream = Answers<ReadJournalResponse>;
    type VerifyDecisionsStream = Answers<VerifyDecisionsResponse>;
    type CompareAsOfStream = Answers<CompareAsOfResponse>;
    type ExportBundleStream = Answers<ExportBundleResponse>;

    async fn read_history(
        &self,
        request: Request<ReadHistoryRequest>,
    ) -> Result<Response<Self::ReadHistoryStream>, Status> {
        let (asker, asked) = read(request)?;
        self.history_records(&asker, &asked).await.map(Response::new)
    }

    async fn read_journal(
        &self,
        request: Request<ReadJournalRequest>,
    ) -> Result<Response<Self::ReadJournalStream>, Status> {
        let (asker, asked) = read(request)?;
        self.journal_records(&asker, &asked).await.map(Response::new)
    }

    async fn replay(&self, request: Request<ReplayRequest>) -> Result<Response<ReplayResponse>, Status> {
        let (asker, asked) = read(request)?;
        self.dossier(&asker, &asked).await.map(Response::new)
    }

    async fn verify_decisions(
        &self,
        request: Request<VerifyDecisionsRequest>,
    ) -> Result<Response<Self::VerifyDecisionsStream>, Status> {
        let (asker, asked) = read(request)?;
        self.verification(&asker, &asked).await.map(Response::new)
    }

    async fn compare_as_of(
        &self,
        request: Request<CompareAsOfRequest>,
    ) -> Result<Response<Self::CompareAsOfStream>, Status> {
        let (asker, asked) = read(request)?;
        self.comparison(&asker, &asked).await.map(Response::new)
    }

    async fn get_checkpoint(
        &self,
        request: Request<GetCheckpointRequest>,
    ) -> Result<Response<GetCheckpointResponse>, Status> {
        let (asker, asked) = read(request)?;
        self.newest_checkpoint(&asker, asked).map(Response::new)
    }

    async fn prove_inclusion(
        &self,
        request: Request<ProveInclusionRequest>,
    ) -> Result<Response<ProveInclusionResponse>, Status> {
        let (asker, asked) = read(request)?;
        self.inclusion(&asker, &asked).await.map(Response::new)
    }

    async fn prove_consistency(
        &self,
        request: Request<ProveConsistencyRequest>,
    ) -> Result<Response<ProveConsistencyResponse>, Status> {
        let (asker, asked) = read(request)?;
        self.consistency(&asker, asked).await.map(Response::new)
    }

    async fn get_receipt(
        &self,
        request: Request<GetReceiptRequest>,
    ) -> Result<Response<GetReceiptResponse>, Status> {
        let (asker, asked) = read(request)?;
        self.receipt(&asker, &asked).await.map(Response::new)
    }

    async fn export_bundle(
        &self,
        request: Request<ExportBundleRequest>,
    ) -> Result<Response<Self::ExportBundleStream>, Status> {
        let (asker, asked) = read(request)?;
        self.bundle(&asker, &asked).await.map(Response::new)
    }
}

/// Who asks, and what.
fn read<R, Q: TryFrom<R, Error = Violations>>(request: Request<R>) -> Result<(Asker, Q), Status> {
    let asker = Asker::of(&request)?.clone();
    let asked = Q::try_from(request.into_inner()).map_err(|violations| violations.status(asker.language))?;
    Ok((asker, asked))
}
