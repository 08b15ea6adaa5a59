//! One example on its way: each of its acts, as a command to the intake.

use access::Grant;
use domain::{
    context::Capacity,
    decision::PartyStance,
    dossier::{
        self, State,
        command::{
            Answer, AnswerConditions, CorrectOutcome, HandOver, Judgement, NewCondition, RecordOutcome,
            Resubmit, Submit, Treatment, Withdraw,
        },
        event::{ConditionNumber, DocumentRef, VisitRef},
        state::Phase,
    },
    framework::Framework,
    ids::{ActorId, DossierId, Revision, RoundId},
};
use intake::{Command, Receipt, Sealing};
use jiff::{ToSpan as _, civil::Date};
use record::HistoryId;
use wire::convert::{Seal as _, seal};

use super::{
    documents,
    examples::{Act, Example, Stand, Treat, name},
    past::{Desk, Error},
    people,
};

/// Minutes between filing a document and submitting it.
const FILED_MINUTES: i64 = 4;

/// An example on its way.
pub(super) struct Underway<'e> {
    pub(super) id: DossierId,
    example: &'e Example,
    framework: &'e Framework,
    /// Who answers for it now.
    actor: ActorId,
    /// The record of the last treatment: a correction names it.
    treated: Revision,
}

impl<'e> Underway<'e> {
    /// An example that is about to be opened.
    pub(super) fn new(id: DossierId, example: &'e Example, framework: &'e Framework) -> Self {
        let actor = match &example.opened_by {
            Some(earlier) => name(earlier),
            None => of_party(example),
        };
        Self { id, example, framework, actor, treated: Revision::default() }
    }

    /// Who answers for it, and in which capacity.
    pub(super) fn coordinator(&self) -> (ActorId, Capacity) {
        (self.actor.clone(), Capacity::Coordinator { party: name(&self.example.party) })
    }

    /// Carries out one of its acts, which happened on this day.
    ///
    /// # Errors
    /// [`Error::NotCarriedOut`].
    pub(super) async fn carry_out(&mut self, desk: &Desk, act: &Act, on: Date) -> Result<(), Error> {
        let mut sealing = desk.sealing();
        let (command, by) = match act {
            Act::Submit(paper) => {
                let document = self.file(desk, paper).await?;
                let round = self.round(desk).await?;
                (dossier::Command::Submit(Submit { round, document }), self.coordinator())
            }
            Act::Resubmit(paper) => {
                let document = self.file(desk, paper).await?;
                (dossier::Command::Resubmit(Resubmit { document }), self.coordinator())
            }
            Act::Treat(treat) => {
                let visit = self.visit(desk).await?;
                let treatment = treatment(treat, on, &mut sealing);
                (dossier::Command::RecordOutcome(RecordOutcome { visit, treatment }), secretary(treat))
            }
            Act::Correct { reason, treat } => {
                let reason = sealing.seal(seal::REASON, reason);
                let treatment = treatment(treat, self.treated_on(desk).await?, &mut sealing);
                let correct = CorrectOutcome { corrects: self.treated, reason, treatment };
                (dossier::Command::CorrectOutcome(correct), secretary(treat))
            }
            Act::Answer(answers) => {
                let answers = answers.iter().map(|answer| Answer {
                    condition: ConditionNumber(answer.condition),
                    text: sealing.seal(seal::ANSWER, &answer.text),
                });
                let command = AnswerConditions { answers: answers.collect() };
                (dossier::Command::AnswerConditions(command), self.coordinator())
            }
            Act::HandOver { reason } => {
                let by = self.coordinator();
                self.actor = of_party(self.example);
                let reason = Some(sealing.seal(seal::REASON, reason));
                let (to, party) = (self.actor.clone(), name(&self.example.party));
                (dossier::Command::HandOver(HandOver { to, party, reason }), by)
            }
            Act::Withdraw(reason) => {
                let reason = sealing.seal(seal::REASON, reason);
                (dossier::Command::Withdraw(Withdraw { reason }), self.coordinator())
            }
        };
        let receipt = self.ask(desk, &by, command, sealing).await?;
        if let Act::Treat(_) | Act::Correct { .. } = act {
            self.treated = receipt.revision;
        }
        Ok(())
    }

