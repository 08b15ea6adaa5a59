//! A meeting as a message: whole, as lists show it, and as a visit that is on its agenda shows it.

use domain::{
    dossier::event::VisitRef,
    meeting::{
        attendance::Attendance,
        parts::{Paper, Present},
    },
};
use views::query::{
    dossier::Dossier,
    meeting::{Done, Item, Line, List, Meeting, Subject},
    meetings::{Listed, OnMeeting, Phase, Row, Standing},
    parts::{Condition, Given},
};
use wire::{
    Names,
    convert::{answer, enums},
    v1::{self, meeting_item},
};

use super::{dossier::treated, words};

/// The meeting as lists show it.
pub(crate) fn summary(row: &Row, names: Names<'_>) -> v1::MeetingSummary {
    v1::MeetingSummary {
        meeting_id: row.id.to_string(),
        body: Some(answer::body(&row.body, names)),
        form: enums::form(row.form).into(),
        on: row.on.to_string(),
        papers_due_on: row.papers_due.to_string(),
        dispatch_on: row.dispatch.to_string(),
        phase: phase(row.phase).into(),
        items: row.items,
        decision_list: row.list.as_ref().map(listed),
        revision: row.revision.0,
        framework: Some(answer::framework_ref(&row.framework)),
        actions: row.actions,
        open_actions: row.open_actions,
    }
}

/// The meeting whole, with its items as messages.
pub(crate) fn whole(meeting: &Meeting, items: Vec<v1::MeetingItem>, names: Names<'_>) -> v1::Meeting {
    let absent = meeting.absent.iter().map(|party| answer::party(party, names));
    v1::Meeting {
        summary: Some(summary(&meeting.row, names)),
        reason: meeting.reason.as_ref().map(words),
        cancel_reason: meeting.cancelled.as_ref().map(words),
        items,
        papers_digest: meeting.sent.map(|(digest, _)| digest.to_string()),
        sent_time: meeting.sent.map(|(_, at)| answer::timestamp(at)),
        present: meeting.present.iter().map(|someone| attendee(someone, names)).collect(),
        absent_parties: absent.collect(),
        decision_list: meeting.list.as_ref().map(|list| decision_list(list, meeting.row.list.as_ref())),
    }
}

/// An item; its names are those of the dossier's framework.
pub(crate) fn item(item: &Item, names: Names<'_>) -> v1::MeetingItem {
    let subject = match &item.subject {
        Subject::Visit(dossier) => meeting_item::Subject::Dossier(v1::DossierItem {
            dossier_id: dossier.id.to_string(),
            reference: dossier.reference.to_string(),
            title: Some(words(&dossier.title)),
            visit: Some(answer::visit_ref(&dossier.visit)),
            round: Some(answer::round(&dossier.round, names)),
            role: enums::role(dossier.role).into(),
        }),
        Subject::Topic(title) => meeting_item::Subject::Topic(words(title)),
    };
    let (standing, given) = done(&item.done);
    let sent = item.sent.as_ref();
    let carried = item.carried_from;
    v1::MeetingItem {
        item_number: item.number.0,
        subject: Some(subject),
        planned_kind: enums::item_kind(item.planned).into(),
        kind: enums::item_kind(item.kind).into(),
        late: item
            .late
            .as_ref()
            .map(|(by, reason)| v1::LetIn { authorised_by: by.to_string(), reason: Some(words(reason)) }),
        carried_from: carried.map(|from| v1::ItemRef {
            meeting_id: from.item.meeting.to_string(),
            item_number: from.item.item.0,
        }),
        carried_from_on: carried.and_then(|from| from.on).map(|on| on.to_string()),
        addendum: sent.is_some_and(|sent| sent.addendum.is_some()),
        addendum_digest: sent.and_then(|sent| sent.addendum).map(|digest| digest.to_string()),
        papers: sent
            .into_iter()
            .flat_map(|sent| &sent.papers)
            .map(|paper| sent_paper(paper, names))
            .collect(),
        seen_revision: sent.and_then(|sent| sent.seen).map(|revision| revision.0),
        standing: standing.into(),
        treated: given.map(|(given, conditions)| treated(given, conditions, names)),
        corrected: given.is_some_and(|(given, _)| given.corrected),
        treated_revision: given.map_or(0, |(given, _)| given.revision.0),
        attendance: item.attendance.iter().map(|unlike| attendance(unlike, names)).collect(),
    }
}

