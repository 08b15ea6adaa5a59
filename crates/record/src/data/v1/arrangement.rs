//! Arrangements: registered because they existed, or begun because they were decided on.

use domain::{
    arrangement::{self, Plan},
    ids::{PartyId, TermId},
    sealed::Sealed,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    count::{Count, Counted},
    framework::FrameworkRef,
    names::{Basis, Level},
};
use crate::scalar::{Number, Text, texts, values};

/// `arrangement-geregistreerd`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ArrangementRegistered {
    name: Text<Sealed>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target_group: Option<Text<Sealed>>,
    partners: Vec<Text<Sealed>>,
    funding: Vec<Text<TermId>>,
    functions: Vec<Text<TermId>>,
    party: Text<PartyId>,
    level: Level,
}

/// `arrangement-begonnen`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ArrangementBegun {
    framework: FrameworkRef,
    decided: Number,
    functions: Vec<Text<TermId>>,
    target_group: Text<Sealed>,
    partners: Vec<Text<Sealed>>,
    funding: Vec<FundingLine>,
    indicators: Vec<PlannedResult>,
    evaluations: Vec<Text<Date>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pupils: Option<Counted>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FundingLine {
    code: Text<TermId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    party: Option<Text<PartyId>>,
    basis: Basis,
    #[serde(skip_serializing_if = "Option::is_none")]
    amount_cents: Option<u64>,
    from: Text<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<Text<Date>>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PlannedResult {
    indicator: Text<TermId>,
    value: Value,
}

/// What an indicator comes to; a share in tenths of a percent, a score in tenths of a point.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Value {
    Pupils(Count),
    Share(u16),
    Score(u16),
}

impl From<&arrangement::ArrangementRegistered> for ArrangementRegistered {
    fn from(registered: &arrangement::ArrangementRegistered) -> Self {
        let arrangement::ArrangementRegistered {
            name,
            target_group,
            partners,
            funding,
            functions,
            party,
            level,
        } = registered;
        Self {
            name: Text(*name),
            target_group: target_group.map(Text),
            partners: texts(partners),
            funding: texts(funding),
            functions: texts(functions),
            party: Text(party.clone()),
            level: (*level).into(),
        }
    }
}

impl From<ArrangementRegistered> for arrangement::ArrangementRegistered {
    fn from(registered: ArrangementRegistered) -> Self {
        Self {
            name: registered.name.0,
            target_group: registered.target_group.map(|text| text.0),
            partners: values(registered.partners),
            funding: values(registered.funding),
            functions: values(registered.functions),
            party: registered.party.0,
            level: registered.level.into(),
        }
    }
}

impl From<&arrangement::ArrangementBegun> for ArrangementBegun {
    fn from(begun: &arrangement::ArrangementBegun) -> Self {
        let arrangement::ArrangementBegun { framework, decided, plan } = begun;
        let Plan { functions, target_group, partners, funding, indicators, evaluations, pupils } = plan;
        Self {
            framework: framework.into(),
            decided: Number(*decided),
            functions: texts(functions),
            target_group: Text(*target_group),
            partners: texts(partners),
            funding: funding.iter().map(FundingLine::from).collect(),
            indicators: indicators.iter().map(PlannedResult::from).collect(),
            evaluations: texts(evaluations),
            pupils: pupils.map(Counted::from),
        }
    }
}

impl From<ArrangementBegun> for arrangement::ArrangementBegun {
    fn from(begun: ArrangementBegun) -> Self {
        Self {
            framework: begun.framework.into(),
            decided: begun.decided.0,
            plan: Plan {
                functions: values(begun.functions),
                target_group: begun.target_group.0,
                partners: values(begun.partners),
                funding: begun.funding.into_iter().map(Into::into).collect(),
                indicators: begun.indicators.into_iter().map(Into::into).collect(),
                evaluations: values(begun.evaluations),
                pupils: begun.pupils.map(Into::into),
            },
        }
    }
}

impl From<&arrangement::FundingLine> for FundingLine {
    fn from(line: &arrangement::FundingLine) -> Self {
        let arrangement::FundingLine { code, party, basis, amount_cents, from, until } = line;
        Self {
            code: Text(code.clone()),
            party: party.clone().map(Text),
            basis: (*basis).into(),
            amount_cents: *amount_cents,
            from: Text(*from),
            until: until.map(Text),
        }
    }
}

impl From<FundingLine> for arrangement::FundingLine {
    fn from(FundingLine { code, party, basis, amount_cents, from, until }: FundingLine) -> Self {
        Self {
            code: code.0,
            party: party.map(|text| text.0),
            basis: basis.into(),
            amount_cents,
            from: from.0,
            until: until.map(|text| text.0),
        }
    }
}

impl From<&arrangement::PlannedResult> for PlannedResult {
    fn from(arrangement::PlannedResult { indicator, value }: &arrangement::PlannedResult) -> Self {
        Self { indicator: Text(indicator.clone()), value: (*value).into() }
    }
}

impl From<PlannedResult> for arrangement::PlannedResult {
    fn from(PlannedResult { indicator, value }: PlannedResult) -> Self {
        Self { indicator: indicator.0, value: value.into() }
    }
}

impl From<arrangement::Value> for Value {
    fn from(value: arrangement::Value) -> Self {
        match value {
            arrangement::Value::Pupils(count) => Self::Pupils(count.into()),
            arrangement::Value::Share(share) => Self::Share(share),
            arrangement::Value::Score(score) => Self::Score(score),
        }
    }
}

impl From<Value> for arrangement::Value {
    fn from(value: Value) -> Self {
        match value {
            Value::Pupils(count) => Self::Pupils(count.into()),
            Value::Share(share) => Self::Share(share),
            Value::Score(score) => Self::Score(score),
        }
    }
}
