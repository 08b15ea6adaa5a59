//! An answer that is sent to a subject of JetStream is a request, whoever wanted it there. Nobody's rights are asked.

use std::time::Duration;

use async_nats::Client;
use serde_json::json;
use tests::nats::{Mode, Role, Server};

use crate::ground::{DOSSIER, RECORDS, TEXT, TEXTS, api, ask, count, count_as, make_stream, one, publish};

/// The refusal: no such stream.
const NO_STREAM: u64 = 10059;
/// Long enough for what is on its way to be carried out.
const ON_ITS_WAY: Duration = Duration::from_millis(500);

/// Asks for a message that is not there. The answer is empty, as a request to delete a stream must be.
async fn ask_for_an_empty_answer(client: &Client, api: &str, asked: &str, answer_to: String) {
    let question = format!("{api}.DIRECT.GET.{asked}");
    client.publish_with_reply(question, answer_to, r#"{"seq":1000}"#.into()).await.unwrap();
}

#[tokio::test]
async fn an_empty_answer_deletes_a_stream() {
    let ground = one().await;
    let client = &ground.clients[0];
    ask_for_an_empty_answer(client, "$JS.API", RECORDS, format!("$JS.API.STREAM.DELETE.{RECORDS}")).await;
    tokio::time::sleep(ON_ITS_WAY).await;
    let info = ask(client, &format!("$JS.API.STREAM.INFO.{RECORDS}"), &json!({})).await.unwrap();
    let is_prevented = info["error"]["err_code"] != NO_STREAM;
    assert!(!is_prevented, "the server prevents it now: say so in services/nats/system.conf");
}

#[tokio::test]
async fn with_our_configuration_it_deletes_nothing_whoever_asks() {
    let server = Server::start(Mode::Ours);
    let administrator = server.options(Role::Administrator).connect(server.url()).await.unwrap();
    make_stream(&administrator, RECORDS, "besluitspoor.alkmaar.>", 1).await;
    make_stream(&administrator, TEXTS, "besluitspoor-texts.alkmaar.>", 1).await;
    let intake = server.options(Role::Intake).connect(server.url()).await.unwrap();
    for subject in [DOSSIER, TEXT] {
        assert!(publish(&intake, subject, &[], "stored").await.is_stored());
    }
    for role in [Role::Intake, Role::Reader, Role::Administrator] {
        let client = server.options(role).connect(server.url()).await.unwrap();
        for stream in [RECORDS, TEXTS] {
            for act in ["DELETE", "PURGE"] {
                for api_of_answer in [api(role), "$JS.API".to_owned()] {
                    let answer_to = format!("{api_of_answer}.STREAM.{act}.{stream}");
                    ask_for_an_empty_answer(&client, &api(role), stream, answer_to).await;
                }
            }
        }
        // Answered after all of them, on the same connection.
        count_as(role, &client, RECORDS).await;
        tokio::time::sleep(ON_ITS_WAY).await;
        for stream in [RECORDS, TEXTS] {
            assert_eq!(count(&administrator, stream).await, (1, 1), "{role:?}");
        }
    }
}
