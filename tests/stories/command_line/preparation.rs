//! A coordinator types how they prepare: which lists there are, what was done and answered, how many pupils, with whom, and what is open.

use serde_json::json;
use tests::{people::Person, site::Site, terminal::Terminal};

use super::{heiloo, list, opened, position, secretary, text};
use crate::prepared_before_submitting::with_lists;

#[tokio::test]
async fn a_coordinator_prepares_a_dossier_on_the_command_line() {
    let site = Site::with(&[&with_lists("")]).await;
    let heiloo = heiloo(&site);

    // The lists that ship can be read, and taken over byte for byte.
    let shipped = heiloo.json(&["framework", "checklists"]);
    let names: Vec<_> = list(&shipped["checklists"]).iter().map(|one| text(&one["checklist_id"])).collect();
    assert_eq!(names, ["stappenplan-zio", "gespreksmap", "gespreksmap-emb"]);
    let file = heiloo.done(&["framework", "checklists", "gespreksmap"]);
    assert!(file.contains("[[checklist]]\nid = \"gespreksmap\"\n"), "{file}");

    let dossier = opened(&heiloo, "Voorbeeld: groep die wordt voorbereid");
    let none = heiloo.failure(4, &["prepare", "show", &dossier]);
    assert_eq!(none["rule"], "PREPARATION_UNKNOWN");
    let lists = ["--list", "stappenplan-zio", "--list", "gespreksmap"];
    heiloo.json(&[&["prepare", "begin", &dossier][..], &lists].concat());
    let step = ["--on", "2026-02-10", "--holder", "directie", "--result", "Een persona."];
    heiloo.json(&[&["prepare", "step", &dossier, "3"][..], &step].concat());
    heiloo.json(&[
        "prepare",
        "answer",
        &dossier,
        "2.1",
        "Om tien.",
        "--agreement",
        "Wij tellen weer.",
        "--with",
        "school",
    ]);
    let source = ["--on", "2025-10-01", "--source", "telling"];
    heiloo.json(&[&["prepare", "count", &dossier, "gespreksmap:a", "23"][..], &source].concat());
    heiloo.json(&[&["prepare", "count", &dossier, "d", "7"][..], &source].concat());
    heiloo.json(&["prepare", "partner", &dossier, "gemeenten", "--spoken-on", "2026-02-12"]);
    heiloo.json(&["prepare", "partner", &dossier, "zorgkantoren", "--not-yet"]);
    let support = ["--on", "2026-02-20", "--by", "het bestuur"];
    let last = heiloo.json(&[&["prepare", "support", &dossier, "bestuurlijk"][..], &support].concat());
    let after = position(&last);

    let shown = heiloo.json(&["prepare", "show", &dossier, "--after", &after]);
    let progress: Vec<_> = list(&shown["preparation"]["checklists"])
        .iter()
        .map(|one| (text(&one["checklist_id"]), one["done"].clone(), one["of"].clone()))
        .collect();
    assert_eq!(
        progress,
        [("stappenplan-zio".to_owned(), json!(2), json!(8)), ("gespreksmap".to_owned(), json!(5), json!(54)),]
    );
    let told = heiloo.done(&["prepare", "show", &dossier, "--after", &after]);
    for words in [
        "2 van 8 gedaan",
        "Een persona.",
        "Wij tellen weer.",
        "nog niet gesproken",
        "klein aantal",
        "het bestuur",
    ] {
        assert!(told.contains(words), "{words:?} is not in {told}");
    }
    let open =
        heiloo.json(&["prepare", "show", &dossier, "--list", "stappenplan-zio", "--open", "--after", &after]);
    let themes = list(&open["preparation"]["checklists"][0]["themes"]);
    let items: Vec<_> =
        themes.iter().flat_map(|theme| list(&theme["items"])).map(|item| text(&item["item_id"])).collect();
    assert_eq!(items, ["1", "2", "4", "5", "6", "uitvoerend", "beleid"]);

    // Who does not answer for the dossier reads all but the small number.
    let seen = secretary(&site, "pora").done(&["prepare", "show", &dossier, "--after", &after]);
    assert!(seen.contains("23 2025-10-01") && seen.contains("minder dan 10"), "{seen}");
    // The auditor names its history as records do.
    let history = format!("preparation.{}", text(&shown["preparation"]["dossier_id"]));
    let read = Terminal::of(&site, &Person::Auditor).done(&["history", &history]);
    assert!(read.contains("De voorbereiding is begonnen"), "{read}");
    let failure = heiloo.failure(2, &["prepare", "answer", &dossier, "gespreksmap:", "ja"]);
    assert!(text(&failure["message"]).contains("gespreksmap:2.4"), "{failure:#}");
}

#[tokio::test]
async fn a_coordinator_keeps_an_action_list_on_the_command_line() {
    let site = Site::with(&[&with_lists("")]).await;
    let heiloo = heiloo(&site);
    let dossier = opened(&heiloo, "Voorbeeld: groep met afspraken");
    heiloo.json(&["prepare", "begin", &dossier, "--list", "gespreksmap"]);
    let agreed = ["--what", "Nagaan wat vervoer kost.", "--party", "gemeente-heiloo", "--by", "Anja"];
    let days = ["--due", "2026-02-28", "--on", "2026-02-12"];
    let agreed = heiloo.json(&[&["prepare", "agree", &dossier][..], &agreed, &days].concat());
    assert_eq!(agreed["action_number"], 1);
    let after = position(&agreed);
    let told = heiloo.done(&["prepare", "show", &dossier, "--open", "--after", &after]);
    assert!(told.contains("Nagaan wat vervoer kost.") && told.contains("open, over de termijn"), "{told}");
    let closing = ["--on", "2026-02-25", "--done", "De brief van Heiloo."];
    let after = position(&heiloo.json(&[&["prepare", "close", &dossier, "1"][..], &closing].concat()));
    let told = heiloo.done(&["prepare", "show", &dossier, "--after", &after]);
    assert!(told.contains("gedaan op 2026-02-25: De brief van Heiloo."), "{told}");
    let open = heiloo.json(&["prepare", "show", &dossier, "--open", "--after", &after]);
    assert_eq!(list(&open["preparation"]["actions"]).len(), 0);
}
