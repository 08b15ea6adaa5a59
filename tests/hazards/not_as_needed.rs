//! Streams and servers that are not what the journal needs, when it starts and later.

use std::time::{Duration, Instant};

use async_nats::jetstream::{
    self, object_store,
    stream::{Config, PersistenceMode, Republish, StorageType},
};
use futures_util::future::join_all;
use journal::{
    Journal as _, append,
    jetstream::{JetStreamJournal, Names, Options, open::Error},
};
use record::Position;
use tests::nats::Server;

use crate::{
    an_own_server::{OwnServer, ROOM},
    ground::{Ground, PLAIN, made, open, options, raw, record, why_poisoned},
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_missing_stream_is_named_at_once_with_what_makes_it() {
    let ground = Ground::one();
    let options = ground.options();
    let begun = Instant::now();
    let error = JetStreamJournal::open(options.clone()).await.err().expect("there is none");
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    let Error::Missing { stream } = &error else { panic!("{error}") };
    assert_eq!(stream, "besluitspoor-alkmaar");
    assert!(error.to_string().contains("besluitspoor journal init"), "{error}");
    drop(made(&options).await);
    let context = jetstream::new(raw(&options).await);
    context.delete_stream(options.names.texts()).await.expect("it is deleted");
    let error = JetStreamJournal::open(options).await.err().expect("the texts are missing");
    assert!(matches!(&error, Error::Missing { stream } if stream == "besluitspoor-alkmaar-texts"), "{error}");
}

type Change = fn(&mut Config);
/// What a stream is called.
type Of = fn(&Names) -> String;

fn bucket(names: &Names) -> String {
    format!("OBJ_{}", names.attachments())
}

/// What an administrator could make of a stream, and how it is called: one of each kind of value that servers tell. The
/// journal's own tests go through all settings.
const CHANGES: [(Of, &str, Change); 14] = [
    (Names::records, "subjects", |config| config.subjects = vec!["besluitspoor.alkmaar.dossier.*".into()]),
    (Names::records, "storage", |config| config.storage = StorageType::Memory),
    (Names::records, "deny_delete", |config| config.deny_delete = false),
    (Names::records, "duplicate_window", |config| config.duplicate_window = Duration::from_secs(119)),
    (Names::records, "first_seq", |config| config.first_sequence = Some(100)),
    (Names::records, "allow_atomic", |config| config.allow_atomic_publish = true),
    (Names::records, "persist_mode", |config| config.persist_mode = Some(PersistenceMode::Async)),
    (Names::records, "republish", |config| {
        let (source, destination) = ("besluitspoor.alkmaar.>".into(), "other.>".into());
        config.republish = Some(Republish { source, destination, headers_only: false });
    }),
    (Names::texts, "subject_delete_marker_ttl", |config| {
        (config.deny_purge, config.allow_message_ttl) = (false, true);
        config.subject_delete_marker_ttl = Some(Duration::from_secs(1));
    }),
    (Names::texts, "max_msgs_per_subject", |config| config.max_messages_per_subject = 10),
    (Names::notices, "max_msgs_per_subject", |config| config.max_messages_per_subject = 1),
    (Names::notices, "deny_delete", |config| config.deny_delete = false),
    (bucket, "max_age", |config| config.max_age = Duration::from_secs(3_600)),
    (bucket, "allow_rollup_hdrs", |config| config.allow_rollup = false),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stream_or_bucket_that_differs_is_refused_and_the_difference_named() {
    let server = Server::start(PLAIN);
    let options = options(vec![server.url()]);
    let context = jetstream::new(raw(&options).await);
    drop(made(&options).await);
    for (of, setting, change) in CHANGES {
        let name = of(&options.names);
        let good = config(&context, name.clone()).await;
        let mut config = good.clone();
        change(&mut config);
        for (config, is_good) in [(config, false), (good, true)] {
            context.delete_stream(&name).await.expect("it is deleted");
            context.create_stream(config).await.unwrap_or_else(|error| panic!("{setting}: {error}"));
            let opened = JetStreamJournal::open(options.clone()).await.err();
            let made = JetStreamJournal::init(&options).await.err();
            for error in [opened, made] {
                assert_eq!(error.is_none(), is_good, "{setting}: {error:?}");
                let Some(error) = error else { continue };
                let Error::Different(differences) = &error else { panic!("{setting}: {error}") };
                assert!(differences.iter().any(|it| it.setting == setting), "{setting}: {error}");
                assert!(error.to_string().contains(&format!("stream {name}: ")), "{error}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bucket_that_the_client_of_an_object_store_made_is_as_needed() {
    let ground = Ground::one();
    let options = ground.options();
    let context = jetstream::new(raw(&options).await);
    let config = object_store::Config { bucket: options.names.attachments(), ..Default::default() };
    context.create_object_store(config).await.expect("it is made");
    let made = JetStreamJournal::init(&options).await.expect("it is as needed");
    assert!(made.iter().any(|made| made.was_there && made.name == options.names.attachments()), "{made:?}");
    drop(open(&options).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_number_of_copies_is_refused_and_named() {
    let ground = Ground::three();
    let one = Options { replicas: 1, ..ground.options() };
    drop(made(&one).await);
    for error in [
        JetStreamJournal::open(ground.options()).await.err(),
        JetStreamJournal::init(&ground.options()).await.err(),
    ] {
        let error = error.expect("one copy is not three");
        assert!(error.to_string().contains("num_replicas is 1, must be 3"), "{error}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_copies_on_one_server_are_not_made_and_the_servers_say_why() {
    let server = Server::start(PLAIN);
    let error = JetStreamJournal::init(&Options { replicas: 3, ..options(vec![server.url()]) }).await;
    let error = error.expect_err("there is one server");
    assert!(matches!(error, Error::NotMade { .. }), "{error}");
    assert!(error.to_string().contains("replicas > 1 not supported in non-clustered mode"), "{error}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stream_or_bucket_that_is_changed_while_it_is_used_stops_the_journal_and_the_difference_is_named() {
    let changes: [(Of, &str, Change); 3] = [
        (Names::records, "duplicate_window is 60s", |it| it.duplicate_window = Duration::from_secs(60)),
        (Names::texts, "allow_msg_ttl is set", |it| it.allow_message_ttl = true),
        (bucket, "max_age is 3600s", |it| it.max_age = Duration::from_secs(3_600)),
    ];
    join_all(changes.map(|(of, said, change)| async move {
        let ground = Ground::one();
        let options = ground.options();
        let journal = made(&options).await;
        assert_eq!(journal.append(record(1, 1, 1)).await, Ok(Position(1)));
        let context = jetstream::new(raw(&options).await);
        let mut config = config(&context, of(&options.names)).await;
        change(&mut config);
        context.update_stream(config).await.expect("the servers allow it");
        let why = why_poisoned(&journal).await;
        assert!(why.contains(&format!("stream {}: {said}", of(&options.names))), "{why}");
        let answer = journal.append(record(1, 2, 2)).await;
        assert!(matches!(&answer, Err(append::Error::Poisoned { why }) if why.contains(said)), "{answer:?}");
    }))
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn texts_or_attachments_that_are_deleted_or_made_anew_while_they_are_used_stop_the_journal() {
    let cases = [(Names::texts as Of, false), (Names::texts, true), (bucket, false), (bucket, true)];
    join_all(cases.map(|(of, is_made_anew)| async move {
        let ground = Ground::one();
        let options = ground.options();
        let journal = made(&options).await;
        let context = jetstream::new(raw(&options).await);
        let config = config(&context, of(&options.names)).await;
        context.delete_stream(&config.name).await.expect("it is deleted");
        let mut expected = format!("stream {} was deleted", config.name);
        if is_made_anew {
            expected.push_str(" and made anew");
            context.create_stream(config).await.expect("it is made");
        }
        let why = why_poisoned(&journal).await;
        assert!(why.contains(&expected), "{why}");
    }))
    .await;
}

/// What a stream is.
async fn config(context: &jetstream::Context, stream: String) -> Config {
    context.get_stream(stream).await.expect("it is there").cached_info().config.clone()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stream_that_records_were_deleted_from_is_refused() {
    let ground = Ground::one();
    let options = ground.options();
    let journal = made(&options).await;
    for revision in 1..=3 {
        journal.append(record(1, revision, revision.into())).await.expect("an append");
    }
    drop(journal);
    let client = raw(&options).await;
    // The servers do not let go of `deny_delete`, so a stream is filled by hand from which one may delete.
    let context = jetstream::new(client.clone());
    let mut config = crate::ground::stream(&client, &options).await.cached_info().config.clone();
    context.delete_stream(&config.name).await.expect("it is deleted");
    config.deny_delete = false;
    let stream = context.create_stream(config.clone()).await.expect("it is made");
    for number in 1..=3 {
        crate::ground::publish(&client, crate::ground::subject(&options, number), &[], "{}")
            .await
            .expect("stored");
    }
    stream.delete_message(2).await.expect("it is deleted");
    config.deny_delete = true;
    context.update_stream(config).await.expect("it is changed");
    let error = JetStreamJournal::open(options.clone()).await.err().expect("it is mutilated");
    assert!(matches!(error, Error::Mutilated(_)), "{error}");
    assert!(error.to_string().contains("2 messages from 1 to 3"), "{error}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn servers_that_take_small_messages_only_are_refused_with_the_setting() {
    let server = OwnServer::start(ROOM, "max_payload: 1MB");
    let options = options(vec![server.url()]);
    for error in
        [JetStreamJournal::open(options.clone()).await.err(), JetStreamJournal::init(&options).await.err()]
    {
        let error = error.expect("texts do not fit");
        assert!(matches!(error, Error::Payload { found: 1_048_576 }), "{error}");
        assert!(error.to_string().contains("set max_payload to 4MB"), "{error}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_opening_changes_nothing() {
    let ground = Ground::one();
    let options = ground.options();
    let (first, again) = (made(&options).await, made(&options).await);
    assert_eq!(first.log_id(), again.log_id());
    assert_eq!(first.append(record(1, 1, 1)).await, Ok(Position(1)));
    assert_eq!(open(&options).await.head(), Position(1));
}
