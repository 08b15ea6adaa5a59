//! Parties and bodies.

use domain::{
    calendar::MeetingRule,
    framework::{Body, Party, Quorum, check::Place},
    ids::{BodyId, PartyId},
};

use super::{source::Source, table::Table, value::Value, value::clip};
use crate::words::fact;

const BODY_KEYS: &[&str] =
    &["id", "name", "composition", "seats", "quorum", "meets", "papers_due_days", "dispatch_days"];

pub(super) fn parties(root: &Table<'_>, source: &mut Source<'_>) -> Vec<Party> {
    let tables = root.tables("party", "[[party]]", &["id", "name", "kind"], source);
    tables.iter().filter_map(|table| party(table, source)).collect()
}

fn party(table: &Table<'_>, source: &mut Source<'_>) -> Option<Party> {
    let id: Option<PartyId> = table.id("id", source);
    let name = table.text("name", source);
    let kind = table.id("kind", source);
    let id = id?;
    source.place(&Place::Party(id.clone()), table);
    Some(Party { id, name: name?, kind: kind? })
}

pub(super) fn bodies(root: &Table<'_>, source: &mut Source<'_>) -> Vec<Body> {
    let tables = root.tables("body", "[[body]]", BODY_KEYS, source);
    tables.iter().filter_map(|table| body(table, source)).collect()
}

/// A body of which anything could not be read is left out, so that no fault is told of what was meant well.
fn body(table: &Table<'_>, source: &mut Source<'_>) -> Option<Body> {
    let before = source.count();
    let id: Option<BodyId> = table.id("id", source);
    let name = table.text("name", source);
    let composition = table.text("composition", source);
    let seats = table.require("seats", source).and_then(|value| value.ids(source));
    let quorum = table.get("quorum").map_or(Some(Quorum::default()), |value| quorum(&value, source));
    let meets = table.get("meets").and_then(|value| meeting_rule(&value, source));
    let papers_due_days = table.number_or("papers_due_days", 0, source);
    let dispatch_days = table.number_or("dispatch_days", papers_due_days.unwrap_or(0), source);
    let id = id?;
    source.place(&Place::Body(id.clone()), table);
    let body = Body {
        id,
        name: name?,
        composition: composition?,
        seats: seats?,
        quorum: quorum?,
        meets,
        papers_due_days: papers_due_days?,
        dispatch_days: dispatch_days?,
    };
    (source.count() == before).then_some(body)
}

fn quorum(value: &Value<'_>, source: &mut Source<'_>) -> Option<Quorum> {
    let table = value.table("quorum", &["parties", "per_kind"], source)?;
    let parties = table.number_or("parties", 0, source);
    let per_kind = table.number_or("per_kind", 0, source);
    Some(Quorum { parties: parties?, per_kind: per_kind? })
}

fn meeting_rule(value: &Value<'_>, source: &mut Source<'_>) -> Option<MeetingRule> {
    let text = value.text(source)?;
    match text.parse() {
        Ok(rule) => Some(rule),
        Err(error) => {
            let facts = [fact("given", clip(text)), fact("message", error)];
            value.report(source, "INVALID_MEETING_RULE", &facts);
            None
        }
    }
}
