//! The route: rounds with their steps, and ends.

use domain::{
    framework::{End, EndKind, Round, Route, check::Place},
    ids::{EndId, FormatId, RoundId},
};

use super::{source::Source, steps, table::Table};

const ROUND_KEYS: &[&str] = &["id", "name", "opens_with", "prepared", "step"];

pub(super) fn read(root: &Table<'_>, source: &mut Source<'_>) -> Route {
    let mut route = Route::default();
    for table in root.tables("round", "[[round]]", ROUND_KEYS, source) {
        let Some(round) = round(&table, source) else { continue };
        route.steps.extend(steps::read(&round, &table, source));
        route.rounds.push(round);
    }
    let ends = root.tables("end", "[[end]]", &["id", "name", "kind"], source);
    route.ends = ends.iter().filter_map(|table| end(table, source)).collect();
    route
}

fn round(table: &Table<'_>, source: &mut Source<'_>) -> Option<Round> {
    let id: Option<RoundId> = table.id("id", source);
    let name = table.text("name", source);
    let opens_with: Option<Vec<FormatId>> =
        table.require("opens_with", source).and_then(|value| value.ids(source));
    let prepared = table.get("prepared").map_or(Some(Vec::new()), |value| value.ids(source));
    let id = id?;
    source.place(&Place::Round(id.clone()), table);
    Some(Round { id, name: name?, opens_with: opens_with?, prepared: prepared? })
}

fn end(table: &Table<'_>, source: &mut Source<'_>) -> Option<End> {
    let id: Option<EndId> = table.id("id", source);
    let name = table.text("name", source);
    let kind =
        table.require("kind", source).and_then(|value| value.word(&EndKind::ALL, EndKind::name, source));
    let id = id?;
    source.place(&Place::End(id.clone()), table);
    Some(End { id, name: name?, kind: kind? })
}
