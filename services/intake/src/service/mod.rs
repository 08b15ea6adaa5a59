//! The gRPC services of the intake, one file each: what is read from a request, what is asked, what is answered.

mod decision;
mod escalation;
mod framework;
pub mod keeping;
mod mandate;
mod meeting;
mod preparation;
mod proposal;
mod register;
mod status;

use std::{sync::Arc, time::Instant};

use access::Act;
use bytes::Bytes;
use domain::{
    arrangement::between::dossier_of,
    context::Capacity,
    dossier,
    framework::FrameworkRef,
    ids::{BodyId, DossierId},
    meeting::State,
};
use door::Asker;
use eraser::Eraser;
use record::HistoryId;
use tonic::{Request, Status};
use wire::{
    Language, Names,
    convert::{Asked, IntoCommand, answer, command::Head},
    v1,
    warning::Warning,
};

use crate::{
    carry_out::Intake,
    error::Error,
    metrics::Metrics,
    order::{Command, Order, Receipt},
    sealing::Sealing,
};

/// Where commands come in. Cheap to clone; serves every service of the intake.
#[derive(Clone)]
pub struct Desk {
    intake: Arc<Intake>,
    metrics: Metrics,
    eraser: Eraser,
}

/// A command that was carried out, with what its answer needs.
struct Done {
    receipt: Receipt,
    warnings: Vec<Warning>,
    language: Language,
}

impl Desk {
    /// A desk before this intake. `eraser` is the one that runs beside it.
    pub fn new(intake: Arc<Intake>, metrics: Metrics, eraser: Eraser) -> Self {
        Self { intake, metrics, eraser }
    }

    /// Carries out a command to a dossier.
    async fn dossier<R: IntoCommand>(&self, kind: &'static str, request: Request<R>) -> Result<Done, Status> {
        let asker = Asker::of(&request)?.clone();
        let mut sealing = Sealing::new(self.intake.surroundings());
        let asked = request
            .into_inner()
            .into_command(&mut sealing)
            .map_err(|violations| violations.status(asker.language))?;
        let texts = Bytes::from(sealing.into_texts());
        let body = self.body(&asked).await.map_err(|error| status::reading(&error, asker.language))?;
        let capacity = asker.capacity_for(&Act::of(&asked.command, body), asked.head.acting_as.as_ref())?;
        let Asked { head, dossier, framework, command, warnings } = asked;
        let command = match (framework, command) {
            (Some(framework), dossier::Command::Open(open)) => Command::Open { framework, open },
            (_, command) => Command::Dossier(command),
        };
        let order = self.order(&asker, head, HistoryId::Dossier(dossier), capacity, command, texts);
        self.carry_out(kind, &order, &asker, warnings).await
    }

    fn order(
        &self,
        asker: &Asker,
        head: Head,
        history: HistoryId,
        capacity: Capacity,
        command: Command,
        texts: Bytes,
    ) -> Order {
        let actor = asker.caller.actor.clone();
        Order { id: head.command, history, expected: head.expected, actor, capacity, command, texts }
    }

    async fn carry_out(
        &self,
        kind: &'static str,
        order: &Order,
        asker: &Asker,
        warnings: Vec<Warning>,
    ) -> Result<Done, Status> {
        let begun = Instant::now();
        let answer = self.intake.carry_out_timed(order, &|took| self.metrics.appended(took)).await;
        self.metrics.count(kind, &answer, begun.elapsed());
        match answer {
            Ok(receipt) => Ok(Done { receipt, warnings, language: asker.language }),
            Err(error) => {
                let framework = self.framework_of(order).await;
                Err(status::of(&error, order, asker.language, framework.as_deref()))
            }
        }
    }

