//! What comes on an agenda, in which order, and with which papers it is sent.

use domain::{framework::Role, meeting::ItemKind};
use wire::{
    convert::enums,
    v1::{self, new_item::Subject},
};

use super::{
    named::id_now,
    reading::{self, whole},
};
use crate::{
    cli::{
        meeting::{Addendum, FixAgenda, NewItem, Remove, Schedule, Send},
        values::meeting::KindOf,
    },
    client::{Client, timed},
    commands::{files, finding, secretary::open_visit, sending::Sending, session::Session},
    failure::Failure,
    show::{
        Say as _,
        json::{done::Receipt, meeting_done::MeetingDone, visit::Known},
    },
};

/// Puts something on the agenda.
pub(super) async fn scheduled(session: &Session, client: &Client, asked: Schedule) -> Result<(), Failure> {
    let late = match (asked.late_by, &asked.late_reason) {
        (Some(by), Some(reason)) => {
            Some(v1::Late { authorised_by: by.to_string(), reason: files::words(reason, session)? })
        }
        (Some(_) | None, _) => None,
    };
    let meeting_id = id_now(session, client, &asked.which.meeting).await?;
    let (item, visit) = item(session, client, &asked.item, late).await?;
    let sending = visiting(Sending::of(session)?, visit);
    let request = v1::ScheduleItemRequest {
        command_id: sending.id(),
        expected_revision: asked.expected.expect_revision,
        acting_as: sending.acting_as(),
        meeting_id,
        item: Some(item),
    };
    let answer = sending.answer(session, client.meetings().schedule_item(timed(request))).await?;
    session.show(&MeetingDone {
        item_number: Some(answer.item_number),
        ..MeetingDone::of(Receipt::of(sending.id(), answer.receipt))
    })
}

/// Sends one more item after the papers.
pub(super) async fn added(session: &Session, client: &Client, asked: Addendum) -> Result<(), Failure> {
    let reason = files::words(&asked.late_reason, session)?;
    let late = Some(v1::Late { authorised_by: asked.late_by.to_string(), reason });
    let meeting_id = id_now(session, client, &asked.which.meeting).await?;
    let (item, visit) = item(session, client, &asked.item, late).await?;
    let sending = visiting(Sending::of(session)?, visit);
    let request = v1::SendAddendumRequest {
        command_id: sending.id(),
        expected_revision: asked.expected.expect_revision,
        acting_as: sending.acting_as(),
        meeting_id,
        item: Some(item),
    };
    let answer = sending.answer(session, client.meetings().send_addendum(timed(request))).await?;
    session.show(&MeetingDone {
        item_number: Some(answer.item_number),
        ..MeetingDone::of(Receipt::of(sending.id(), answer.receipt))
    })
}

/// Takes something off the agenda.
pub(super) async fn removed(session: &Session, client: &Client, asked: &Remove) -> Result<(), Failure> {
    let reason = files::words(&asked.reason, session)?;
    let meeting_id = id_now(session, client, &asked.which.meeting).await?;
    let sending = Sending::of(session)?;
    let request = v1::RemoveItemRequest {
        command_id: sending.id(),
        expected_revision: asked.expected.expect_revision,
        acting_as: sending.acting_as(),
        meeting_id,
        item_number: asked.item,
        reason,
    };
    let answer = sending.answer(session, client.meetings().remove_item(timed(request))).await?;
    session.show(&MeetingDone::of(Receipt::of(sending.id(), answer.receipt)))
}

/// Fixes the agenda: as the line says, and else as it is.
pub(super) async fn fixed(session: &Session, client: &Client, asked: &FixAgenda) -> Result<(), Failure> {
    let at = finding::read_at(session, client, None).await?;
    let meeting = whole(session, client, &asked.which.meeting, at).await?.meeting.unwrap_or_default();
    let summary = meeting.summary.clone().unwrap_or_default();
    let items = places(&meeting.items, &asked.items);
    // A repeat must say the same: meanwhile the agenda may be another.
    let flags = items.iter().filter_map(|place| {
        let kind = enums::item_kind_from(place.kind)?;
        Some(format!("{}={}", place.item_number, reading::kind(kind)))
    });
    let mut sending = Sending::of(session)?;
    for flag in flags {
        sending = sending.flag(flag);
    }
    let request = v1::FixAgendaRequest {
        command_id: sending.id(),
        expected_revision: asked.expected.expect_revision,
        acting_as: sending.acting_as(),
        meeting_id: summary.meeting_id,
        items,
    };
    let answer = sending.answer(session, client.meetings().fix_agenda(timed(request))).await?;
    session.show(&MeetingDone::of(Receipt::of(sending.id(), answer.receipt)))
}

