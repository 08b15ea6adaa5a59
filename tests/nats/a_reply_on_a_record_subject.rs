//! A request names where its answer goes, and the server does not ask whether the sender may publish there.
//!
//! This is what the rights of one account cannot prevent. It stands here so that followers are built for it, and so that
//! a server that does prevent it is noticed.

use async_nats::jetstream;
use bytes::Bytes;
use tests::nats::{Mode, Role, Server};

use crate::ground::{Answer, DOSSIER, OTHER_DOSSIER, RECORDS, TEXTS, count, make_stream, publish};

const GUARD: &str = "Nats-Expected-Last-Subject-Sequence";
const WRONG_LAST_SEQUENCE: u64 = 10071;

#[tokio::test]
async fn an_answer_to_a_reader_can_be_stored_as_a_record_and_tells_where_it_was_copied_from() {
    let server = Server::start(Mode::Ours);
    let connect = |role| server.options(role).connect(server.url());
    let administrator = connect(Role::Administrator).await.unwrap();
    make_stream(&administrator, RECORDS, "besluitspoor.alkmaar.>", 1).await;
    make_stream(&administrator, TEXTS, "besluitspoor-texts.alkmaar.>", 1).await;
    let intake = connect(Role::Intake).await.unwrap();
    // A copy would carry its id, too, and be taken for a duplicate until the window of ids has passed; without an id
    // this shows at once what happens then.
    assert!(publish(&intake, DOSSIER, &[], "record").await.is_stored());

    let reader = connect(Role::Reader).await.unwrap();
    let asked: [(&str, &'static [u8]); 2] = [("STREAM.INFO", b""), ("DIRECT.GET", b"{\"seq\":1}")];
    for (request, body) in asked {
        let subject = format!("$JS.API.{request}.{RECORDS}");
        reader.publish_with_reply(subject, OTHER_DOSSIER, Bytes::from_static(body)).await.unwrap();
        // Answered after the request before it, on the same connection.
        count(&reader, TEXTS).await;
    }

    let stream = jetstream::new(intake.clone()).get_stream(RECORDS).await.unwrap();
    let last = wait_for(&intake, 3).await;
    assert_eq!(last, 3, "the server prevents it now: say so in services/nats/alkmaar.conf");
    for sequence in [2, 3] {
        let foreign = stream.get_raw_message(sequence).await.unwrap();
        assert_eq!(foreign.subject.as_str(), OTHER_DOSSIER);
        // Either an answer of the API, which is JSON of its own kind, or the bytes of another record. The latter comes
        // with headers that nobody of ours sends.
        let copied_from = foreign.headers.get("Nats-Subject").map(|subject| subject.as_str());
        assert_eq!(copied_from.is_some(), foreign.payload == "record");
        assert!(copied_from.is_none_or(|subject| subject == DOSSIER), "{copied_from:?}");
    }
    // The history has grown for whoever writes it: nothing is written past the foreign messages unseen.
    let unaware = publish(&intake, OTHER_DOSSIER, &[(GUARD, "0")], "record").await;
    assert_eq!(unaware, Answer::Refused(WRONG_LAST_SEQUENCE));
}

/// The last sequence, once it is this one or a second has passed.
async fn wait_for(client: &async_nats::Client, expected: u64) -> u64 {
    let mut last = 0;
    for _ in 0..20 {
        last = count(client, RECORDS).await.1;
        if last == expected {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    last
}