    /// The framework whose names make a refusal readable, if there is one.
    async fn framework_of(&self, order: &Order) -> Option<Arc<domain::framework::Framework>> {
        match (&order.history, &order.command) {
            (
                _,
                Command::Open { framework, .. }
                | Command::Register { framework, .. }
                | Command::Plan { framework, .. }
                | Command::Grant { framework, .. },
            ) => {
                let today = self.intake.surroundings().now().today();
                self.intake.in_force(framework, today).await.ok()
            }
            // A preparation runs on the framework of its dossier, and has its id.
            (HistoryId::Dossier(dossier) | HistoryId::Preparation(dossier), _) => {
                self.kept_by(*dossier).await
            }
            (HistoryId::Meeting(meeting), _) => {
                let kept = |state: &State| state.meeting().ok().map(|meeting| meeting.framework.clone());
                let reference = self.intake.look_for_meeting(*meeting, kept).await.ok().flatten()?;
                self.intake.framework(&reference).await.ok()
            }
            (HistoryId::Mandate(mandate), _) => {
                let kept = |state: &domain::mandate::State| {
                    state.mandate().ok().map(|mandate| mandate.granted.framework.clone())
                };
                let reference = self.intake.look_for_mandate(*mandate, kept).await.ok().flatten()?;
                self.intake.framework(&reference).await.ok()
            }
            (HistoryId::Arrangement(id), Command::Arrangement(_)) => self.kept_by(dossier_of(*id)).await,
            (HistoryId::Framework(_) | HistoryId::Arrangement(_), _) => None,
        }
    }

    /// The body that a command is about: the one at the visit that it names, or whose record it corrects.
    async fn body(&self, asked: &Asked) -> Result<Option<BodyId>, Error> {
        let find = |state: &dossier::State| state.dossier().ok()?.body_of(&asked.command).cloned();
        match asked.command {
            dossier::Command::RecordOutcome(_)
            | dossier::Command::Ratify(_)
            | dossier::Command::SuspendTerm(_)
            | dossier::Command::ResumeTerm(_)
            | dossier::Command::CorrectOutcome(_) => self.intake.look_for(asked.dossier, find).await,
            dossier::Command::Open(_)
            | dossier::Command::FileDocument(_)
            | dossier::Command::Submit(_)
            | dossier::Command::Resubmit(_)
            | dossier::Command::AnswerConditions(_)
            | dossier::Command::Withdraw(_)
            | dossier::Command::HandOver(_)
            | dossier::Command::Escalate(_) => Ok(None),
        }
    }

    /// The framework that a dossier keeps, for the names in an answer.
    async fn kept_by(&self, dossier: DossierId) -> Option<Arc<domain::framework::Framework>> {
        let reference = self.intake.look(dossier, kept).await.ok().flatten()?;
        self.intake.framework(&reference).await.ok()
    }

    /// Below how many a number of pupils is small, by the framework that a dossier keeps. Of a dossier that there is not every
    /// number is: the rules will refuse the command, and until then nothing stands in the clear.
    async fn threshold_of(&self, dossier: DossierId, asker: &Asker) -> Result<u32, Status> {
        let unread = |error| status::reading(&error, asker.language);
        match self.intake.look_for(dossier, kept).await.map_err(unread)? {
            Some(reference) => {
                Ok(self.intake.framework(&reference).await.map_err(unread)?.small_number_threshold)
            }
            None => Ok(u32::MAX),
        }
    }
}

/// The framework that a dossier keeps.
fn kept(state: &dossier::State) -> Option<FrameworkRef> {
    state.dossier().map(|dossier| dossier.framework.clone()).ok()
}

/// The names for people, as far as a framework gives them.
fn names(framework: Option<&domain::framework::Framework>) -> Names<'_> {
    framework.map_or_else(Names::none, Names::of)
}

impl Done {
    fn receipt(&self) -> v1::Receipt {
        let receipt = &self.receipt;
        let position = answer::position(receipt.log_id.0, receipt.position.0);
        let history = receipt.history.to_string();
        answer::receipt(history, receipt.revision, position, receipt.repeated, &self.warnings, self.language)
    }
}
