//! What happened to a meeting, in English.

use domain::meeting::{
    Event, Form, ItemKind, Subject,
    event::{ActionClosed, AddendumSent, DecisionListDrafted, MeetingHeld, MeetingPlanned, PapersSent},
    parts::Added,
};
use wire::Names;

use super::{action, counted, date, list, step};

pub(super) fn told(event: &Event, names: Names<'_>) -> String {
    match event {
        Event::MeetingPlanned(planned) => meeting_planned(planned, names),
        Event::ItemScheduled(added) => format!("On the agenda came {}{}.", what(added, names), how(added)),
        Event::ItemRemoved(removed) => format!("Item {} was taken off the agenda.", removed.item),
        Event::AgendaFixed(fixed) => {
            let items: Vec<_> = fixed.items.iter().map(|place| place.item.to_string()).collect();
            format!("The agenda was fixed: items {}, in this order.", list(&items))
        }
        Event::PapersSent(PapersSent { items, digest }) => {
            let papers = items.iter().map(|item| item.papers.len() as u64).sum();
            format!(
                "Agenda and papers were sent: {} with {}. The list has digest {digest}.",
                counted(papers, "paper", "papers"),
                counted(items.len() as u64, "item", "items")
            )
        }
        Event::AddendumSent(AddendumSent { added, papers, .. }) => format!(
            "Sent afterwards was {}, with {}{}.",
            what(added, names),
            counted(papers.papers.len() as u64, "paper", "papers"),
            how(added)
        ),
        Event::MeetingHeld(held) => meeting_held(held, names),
        Event::DecisionListDrafted(DecisionListDrafted { draft, lines }) => {
            let reached = lines.iter().filter(|line| line.outcome.is_some()).count() as u64;
            format!(
                "Draft {draft} of the decision list was drawn up: {}, of which {reached} with an outcome.",
                counted(lines.len() as u64, "item", "items")
            )
        }
        Event::DecisionListFixed(fixed) => {
            format!("Meeting {} fixed draft {} of the decision list.", fixed.at, fixed.draft)
        }
        Event::MeetingCancelled(_) => "The meeting was cancelled.".into(),
        Event::ActionAgreed(agreed) => action::agreed(agreed, names),
        Event::ActionClosed(ActionClosed { closed, reported_at }) => {
            let told = reported_at.map(|at| format!(", told to meeting {at}"));
            action::closed(closed, &told.unwrap_or_default())
        }
    }
}

fn meeting_planned(planned: &MeetingPlanned, names: Names<'_>) -> String {
    let MeetingPlanned { body, form, on, papers_due, dispatch, reason, .. } = planned;
    let (what, when) = match form {
        Form::Session => ("A meeting", "on"),
        Form::Written => ("A procedure in writing", "until"),
    };
    let because = if reason.is_some() { ", with a reason for that day" } else { "" };
    format!(
        "{what} of {} was planned {when} {}{because}; papers can come until {}, they are sent on {}.",
        names.body(body),
        date(*on),
        date(*papers_due),
        date(*dispatch)
    )
}

fn meeting_held(held: &MeetingHeld, names: Names<'_>) -> String {
    let MeetingHeld { present, absent, treated_as } = held;
    let absent: Vec<_> = absent.iter().map(|party| names.party(party)).collect();
    let missing = if absent.is_empty() { String::new() } else { format!("; nobody for {}", list(&absent)) };
    let changed: Vec<_> =
        treated_as.iter().map(|place| format!("item {} {}", place.item, kind(place.kind))).collect();
    let changed = if changed.is_empty() {
        String::new()
    } else {
        format!("; treated otherwise than on the agenda: {}", list(&changed))
    };
    let people = counted(present.len() as u64, "person", "people");
    format!("The meeting was held, with {people} present{missing}{changed}.")
}

fn what(added: &Added, names: Names<'_>) -> String {
    match &added.subject {
        Subject::Visit { dossier, visit } => {
            format!(
                "item {}, dossier {dossier}, visit {} to {}",
                added.item,
                visit.number,
                step(&visit.step, names)
            )
        }
        Subject::Topic { .. } => format!("item {}, about something else than a dossier", added.item),
    }
}

fn how(added: &Added) -> String {
    let late = added.late.as_ref().map(|late| format!(", too late and let in by {}", late.authorised_by));
    let carried = added.carried_from.as_ref();
    let carried =
        carried.map(|from| format!(", going on from item {} of meeting {}", from.item, from.meeting));
    format!(", {}{}{}", kind(added.kind), late.unwrap_or_default(), carried.unwrap_or_default())
}

fn kind(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Information => "for information",
        ItemKind::Formality => "as a formality",
        ItemKind::Discussion => "for discussion",
    }
}
