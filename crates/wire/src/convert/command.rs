//! What is asked of a dossier.

use domain::{
    context::Capacity,
    dossier::{
        Command,
        command::{
            Answer, AnswerConditions, CorrectOutcome, FileDocument, HandOver, Open, RecordOutcome, Resubmit,
            Submit, Withdraw,
        },
        event::SectionFiled,
    },
    ids::{CommandId, DossierId, FrameworkId, Revision, SectionId},
};

use super::{
    fields::{Fields, TextRule, Words},
    seal::{self, Seal, count_words},
    treatment,
    violation::{Fault, Violations},
};
use crate::{
    limits::{
        CONDITIONS_MAX, DOCUMENT_CHARS_MAX, FUNCTIONS_MAX, MOTIVATION_CHARS_MAX, SECTION_CHARS_MAX,
        SECTIONS_MAX, TARGET_GROUP_CHARS_MAX, TITLE_CHARS_MAX,
    },
    v1,
    warning::Warning,
};

/// What every command says besides what it asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The command's id.
    pub command: CommandId,
    /// The revision of the history that the caller looked at. `None`: any.
    pub expected: Option<Revision>,
    /// In which capacity they act. `None`: the only one they have.
    pub acting_as: Option<Capacity>,
}

/// A command to a dossier, read from a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// What every command says.
    pub head: Head,
    /// Which dossier.
    pub dossier: DossierId,
    /// For an opening: on which family of frameworks, in the version in force today. `None`: on the framework
    /// that the dossier keeps.
    pub framework: Option<FrameworkId>,
    /// What is asked.
    pub command: Command,
    /// What deserves attention in the words.
    pub warnings: Vec<Warning>,
}

/// A request that asks something of a dossier.
pub trait IntoCommand {
    /// Reads the request whole and seals its words when nothing is wrong with it.
    ///
    /// # Errors
    /// Every violation; nothing was sealed then.
    fn into_command(self, seal: &mut impl Seal) -> Result<Asked, Violations>;
}

impl IntoCommand for v1::OpenDossierRequest {
    fn into_command(self, seal: &mut impl Seal) -> Result<Asked, Violations> {
        let mut fields = Fields::default();
        let head = head(&mut fields, &self.command_id, None, self.acting_as);
        let framework = fields.name("framework_id", &self.framework_id);
        let title = fields.words("title", self.title, TextRule::line(TITLE_CHARS_MAX));
        let functions = fields.list("function_ids", self.function_ids, FUNCTIONS_MAX, |fields, path, id| {
            fields.name(path, &id)
        });
        let target_group = fields.optional(self.target_group, |fields, text| {
            fields.words("target_group", text, TextRule::lines(TARGET_GROUP_CHARS_MAX))
        });
        let follows = fields.optional(self.follows_dossier_id, |fields, id| {
            fields.uuid("follows_dossier_id", &id).map(DossierId)
        });
        let ((head, framework, title, functions, target_group, follows), warnings) =
            fields.finish(|| Some((head?, framework?, title?, functions?, target_group?, follows?)))?;
        let command = Command::Open(Open {
            title: seal.seal(seal::TITLE, &title.0),
            functions,
            target_group: target_group.map(|words| seal.seal(seal::TARGET_GROUP, &words.0)),
            follows,
        });
        let dossier = DossierId(head.command.0);
        Ok(Asked { head, dossier, framework: Some(framework), command, warnings })
    }
}

impl IntoCommand for v1::FileDocumentRequest {
    fn into_command(self, seal: &mut impl Seal) -> Result<Asked, Violations> {
        let mut fields = Fields::default();
        let head = head(&mut fields, &self.command_id, self.expected_revision, self.acting_as);
        let dossier = dossier(&mut fields, &self.dossier_id);
        let format = fields.name("format_id", &self.format_id);
        fields.not_empty("sections", &self.sections);
        let chars = self.sections.iter().map(|section| section.text.chars().count()).sum();
        if chars > DOCUMENT_CHARS_MAX {
            fields.note("sections", Fault::TooLong { chars, chars_max: DOCUMENT_CHARS_MAX });
        }
        fields.fits("sections", self.sections.iter().map(|section| &section.text));
        let sections = fields.list("sections", self.sections, SECTIONS_MAX, section);
        let ((head, dossier, format, sections), warnings) =
            fields.finish(|| Some((head?, dossier?, format?, sections?)))?;
        let sections: Vec<_> = sections
            .into_iter()
            .map(|(id, words)| SectionFiled {
                words: count_words(&words.0),
                text: seal.seal(&format!("{}{id}", seal::SECTION_PREFIX), &words.0),
                id,
            })
            .collect();
        let digest = seal.document_digest(&sections);
        let command = Command::FileDocument(FileDocument { format, sections, digest });
        Ok(Asked { head, dossier, framework: None, command, warnings })
    }
}

