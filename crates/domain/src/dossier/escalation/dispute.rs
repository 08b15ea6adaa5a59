//! The last rung did not solve it: a dispute, and what comes of it (F37).

use std::collections::BTreeSet;

use super::{
    command::{Conclude, Unresolved},
    event::{DisputeConcluded, DisputeTerms, EscalationUnresolved, Event, Onward},
    path, permit,
    refusal::Refusal as R,
};
use crate::{
    context::Context,
    dossier::{
        permit::other_framework,
        refusal::Refusal,
        state::{Dossier, Phase},
    },
    framework::Framework,
};

/// The most parties in one dispute.
pub const PARTIES_MAX: usize = 50;

/// It is written down that a dispute was brought, before whom and by what terms. That the parties agreed to have it so is
/// theirs to see to.
pub(super) fn decide(
    framework: &Framework,
    dossier: &Dossier,
    command: Unresolved,
    context: &Context,
) -> Result<Event, Refusal> {
    let escalation = path::open(dossier, &command.visit)?;
    permit::on_ladder(dossier, escalation, context)?;
    let on = path::on_rung(escalation, &command.rung)?;
    if let Some(above) = framework.ladder.above(&command.rung) {
        return Err(R::NotLastRung { rung: command.rung, next: above.id.clone() }.into());
    }
    parties(framework, &command.terms)?;
    path::dated(command.on, path::since(dossier, escalation, on.since), context)?;
    Ok(Event::EscalationUnresolved(EscalationUnresolved {
        visit: command.visit,
        rung: command.rung,
        unresolved_on: command.on,
        reason: command.reason,
        terms: command.terms,
    }))
}

/// The dispute is over: the dossier goes on at its step, or ends without agreement. Nothing follows from the kind of dispute
/// by itself; what parties owe to binding advice they owe each other. It ends only what parties did not agree on: a body that
/// has the visit yet says itself what comes of it, and one that advises has no veto.
pub(super) fn conclude(
    framework: &Framework,
    dossier: &Dossier,
    command: Conclude,
    context: &Context,
) -> Result<Event, Refusal> {
    let escalation = path::open(dossier, &command.visit)?;
    permit::on_ladder(dossier, escalation, context)?;
    let dispute = path::disputed(escalation)?;
    path::dated(command.on, path::since(dossier, escalation, dispute.since), context)?;
    let next = if command.resumes {
        path::back(framework, dossier, escalation, command.on)?
    } else if let Phase::AtStep { .. } = dossier.phase {
        return Err(R::VisitStillOpen { visit: command.visit }.into());
    } else {
        let end = framework.route.no_agreement_end().ok_or_else(|| other_framework(dossier))?;
        Onward::End(end.id.clone())
    };
    Ok(Event::DisputeConcluded(DisputeConcluded {
        visit: command.visit,
        concluded_on: command.on,
        words: command.words,
        next,
    }))
}

fn parties(framework: &Framework, terms: &DisputeTerms) -> Result<(), Refusal> {
    let given = terms.parties.len();
    if given < 2 {
        return Err(R::PartiesRequired { given }.into());
    }
    if given > PARTIES_MAX {
        return Err(R::TooManyParties { given, max: PARTIES_MAX }.into());
    }
    let mut seen = BTreeSet::new();
    for party in &terms.parties {
        if framework.party(party).is_none() {
            return Err(Refusal::PartyUnknown { party: party.clone() });
        }
        if !seen.insert(party) {
            return Err(R::PartyTwice { party: party.clone() }.into());
        }
    }
    Ok(())
}
