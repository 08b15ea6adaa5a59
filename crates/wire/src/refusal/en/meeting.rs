//! Why the rules of a meeting say no, in English.

use domain::{
    context::Capacity,
    dossier::event::VisitRef,
    framework::FrameworkRef,
    ids::{ActorId, BodyId, ItemNumber, MeetingId, PartyId},
    meeting::{
        ItemRef, Refusal,
        refusal::{Countable, Over, Uncarried, Unfit, Untold, Unusual},
    },
};
use jiff::civil::Date;

use super::{
    action,
    phrase::{capacity, choice, date, each, number, visit},
};
use crate::names::Names;

/// Why the rules of a meeting say no.
pub(in crate::refusal) fn told(refusal: &Refusal, names: Names<'_>) -> String {
    use Refusal as R;
    match refusal {
        R::MeetingUnknown => "No meeting was planned under this id. Check the id.".into(),
        R::AlreadyPlanned => ALREADY_PLANNED.into(),
        R::OtherFramework { meeting } => other_framework(meeting),
        R::NotPermitted { acted_as, body } => not_permitted(acted_as, body, names),
        R::BodyUnknown { body, known } => body_unknown(body, known, names),
        R::NotAWorkingDay { on, next } => not_a_working_day(*on, *next),
        R::ReasonRequired { on, because } => reason_required(*on, *because),
        R::Over { over } => over_by(*over).into(),
        R::PapersFrozen => PAPERS_FROZEN.into(),
        R::PapersNotSent => PAPERS_NOT_SENT.into(),
        R::AgendaNotFixed => "The agenda is not fixed yet. Fix it first.".into(),
        R::AgendaEmpty => "There is nothing on the agenda. Put something on it first.".into(),
        R::ItemUnknown { item, known } if known.is_empty() => item_unknown(*item),
        R::ItemUnknown { item, known } => item_not_among(*item, known),
        R::ItemMissing { item } => item_missing(*item),
        R::Repeated { what, which } => repeated(*what, which),
        R::NotTheAgenda { agenda } => not_the_agenda(agenda),
        R::AlreadyOnAgenda { item } => already_on_agenda(*item),
        R::DayPassed { on, today } => day_passed(*on, *today),
        R::NotYet { on, today } => not_yet(*on, *today),
        R::AuthoriserRequired { papers_due, arrived: Some(arrived) } => {
            authoriser_required(*papers_due, *arrived)
        }
        R::AuthoriserRequired { papers_due, arrived: None } => authoriser_required_at_last(*papers_due),
        R::NotLate { papers_due } => not_late(*papers_due),
        R::DossierUnknown { dossier } => format!("There is no dossier ‘{dossier}’. Check the id."),
        R::VisitNotOpen { asked, open: Some(open) } => visit_not_open(asked, open, names),
        R::VisitNotOpen { asked, open: None } => visit_nowhere(asked, names),
        R::VisitElsewhere { visit: asked, body } => visit_elsewhere(asked, body, names),
        R::CannotCarry { from, because } => cannot_carry(from, *because),
        R::PartyUnknown { party } => format!("The framework has no party ‘{party}’. Check the name."),
        R::PartyWithoutSeat { party, body } => party_without_seat(party, body, names),
        R::PartyRequired { actor } => party_required(actor),
        R::ReplacesNobody { actor } => replaces_nobody(actor),
        R::TooMany { what, given, max } => too_many(*what, *given, *max),
        R::NotHeld => "The meeting has not been held yet. Write down first that it was.".into(),
        R::NoDecisionList => "There is no decision list yet. Draw it up first.".into(),
        R::OtherDraft { asked, last } => other_draft(*asked, *last),
        R::DecisionListFixed { at } => decision_list_fixed(*at),
        R::CannotFixAt { at, because } => cannot_fix_at(*at, *because),
        R::AgreedTooLate { fixed_at } => agreed_too_late(*fixed_at),
        R::Action(refusal) => action::told(refusal),
        R::CannotReportAt { at, because } => cannot_report_at(*at, *because),
    }
}

