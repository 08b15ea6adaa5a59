//! A publish that names a wrong last message id stops a replicated stream for good. Nobody of ours sends that header;
//! that nobody else can is a matter of rights (`rights.rs`).

use std::time::Duration;

use crate::ground::{Answer, DOSSIER, RECORDS, Servers, one, publish, three};

const ID: &str = "Nats-Msg-Id";
const LAST_ID: &str = "Nats-Expected-Last-Msg-Id";
/// The refusal: the last id is another one.
const WRONG_LAST_ID: u64 = 10070;
const CONNECTS_MAX: u32 = 50;
const CONNECT_PAUSE: Duration = Duration::from_millis(100);
/// Servers of which it is known that they never take a message again.
const STOPS: [&str; 2] = ["2.14.6", "2.15.1"];

#[tokio::test]
async fn a_replicated_stream_stops_after_a_wrong_last_id_on_servers_that_are_known_for_it() {
    let mut ground = three().await;
    let Servers::Three(cluster) = &mut ground.servers else { unreachable!("there are three") };
    let client = &ground.clients[0];
    let version = cluster[0].monitor("/varz").unwrap()["version"].as_str().unwrap().to_owned();
    assert!(publish(client, DOSSIER, &[(ID, "m1")], "1").await.is_stored());
    let wrong = publish(client, DOSSIER, &[(ID, "m2"), (LAST_ID, "another")], "2").await;
    assert_eq!(wrong, Answer::Refused(WRONG_LAST_ID));
    let after = publish(client, DOSSIER, &[(ID, "m3")], "3").await;
    println!("nats-server {version}: after a wrong last id, a publish gets {after:?}");
    if !STOPS.contains(&version.as_str()) {
        // Another version may be mended or not; what it never does is refuse what is right.
        assert!(matches!(after, Answer::Stored { sequence: 2, .. } | Answer::Silence), "{after:?}");
        return;
    }
    assert_eq!(after, Answer::Silence, "{version} is mended: take it out of the list");
    // The members come up, the stream never becomes healthy.
    cluster.start_all_again();
    cluster.leader_of(RECORDS);
    // A member can lead before it lets anybody in.
    let mut client = async_nats::connect(cluster.urls()).await;
    for _ in 0..CONNECTS_MAX {
        if client.is_ok() {
            break;
        }
        tokio::time::sleep(CONNECT_PAUSE).await;
        client = async_nats::connect(cluster.urls()).await;
    }
    let client = client.unwrap();
    let restarted = publish(&client, DOSSIER, &[(ID, "m4")], "4").await;
    assert_eq!(restarted, Answer::Silence, "{version} recovers with a restart");
}

#[tokio::test]
async fn a_stream_with_one_copy_goes_on_after_a_wrong_last_id() {
    let ground = one().await;
    let client = &ground.clients[0];
    assert!(publish(client, DOSSIER, &[(ID, "m1")], "1").await.is_stored());
    let wrong = publish(client, DOSSIER, &[(ID, "m2"), (LAST_ID, "another")], "2").await;
    assert_eq!(wrong, Answer::Refused(WRONG_LAST_ID));
    assert_eq!(
        publish(client, DOSSIER, &[(ID, "m3")], "3").await,
        Answer::Stored { sequence: 2, duplicate: false }
    );
}
