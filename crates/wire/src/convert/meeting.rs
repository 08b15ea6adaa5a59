//! What is asked of a meeting.

use domain::{dossier::event::VisitRef, ids::ActorId};
use domain::{
    ids::{BodyId, DossierId, FrameworkId, ItemNumber, MeetingId},
    meeting::{
        Command, Form, ItemKind, ItemRef, PRESENT_MAX, Request, Subject,
        command::{Cancel, FixAgenda, FixDecisionList, Plan, RecordHeld, Remove, Schedule},
        parts::{AgendaItem, Late, Present},
        request::Remark,
    },
};

use super::{
    command::{Head, head},
    enums,
    fields::{Fields, TextRule, Words},
    seal::{self, Seal},
    violation::{Fault, Violations},
};
use crate::{
    limits::{AGENDA_ITEMS_MAX, MOTIVATION_CHARS_MAX, TITLE_CHARS_MAX},
    v1,
    warning::Warning,
};

/// Something that is asked of a meeting, read from a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// What every command says.
    pub head: Head,
    /// Which meeting.
    pub meeting: MeetingId,
    /// What is asked.
    pub request: Request,
    /// What deserves attention in the words.
    pub warnings: Vec<Warning>,
}

/// A meeting to plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planning {
    /// What every command says.
    pub head: Head,
    /// The id that it gets: that of the command.
    pub meeting: MeetingId,
    /// The framework whose bodies and calendar are meant, in the version in force today.
    pub framework: FrameworkId,
    /// What is asked.
    pub plan: Plan,
    /// What deserves attention in the words.
    pub warnings: Vec<Warning>,
}

/// A request that asks something of a planned meeting.
pub trait IntoMeeting {
    /// Reads the request whole and seals its words when nothing is wrong with it.
    ///
    /// # Errors
    /// Every violation; nothing was sealed then.
    fn into_meeting(self, seal: &mut impl Seal) -> Result<Meeting, Violations>;
}

/// Reads the request whole and seals its words when nothing is wrong with it.
///
/// # Errors
/// Every violation; nothing was sealed then.
pub fn planning(request: v1::PlanMeetingRequest, seal: &mut impl Seal) -> Result<Planning, Violations> {
    let mut fields = Fields::default();
    let head = head(&mut fields, &request.command_id, None, request.acting_as);
    let framework = fields.name("framework_id", &request.framework_id);
    let body: Option<BodyId> = fields.name("body_id", &request.body_id);
    let form: Option<Form> = fields.value("form", request.form, enums::form_from);
    let on = fields.date("on", &request.on);
    let reason = fields.optional(request.reason, reason);
    let ((head, framework, body, form, on, reason), warnings) =
        fields.finish(|| Some((head?, framework?, body?, form?, on?, reason?)))?;
    let reason = reason.map(|words| seal.seal(seal::REASON, &words.0));
    let meeting = MeetingId(head.command.0);
    Ok(Planning { head, meeting, framework, plan: Plan { body, form, on, reason }, warnings })
}

/// What stands at the head of every request about a planned meeting.
macro_rules! addressed {
    ($fields:ident, $request:ident) => {{
        let head = head(&mut $fields, &$request.command_id, $request.expected_revision, $request.acting_as);
        let meeting = $fields.uuid("meeting_id", &$request.meeting_id).map(MeetingId);
        (head, meeting)
    }};
}

impl IntoMeeting for v1::ScheduleItemRequest {
    fn into_meeting(self, seal: &mut impl Seal) -> Result<Meeting, Violations> {
        let mut fields = Fields::default();
        let (head, meeting) = addressed!(fields, self);
        let item = item(&mut fields, self.item);
        let ((head, meeting, item), warnings) = fields.finish(|| Some((head?, meeting?, item?)))?;
        let request = Request::Plain(Command::Schedule(item.seal(seal)));
        Ok(Meeting { head, meeting, request, warnings })
    }
}

impl IntoMeeting for v1::SendAddendumRequest {
    fn into_meeting(self, seal: &mut impl Seal) -> Result<Meeting, Violations> {
        let mut fields = Fields::default();
        let (head, meeting) = addressed!(fields, self);
        let item = item(&mut fields, self.item);
        let ((head, meeting, item), warnings) = fields.finish(|| Some((head?, meeting?, item?)))?;
        Ok(Meeting { head, meeting, request: Request::SendAddendum(item.seal(seal)), warnings })
    }
}

