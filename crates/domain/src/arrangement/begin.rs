//! Beginning what a body adopted.

use std::{collections::BTreeSet, fmt::Display};

use super::{
    command::Begin,
    event::ArrangementBegun,
    parts::{FundingLine, Plan, PlannedResult, Value},
    refusal::Refusal,
    register::ENTRY_LIST_MAX,
    state::State,
};
use crate::{count::Count, framework::Framework, ids::TermId};

pub(super) fn decide(
    framework: &Framework,
    state: &State,
    command: Begin,
) -> Result<ArrangementBegun, Refusal> {
    match state {
        State::Unknown => {}
        State::Registered(_) => return Err(Refusal::AlreadyRegistered),
        State::Begun(_) => return Err(Refusal::AlreadyBegun),
    }
    let Begin { decided, plan } = command;
    let Plan { functions, target_group: _, partners, funding, indicators, evaluations, pupils } = &plan;
    let lists = [functions.len(), partners.len(), funding.len(), indicators.len(), evaluations.len()];
    let longest = lists.into_iter().max().unwrap_or(0);
    if longest > ENTRY_LIST_MAX {
        return Err(Refusal::TooMany { given: longest, max: ENTRY_LIST_MAX });
    }
    if functions.is_empty() {
        return Err(Refusal::FunctionRequired);
    }
    if let Some(unknown) = functions.iter().find(|id| !framework.has_function(id)) {
        return Err(Refusal::FunctionUnknown(unknown.clone()));
    }
    each_once(functions)?;
    funding.iter().try_for_each(|line| payable(framework, line))?;
    each_once(indicators.iter().map(|planned| &planned.indicator))?;
    indicators.iter().try_for_each(|planned| measurable(framework, planned))?;
    each_once(evaluations)?;
    let threshold = framework.small_number_threshold;
    pupils.iter().try_for_each(|pupils| hidden(&pupils.count, threshold))?;
    Ok(ArrangementBegun { framework: framework.reference.clone(), decided, plan })
}

fn payable(framework: &Framework, line: &FundingLine) -> Result<(), Refusal> {
    if !framework.has_funding_code(&line.code) {
        return Err(Refusal::FundingUnknown(line.code.clone()));
    }
    if let Some(unknown) = line.party.as_ref().filter(|party| framework.party(party).is_none()) {
        return Err(Refusal::PartyUnknown(unknown.clone()));
    }
    match line.until.filter(|until| *until < line.from) {
        Some(until) => Err(Refusal::EndsBeforeItBegins { from: line.from, until }),
        None => Ok(()),
    }
}

fn measurable(framework: &Framework, planned: &PlannedResult) -> Result<(), Refusal> {
    let PlannedResult { indicator, value } = planned;
    known_indicator(framework, indicator)?;
    if let Some(max) = value.beyond() {
        return Err(Refusal::ValueBeyond { indicator: indicator.clone(), max });
    }
    match value {
        Value::Pupils(count) => hidden(count, framework.small_number_threshold),
        Value::Share(_) | Value::Score(_) => Ok(()),
    }
}

pub(super) fn known_indicator(framework: &Framework, indicator: &TermId) -> Result<(), Refusal> {
    if framework.has_indicator(indicator) {
        return Ok(());
    }
    let known = framework.indicators.iter().map(|term| term.id.clone()).collect();
    Err(Refusal::IndicatorUnknown { indicator: indicator.clone(), known })
}

/// A small number is sealed before it comes here; that it is not shows in no refusal.
fn hidden(count: &Count, threshold: u32) -> Result<(), Refusal> {
    if count.shows_few(threshold) { Err(Refusal::SmallNumberShown { threshold }) } else { Ok(()) }
}

pub(super) fn each_once<T: Ord + Display>(items: impl IntoIterator<Item = T>) -> Result<(), Refusal> {
    let mut named = BTreeSet::new();
    for item in items {
        let which = item.to_string();
        if !named.insert(item) {
            return Err(Refusal::Repeated { which });
        }
    }
    Ok(())
}
