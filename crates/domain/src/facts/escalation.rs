//! The facts of a refusal about the ladder.

use super::{Facts, capacity, facts, joined, visit, with};
use crate::dossier::escalation::Refusal;

pub(super) fn of(refusal: &Refusal) -> Facts {
    use Refusal as R;
    match refusal {
        R::NoLadder => Vec::new(),
        R::NotOpenedBy { asked, openers } => {
            vec![("asked", asked.to_string()), ("openers", joined(openers))]
        }
        R::NotForEscalating { acted_as, body } => {
            let needs = body
                .as_ref()
                .map_or_else(|| "coordinator".to_owned(), |body| format!("coordinator,secretary:{body}"));
            vec![("acted_as", capacity(acted_as)), ("needs", needs)]
        }
        R::NotForRung { acted_as, holder, body } => vec![
            ("acted_as", capacity(acted_as)),
            ("holder", holder.to_string()),
            ("needs", format!("secretary:{body}")),
        ],
        R::AlreadyEscalated { rung, since } => {
            vec![("rung", rung.to_string()), ("since", since.to_string())]
        }
        R::EscalationsExhausted { step, times_max } => {
            vec![("step", step.to_string()), ("times_max", times_max.to_string())]
        }
        R::TermNotPassed { due, today } => with("today", today, "due", due.as_ref()),
        R::NotEscalated { asked, escalated } => {
            with("asked", &visit(asked), "escalated", escalated.as_ref().map(visit).as_ref())
        }
        R::OtherRung { asked, on } => facts([("asked", asked), ("on", on)]),
        R::LastRung { rung } => facts([("rung", rung)]),
        R::NotLastRung { rung, next } => facts([("rung", rung), ("next", next)]),
        R::Disputed { since } => facts([("since", since)]),
        R::NotDisputed { on } => facts([("on", on)]),
        R::VisitStillOpen { visit } => vec![("visit", self::visit(visit))],
        R::PartiesRequired { given } => facts([("given", given)]),
        R::PartyTwice { party } => facts([("party", party)]),
        R::TooManyParties { given, max } => facts([("given", given), ("max", max)]),
        R::DateBeforeRung { given, since } => facts([("given", given), ("since", since)]),
    }
}