impl IntoMeeting for v1::RemoveItemRequest {
    fn into_meeting(self, seal: &mut impl Seal) -> Result<Meeting, Violations> {
        let mut fields = Fields::default();
        let (head, meeting) = addressed!(fields, self);
        let item = fields.counted("item_number", self.item_number).map(ItemNumber);
        let reason = reason(&mut fields, self.reason);
        let ((head, meeting, item, reason), warnings) =
            fields.finish(|| Some((head?, meeting?, item?, reason?)))?;
        let remove = Remove { item, reason: seal.seal(seal::REASON, &reason.0) };
        Ok(Meeting { head, meeting, request: Request::Plain(Command::Remove(remove)), warnings })
    }
}

impl IntoMeeting for v1::FixAgendaRequest {
    fn into_meeting(self, _: &mut impl Seal) -> Result<Meeting, Violations> {
        let mut fields = Fields::default();
        let (head, meeting) = addressed!(fields, self);
        fields.not_empty("items", &self.items);
        let items = fields.list("items", self.items, AGENDA_ITEMS_MAX, place);
        let ((head, meeting, items), warnings) = fields.finish(|| Some((head?, meeting?, items?)))?;
        let request = Request::Plain(Command::FixAgenda(FixAgenda { items }));
        Ok(Meeting { head, meeting, request, warnings })
    }
}

impl IntoMeeting for v1::SendPapersRequest {
    fn into_meeting(self, _: &mut impl Seal) -> Result<Meeting, Violations> {
        let mut fields = Fields::default();
        let (head, meeting) = addressed!(fields, self);
        let ((head, meeting), warnings) = fields.finish(|| Some((head?, meeting?)))?;
        Ok(Meeting { head, meeting, request: Request::SendPapers, warnings })
    }
}

impl IntoMeeting for v1::RecordMeetingRequest {
    fn into_meeting(self, _: &mut impl Seal) -> Result<Meeting, Violations> {
        let mut fields = Fields::default();
        let (head, meeting) = addressed!(fields, self);
        let present = fields.list("present", self.present, PRESENT_MAX, someone);
        let treated_as = fields.list("treated_as", self.treated_as, AGENDA_ITEMS_MAX, place);
        let ((head, meeting, present, treated_as), warnings) =
            fields.finish(|| Some((head?, meeting?, present?, treated_as?)))?;
        let request = Request::Plain(Command::RecordHeld(RecordHeld { present, treated_as }));
        Ok(Meeting { head, meeting, request, warnings })
    }
}

impl IntoMeeting for v1::DraftDecisionListRequest {
    fn into_meeting(self, seal: &mut impl Seal) -> Result<Meeting, Violations> {
        let mut fields = Fields::default();
        let (head, meeting) = addressed!(fields, self);
        fields.fits("remarks", self.remarks.iter().map(|remark| &remark.text));
        let remarks = fields.list("remarks", self.remarks, AGENDA_ITEMS_MAX, |fields, path, remark| {
            let item = fields.counted(&format!("{path}.item_number"), remark.item_number).map(ItemNumber);
            let rule = TextRule::lines(MOTIVATION_CHARS_MAX);
            let text = fields.words(&format!("{path}.text"), remark.text, rule);
            Some((item?, text?))
        });
        let ((head, meeting, remarks), warnings) = fields.finish(|| Some((head?, meeting?, remarks?)))?;
        let sealed =
            remarks.into_iter().map(|(item, words)| Remark { item, text: seal.seal(seal::REMARK, &words.0) });
        let request = Request::DraftDecisionList(sealed.collect());
        Ok(Meeting { head, meeting, request, warnings })
    }
}

impl IntoMeeting for v1::FixDecisionListRequest {
    fn into_meeting(self, _: &mut impl Seal) -> Result<Meeting, Violations> {
        let mut fields = Fields::default();
        let (head, meeting) = addressed!(fields, self);
        let draft = fields.counted("draft", self.draft);
        let at = fields.uuid("at_meeting_id", &self.at_meeting_id).map(MeetingId);
        let ((head, meeting, draft, at), warnings) =
            fields.finish(|| Some((head?, meeting?, draft?, at?)))?;
        let fix = Command::FixDecisionList(FixDecisionList { draft, at });
        Ok(Meeting { head, meeting, request: Request::Plain(fix), warnings })
    }
}

