//! Who may do what with the configuration of `services/nats`.

use async_nats::{
    Client,
    jetstream::{self, consumer::pull::OrderedConfig},
};
use futures_util::{StreamExt as _, future::join_all};
use serde_json::json;
use tests::nats::{Mode, Role, Server};

use crate::ground::{
    ATTACHMENTS, Answer, DOSSIER, RECORDS, TEXT, TEXTS, api, ask, count, count_as, make_stream, publish,
};

/// So long a consumer stays that nobody asks, in nanoseconds.
const HOUR: u64 = 3_600_000_000_000;
const ROLES: [Role; 3] = [Role::Intake, Role::Reader, Role::Administrator];

/// A server with the streams of the region, as the administrator makes them.
async fn region() -> (Server, Client) {
    let server = Server::start(Mode::Ours);
    let administrator = connect(&server, Role::Administrator).await;
    make_stream(&administrator, RECORDS, "besluitspoor.alkmaar.>", 1).await;
    make_stream(&administrator, TEXTS, "besluitspoor-texts.alkmaar.>", 1).await;
    (server, administrator)
}

async fn connect(server: &Server, role: Role) -> Client {
    server.options(role).connect(server.url()).await.unwrap()
}

#[tokio::test]
async fn the_intake_writes_and_everyone_reads() {
    let (server, _) = region().await;
    let intake = connect(&server, Role::Intake).await;
    for subject in [DOSSIER, TEXT] {
        assert_eq!(
            publish(&intake, subject, &[], "words").await,
            Answer::Stored { sequence: 1, duplicate: false }
        );
    }
    for role in ROLES {
        let context = jetstream::with_prefix(connect(&server, role).await, &api(role));
        let stream = context.get_stream(RECORDS).await.unwrap();
        let from_the_leader = stream.get_last_raw_message_by_subject(DOSSIER).await.unwrap();
        assert_eq!(from_the_leader.payload, "words", "{role:?}");
        assert_eq!(stream.direct_get(1).await.unwrap().payload, "words", "{role:?}");
        let consumer = stream.create_consumer(OrderedConfig::default()).await.unwrap();
        let followed = consumer.messages().await.unwrap().next().await.unwrap().unwrap();
        assert_eq!(followed.payload, "words", "{role:?}");
    }
}

#[tokio::test]
async fn nobody_leaves_a_consumer_behind_or_takes_anothers_away() {
    let (server, administrator) = region().await;
    let each = ROLES.into_iter().flat_map(|role| [(role, RECORDS), (role, TEXTS)]);
    // What is denied is silence, which takes its time.
    join_all(each.map(|(role, stream)| leaves_and_takes_nothing(&server, role, stream))).await;
    for stream in [RECORDS, TEXTS] {
        let info = ask(&administrator, &format!("$JS.API.STREAM.INFO.{stream}"), &json!({})).await.unwrap();
        assert_eq!(info["state"]["consumer_count"], 3, "one of each role");
    }
}

async fn leaves_and_takes_nothing(server: &Server, role: Role, stream: &str) {
    let (client, api) = (connect(server, role).await, api(role));
    let consumer = format!("{api}.CONSUMER.CREATE.{stream}");
    let unnamed =
        json!({ "stream_name": stream, "config": { "ack_policy": "none", "inactive_threshold": HOUR } });
    let made = ask(&client, &consumer, &unnamed).await.unwrap();
    let name = made["name"].as_str().unwrap_or_else(|| panic!("{made}")).to_owned();
    let left = json!({ "stream_name": stream, "config": { "ack_policy": "none", "durable_name": "left" } });
    assert!(ask(&client, &consumer, &left).await.is_none_or(|answer| answer["error"].is_object()));
    let denied = [
        (format!("{api}.CONSUMER.DELETE.{stream}.{name}"), json!({})),
        (format!("{consumer}.left"), left.clone()),
        (format!("{api}.CONSUMER.DURABLE.CREATE.{stream}.left"), left),
    ];
    let answers = join_all(denied.iter().map(|(question, body)| ask(&client, question, body))).await;
    assert!(answers.iter().all(Option::is_none), "{role:?} {stream}: {answers:?}");
}

#[tokio::test]
async fn a_reader_publishes_nothing() {
    let (server, administrator) = region().await;
    let reader = connect(&server, Role::Reader).await;
    let chunk = "$O.besluitspoor-alkmaar-attachments.C.1";
    let notice = "besluitspoor-notices.alkmaar.checkpoint";
    let subjects = [DOSSIER, "besluitspoor.alkmaar.other", TEXT, chunk, notice];
    // With the header that would stop a replicated stream, too.
    let headers = [("Nats-Expected-Last-Msg-Id", "another")];
    let answers = join_all(subjects.map(|subject| publish(&reader, subject, &headers, "words"))).await;
    assert_eq!(answers, [Answer::Silence; 5]);
    for stream in [RECORDS, TEXTS] {
        assert_eq!(count(&administrator, stream).await, (0, 0));
    }
}

