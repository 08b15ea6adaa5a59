//! What a coordinator asks of a preparation.

use domain::{
    action::Closed,
    ids::{ActionNumber, ChecklistId, DossierId},
    preparation::{
        Command, ItemRef, Note,
        command::{AgreeAction, Begin},
        event::{CountGiven, ListTaken, PartnerNoted, QuestionAnswered, StepCarriedOut, SupportRecorded},
    },
};

use super::{
    action,
    command::{Head, dossier, head},
    count::{self, Given},
    fields::{Fields, TextRule},
    seal::{self, Seal},
    violation::Violations,
};
use crate::{
    limits::{CHECKLISTS_MAX, CONDITION_CHARS_MAX, MOTIVATION_CHARS_MAX, OUTSIDE_CHARS_MAX},
    v1::{self, close_action_request, close_preparation_action_request},
    warning::Warning,
};

/// Something that is asked of a preparation, read from a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preparing {
    /// What every command says.
    pub head: Head,
    /// The dossier, and the id of its preparation.
    pub dossier: DossierId,
    /// What is asked.
    pub command: Command,
    /// What deserves attention in the words.
    pub warnings: Vec<Warning>,
}

/// A number of pupils that waits to be sealed, until the threshold of the dossier's framework is known.
#[derive(Debug)]
pub struct Counting {
    /// What every command says.
    pub head: Head,
    /// The dossier, and the id of its preparation.
    pub dossier: DossierId,
    /// What deserves attention in the words.
    pub warnings: Vec<Warning>,
    at: ItemRef,
    given: Given,
}

/// A request that asks something of a preparation.
pub trait IntoPreparation {
    /// Reads the request whole and seals its words when nothing is wrong with it.
    ///
    /// # Errors
    /// Every violation; nothing was sealed then.
    fn into_preparation(self, seal: &mut impl Seal) -> Result<Preparing, Violations>;
}

/// What stands at the head of every request about a preparation that was begun.
macro_rules! addressed {
    ($fields:ident, $request:ident) => {{
        let head = head(&mut $fields, &$request.command_id, $request.expected_revision, $request.acting_as);
        let dossier = dossier(&mut $fields, &$request.dossier_id);
        (head, dossier)
    }};
}

impl IntoPreparation for v1::BeginPreparationRequest {
    fn into_preparation(self, _seal: &mut impl Seal) -> Result<Preparing, Violations> {
        let mut fields = Fields::default();
        let head = head(&mut fields, &self.command_id, None, self.acting_as);
        let dossier = dossier(&mut fields, &self.dossier_id);
        let lists: Option<Vec<ChecklistId>> =
            fields.list("checklist_ids", self.checklist_ids, CHECKLISTS_MAX, |fields, path, id| {
                fields.name(path, &id)
            });
        let ((head, dossier, lists), warnings) = fields.finish(|| Some((head?, dossier?, lists?)))?;
        Ok(Preparing { head, dossier, command: Command::Begin(Begin { lists }), warnings })
    }
}

impl IntoPreparation for v1::TakeChecklistRequest {
    fn into_preparation(self, _seal: &mut impl Seal) -> Result<Preparing, Violations> {
        let mut fields = Fields::default();
        let (head, dossier) = addressed!(fields, self);
        let list = fields.name("checklist_id", &self.checklist_id);
        let ((head, dossier, list), warnings) = fields.finish(|| Some((head?, dossier?, list?)))?;
        Ok(Preparing { head, dossier, command: Command::TakeList(ListTaken { list }), warnings })
    }
}

impl IntoPreparation for v1::CarryOutStepRequest {
    fn into_preparation(self, seal: &mut impl Seal) -> Result<Preparing, Violations> {
        let mut fields = Fields::default();
        let (head, dossier) = addressed!(fields, self);
        let at = item(&mut fields, self.item);
        let on = fields.date("done_on", &self.done_on);
        let holder = fields.words("holder", self.holder, TextRule::line(OUTSIDE_CHARS_MAX));
        let result = fields.words("result", self.result, TextRule::lines(MOTIVATION_CHARS_MAX));
        let ((head, dossier, at, on, holder, result), warnings) =
            fields.finish(|| Some((head?, dossier?, at?, on?, holder?, result?)))?;
        let holder = seal.seal(seal::HOLDER, &holder.0);
        let result = seal.seal(seal::RESULT, &result.0);
        let note = Note::Step(StepCarriedOut { at, on, holder, result });
        Ok(Preparing { head, dossier, command: Command::Note(note), warnings })
    }
}

impl IntoPreparation for v1::AnswerQuestionRequest {
    fn into_preparation(self, seal: &mut impl Seal) -> Result<Preparing, Violations> {
        let mut fields = Fields::default();
        let (head, dossier) = addressed!(fields, self);
        let at = item(&mut fields, self.item);
        let answer = fields.words("answer", self.answer, TextRule::lines(MOTIVATION_CHARS_MAX));
        let agreement = fields.optional(self.agreement, |fields, text| {
            fields.words("agreement", text, TextRule::lines(MOTIVATION_CHARS_MAX))
        });
        let with = fields.optional(self.with, |fields, text| {
            fields.words("with", text, TextRule::lines(CONDITION_CHARS_MAX))
        });
        let ((head, dossier, at, answer, agreement, with), warnings) =
            fields.finish(|| Some((head?, dossier?, at?, answer?, agreement?, with?)))?;
        let answer = seal.seal(seal::ANSWER, &answer.0);
        let agreement = agreement.map(|words| seal.seal(seal::AGREEMENT, &words.0));
        let with = with.map(|words| seal.seal(seal::WITH, &words.0));
        let note = Note::Answer(QuestionAnswered { at, answer, agreement, with });
        Ok(Preparing { head, dossier, command: Command::Note(note), warnings })
    }
}

