//! Who we are to the servers, and what happens when they do not agree.

use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

use bytes::Bytes;
use journal::{
    Entry, Journal as _,
    append::Error,
    jetstream::{Credentials, JetStreamJournal, Options, Servers, connect, open},
};
use nkeys::KeyPair;
use record::Position;
use tests::nats::{Mode, Role, Server};

use crate::ground::{everything, open as opened, options, record, told, why_poisoned};

/// How the journal of this role reaches the servers that were started with its key.
pub(crate) fn as_role(options: &Options, server: &Server, role: Role, folder: &Path) -> Options {
    let seed = folder.join(role.name());
    fs::write(&seed, format!("{}\n", server.seed(role))).expect("room for a seed");
    let servers = Servers {
        credentials: Some(Credentials::Nkey(seed)),
        authority: server.ca(),
        inbox: Some(role.inbox_prefix()),
        api: role.api_prefix(),
        ..options.servers.clone()
    };
    Options { servers, ..options.clone() }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_certificates_and_keys_each_role_can_do_its_work() {
    for mode in [Mode::Ours, Mode::OursWithTls] {
        let (server, folder) = (Server::start(mode), tempfile::tempdir().expect("a directory"));
        let role = |role| as_role(&options(vec![server.url()]), &server, role, folder.path());
        let made = JetStreamJournal::init(&role(Role::Administrator)).await.expect("the administrator may");
        assert!(made.len() == 4 && made.iter().all(|made| !made.was_there), "{made:?}");
        let again = JetStreamJournal::init(&role(Role::Administrator)).await.expect("and again");
        assert!(again.len() == 4 && again.iter().all(|made| made.was_there), "{again:?}");
        let intake = opened(&role(Role::Intake)).await;
        let texts = Bytes::from_static(b"[[\"words\"]]");
        let stored = Entry { texts, ..record(1, 1, 1) };
        assert_eq!(intake.append(stored.clone()).await, Ok(Position(1)));
        for who in [Role::Intake, Role::Reader, Role::Administrator] {
            assert_eq!(everything(&role(who)).await[0].entry, stored, "{who:?}");
            let journal = opened(&role(who)).await;
            assert_eq!(journal.read(&stored.history).await.expect("a read")[0].entry, stored, "{who:?}");
            assert!(journal.at(Position(1)).await.expect("a read").is_some(), "{who:?}");
            assert!(journal.frameworks().await.expect("a read").is_empty(), "{who:?}");
        }
        let administrator = opened(&role(Role::Administrator)).await;
        let swept = administrator.sweep(Duration::ZERO, true).await.expect("the administrator may");
        assert_eq!((swept.texts, swept.removed), (1, 0));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn credentials_that_are_refused_end_the_start_at_once() {
    let (server, folder) = (Server::start(Mode::Ours), tempfile::tempdir().expect("a directory"));
    let nobody = options(vec![server.url()]);
    let unknown = folder.path().join("unknown");
    fs::write(&unknown, KeyPair::new_user().seed().expect("a seed")).expect("room for a seed");
    let unknown = Servers { credentials: Some(Credentials::Nkey(unknown)), ..nobody.servers.clone() };
    for refused in [nobody.clone(), Options { servers: unknown, ..nobody.clone() }] {
        let begun = Instant::now();
        let error = JetStreamJournal::open(refused).await.err().expect("nobody gets in");
        assert!(matches!(error, open::Error::Connect(connect::Error::Refused { .. })), "{}", told(&error));
        assert!(begun.elapsed() < Duration::from_secs(3), "without waiting: {:?}", begun.elapsed());
        assert!(error.to_string().contains(&server.address()), "{error}");
    }
    let missing = Some(Credentials::Nkey(folder.path().join("missing")));
    let missing = Servers { credentials: missing, ..nobody.servers.clone() };
    let error = JetStreamJournal::open(Options { servers: missing, ..nobody }).await.err().expect("no file");
    assert!(matches!(error, open::Error::Connect(connect::Error::Credentials { .. })), "{}", told(&error));
    assert!(error.to_string().contains("missing"), "{error}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_with_a_certificate_that_nobody_vouches_for_is_not_trusted() {
    let (server, folder) = (Server::start(Mode::OursWithTls), tempfile::tempdir().expect("a directory"));
    let trusting = as_role(&options(vec![server.url()]), &server, Role::Reader, folder.path());
    let servers = Servers { authority: None, ..trusting.servers.clone() };
    let begun = Instant::now();
    let wait = Duration::from_secs(20);
    let error = JetStreamJournal::open(Options { servers, wait, ..trusting }).await.err().expect("no trust");
    assert!(matches!(error, open::Error::Connect(connect::Error::Tls { .. })), "{}", told(&error));
    assert!(begun.elapsed() < Duration::from_secs(5), "without waiting: {:?}", begun.elapsed());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_intake_with_the_rights_of_a_reader_says_which_right_it_lacks() {
    let (server, folder) = (Server::start(Mode::Ours), tempfile::tempdir().expect("a directory"));
    let role = |role| as_role(&options(vec![server.url()]), &server, role, folder.path());
    JetStreamJournal::init(&role(Role::Administrator)).await.expect("the administrator may");
    let texts = Bytes::from_static(b"[[\"words\"]]");
    let entries = [
        ("besluitspoor.alkmaar.dossier.", record(1, 1, 1)),
        ("besluitspoor-texts.alkmaar.dossier.", Entry { texts, ..record(1, 1, 1) }),
    ];
    for (subject, entry) in entries {
        let journal = opened(&role(Role::Reader)).await;
        let begun = Instant::now();
        let answer = journal.append(entry).await;
        assert!(matches!(answer, Err(Error::Poisoned { .. })), "{answer:?} after {:?}", begun.elapsed());
        assert!(
            begun.elapsed() < Duration::from_secs(6),
            "it knows from the first try: {:?}",
            begun.elapsed()
        );
        let why = why_poisoned(&journal).await;
        assert!(why.contains("Permissions Violation") && why.contains(subject), "{why}");
        assert!(
            journal.read(&record(1, 1, 1).history).await.is_err(),
            "it has to be opened with other rights"
        );
    }
    assert!(everything(&role(Role::Reader)).await.is_empty());
}
