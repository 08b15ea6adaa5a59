//! Meetings: lists, one with its agenda, and that a visit is on the agenda of one.

use domain::{
    decision::Stance,
    meeting::{Form, ItemKind, Part},
};
use serde::Serialize;
use wire::{
    convert::enums,
    v1::{self, meeting_item},
};

use super::{
    shared::{DocumentRef, FrameworkRef, Moment, Named, Reflects, Words, moment},
    visit::{HasName, Known, Treated, VisitRef},
};

/// What `meeting list` answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Meetings {
    /// The meetings, by day.
    pub(crate) meetings: Vec<MeetingSummary>,
    /// Whether there are more than were asked for.
    pub(crate) more: bool,
    /// What the answer reflects.
    pub(crate) reflects: Reflects,
}

/// What `meeting show` answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct MeetingAnswer {
    /// The meeting.
    pub(crate) meeting: Meeting,
    /// What the answer reflects.
    pub(crate) reflects: Reflects,
}

/// A meeting in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct MeetingSummary {
    /// Its id.
    pub(crate) meeting_id: String,
    /// The body that meets.
    pub(crate) body: Named,
    /// In session, or in writing.
    pub(crate) form: Known<Form>,
    /// The day.
    pub(crate) on: String,
    /// The last day on which papers are in time.
    pub(crate) papers_due_on: String,
    /// The day on which agenda and papers are to be sent.
    pub(crate) dispatch_on: String,
    /// `concept`, `agenda-fixed`, `sent`, `held` or `cancelled`.
    pub(crate) phase: &'static str,
    /// How many items are on its agenda.
    pub(crate) items: u32,
    /// Its decision list.
    pub(crate) decision_list: Option<ListSummary>,
    /// How many actions it agreed.
    pub(crate) actions: u32,
    /// How many of those are open.
    pub(crate) open_actions: u32,
    /// Its last record.
    pub(crate) revision: u64,
    /// The framework that it was planned by.
    pub(crate) framework: FrameworkRef,
}

/// How a decision list stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct ListSummary {
    /// Its number.
    pub(crate) number: String,
    /// Which draft.
    pub(crate) draft: u32,
    /// The meeting that fixed it. `null`: it is a concept.
    pub(crate) fixed_at_meeting_id: Option<String>,
}

/// A meeting with its agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Meeting {
    /// What lists show of it.
    #[serde(flatten)]
    pub(crate) summary: MeetingSummary,
    /// Why it was planned on this day.
    pub(crate) reason: Option<Words>,
    /// Why it does not take place.
    pub(crate) cancel_reason: Option<Words>,
    /// Its agenda, in the order of treatment.
    pub(crate) agenda: Vec<Item>,
    /// The digest of the list of papers that was sent.
    pub(crate) papers_digest: Option<String>,
    /// When the sending was recorded.
    pub(crate) sent_time: Option<Moment>,
    /// Who was there.
    pub(crate) present: Vec<Attendee>,
    /// The parties with a seat for whom nobody was there.
    pub(crate) absent_parties: Vec<Named>,
}

/// An item of an agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Item {
    /// Its number in the meeting.
    pub(crate) item: u32,
    /// The dossier that it is about.
    pub(crate) dossier: Option<DossierItem>,
    /// What it is about, when that is no dossier.
    pub(crate) topic: Option<Words>,
    /// How it was to be treated by the agenda.
    pub(crate) planned_kind: Known<ItemKind>,
    /// How it is to be treated, or was.
    pub(crate) kind: Known<ItemKind>,
    /// Who let it in too late, and why.
    pub(crate) late: Option<Late>,
    /// The item of an earlier meeting that it goes on from.
    pub(crate) carried_from: Option<CarriedFrom>,
    /// Whether it was sent after the other papers.
    pub(crate) addendum: bool,
    /// The digest of the list with this one item, if it is an addendum.
    pub(crate) addendum_digest: Option<String>,
    /// The papers that were sent with it.
    pub(crate) papers: Vec<SentPaper>,
    /// The last record of the dossier when they were looked up.
    pub(crate) seen_revision: Option<u64>,
    /// `ahead`, `treated`, `not-reached`, `held` (no dossier) or `cancelled`.
    pub(crate) standing: &'static str,
    /// What the body did, as the dossier says.
    pub(crate) treated: Option<Treated>,
    /// The record of the dossier that says so. Zero: none does.
    pub(crate) treated_revision: u64,
    /// What the dossier and the meeting say differently of who took part.
    pub(crate) attendance: Vec<AttendanceDifference>,
}