#[tokio::test]
async fn nobody_changes_empties_or_deletes_the_records() {
    let (server, _) = region().await;
    let intake = connect(&server, Role::Intake).await;
    assert!(publish(&intake, DOSSIER, &[], "record").await.is_stored());
    let asked =
        ["UPDATE", "PURGE", "DELETE", "MSG.DELETE", "SNAPSHOT", "RESTORE", "PEER.REMOVE", "LEADER.STEPDOWN"];
    for role in ROLES {
        let client = connect(&server, role).await;
        let config =
            json!({ "name": RECORDS, "subjects": ["besluitspoor.alkmaar.>"], "max_msgs": 1, "seq": 1 });
        let requests = asked.map(|act| {
            let (client, config) = (&client, &config);
            async move { ask(client, &format!("{}.STREAM.{act}.{RECORDS}", api(role)), config).await }
        });
        for (act, answer) in asked.iter().zip(join_all(requests).await) {
            assert!(answer.is_none(), "{role:?} {act}: {answer:?}");
        }
        assert_eq!(count_as(role, &client, RECORDS).await, (1, 1));
    }
}

#[tokio::test]
async fn the_intake_and_the_administrator_remove_a_text_and_a_reader_does_not() {
    let (server, administrator) = region().await;
    let (intake, reader) = (connect(&server, Role::Intake).await, connect(&server, Role::Reader).await);
    for sequence in [1, 2] {
        let answer = publish(&intake, TEXT, &[], "words").await;
        assert_eq!(answer, Answer::Stored { sequence, duplicate: false });
    }
    let delete = |role: Role| format!("{}.STREAM.MSG.DELETE.{TEXTS}", api(role));
    assert_eq!(ask(&reader, &delete(Role::Reader), &json!({ "seq": 1 })).await, None);
    assert_eq!(count(&administrator, TEXTS).await.0, 2);
    for (role, client, sequence) in [(Role::Intake, &intake, 1), (Role::Administrator, &administrator, 2)] {
        let answer = ask(client, &delete(role), &json!({ "seq": sequence })).await.unwrap();
        assert_eq!(answer["success"], true, "{role:?}: {answer}");
    }
    assert_eq!(count(&administrator, TEXTS).await.0, 0);
}

#[tokio::test]
async fn the_administrator_cannot_loosen_the_stream_by_making_it_again() {
    let (_server, administrator) = region().await;
    let config = json!({ "name": RECORDS, "subjects": ["besluitspoor.alkmaar.>"], "max_msgs": 1 });
    for stream in [RECORDS, ATTACHMENTS] {
        let answer = ask(&administrator, &format!("$JS.API.STREAM.CREATE.{stream}"), &config).await.unwrap();
        assert!(answer["error"].is_object(), "{answer}");
    }
}

#[tokio::test]
async fn nobody_hears_the_answers_to_others() {
    let (server, administrator) = region().await;
    let reader = connect(&server, Role::Reader).await;
    let intake = connect(&server, Role::Intake).await;
    let mut overheard = Vec::new();
    for subject in ["_INBOX_intake.>", "_INBOX_administrator.>", "_INBOX.>", ">", "besluitspoor.>", "$JS.>"] {
        overheard.push(reader.subscribe(subject).await.unwrap());
    }
    // With an answer the server has seen the subscriptions, too.
    count_as(Role::Reader, &reader, RECORDS).await;
    assert!(publish(&intake, DOSSIER, &[], "record").await.is_stored());
    count(&administrator, RECORDS).await;
    // An answer of its own comes after whatever the server had for it before.
    count_as(Role::Reader, &reader, RECORDS).await;
    for mut subscription in overheard {
        let heard = futures_util::FutureExt::now_or_never(subscription.next()).flatten();
        assert!(heard.is_none(), "{heard:?}");
    }
}

#[tokio::test]
async fn who_has_no_key_does_not_get_in() {
    let (server, _) = region().await;
    assert!(async_nats::connect(server.url()).await.is_err());
    let stranger = nkeys::KeyPair::new_user().seed().unwrap();
    assert!(async_nats::ConnectOptions::with_nkey(stranger).connect(server.url()).await.is_err());
}
