//! The steps of a round, with what is usual left out.

use std::collections::BTreeMap;

use domain::{
    framework::{Asked, DecisionRule, Outcome, Role, Round, Step, Target, check::Place},
    ids::{FormatId, StepId},
};

use super::{source::Source, table::Table, value::Value, value::clip};
use crate::words::fact;

const STEP_KEYS: &[&str] = &[
    "id",
    "body",
    "role",
    "rule",
    "stances",
    "mandates",
    "ratified_by",
    "requires",
    "term_days",
    "visits_max",
    "next",
    "on",
    "returns_to",
];
/// How many visits a step allows when it does not say.
const VISITS_MAX_DEFAULT: u32 = 3;
const AGAIN: &str = "again";
const SUBMITTER: &str = "submitter";
const LADDER: &str = "ladder";

pub(super) fn read(round: &Round, table: &Table<'_>, source: &mut Source<'_>) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for table in table.tables("step", "[[round.step]]", STEP_KEYS, source) {
        let before = source.count();
        let step = step(round, &steps, &table, source);
        steps.extend(step.filter(|_| source.count() == before));
    }
    steps
}

/// `earlier` are the steps of the same round that stand above this one.
fn step(round: &Round, earlier: &[Step], table: &Table<'_>, source: &mut Source<'_>) -> Option<Step> {
    let id = id(table, source);
    if let Some(id) = &id {
        source.place(&Place::Step(id.clone()), table);
    }
    let body = table.id("body", source);
    let role = table.require("role", source).and_then(|value| value.word(&Role::ALL, Role::name, source));
    let requires = match table.get("requires") {
        Some(value) => requires(&value, source),
        None if round.opens_with.is_empty() => Some(Vec::new()),
        None => Some(vec![round.opens_with.clone()]),
    };
    let term_days = table.get("term_days").map_or(Some(None), |value| value.number(source).map(Some));
    let visits_max = table.number_or("visits_max", VISITS_MAX_DEFAULT, source);
    let (id, role) = (id?, role?);
    let rule = rule(role, table, source);
    let stances = asked("stances", table, source);
    let mandates = asked("mandates", table, source);
    let ratified_by = table.get("ratified_by").map_or(Some(Vec::new()), |value| value.ids(source));
    let each_party = ratified_by.as_ref().is_some_and(|kinds| !kinds.is_empty());
    let on = targets(&id, role.outcomes_at(each_party), table, source);
    let returns_to = match table.get("returns_to") {
        Some(value) => value.ids(source),
        None => Some(usual_returns(&id, role, earlier)),
    };
    Some(Step {
        id,
        round: round.id.clone(),
        body: body?,
        role,
        rule: rule?,
        stances: stances?,
        mandates: mandates?,
        ratified_by: ratified_by?,
        requires: requires?,
        term_days: term_days?,
        visits_max: visits_max?,
        on,
        returns_to: returns_to?,
    })
}

fn id(table: &Table<'_>, source: &mut Source<'_>) -> Option<StepId> {
    let value = table.require("id", source)?;
    let id: StepId = value.id(source)?;
    if [AGAIN, SUBMITTER, LADDER].contains(&id.as_str()) {
        value.report(source, "RESERVED_NAME", &[fact("given", &id)]);
    }
    Some(id)
}

/// A chair concludes, but how a decision is taken must be said.
fn rule(role: Role, table: &Table<'_>, source: &mut Source<'_>) -> Option<DecisionRule> {
    let value = match role {
        Role::Informed | Role::Advises | Role::Ratifies => table.get("rule"),
        Role::Decides => Some(table.require("rule", source)?),
    };
    value
        .map_or(Some(DecisionRule::Chair), |value| value.word(&DecisionRule::ALL, DecisionRule::name, source))
}

/// Whether something must be given with an outcome; it need not be when the framework does not say.
fn asked(key: &'static str, table: &Table<'_>, source: &mut Source<'_>) -> Option<Asked> {
    let value = table.get(key);
    value.map_or(Some(Asked::default()), |value| value.word(&Asked::ALL, Asked::name, source))
}

