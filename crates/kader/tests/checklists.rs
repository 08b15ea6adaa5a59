//! The lists that come with the program: the six steps of the Stappenplan and both versions of the Gespreksmap, complete.

use std::collections::BTreeSet;

use domain::framework::{
    Checklist,
    checklist::{Item, ItemKind},
};
use kader::shipped;

fn list(id: &str) -> Checklist {
    let shipped = shipped::checklists().into_iter().find(|list| list.id == id).expect("it ships");
    shipped.list().expect("it can be read")
}

fn of_kind(list: &Checklist, kind: ItemKind) -> Vec<&Item> {
    list.items.iter().filter(|item| item.kind == kind).collect()
}

/// How many items of a kind stand under each theme, in order.
fn per_theme(list: &Checklist, kind: ItemKind) -> Vec<usize> {
    let under = |theme: &_| of_kind(list, kind).iter().filter(|item| item.theme == *theme).count();
    list.themes.iter().map(|theme| under(&theme.id)).collect()
}

/// How many question marks stand under each theme.
fn question_marks(list: &Checklist) -> Vec<usize> {
    let under = |theme: &_| {
        let questions = of_kind(list, ItemKind::Question);
        questions.iter().filter(|item| item.theme == *theme).map(|item| item.text.matches('?').count()).sum()
    };
    list.themes.iter().map(|theme| under(&theme.id)).collect()
}

fn ids(items: &[&Item]) -> Vec<String> {
    items.iter().map(|item| item.id.to_string()).collect()
}

/// A framework names a list by this digest: it can never change again. A new version is a new file.
#[test]
fn what_was_shipped_stays_as_it_is() {
    let digests = shipped::checklists().map(|list| (list.id, list.sha256()));
    let digests: Vec<_> = digests.iter().map(|(id, digest)| (*id, digest.as_str())).collect();
    assert_eq!(
        digests,
        [
            ("stappenplan-zio", "7023796833a2bd47168fdf3fc75b4150ba6bb262f3ad46b55ed60fefc0b6ae9b"),
            ("gespreksmap", "0683ae2d6f81d5cb4096e526f8185b5afdef55c88ff49baf6a7d3bc4e05d0048"),
            ("gespreksmap-emb", "5f34895d03b3aa00cb8fbd905eff4bd96f014a52139814e12c9f8cf98f2d3502"),
        ]
    );
}

#[test]
fn the_stappenplan_has_its_six_steps_in_three_phases_and_three_levels_of_support() {
    let list = list("stappenplan-zio");
    let phases: Vec<_> = list.themes.iter().map(|theme| theme.title.as_str()).collect();
    assert_eq!(phases, ["Verkennen", "Betrekken", "Implementeren"]);
    assert_eq!(per_theme(&list, ItemKind::Step), [3, 1, 2]);
    assert_eq!(ids(&of_kind(&list, ItemKind::Step)), ["1", "2", "3", "4", "5", "6"]);
    assert_eq!(ids(&of_kind(&list, ItemKind::Support)), ["uitvoerend", "beleid", "bestuurlijk"]);
    let to_do: Vec<_> =
        of_kind(&list, ItemKind::Step).iter().map(|item| item.step.as_ref().unwrap().to_do.len()).collect();
    assert_eq!(to_do, [1, 2, 2, 3, 5, 3]);
    let after: Vec<_> = list.items.iter().filter(|item| item.optional).map(|item| item.id.as_str()).collect();
    assert_eq!(after, ["6"], "what comes after the decision holds nothing up");
}

#[test]
fn the_new_gespreksmap_has_six_themes_with_every_prompt_count_and_partner() {
    let list = list("gespreksmap");
    assert_eq!(list.themes.len(), 6);
    // Central question, partners question and nine; one; nine numbered and the block of one and five; two; one and six;
    // two and three.
    assert_eq!(per_theme(&list, ItemKind::Question), [1 + 1 + 9, 1, 9 + 1 + 5, 2, 1 + 6, 2 + 3]);
    assert_eq!(ids(&of_kind(&list, ItemKind::Count)), ["a", "b", "c", "d", "e", "f", "g"]);
    assert_eq!(of_kind(&list, ItemKind::Partner).len(), 7);
}

#[test]
fn the_first_gespreksmap_has_nine_themes_with_every_question_mark_count_and_partner() {
    let list = list("gespreksmap-emb");
    assert_eq!(list.themes.len(), 9);
    // The source has one more under its fifth theme, in a tip that asks nothing of the partners.
    assert_eq!(question_marks(&list), [1, 1, 6, 3, 8 - 1, 13, 10, 9, 4]);
    assert_eq!(ids(&of_kind(&list, ItemKind::Count)), ["b", "c", "d", "e", "f", "g"], "all but the first");
    assert_eq!(of_kind(&list, ItemKind::Partner).len(), 9);
}

/// Where the source has a number, the item has the same: theme 3 of the new version, theme 6 of the first.
#[test]
fn a_question_that_the_source_numbers_has_that_number() {
    for (name, theme, numbered) in [("gespreksmap", "3", 9), ("gespreksmap-emb", "6", 7)] {
        let list = list(name);
        let by_source: Vec<_> = list
            .items
            .iter()
            .filter_map(|item| {
                Some((item.id.to_string(), item.at.as_deref()?.strip_prefix("vraag ")?.to_owned()))
            })
            .collect();
        let expected: Vec<_> = (1..=numbered).map(|n| (format!("{theme}.{n}"), n.to_string())).collect();
        assert_eq!(by_source, expected, "{name}");
    }
}

#[test]
fn every_question_is_numbered_by_its_theme_and_stands_once() {
    for shipped in shipped::checklists() {
        let list = shipped.list().expect("it can be read");
        assert!(of_kind(&list, ItemKind::Question).iter().all(|item| {
            item.id.as_str().split_once('.').is_some_and(|(theme, _)| theme == item.theme.as_str())
                && item.text.contains('?')
                && item.at.is_some()
        }));
        let texts: BTreeSet<_> = list.items.iter().map(|item| &item.text).collect();
        assert_eq!(texts.len(), list.items.len(), "{}", list.id);
    }
}

#[test]
fn the_example_takes_them_over_and_asks_for_one_of_its_own() {
    let framework =
        kader::read(include_bytes!("../frameworks/voorbeelden/voorbereiding.toml")).expect("it is sound");
    let names: Vec<_> = framework.checklists.iter().map(|list| list.id.as_str()).collect();
    assert_eq!(names, ["stappenplan-zio", "gespreksmap", "gespreksmap-emb", "eigen-vragen"]);
    assert_eq!(framework.checklists[1], list("gespreksmap"));
    let round = &framework.route.rounds[0];
    assert_eq!(round.prepared, ["eigen-vragen".parse().unwrap()]);
}

/// Frameworks that were adopted before know no lists, and ask for none.
#[test]
fn a_framework_without_lists_asks_for_none() {
    let framework = kader::read(shipped::regio_alkmaar()).expect("it is sound");
    assert!(framework.checklists.is_empty());
    assert!(framework.route.rounds.iter().all(|round| round.prepared.is_empty()));
}
