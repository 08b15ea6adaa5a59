//! What is asked about actions, for whichever history keeps them.

use domain::{
    action::{Agree, Closed, Closing, Doer, Who},
    ids::{ActionNumber, DossierId, MeetingId},
    meeting::{Command, Request, command::CloseAction},
};
use jiff::civil::Date;

use super::{
    command::head,
    fields::{Fields, TextRule, Words},
    meeting::{IntoMeeting, Meeting},
    seal::{self, Seal},
    violation::{Fault, Violations},
};
use crate::{
    limits::{ACTION_CHARS_MAX, MOTIVATION_CHARS_MAX, OUTSIDE_CHARS_MAX},
    v1::{self, close_action_request::How, new_doer},
};

/// An action whose words are not sealed yet.
pub(super) struct ReadAction {
    what: Words,
    doer: ReadDoer,
    due: Date,
    about: Option<DossierId>,
}

enum ReadDoer {
    Known(Who, Option<Words>),
    Outside(Words),
}

/// What came of an action, with words that are not sealed yet.
pub(super) enum ReadClosing {
    Done(Words),
    Dropped(Words),
}

impl IntoMeeting for v1::AgreeActionRequest {
    fn into_meeting(self, seal: &mut impl Seal) -> Result<Meeting, Violations> {
        let mut fields = Fields::default();
        let head = head(&mut fields, &self.command_id, self.expected_revision, self.acting_as);
        let meeting = fields.uuid("meeting_id", &self.meeting_id).map(MeetingId);
        let action = action(&mut fields, "action", self.action);
        let ((head, meeting, action), warnings) = fields.finish(|| Some((head?, meeting?, action?)))?;
        let request = Request::Plain(Command::AgreeAction(action.seal(seal)));
        Ok(Meeting { head, meeting, request, warnings })
    }
}

impl IntoMeeting for v1::CloseActionRequest {
    fn into_meeting(self, seal: &mut impl Seal) -> Result<Meeting, Violations> {
        let mut fields = Fields::default();
        let head = head(&mut fields, &self.command_id, self.expected_revision, self.acting_as);
        let meeting = fields.uuid("meeting_id", &self.meeting_id).map(MeetingId);
        let action = fields.counted("action_number", self.action_number).map(ActionNumber);
        let on = fields.date("on", &self.on);
        let how = closing(&mut fields, self.how);
        let told = fields.optional(self.reported_at_meeting_id, |fields, id| {
            fields.uuid("reported_at_meeting_id", &id).map(MeetingId)
        });
        let ((head, meeting, action, on, how, reported_at), warnings) =
            fields.finish(|| Some((head?, meeting?, action?, on?, how?, told?)))?;
        let closed = Closed { action, on, how: how.seal(seal) };
        let request = Request::Plain(Command::CloseAction(CloseAction { closed, reported_at }));
        Ok(Meeting { head, meeting, request, warnings })
    }
}

/// Reads something to do, which stands in a field.
pub(super) fn action(fields: &mut Fields, field: &str, given: Option<v1::NewAction>) -> Option<ReadAction> {
    let v1::NewAction { what, doer, due_on, dossier_id } = fields.required(field, given)?;
    let read = to_do(fields, &format!("{field}."), what, doer, &due_on);
    let about = fields
        .optional(dossier_id, |fields, id| fields.uuid(&format!("{field}.dossier_id"), &id).map(DossierId));
    Some(ReadAction { about: about?, ..read? })
}

/// Reads what is to be done, by whom and by when, from fields that begin with `prefix`; it is about no dossier in particular.
pub(super) fn to_do(
    fields: &mut Fields,
    prefix: &str,
    what: String,
    doer: Option<v1::NewDoer>,
    due_on: &str,
) -> Option<ReadAction> {
    let what = fields.words(&format!("{prefix}what"), what, TextRule::lines(ACTION_CHARS_MAX));
    let doer = self::doer(fields, &format!("{prefix}doer"), doer);
    let due = fields.date(&format!("{prefix}due_on"), due_on);
    Some(ReadAction { what: what?, doer: doer?, due: due?, about: None })
}

fn doer(fields: &mut Fields, field: &str, given: Option<v1::NewDoer>) -> Option<ReadDoer> {
    let v1::NewDoer { who, words } = fields.required(field, given)?;
    let who = fields.optional(who, |fields, who| match who {
        new_doer::Who::PartyId(id) => fields.name(&format!("{field}.party_id"), &id).map(Who::Party),
        new_doer::Who::BodyId(id) => fields.name(&format!("{field}.body_id"), &id).map(Who::Body),
        new_doer::Who::ActorId(id) => fields.actor(&format!("{field}.actor_id"), &id).map(Who::Actor),
    });
    let words = fields.optional(words, |fields, words| {
        fields.words(&format!("{field}.words"), words, TextRule::line(OUTSIDE_CHARS_MAX))
    });
    match (who?, words?) {
        (Some(who), words) => Some(ReadDoer::Known(who, words)),
        (None, Some(words)) => Some(ReadDoer::Outside(words)),
        (None, None) => {
            fields.note(field, Fault::Missing);
            None
        }
    }
}

pub(super) fn closing(fields: &mut Fields, given: Option<How>) -> Option<ReadClosing> {
    let rule = TextRule::lines(MOTIVATION_CHARS_MAX);
    match given {
        None => {
            fields.note("how", Fault::Missing);
            None
        }
        Some(How::Evidence(words)) => fields.words("evidence", words, rule).map(ReadClosing::Done),
        Some(How::DroppedBecause(words)) => {
            fields.words("dropped_because", words, rule).map(ReadClosing::Dropped)
        }
    }
}

impl ReadAction {
    pub(super) fn seal(self, seal: &mut impl Seal) -> Agree {
        let what = seal.seal(seal::ACTION, &self.what.0);
        let doer = match self.doer {
            ReadDoer::Known(who, words) => {
                Doer::Known { who, words: words.map(|words| seal.seal(seal::DOER, &words.0)) }
            }
            ReadDoer::Outside(words) => Doer::Outside(seal.seal(seal::DOER, &words.0)),
        };
        Agree { what, doer, due: self.due, about: self.about }
    }
}

impl ReadClosing {
    pub(super) fn seal(self, seal: &mut impl Seal) -> Closing {
        match self {
            Self::Done(words) => Closing::Done { evidence: seal.seal(seal::EVIDENCE, &words.0) },
            Self::Dropped(words) => Closing::Dropped { reason: seal.seal(seal::REASON, &words.0) },
        }
    }
}
