//! A secretary types: what waits for the body, now and then, what it did, and that this was written down wrong.

use jiff::civil::Date;
use serde_json::json;
use tests::site::Site;

use super::{heiloo, list, position, secretary, submitted, text};

#[tokio::test]
async fn a_secretary_sees_what_waits_and_writes_down_what_was_done() {
    let site = Site::open().await;
    let title = "Voorbeeld: groep op de agenda";
    let dossier = submitted(&heiloo(&site), title);
    let desk = secretary(&site, "beleidsoverleg");

    let agenda = desk.json(&["agenda", "beleidsoverleg"]);
    let [item] = list(&agenda["items"]) else { panic!("{agenda:#}") };
    assert_eq!((&item["reference"], &item["title"]["text"]), (&json!(dossier), &json!(title)));
    assert_eq!((&item["days_waiting"], &item["overdue"]), (&json!(0), &json!(false)));
    let told = desk.done(&["agenda", "beleidsoverleg", "--details"]);
    assert!(told.contains(&dossier) && told.contains(title), "{told}");
    assert_eq!(list(&desk.json(&["agenda", "pora"])["items"]).len(), 0);

    // As it was when a day ended: on the day of arrival it waited, the day before it did not.
    let on = text(&item["arrived_on"]);
    let before = on.parse::<Date>().unwrap().yesterday().unwrap().to_string();
    for (day, rows) in [(&on, 1), (&before, 0)] {
        let then = desk.json(&["agenda", "beleidsoverleg", "--as-of", day]);
        assert_eq!(list(&then["items"]).len(), rows, "as of {day}");
    }

    let recorded = desk.json(&["record", &dossier, "--outcome", "ter kennisname", "--on", &on]);
    assert_eq!(recorded["next"]["visit"]["visit"], json!({"step": "voorstel-rbo", "number": 1}));
    let after = position(&recorded);
    let now = desk.json(&["agenda", "beleidsoverleg", "--after", &after]);
    assert_eq!(list(&now["items"]).len(), 0);
    let at = format!("{}", agenda["reflects"]["position"]);
    assert_eq!(desk.json(&["agenda", "beleidsoverleg", "--as-of", &at])["items"], agenda["items"]);
}

#[tokio::test]
async fn a_secretary_mends_what_was_written_down_wrong() {
    let site = Site::open().await;
    let dossier = submitted(&heiloo(&site), "Voorbeeld: groep met een vergissing");
    let desk = secretary(&site, "beleidsoverleg");
    let on = text(&desk.json(&["agenda", "beleidsoverleg"])["items"][0]["arrived_on"]);
    let wrong = desk.json(&["record", &dossier, "--outcome", "noted", "--on", &on]);
    let revision = wrong["receipt"]["revision"].to_string();
    let line = ["correct", &dossier, &revision, "--reason", "Het was een ander stuk.", "--on", &on];
    let mended = desk.json(&[&line[..], &["--outcome", "deferred", "--motivation", "Geen tijd."]].concat());
    assert_eq!(mended["next"]["visit"]["visit"], json!({"step": "voorstel-beleidsoverleg", "number": 2}));
    let shown = desk.json(&["show", &dossier, "--after", &position(&mended)])["dossier"].clone();
    assert_eq!(
        (&shown["visits"][0]["corrected"], &shown["visits"][0]["treated"]["outcome"]),
        (&json!(true), &json!("deferred"))
    );
}

#[tokio::test]
async fn a_secretary_lets_a_term_stand_still_and_sees_who_holds_what_up() {
    let site = Site::open().await;
    let dossier = submitted(&heiloo(&site), "Voorbeeld: groep met een bijlage te weinig");
    let desk = secretary(&site, "beleidsoverleg");
    let item = desk.json(&["agenda", "beleidsoverleg"])["items"][0].clone();
    let (on, due) = (text(&item["arrived_on"]), text(&item["due_on"]));

    let line = ["suspend", &dossier, "--from", &on, "--submitter", "--reason", "Bijlage 2 ontbreekt."];
    let suspended = desk.json(&line);
    let waiting = desk.json(&["waiting", "--after", &position(&suspended)]);
    let [waits] = list(&waiting["items"]) else { panic!("{waiting:#}") };
    assert_eq!((&waits["reference"], &waits["way_on"]["act"]), (&json!(dossier), &json!("resume")));
    assert_eq!(waits["waits_for"]["coordinator"]["party"]["id"], json!("gemeente-heiloo"));
    assert_eq!((&waits["term"]["due_on"], &waits["term"]["suspended_since"]), (&json!(null), &json!(on)));
    let told = desk.done(&["waiting", "--party", "gemeente-heiloo"]);
    assert!(told.contains("staat stil") && told.contains("De opschorting eindigt"), "{told}");
    let shown = desk.done(&["show", &dossier]);
    assert!(shown.contains("Bijlage 2 ontbreekt."), "{shown}");

    let resumed = desk.json(&["resume", &dossier, "--from", &on]);
    assert_eq!(resumed["due_on"], json!(due));
    let after = position(&resumed);
    let waiting = desk.json(&["waiting", "--body", "beleidsoverleg", "--order", "due", "--after", &after]);
    assert_eq!(list(&waiting["items"])[0]["term"]["due_on"], json!(due));
    assert_eq!(list(&desk.json(&["waiting", "--overdue"])["items"]).len(), 0);
}