const ALREADY_PLANNED: &str =
    "A meeting was already planned under this id. Ask for it, or plan another one under a new id.";

fn other_framework(meeting: &FrameworkRef) -> String {
    format!(
        "This meeting was planned by framework {} version {}. Act under that framework.",
        meeting.id, meeting.version
    )
}

fn not_permitted(acted_as: &Capacity, body: &BodyId, names: Names<'_>) -> String {
    format!(
        "This is for the secretary of {}; you acted as {}. Ask that secretary.",
        names.body(body),
        capacity(acted_as, names)
    )
}

fn body_unknown(body: &BodyId, known: &[BodyId], names: Names<'_>) -> String {
    format!(
        "The framework has no body ‘{body}’. Choose from {}.",
        each(known, |body| choice(body, names.body(body)))
    )
}

fn not_a_working_day(on: Date, next: Date) -> String {
    format!(
        "By the calendar of the framework, {} is no working day. Plan the meeting on one; the next is {}.",
        date(on),
        date(next)
    )
}

const PAPERS_FROZEN: &str =
    "Agenda and papers were sent and are frozen. Send an addendum, or put the item on a later agenda.";

const PAPERS_NOT_SENT: &str =
    "Nothing was sent yet, so there is nothing to add to. Put the item on the agenda.";

fn item_unknown(item: ItemNumber) -> String {
    format!("Item {item} is not on the agenda; the agenda is empty. Put something on it first.")
}

fn item_not_among(item: ItemNumber, known: &[ItemNumber]) -> String {
    format!("Item {item} is not on the agenda. On it are {}.", each(known, ToString::to_string))
}

fn item_missing(item: ItemNumber) -> String {
    format!("Item {item} is on the agenda and was not named. Name each item once, in the order of treatment.")
}

fn not_the_agenda(agenda: &[ItemNumber]) -> String {
    format!(
        "These are not the items of the agenda in its order: {}. Ask for the meeting again.",
        each(agenda, ToString::to_string)
    )
}

fn already_on_agenda(item: ItemNumber) -> String {
    format!("This dossier is on the agenda already, as item {item}. Name that item if you want it otherwise.")
}

fn day_passed(on: Date, today: Date) -> String {
    format!(
        "The meeting was on {}; today is {}. What was not sent goes to a later meeting.",
        date(on),
        date(today)
    )
}

fn not_yet(on: Date, today: Date) -> String {
    format!("The meeting is on {}; today is {}. Write it down when it has been.", date(on), date(today))
}

fn authoriser_required(papers_due: Date, arrived: Date) -> String {
    format!(
        "The papers were there on {}; they could come until {}. Put the dossier on a later agenda, or name who lets it in, \
             and why.",
        date(arrived),
        date(papers_due)
    )
}

fn authoriser_required_at_last(papers_due: Date) -> String {
    format!(
        "Papers could come until {}, and the agenda was sent. Name who lets this item in, and why.",
        date(papers_due)
    )
}

fn not_late(papers_due: Date) -> String {
    format!(
        "The papers were in time: they could come until {}. Nobody needs to let them in; leave that out.",
        date(papers_due)
    )
}

fn visit_not_open(asked: &VisitRef, open: &VisitRef, names: Names<'_>) -> String {
    format!(
        "The dossier does not wait for {}; it waits for {}. Name that visit if that is meant.",
        visit(asked, names),
        visit(open, names)
    )
}

fn visit_nowhere(asked: &VisitRef, names: Names<'_>) -> String {
    format!(
        "The dossier does not wait for {}; it is with no body. Put it on the agenda when it was submitted again.",
        visit(asked, names)
    )
}

fn visit_elsewhere(asked: &VisitRef, body: &BodyId, names: Names<'_>) -> String {
    format!(
        "The {} is to {}, which is another body. Its secretary puts it on the agenda.",
        visit(asked, names),
        names.body(body)
    )
}

fn cannot_carry(from: &ItemRef, because: Uncarried) -> String {
    format!(
        "This item cannot go on from item {} of meeting {}: {}. Leave it out, or name the item that it follows.",
        from.item,
        from.meeting,
        uncarried(because)
    )
}