/// The meetings that have a visit of a dossier on their agenda.
pub(crate) fn of_visits(dossier: &Dossier) -> Vec<v1::OnMeeting> {
    let visits = dossier.visits.iter();
    visits.flat_map(|visit| visit.meetings.iter().map(|on| on_meeting(on, &visit.visit))).collect()
}

/// That a visit is on the agenda of a meeting.
pub(crate) fn on_meeting(on: &OnMeeting, visit: &VisitRef) -> v1::OnMeeting {
    let standing = match on.standing {
        Standing::Ahead => v1::MeetingStanding::Ahead,
        Standing::Held => v1::MeetingStanding::Held,
        Standing::Cancelled => v1::MeetingStanding::Cancelled,
    };
    v1::OnMeeting {
        meeting_id: on.meeting.to_string(),
        form: enums::form(on.form).into(),
        on: on.on.to_string(),
        item_number: on.item.0,
        standing: standing.into(),
        decision_list_number: on.list.as_ref().map(ToString::to_string),
        visit: Some(answer::visit_ref(visit)),
    }
}

fn phase(phase: Phase) -> v1::MeetingPhase {
    match phase {
        Phase::Concept => v1::MeetingPhase::Concept,
        Phase::Fixed => v1::MeetingPhase::AgendaFixed,
        Phase::Sent => v1::MeetingPhase::Sent,
        Phase::Held => v1::MeetingPhase::Held,
        Phase::Cancelled => v1::MeetingPhase::Cancelled,
    }
}

fn listed(list: &Listed) -> v1::DecisionListSummary {
    v1::DecisionListSummary {
        number: list.number.to_string(),
        draft: list.draft,
        fixed_at_meeting_id: list.fixed_at.map(|meeting| meeting.to_string()),
    }
}

fn done(done: &Done) -> (v1::ItemStanding, Option<(&Given, &[Condition])>) {
    match done {
        Done::Ahead => (v1::ItemStanding::Ahead, None),
        Done::Treated(given, conditions) => (v1::ItemStanding::Treated, Some((given, conditions))),
        Done::NotReached => (v1::ItemStanding::NotReached, None),
        Done::Held => (v1::ItemStanding::Held, None),
        Done::Cancelled => (v1::ItemStanding::Cancelled, None),
    }
}

fn sent_paper(paper: &Paper, names: Names<'_>) -> v1::SentPaper {
    v1::SentPaper {
        document: Some(answer::document_ref(&paper.document)),
        title: names.format(&paper.document.format),
        digest: paper.digest.to_string(),
    }
}

fn attendance(unlike: &Attendance, names: Names<'_>) -> v1::AttendanceDifference {
    v1::AttendanceDifference {
        party: Some(answer::party(&unlike.party, names)),
        stance: enums::stance(unlike.stance).into(),
        was_there: unlike.was_there,
    }
}

fn attendee(someone: &Present, names: Names<'_>) -> v1::Attendee {
    v1::Attendee {
        actor_id: someone.actor.to_string(),
        part: enums::part(someone.part).into(),
        party: someone.party.as_ref().map(|party| answer::party(party, names)),
        replaces_actor_id: someone.replaces.as_ref().map(ToString::to_string),
    }
}

fn decision_list(list: &List, summary: Option<&Listed>) -> v1::DecisionList {
    v1::DecisionList {
        summary: summary.map(listed),
        lines: list.lines.iter().map(line).collect(),
        drafted_time: Some(answer::timestamp(list.drafted_at)),
        fixed_on: list.fixed_on.map(|on| on.to_string()),
    }
}

fn line(line: &Line) -> v1::DecisionLine {
    v1::DecisionLine {
        item_number: line.item.0,
        outcome: line.outcome.map(|(_, outcome)| enums::outcome(outcome).into()),
        revision: line.outcome.map_or(0, |(revision, _)| revision.0),
        remark: line.remark.as_ref().map(words),
    }
}