/// Sends agenda and papers.
pub(super) async fn sent(session: &Session, client: &Client, asked: &Send) -> Result<(), Failure> {
    let meeting_id = id_now(session, client, &asked.which.meeting).await?;
    let sending = Sending::of(session)?;
    let request = v1::SendPapersRequest {
        command_id: sending.id(),
        expected_revision: asked.expected.expect_revision,
        acting_as: sending.acting_as(),
        meeting_id,
    };
    let answer = sending.answer(session, client.meetings().send_papers(timed(request))).await?;
    session.show(&MeetingDone {
        papers: Some(answer.papers),
        papers_digest: Some(answer.digest),
        ..MeetingDone::of(Receipt::of(sending.id(), answer.receipt))
    })
}

/// What comes on the agenda, and the visit that was found for it.
async fn item(
    session: &Session,
    client: &Client,
    asked: &NewItem,
    late: Option<v1::Late>,
) -> Result<(v1::NewItem, Option<v1::VisitRef>), Failure> {
    let carried_from = match &asked.carried_from {
        Some(from) => Some(v1::ItemRef {
            meeting_id: id_now(session, client, &from.meeting).await?,
            item_number: from.item,
        }),
        None => None,
    };
    let (subject, visit, role) = match (&asked.dossier, &asked.topic) {
        (Some(dossier), _) => {
            let at = finding::read_at(session, client, None).await?;
            let answer = finding::dossier(session, client, dossier, at).await?;
            let summary = answer.dossier.and_then(|dossier| dossier.summary).unwrap_or_default();
            let visit = match &asked.visit {
                Some(named) => v1::VisitRef { step_id: named.step.clone(), number: named.number },
                None => open_visit(session, &summary)?,
            };
            let role = role(&summary);
            let dossier_id = summary.dossier_id;
            (Subject::Visit(v1::VisitItem { dossier_id, visit: Some(visit.clone()) }), Some(visit), role)
        }
        (None, Some(topic)) => (Subject::Topic(topic.clone()), None, None),
        (None, None) => {
            let told = session.language.say("Noem een dossier, of --topic.", "Name a dossier, or --topic.");
            return Err(Failure::input(told));
        }
    };
    let usual = match role {
        Some(Role::Informed) => ItemKind::Information,
        Some(Role::Advises | Role::Decides | Role::Ratifies) | None => ItemKind::Discussion,
    };
    let kind = enums::item_kind(asked.kind.unwrap_or(usual)).into();
    Ok((v1::NewItem { subject: Some(subject), kind, late, carried_from }, visit))
}

/// What the body is asked to do that a dossier is with.
fn role(summary: &v1::DossierSummary) -> Option<Role> {
    use v1::phase::Phase as At;
    match summary.phase.as_ref()?.phase.as_ref()? {
        At::AtStep(opening) => Known::role(opening.role).0,
        At::Preparing(_) | At::Revising(_) | At::Escalated(_) | At::Ended(_) => None,
    }
}

/// A repeat must name the same visit: meanwhile the dossier may be at the next body.
fn visiting(sending: Sending, visit: Option<v1::VisitRef>) -> Sending {
    match visit {
        Some(visit) => sending.flag(format!("--visit {}:{}", visit.step_id, visit.number)),
        None => sending,
    }
}

/// The agenda as the line says; items without a kind keep theirs, and no items at all are those that there are.
fn places(agenda: &[v1::MeetingItem], asked: &[KindOf]) -> Vec<v1::AgendaPlace> {
    if asked.is_empty() {
        let same =
            |item: &v1::MeetingItem| v1::AgendaPlace { item_number: item.item_number, kind: item.kind };
        return agenda.iter().map(same).collect();
    }
    let place = |of: &KindOf| {
        let there = agenda.iter().find(|item| item.item_number == of.item);
        let unsaid = there.map_or(v1::ItemKind::Discussion.into(), |item| item.kind);
        let kind = of.kind.map_or(unsaid, |kind| enums::item_kind(kind).into());
        v1::AgendaPlace { item_number: of.item, kind }
    };
    asked.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agenda_is_fixed_as_it_is_unless_the_line_says_otherwise() {
        let item = |item_number, kind: v1::ItemKind| v1::MeetingItem {
            item_number,
            kind: kind.into(),
            ..v1::MeetingItem::default()
        };
        let agenda = [item(1, v1::ItemKind::Information), item(3, v1::ItemKind::Formality)];
        let numbers = |asked: &[KindOf]| -> Vec<(u32, i32)> {
            places(&agenda, asked).into_iter().map(|place| (place.item_number, place.kind)).collect()
        };
        assert_eq!(numbers(&[]), [(1, 1), (3, 2)]);
        let asked = [KindOf { item: 3, kind: None }, KindOf { item: 1, kind: Some(ItemKind::Discussion) }];
        assert_eq!(numbers(&asked), [(3, 2), (1, 3)]);
    }
}
