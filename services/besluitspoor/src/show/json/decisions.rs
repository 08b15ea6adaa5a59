//! What was decided: the decision list of a meeting, and all decisions about a dossier.

use domain::{
    framework::{Outcome, Role},
    meeting::ItemKind,
};
use serde::Serialize;
use wire::v1;

use super::{
    meeting::{AttendanceDifference, Attendee, DossierItem, Item, Meeting, MeetingSummary, OnMeeting},
    shared::{Moment, Named, Reflects, Words, moment},
    visit::{Known, VisitRef},
};

/// What `meeting decisions` answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct DecisionList {
    /// Its number.
    pub(crate) number: String,
    /// Whether it is a concept: no later meeting has fixed it.
    pub(crate) is_concept: bool,
    /// Which draft, from 1.
    pub(crate) draft: u32,
    /// When this draft was recorded.
    pub(crate) drafted_time: Option<Moment>,
    /// The day of the meeting that fixed it.
    pub(crate) fixed_on: Option<String>,
    /// The meeting.
    pub(crate) meeting: MeetingSummary,
    /// Who was there.
    pub(crate) present: Vec<Attendee>,
    /// The parties with a seat for whom nobody was there.
    pub(crate) absent_parties: Vec<Named>,
    /// Its lines, in the order of the agenda.
    pub(crate) lines: Vec<Line>,
    /// What the answer reflects.
    pub(crate) reflects: Reflects,
}

/// A line of a decision list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Line {
    /// The item's number in the meeting.
    pub(crate) item: u32,
    /// The dossier that it is about.
    pub(crate) dossier: Option<DossierItem>,
    /// What it is about, when that is no dossier.
    pub(crate) topic: Option<Words>,
    /// How it was treated.
    pub(crate) kind: Known<ItemKind>,
    /// What the body did, as the list says. `null`: it was not reached, or is no dossier.
    pub(crate) outcome: Option<Known<Outcome>>,
    /// What the dossier says now, when that was written down or mended after this draft.
    pub(crate) since: Option<Known<Outcome>>,
    /// Why.
    pub(crate) motivation: Option<Words>,
    /// The conditions that were set.
    pub(crate) conditions: Vec<ConditionSet>,
    /// What the secretary added.
    pub(crate) remark: Option<Words>,
    /// What the dossier and the meeting say differently of who took part.
    pub(crate) attendance: Vec<AttendanceDifference>,
}

/// A condition, as it was set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct ConditionSet {
    /// Its number in the dossier.
    pub(crate) number: u32,
    /// What must be so.
    pub(crate) text: Words,
    /// Which party must see to it. `null`: the coordinator.
    pub(crate) holder: Option<Named>,
    /// By when.
    pub(crate) due_on: Option<String>,
}

/// What `decisions` answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct DossierDecisions {
    /// The dossier.
    pub(crate) dossier_id: String,
    /// Its number for people.
    pub(crate) reference: String,
    /// Its title.
    pub(crate) title: Words,
    /// What bodies did, in the order of its visits.
    pub(crate) decisions: Vec<Decision>,
    /// What the answer reflects.
    pub(crate) reflects: Reflects,
}

/// What a body did with a dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Decision {
    /// The visit.
    pub(crate) visit: VisitRef,
    /// The round.
    pub(crate) round: Named,
    /// The body.
    pub(crate) body: Named,
    /// In which role it acted.
    pub(crate) role: Known<Role>,
    /// The date of the meeting or written procedure.
    pub(crate) treated_on: String,
    /// What it did.
    pub(crate) outcome: Known<Outcome>,
    /// Why.
    pub(crate) motivation: Option<Words>,
    /// The conditions that it set.
    pub(crate) conditions: Vec<ConditionSet>,
    /// Whether it was written down wrongly first.
    pub(crate) corrected: bool,
    /// The record of the dossier that says so.
    pub(crate) revision: u64,
    /// The meeting at which it was done, if it was planned there.
    pub(crate) meeting: Option<OnMeeting>,
}

