//! What is asked of an arrangement that a dossier decided, and what is told of one.

use std::str::FromStr as _;

use domain::{
    arrangement::{
        FundingLine, Plan, PlannedResult, Value,
        command::{Begin, Command},
    },
    ids::{DossierId, Revision, TermId},
    sealed::Sealed,
};

use super::{
    answer,
    command::{Head, dossier, head},
    count, enums,
    fields::{Fields, TextRule},
    seal::{self, Seal},
    violation::Violations,
};
use crate::{
    limits::{
        EVALUATIONS_MAX, FUNCTIONS_MAX, FUNDING_MAX, INDICATORS_MAX, PARTNERS_MAX, TARGET_GROUP_CHARS_MAX,
        TITLE_CHARS_MAX,
    },
    names::Names,
    v1,
    warning::Warning,
};

/// A command to the arrangement of a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// What every command says.
    pub head: Head,
    /// The dossier that decided it.
    pub dossier: DossierId,
    /// What is asked.
    pub command: Command,
    /// What deserves attention in the words.
    pub warnings: Vec<Warning>,
}

/// The dossier that a request names, before it is read whole: its framework says which numbers are small.
pub fn named_dossier(id: &str) -> Option<DossierId> {
    DossierId::from_str(id).ok()
}

/// What is aimed for, before numbers are sealed.
enum Aim {
    Pupils(u32),
    Clear(Value),
}

/// Reads the request whole and seals its words, and the numbers of pupils below the threshold, when nothing is wrong with it.
///
/// # Errors
/// Every violation; nothing was sealed then.
pub fn beginning(
    request: v1::BeginArrangementRequest,
    threshold: u32,
    seal: &mut impl Seal,
) -> Result<Asked, Violations> {
    let mut fields = Fields::default();
    let head = head(&mut fields, &request.command_id, None, request.acting_as);
    let dossier = dossier(&mut fields, &request.dossier_id);
    fields.not_empty("function_ids", &request.function_ids);
    let functions = fields
        .list("function_ids", request.function_ids, FUNCTIONS_MAX, |fields, path, id| fields.name(path, &id));
    let target_group =
        fields.words("target_group", request.target_group, TextRule::lines(TARGET_GROUP_CHARS_MAX));
    let partners = fields.list("partners", request.partners, PARTNERS_MAX, |fields, path, partner| {
        fields.words(path, partner, TextRule::line(TITLE_CHARS_MAX))
    });
    let funding = fields.list("funding", request.funding, FUNDING_MAX, funding_line);
    let indicators = fields.list("indicators", request.indicators, INDICATORS_MAX, aim);
    let evaluations =
        fields.list("evaluations_on", request.evaluations_on, EVALUATIONS_MAX, |fields, path, on| {
            fields.date(path, &on)
        });
    let pupils = fields.optional(request.pupils, |fields, given| count::given(fields, "pupils", given));
    let (read, warnings) = fields.finish(|| {
        let lists = (functions?, partners?, funding?, indicators?, evaluations?);
        Some((head?, dossier?, target_group?, lists, pupils?))
    })?;
    let (head, dossier, target_group, (functions, partners, funding, indicators, mut evaluations), pupils) =
        read;
    evaluations.sort_unstable();
    let target_group = seal.seal(seal::TARGET_GROUP, &target_group.0);
    let partners = partners.iter().map(|partner| seal.seal(seal::PARTNER, &partner.0)).collect();
    let planned = |(indicator, aim)| {
        let value = match aim {
            Aim::Pupils(number) => Value::Pupils(count::count(number, threshold, seal)),
            Aim::Clear(value) => value,
        };
        PlannedResult { indicator, value }
    };
    let indicators = indicators.into_iter().map(planned).collect();
    let pupils = pupils.map(|given| given.seal(threshold, seal));
    let plan = Plan { functions, target_group, partners, funding, indicators, evaluations, pupils };
    let begin = Begin { decided: Revision::default(), plan };
    Ok(Asked { head, dossier, command: Command::Begin(Box::new(begin)), warnings })
}

fn funding_line(fields: &mut Fields, path: &str, line: v1::FundingLine) -> Option<FundingLine> {
    let v1::FundingLine { funding_id, party_id, basis, amount_cents, from, until } = line;
    let code = fields.name(&format!("{path}.funding_id"), &funding_id);
    let party = fields.optional(party_id, |fields, id| fields.name(&format!("{path}.party_id"), &id));
    let basis = fields.value(&format!("{path}.basis"), basis, enums::basis_from);
    let from = fields.date(&format!("{path}.from"), &from);
    let until = fields.optional(until, |fields, date| fields.date(&format!("{path}.until"), &date));
    Some(FundingLine { code: code?, party: party?, basis: basis?, amount_cents, from: from?, until: until? })
}

fn aim(fields: &mut Fields, path: &str, planned: v1::PlannedIndicator) -> Option<(TermId, Aim)> {
    use v1::planned_indicator::Value as Given;
    let indicator = fields.name(&format!("{path}.indicator_id"), &planned.indicator_id);
    let value = fields.required(&format!("{path}.value"), planned.value);
    // What is beyond sixteen bits is beyond every greatest value, which the rules say.
    let tenths = |given: u32| u16::try_from(given).unwrap_or(u16::MAX);
    let aim = match value? {
        Given::Pupils(number) => Aim::Pupils(number),
        Given::SharePermille(share) => Aim::Clear(Value::Share(tenths(share))),
        Given::ScoreTenths(score) => Aim::Clear(Value::Score(tenths(score))),
    };
    Some((indicator?, aim))
}

/// A funding line as a message.
pub fn funding(line: &FundingLine, names: Names<'_>) -> v1::FundingTold {
    let FundingLine { code, party, basis, amount_cents, from, until } = line;
    v1::FundingTold {
        funding: Some(answer::funding(code, names)),
        party: party.as_ref().map(|party| answer::party(party, names)),
        basis: enums::basis(*basis).into(),
        amount_cents: *amount_cents,
        from: from.to_string(),
        until: until.map(|until| until.to_string()),
    }
}

/// A value as a message. `few` opens a small number: give nothing to who is outside the submitter's circle.
pub fn value(value: &Value, threshold: u32, few: impl FnOnce(&Sealed) -> Option<String>) -> v1::ValueTold {
    use v1::value_told::Value as Told;
    let told = match value {
        Value::Pupils(number) => Told::Pupils(count::told(number, threshold, few)),
        Value::Share(share) => Told::SharePermille((*share).into()),
        Value::Score(score) => Told::ScoreTenths((*score).into()),
    };
    v1::ValueTold { value: Some(told) }
}
