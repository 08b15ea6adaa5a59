//! What somebody might ask of the ladder.

use domain::{
    dossier::{
        Command,
        escalation::{
            self,
            command::{Conclude, Ground, Move, Open, Resolve, Unresolved},
            event::{DisputeKind, DisputeTerms},
        },
        state::Dossier,
    },
    mandate,
};
use jiff::ToSpan;

use crate::acts::{Act, Thinking, owner, secretary};

/// Escalates the visit that a dossier is at, or takes what is on the ladder a step on; now and then too high, or on an odd
/// day.
pub(crate) fn act(thinking: &mut Thinking<'_>, dossier: &Dossier) -> Option<Act> {
    let Some(escalation) = dossier.escalation() else { return escalate(thinking, dossier) };
    let (visit, on) = (escalation.visit.clone(), escalation.on());
    let by = secretary(&dossier.visit(&visit)?.opening.body);
    let days = i64::try_from(thinking.chance.below(3)).unwrap_or(0);
    let date = thinking.today.saturating_sub(days.days());
    let odd = thinking.chance.percent(10);
    let above = thinking.framework.ladder.above(&on.rung).is_some() != odd;
    let command = if escalation.dispute.is_some() {
        let (words, resumes) = (solution(thinking), thinking.chance.percent(50));
        escalation::Command::Conclude(Conclude { visit, on: date, words, resumes })
    } else if thinking.chance.percent(40) {
        let words = solution(thinking);
        escalation::Command::Resolve(Resolve { visit, rung: on.rung.clone(), on: date, words })
    } else if above {
        let reason = reason(thinking);
        escalation::Command::Move(Move { visit, from: on.rung.clone(), on: date, reason })
    } else {
        let reason = reason(thinking);
        let terms = DisputeTerms {
            kind: *thinking.chance.one_of(&DisputeKind::ALL),
            before: thinking.sealer.seal("before", "een commissie"),
            parties: thinking.framework.parties.iter().map(|party| party.id.clone()).collect(),
            defence_days: Some(14),
            advice_days: None,
        };
        let rung = on.rung.clone();
        escalation::Command::Unresolved(Unresolved { visit, rung, on: date, reason, terms })
    };
    Some((Command::Escalate(command), by))
}

/// Because of a term, which may not have passed, or under a mandate.
fn escalate(thinking: &mut Thinking<'_>, dossier: &Dossier) -> Option<Act> {
    let open = dossier.open_visit()?;
    let by = if thinking.chance.percent(50) { owner(dossier) } else { secretary(&open.opening.body) };
    let mandated = thinking.mandate(&dossier.party, mandate::Act::Escalation).map(Ground::Mandate);
    let ground = mandated.unwrap_or(Ground::PassedTerm);
    let reason = reason(thinking);
    let visit = open.opening.visit.clone();
    Some((Command::Escalate(escalation::Command::Open(Open { visit, ground, reason })), by))
}

fn reason(thinking: &mut Thinking<'_>) -> domain::sealed::Sealed {
    thinking.sealer.seal("reason", "Het komt niet verder.")
}

fn solution(thinking: &mut Thinking<'_>) -> domain::sealed::Sealed {
    thinking.sealer.seal("solution", "De besturen zijn het eens.")
}
