//! Streams and servers that are not what the journal needs, when it starts and later.

use std::time::{Duration, Instant};

use async_nats::jetstream::{
    self, object_store,
    stream::{Config, DiscardPolicy, Republish, RetentionPolicy, StorageType, SubjectTransform},
};
use journal::{
    Journal as _, append,
    jetstream::{JetStreamJournal, Options, open::Error},
};
use record::Position;
use tests::nats::Server;

use crate::{
    an_own_server::{OwnServer, ROOM},
    ground::{Ground, PLAIN, change, made, open, options, raw, record, why_poisoned},
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

/// What an administrator could make of the stream of the records, and how it is called.
fn changes() -> Vec<(&'static str, Change)> {
    vec![
        ("subjects", |config| config.subjects = vec!["besluitspoor.alkmaar.dossier.*".into()]),
        ("storage", |config| config.storage = StorageType::Memory),
        ("retention", |config| config.retention = RetentionPolicy::Interest),
        ("discard", |config| config.discard = DiscardPolicy::Old),
        ("deny_delete", |config| config.deny_delete = false),
        ("deny_purge", |config| config.deny_purge = false),
        ("allow_direct", |config| config.allow_direct = false),
        ("duplicate_window", |config| config.duplicate_window = Duration::from_secs(119)),
        ("max_msgs", |config| config.max_messages = 1_000),
        ("max_bytes", |config| config.max_bytes = 1_000_000),
        ("max_msgs_per_subject", |config| config.max_messages_per_subject = 10),
        ("max_msg_size", |config| config.max_message_size = 1_000),
        ("max_age", |config| config.max_age = Duration::from_secs(3_600)),
        ("no_ack", |config| config.no_ack = true),
        ("allow_rollup_hdrs", |config| (config.allow_rollup, config.deny_purge) = (true, false)),
        ("allow_msg_ttl", |config| config.allow_message_ttl = true),
        ("subject_transform", |config| {
            let (source, destination) = ("besluitspoor.alkmaar.>".into(), "other.>".into());
            config.subject_transform = Some(SubjectTransform { source, destination });
        }),
        ("republish", |config| {
            let (source, destination) = ("besluitspoor.alkmaar.>".into(), "other.>".into());
            config.republish = Some(Republish { source, destination, headers_only: false });
        }),
        ("first_seq", |config| config.first_sequence = Some(100)),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stream_that_differs_in_anything_is_refused_and_the_difference_named() {
    let server = Server::start(PLAIN);
    let options = options(vec![server.url()], 1);
    let context = jetstream::new(raw(&options).await);
    drop(made(&options).await);
    let stream = context.get_stream(options.names.records()).await.expect("it is there");
    let good = stream.cached_info().config.clone();
    for (setting, change) in changes() {
        context.delete_stream(options.names.records()).await.expect("it is deleted");
        let mut config = good.clone();
        change(&mut config);
        context.create_stream(config).await.unwrap_or_else(|error| panic!("{setting}: {error}"));
        let opened = JetStreamJournal::open(options.clone()).await.err();
        let made = JetStreamJournal::init(&options).await.err();
        for error in [opened, made] {
            let error = error.unwrap_or_else(|| panic!("{setting} is taken for good"));
            let Error::Different(differences) = &error else { panic!("{setting}: {error}") };
            assert!(differences.iter().any(|it| it.setting == setting), "{setting}: {error}");
            assert!(error.to_string().contains("stream besluitspoor-alkmaar: "), "{error}");
        }
    }
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
async fn a_bucket_with_another_number_of_copies_is_refused_and_named() {
    let ground = Ground::three();
    let options = ground.options();
    let bucket = options.names.attachments();
    let config = object_store::Config { bucket: bucket.clone(), num_replicas: 1, ..Default::default() };
    let context = jetstream::new(raw(&options).await);
    context.create_object_store(config).await.expect("it is made");
    let error = JetStreamJournal::init(&options).await.expect_err("one copy is not three");
    assert!(error.to_string().contains("num_replicas is 1, must be 3"), "{error}");
    assert!(error.to_string().contains(&bucket), "{error}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_copies_on_one_server_are_not_made_and_the_servers_say_why() {
    let options = Options { replicas: 3, ..Ground::one().options() };
    // The server is gone again; another one is there that knows of no cluster.
    let server = Server::start(PLAIN);
    let error = JetStreamJournal::init(&crate::ground::options(vec![server.url()], options.replicas)).await;
    let error = error.expect_err("there is one server");
    assert!(matches!(error, Error::NotMade { .. }), "{error}");
    assert!(error.to_string().contains("replicas > 1 not supported in non-clustered mode"), "{error}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stream_that_is_changed_while_it_is_used_stops_the_journal_and_the_difference_is_named() {
    for (said, changing) in [
        ("duplicate_window is 60s", (|config| config.duplicate_window = Duration::from_secs(60)) as Change),
        ("max_age is 3600s", |config| config.max_age = Duration::from_secs(3_600)),
    ] {
        let ground = Ground::one();
        let options = ground.options();
        let journal = made(&options).await;
        assert_eq!(journal.append(record(1, 1, 1)).await, Ok(Position(1)));
        change(&raw(&options).await, &options, changing).await;
        let why = why_poisoned(&journal).await;
        assert!(why.contains(said), "{why}");
        let answer = journal.append(record(1, 2, 2)).await;
        assert!(matches!(&answer, Err(append::Error::Poisoned { why }) if why.contains(said)), "{answer:?}");
    }
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
    let options = options(vec![server.url()], 1);
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
