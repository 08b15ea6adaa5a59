//! What becomes of a meeting: held, its decision list drawn up and fixed, or cancelled.

use domain::{ids::ActorId, meeting::Part};
use wire::{convert::enums, v1};

use super::{
    named::id_now,
    reading::{unlisted, whole},
};
use crate::{
    cli::{
        meeting::{Cancel, Draft, Fix, Held},
        values::meeting::Someone,
    },
    client::{Client, timed},
    commands::{files, finding, sending::Sending, session::Session},
    failure::Failure,
    show::{
        Say as _,
        json::{done::Receipt, meeting_done::MeetingDone},
    },
};

/// Writes down that the body met.
pub(super) async fn held(session: &Session, client: &Client, asked: Held) -> Result<(), Failure> {
    let present = present(session, &asked)?;
    let treated_as = asked.treated_as.iter().filter_map(|of| {
        let kind = enums::item_kind(of.kind?).into();
        Some(v1::AgendaPlace { item_number: of.item, kind })
    });
    let treated_as = treated_as.collect();
    let meeting_id = id_now(session, client, &asked.which.meeting).await?;
    let sending = Sending::of(session)?;
    let request = v1::RecordMeetingRequest {
        command_id: sending.id(),
        expected_revision: asked.expected.expect_revision,
        acting_as: sending.acting_as(),
        meeting_id,
        present,
        treated_as,
    };
    let answer = sending.answer(session, client.meetings().record_meeting(timed(request))).await?;
    session.show(&MeetingDone {
        absent_parties: Some(answer.absent_party_ids),
        ..MeetingDone::of(Receipt::of(sending.id(), answer.receipt))
    })
}

/// Draws up the decision list.
pub(super) async fn drafted(session: &Session, client: &Client, asked: &Draft) -> Result<(), Failure> {
    let remarks = asked.remarks.iter().map(|remark| {
        let text = files::words(&remark.value, session)?;
        Ok(v1::Remark { item_number: remark.number, text })
    });
    let remarks = remarks.collect::<Result<_, Failure>>()?;
    let meeting_id = id_now(session, client, &asked.which.meeting).await?;
    let sending = Sending::of(session)?;
    let request = v1::DraftDecisionListRequest {
        command_id: sending.id(),
        expected_revision: asked.expected.expect_revision,
        acting_as: sending.acting_as(),
        meeting_id,
        remarks,
    };
    let answer = sending.answer(session, client.meetings().draft_decision_list(timed(request))).await?;
    session.show(&MeetingDone {
        draft: Some(answer.draft),
        ..MeetingDone::of(Receipt::of(sending.id(), answer.receipt))
    })
}

/// Writes down that a later meeting fixed the decision list.
pub(super) async fn fixed(session: &Session, client: &Client, asked: &Fix) -> Result<(), Failure> {
    let (meeting_id, draft) = match asked.draft {
        Some(draft) => (id_now(session, client, &asked.which.meeting).await?, draft),
        None => {
            let at = finding::read_at(session, client, None).await?;
            let meeting = whole(session, client, &asked.which.meeting, at).await?.meeting.unwrap_or_default();
            let summary = meeting.summary.unwrap_or_default();
            let list = summary.decision_list.ok_or_else(|| unlisted(session.language))?;
            (summary.meeting_id, list.draft)
        }
    };
    let at_meeting_id = id_now(session, client, &asked.at).await?;
    // A repeat must name the same draft: meanwhile there may be another.
    let sending = Sending::of(session)?.flag(format!("--draft {draft}"));
    let request = v1::FixDecisionListRequest {
        command_id: sending.id(),
        expected_revision: asked.expected.expect_revision,
        acting_as: sending.acting_as(),
        meeting_id,
        draft,
        at_meeting_id,
    };
    let answer = sending.answer(session, client.meetings().fix_decision_list(timed(request))).await?;
    session.show(&MeetingDone {
        draft: Some(draft),
        ..MeetingDone::of(Receipt::of(sending.id(), answer.receipt))
    })
}

/// Cancels a meeting.
pub(super) async fn cancelled(session: &Session, client: &Client, asked: &Cancel) -> Result<(), Failure> {
    let reason = files::words(&asked.reason, session)?;
    let meeting_id = id_now(session, client, &asked.which.meeting).await?;
    let sending = Sending::of(session)?;
    let request = v1::CancelMeetingRequest {
        command_id: sending.id(),
        expected_revision: asked.expected.expect_revision,
        acting_as: sending.acting_as(),
        meeting_id,
        reason,
    };
    let answer = sending.answer(session, client.meetings().cancel_meeting(timed(request))).await?;
    session.show(&MeetingDone::of(Receipt::of(sending.id(), answer.receipt)))
}

/// Who was there, as the flags of the line say it.
fn present(session: &Session, asked: &Held) -> Result<Vec<v1::Present>, Failure> {
    let parts = [
        (Part::Chair, asked.chair.as_slice()),
        (Part::Member, &asked.members[..]),
        (Part::Secretary, asked.secretary.as_slice()),
        (Part::Guest, &asked.guests[..]),
    ];
    let replaces = |actor: &ActorId| {
        let replacement = asked.replacements.iter().find(|(replacing, _)| replacing == actor);
        replacement.map(|(_, replaced)| replaced.to_string())
    };
    let someone = |part: Part, someone: &Someone| v1::Present {
        actor_id: someone.actor.to_string(),
        part: enums::part(part).into(),
        party_id: someone.party.clone(),
        replaces_actor_id: replaces(&someone.actor),
    };
    let present: Vec<v1::Present> =
        parts.into_iter().flat_map(|(part, who)| who.iter().map(move |who| someone(part, who))).collect();
    let nobody = |actor: &ActorId| present.iter().all(|someone| someone.actor_id != actor.as_str());
    match asked.replacements.iter().find(|(replacing, _)| nobody(replacing)) {
        Some((replacing, _)) => {
            let told = session.language.say(
                "vervangt iemand, maar was er volgens de regel niet",
                "replaces somebody, but by the line was not there",
            );
            Err(Failure::input(format!("{replacing} {told} (--replaces).")))
        }
        None => Ok(present),
    }
}
