//! An administrator types: what is wrong with a framework file, its drawing, that it holds from now on, and what the
//! register knows.

use serde_json::json;
use tests::{
    people::Person,
    site::{Site, alkmaar, alkmaar_kort},
    terminal::Terminal,
};

use super::{list, text};

#[tokio::test]
async fn a_framework_is_checked_drawn_and_adopted() {
    let site = Site::bare(&[alkmaar()], |home| home).await;
    let desk = Terminal::of(&site, &Person::Administrator);
    desk.write("kader.toml", alkmaar());
    let sound = desk.json(&["framework", "check", "kader.toml"]);
    assert_eq!((&sound["framework"]["id"], list(&sound["findings"]).len()), (&json!("regio-alkmaar"), 0));
    assert_eq!(sound["rounds"], 2);

    let drawing = desk.done(&["framework", "draw", "kader.toml"]);
    assert!(drawing.contains("flowchart") && drawing.contains("PORA"), "{drawing}");
    desk.done(&["framework", "draw", "kader.toml", "--svg", "--out", "kader.svg"]);
    let picture = desk.read("kader.svg");
    assert!(picture.contains("<svg") && picture.trim_end().ends_with("</svg>"), "{picture}");

    let adopted = desk.json(&["framework", "adopt", "kader.toml"]);
    assert_eq!(adopted["framework"], sound["framework"]);
    let listed = desk.json(&["framework", "list"]);
    let [version] = list(&listed["frameworks"]) else { panic!("{listed:#}") };
    assert_eq!((&version["digest"], &version["in_force"]), (&sound["framework"]["digest"], &json!(true)));
    assert_eq!(desk.done(&["framework", "show", "regio-alkmaar"]), alkmaar(), "byte for byte");
    assert_eq!(desk.json(&["framework", "show", "regio-alkmaar"])["file"], alkmaar());
}

#[tokio::test]
async fn everything_that_is_wrong_with_a_framework_is_told_at_once() {
    let site = Site::bare(&[alkmaar()], |home| home).await;
    let desk = Terminal::of(&site, &Person::Administrator);
    let faulty = alkmaar().replace("next = \"voorstel-pora\"", "next = \"voorstel-nergens\"");
    let faulty = faulty.replace("body = \"rbo\"", "body = \"niemand\"");
    desk.write("kader.toml", &faulty);
    for line in [["framework", "check", "kader.toml"], ["framework", "adopt", "kader.toml"]] {
        let failure = desk.failure(2, &line);
        let told = failure["places"].to_string();
        assert!(told.contains("voorstel-nergens") && told.contains("niemand"), "{failure:#}");
        for place in list(&failure["places"]) {
            let at = text(&place["place"]);
            let number = at.strip_prefix("kader.toml:").and_then(|line| line.parse::<usize>().ok());
            assert!(number.is_some_and(|line| (1..=faulty.lines().count()).contains(&line)), "{at}");
        }
    }
    assert_eq!(list(&desk.json(&["framework", "list"])["frameworks"]).len(), 0);
    desk.write("kort.toml", alkmaar_kort());
    assert_eq!(desk.json(&["framework", "check", "kort.toml"])["findings"], json!([]));
}

#[tokio::test]
async fn an_arrangement_that_exists_is_put_in_the_register() {
    let site = Site::open().await;
    let desk = Terminal::of(&site, &Person::Administrator);
    let mut parties = site.frameworks()[0].parties.iter().map(|party| party.id.to_string());
    let party = parties.find(|id| !id.starts_with("gemeente")).unwrap();
    let name = "Voorbeeld: groep die er al was";
    desk.json(&["register", "add", name, "--party", &party, "--level", "group"]);
    let found = desk.json(&["register", "--contains", "er al was"]);
    assert!(found.to_string().contains(name), "{found:#}");
    assert!(!desk.json(&["register", "--contains", "nooit"]).to_string().contains(name));
}

#[tokio::test]
async fn words_are_erased_by_a_second_administrator_and_a_history_is_confirmed() {
    let site = Site::open().await;
    let dossier = site.coordinator("gemeente-heiloo").open("Voorbeeld: titel met een naam").await.unwrap();
    let (first, second) =
        (Terminal::of(&site, &Person::Administrator), Terminal::of(&site, &Person::Versatile));
    let asked = first.json(&["erase", "request", &dossier.id, "--ground", "privacy", "--text", "1:title"]);
    assert_eq!(asked["texts"], 1);
    let revision = asked["receipt"]["revision"].to_string();
    let confirm = ["erase", "confirm", &dossier.id, "--request", &revision];
    let alone = first.failure(3, &confirm);
    assert_eq!(alone["rule"], "SECOND_PERSON_NEEDED", "{alone:#}");
    let held = first.json(&["hold", "place", &dossier.id, "--reason", "Bezwaar."]);
    let hold = held["receipt"]["revision"].to_string();
    let as_administrator = [&confirm[..], &["--act-as", "administrator"]].concat();
    assert_eq!(second.failure(1, &as_administrator)["rule"], "UNDER_HOLD");
    first.done(&["hold", "lift", &dossier.id, "--hold", &hold, "--reason", "Afgehandeld."]);
    let erased = second.done(&as_administrator);
    assert!(erased.contains("Gewist") && erased.contains("ja"), "{erased}");
    let again = first.json(&["erase", "request", &dossier.id, "--ground", "procedural-fault", "--text", "3"]);
    let revision = again["receipt"]["revision"].to_string();
    first.done(&["erase", "decline", &dossier.id, "--request", &revision, "--reason", "Toch niet."]);

    let auditor = Terminal::of(&site, &Person::Auditor);
    let id = "6f6f6f6f-7d1e-4c3a-9f00-1a2b3c4d5e6f";
    let confirmed = auditor.done(&["confirm", &dossier.id, "--command-id", id]);
    assert!(confirmed.contains(id) && confirmed.contains("Bevestigd tot en met"), "{confirmed}");
    let told = auditor.done(&["history", &dossier.id, "--texts"]);
    assert!(!told.contains("titel met een naam") && told.contains("bewaarplicht"), "{told}");
    auditor.done(&["verify"]);
}