/// A party that stood somewhere and was not there, or was there and is said to have been absent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct AttendanceDifference {
    /// The party.
    pub(crate) party: Named,
    /// Where it stood, as the dossier says.
    pub(crate) stance: Known<Stance>,
    /// Whether somebody spoke for it, as the meeting says.
    pub(crate) was_there: bool,
}

impl From<v1::AttendanceDifference> for AttendanceDifference {
    fn from(unlike: v1::AttendanceDifference) -> Self {
        Self {
            party: unlike.party.unwrap_or_default().into(),
            stance: Known(enums::stance_from(unlike.stance)),
            was_there: unlike.was_there,
        }
    }
}

/// The visit that an item is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct DossierItem {
    /// The dossier.
    pub(crate) dossier_id: String,
    /// Its number for people.
    pub(crate) reference: String,
    /// Its title.
    pub(crate) title: Words,
    /// The visit.
    pub(crate) visit: VisitRef,
    /// The round it belongs to.
    pub(crate) round: Named,
}

/// That papers came too late and were let in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Late {
    /// Who let them in.
    pub(crate) authorised_by: String,
    /// Why.
    pub(crate) reason: Words,
}

/// The item of an earlier meeting that another goes on from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct CarriedFrom {
    /// The meeting.
    pub(crate) meeting_id: String,
    /// The item.
    pub(crate) item: u32,
    /// The day of that meeting.
    pub(crate) on: Option<String>,
}

/// A document version that was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct SentPaper {
    /// Which.
    #[serde(flatten)]
    pub(crate) document: DocumentRef,
    /// Its title.
    pub(crate) title: String,
    /// Its digest.
    pub(crate) digest: String,
}

/// Somebody who was there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Attendee {
    /// Who.
    pub(crate) actor_id: String,
    /// As what.
    pub(crate) part: Known<Part>,
    /// For which party they spoke.
    pub(crate) party: Option<Named>,
    /// Whom they replaced.
    pub(crate) replaces_actor_id: Option<String>,
}

/// That a visit is on the agenda of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct OnMeeting {
    /// The visit.
    pub(crate) visit: VisitRef,
    /// The meeting.
    pub(crate) meeting_id: String,
    /// In session, or in writing.
    pub(crate) form: Known<Form>,
    /// Its day.
    pub(crate) on: String,
    /// The item.
    pub(crate) item: u32,
    /// `ahead`, `held` or `cancelled`.
    pub(crate) standing: &'static str,
    /// The number of its decision list.
    pub(crate) decision_list: Option<String>,
}

impl HasName for Form {
    fn name(self) -> &'static str {
        self.name()
    }
}

impl HasName for ItemKind {
    fn name(self) -> &'static str {
        self.name()
    }
}

impl HasName for Part {
    fn name(self) -> &'static str {
        self.name()
    }
}

impl From<v1::MeetingSummary> for MeetingSummary {
    fn from(summary: v1::MeetingSummary) -> Self {
        let phase = match summary.phase() {
            v1::MeetingPhase::Concept => "concept",
            v1::MeetingPhase::AgendaFixed => "agenda-fixed",
            v1::MeetingPhase::Sent => "sent",
            v1::MeetingPhase::Held => "held",
            v1::MeetingPhase::Cancelled => "cancelled",
            v1::MeetingPhase::Unspecified => "unknown",
        };
        Self {
            meeting_id: summary.meeting_id,
            body: summary.body.unwrap_or_default().into(),
            form: Known(enums::form_from(summary.form)),
            on: summary.on,
            papers_due_on: summary.papers_due_on,
            dispatch_on: summary.dispatch_on,
            phase,
            items: summary.items,
            decision_list: summary.decision_list.map(Into::into),
            actions: summary.actions,
            open_actions: summary.open_actions,
            revision: summary.revision,
            framework: summary.framework.unwrap_or_default().into(),
        }
    }
}

