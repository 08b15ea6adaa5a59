//! The facts of a refusal about a meeting.

use super::{Facts, action::action, capacity, facts, framework, joined, visit, visit_not_open, with};
use crate::meeting::{
    ItemRef, Refusal,
    refusal::{Countable, Over, Uncarried, Unfit, Untold, Unusual},
};

/// The facts of a refusal about a meeting.
pub fn meeting(refusal: &Refusal) -> Facts {
    use Refusal as R;
    match refusal {
        R::MeetingUnknown
        | R::AlreadyPlanned
        | R::PapersFrozen
        | R::PapersNotSent
        | R::AgendaNotFixed
        | R::AgendaEmpty
        | R::NotHeld
        | R::NoDecisionList => Vec::new(),
        R::OtherFramework { meeting } => framework(meeting),
        R::NotPermitted { acted_as, body } => {
            vec![("acted_as", capacity(acted_as)), ("needs", format!("secretary:{body}"))]
        }
        R::BodyUnknown { body, known } => vec![("body", body.to_string()), ("known", joined(known))],
        R::NotAWorkingDay { on, next } => facts([("on", on), ("next", next)]),
        R::ReasonRequired { on, because } => match because {
            Unusual::NotByRule { next } => with("on", on, "next", next.as_ref()),
            Unusual::Past { today } => facts([("on", on), ("today", today)]),
        },
        R::Over { over } => vec![("over", became(*over).into())],
        R::ItemUnknown { item, known } => vec![("item", item.to_string()), ("known", joined(known))],
        R::ItemMissing { item } | R::AlreadyOnAgenda { item } => facts([("item", item)]),
        R::Repeated { what, which } => vec![("what", countable(*what).into()), ("which", which.clone())],
        R::NotTheAgenda { agenda } => vec![("agenda", joined(agenda))],
        R::DayPassed { on, today } | R::NotYet { on, today } => facts([("on", on), ("today", today)]),
        R::AuthoriserRequired { papers_due, arrived } => {
            with("papers_due", papers_due, "arrived", arrived.as_ref())
        }
        R::NotLate { papers_due } => facts([("papers_due", papers_due)]),
        R::DossierUnknown { dossier } => facts([("dossier", dossier)]),
        R::VisitNotOpen { asked, open } => visit_not_open(asked, open.as_ref()),
        R::VisitElsewhere { visit: asked, body } => vec![("visit", visit(asked)), ("body", body.to_string())],
        R::CannotCarry { from, because } => {
            vec![("from", item(from)), ("because", uncarried(*because).into())]
        }
        R::PartyUnknown { party } => facts([("party", party)]),
        R::PartyWithoutSeat { party, body } => {
            vec![("party", party.to_string()), ("body", body.to_string())]
        }
        R::PartyRequired { actor } | R::ReplacesNobody { actor } => facts([("actor", actor)]),
        R::TooMany { what, given, max } => {
            vec![("what", countable(*what).into()), ("given", given.to_string()), ("max", max.to_string())]
        }
        R::OtherDraft { asked, last } => facts([("asked", asked), ("last", last)]),
        R::DecisionListFixed { at } => facts([("at", at)]),
        R::CannotFixAt { at, because } => {
            vec![("at", at.to_string()), ("because", unfit(*because).into())]
        }
        R::AgreedTooLate { fixed_at } => facts([("fixed_at", fixed_at)]),
        R::Action(refusal) => action(refusal),
        R::CannotReportAt { at, because } => {
            let (because, on) = match because {
                Untold::Unfit(because) => (unfit(*because), None),
                Untold::Before { on } => ("before", Some(on)),
            };
            let told = vec![("at", at.to_string()), ("because", because.into())];
            told.into_iter().chain(on.map(|on| ("on", on.to_string()))).collect()
        }
    }
}

/// An item, e.g. `0190b5f0-…/3`.
fn item(item: &ItemRef) -> String {
    format!("{}/{}", item.meeting, item.item)
}

fn became(over: Over) -> &'static str {
    match over {
        Over::Held => "held",
        Over::Cancelled => "cancelled",
    }
}

fn uncarried(because: Uncarried) -> &'static str {
    match because {
        Uncarried::Unknown => "unknown",
        Uncarried::OtherBody => "other-body",
        Uncarried::NotOver => "not-over",
        Uncarried::OtherSubject => "other-subject",
    }
}

fn unfit(because: Unfit) -> &'static str {
    match because {
        Unfit::Unknown => "unknown",
        Unfit::OtherBody => "other-body",
        Unfit::NotLater => "not-later",
        Unfit::NotHeld => "not-held",
    }
}

fn countable(what: Countable) -> &'static str {
    match what {
        Countable::Items => "items",
        Countable::Present => "present",
    }
}
