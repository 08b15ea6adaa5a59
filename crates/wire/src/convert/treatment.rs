//! Reads what a body did with a visit.

use domain::{
    dossier::command::{Judgement, NewCondition, Treatment},
    framework::Outcome,
    ids::{PartyId, StepId},
};
use jiff::civil::Date;

use super::{
    enums,
    fields::{Fields, TextRule, Words},
    seal::{self, Seal},
    stance,
};
use crate::{
    limits::{CONDITION_CHARS_MAX, CONDITIONS_MAX, JUDGEMENTS_MAX, MOTIVATION_CHARS_MAX, STANCES_MAX},
    v1,
};

/// A treatment whose words are not sealed yet.
#[derive(Debug)]
pub(super) struct Read {
    outcome: Outcome,
    treated_on: Date,
    motivation: Option<Words>,
    conditions: Vec<ReadCondition>,
    judged: Vec<Judgement>,
    stances: Vec<stance::Read>,
    resume_at: Option<StepId>,
}

#[derive(Debug)]
struct ReadCondition {
    text: Words,
    holder: Option<PartyId>,
    due: Option<Date>,
}

/// Reads the field `treatment` of a request.
pub(super) fn read(fields: &mut Fields, given: Option<v1::Treatment>) -> Option<Read> {
    let given = fields.required("treatment", given)?;
    let outcome = fields.value("treatment.outcome", given.outcome, enums::outcome_from);
    let treated_on = fields.date("treatment.treated_on", &given.treated_on);
    let motivation = fields.optional(given.motivation, |fields, text| {
        fields.words("treatment.motivation", text, TextRule::lines(MOTIVATION_CHARS_MAX))
    });
    let conditions = fields.list("treatment.conditions", given.conditions, CONDITIONS_MAX, condition);
    let judged = fields.list("treatment.judged", given.judged, JUDGEMENTS_MAX, |fields, path, judgement| {
        let condition = fields.condition(&format!("{path}.condition_number"), judgement.condition_number)?;
        Some(Judgement { condition, met: judgement.met })
    });
    let texts = given.stances.iter().flat_map(texts);
    fields.fits("treatment.stances", texts);
    let stances = fields.list("treatment.stances", given.stances, STANCES_MAX, stance::read);
    let resume_at = fields
        .optional(given.resume_at_step_id, |fields, id| fields.name("treatment.resume_at_step_id", &id));
    Some(Read {
        outcome: outcome?,
        treated_on: treated_on?,
        motivation: motivation?,
        conditions: conditions?,
        judged: judged?,
        stances: stances?,
        resume_at: resume_at?,
    })
}

impl Read {
    /// Seals its words.
    pub(super) fn seal(self, seal: &mut impl Seal) -> Treatment {
        let motivation = self.motivation.map(|words| seal.seal(seal::MOTIVATION, &words.0));
        let sealed = self.conditions.into_iter().map(|condition| NewCondition {
            text: seal.seal(seal::CONDITION, &condition.text.0),
            holder: condition.holder,
            due: condition.due,
        });
        let conditions = sealed.collect();
        Treatment {
            outcome: self.outcome,
            treated_on: self.treated_on,
            motivation,
            conditions,
            judged: self.judged,
            stances: self.stances.into_iter().map(|taken| taken.seal(seal)).collect(),
            resume_at: self.resume_at,
        }
    }
}

/// All words of a stance; together they must fit beside a record, however many parties there are.
fn texts(given: &v1::NewStance) -> impl Iterator<Item = &String> {
    let replaced = given.replacement.as_ref().and_then(|replacement| replacement.reason.as_ref());
    given.words.iter().chain(replaced).chain(&given.dissent)
}

fn condition(fields: &mut Fields, path: &str, given: v1::NewCondition) -> Option<ReadCondition> {
    let text = fields.words(&format!("{path}.text"), given.text, TextRule::lines(CONDITION_CHARS_MAX));
    let holder = fields
        .optional(given.holder_party_id, |fields, id| fields.name(&format!("{path}.holder_party_id"), &id));
    let due = fields.optional(given.due_on, |fields, date| fields.date(&format!("{path}.due_on"), &date));
    Some(ReadCondition { text: text?, holder: holder?, due: due? })
}
