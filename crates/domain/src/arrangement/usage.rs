//! What a party has of an arrangement and what it pays for it: its pupils and its costs in a period.
//!
//! Beside who is bound this shows who benefits without being (S3: "zorg dat je freeridership voorkomt").

use jiff::civil::Date;

use super::{
    Refusal,
    commitment::{self, Period, has_a_stake, past},
};
use crate::{
    context::Context,
    count::Count,
    framework::Framework,
    ids::PartyId,
    sealed::{
        Sealed,
        names::{FEW, SOURCE},
    },
};

/// What a party has of an arrangement in a period. What is reported later of the same period stands instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Usage {
    /// Which party.
    pub party: PartyId,
    /// In which days.
    pub period: Period,
    /// How many of its pupils the arrangement is for. `None`: none, or it is not known.
    pub pupils: Option<Count>,
    /// What it bears of the costs, in euro cents. `None`: it is not known.
    pub costs_cents: Option<u64>,
    /// The day that the numbers are of.
    pub on: Date,
    /// Where they come from, in words.
    pub source: Sealed,
}

pub(super) fn decide(framework: &Framework, usage: Usage, context: &Context) -> Result<Usage, Refusal> {
    let Usage { party, period, pupils, costs_cents, on, source: _ } = &usage;
    has_a_stake(framework, party)?;
    period.ends_after_it_begins()?;
    past(period.from, context)?;
    past(*on, context)?;
    if pupils.is_none() && costs_cents.is_none() {
        return Err(commitment::Refusal::NothingReported.into());
    }
    let threshold = framework.small_number_threshold;
    if pupils.is_some_and(|count| count.shows_few(threshold)) {
        return Err(Refusal::SmallNumberShown { threshold });
    }
    Ok(usage)
}

impl Usage {
    /// Every sealed text with its name, in the order of the record.
    pub fn sealed(&self) -> Vec<(&'static str, Sealed)> {
        let few = self.pupils.and_then(|count| count.few()).map(|few| (FEW, few));
        few.into_iter().chain([(SOURCE, self.source)]).collect()
    }

    /// Every sealed text, in the same order.
    pub fn sealed_mut(&mut self) -> Vec<&mut Sealed> {
        let few = self.pupils.as_mut().and_then(Count::sealed_mut);
        few.into_iter().chain([&mut self.source]).collect()
    }
}
