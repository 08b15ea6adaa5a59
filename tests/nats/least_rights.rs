//! The journal itself, at work with the rights of each role: what our configuration allows is what it needs.

use std::{collections::BTreeSet, time::Duration};

use bytes::Bytes;
use journal::{
    BoxFuture, Entry, Journal as _, MemoryJournal, Stored, append,
    contract::{dossier, entry, followed},
    copy::{Erasures, copy},
    jetstream::{
        Credentials, JetStreamJournal, Names, Options, Servers,
        notices::{Notice, Topic},
    },
    read,
};
use record::{LogId, Position};
use serde_json::json;
use tests::nats::{Cluster, Mode, Role, Server};
use uuid::Uuid;

use crate::ground::{TEXTS, ask};

/// So many that whoever follows has their texts from a consumer.
const RECORDS: u64 = 40;
/// Many chunks of the object store.
const ATTACHMENT_BYTES: usize = 3_000_000;
/// The record of which some words go.
const REVISION_ERASED_IN_PART: u64 = 2;
const ROLES: [Role; 3] = [Role::Intake, Role::Reader, Role::Administrator];
const OPEN_WITHIN: Duration = Duration::from_secs(30);

/// How a journal of each role reaches these servers.
struct Region<'a> {
    servers: &'a [&'a Server],
}

impl Region<'_> {
    fn options(&self, role: Role) -> Options {
        let key = self.servers[0].key_file(role).expect("each role has one");
        let servers = Servers {
            addresses: self.servers.iter().map(|server| server.url()).collect(),
            credentials: Some(Credentials::Nkey(key)),
            authority: self.servers[0].ca(),
            inbox: Some(role.inbox_prefix()),
            api: role.api_prefix(),
            ..Servers::default()
        };
        let names = Names::of("alkmaar").unwrap();
        Options { servers, names, replicas: self.servers.len(), wait: OPEN_WITHIN, indexed: true }
    }

    async fn open(&self, role: Role) -> JetStreamJournal {
        JetStreamJournal::open(self.options(role)).await.unwrap()
    }

    /// What the servers have refused so far, as they log it.
    fn refused(&self) -> BTreeSet<String> {
        let logs: Vec<_> = self.servers.iter().map(|server| server.log()).collect();
        let violations = logs.iter().flat_map(|log| log.lines()).filter(|line| line.contains("Violation"));
        violations.map(|line| line[line.find("Violation").unwrap_or_default()..].to_owned()).collect()
    }
}

/// Every word is gone.
struct Gone;

impl Erasures for Gone {
    fn remains<'a>(&'a self, _: &'a Stored) -> BoxFuture<'a, Result<Option<Bytes>, read::Error>> {
        Box::pin(async { Ok(Some(NO_WORDS)) })
    }
}

/// What is left beside a record without words.
const NO_WORDS: Bytes = Bytes::from_static(b"[]");

/// The record of this revision, of the only dossier.
fn with_words(revision: u64) -> Entry {
    let texts = Bytes::from(format!("[[\"words {revision}\"]]"));
    Entry { texts, ..entry(&dossier(1), revision, u128::from(revision)) }
}

/// A record comes from elsewhere, and its words go as they went there.
async fn copied(target: &JetStreamJournal) {
    let source = MemoryJournal::new(LogId(Uuid::from_u128(1)));
    source.append(with_words(1)).await.unwrap();
    copy(&source, target, &(), &mut |_| ()).await.unwrap();
    source.erase(Position(1), NO_WORDS).await.unwrap();
    assert_eq!(copy(&source, target, &Gone, &mut |_| ()).await.unwrap().erased, 1);
}