impl IntoCommand for v1::SubmitRoundRequest {
    fn into_command(self, _seal: &mut impl Seal) -> Result<Asked, Violations> {
        let mut fields = Fields::default();
        let head = head(&mut fields, &self.command_id, self.expected_revision, self.acting_as);
        let dossier = dossier(&mut fields, &self.dossier_id);
        let round = fields.name("round_id", &self.round_id);
        let document = fields.document("document", self.document);
        let ((head, dossier, round, document), warnings) =
            fields.finish(|| Some((head?, dossier?, round?, document?)))?;
        let command = Command::Submit(Submit { round, document });
        Ok(Asked { head, dossier, framework: None, command, warnings })
    }
}

impl IntoCommand for v1::ResubmitRevisionRequest {
    fn into_command(self, _seal: &mut impl Seal) -> Result<Asked, Violations> {
        let mut fields = Fields::default();
        let head = head(&mut fields, &self.command_id, self.expected_revision, self.acting_as);
        let dossier = dossier(&mut fields, &self.dossier_id);
        let document = fields.document("document", self.document);
        let ((head, dossier, document), warnings) = fields.finish(|| Some((head?, dossier?, document?)))?;
        let command = Command::Resubmit(Resubmit { document });
        Ok(Asked { head, dossier, framework: None, command, warnings })
    }
}

impl IntoCommand for v1::AnswerConditionsRequest {
    fn into_command(self, seal: &mut impl Seal) -> Result<Asked, Violations> {
        let mut fields = Fields::default();
        let head = head(&mut fields, &self.command_id, self.expected_revision, self.acting_as);
        let dossier = dossier(&mut fields, &self.dossier_id);
        fields.not_empty("answers", &self.answers);
        fields.fits("answers", self.answers.iter().map(|answer| &answer.text));
        let answers = fields.list("answers", self.answers, CONDITIONS_MAX, |fields, path, answer| {
            let condition = fields.condition(&format!("{path}.condition_number"), answer.condition_number);
            let rule = TextRule::lines(MOTIVATION_CHARS_MAX);
            let text = fields.words(&format!("{path}.text"), answer.text, rule);
            Some((condition?, text?))
        });
        let ((head, dossier, answers), warnings) = fields.finish(|| Some((head?, dossier?, answers?)))?;
        let answers = answers
            .into_iter()
            .map(|(condition, text)| Answer { condition, text: seal.seal(seal::ANSWER, &text.0) })
            .collect();
        let command = Command::AnswerConditions(AnswerConditions { answers });
        Ok(Asked { head, dossier, framework: None, command, warnings })
    }
}

impl IntoCommand for v1::WithdrawDossierRequest {
    fn into_command(self, seal: &mut impl Seal) -> Result<Asked, Violations> {
        let mut fields = Fields::default();
        let head = head(&mut fields, &self.command_id, self.expected_revision, self.acting_as);
        let dossier = dossier(&mut fields, &self.dossier_id);
        let reason = fields.words("reason", self.reason, TextRule::lines(MOTIVATION_CHARS_MAX));
        let ((head, dossier, reason), warnings) = fields.finish(|| Some((head?, dossier?, reason?)))?;
        let command = Command::Withdraw(Withdraw { reason: seal.seal(seal::REASON, &reason.0) });
        Ok(Asked { head, dossier, framework: None, command, warnings })
    }
}

