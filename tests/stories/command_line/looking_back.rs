//! An auditor looks back: an agenda with the papers of then, the whole story of a dossier with its rules, and what changed
//! between two moments.

use serde_json::json;
use tests::{people::Person, site::Site, terminal::Terminal};

use super::{WORDS, heiloo, list, position, secretary, submitted, text};

#[tokio::test]
async fn an_auditor_sees_an_agenda_as_it_stood_with_its_papers() {
    let site = Site::open().await;
    let dossier = submitted(&heiloo(&site), "Voorbeeld: groep van toen");
    let auditor = Terminal::of(&site, &Person::Auditor);
    let then = auditor.json(&["agenda", "beleidsoverleg"])["reflects"]["position"].to_string();
    let body = secretary(&site, "beleidsoverleg");
    let today = text(&auditor.json(&["agenda", "beleidsoverleg"])["items"][0]["arrived_on"]);
    body.json(&["record", &dossier, "--outcome", "noted", "--on", &today]);

    let agenda = auditor.json(&["audit", "as-of", &then, "--body", "beleidsoverleg", "--documents"]);
    let [item] = list(&agenda["items"]) else { panic!("{agenda:#}") };
    assert_eq!(item["reference"], dossier.as_str());
    assert_eq!(agenda["reflects"]["position"].to_string(), then);
    let [paper] = list(&agenda["papers"]) else { panic!("{agenda:#}") };
    assert_eq!(
        (&paper["document"]["format"], &paper["document"]["version"]),
        (&json!("voorstel"), &json!(1))
    );
    let shown = auditor.done(&["audit", "as-of", &then, "--body", "beleidsoverleg", "--documents"]);
    for told in [dossier.as_str(), "1 dossier wacht", "sha256", WORDS] {
        assert!(shown.contains(told), "{told}: {shown}");
    }
    let without = auditor.done(&["audit", "as-of", &then, "--body", "beleidsoverleg"]);
    assert!(without.contains("sha256") && !without.contains(WORDS));
    // Since then it has gone on.
    let now = auditor.json(&["audit", "as-of", &today, "--body", "beleidsoverleg"]);
    assert_eq!(now["items"], json!([]));
    auditor.failure(4, &["audit", "as-of", &then, "--body", "raad"]);
}

#[tokio::test]
async fn an_auditor_reads_the_whole_story_and_its_rules() {
    let site = Site::open().await;
    let dossier = submitted(&heiloo(&site), "Voorbeeld: groep met een verhaal");
    let auditor = Terminal::of(&site, &Person::Auditor);
    let today = text(&auditor.json(&["agenda", "beleidsoverleg"])["items"][0]["arrived_on"]);
    let noted = ["record", &dossier, "--outcome", "noted", "--on", &today];
    secretary(&site, "beleidsoverleg").json(&noted);
    let advice = [
        &["record", dossier.as_str(), "--outcome", "positive-with-conditions", "--on", &today][..],
        &["--condition", "Er is vervoer.", "--motivation", "Goed plan."],
    ];
    let advised = position(&secretary(&site, "rbo").json(&advice.concat()));
    heiloo(&site).json(&["answer", &dossier, "1=De gemeente rijdt."]);

    let story = auditor.json(&["audit", "dossier", &dossier]);
    let revisions: Vec<_> = list(&story["records"]).iter().map(|it| it["revision"].clone()).collect();
    assert_eq!(revisions, [json!(1), json!(2), json!(3), json!(4), json!(5), json!(6)]);
    let rbo = &story["records"][4]["explanation"];
    assert_eq!((&rbo["role"], &rbo["treated_on"]), (&json!("advises"), &json!(today)));
    let expected = json!([{"number": 1, "set": [5], "answered": [6], "judged": []}]);
    assert_eq!(story["conditions"], expected);
    assert!(!story.to_string().contains(WORDS), "the words of documents are read with document");

    let told = auditor.done(&["audit", "dossier", &dossier]);
    for part in
        ["RBO gaf op", "Goed plan.", "Voorwaarde 1", "Antwoord 1", "secretaris van rbo", "stap voorstel-rbo"]
    {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(!told.contains("term_days"), "rules are told when they are asked for");
    let explained = auditor.done(&["audit", "dossier", &dossier, "--explain"]);
    let next = "[step voorstel-rbo: positive-with-conditions -> step voorstel-regisseuroverleg]";
    for part in ["Waarom:", next, "werkdagen na", "term_days 50"] {
        assert!(explained.contains(part), "{part}: {explained}");
    }
    let english = auditor.done(&["audit", "dossier", &dossier, "--explain", "--lang", "en"]);
    assert!(english.contains("working days after") && english.contains(next), "{english}");

    let then = auditor.json(&["audit", "dossier", &dossier, "--as-of", &advised]);
    assert_eq!(list(&then["records"]).len(), 5);
    assert_eq!(then["conditions"][0]["answered"], json!([]));
}

#[tokio::test]
async fn an_auditor_sees_what_changed() {
    let site = Site::open().await;
    let first = submitted(&heiloo(&site), "Voorbeeld: groep die er al was");
    let auditor = Terminal::of(&site, &Person::Auditor);
    let from = auditor.json(&["dossiers"])["reflects"]["position"].to_string();
    let today = text(&auditor.json(&["agenda", "beleidsoverleg"])["items"][0]["arrived_on"]);
    secretary(&site, "beleidsoverleg").json(&["record", &first, "--outcome", "noted", "--on", &today]);
    let second = submitted(&heiloo(&site), "Voorbeeld: groep die erbij kwam");

    let changed = auditor.stream(&["audit", "compare", &from]);
    let kinds: Vec<_> = changed.iter().map(|it| text(&it["difference"])).collect();
    assert_eq!(kinds, ["dossier", "dossier", "agenda", "agenda", "compared"]);
    assert_eq!((&changed[0]["reference"], &changed[1]["reference"]), (&json!(first), &json!(second)));
    assert_eq!(changed[1]["phase_from"], json!(null));
    let agenda = &changed[2];
    assert_eq!(agenda["body"]["id"], "beleidsoverleg");
    let numbers =
        |side: &str| list(&agenda[side]).iter().map(|it| text(&it["reference"])).collect::<Vec<_>>();
    assert_eq!((numbers("came"), numbers("left")), (vec![second.clone()], vec![first.clone()]));

    let told = auditor.done(&["audit", "compare", &from]);
    for part in
        [first.as_str(), second.as_str(), "Agenda van RBO", "Erbij", "Eraf", "ter kennisname", "Vergeleken"]
    {
        assert!(told.contains(part), "{part}: {told}");
    }
    let of_body = auditor.stream(&["audit", "compare", &from, "--body", "rbo"]);
    assert_eq!(of_body.len(), 3, "one dossier, its agenda, the end");
    // A day that has not ended is no moment to compare from.
    auditor.failure(2, &["audit", "compare", &today]);
    auditor.failure(4, &["audit", "compare", "1", "--body", "raad"]);
}
