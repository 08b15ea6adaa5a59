//! Refusals about the ladder, in English. The same in Dutch stands in `nl`, in the same order.

use domain::{
    context::Capacity,
    dossier::{escalation::Refusal, event::VisitRef},
    framework::{Holder, Opener},
    ids::BodyId,
};
use jiff::civil::Date;

use super::phrase::{capacity, date, each, number, visit};
use crate::names::Names;

pub(super) fn told(refusal: &Refusal, names: Names<'_>) -> String {
    use Refusal as R;
    match refusal {
        R::NoLadder => "This framework has no ladder, so that nothing can be escalated. Put this to who is in charge of the \
                        framework."
            .into(),
        R::NotOpenedBy { asked, openers } => format!(
            "In this framework {} does not lead onto the ladder. What does is {}.",
            opener(*asked),
            each(openers, |known| opener(*known).to_owned())
        ),
        R::NotForEscalating { acted_as, body } => not_for_escalating(acted_as, body.as_ref(), names),
        R::NotForRung { acted_as, holder, body } => not_for_rung(acted_as, holder, body, names),
        R::AlreadyEscalated { rung, since } => format!(
            "This is escalated already: since {} it is on rung ‘{}’. Move it to the next rung, or record that it is solved.",
            date(*since),
            names.rung(rung)
        ),
        R::EscalationsExhausted { step, times_max } => format!(
            "From step ‘{}’ this dossier was escalated {} times, which is as often as the framework allows. The body can treat \
             it.",
            names.step(step),
            number(*times_max)
        ),
        R::TermNotPassed { due, today } => term_not_passed(*due, *today),
        R::NotEscalated { asked, escalated } => not_escalated(asked, escalated.as_ref(), names),
        R::OtherRung { asked, on } => format!(
            "The dossier is not on rung ‘{}’, but on ‘{}’. Look first what happened there.",
            names.rung(asked),
            names.rung(on)
        ),
        R::LastRung { rung } => format!(
            "There is no rung after ‘{}’. Record that it is solved, or that there is a dispute.",
            names.rung(rung)
        ),
        R::NotLastRung { rung, next } => format!(
            "After rung ‘{}’ there is ‘{}’; only after the last it becomes a dispute. Move it there first.",
            names.rung(rung),
            names.rung(next)
        ),
        R::Disputed { since } => {
            format!("Since {} this is a dispute. Record what came of it.", date(*since))
        }
        R::NotDisputed { on } => format!(
            "This is no dispute; it is on rung ‘{}’. Record that it is solved, or move it on.",
            names.rung(on)
        ),
        R::VisitStillOpen { visit } => still_open(visit, names),
        R::PartiesRequired { given } => format!(
            "A dispute is between at least two parties, and you name {}. Name all of them.",
            number(*given)
        ),
        R::PartyTwice { party } => {
            format!("In the dispute {} stands twice. Name each party once.", names.party(party))
        }
        R::TooManyParties { given, max } => format!(
            "You name {} parties, and a dispute has at most {}. Name those who have the dispute.",
            number(*given),
            number(*max)
        ),
        R::DateBeforeRung { given, since } => format!(
            "The date {} lies before {}, when the dossier came there. Mend the date.",
            date(*given),
            date(*since)
        ),
    }
}

fn not_for_escalating(acted_as: &Capacity, body: Option<&BodyId>, names: Names<'_>) -> String {
    match body {
        Some(body) => format!(
            "Because a term has passed, the dossier's coordinator or the secretary of {} escalates; you act as {}. Ask them.",
            names.body(body),
            capacity(acted_as, names)
        ),
        None => format!(
            "A procesbegeleider escalates as coordinator of the party that the mandate is for; you act as {}. Act in that \
             capacity if you have it.",
            capacity(acted_as, names)
        ),
    }
}

fn not_for_rung(acted_as: &Capacity, held: &Holder, body: &BodyId, names: Names<'_>) -> String {
    format!(
        "For this rung {} speaks, or the secretary of {}; you act as {}. Ask them.",
        holder(held, names),
        names.body(body),
        capacity(acted_as, names)
    )
}

fn term_not_passed(due: Option<Date>, today: Date) -> String {
    match due {
        Some(due) => format!(
            "The term runs until {} and has not passed today ({}). Wait until after that, or let the procesbegeleider \
             escalate.",
            date(due),
            date(today)
        ),
        None => "The term stands still, so it does not pass. Let it run again first, or let the \
                                               procesbegeleider escalate."
            .into(),
    }
}

fn not_escalated(asked: &VisitRef, escalated: Option<&VisitRef>, names: Names<'_>) -> String {
    match escalated {
        None => {
            format!(
                "There is no escalation of {}. Look in the dossier for what it waits for.",
                visit(asked, names)
            )
        }
        Some(escalated) => format!(
            "Not {} was escalated, but {}. Name that one.",
            visit(asked, names),
            visit(escalated, names)
        ),
    }
}

fn still_open(open: &VisitRef, names: Names<'_>) -> String {
    format!(
        "The body still has {}: it says itself what comes of it, and a dispute about that ends nothing. Record that the \
         dossier goes on.",
        visit(open, names)
    )
}

fn opener(opener: Opener) -> &'static str {
    match opener {
        Opener::NoAgreement => "no agreement",
        Opener::PassedTerm => "a passed term",
        Opener::Procesbegeleider => "the procesbegeleider",
    }
}

fn holder(holder: &Holder, names: Names<'_>) -> String {
    match holder {
        Holder::Body(body) => format!("the secretary of {}", names.body(body)),
        Holder::Party(party) => format!("a coordinator of {}", names.party(party)),
        Holder::Function(function) => format!("the {function}, for whom the secretary records it,"),
    }
}