/// What every role does with the journal, and that nothing of it is refused; then what a reader is refused.
async fn everyone_works(servers: &[&Server]) {
    let region = Region { servers };
    let administrator = region.options(Role::Administrator);
    let made = JetStreamJournal::init(&administrator).await.unwrap();
    assert!(made.len() == 4 && made.iter().all(|made| !made.was_there), "{made:?}");
    assert!(JetStreamJournal::init(&administrator).await.unwrap().iter().all(|made| made.was_there));
    copied(&region.open(Role::Administrator).await).await;
    let mut stored = vec![Entry { texts: NO_WORDS, ..with_words(1) }];
    let intake = region.open(Role::Intake).await;
    for revision in 2..=RECORDS {
        let entry = with_words(revision);
        assert_eq!(intake.append(entry.clone()).await, Ok(Position(revision)));
        stored.push(entry);
    }
    let attachment: Vec<u8> = (0..=250).cycle().take(ATTACHMENT_BYTES).collect();
    let left = intake.notices().await.unwrap().leave(Topic::Turn, 0, "notice".into()).await.unwrap();
    let digest = intake.attachments().await.unwrap().put(&attachment).await.unwrap();

    for role in ROLES {
        let journal = region.open(role).await;
        assert_eq!(journal.log_id(), intake.log_id(), "{role:?}");
        assert_eq!(journal.ask_head().await, Position(RECORDS), "{role:?}");
        let read = journal.read(&dossier(1)).await.unwrap();
        let followed = followed(&mut *journal.follow(Position::START), Position(RECORDS)).await;
        for records in [read, followed] {
            let entries: Vec<_> = records.into_iter().map(|record| record.entry).collect();
            assert!(entries == stored, "{role:?}");
        }
        assert_eq!(journal.at(Position(2)).await.unwrap().unwrap().entry, stored[1], "{role:?}");
        let command = journal::contract::command(u128::from(RECORDS));
        assert_eq!(journal.find(command).await.unwrap(), Some(Position(RECORDS)), "{role:?}");
        assert!(journal.frameworks().await.unwrap().is_empty(), "{role:?}");
        let notice = journal.notices().await.unwrap().newest(Topic::Turn).await.unwrap();
        assert_eq!(notice, Some(Notice { number: left, bytes: "notice".into() }), "{role:?}");
        // The administrator makes the bucket, and has nothing to do with what is in it.
        if role != Role::Administrator {
            let read = journal.attachments().await.unwrap().get(&digest).await.unwrap();
            assert!(read.is_some_and(|read| read == attachment), "{role:?}");
        }
    }
    // The intake erases, whatever it is that asks for it; who reads is given what remains.
    for (position, remains) in [(5, "[]"), (REVISION_ERASED_IN_PART, "[[\"words\"]]")] {
        intake.erase(Position(position), remains.into()).await.unwrap();
        stored[usize::try_from(position).unwrap() - 1].texts = remains.into();
    }
    for role in ROLES {
        let read = region.open(role).await.read(&dossier(1)).await.unwrap();
        assert!(read.into_iter().map(|record| record.entry).eq(stored.iter().cloned()), "{role:?}");
    }
    let swept = region.open(Role::Administrator).await.sweep(Duration::ZERO, true).await.unwrap();
    assert_eq!((swept.texts, swept.removed), (RECORDS, 0));
    let eraser = servers[0].options(Role::Administrator).connect(servers[0].url()).await.unwrap();
    let erase = format!("$JS.API.STREAM.MSG.DELETE.{TEXTS}");
    assert_eq!(ask(&eraser, &erase, &json!({ "seq": RECORDS / 2 })).await.unwrap()["success"], true);
    for role in ROLES {
        // Each asks the leader for what is not there.
        assert!(region.open(role).await.read(&dossier(1)).await.is_err(), "{role:?}");
    }
    assert_eq!(region.refused(), BTreeSet::new(), "whoever works has the rights for it");

    let reader = region.open(Role::Reader).await;
    let refused = reader.append(entry(&dossier(2), 1, 1000)).await;
    assert!(matches!(refused, Err(append::Error::Poisoned { .. })), "{refused:?}");
    let refusals = region.refused();
    assert!(
        refusals.iter().all(|refusal| refusal.contains("\"besluitspoor.alkmaar.dossier.")),
        "{refusals:?}"
    );
    assert!(intake.read(&dossier(2)).await.unwrap().is_empty());
    assert_eq!(intake.ask_head().await, Position(RECORDS));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everyone_has_the_rights_for_their_work_and_a_reader_appends_nothing() {
    everyone_works(&[&Server::start(Mode::Ours)]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_certificates_on_three_servers_too() {
    let cluster = Cluster::start(Mode::OursWithTls);
    everyone_works(&cluster.members().iter().collect::<Vec<_>>()).await;
}
