//! The lists by which proposals are prepared: written out, or taken over from the program by name and digest.

use domain::{
    framework::{
        Checklist,
        check::Place,
        checklist::{Item, ItemKind, StepWords, Theme},
    },
    ids::{ChecklistId, ItemId},
};
use toml::de::DeTable;

use super::{
    source::{Part, Source},
    table::Table,
    value::{Value, clip},
};
use crate::{shipped, words::fact};

const LIST_KEYS: &[&str] = &["id", "sha256", "title", "version", "source", "theme"];
const OWN_KEYS: &[&str] = &["title", "version", "source", "theme"];
const THEME_KEYS: &[&str] = &["id", "title", "step", "question", "count", "partner", "support"];
const ITEM_KEYS: &[&str] = &["id", "text", "at", "optional"];
const STEP_KEYS: &[&str] = &["id", "text", "at", "optional", "goal", "holder", "to_do", "tools", "result"];

pub(super) fn read(root: &Table<'_>, source: &mut Source<'_>) -> Vec<Checklist> {
    let tables = root.tables("checklist", "[[checklist]]", LIST_KEYS, source);
    tables.iter().filter_map(|table| list(table, source)).collect()
}

/// The list of a file that ships with the program; `None` if it cannot be read, which a test makes sure never is so.
pub(super) fn of_file(text: &str) -> Option<Checklist> {
    let mut source = Source::new(text);
    source.part = Part::Checklists;
    let root = DeTable::parse(text).ok()?;
    let root = Table::root(&root, &["checklist"], &mut source);
    let mut lists = read(&root, &mut source);
    if source.is_faulty() { None } else { lists.pop() }
}

/// A list of which anything could not be read is left out, so that no fault is told of what was meant well.
fn list(table: &Table<'_>, source: &mut Source<'_>) -> Option<Checklist> {
    let before = source.count();
    let id: ChecklistId = table.id("id", source)?;
    source.place(&Place::Checklist(id.clone()), table);
    if let Some(digest) = table.get("sha256") {
        for own in OWN_KEYS.iter().filter_map(|key| table.get(key)) {
            own.report(source, "CHECKLIST_WRITTEN_TWICE", &[]);
        }
        let list = taken_over(&id, &digest, source);
        return list.filter(|_| source.count() == before);
    }
    let title = table.text("title", source);
    let version = table.text("version", source);
    let origin = table.text("source", source);
    let (mut themes, mut items) = (Vec::new(), Vec::new());
    table.require("theme", source);
    for theme in table.tables("theme", "[[checklist.theme]]", THEME_KEYS, source) {
        themes.extend(self::theme(&id, &theme, &mut items, source));
    }
    let list = Checklist { id, title: title?, version: version?, source: origin?, themes, items };
    (source.count() == before).then_some(list)
}

/// The shipped list of this name, if it is exactly the one that is meant.
fn taken_over(id: &ChecklistId, digest: &Value<'_>, source: &mut Source<'_>) -> Option<Checklist> {
    let given = digest.text(source)?;
    let named: Vec<_> = shipped::checklists().into_iter().filter(|list| list.id == id.as_str()).collect();
    let Some(newest) = named.last() else {
        let known: Vec<_> = shipped::checklists().iter().map(|list| list.id).collect();
        digest.report(source, "CHECKLIST_NOT_SHIPPED", &[fact("given", id), fact("known", known.join(", "))]);
        return None;
    };
    let Some(meant) = named.iter().find(|list| list.sha256() == given) else {
        let facts = [fact("given", clip(given)), fact("checklist", id), fact("shipped", newest.sha256())];
        digest.report(source, "CHECKLIST_DIFFERS", &facts);
        return None;
    };
    of_file(meant.text)
}

fn theme(
    list: &ChecklistId,
    table: &Table<'_>,
    items: &mut Vec<Item>,
    source: &mut Source<'_>,
) -> Option<Theme> {
    let id: Option<ItemId> = table.id("id", source);
    let title = table.text("title", source);
    let id = id?;
    source.place(&Place::ChecklistTheme(list.clone(), id.clone()), table);
    for kind in ItemKind::ALL {
        let (name, keys) = match kind {
            ItemKind::Step => ("[[checklist.theme.step]]", STEP_KEYS),
            ItemKind::Question => ("[[checklist.theme.question]]", ITEM_KEYS),
            ItemKind::Count => ("[[checklist.theme.count]]", ITEM_KEYS),
            ItemKind::Partner => ("[[checklist.theme.partner]]", ITEM_KEYS),
            ItemKind::Support => ("[[checklist.theme.support]]", ITEM_KEYS),
        };
        for table in table.tables(kind.name(), name, keys, source) {
            items.extend(item(list, &id, kind, &table, source));
        }
    }
    Some(Theme { id, title: title? })
}

fn item(
    list: &ChecklistId,
    theme: &ItemId,
    kind: ItemKind,
    table: &Table<'_>,
    source: &mut Source<'_>,
) -> Option<Item> {
    let id: Option<ItemId> = table.id("id", source);
    let text = table.text("text", source);
    let at = table.get("at").and_then(|value| value.text(source).map(str::to_owned));
    let optional = table.get("optional").map_or(Some(false), |value| value.flag(source));
    let step = match kind {
        ItemKind::Step => Some(Box::new(step(table, source)?)),
        ItemKind::Question | ItemKind::Count | ItemKind::Partner | ItemKind::Support => None,
    };
    let id = id?;
    source.place(&Place::ChecklistItem(list.clone(), id.clone()), table);
    Some(Item { id, theme: theme.clone(), kind, text: text?, at, optional: optional?, step })
}

fn step(table: &Table<'_>, source: &mut Source<'_>) -> Option<StepWords> {
    let goal = table.text("goal", source);
    let holder = table.text("holder", source);
    let to_do = table.require("to_do", source).and_then(|value| value.texts(source));
    let tools = table.get("tools").map_or(Some(Vec::new()), |value| value.texts(source));
    let result = table.text("result", source);
    Some(StepWords { goal: goal?, holder: holder?, to_do: to_do?, tools: tools?, result: result? })
}
