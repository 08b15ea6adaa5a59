//! The ladder: what leads onto it, and its rungs.

use domain::{
    framework::{Holder, Ladder, Opener, Rung, check::Place},
    ids::RungId,
};

use super::{source::Source, table::Table};

const RUNG_KEYS: &[&str] = &["id", "name", "body", "party", "function", "term_days"];
/// How often a dossier may come to the ladder from one step when the framework does not say.
const TIMES_MAX_DEFAULT: u32 = 2;

pub(super) fn read(root: &Table<'_>, source: &mut Source<'_>) -> Ladder {
    let tables = root.tables("ladder", "[[ladder]]", RUNG_KEYS, source);
    let rungs = tables.iter().filter_map(|table| rung(table, source)).collect();
    let mut ladder = Ladder { rungs, ..Ladder::default() };
    match root.get("escalation") {
        Some(value) => {
            let Some(table) = value.table("[escalation]", &["opened_by", "times_max"], source) else {
                return ladder;
            };
            source.place(&Place::Ladder, &table);
            let openers = table.require("opened_by", source).and_then(|value| value.list(source));
            let openers = openers.unwrap_or_default();
            ladder.opened_by = (openers.iter())
                .filter_map(|opener| opener.word(&Opener::ALL, Opener::name, source))
                .collect();
            ladder.times_max = table.number_or("times_max", TIMES_MAX_DEFAULT, source).unwrap_or_default();
        }
        None => {
            if let Some(first) = tables.first() {
                source.place(&Place::Ladder, first);
                ladder.times_max = TIMES_MAX_DEFAULT;
            }
        }
    }
    ladder
}

/// A rung of which anything could not be read is left out, so that no fault is told of what was meant well.
fn rung(table: &Table<'_>, source: &mut Source<'_>) -> Option<Rung> {
    let before = source.count();
    let id: Option<RungId> = table.id("id", source);
    let name = table.text("name", source);
    let holder = holder(table, source);
    let term_days = table.require("term_days", source).and_then(|value| value.number(source));
    let id = id?;
    source.place(&Place::Rung(id.clone()), table);
    let rung = Rung { id, name: name?, holder: holder?, term_days: term_days? };
    (source.count() == before).then_some(rung)
}

/// One of three keys says whose it is.
fn holder(table: &Table<'_>, source: &mut Source<'_>) -> Option<Holder> {
    let (body, party, function) = (table.get("body"), table.get("party"), table.get("function"));
    match (body, party, function) {
        (Some(value), None, None) => value.id(source).map(Holder::Body),
        (None, Some(value), None) => value.id(source).map(Holder::Party),
        (None, None, Some(value)) => value.text(source).map(|text| Holder::Function(text.to_owned())),
        (..) => {
            source.report(table.at(), "HOLDER_UNCLEAR", &[]);
            None
        }
    }
}
