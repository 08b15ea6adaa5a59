//! An arrangement that a dossier decided.

use serde::Serialize;
use wire::{
    convert::enums,
    v1::{self, pupil_count, value_told},
};

use super::{
    evaluation::{Concluded, Evaluation, Life},
    shared::{FrameworkRef, Moment, Named, Reflects, Words, moment},
};

/// What `arrangement show` answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct ArrangementAnswer {
    /// The arrangement.
    pub(crate) arrangement: Arrangement,
    /// What the answer reflects.
    pub(crate) reflects: Reflects,
}

/// An arrangement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Arrangement {
    /// Its id, which is that of its dossier.
    pub(crate) arrangement_id: String,
    /// The last record of its history.
    pub(crate) revision: u64,
    /// The framework of its dossier.
    pub(crate) framework: FrameworkRef,
    /// When it was written down that it began.
    pub(crate) begun_time: Option<Moment>,
    /// What it is for.
    pub(crate) functions: Vec<Named>,
    /// For whom.
    pub(crate) target_group: Words,
    /// With whom.
    pub(crate) partners: Vec<Words>,
    /// What pays for it.
    pub(crate) funding: Vec<Funding>,
    /// What it should bring.
    pub(crate) indicators: Vec<Indicator>,
    /// On which days it is to be evaluated.
    pub(crate) evaluations_on: Vec<String>,
    /// For how many pupils.
    pub(crate) pupils: Option<Counted>,
    /// How it stands on the day of the answer; none while nobody can say which day that was.
    pub(crate) life: Option<Life>,
    /// What was evaluated, by number.
    pub(crate) evaluations: Vec<Evaluation>,
    /// What was concluded, in the order of recording.
    pub(crate) conclusions: Vec<Concluded>,
}

/// One line of what pays for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Funding {
    /// From what.
    pub(crate) funding: Named,
    /// Which party bears it; none is no party of the region.
    pub(crate) party: Option<Named>,
    /// `collective` or `individual`.
    pub(crate) basis: &'static str,
    /// How much over the whole period, in euro cents.
    pub(crate) amount_cents: Option<u64>,
    /// The first day.
    pub(crate) from: String,
    /// The last day.
    pub(crate) until: Option<String>,
}

/// An indicator, with what it should come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Indicator {
    /// Which.
    pub(crate) indicator: Named,
    /// What is aimed for.
    pub(crate) planned: Value,
}

/// What an indicator comes to: one of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Value {
    /// So many pupils.
    Pupils(Pupils),
    /// A share, in tenths of a percent.
    SharePermille(u32),
    /// A score out of ten, in tenths.
    ScoreTenths(u32),
    /// Of a kind that this version does not know.
    Unknown,
}

/// How many pupils.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Pupils {
    /// How many; none if it is not for this reader, or was erased.
    pub(crate) number: Option<u32>,
    /// Fewer than this, if the number is not told.
    pub(crate) fewer_than: Option<u32>,
    /// Whether it is a small number, which may not be passed on.
    pub(crate) is_small: bool,
}

/// How many pupils, of which day and by whose account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Counted {
    /// How many.
    pub(crate) count: Pupils,
    /// The day that the number is of.
    pub(crate) counted_on: String,
    /// Where it comes from.
    pub(crate) source: Words,
}

impl From<v1::Arrangement> for Arrangement {
    fn from(arrangement: v1::Arrangement) -> Self {
        Self {
            arrangement_id: arrangement.arrangement_id,
            revision: arrangement.revision,
            framework: arrangement.framework.unwrap_or_default().into(),
            begun_time: arrangement.begun_time.and_then(|time| moment(time.seconds, time.nanos)),
            functions: arrangement.functions.into_iter().map(Into::into).collect(),
            target_group: arrangement.target_group.unwrap_or_default().into(),
            partners: arrangement.partners.into_iter().map(Into::into).collect(),
            funding: arrangement.funding.into_iter().map(Into::into).collect(),
            indicators: arrangement.indicators.into_iter().map(Into::into).collect(),
            evaluations_on: arrangement.evaluations_on,
            pupils: arrangement.pupils.map(Into::into),
            life: arrangement.life.map(Into::into),
            evaluations: arrangement.evaluations.into_iter().map(Into::into).collect(),
            conclusions: arrangement.conclusions.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<v1::FundingTold> for Funding {
    fn from(line: v1::FundingTold) -> Self {
        let basis = enums::basis_from(line.basis).map_or("unknown", domain::arrangement::Basis::name);
        Self {
            funding: line.funding.unwrap_or_default().into(),
            party: line.party.map(Into::into),
            basis,
            amount_cents: line.amount_cents,
            from: line.from,
            until: line.until,
        }
    }
}

impl From<v1::IndicatorTold> for Indicator {
    fn from(told: v1::IndicatorTold) -> Self {
        Self {
            indicator: told.indicator.unwrap_or_default().into(),
            planned: told.planned.unwrap_or_default().into(),
        }
    }
}

impl From<v1::ValueTold> for Value {
    fn from(told: v1::ValueTold) -> Self {
        match told.value {
            Some(value_told::Value::Pupils(count)) => Self::Pupils(count.into()),
            Some(value_told::Value::SharePermille(share)) => Self::SharePermille(share),
            Some(value_told::Value::ScoreTenths(score)) => Self::ScoreTenths(score),
            None => Self::Unknown,
        }
    }
}

impl From<v1::PupilCount> for Pupils {
    fn from(told: v1::PupilCount) -> Self {
        let is_small = told.is_small;
        match told.count {
            Some(pupil_count::Count::Number(number)) => {
                Self { number: Some(number), is_small, ..Self::default() }
            }
            Some(pupil_count::Count::FewerThan(most)) => {
                Self { fewer_than: Some(most), is_small, ..Self::default() }
            }
            None => Self { is_small, ..Self::default() },
        }
    }
}

impl From<v1::PupilsCounted> for Counted {
    fn from(counted: v1::PupilsCounted) -> Self {
        Self {
            count: counted.count.unwrap_or_default().into(),
            counted_on: counted.counted_on,
            source: counted.source.unwrap_or_default().into(),
        }
    }
}
