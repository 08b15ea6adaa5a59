//! An explanation in an answer.

use wire::{
    Language, Names,
    convert::{answer, enums},
    v1,
};

use super::{Explained, en, nl, trace::Trace, why::Why};

pub(super) fn explanation(explained: Explained, names: Names<'_>, language: Language) -> v1::Explanation {
    let treated = explained.treated.as_ref();
    v1::Explanation {
        framework: explained.framework.as_ref().map(answer::framework_ref),
        visit: treated.map(|treated| answer::visit_ref(&treated.visit)),
        body: treated.map(|treated| answer::body(&treated.body, names)),
        role: treated.map_or(v1::Role::Unspecified, |treated| enums::role(treated.role)).into(),
        treated_on: treated.map(|treated| treated.treated_on.to_string()),
        documents: explained.documents.iter().map(answer::document_ref).collect(),
        conditions: explained.conditions.iter().map(trace).collect(),
        reasons: explained.reasons.iter().map(|why| reason(why, names, language)).collect(),
    }
}

fn trace(trace: &Trace) -> v1::ConditionTrace {
    v1::ConditionTrace {
        number: trace.number.0,
        act: trace.act.into(),
        set_revision: trace.set.map_or(0, |set| set.0),
        answered_revision: trace.answered.map(|answered| answered.0),
    }
}

fn reason(why: &Why, names: Names<'_>, language: Language) -> v1::Reason {
    let message = match language {
        Language::Dutch => nl::told(why, names),
        Language::English => en::told(why, names),
    };
    v1::Reason { kind: why.kind().into(), rule: why.rule(), message }
}
