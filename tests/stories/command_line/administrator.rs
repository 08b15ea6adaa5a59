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