/// A list of which each item is a document, or a choice of documents.
fn requires(value: &Value<'_>, source: &mut Source<'_>) -> Option<Vec<Vec<FormatId>>> {
    let items = value.list(source)?;
    let choices: Vec<_> = items
        .iter()
        .map(|item| if item.is_list() { item.ids(source) } else { Some(vec![item.id(source)?]) })
        .collect();
    choices.into_iter().collect()
}

/// `next` is where the dossier goes on; `on` says it for single outcomes. What turns back needs neither.
fn targets(
    id: &StepId,
    outcomes: &[Outcome],
    table: &Table<'_>,
    source: &mut Source<'_>,
) -> BTreeMap<Outcome, Target> {
    let mut on = BTreeMap::new();
    let next = table.get("next");
    let goes_on = next.and_then(|value| Some((target(&value, source)?, value.key_at)));
    for outcome in outcomes {
        let usual = match outcome {
            Outcome::Deferred => Some((Target::Again, table.at())),
            Outcome::ReferredBack => Some((Target::Submitter, table.at())),
            Outcome::Rejected | Outcome::NoAgreement | Outcome::NotRatified => None,
            Outcome::Noted
            | Outcome::Positive
            | Outcome::PositiveWithConditions
            | Outcome::Negative
            | Outcome::NoAdvice
            | Outcome::Adopted
            | Outcome::AdoptedAmended
            | Outcome::AdoptedWithConditions
            | Outcome::Ratified => goes_on.clone(),
        };
        if let Some((target, at)) = usual {
            source.place_at(Place::StepOutcome(id.clone(), *outcome), at);
            on.insert(*outcome, target);
        }
    }
    if let Some(value) = table.get("on") {
        on.extend(single_targets(id, &value, source));
    } else if next.is_none() {
        source.report(table.at(), "NEXT_MISSING", &[]);
    }
    on
}

fn single_targets(id: &StepId, on: &Value<'_>, source: &mut Source<'_>) -> Vec<(Outcome, Target)> {
    let Some(table) = on.any_table(source) else { return Vec::new() };
    let mut targets = Vec::new();
    for (name, at, inner) in table {
        let Ok(outcome) = name.parse::<Outcome>() else {
            let known = Outcome::ALL.map(Outcome::name).join(", ");
            let facts = [fact("key", "on"), fact("given", clip(name)), fact("known", known)];
            source.report(at, "UNKNOWN_WORD", &facts);
            continue;
        };
        source.place_at(Place::StepOutcome(id.clone(), outcome), at);
        let value = Value { key: outcome.name(), key_at: at, inner };
        targets.extend(target(&value, source).map(|target| (outcome, target)));
    }
    targets
}

/// `step`, `round:name`, `end:name`, `again`, `submitter` or `ladder`.
fn target(value: &Value<'_>, source: &mut Source<'_>) -> Option<Target> {
    let text = value.text(source)?;
    let target = match text.split_once(':') {
        Some(("round", name)) => name.parse().ok().map(Target::Round),
        Some(("end", name)) => name.parse().ok().map(Target::End),
        Some(_) => None,
        None if text == AGAIN => Some(Target::Again),
        None if text == SUBMITTER => Some(Target::Submitter),
        None if text == LADDER => Some(Target::Ladder),
        None => text.parse().ok().map(Target::Step),
    };
    if target.is_none() {
        value.report(source, "INVALID_TARGET", &[fact("given", clip(text))]);
    }
    target
}

/// Every step of the round up to and including this one.
fn usual_returns(id: &StepId, role: Role, earlier: &[Step]) -> Vec<StepId> {
    if role.outcomes().contains(&Outcome::ReferredBack) {
        earlier.iter().map(|step| &step.id).chain([id]).cloned().collect()
    } else {
        Vec::new()
    }
}
