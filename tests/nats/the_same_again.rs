//! A message that is sent again: what the answer to a retry says, and what it does not.

use crate::ground::{Answer, DOSSIER, Ground, OTHER_DOSSIER, RECORDS, count, one, publish, three};

const ID: &str = "Nats-Msg-Id";
const GUARD: &str = "Nats-Expected-Last-Subject-Sequence";
/// The guard does not hold: another message came, or this very one did.
const WRONG_LAST_SEQUENCE: u64 = 10071;

#[tokio::test]
async fn with_three_copies_the_same_message_again_is_told_where_it_stands() {
    let ground = three().await;
    let again = first_and_again(&ground).await;
    assert_eq!(again, Answer::Stored { sequence: 1, duplicate: true });
}

#[tokio::test]
async fn with_one_copy_the_same_message_again_fails_its_own_guard() {
    let ground = one().await;
    let again = first_and_again(&ground).await;
    assert_eq!(again, Answer::Refused(WRONG_LAST_SEQUENCE));
}

async fn first_and_again(ground: &Ground) -> Answer {
    let client = &ground.clients[0];
    let headers = [(ID, "command-1"), (GUARD, "0")];
    let first = publish(client, DOSSIER, &headers, "record").await;
    assert_eq!(first, Answer::Stored { sequence: 1, duplicate: false });
    let again = publish(client, DOSSIER, &headers, "record").await;
    assert_eq!(count(client, RECORDS).await, (1, 1), "it is stored once");
    again
}

#[tokio::test]
async fn an_id_belongs_to_the_whole_stream_and_not_to_its_subject() {
    for ground in [one().await, three().await] {
        let client = &ground.clients[0];
        assert!(publish(client, DOSSIER, &[(ID, "command-1")], "record").await.is_stored());
        let other = publish(client, OTHER_DOSSIER, &[(ID, "command-1")], "another record").await;
        // Taken for success by whoever does not read what stands at that sequence.
        assert_eq!(other, Answer::Stored { sequence: 1, duplicate: true });
        assert_eq!(count(client, RECORDS).await, (1, 1), "and nothing of it is stored");
    }
}

#[tokio::test]
async fn a_refused_message_does_not_use_up_its_id() {
    for ground in [one().await, three().await] {
        let client = &ground.clients[0];
        let refused = publish(client, DOSSIER, &[(ID, "command-1"), (GUARD, "7")], "record").await;
        assert_eq!(refused, Answer::Refused(WRONG_LAST_SEQUENCE));
        let right = publish(client, DOSSIER, &[(ID, "command-1"), (GUARD, "0")], "record").await;
        assert_eq!(right, Answer::Stored { sequence: 1, duplicate: false });
    }
}