impl From<v1::DecisionListSummary> for ListSummary {
    fn from(list: v1::DecisionListSummary) -> Self {
        Self { number: list.number, draft: list.draft, fixed_at_meeting_id: list.fixed_at_meeting_id }
    }
}

impl From<v1::Meeting> for Meeting {
    fn from(meeting: v1::Meeting) -> Self {
        Self {
            summary: meeting.summary.unwrap_or_default().into(),
            reason: meeting.reason.map(Into::into),
            cancel_reason: meeting.cancel_reason.map(Into::into),
            agenda: meeting.items.into_iter().map(Into::into).collect(),
            papers_digest: meeting.papers_digest,
            sent_time: meeting.sent_time.and_then(|time| moment(time.seconds, time.nanos)),
            present: meeting.present.into_iter().map(Into::into).collect(),
            absent_parties: meeting.absent_parties.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<v1::MeetingItem> for Item {
    fn from(item: v1::MeetingItem) -> Self {
        let standing = match item.standing() {
            v1::ItemStanding::Ahead => "ahead",
            v1::ItemStanding::Treated => "treated",
            v1::ItemStanding::NotReached => "not-reached",
            v1::ItemStanding::Held => "held",
            v1::ItemStanding::Cancelled => "cancelled",
            v1::ItemStanding::Unspecified => "unknown",
        };
        let (dossier, topic) = match item.subject {
            Some(meeting_item::Subject::Dossier(dossier)) => (Some(dossier.into()), None),
            Some(meeting_item::Subject::Topic(topic)) => (None, Some(topic.into())),
            None => (None, None),
        };
        let carried_from = item.carried_from.map(|from| CarriedFrom {
            meeting_id: from.meeting_id,
            item: from.item_number,
            on: item.carried_from_on,
        });
        let late = item.late.map(|late| Late {
            authorised_by: late.authorised_by,
            reason: late.reason.unwrap_or_default().into(),
        });
        Self {
            item: item.item_number,
            dossier,
            topic,
            planned_kind: Known(enums::item_kind_from(item.planned_kind)),
            kind: Known(enums::item_kind_from(item.kind)),
            late,
            carried_from,
            addendum: item.addendum,
            addendum_digest: item.addendum_digest,
            papers: item.papers.into_iter().map(Into::into).collect(),
            seen_revision: item.seen_revision,
            standing,
            treated: item.treated.map(Into::into),
            treated_revision: item.treated_revision,
            attendance: item.attendance.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<v1::DossierItem> for DossierItem {
    fn from(dossier: v1::DossierItem) -> Self {
        Self {
            dossier_id: dossier.dossier_id,
            reference: dossier.reference,
            title: dossier.title.unwrap_or_default().into(),
            visit: dossier.visit.unwrap_or_default().into(),
            round: dossier.round.unwrap_or_default().into(),
        }
    }
}

impl From<v1::SentPaper> for SentPaper {
    fn from(paper: v1::SentPaper) -> Self {
        Self { document: paper.document.unwrap_or_default().into(), title: paper.title, digest: paper.digest }
    }
}

impl From<v1::Attendee> for Attendee {
    fn from(someone: v1::Attendee) -> Self {
        Self {
            actor_id: someone.actor_id,
            part: Known(enums::part_from(someone.part)),
            party: someone.party.map(Into::into),
            replaces_actor_id: someone.replaces_actor_id,
        }
    }
}

impl From<v1::OnMeeting> for OnMeeting {
    fn from(on: v1::OnMeeting) -> Self {
        let standing = match on.standing() {
            v1::MeetingStanding::Ahead => "ahead",
            v1::MeetingStanding::Held => "held",
            v1::MeetingStanding::Cancelled => "cancelled",
            v1::MeetingStanding::Unspecified => "unknown",
        };
        Self {
            visit: on.visit.unwrap_or_default().into(),
            meeting_id: on.meeting_id,
            form: Known(enums::form_from(on.form)),
            on: on.on,
            item: on.item_number,
            standing,
            decision_list: on.decision_list_number,
        }
    }
}
