//! What of a command is done under a mandate. Whether the mandate covers it is a rule between two histories, asked where both
//! can be read: before the command is decided, and by who audits it.

use super::{
    command::{Command, Treatment},
    escalation::{self, command::Ground},
    event::Event,
    replay::command_of,
    state::Dossier,
};
use crate::{
    context::{Capacity, Context},
    ids::{BodyId, MandateId},
    mandate::{Act, MandateRef, Use},
};

/// Every use of a mandate in a command, in the order of [`Command::mandates_mut`]. Empty where the rules refuse the command
/// by themselves: about a visit that there is not, or by somebody who may not.
pub fn uses<'a>(
    dossier: &'a Dossier,
    command: &'a Command,
    context: &'a Context,
) -> Vec<(MandateRef, Use<'a>)> {
    match command {
        Command::RecordOutcome(record) => stances(&record.treatment, dossier.body_of(command)),
        Command::CorrectOutcome(correct) => stances(&correct.treatment, dossier.body_of(command)),
        Command::Ratify(ratify) => {
            // A party ratifies for itself and in no body: its mandate has to cover the act, whatever bodies it names.
            let (voice, act) = (&ratify.voice, Act::Ratification);
            let (party, on) = (&voice.party, voice.decided_on);
            let used = Use { party, by: None, act, body: None, on, amount_cents: None };
            voice.mandate.map(|named| (named, used)).into_iter().collect()
        }
        Command::Escalate(escalation::Command::Open(open)) => {
            // A procesbegeleider escalates themselves, today, for the party that they work for.
            let (Ground::Mandate(named), Capacity::Coordinator { party }) = (open.ground, &context.capacity)
            else {
                return Vec::new();
            };
            let (by, on) = (Some(&context.actor), context.today);
            vec![(named, Use { party, by, act: Act::Escalation, body: None, on, amount_cents: None })]
        }
        Command::Open(_)
        | Command::FileDocument(_)
        | Command::Submit(_)
        | Command::Resubmit(_)
        | Command::SuspendTerm(_)
        | Command::ResumeTerm(_)
        | Command::AnswerConditions(_)
        | Command::Withdraw(_)
        | Command::HandOver(_)
        | Command::Escalate(_) => Vec::new(),
    }
}

fn stances<'a>(treatment: &'a Treatment, body: Option<&'a BodyId>) -> Vec<(MandateRef, Use<'a>)> {
    if body.is_none() {
        return Vec::new();
    }
    let used = treatment.stances.iter().filter_map(|taken| {
        let by = taken.replacement.as_ref().map(|replacement| &replacement.seated);
        let (party, act, on) = (&taken.party, Act::Stance, treatment.treated_on);
        Some((taken.mandate?, Use { party, by, act, body, on, amount_cents: None }))
    });
    used.collect()
}

impl Command {
    /// Every mandate that the command names, in a fixed order.
    pub fn mandates_mut(&mut self) -> Vec<&mut MandateRef> {
        let treatment = match self {
            Self::RecordOutcome(record) => &mut record.treatment,
            Self::CorrectOutcome(correct) => &mut correct.treatment,
            Self::Ratify(ratify) => return ratify.voice.mandate.iter_mut().collect(),
            Self::Escalate(escalation::Command::Open(open)) => {
                return match &mut open.ground {
                    Ground::Mandate(named) => vec![named],
                    Ground::PassedTerm => Vec::new(),
                };
            }
            Self::Open(_)
            | Self::FileDocument(_)
            | Self::Submit(_)
            | Self::Resubmit(_)
            | Self::SuspendTerm(_)
            | Self::ResumeTerm(_)
            | Self::AnswerConditions(_)
            | Self::Withdraw(_)
            | Self::HandOver(_)
            | Self::Escalate(_) => return Vec::new(),
        };
        treatment.stances.iter_mut().filter_map(|taken| taken.mandate.as_mut()).collect()
    }
}

impl Event {
    /// The mandates under which something in it was done, or that it says so of.
    pub fn mandates(&self) -> Vec<MandateId> {
        if !self.may_name_mandates() {
            return Vec::new();
        }
        command_of(self).mandates_mut().into_iter().map(|named| named.id).collect()
    }

    /// Whether something in it may have been done under a mandate, told without taking it apart.
    pub fn may_name_mandates(&self) -> bool {
        if matches!(self, Self::Escalation(_)) {
            return true;
        }
        let voiced = matches!(self, Self::PartySpoke(spoke) if spoke.voice.mandate.is_some());
        let corrected =
            if let Self::OutcomeCorrected(corrected) = self { Some(&corrected.treated) } else { None };
        let treated = self.treatment().or(corrected);
        voiced || treated.is_some_and(|treated| treated.stances.iter().any(|taken| taken.mandate.is_some()))
    }
}
