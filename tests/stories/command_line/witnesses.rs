//! Witnesses of the ledger, as those who run the service and those who check it have to do with them.

use std::{
    fs,
    time::{Duration, Instant},
};

use ledger::{Place, key};
use tests::{
    people::Person,
    server::Home,
    site::{Site, alkmaar},
    terminal::Terminal,
    witness::Witness,
};
use tlog::{
    Hash, Policy, SignedCheckpoint, TlogProof, VerifierKey, cosignature,
    hash::{EMPTY_ROOT, leaf_hash},
};

use super::{heiloo, submitted, text};

const POLICY: &str = "policy.txt";
/// The shortest interval that can be set.
const INTERVAL_SECONDS: &str = "10";
/// Many times that.
const HAPPENS_WITHIN: Duration = Duration::from_secs(90);
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// A region that is witnessed by one.
struct Region {
    site: Site,
    key: VerifierKey,
    witness: Witness,
}

async fn witnessed() -> Region {
    let mut made = None;
    let site = Site::bare(&[alkmaar()], |home| {
        let key: VerifierKey = home.begin_ledger().parse().expect("a key");
        let witness = Witness::of(&key);
        let policy = home.data().join(POLICY);
        fs::write(&policy, witness.policy()).expect("room for a file");
        made = Some((key, witness));
        let policy = policy.display().to_string();
        let flags = ["--ledger-policy", &policy, "--ledger-witness-seconds", INTERVAL_SECONDS];
        home.told(flags.map(str::to_owned))
    })
    .await;
    site.administrator().adopt(alkmaar()).await.expect("a sound framework is adopted");
    let (key, witness) = made.expect("it was prepared");
    Region { site, key, witness }
}

/// Waits until it is so.
async fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < HAPPENS_WITHIN, "never so: {what}");
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

fn newest(home: &Home) -> SignedCheckpoint {
    let bytes = fs::read(place(home).checkpoint()).expect("a checkpoint");
    SignedCheckpoint::parse(&bytes).expect("a checkpoint")
}

fn place(home: &Home) -> Place {
    Place::new(home.ledger())
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_acted_waits_for_a_receipt_with_the_word_of_witnesses() {
    let Region { site, key, witness } = witnessed().await;
    submitted(&heiloo(&site), "Voorbeeld: groep met getuigen");
    let auditor = Terminal::of(&site, &Person::Auditor);
    let receipt = auditor.json(&["audit", "receipt", "4", "--witnessed"]);
    assert_eq!(receipt["witnessed"], true);
    let proof = TlogProof::parse(&text(&receipt["proof"])).expect("a proof");
    proof.verify(leaf_hash(text(&receipt["record"]).as_bytes()), &key).expect("it holds");
    let policy = Policy::parse(witness.policy().as_bytes()).expect("a policy");
    assert!(policy.judge(&proof.checkpoint).expect("of this log").is_witnessed);

    let shown = auditor.done(&["audit", "checkpoint", "--witnessed"]);
    let shown = SignedCheckpoint::parse(shown.as_bytes()).expect("a checkpoint");
    assert!(policy.judge(&shown).expect("of this log").is_witnessed);
    assert_eq!(witness.seen().expect("it was asked").checkpoint(), shown.checkpoint());
    assert_eq!(site.figure("besluitspoor_witnessed_position"), shown.checkpoint().size());
    assert_eq!((site.health().serves, site.figure("besluitspoor_ledger_stopped")), (true, 0));

    // What was kept is judged at the next start, too: by another policy it is nothing.
    let home = place(site.server().home());
    assert!(home.witnessed().exists());
    let site = site
        .restarted(|home| {
            let stranger = cosignature::SigningKey::new("witness.example/x", &[12; 32]).expect("a key");
            let policy = format!("witness x {} http://127.0.0.1:1\nquorum x\n", stranger.verifier());
            fs::write(home.data().join(POLICY), policy).expect("room for a file");
        })
        .await;
    let auditor = Terminal::of(&site, &Person::Auditor);
    auditor.failure(4, &["audit", "checkpoint", "--witnessed"]);
    assert_eq!(site.figure("besluitspoor_witnessed_position"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_witness_that_saw_another_history_ends_the_signing() {
    let other = |signed: &SignedCheckpoint, _| (signed.checkpoint().size(), EMPTY_ROOT);
    stopped_by(other, "has seen another history").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_witness_that_saw_more_ends_the_signing() {
    let more = |signed: &SignedCheckpoint, root| (signed.checkpoint().size() + 1_000, root);
    stopped_by(more, "this is an older copy, or somebody else signs").await;
}

/// A witness was shown what this key signed elsewhere: the process says so everywhere, signs nothing any more, and does not
/// start again.
async fn stopped_by(fork: impl FnOnce(&SignedCheckpoint, Hash) -> (u64, Hash), told: &str) {
    let Region { site, witness, .. } = witnessed().await;
    let coordinator = heiloo(&site);
    submitted(&coordinator, "Voorbeeld: groep met een getuige die meer weet");
    let last = site.figure("besluitspoor_journal_position");
    until("the witness cosigned it", || witness.seen().is_some_and(|seen| seen.checkpoint().size() == last))
        .await;
    assert!(site.health().serves);
    let signing = key::load(&place(site.server().home())).expect("the key");
    let seen = witness.seen().expect("it cosigned");
    let (size, root) = fork(&seen, seen.checkpoint().root());
    witness.show(SignedCheckpoint::sign(&signing, size, root).expect("signed with the real key"));
    // Something to be asked about.
    submitted(&coordinator, "Voorbeeld: groep daarna");
    until("it says that it does not serve", || !site.health().serves).await;
    let health = site.health();
    assert!(health.told.contains("the ledger has stopped"), "{}", health.told);
    assert_eq!(site.figure("besluitspoor_ledger_stopped"), 1);
    assert!(site.server().home().log().contains(told), "{}", site.server().home().log());

    // What is recorded all the same is under no checkpoint.
    let before = newest(site.server().home());
    submitted(&coordinator, "Voorbeeld: groep die niet wordt ondertekend");
    let auditor = Terminal::of(&site, &Person::Auditor);
    let last = site.figure("besluitspoor_journal_position").to_string();
    let refused = auditor.failure(6, &["audit", "receipt", &last]);
    assert_eq!(refused["rule"], "LEDGER_STOPPED", "{refused:#}");
    assert_eq!(newest(site.server().home()), before);

    let home = site.closed().await;
    let Err((_, refused)) = home.start() else { panic!("it goes on, though a witness saw otherwise") };
    assert_eq!(refused.status.code(), Some(8), "{}", refused.log);
}
