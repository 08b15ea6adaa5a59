//! Several services keep one ledger on NATS: one signs, the others make sure of it. It is killed, another with its key goes on
//! with the same log, and whoever kept a checkpoint sees that.

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use async_nats::jetstream;
use ledger::{Place, key as keys};
use serde_json::Value;
use tests::{
    nats::{Cluster, Mode, Role},
    nodes::{Node, Nodes},
    people::Person,
    site::alkmaar,
    terminal::Terminal,
    witness::Witness,
};
use tlog::{Policy, SignedCheckpoint, SigningKey, TlogProof, VerifierKey, hash::leaf_hash};
use tokio::time::sleep;

use crate::commands::PARTY;

/// Several terms of whoever signs, on a busy machine.
const HAPPENS_WITHIN: Duration = Duration::from_secs(90);
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// Waits until it is so.
async fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < HAPPENS_WITHIN, "never so: {what}");
        sleep(LOOK_EVERY).await;
    }
}

fn place(data: PathBuf) -> Place {
    Place::new(data.join("ledger"))
}

/// The newest checkpoint in the folder of a process. None before the first.
fn newest(node: &Node, key: &VerifierKey) -> Option<SignedCheckpoint> {
    let bytes = fs::read(place(node.data()).checkpoint()).ok()?;
    let note = SignedCheckpoint::parse(&bytes).expect("a checkpoint is never half written");
    note.verify(key).expect("all sign with one key");
    Some(note)
}

/// Waits until the process has all records under a checkpoint.
async fn covers(node: &Node, key: &VerifierKey, position: u64) {
    let has_all = || newest(node, key).is_some_and(|note| note.checkpoint().size() >= position);
    until("all is under a checkpoint", has_all).await;
}

/// Submits a proposal at a process, and gives the position of the last record.
async fn submitted(node: &Node) -> u64 {
    let coordinator = node.user(Person::Coordinator(PARTY.into()));
    let dossier = coordinator.open("Voorbeeld: groep waarvan het bewijs doorgaat").await.unwrap();
    coordinator.submit(&dossier, "voorstel").await.unwrap();
    coordinator.seen().position
}

/// A receipt holds with nothing but the key.
fn receipt_holds(at: &Terminal, key: &VerifierKey, position: u64, more: &[&str]) -> TlogProof {
    let position_said = position.to_string();
    let receipt = at.json(&[&["audit", "receipt", &position_said], more].concat());
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let proof = TlogProof::parse(&text(&receipt["proof"])).unwrap();
    assert_eq!(proof.index + 1, position);
    proof.verify(leaf_hash(text(&receipt["record"]).as_bytes()), key).unwrap();
    proof
}

fn shown(at: &Terminal, key: &VerifierKey) -> SignedCheckpoint {
    let note = SignedCheckpoint::parse(at.done(&["audit", "checkpoint"]).as_bytes()).unwrap();
    note.verify(key).unwrap();
    note
}

/// A signer of a log that has begun, where the framework is adopted; and the key of the region.
async fn begun(nodes: &Nodes) -> (Node, String) {
    let mut key = String::new();
    let signer = nodes.start_in("intake,audit", &[], |home| key = home.begin_ledger()).await;
    signer.user(Person::Administrator).adopt(alkmaar()).await.unwrap();
    (signer, key)
}