impl IntoCommand for v1::HandOverDossierRequest {
    fn into_command(self, seal: &mut impl Seal) -> Result<Asked, Violations> {
        let mut fields = Fields::default();
        let head = head(&mut fields, &self.command_id, self.expected_revision, self.acting_as);
        let dossier = dossier(&mut fields, &self.dossier_id);
        let to = fields.actor("to_actor_id", &self.to_actor_id);
        let party = fields.name("party_id", &self.party_id);
        let reason = fields.optional(self.reason, |fields, text| {
            fields.words("reason", text, TextRule::lines(MOTIVATION_CHARS_MAX))
        });
        let ((head, dossier, to, party, reason), warnings) =
            fields.finish(|| Some((head?, dossier?, to?, party?, reason?)))?;
        let reason = reason.map(|words| seal.seal(seal::REASON, &words.0));
        let command = Command::HandOver(HandOver { to, party, reason });
        Ok(Asked { head, dossier, framework: None, command, warnings })
    }
}

impl IntoCommand for v1::RecordOutcomeRequest {
    fn into_command(self, seal: &mut impl Seal) -> Result<Asked, Violations> {
        let mut fields = Fields::default();
        let head = head(&mut fields, &self.command_id, self.expected_revision, self.acting_as);
        let dossier = dossier(&mut fields, &self.dossier_id);
        let visit = fields.visit("visit", self.visit);
        let treatment = treatment::read(&mut fields, self.treatment);
        let ((head, dossier, visit, treatment), warnings) =
            fields.finish(|| Some((head?, dossier?, visit?, treatment?)))?;
        let command = Command::RecordOutcome(RecordOutcome { visit, treatment: treatment.seal(seal) });
        Ok(Asked { head, dossier, framework: None, command, warnings })
    }
}

impl IntoCommand for v1::CorrectOutcomeRequest {
    fn into_command(self, seal: &mut impl Seal) -> Result<Asked, Violations> {
        let mut fields = Fields::default();
        let head = head(&mut fields, &self.command_id, self.expected_revision, self.acting_as);
        let dossier = dossier(&mut fields, &self.dossier_id);
        let corrects = fields.revision("corrects_revision", self.corrects_revision);
        let reason = fields.words("reason", self.reason, TextRule::lines(MOTIVATION_CHARS_MAX));
        let treatment = treatment::read(&mut fields, self.treatment);
        let ((head, dossier, corrects, reason, treatment), warnings) =
            fields.finish(|| Some((head?, dossier?, corrects?, reason?, treatment?)))?;
        let command = Command::CorrectOutcome(CorrectOutcome {
            corrects,
            reason: seal.seal(seal::REASON, &reason.0),
            treatment: treatment.seal(seal),
        });
        Ok(Asked { head, dossier, framework: None, command, warnings })
    }
}

/// Reads what every command says.
pub(super) fn head(
    fields: &mut Fields,
    command_id: &str,
    expected_revision: Option<u64>,
    acting_as: Option<v1::Capacity>,
) -> Option<Head> {
    let command = fields.uuid("command_id", command_id).map(CommandId);
    let acting_as = fields.optional(acting_as, capacity);
    Some(Head { command: command?, expected: expected_revision.map(Revision), acting_as: acting_as? })
}

fn capacity(fields: &mut Fields, given: v1::Capacity) -> Option<Capacity> {
    use v1::capacity::Capacity as Given;
    match fields.required("acting_as.capacity", given.capacity)? {
        Given::Coordinator(coordinator) => {
            let party = fields.name("acting_as.coordinator.party_id", &coordinator.party_id)?;
            Some(Capacity::Coordinator { party })
        }
        Given::Secretary(secretary) => {
            let body = fields.name("acting_as.secretary.body_id", &secretary.body_id)?;
            Some(Capacity::Secretary { body })
        }
        Given::Administrator(v1::AdministratorCapacity {}) => Some(Capacity::Administrator),
        Given::Auditor(v1::AuditorCapacity {}) => Some(Capacity::Auditor),
    }
}

pub(super) fn dossier(fields: &mut Fields, id: &str) -> Option<DossierId> {
    fields.uuid("dossier_id", id).map(DossierId)
}

fn section(fields: &mut Fields, path: &str, section: v1::SectionText) -> Option<(SectionId, Words)> {
    let id = fields.name(&format!("{path}.section_id"), &section.section_id);
    let rule = TextRule { chars_max: SECTION_CHARS_MAX, one_line: false, may_be_blank: true };
    let text = fields.words(&format!("{path}.text"), section.text, rule);
    Some((id?, text?))
}
