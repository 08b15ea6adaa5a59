//! What happened to a meeting, in Dutch.

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
        Event::ItemScheduled(added) => format!("Op de agenda kwam {}{}.", what(added, names), how(added)),
        Event::ItemRemoved(removed) => format!("Punt {} is van de agenda gehaald.", removed.item),
        Event::AgendaFixed(fixed) => {
            let items: Vec<_> = fixed.items.iter().map(|place| place.item.to_string()).collect();
            format!("De agenda is vastgesteld: de punten {}, in deze volgorde.", list(&items))
        }
        Event::PapersSent(PapersSent { items, digest }) => {
            let papers = items.iter().map(|item| item.papers.len() as u64).sum();
            format!(
                "Agenda en stukken zijn verzonden: {} bij {}. De lijst heeft vingerafdruk {digest}.",
                counted(papers, "stuk", "stukken"),
                counted(items.len() as u64, "punt", "punten")
            )
        }
        Event::AddendumSent(AddendumSent { added, papers, .. }) => format!(
            "Nagezonden is {}, met {}{}.",
            what(added, names),
            counted(papers.papers.len() as u64, "stuk", "stukken"),
            how(added)
        ),
        Event::MeetingHeld(held) => meeting_held(held, names),
        Event::DecisionListDrafted(DecisionListDrafted { draft, lines }) => {
            let reached = lines.iter().filter(|line| line.outcome.is_some()).count() as u64;
            format!(
                "Versie {draft} van de besluitenlijst is opgesteld: {}, waarvan {reached} met een uitkomst.",
                counted(lines.len() as u64, "punt", "punten")
            )
        }
        Event::DecisionListFixed(fixed) => {
            format!("Vergadering {} stelde versie {} van de besluitenlijst vast.", fixed.at, fixed.draft)
        }
        Event::MeetingCancelled(_) => "De vergadering is geannuleerd.".into(),
        Event::ActionAgreed(agreed) => action::agreed(agreed, names),
        Event::ActionClosed(ActionClosed { closed, reported_at }) => {
            let told = reported_at.map(|at| format!(", gemeld in vergadering {at}"));
            action::closed(closed, &told.unwrap_or_default())
        }
    }
}

fn meeting_planned(planned: &MeetingPlanned, names: Names<'_>) -> String {
    let MeetingPlanned { body, form, on, papers_due, dispatch, reason, .. } = planned;
    let (what, when) = match form {
        Form::Session => ("een vergadering", "op"),
        Form::Written => ("een schriftelijke procedure", "tot en met"),
    };
    let because = if reason.is_some() { ", met een reden voor die dag" } else { "" };
    format!(
        "Voor {} is {what} gepland {when} {}{because}; stukken kunnen komen tot en met {}, verzonden wordt op {}.",
        names.body(body),
        date(*on),
        date(*papers_due),
        date(*dispatch)
    )
}

fn meeting_held(held: &MeetingHeld, names: Names<'_>) -> String {
    let MeetingHeld { present, absent, treated_as } = held;
    let absent: Vec<_> = absent.iter().map(|party| names.party(party)).collect();
    let missing =
        if absent.is_empty() { String::new() } else { format!("; niemand namens {}", list(&absent)) };
    let changed: Vec<_> =
        treated_as.iter().map(|place| format!("punt {} als {}", place.item, kind(place.kind))).collect();
    let changed = if changed.is_empty() {
        String::new()
    } else {
        format!("; anders behandeld dan geagendeerd: {}", list(&changed))
    };
    let people = counted(present.len() as u64, "aanwezige", "aanwezigen");
    format!("De vergadering is gehouden, met {people}{missing}{changed}.")
}

fn what(added: &Added, names: Names<'_>) -> String {
    match &added.subject {
        Subject::Visit { dossier, visit } => {
            format!(
                "punt {}, dossier {dossier}, behandeling {} aan {}",
                added.item,
                visit.number,
                step(&visit.step, names)
            )
        }
        Subject::Topic { .. } => format!("punt {}, over iets anders dan een dossier", added.item),
    }
}

fn how(added: &Added) -> String {
    let late = added.late.as_ref().map(|late| format!(", te laat en toegelaten door {}", late.authorised_by));
    let carried = added.carried_from.as_ref();
    let carried = carried
        .map(|from| format!(", doorgeschoven van punt {} van vergadering {}", from.item, from.meeting));
    format!(", als {}{}{}", kind(added.kind), late.unwrap_or_default(), carried.unwrap_or_default())
}

fn kind(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Information => "stuk ter kennisname",
        ItemKind::Formality => "hamerstuk",
        ItemKind::Discussion => "bespreekstuk",
    }
}
