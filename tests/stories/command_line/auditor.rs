//! An auditor types: every record of a dossier, the dossier as those records make it, whether the rules give it again,
//! and the journal itself.

use std::fs;

use serde_json::json;
use tests::{people::Person, site::Site, terminal::Terminal};

use super::{WORDS, heiloo, list, submitted, text};

#[tokio::test]
async fn an_auditor_reads_how_it_came_about_and_has_it_decided_again() {
    let site = Site::open().await;
    let dossier = submitted(&heiloo(&site), "Voorbeeld: groep met een historie");
    let auditor = Terminal::of(&site, &Person::Auditor);

    let records = auditor.stream(&["history", &dossier, "--texts"]);
    let revisions: Vec<_> = records.iter().map(|record| record["revision"].as_u64().unwrap()).collect();
    assert_eq!(revisions, [1, 2, 3], "opened, filed, submitted");
    for record in &records {
        assert_eq!(record["acted_as"], "coordinator:gemeente-heiloo");
        let written: serde_json::Value = serde_json::from_str(&text(&record["record"])).unwrap();
        assert!(written.is_object(), "{written}");
        assert!(auditor.done(&["history", &dossier]).contains(&text(&record["summary"])));
    }
    assert!(records.iter().any(|record| record["texts"].to_string().contains(WORDS)));
    assert_eq!(auditor.stream(&["history", &dossier, "--from", "3"]).len(), 1);

    let mut shown = auditor.json(&["show", &dossier]);
    // Records do not say how much of a term was used up on the day that somebody asked.
    assert_eq!(shown["dossier"]["visits"][0]["term"]["days"]["spent"], json!(0));
    shown["dossier"]["visits"][0]["term"]["days"] = json!(null);
    let mut replayed = auditor.json(&["replay", &dossier]);
    assert_eq!(replayed["replayed_records"], 3);
    // The records of one dossier do not say how many others were opened before it.
    replayed["dossier"]["reference"] = shown["dossier"]["reference"].clone();
    assert_eq!(replayed["dossier"], shown["dossier"]);
    let early =
        auditor.json(&["replay", &dossier, "--as-of", &records[0]["position"]["position"].to_string()]);
    assert_eq!((&early["replayed_records"], &early["dossier"]["documents"]), (&json!(1), &json!([])));

    let all = auditor.json(&["verify"]);
    assert_eq!((&all["agreed"], &all["records"]), (&json!(true), &json!(4)), "with the adoption");
    assert_eq!(auditor.json(&["verify", &dossier])["agreed"], true);
    assert!(!auditor.done(&["verify"]).is_empty());
}

#[tokio::test]
async fn an_auditor_takes_the_journal_along() {
    let site = Site::open().await;
    let dossier = submitted(&heiloo(&site), "Voorbeeld: groep in een uittreksel");
    let auditor = Terminal::of(&site, &Person::Auditor);
    let ran = auditor.run(&["journal", "--out", "journaal.jsonl", "--disclosures", "teksten.jsonl"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{ran:#?}");
    assert!(ran.err.starts_with("4 "), "how many records it were is extra: {ran:#?}");
    let journal = auditor.read("journaal.jsonl");
    let records: Vec<_> = journal.lines().collect();
    assert_eq!(records.len(), 4);
    let history: Vec<_> =
        auditor.stream(&["history", &dossier]).iter().map(|it| text(&it["record"])).collect();
    assert_eq!(records[1..], history, "byte for byte what the history shows");
    assert!(!journal.contains(WORDS) && auditor.read("teksten.jsonl").contains(WORDS));

    let some = auditor.run(&["journal", "--from", "2", "--limit", "2"]);
    assert_eq!(some.out.lines().collect::<Vec<_>>(), records[1..3]);
    // Evidence is never written over.
    auditor.failure(2, &["journal", "--out", "journaal.jsonl"]);
    assert_eq!(fs::read_to_string(auditor.file("journaal.jsonl")).unwrap(), journal);
    assert_eq!(list(&auditor.json(&["dossiers"])["dossiers"]).len(), 1);
}