    /// Files a paper, a few minutes before what is done with it.
    async fn file(&self, desk: &Desk, paper: &str) -> Result<DocumentRef, Error> {
        let mut sealing = desk.sealing();
        let filed = documents::filed(paper, self.framework, &mut sealing);
        let format = filed.format.clone();
        self.ask(desk, &self.coordinator(), dossier::Command::FileDocument(filed), sealing).await?;
        desk.pass_minutes(FILED_MINUTES);
        let versions = |state: &State| {
            let documents = state.dossier().map(|dossier| dossier.documents.as_slice()).unwrap_or_default();
            documents
                .iter()
                .rev()
                .find(|filed| filed.document.format == format)
                .map(|filed| filed.document.clone())
        };
        let found = self.look(desk, versions).await?;
        Ok(found.expect("it was just filed"))
    }

    async fn ask(
        &self,
        desk: &Desk,
        by: &(ActorId, Capacity),
        command: dossier::Command,
        sealing: Sealing<'_>,
    ) -> Result<Receipt, Error> {
        let history = HistoryId::Dossier(self.id);
        let command = Command::Dossier(command);
        desk.carry_out(&self.example.title, history, by, desk.command_id(), command, sealing).await
    }

    /// The round whose document the dossier waits for.
    async fn round(&self, desk: &Desk) -> Result<RoundId, Error> {
        let awaited = self.look(desk, |state| match state.dossier().map(|dossier| &dossier.phase) {
            Ok(Phase::Preparing { round }) => Some(round.clone()),
            Ok(
                Phase::AtStep { .. } | Phase::Revising { .. } | Phase::Escalated { .. } | Phase::Ended { .. },
            )
            | Err(_) => None,
        });
        Ok(awaited.await?.expect("the tests walk every example"))
    }

    /// The visit that waits.
    async fn visit(&self, desk: &Desk) -> Result<VisitRef, Error> {
        let open = self.look(desk, |state| {
            state
                .dossier()
                .ok()
                .and_then(|dossier| dossier.open_visit())
                .map(|visit| visit.opening.visit.clone())
        });
        Ok(open.await?.expect("the tests walk every example"))
    }

    /// When the body met whose outcome was recorded last.
    async fn treated_on(&self, desk: &Desk) -> Result<Date, Error> {
        let revision = self.treated;
        let treated = self.look(desk, move |state| {
            state
                .dossier()
                .ok()
                .and_then(|dossier| dossier.treated_at(revision))
                .map(|treated| treated.treated_on)
        });
        Ok(treated.await?.expect("a correction follows a treatment"))
    }

    async fn look<T>(&self, desk: &Desk, at: impl FnOnce(&State) -> T + Send) -> Result<T, Error> {
        let seen = desk.intake.look(self.id, at).await;
        seen.map_err(|error| Error::NotCarriedOut {
            what: self.example.title.clone(),
            source: Box::new(error),
        })
    }
}

fn treatment(treat: &Treat, on: Date, sealing: &mut Sealing<'_>) -> Treatment {
    Treatment {
        outcome: treat.outcome(),
        treated_on: on,
        motivation: treat.motivation.as_ref().map(|words| sealing.seal(seal::MOTIVATION, words)),
        conditions: treat
            .conditions
            .iter()
            .map(|condition| NewCondition {
                text: sealing.seal(seal::CONDITION, &condition.text),
                holder: condition.holder.as_ref().map(|party| name(party)),
                due: condition.due_days.map(|days| on.saturating_add(days.days())),
            })
            .collect(),
        judged: treat
            .met
            .iter()
            .map(|number| Judgement { condition: ConditionNumber(*number), met: true })
            .collect(),
        stances: treat.stances.iter().map(|(party, stand)| stance(party, stand, sealing)).collect(),
        resume_at: treat.resume_at.as_ref().map(|step| name(step)),
    }
}

fn stance(party: &str, stand: &Stand, sealing: &mut Sealing<'_>) -> PartyStance {
    PartyStance {
        party: name(party),
        stance: stand.stance(),
        words: stand.words.as_ref().map(|words| sealing.seal(seal::STANCE, words)),
        replacement: None,
        mandate: None,
        dissent: stand.dissent.as_ref().map(|view| sealing.seal(seal::DISSENT, view)),
    }
}

fn secretary(treat: &Treat) -> (ActorId, Capacity) {
    let body = name(&treat.body);
    (people::actor(&Grant::Secretary { body: name(&treat.body) }), Capacity::Secretary { body })
}

/// The coordinator that the party of an example has now.
fn of_party(example: &Example) -> ActorId {
    people::actor(&Grant::Coordinator { party: name(&example.party) })
}