impl DecisionList {
    /// The list of a meeting. `None`: it has none.
    pub(crate) fn of(answer: v1::GetMeetingResponse) -> Option<Self> {
        let mut meeting = answer.meeting?;
        let list = meeting.decision_list.take()?;
        let summary = list.summary.unwrap_or_default();
        let lines = list.lines.into_iter().map(|line| {
            let item = meeting.items.iter().find(|item| item.item_number == line.item_number);
            Line::of(line, item.cloned().unwrap_or_default())
        });
        let lines = lines.collect();
        let Meeting { summary: of, present, absent_parties, .. } = meeting.into();
        Some(Self {
            number: summary.number,
            is_concept: summary.fixed_at_meeting_id.is_none(),
            draft: summary.draft,
            drafted_time: list.drafted_time.and_then(|time| moment(time.seconds, time.nanos)),
            fixed_on: list.fixed_on,
            meeting: of,
            present,
            absent_parties,
            lines,
            reflects: answer.reflects.unwrap_or_default().into(),
        })
    }
}

impl Line {
    fn of(line: v1::DecisionLine, item: v1::MeetingItem) -> Self {
        let mended = item.treated_revision != line.revision;
        let treated = item.treated.clone();
        let since = treated.as_ref().filter(|_| mended).map(|treated| Known::outcome(treated.outcome));
        let (motivation, conditions) = match treated {
            Some(treated) => (treated.motivation, treated.conditions),
            None => (None, Vec::new()),
        };
        let Item { item, dossier, topic, kind, attendance, .. } = item.into();
        Self {
            item,
            dossier,
            topic,
            kind,
            outcome: line.outcome.map(Known::outcome),
            since,
            motivation: motivation.map(Into::into),
            conditions: conditions.into_iter().map(Into::into).collect(),
            remark: line.remark.map(Into::into),
            attendance,
        }
    }
}

impl DossierDecisions {
    /// What bodies did with a dossier.
    pub(crate) fn of(answer: v1::GetDossierResponse) -> Self {
        let dossier = answer.dossier.unwrap_or_default();
        let summary = dossier.summary.unwrap_or_default();
        let decisions = dossier.visits.into_iter().filter_map(|visit| {
            let opening = visit.opening?;
            let treated = visit.treated?;
            let at = answer.meetings.iter().find(|on| on.visit == opening.visit && is_of(on, &treated));
            Some(Decision {
                visit: opening.visit.unwrap_or_default().into(),
                round: opening.round.unwrap_or_default().into(),
                body: treated.body.unwrap_or_default().into(),
                role: Known::role(treated.role),
                treated_on: treated.treated_on,
                outcome: Known::outcome(treated.outcome),
                motivation: treated.motivation.map(Into::into),
                conditions: treated.conditions.into_iter().map(Into::into).collect(),
                corrected: visit.corrected,
                revision: visit.treated_revision,
                meeting: at.cloned().map(Into::into),
            })
        });
        Self {
            dossier_id: summary.dossier_id,
            reference: summary.reference,
            title: summary.title.unwrap_or_default().into(),
            decisions: decisions.collect(),
            reflects: answer.reflects.unwrap_or_default().into(),
        }
    }
}

/// Whether this is the meeting at which a body treated a visit: one that was not cancelled, on that day or, in writing, until then.
fn is_of(on: &v1::OnMeeting, treated: &v1::Treated) -> bool {
    let is_then = match on.form() {
        v1::MeetingForm::Written => treated.treated_on <= on.on,
        v1::MeetingForm::Session | v1::MeetingForm::Unspecified => treated.treated_on == on.on,
    };
    is_then && on.standing() != v1::MeetingStanding::Cancelled
}

impl From<v1::ConditionSet> for ConditionSet {
    fn from(set: v1::ConditionSet) -> Self {
        Self {
            number: set.number,
            text: set.text.unwrap_or_default().into(),
            holder: set.holder.map(Into::into),
            due_on: set.due_on,
        }
    }
}
