//! Streams, and publishing as it goes over the wire: a request with headers, and what comes back.

use std::time::Duration;

use async_nats::{Client, HeaderMap, RequestErrorKind};
use bytes::Bytes;
use serde_json::{Value, json};
use tests::nats::{Cluster, Mode, Role, Server};
use tokio::time::{Instant, sleep, timeout_at};

pub(crate) const RECORDS: &str = "besluitspoor-alkmaar";
pub(crate) const TEXTS: &str = "besluitspoor-alkmaar-texts";
pub(crate) const ATTACHMENTS: &str = "OBJ_besluitspoor-alkmaar-attachments";
/// The subject of a history.
pub(crate) const DOSSIER: &str = "besluitspoor.alkmaar.dossier.1";
pub(crate) const OTHER_DOSSIER: &str = "besluitspoor.alkmaar.dossier.2";
pub(crate) const TEXT: &str = "besluitspoor-texts.alkmaar.dossier.1";

pub(crate) const PLAIN: Mode = Mode::Plain { sync_always: false };

/// Long enough for three servers on a busy machine. A test that expects silence waits this long.
const ANSWER_WITHIN: Duration = Duration::from_secs(5);

/// What became of a publish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    Stored {
        sequence: u64,
        duplicate: bool,
    },
    /// The error code of JetStream.
    Refused(u64),
    /// Nothing came: what became of it is not known.
    Silence,
}

impl Answer {
    pub(crate) fn is_stored(self) -> bool {
        matches!(self, Self::Stored { .. })
    }
}

/// Servers with the stream of records, a client for each, and how many replicas the stream has.
pub(crate) struct Ground {
    pub(crate) servers: Servers,
    pub(crate) clients: Vec<Client>,
}

pub(crate) enum Servers {
    One(Server),
    Three(Box<Cluster>),
}

/// One server with a stream that has one copy.
pub(crate) async fn one() -> Ground {
    let server = Server::start(PLAIN);
    let clients = vec![async_nats::connect(server.url()).await.unwrap()];
    make_stream(&clients[0], RECORDS, "besluitspoor.alkmaar.>", 1).await;
    Ground { servers: Servers::One(server), clients }
}

/// Three servers with a stream that has a copy on each.
pub(crate) async fn three() -> Ground {
    let cluster = Cluster::start(PLAIN);
    let mut clients = Vec::new();
    for url in cluster.urls() {
        clients.push(async_nats::connect(url).await.unwrap());
    }
    make_stream(&clients[0], RECORDS, "besluitspoor.alkmaar.>", 3).await;
    cluster.leader_of(RECORDS);
    Ground { servers: Servers::Three(Box::new(cluster)), clients }
}

/// Makes a stream that keeps everything.
pub(crate) async fn make_stream(client: &Client, name: &str, subjects: &str, replicas: usize) {
    let config = json!({
        "name": name, "subjects": [subjects], "num_replicas": replicas, "storage": "file", "retention": "limits",
        "discard": "new", "max_consumers": -1, "max_msgs": -1, "max_bytes": -1, "max_age": 0,
        "duplicate_window": 600_000_000_000_u64, "deny_purge": true, "allow_direct": true,
        "deny_delete": name == RECORDS,
    });
    let answer = ask(client, &format!("$JS.API.STREAM.CREATE.{name}"), &config).await.expect("an answer");
    assert!(answer.get("error").is_none(), "{answer}");
}

/// An answer of the JetStream API; none if nothing comes.
pub(crate) async fn ask(client: &Client, subject: &str, body: &Value) -> Option<Value> {
    let answer = request(client, subject, HeaderMap::new(), body.to_string().into()).await?;
    serde_json::from_slice(&answer).ok()
}

/// What comes back, or nothing.
async fn request(client: &Client, subject: &str, headers: HeaderMap, payload: Bytes) -> Option<Bytes> {
    let until = Instant::now() + ANSWER_WITHIN;
    loop {
        let request = client.request_with_headers(subject.to_owned(), headers.clone(), payload.clone());
        match timeout_at(until, request).await {
            Ok(Ok(answer)) => return Some(answer.payload),
            // A member that has just joined does not know yet who listens on the subject; nobody has heard this.
            Ok(Err(error)) if error.kind() == RequestErrorKind::NoResponders && Instant::now() < until => {
                sleep(Duration::from_millis(20)).await;
            }
            Ok(Err(_)) | Err(_) => return None,
        }
    }
}

/// How many messages the stream holds, and the sequence of the last.
pub(crate) async fn count(client: &Client, stream: &str) -> (u64, u64) {
    counted(client, "$JS.API", stream).await
}

/// The same for this role.
pub(crate) async fn count_as(role: Role, client: &Client, stream: &str) -> (u64, u64) {
    counted(client, &api(role), stream).await
}

/// Under which subject this role reaches JetStream.
pub(crate) fn api(role: Role) -> String {
    role.api_prefix().unwrap_or_else(|| "$JS.API".to_owned())
}

async fn counted(client: &Client, api: &str, stream: &str) -> (u64, u64) {
    let answer = ask(client, &format!("{api}.STREAM.INFO.{stream}"), &json!({})).await.expect("an answer");
    let state = &answer["state"];
    (state["messages"].as_u64().unwrap(), state["last_seq"].as_u64().unwrap())
}

/// Publishes, and waits for the answer.
pub(crate) async fn publish(
    client: &Client,
    subject: &str,
    headers: &[(&'static str, &str)],
    payload: impl Into<Bytes>,
) -> Answer {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        map.insert(*name, *value);
    }
    match request(client, subject, map, payload.into()).await {
        Some(answer) => read(&answer),
        None => Answer::Silence,
    }
}

/// What the answer to a publish says.
pub(crate) fn read(answer: &[u8]) -> Answer {
    let answer: Value = serde_json::from_slice(answer).unwrap();
    match answer["error"]["err_code"].as_u64() {
        Some(code) => Answer::Refused(code),
        None => Answer::Stored {
            sequence: answer["seq"].as_u64().unwrap(),
            duplicate: answer["duplicate"].as_bool().unwrap_or_default(),
        },
    }
}
