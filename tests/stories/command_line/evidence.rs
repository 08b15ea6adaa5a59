//! An auditor takes evidence along, and checks it on a machine that knows nothing of the service. Whoever changes
//! anything is found; whoever puts an older copy back does not get to serve it.

use std::{fs, path::Path};

use tests::{
    people::Person,
    site::{Site, alkmaar},
    terminal::Terminal,
};
use tlog::{SignedCheckpoint, SigningKey, TlogProof, VerifierKey, hash::leaf_hash};

use super::{heiloo, submitted, text};

/// A site with a ledger, and the key that the region published.
async fn proving() -> (Site, String) {
    let mut key = String::new();
    let site = Site::bare(&[alkmaar()], |home| {
        key = home.begin_ledger();
        home
    })
    .await;
    site.administrator().adopt(alkmaar()).await.expect("a sound framework is adopted");
    (site, key)
}

/// Changes the first byte of a file that is a letter.
fn changed(file: &Path) {
    let mut bytes = fs::read(file).expect("a file of the bundle");
    let letter = bytes.iter().position(u8::is_ascii_lowercase).expect("a letter");
    bytes[letter] = if bytes[letter] == b'a' { b'b' } else { b'a' };
    fs::write(file, bytes).expect("room for a file");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_auditor_takes_a_dossier_along_and_sees_that_it_is_whole() {
    let (site, key) = proving().await;
    let dossier = submitted(&heiloo(&site), "Voorbeeld: groep in een bundel");
    let auditor = Terminal::of(&site, &Person::Auditor);
    let taken = auditor.json(&["audit", "export", "--dossier", &dossier, "--out", "bundel"]);
    let id = text(&taken["confirmed_by"]);
    // What comes later is no part of it.
    auditor.json(&["audit", "export", "--dossier", &dossier, "--out", "later"]);

    let report = auditor.done(&["verify", "bundel", "--key", &key, "--confirmed-by", &id]);
    assert!(!report.is_empty());
    // Who does not say which confirmation they asked for is not told that it is the newest.
    assert_eq!(auditor.run(&["verify", "bundel", "--key", &key]).code, 1);
    let later = auditor.run(&["verify", "later", "--key", &key, "--confirmed-by", &id]);
    assert_eq!(later.code, 1, "{later:#?}");
    // A bundle is never written over another.
    let again = ["audit", "export", "--dossier", &dossier, "--out", "bundel"];
    let records = auditor.stream(&["history", &dossier]).len();
    for (language, export, verify) in [
        ("nl", "bundel is er al en is niet leeg", "weg kan niet worden gelezen"),
        ("en", "bundel is there and not empty", "weg cannot be read"),
    ] {
        let failure = auditor.failure(2, &[&again[..], &["--lang", language]].concat());
        assert!(text(&failure["message"]).starts_with(export), "{failure}");
        let failure = auditor.failure(2, &["verify", "weg", "--key", &key, "--lang", language]);
        assert!(text(&failure["message"]).starts_with(verify), "{failure}");
    }

    assert_eq!(auditor.stream(&["history", &dossier]).len(), records, "nothing is confirmed for nothing");

    let record = auditor.file("bundel/data/records/2.json");
    changed(&record);
    let found = auditor.run(&["verify", "bundel", "--key", &key, "--confirmed-by", &id]);
    assert_eq!(found.code, 8, "{found:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_auditor_who_kept_a_checkpoint_sees_that_the_region_only_went_on() {
    let (site, key) = proving().await;
    let auditor = Terminal::of(&site, &Person::Auditor);
    submitted(&heiloo(&site), "Voorbeeld: groep van eerder");
    let receipt = auditor.json(&["audit", "receipt", "4"]);
    let proof = TlogProof::parse(&text(&receipt["proof"])).expect("a proof");
    let leaf = leaf_hash(text(&receipt["record"]).as_bytes());
    proof.verify(leaf, &key.parse::<VerifierKey>().expect("a key")).expect("it holds");

    auditor.done(&["audit", "checkpoint", "--out", "bewaard"]);
    submitted(&heiloo(&site), "Voorbeeld: groep van later");
    auditor.done(&["audit", "export", "--region", "--out", "regio"]);
    auditor.done(&["verify", "regio", "--key", &key, "--since", "bewaard"]);
    let other = "besluitspoor.example/alkmaar+d7a4e2f8+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    let stranger = auditor.run(&["verify", "regio", "--key", other]);
    assert!([2, 8].contains(&stranger.code), "{stranger:#?}");
    changed(&auditor.file("regio/data/log/tile/entries/000.p/7"));
    assert_eq!(auditor.run(&["verify", "regio", "--key", &key, "--since", "bewaard"]).code, 8);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_auditor_who_kept_a_checkpoint_has_it_proved_in_the_bundle_of_one_dossier() {
    let (site, key) = proving().await;
    let auditor = Terminal::of(&site, &Person::Auditor);
    let dossier = submitted(&heiloo(&site), "Voorbeeld: groep met een verleden");
    // Whoever waits for a receipt knows that a checkpoint covers the record.
    auditor.done(&["audit", "receipt", "4"]);
    auditor.done(&["audit", "checkpoint", "--out", "bewaard"]);
    submitted(&heiloo(&site), "Voorbeeld: groep van later");
    auditor.done(&["audit", "receipt", "7"]);
    auditor.done(&["audit", "checkpoint", "--out", "ander"]);
    let export = ["audit", "export", "--dossier", &dossier, "--since", "bewaard", "--out"];
    let taken = auditor.json(&[&export[..], &["bundel"]].concat());
    assert_eq!(taken["since"], serde_json::json!(["bewaard"]));
    let id = text(&taken["confirmed_by"]);
    let verify = |bundle, kept| {
        auditor.run(&["verify", bundle, "--key", &key, "--confirmed-by", &id, "--since", kept, "--json"])
    };
    assert_eq!(verify("bundel", "bewaard").code, 0, "{:#?}", verify("bundel", "bewaard"));

    // Of what nobody named nothing is shown.
    let other = verify("bundel", "ander");
    assert!(other.code == 1 && other.out.contains("EARLIER_NOT_SHOWN"), "{other:#?}");

    // Whoever has the key can sign two histories, but not join them.
    let secret = fs::read_to_string(site.server().home().data().join("ledger/key")).expect("the key");
    let secret = SigningKey::from_secret_text(secret.trim_end()).expect("a key");
    let signed = |size, name: &str| {
        let note =
            SignedCheckpoint::sign(&secret, size, leaf_hash(b"another history")).expect("it can be signed");
        auditor.write(name, &note.to_string());
    };
    let size = SignedCheckpoint::parse(auditor.read("bewaard").as_bytes())
        .expect("a checkpoint")
        .checkpoint()
        .size();
    signed(size, "vervalst");
    let forked = verify("bundel", "vervalst");
    assert!(forked.code == 8 && forked.out.contains("FORKED"), "{forked:#?}");
    // Nor does a bundle that was asked with it show that.
    auditor.done(&["audit", "export", "--dossier", &dossier, "--since", "vervalst", "--out", "later"]);
    let forked = verify("later", "vervalst");
    assert!(forked.code == 8 && forked.out.contains("FORKED"), "{forked:#?}");

    // What the log cannot continue leaves no folder behind, and neither does what is of another log, or no checkpoint.
    signed(10_000, "te-groot");
    let strange = SigningKey::new("elders.example", &[7; 32]).expect("a key");
    let strange = SignedCheckpoint::sign(&strange, 3, leaf_hash(b"x")).expect("it can be signed");
    auditor.write("elders", &strange.to_string());
    auditor.write("niets", "niets");
    for (code, kept, says) in [
        (2, "te-groot", "telde nog nooit 10.000 records"),
        (2, "elders", "is een controlepunt van elders.example"),
        (2, "niets", "is geen ondertekend controlepunt"),
        (2, "weg", "kan niet worden gelezen"),
    ] {
        let line = ["audit", "export", "--dossier", &dossier, "--since", kept, "--out", "geen"];
        let failure = auditor.failure(code, &line);
        assert!(text(&failure["message"]).contains(says), "{failure}");
        let cut_off = failure["help"].to_string().contains("is er een stuk van het register afgehaald");
        assert_eq!(cut_off, kept == "te-groot", "{failure}");
        assert!(!auditor.file("geen").exists() && !auditor.file("geen.part").exists(), "{kept}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_copy_of_the_journal_is_not_served() {
    let (site, _) = proving().await;
    submitted(&heiloo(&site), "Voorbeeld: groep in een kopie");
    let mut older = None;
    let site = site
        .restarted(|home| {
            older = Some(home.segments().iter().map(|it| (it.clone(), fs::read(it).unwrap())).collect())
        })
        .await;
    let older: Vec<(std::path::PathBuf, Vec<u8>)> = older.expect("a copy");
    submitted(&heiloo(&site), "Voorbeeld: groep na de kopie");
    let home = site.closed().await;
    for (segment, bytes) in older {
        fs::write(segment, bytes).expect("room for a file");
    }
    let Err((_, refused)) = home.start() else {
        panic!("it serves a journal that is shorter than what was signed")
    };
    assert_eq!(refused.status.code(), Some(8), "{}", refused.log);
    assert!(refused.log.contains("Restore the journal"), "{}", refused.log);
}