impl IntoMeeting for v1::CancelMeetingRequest {
    fn into_meeting(self, seal: &mut impl Seal) -> Result<Meeting, Violations> {
        let mut fields = Fields::default();
        let (head, meeting) = addressed!(fields, self);
        let reason = reason(&mut fields, self.reason);
        let ((head, meeting, reason), warnings) = fields.finish(|| Some((head?, meeting?, reason?)))?;
        let cancel = Command::Cancel(Cancel { reason: seal.seal(seal::REASON, &reason.0) });
        Ok(Meeting { head, meeting, request: Request::Plain(cancel), warnings })
    }
}

/// An item whose words are not sealed yet.
struct ReadItem {
    subject: ReadSubject,
    kind: ItemKind,
    late: Option<(ActorId, Words)>,
    carried_from: Option<ItemRef>,
}

enum ReadSubject {
    Visit(DossierId, VisitRef),
    Topic(Words),
}

impl ReadItem {
    fn seal(self, seal: &mut impl Seal) -> Schedule {
        let subject = match self.subject {
            ReadSubject::Visit(dossier, visit) => Subject::Visit { dossier, visit },
            ReadSubject::Topic(words) => Subject::Topic { title: seal.seal(seal::TITLE, &words.0) },
        };
        let late = self
            .late
            .map(|(authorised_by, words)| Late { authorised_by, reason: seal.seal(seal::REASON, &words.0) });
        Schedule { subject, kind: self.kind, late, carried_from: self.carried_from }
    }
}

fn item(fields: &mut Fields, given: Option<v1::NewItem>) -> Option<ReadItem> {
    let given = fields.required("item", given)?;
    let subject = subject(fields, given.subject);
    let kind = fields.value("item.kind", given.kind, enums::item_kind_from);
    let late = fields.optional(given.late, |fields, late| {
        let by = fields.actor("item.late.authorised_by", &late.authorised_by);
        let reason = fields.words("item.late.reason", late.reason, TextRule::lines(MOTIVATION_CHARS_MAX));
        Some((by?, reason?))
    });
    let carried_from = fields.optional(given.carried_from, |fields, from| {
        let meeting = fields.uuid("item.carried_from.meeting_id", &from.meeting_id).map(MeetingId);
        let item = fields.counted("item.carried_from.item_number", from.item_number).map(ItemNumber);
        Some(ItemRef { meeting: meeting?, item: item? })
    });
    Some(ReadItem { subject: subject?, kind: kind?, late: late?, carried_from: carried_from? })
}

fn subject(fields: &mut Fields, given: Option<v1::new_item::Subject>) -> Option<ReadSubject> {
    match given {
        None => {
            fields.note("item.subject", Fault::Missing);
            None
        }
        Some(v1::new_item::Subject::Visit(about)) => {
            let dossier = fields.uuid("item.visit.dossier_id", &about.dossier_id).map(DossierId);
            let visit = fields.visit("item.visit.visit", about.visit);
            Some(ReadSubject::Visit(dossier?, visit?))
        }
        Some(v1::new_item::Subject::Topic(title)) => {
            fields.words("item.topic", title, TextRule::line(TITLE_CHARS_MAX)).map(ReadSubject::Topic)
        }
    }
}

fn place(fields: &mut Fields, path: &str, given: v1::AgendaPlace) -> Option<AgendaItem> {
    let item = fields.counted(&format!("{path}.item_number"), given.item_number).map(ItemNumber);
    let kind = fields.value(&format!("{path}.kind"), given.kind, enums::item_kind_from);
    Some(AgendaItem { item: item?, kind: kind? })
}

fn someone(fields: &mut Fields, path: &str, given: v1::Present) -> Option<Present> {
    let actor = fields.actor(&format!("{path}.actor_id"), &given.actor_id);
    let part = fields.value(&format!("{path}.part"), given.part, enums::part_from);
    let party = fields.optional(given.party_id, |fields, id| fields.name(&format!("{path}.party_id"), &id));
    let replaces = fields.optional(given.replaces_actor_id, |fields, id| {
        fields.actor(&format!("{path}.replaces_actor_id"), &id)
    });
    Some(Present { actor: actor?, part: part?, party: party?, replaces: replaces? })
}

fn reason(fields: &mut Fields, text: String) -> Option<Words> {
    fields.words("reason", text, TextRule::lines(MOTIVATION_CHARS_MAX))
}