fn party_without_seat(party: &PartyId, body: &BodyId, names: Names<'_>) -> String {
    format!(
        "Party {} has no seat in {}; nobody can be a member for it. Name a party with a seat, or write them down as a guest.",
        names.party(party),
        names.body(body)
    )
}

fn party_required(actor: &ActorId) -> String {
    format!(
        "Actor {actor} was there as a member, and a member speaks for a party. Name it, or write {actor} down as a guest."
    )
}

fn replaces_nobody(actor: &ActorId) -> String {
    format!(
        "Actor {actor} cannot replace anybody: only who speaks for a party can, and not themselves. Leave it out or mend it."
    )
}

fn too_many(what: Countable, given: usize, max: usize) -> String {
    format!(
        "Too many {}: {}; at most {} are possible. Leave some out, or divide them.",
        several(what),
        number(given),
        number(max)
    )
}

fn other_draft(asked: u32, last: u32) -> String {
    format!(
        "Draft {asked} is not the last one of the decision list; that is draft {last}. See whether that one was fixed."
    )
}

fn decision_list_fixed(at: MeetingId) -> String {
    format!(
        "The decision list was fixed, by meeting {at}, and stays as it is. A correction comes on a later decision \
                 list."
    )
}

fn cannot_fix_at(at: MeetingId, because: Unfit) -> String {
    format!(
        "Meeting {at} cannot fix this decision list: {}. Name a later meeting of the same body that was \
                 held.",
        unfit(because)
    )
}

fn agreed_too_late(fixed_at: MeetingId) -> String {
    format!(
        "Meeting {fixed_at} fixed the decision list, and with it what was agreed here. Agree on the action in that meeting or a \
                 later one."
    )
}

fn cannot_report_at(at: MeetingId, because: Untold) -> String {
    let because = match because {
        Untold::Unfit(because) => unfit(because).to_owned(),
        Untold::Before { on } => format!("it was on {}, and then it had not come so yet", date(on)),
    };
    format!(
        "Meeting {at} cannot have been told what came of the action: {}. Name a later meeting of the same body that was held, or leave \
                 it out.",
        because
    )
}

fn reason_required(on: Date, because: Unusual) -> String {
    match because {
        Unusual::NotByRule { next: Some(next) } => format!(
            "The framework plans no meeting of this body on {}; the next is {}. Choose that day, or give a reason.",
            date(on),
            date(next)
        ),
        Unusual::NotByRule { next: None } => {
            format!("The framework plans no meeting of this body on {}. Give a reason.", date(on))
        }
        Unusual::Past { today } => format!(
            "The day {} has been; today is {}. Give a reason for writing the meeting down afterwards.",
            date(on),
            date(today)
        ),
    }
}

fn over_by(over: Over) -> &'static str {
    match over {
        Over::Held => "The meeting was held. What comes after it belongs to a later meeting.",
        Over::Cancelled => "The meeting was cancelled. Plan another one.",
    }
}

fn repeated(what: Countable, which: &str) -> String {
    match what {
        Countable::Items => format!("Item {which} was named twice. Name it once."),
        Countable::Present => format!("Actor {which} was named twice as present. Name everyone once."),
    }
}

fn several(what: Countable) -> &'static str {
    match what {
        Countable::Items => "items on one agenda",
        Countable::Present => "people present",
    }
}

fn uncarried(because: Uncarried) -> &'static str {
    match because {
        Uncarried::Unknown => "there is no such item",
        Uncarried::OtherBody => "that was a meeting of another body",
        Uncarried::NotOver => "that meeting was not earlier, or it was neither held nor cancelled",
        Uncarried::OtherSubject => "that was about something else",
    }
}

fn unfit(because: Unfit) -> &'static str {
    match because {
        Unfit::Unknown => "there is no such meeting",
        Unfit::OtherBody => "it is of another body",
        Unfit::NotLater => "it is not later",
        Unfit::NotHeld => "it has not been held; write that down first",
    }
}