impl IntoPreparation for v1::NotePartnerRequest {
    fn into_preparation(self, seal: &mut impl Seal) -> Result<Preparing, Violations> {
        let mut fields = Fields::default();
        let (head, dossier) = addressed!(fields, self);
        let at = item(&mut fields, self.item);
        let spoken_on = fields.optional(self.spoken_on, |fields, day| fields.date("spoken_on", &day));
        let words = fields.optional(self.words, |fields, text| {
            fields.words("words", text, TextRule::lines(CONDITION_CHARS_MAX))
        });
        let ((head, dossier, at, spoken_on, words), warnings) =
            fields.finish(|| Some((head?, dossier?, at?, spoken_on?, words?)))?;
        let words = words.map(|words| seal.seal(seal::PARTNER, &words.0));
        let note = Note::Partner(PartnerNoted { at, spoken_on, words });
        Ok(Preparing { head, dossier, command: Command::Note(note), warnings })
    }
}

impl IntoPreparation for v1::RecordSupportRequest {
    fn into_preparation(self, seal: &mut impl Seal) -> Result<Preparing, Violations> {
        let mut fields = Fields::default();
        let (head, dossier) = addressed!(fields, self);
        let at = item(&mut fields, self.item);
        let on = fields.date("given_on", &self.given_on);
        let by = fields.words("by", self.by, TextRule::line(OUTSIDE_CHARS_MAX));
        let ((head, dossier, at, on, by), warnings) =
            fields.finish(|| Some((head?, dossier?, at?, on?, by?)))?;
        let by = seal.seal(seal::BY, &by.0);
        let note = Note::Support(SupportRecorded { at, on, by });
        Ok(Preparing { head, dossier, command: Command::Note(note), warnings })
    }
}

impl IntoPreparation for v1::AgreePreparationActionRequest {
    fn into_preparation(self, seal: &mut impl Seal) -> Result<Preparing, Violations> {
        let mut fields = Fields::default();
        let (head, dossier) = addressed!(fields, self);
        let on = fields.date("agreed_on", &self.agreed_on);
        let action = action::to_do(&mut fields, "", self.what, self.doer, &self.due_on);
        let ((head, dossier, on, action), warnings) =
            fields.finish(|| Some((head?, dossier?, on?, action?)))?;
        let agree = AgreeAction { on, action: action.seal(seal) };
        Ok(Preparing { head, dossier, command: Command::AgreeAction(agree), warnings })
    }
}

impl IntoPreparation for v1::ClosePreparationActionRequest {
    fn into_preparation(self, seal: &mut impl Seal) -> Result<Preparing, Violations> {
        let mut fields = Fields::default();
        let (head, dossier) = addressed!(fields, self);
        let action = fields.counted("action_number", self.action_number).map(ActionNumber);
        let on = fields.date("on", &self.on);
        let how = action::closing(&mut fields, self.how.map(Into::into));
        let ((head, dossier, action, on, how), warnings) =
            fields.finish(|| Some((head?, dossier?, action?, on?, how?)))?;
        let closed = Closed { action, on, how: how.seal(seal) };
        Ok(Preparing { head, dossier, command: Command::CloseAction(closed), warnings })
    }
}

impl From<close_preparation_action_request::How> for close_action_request::How {
    fn from(how: close_preparation_action_request::How) -> Self {
        use close_preparation_action_request::How;
        match how {
            How::Evidence(words) => Self::Evidence(words),
            How::DroppedBecause(words) => Self::DroppedBecause(words),
        }
    }
}

/// Reads a number of pupils whole; nothing is sealed yet.
///
/// # Errors
/// Every violation.
pub fn counting(request: v1::GiveCountRequest) -> Result<Counting, Violations> {
    let mut fields = Fields::default();
    let (head, dossier) = addressed!(fields, request);
    let at = item(&mut fields, request.item);
    let given = fields.required("pupils", request.pupils);
    let given = given.and_then(|given| count::given(&mut fields, "pupils", given));
    let ((head, dossier, at, given), warnings) = fields.finish(|| Some((head?, dossier?, at?, given?)))?;
    Ok(Counting { head, dossier, warnings, at, given })
}

impl Counting {
    /// The command, its number sealed if it is below the threshold of the framework.
    pub fn sealed(self, threshold: u32, seal: &mut impl Seal) -> Preparing {
        let Self { head, dossier, warnings, at, given } = self;
        let note = Note::Count(CountGiven { at, counted: given.seal(threshold, seal) });
        Preparing { head, dossier, command: Command::Note(note), warnings }
    }
}

fn item(fields: &mut Fields, given: Option<v1::ChecklistItemRef>) -> Option<ItemRef> {
    let given = fields.required("item", given)?;
    let list = fields.name("item.checklist_id", &given.checklist_id);
    let item = fields.name("item.item_id", &given.item_id);
    Some(ItemRef { list: list?, item: item? })
}
