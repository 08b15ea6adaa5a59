//! What is asked about the keeping of a history.

use domain::{
    ids::Revision,
    keeping::{
        Command, ERASURE_RECORDS_MAX, ERASURE_TEXTS_MAX,
        command::{ConfirmErasure, DeclineErasure, LiftHold, PlaceHold, RequestErasure},
    },
};

use super::{
    command::{Head, head},
    enums,
    fields::{Fields, TextRule, Words},
    query::{History, kept_history},
    seal::{self, Seal},
    violation::Violations,
};
use crate::{
    limits::{MOTIVATION_CHARS_MAX, TEXT_NAME_CHARS_MAX},
    v1,
    warning::Warning,
};

/// A command about the keeping of a history, read from a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keeping {
    /// What every command says.
    pub head: Head,
    /// The history; never that of a framework.
    pub history: History,
    /// What is asked. The words that are to be erased are not in it yet: only the records say which digests they have.
    pub command: Command,
    /// The words that are to be erased, as the request names them.
    pub named: Vec<TextsNamed>,
    /// What deserves attention in the words of the request.
    pub warnings: Vec<Warning>,
}

/// Words of one record, as people name them. Neither names nor digests: all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextsNamed {
    /// The record.
    pub revision: Revision,
    /// All words of these names.
    pub names: Vec<String>,
    /// The words with these digests, as an answer writes them.
    pub digests: Vec<String>,
}

/// A request about the keeping of a history.
pub trait IntoKeeping {
    /// Reads the request whole and seals its words when nothing is wrong with it.
    ///
    /// # Errors
    /// Every violation; nothing was sealed then.
    fn into_keeping(self, seal: &mut impl Seal) -> Result<Keeping, Violations>;
}

impl IntoKeeping for v1::RequestErasureRequest {
    fn into_keeping(self, seal: &mut impl Seal) -> Result<Keeping, Violations> {
        let mut fields = Fields::default();
        let head = head(&mut fields, &self.command_id, self.expected_revision, self.acting_as);
        let history = kept_history(&mut fields, &self.history_id);
        let ground = fields.value("ground", self.ground, enums::ground_from);
        fields.not_empty("texts", &self.texts);
        let named = fields.list("texts", self.texts, ERASURE_RECORDS_MAX, texts_named);
        let reason = fields.optional(self.reason, |fields, text| {
            fields.words("reason", text, TextRule::lines(MOTIVATION_CHARS_MAX))
        });
        let ((head, history, ground, named, reason), warnings) =
            fields.finish(|| Some((head?, history?, ground?, named?, reason?)))?;
        let reason = reason.map(|words| seal.seal(seal::REASON, &words.0));
        let command = Command::RequestErasure(RequestErasure { ground, texts: Vec::new(), reason });
        Ok(Keeping { head, history, command, named, warnings })
    }
}

impl IntoKeeping for v1::ConfirmErasureRequest {
    fn into_keeping(self, _: &mut impl Seal) -> Result<Keeping, Violations> {
        let mut fields = Fields::default();
        let head = head(&mut fields, &self.command_id, self.expected_revision, self.acting_as);
        let history = kept_history(&mut fields, &self.history_id);
        let request = fields.revision("request_revision", self.request_revision);
        let ((head, history, request), warnings) = fields.finish(|| Some((head?, history?, request?)))?;
        let command = Command::ConfirmErasure(ConfirmErasure { request });
        Ok(Keeping { head, history, command, named: Vec::new(), warnings })
    }
}

impl IntoKeeping for v1::DeclineErasureRequest {
    fn into_keeping(self, seal: &mut impl Seal) -> Result<Keeping, Violations> {
        let mut fields = Fields::default();
        let head = head(&mut fields, &self.command_id, self.expected_revision, self.acting_as);
        let history = kept_history(&mut fields, &self.history_id);
        let request = fields.revision("request_revision", self.request_revision);
        let reason = reason(&mut fields, self.reason);
        let ((head, history, request, reason), warnings) =
            fields.finish(|| Some((head?, history?, request?, reason?)))?;
        let reason = seal.seal(seal::REASON, &reason.0);
        let command = Command::DeclineErasure(DeclineErasure { request, reason });
        Ok(Keeping { head, history, command, named: Vec::new(), warnings })
    }
}

impl IntoKeeping for v1::PlaceHoldRequest {
    fn into_keeping(self, seal: &mut impl Seal) -> Result<Keeping, Violations> {
        let mut fields = Fields::default();
        let head = head(&mut fields, &self.command_id, self.expected_revision, self.acting_as);
        let history = kept_history(&mut fields, &self.history_id);
        let reason = reason(&mut fields, self.reason);
        let ((head, history, reason), warnings) = fields.finish(|| Some((head?, history?, reason?)))?;
        let command = Command::PlaceHold(PlaceHold { reason: seal.seal(seal::REASON, &reason.0) });
        Ok(Keeping { head, history, command, named: Vec::new(), warnings })
    }
}

impl IntoKeeping for v1::LiftHoldRequest {
    fn into_keeping(self, seal: &mut impl Seal) -> Result<Keeping, Violations> {
        let mut fields = Fields::default();
        let head = head(&mut fields, &self.command_id, self.expected_revision, self.acting_as);
        let history = kept_history(&mut fields, &self.history_id);
        let hold = fields.revision("hold_revision", self.hold_revision);
        let reason = reason(&mut fields, self.reason);
        let ((head, history, hold, reason), warnings) =
            fields.finish(|| Some((head?, history?, hold?, reason?)))?;
        let command = Command::LiftHold(LiftHold { hold, reason: seal.seal(seal::REASON, &reason.0) });
        Ok(Keeping { head, history, command, named: Vec::new(), warnings })
    }
}

impl IntoKeeping for v1::ConfirmHistoryRequest {
    fn into_keeping(self, _: &mut impl Seal) -> Result<Keeping, Violations> {
        let mut fields = Fields::default();
        let head = head(&mut fields, &self.command_id, self.expected_revision, self.acting_as);
        let history = kept_history(&mut fields, &self.history_id);
        let ((head, history), warnings) = fields.finish(|| Some((head?, history?)))?;
        Ok(Keeping { head, history, command: Command::ConfirmHistory, named: Vec::new(), warnings })
    }
}

fn texts_named(fields: &mut Fields, path: &str, texts: v1::RecordTexts) -> Option<TextsNamed> {
    let rule = TextRule::line(TEXT_NAME_CHARS_MAX);
    let revision = fields.revision(&format!("{path}.revision"), texts.revision);
    let mut lines = |field: &str, items| {
        fields.list(&format!("{path}.{field}"), items, ERASURE_TEXTS_MAX, |fields, path, item| {
            fields.text(path, item, rule)
        })
    };
    let (names, digests) = (lines("names", texts.names), lines("digests", texts.digests));
    Some(TextsNamed { revision: revision?, names: names?, digests: digests? })
}

fn reason(fields: &mut Fields, text: String) -> Option<Words> {
    fields.words("reason", text, TextRule::lines(MOTIVATION_CHARS_MAX))
}