/// What a process needs that may take over: the key, and the newest checkpoint.
fn given_the_key(from: &Place, to: &Path) {
    let to = Place::new(to);
    fs::create_dir_all(to.served()).unwrap();
    fs::copy(from.key(), to.key()).unwrap();
    fs::copy(from.checkpoint(), to.checkpoint()).unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_signer_that_is_killed_is_taken_over_from_and_everyone_has_one_log() {
    let servers = Cluster::start(Mode::Ours);
    let nodes = tokio::task::block_in_place(|| Nodes::on(servers.access()));
    let (signer, key) = begun(&nodes).await;
    let verifier: VerifierKey = key.parse().unwrap();
    covers(&signer, &verifier, 1).await;
    let from = place(signer.data());
    assert!(!from.begins().exists(), "it is begun, and not begun again");
    let next = nodes.start_in("intake,audit", &[], |home| given_the_key(&from, &home.ledger())).await;
    let observer = nodes.start_in("agenda,audit", &[], |home| home.observe_ledger(&key)).await;

    let last = submitted(&signer).await;
    for node in [&next, &observer] {
        covers(node, &verifier, last).await;
        let auditor = node.terminal(&Person::Auditor);
        receipt_holds(&auditor, &verifier, last, &[]);
        assert!(shown(&auditor, &verifier).checkpoint().size() >= last);
        assert!(node.health().unwrap().serves);
    }
    let auditor = observer.terminal(&Person::Auditor);
    auditor.done(&["audit", "checkpoint", "--out", "bewaard"]);

    signer.kill();
    let last = submitted(&next).await;
    covers(&observer, &verifier, last).await;
    receipt_holds(&auditor, &verifier, last, &[]);
    // Whoever kept a checkpoint of the one sees that the other went on from there.
    auditor.done(&["audit", "export", "--region", "--out", "regio"]);
    auditor.done(&["verify", "regio", "--key", &key, "--since", "bewaard"]);

    signer.start_again(|_| ()).await;
    let last = submitted(&signer).await;
    for node in [&signer, &next, &observer] {
        covers(node, &verifier, last).await;
        until("it serves", || node.health().is_some_and(|health| health.serves)).await;
    }
    let all = [&signer, &next, &observer].map(|node| newest(node, &verifier).unwrap().checkpoint().root());
    assert_eq!(all, [all[0]; 3]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_signer_that_is_stopped_signs_what_it_has_and_gives_up_its_turn() {
    let servers = tests::nats::Server::start(Mode::Ours);
    let nodes = tokio::task::block_in_place(|| Nodes::on(servers.access()));
    let (signer, key) = begun(&nodes).await;
    let verifier: VerifierKey = key.parse().unwrap();
    covers(&signer, &verifier, 1).await;
    let turn = async || {
        let client = servers.options(Role::Intake).connect(servers.url()).await.unwrap();
        let notices = jetstream::new(client).get_stream("besluitspoor-alkmaar-notices").await.unwrap();
        let turn =
            notices.get_last_raw_message_by_subject("besluitspoor-notices.alkmaar.turn").await.unwrap();
        String::from_utf8(turn.payload.to_vec()).unwrap()
    };
    assert!(turn().await.ends_with("\n10000\n"), "nobody else signs for ten seconds");
    for _ in 0..3 {
        // What comes last has no time to wait for others.
        let last = submitted(&signer).await;
        signer.stop().await;
        assert_eq!(newest(&signer, &verifier).unwrap().checkpoint().size(), last);
        assert!(turn().await.ends_with("\n0\n"), "and then somebody else may at once");
        signer.start_again(|_| ()).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_log_on_nats_is_not_begun_by_whoever_has_its_key() {
    let servers = tests::nats::Server::start(Mode::Ours);
    let nodes = tokio::task::block_in_place(|| Nodes::on(servers.access()));
    let mut key = String::new();
    // The key was given to it before anything was signed, and what was signed since is not there.
    let early = nodes
        .start_in("intake,audit", &[], |home| {
            key = home.begin_ledger();
            fs::remove_file(Place::new(home.ledger()).begins()).unwrap();
        })
        .await;
    until("it says that it does not serve", || early.health().is_some_and(|health| !health.serves)).await;
    assert!(early.log().contains("besluitspoor ledger init was given"), "{}", early.log());
    // Where it is begun it is signed, at once: the other does not keep the turn.
    let from = place(early.data());
    let begins = nodes
        .start_in("intake,audit", &[], |home| {
            given_the_key(&from, &home.ledger());
            fs::write(Place::new(home.ledger()).begins(), "").unwrap();
        })
        .await;
    begins.user(Person::Administrator).adopt(alkmaar()).await.unwrap();
    let verifier: VerifierKey = key.parse().unwrap();
    covers(&begins, &verifier, 1).await;
    early.kill();
    early.start_again(|_| ()).await;
    covers(&early, &verifier, 1).await;
    until("it serves", || early.health().is_some_and(|health| health.serves)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_takes_over_hears_of_witnesses_first_what_they_saw() {
    let servers = tests::nats::Server::start(Mode::Ours);
    let nodes = tokio::task::block_in_place(|| Nodes::on(servers.access()));
    // Witnesses know the log before anything of it is signed, so its key is made before the services start.
    let made = tempfile::tempdir().unwrap();
    let log = Place::new(made.path());
    let verifier = keys::init(&log, "besluitspoor.example/alkmaar").unwrap();
    let signing: SigningKey = keys::load(&log).unwrap();
    let witness = Witness::of(&verifier);
    let file = made.path().join("policy.txt");
    fs::write(&file, witness.policy()).unwrap();
    let flags = ["--ledger-policy", &file.display().to_string(), "--ledger-witness-seconds", "10"];
    let flags = flags.map(str::to_owned);
    let signer = nodes
        .start_in("intake,audit", &flags, |home| {
            given_the_key(&log, &home.ledger());
            fs::copy(log.begins(), Place::new(home.ledger()).begins()).unwrap();
        })
        .await;
    signer.user(Person::Administrator).adopt(alkmaar()).await.unwrap();
    covers(&signer, &verifier, 1).await;
    let from = place(signer.data());
    let next = nodes.start_in("intake,audit", &flags, |home| given_the_key(&from, &home.ledger())).await;
    let observer =
        nodes.start_in("agenda,audit", &flags, |home| home.observe_ledger(&verifier.to_string())).await;

    // What the signer heard of its witnesses is shown by whoever else is asked.
    let last = submitted(&signer).await;
    let auditor = observer.terminal(&Person::Auditor);
    let proof = receipt_holds(&auditor, &verifier, last, &["--witnessed"]);
    let policy = Policy::parse(witness.policy().as_bytes()).unwrap();
    assert!(policy.judge(&proof.checkpoint).unwrap().is_witnessed);

    // The signer is gone, and with it what it signed last: a witness saw it, and the servers lost it.
    signer.kill();
    let seen = proof.checkpoint.checkpoint();
    witness.show(SignedCheckpoint::sign(&signing, seen.size() + 1_000, seen.root()).unwrap());
    submitted(&next).await;
    until("it says that it does not serve", || next.health().is_some_and(|health| !health.serves)).await;
    assert!(next.log().contains("this is an older copy, or somebody else signs"), "{}", next.log());
    for node in [&next, &observer] {
        assert_eq!(newest(node, &verifier).unwrap().checkpoint().size(), last, "it signed nothing");
    }
}
