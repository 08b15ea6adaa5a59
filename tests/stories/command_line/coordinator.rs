//! A coordinator types: an empty document, a dossier, the filled document, where it is, and that it is withdrawn.

use serde_json::json;
use tests::site::Site;

use super::{WORDS, filled, heiloo, list, position, secretary, submitted, text, written};

#[tokio::test]
async fn an_empty_document_is_filled_in_and_checked_on_this_machine() {
    let site = Site::open().await;
    let heiloo = heiloo(&site);
    heiloo.done(&["template", "voorstel", "--out", "voorstel.md"]);
    let empty = heiloo.read("voorstel.md");
    assert_eq!(heiloo.done(&["template", "voorstel"]), empty, "to a file or to the screen");
    assert!(empty.starts_with("---\nformat: voorstel\n") && empty.contains("\n# Financiering\n"), "{empty}");
    heiloo.failure(2, &["template", "voorstel", "--out", "voorstel.md"]);
    assert_eq!(heiloo.read("voorstel.md"), empty, "a file that is there is left alone");

    // Every section that must be filled in is named with its line, all at once.
    let failure = heiloo.failure(2, &["check-document", "voorstel.md"]);
    assert_eq!(list(&failure["places"]).len(), empty.matches("<!-- Verplicht. -->").count(), "{failure:#}");
    for place in list(&failure["places"]) {
        assert!(text(&place["place"]).starts_with("voorstel.md:"), "{place}");
    }

    heiloo.write("voorstel.md", &filled(&empty));
    let checked = heiloo.json(&["check-document", "voorstel.md"]);
    assert_eq!((&checked["format"], list(&checked["faults"]).len()), (&json!("voorstel"), 0));
    let sections = list(&checked["sections"]).iter();
    let words: u64 = sections.map(|section| section["words"].as_u64().unwrap()).sum();
    assert_eq!(checked["words"], words);
    assert!(words >= 5, "{checked:#}");
    assert!(heiloo.done(&["check-document", "voorstel.md"]).contains("voorstel.md"));
}

#[tokio::test]
async fn a_coordinator_submits_and_follows_a_dossier() {
    let site = Site::open().await;
    let heiloo = heiloo(&site);
    let told = heiloo.done(&["open", "Voorbeeld: groep die wordt ingetypt", "--function", "terugleiden"]);
    let found = heiloo.json(&["dossiers", "--mine"]);
    let [head] = list(&found["dossiers"]) else { panic!("{found:#}") };
    let dossier = text(&head["reference"]);
    assert!(told.contains(&dossier), "people read the number at once: {told}");
    assert_eq!(head["phase"]["kind"], "preparing");

    written(&heiloo, "voorstel", &dossier, "voorstel.md");
    let sent = heiloo.json(&["submit", "voorstel.md"]);
    assert_eq!(sent["next"]["visit"]["visit"], json!({"step": "voorstel-beleidsoverleg", "number": 1}));
    let after = position(&sent);
    let shown = heiloo.json(&["show", &dossier, "--after", &after])["dossier"].clone();
    assert_eq!(
        (&shown["phase"]["kind"], &shown["revision"]),
        (&json!("at_step"), &sent["receipt"]["revision"])
    );
    assert_eq!(shown["waits_for"]["body"]["id"], "beleidsoverleg");
    let told = heiloo.done(&["show", &dossier]);
    for words in [&dossier, "Voorbeeld: groep die wordt ingetypt", "eleidsoverleg"] {
        assert!(told.contains(words), "{words:?} is not in {told}");
    }
    let document = heiloo.done(&["document", &dossier, "voorstel"]);
    heiloo.write("terug.md", &document);
    assert!(document.contains(WORDS), "{document}");
    heiloo.json(&["check-document", "terug.md"]);

    // What waits is found by where it waits, and what does not is not.
    for (body, rows) in [("beleidsoverleg", 1), ("pora", 0)] {
        let found = heiloo.json(&["dossiers", "--waits-for", body]);
        assert_eq!(list(&found["dossiers"]).len(), rows, "{body}");
    }
    let early = heiloo.failure(1, &["submit", "voorstel.md"]);
    assert_eq!(early["rule"], "NOT_AWAITED");
}

#[tokio::test]
async fn a_dossier_that_was_withdrawn_is_seen_as_it_was() {
    let site = Site::open().await;
    let heiloo = heiloo(&site);
    let dossier = submitted(&heiloo, "Voorbeeld: groep die niet doorgaat");
    let before = heiloo.json(&["show", &dossier]);
    heiloo.write("reden.txt", "De school regelt het zelf.\n");
    let withdrawn = heiloo.json(&["withdraw", &dossier, "--reason", "@reden.txt"]);
    let now = heiloo.json(&["show", &dossier, "--after", &position(&withdrawn)]);
    assert_eq!(now["dossier"]["phase"]["ended"]["kind"], "withdrawn");
    let then = format!("{}:{}", text(&before["reflects"]["log_id"]), before["reflects"]["position"]);
    assert_eq!(heiloo.json(&["show", &dossier, "--as-of", &then]), before);
    assert_eq!(heiloo.failure(1, &["withdraw", &dossier, "--reason", "Nog eens."])["exit_code"], 1);
}

#[tokio::test]
async fn a_line_that_is_repeated_is_carried_out_once() {
    let site = Site::open().await;
    let heiloo = heiloo(&site);
    let id = "11111111-1111-4111-8111-111111111111";
    let line = ["open", "Voorbeeld: één keer", "--function", "terugleiden", "--command-id", id];
    let first = heiloo.json(&line);
    let again = heiloo.json(&line);
    assert_eq!((&first["receipt"]["repeated"], &again["receipt"]["repeated"]), (&json!(false), &json!(true)));
    assert_eq!((&first["id"], &first["receipt"]["revision"]), (&again["id"], &again["receipt"]["revision"]));
    assert_eq!(list(&heiloo.json(&["dossiers"])["dossiers"]).len(), 1);
}

#[tokio::test]
async fn a_new_version_and_the_answer_to_a_condition_are_sent_after_a_referral_back() {
    let site = Site::open().await;
    let (heiloo, rbo) = (heiloo(&site), secretary(&site, "rbo"));
    let dossier = submitted(&heiloo, "Voorbeeld: groep die terugkomt");
    let on = text(&heiloo.json(&["show", &dossier])["dossier"]["phase"]["opening"]["arrived_on"]);
    secretary(&site, "beleidsoverleg").json(&["record", &dossier, "--outcome", "noted", "--on", &on]);
    let back = ["record", &dossier, "--outcome", "referred-back", "--on", &on, "--motivation", "Te vaag."];
    let sent = rbo.json(&[&back[..], &["--resume-at", "voorstel-rbo"]].concat());
    assert_eq!(sent["next"]["revision_resumes_at"], "voorstel-rbo");
    written(&heiloo, "voorstel", &dossier, "beter.md");
    let sent = heiloo.json(&["resubmit", "beter.md"]);
    assert_eq!(sent["next"]["visit"]["visit"], json!({"step": "voorstel-rbo", "number": 2}));
    let line = ["record", &dossier, "--on", &on, "--outcome", "positief advies met voorwaarden"];
    rbo.json(&[&line[..], &["--condition", "Er is vervoer.", "--holder", "1=gemeente-heiloo"]].concat());
    heiloo.json(&["answer", &dossier, "1=Het vervoer is geregeld."]);
    let condition = heiloo.json(&["show", &dossier])["dossier"]["conditions"][0].clone();
    assert_eq!(
        (&condition["answered"], &condition["text"]["text"]),
        (&json!(true), &json!("Er is vervoer."))
    );
}
