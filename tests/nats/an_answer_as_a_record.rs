//! A request names where its answer goes, and the server does not ask whether the sender may publish there. So an answer
//! can become a message of a stream, unless who asks is in another account.

use std::time::Duration;

use async_nats::{Client, HeaderMap};
use bytes::Bytes;
use serde_json::{Value, json};
use tests::nats::{Cluster, Mode, Role, Server};

use crate::ground::{
    Answer, DOSSIER, OTHER_DOSSIER, RECORDS, TEXT, TEXTS, api, ask, count, count_as, make_stream, publish,
};

/// The refusal: a consumer would deliver into its own stream.
const CYCLE: u64 = 10081;
/// Long enough for what is on its way between servers to be stored.
const ON_ITS_WAY: Duration = Duration::from_millis(500);

#[tokio::test]
async fn inside_an_account_an_answer_is_stored_where_the_asker_may_not_publish() {
    let server = Server::start(Mode::Ours);
    let connect = |role| server.options(role).connect(server.url());
    let administrator = connect(Role::Administrator).await.unwrap();
    make_stream(&administrator, RECORDS, "besluitspoor.alkmaar.>", 1).await;
    // Of all that the intake's account has, the intake may not publish here.
    make_stream(&administrator, TEXTS, "elsewhere.>", 1).await;
    let intake = connect(Role::Intake).await.unwrap();
    assert!(publish(&intake, DOSSIER, &[], "record").await.is_stored());
    assert_eq!(publish(&intake, "elsewhere.1", &[], "words").await, Answer::Silence);

    let questions: [(&str, &'static [u8]); 2] = [("STREAM.INFO", b""), ("DIRECT.GET", b"{\"seq\":1}")];
    for (sequence, (question, body)) in (1..).zip(questions) {
        let subject = format!("$JS.API.{question}.{RECORDS}");
        intake.publish_with_reply(subject, "elsewhere.1", Bytes::from_static(body)).await.unwrap();
        let mut last = 0;
        for _ in 0..40 {
            last = count(&administrator, TEXTS).await.1;
            if last == sequence {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert_eq!(last, sequence, "the server prevents it now: say so in services/nats/alkmaar.conf");
    }
}

#[tokio::test]
async fn a_reader_gets_nothing_stored_whatever_it_asks() {
    let server = Server::start(Mode::Ours);
    let clients = [Role::Administrator, Role::Intake, Role::Reader]
        .map(|role| server.options(role).connect(server.url()));
    let [administrator, intake, reader] = clients;
    nothing_is_stored(1, [administrator.await.unwrap(), intake.await.unwrap(), reader.await.unwrap()]).await;
}

#[tokio::test]
async fn nor_does_it_on_three_servers_from_a_member_that_does_not_lead() {
    let cluster = Cluster::start(Mode::OursWithTls);
    let connect = async |role, member: usize| {
        cluster.options(role).ignore_discovered_servers().connect(cluster[member].url()).await.unwrap()
    };
    let administrator = connect(Role::Administrator, 0).await;
    make_stream(&administrator, RECORDS, "besluitspoor.alkmaar.>", 3).await;
    let other = (cluster.leader_of(RECORDS) + 1) % 3;
    let clients = [administrator, connect(Role::Intake, other).await, connect(Role::Reader, other).await];
    nothing_is_stored(3, clients).await;
}

async fn nothing_is_stored(replicas: usize, [administrator, intake, reader]: [Client; 3]) {
    make_stream(&administrator, RECORDS, "besluitspoor.alkmaar.>", replicas).await;
    make_stream(&administrator, TEXTS, "besluitspoor-texts.alkmaar.>", replicas).await;
    for subject in [DOSSIER, TEXT] {
        assert!(publish(&intake, subject, &[], "stored").await.is_stored());
    }
    let places =
        [OTHER_DOSSIER, "besluitspoor-texts.alkmaar.dossier.2", "$JS.API.STREAM.DELETE.besluitspoor-alkmaar"];
    for (stream, own) in [(RECORDS, places[0]), (TEXTS, places[1])] {
        for place in places {
            ask_everything(&reader, stream, place).await;
            be_sent_everything(&reader, stream, place, place == own).await;
        }
    }
    count_as(Role::Reader, &reader, RECORDS).await;
    tokio::time::sleep(ON_ITS_WAY).await;
    for stream in [RECORDS, TEXTS] {
        assert_eq!(count(&administrator, stream).await, (1, 1), "{stream}");
    }
}

/// Asks a stream all that a reader may ask, and wants the answers here.
async fn ask_everything(reader: &Client, stream: &str, place: &'static str) {
    let api = api(Role::Reader);
    let pull = json!({ "ack_policy": "none", "inactive_threshold": 60_000_000_000_u64 });
    let pull = consumer(reader, stream, pull).await["name"].as_str().unwrap().to_owned();
    let questions = [
        format!("STREAM.INFO.{stream}"),
        format!("STREAM.MSG.GET.{stream}"),
        format!("DIRECT.GET.{stream}"),
        format!("CONSUMER.CREATE.{stream}"),
        format!("CONSUMER.MSG.NEXT.{stream}.{pull}"),
        format!("CONSUMER.INFO.{stream}.{pull}"),
        format!("CONSUMER.DELETE.{stream}.another"),
    ];
    for question in &questions {
        for body in ["", "1", r#"{"seq":1}"#, r#"{"seq":1,"batch":2}"#, r#"{"seq":1000}"#] {
            let mut headers = HeaderMap::new();
            // What became of a message on its way is told there, too.
            headers.insert("Nats-Trace-Dest", place);
            let subject = format!("{api}.{question}");
            reader.publish_with_reply(subject.clone(), place, body.into()).await.unwrap();
            reader.publish_with_reply_and_headers(subject, place, headers, body.into()).await.unwrap();
        }
    }
}

/// Makes consumers that are sent their messages here, bodies and all, or none. The server sends to who subscribes to the
/// very subject, and a reader may not.
async fn be_sent_everything(reader: &Client, stream: &str, place: &'static str, is_its_own: bool) {
    drop(reader.subscribe(place).await.unwrap());
    for headers_only in [false, true] {
        let config = json!({ "deliver_subject": place, "ack_policy": "none", "headers_only": headers_only });
        let made = consumer(reader, stream, config).await;
        assert_eq!(made["error"]["err_code"] == CYCLE, is_its_own, "{made}");
    }
}

/// Makes a consumer.
async fn consumer(client: &Client, stream: &str, config: Value) -> Value {
    let request = json!({ "stream_name": stream, "config": config });
    let subject = format!("{}.CONSUMER.CREATE.{stream}", api(Role::Reader));
    ask(client, &subject, &request).await.expect("an answer")
}
