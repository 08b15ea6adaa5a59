//! The semantic replay: deciding again what was decided, to see that the rules still say the same.
//!
//! An event carries its consequence, so a history can be read without the rules. An auditor who has the
//! rules can also ask whether they really lead there: take the command out of the event, decide it on the
//! state before, and compare.

use super::{
    command::{
        AnswerConditions, Command, CorrectOutcome, FileDocument, HandOver, NewCondition, Open, Ratify,
        RecordOutcome, Resubmit, ResumeTerm, Submit, SuspendTerm, Treatment, Withdraw,
    },
    decide, escalation,
    event::{Event, Next, Treated},
    refusal::Refusal,
    state::State,
};
use crate::{context::Context, framework::Framework};

/// How a recorded event differs from what the rules say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// The rules refuse what was recorded.
    Refused(Refusal),
    /// The rules lead to another event.
    Otherwise(Box<Event>),
}

/// Decides a recorded event again on the state before it.
///
/// # Errors
/// The [`Difference`], when the rules do not lead to exactly this event.
pub fn redecide(
    framework: &Framework,
    before: &State,
    event: &Event,
    context: &Context,
) -> Result<(), Difference> {
    match decide(framework, before, command_of(event), context) {
        Ok(decided) if decided == *event => Ok(()),
        Ok(decided) => Err(Difference::Otherwise(Box::new(decided))),
        Err(refusal) => Err(Difference::Refused(refusal)),
    }
}

/// The command that led to an event. Every choice is written out: a referral back names the step that the
/// dossier goes on from, also when the body left it to the framework.
pub fn command_of(event: &Event) -> Command {
    match event {
        Event::DossierOpened(opened) => Command::Open(Open {
            title: opened.title,
            functions: opened.functions.clone(),
            target_group: opened.target_group,
            follows: opened.follows,
        }),
        Event::DocumentFiled(filed) => Command::FileDocument(FileDocument {
            format: filed.document.format.clone(),
            sections: filed.sections.clone(),
            digest: filed.digest,
        }),
        Event::RoundSubmitted(submitted) => {
            Command::Submit(Submit { round: submitted.round.clone(), document: submitted.document.clone() })
        }
        Event::RevisionSubmitted(submitted) => {
            Command::Resubmit(Resubmit { document: submitted.document.clone() })
        }
        Event::NoticeTaken(treated)
        | Event::AdviceGiven(treated)
        | Event::DecisionTaken(treated)
        | Event::AgreementNotReached(treated)
        | Event::RatificationGiven(treated)
        | Event::VisitDeferred(treated)
        | Event::ReferredBack(treated) => Command::RecordOutcome(RecordOutcome {
            visit: treated.visit.clone(),
            treatment: treatment_of(treated),
        }),
        Event::PartySpoke(spoke) => Command::Ratify(Ratify {
            visit: spoke.visit.clone(),
            voice: spoke.voice.clone(),
            replaces: spoke.replaces,
        }),
        Event::TermSuspended(suspended) => Command::SuspendTerm(SuspendTerm {
            visit: suspended.visit.clone(),
            from: suspended.from,
            waits_for: suspended.waits_for.clone(),
            reason: suspended.reason,
        }),
        Event::TermResumed(resumed) => {
            Command::ResumeTerm(ResumeTerm { visit: resumed.visit.clone(), runs_from: resumed.runs_from })
        }
        Event::ConditionsAnswered(answered) => {
            Command::AnswerConditions(AnswerConditions { answers: answered.answers.clone() })
        }
        Event::DossierWithdrawn(withdrawn) => Command::Withdraw(Withdraw { reason: withdrawn.reason }),
        Event::OutcomeCorrected(corrected) => Command::CorrectOutcome(CorrectOutcome {
            corrects: corrected.corrects,
            reason: corrected.reason,
            treatment: treatment_of(&corrected.treated),
        }),
        Event::DossierHandedOver(handed) => Command::HandOver(HandOver {
            to: handed.to.clone(),
            party: handed.party.clone(),
            reason: handed.reason,
        }),
        Event::Escalation(event) => Command::Escalate(escalation::command_of(event)),
    }
}

fn treatment_of(treated: &Treated) -> Treatment {
    let condition = |set: &super::event::ConditionSet| NewCondition {
        text: set.text,
        holder: set.holder.clone(),
        due: set.due,
    };
    let resume_at = match &treated.next {
        Next::Revision { resume_at } => Some(resume_at.clone()),
        Next::Visit(_) | Next::Round(_) | Next::Ladder(_) | Next::End { .. } => None,
    };
    Treatment {
        outcome: treated.outcome,
        treated_on: treated.treated_on,
        motivation: treated.motivation,
        conditions: treated.conditions.iter().map(condition).collect(),
        judged: treated.judged.clone(),
        stances: treated.stances.clone(),
        resume_at,
    }
}
