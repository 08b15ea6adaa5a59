//! The facts of a refusal about a preparation.

use super::{Facts, action::action, capacity, facts, joined};
use crate::preparation::{Refusal, complete::Missing, event::ItemRef};

/// The most missing items that a refusal names one by one; their number is always told.
const MISSING_TOLD_MAX: usize = 100;

/// The facts of a refusal about a preparation.
pub fn preparation(refusal: &Refusal) -> Facts {
    use Refusal as R;
    match refusal {
        R::PreparationUnknown | R::AlreadyBegun | R::NoLists => Vec::new(),
        R::NotPermitted { acted_as } => {
            vec![("acted_as", capacity(acted_as)), ("needs", "coordinator".into())]
        }
        R::ListUnknown { list, known } => vec![("list", list.to_string()), ("known", joined(known))],
        R::Repeated { list } | R::ListAlreadyTaken { list } => facts([("list", list)]),
        R::ListNotTaken { list, taken } => vec![("list", list.to_string()), ("taken", joined(taken))],
        R::ItemUnknown { at } => item(at),
        R::OtherKind { at, noted, is } => {
            let mut told = item(at);
            told.extend(facts([("noted", noted), ("is", is)]));
            told
        }
        R::DateInFuture { given, today } => facts([("given", given), ("today", today)]),
        R::FewInTheClear { threshold } => facts([("threshold", threshold)]),
        R::TooMany { max } => facts([("max", max)]),
        R::Action(refusal) => action(refusal),
        R::NotPrepared { round, missing } => {
            let count: usize = missing.iter().map(|missing| missing.items.len()).sum();
            vec![
                ("round", round.to_string()),
                ("count", count.to_string()),
                ("missing", joined(&named(missing))),
            ]
        }
    }
}

fn item(at: &ItemRef) -> Facts {
    vec![("list", at.list.to_string()), ("item", at.item.to_string())]
}

/// Items as `gespreksmap:3.7`.
fn named(missing: &[Missing]) -> Vec<String> {
    let items = missing.iter().flat_map(|of| of.items.iter().map(move |item| (of, item)));
    items.take(MISSING_TOLD_MAX).map(|(of, item)| format!("{}:{item}", of.list)).collect()
}
