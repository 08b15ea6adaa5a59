//! What an administrator asks: to adopt a framework, to register an arrangement.

use domain::{
    arrangement::Register,
    ids::{ArrangementId, FrameworkId},
};

use super::{
    command::{Head, head},
    enums,
    fields::{Fields, TextRule},
    seal::{self, Seal},
    violation::{Fault, Violations},
};
use crate::{
    limits::{
        FRAMEWORK_FILE_BYTES_MAX, FUNCTIONS_MAX, FUNDING_MAX, PARTNERS_MAX, TARGET_GROUP_CHARS_MAX,
        TITLE_CHARS_MAX,
    },
    v1,
    warning::Warning,
};

/// A framework to adopt. The file is sealed under [`seal::FRAMEWORK_FILE`] by who checked it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adoption {
    /// What every command says.
    pub head: Head,
    /// The framework file, byte for byte.
    pub file: String,
}

/// An arrangement to register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    /// What every command says.
    pub head: Head,
    /// The id that it gets: that of the command.
    pub arrangement: ArrangementId,
    /// The framework whose names are meant, in the version in force today.
    pub framework: FrameworkId,
    /// What is asked.
    pub command: Register,
    /// What deserves attention in the words.
    pub warnings: Vec<Warning>,
}

impl TryFrom<v1::AdoptFrameworkRequest> for Adoption {
    type Error = Violations;

    fn try_from(request: v1::AdoptFrameworkRequest) -> Result<Self, Violations> {
        let mut fields = Fields::default();
        let head = head(&mut fields, &request.command_id, request.expected_revision, request.acting_as);
        let file = framework_file(&mut fields, "file", request.file);
        let (read, _) = fields.finish(|| Some(Self { head: head?, file: file? }))?;
        Ok(read)
    }
}

/// Reads the request whole and seals its words when nothing is wrong with it.
///
/// # Errors
/// Every violation; nothing was sealed then.
pub fn registration(
    request: v1::RegisterArrangementRequest,
    seal: &mut impl Seal,
) -> Result<Registration, Violations> {
    let mut fields = Fields::default();
    let head = head(&mut fields, &request.command_id, None, request.acting_as);
    let framework = fields.name("framework_id", &request.framework_id);
    let name = fields.words("name", request.name, TextRule::line(TITLE_CHARS_MAX));
    let target_group = fields.optional(request.target_group, |fields, text| {
        fields.words("target_group", text, TextRule::lines(TARGET_GROUP_CHARS_MAX))
    });
    let partners = fields.list("partners", request.partners, PARTNERS_MAX, |fields, path, partner| {
        fields.words(path, partner, TextRule::line(TITLE_CHARS_MAX))
    });
    let funding = fields
        .list("funding_ids", request.funding_ids, FUNDING_MAX, |fields, path, id| fields.name(path, &id));
    let functions = fields
        .list("function_ids", request.function_ids, FUNCTIONS_MAX, |fields, path, id| fields.name(path, &id));
    let party = fields.name("party_id", &request.party_id);
    let level = fields.value("level", request.level, enums::level_from);
    let ((head, framework, name, party, level, target_group, partners, funding, functions), warnings) =
        fields.finish(|| {
            Some((head?, framework?, name?, party?, level?, target_group?, partners?, funding?, functions?))
        })?;
    let command = Register {
        name: seal.seal(seal::NAME, &name.0),
        target_group: target_group.map(|words| seal.seal(seal::TARGET_GROUP, &words.0)),
        partners: partners.into_iter().map(|words| seal.seal(seal::PARTNER, &words.0)).collect(),
        funding,
        functions,
        party,
        level,
    };
    let arrangement = ArrangementId(head.command.0);
    Ok(Registration { head, arrangement, framework, command, warnings })
}

/// A framework file that can be read at all: there, and not too large.
pub(super) fn framework_file(fields: &mut Fields, field: &str, file: String) -> Option<String> {
    if file.trim().is_empty() {
        fields.note(field, Fault::Blank);
        return None;
    }
    if file.len() > FRAMEWORK_FILE_BYTES_MAX {
        fields.note(field, Fault::TooLarge { bytes: file.len(), bytes_max: FRAMEWORK_FILE_BYTES_MAX });
        return None;
    }
    Some(file)
}
