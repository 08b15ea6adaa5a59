//! What can be expected, as a coordinator types it: of a draft on this machine, of a route, of a dossier; and what another
//! framework would have meant.

use serde_json::json;
use tests::{
    site::{Site, alkmaar_kort},
    terminal::Terminal,
};

use super::{heiloo, list, opened, submitted, text};

/// Where nobody listens.
const NOWHERE: &str = "http://127.0.0.1:1";

#[test]
fn a_draft_is_asked_on_this_machine_without_a_service() {
    let at = Terminal::at(NOWHERE.to_owned(), "nobody");
    at.write("kort.toml", alkmaar_kort());
    let line = ["forecast", "route", "--draft", "kort.toml", "--on", "2026-01-05"];
    let told = at.done(&line);
    assert!(told.starts_with("Dien uiterlijk "), "the sentence comes first: {told}");
    for words in
        ["kan Regisseuroverleg besluiten op 24 maart 2026", "De hele weg: Dien uiterlijk ", "2026-02-19"]
    {
        assert!(told.contains(words), "{words:?} is not in {told}");
    }
    let english = at.done(&[&line[..], &["--lang", "en"]].concat());
    assert!(english.starts_with("Submit by "), "{english}");

    let answer = at.json(&[&line[..], &["--later", "businesscase=2026-09-01"]].concat());
    assert_eq!(answer["reflects"], json!(null), "nobody was asked");
    let rounds = list(&answer["forecast"]["rounds"]);
    assert_eq!((&rounds[1]["submitted_on"], &rounds[1]["at_once"]), (&json!("2026-09-01"), &json!(false)));
    assert_eq!(rounds[0]["passages"][0]["outcome"], "noted");
    assert_eq!(rounds[0]["outlook"]["act"], "submit");

    at.write("stuk.toml", &alkmaar_kort().replace("next = \"voorstel-rbo\"", "next = \"voorstel-nergens\""));
    let failure = at.failure(2, &["forecast", "route", "--draft", "stuk.toml"]);
    assert!(text(&failure["places"][0]["place"]).starts_with("stuk.toml:"), "{failure:#}");
    let failure = at.failure(1, &["forecast", "route", "--draft", "kort.toml", "--round", "uitvoering"]);
    assert_eq!(failure["rule"], "ROUND_UNKNOWN");
    at.failure(2, &["forecast", "route", "--draft", "kort.toml", "--later", "businesscase"]);
}

#[tokio::test]
async fn a_service_says_the_same_of_an_adopted_framework() {
    let site = Site::open().await;
    let heiloo = heiloo(&site);
    let adopted = heiloo.json(&["forecast", "route", "--on", "2026-01-05"]);
    assert_eq!(adopted["framework"]["id"], "regio-alkmaar");
    assert_eq!(adopted["forecast"]["rounds"][0]["outlook"]["decides_on"], "2026-06-18");
    heiloo.write("kader.toml", tests::site::alkmaar());
    let here = heiloo.json(&["forecast", "route", "--draft", "kader.toml", "--on", "2026-01-05"]);
    assert_eq!(here["forecast"], adopted["forecast"]);
    heiloo.failure(4, &["forecast", "route", "regio-duin"]);
}

#[tokio::test]
async fn a_coordinator_follows_what_can_be_expected_of_a_dossier() {
    let site = Site::open().await;
    let heiloo = heiloo(&site);
    let dossier = opened(&heiloo, "Voorbeeld: nog in te dienen");
    let told = heiloo.done(&["forecast", "dossier", &dossier]);
    assert!(told.contains(&dossier) && told.contains("Dien uiterlijk "), "{told}");
    let before = heiloo.json(&["forecast", "dossier", &dossier, "--on", "2199-01-01"]);
    assert_eq!(before["forecast"]["rounds"][0]["submitted_on"], "2199-01-01");

    let sent = submitted(&heiloo, "Voorbeeld: ingediend");
    let answer = heiloo.json(&["forecast", "dossier", &sent]);
    assert_eq!(answer["forecast"]["rounds"][0]["outlook"]["act"], "treat");
    assert_eq!(
        heiloo.failure(1, &["forecast", "dossier", &sent, "--on", "2199-01-01"])["rule"],
        "NOT_AWAITED"
    );
    let told = heiloo.done(&["forecast", "dossier", &sent]);
    assert!(told.contains("Behandelt Beleidsoverleg het dossier uiterlijk "), "{told}");
}

#[tokio::test]
async fn a_draft_is_compared_with_what_happened() {
    let site = Site::open().await;
    let heiloo = heiloo(&site);
    submitted(&heiloo, "Voorbeeld: nog niet besloten");
    heiloo.write("kort.toml", alkmaar_kort());
    let told = heiloo.done(&["forecast", "compare", "--draft", "kort.toml"]);
    assert!(
        told.starts_with("Er is in deze periode geen dossier om te vergelijken. Niet vergeleken: 1"),
        "{told}"
    );
    let site = decided(site).await;
    let line = ["forecast", "compare", "--draft", "kort.toml", "--details"];
    let told = heiloo.done(&line);
    for words in ["Van indienen tot besluit duurde het ", "Regisseuroverleg", "Totaal", "OZA-"] {
        assert!(told.contains(words), "{words:?} is not in {told}");
    }
    let answer = heiloo.json(&line);
    let [compared] = list(&answer["dossiers"]) else { panic!("{answer:#}") };
    assert!(compared["really"]["total_days"].as_u64() <= Some(1), "all of it was on one day: {answer:#}");
    assert!(compared["other"]["total_days"].as_u64() < compared["own"]["total_days"].as_u64(), "{answer:#}");
    drop(site);
}

/// One more dossier whose first round was decided.
async fn decided(site: Site) -> Site {
    let dossier = site.coordinator("gemeente-heiloo").open("Voorbeeld: besloten").await.unwrap();
    site.bring_to_end(&dossier).await;
    site
}
