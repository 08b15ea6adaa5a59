//! That the servers of these tests are what they seem: they wait for the disk when they are told to, keep their data,
//! change their leader, and go silent.

use std::time::{Duration, Instant};

use async_nats::ConnectOptions;
use serde_json::json;
use tests::nats::{Mode, Proxy, Role, Server};

use crate::ground::{Answer, DOSSIER, PLAIN, RECORDS, Servers, ask, count, one, publish, three};

#[tokio::test]
async fn monitoring_says_whether_an_acknowledgement_waits_for_the_disk() {
    for (mode, expected) in [(Mode::Ours, true), (Mode::Plain { sync_always: true }, true), (PLAIN, false)] {
        let server = Server::start(mode);
        let state = server.monitor("/jsz").unwrap();
        // The field is left out when it is false.
        assert_eq!(
            state["config"]["sync_always"].as_bool().unwrap_or_default(),
            expected,
            "{mode:?}: {state}"
        );
        let state = server.monitor("/varz").unwrap();
        let said = &state["jetstream"]["config"]["sync_always"];
        assert_eq!(said.as_bool().unwrap_or_default(), expected, "{mode:?}");
        assert_eq!(state["max_payload"], 4 << 20, "{mode:?}: sizes.rs relies on it");
    }
}

#[tokio::test]
async fn a_killed_server_comes_back_with_its_ports_and_its_data_and_a_wiped_one_without() {
    let mut ground = one().await;
    assert!(publish(&ground.clients[0], DOSSIER, &[], "record").await.is_stored());
    let Servers::One(server) = &mut ground.servers else { unreachable!("there is one") };
    server.restart();
    let client = async_nats::connect(server.url()).await.unwrap();
    assert_eq!(count(&client, RECORDS).await, (1, 1));
    server.stop();
    assert!(!server.runs() && server.monitor("/varz").is_none());
    server.wipe();
    server.restart();
    assert_eq!(server.monitor("/jsz").unwrap()["streams"], 0);
}

#[tokio::test]
async fn when_the_leader_is_killed_another_one_leads_and_the_first_catches_up() {
    let started = Instant::now();
    let mut ground = three().await;
    println!("three servers with a stream after {:?}", started.elapsed());
    let Servers::Three(cluster) = &mut ground.servers else { unreachable!("there are three") };
    assert!(publish(&ground.clients[0], DOSSIER, &[], "record").await.is_stored());
    let first = cluster.leader_of(RECORDS);
    let killed = Instant::now();
    cluster[first].kill();
    let second = cluster.leader_of(RECORDS);
    println!("another leader after {:?}", killed.elapsed());
    assert_ne!(first, second);
    cluster.wait_until_ready();
    let client = async_nats::connect(cluster[second].url()).await.unwrap();
    assert!(publish(&client, DOSSIER, &[], "record").await.is_stored());
    // Nothing is left on the disk of the first; it gets everything from the others.
    cluster[first].wipe();
    cluster[first].restart();
    cluster.wait_until_ready();
    assert_eq!(count(&client, RECORDS).await, (2, 2));
    let restarted = Instant::now();
    cluster.restart_all();
    cluster.leader_of(RECORDS);
    println!("all three are back after {:?}", restarted.elapsed());
    let client = async_nats::connect(cluster.urls()).await.unwrap();
    assert_eq!(count(&client, RECORDS).await, (2, 2));
}

#[tokio::test]
async fn a_frozen_leader_answers_nothing_and_loses_its_place() {
    let ground = three().await;
    let Servers::Three(cluster) = &ground.servers else { unreachable!("there are three") };
    let first = cluster.leader_of(RECORDS);
    cluster[first].freeze();
    assert_eq!(publish(&ground.clients[first], DOSSIER, &[], "record").await, Answer::Silence);
    assert_ne!(cluster.leader_of(RECORDS), first);
    cluster[first].thaw();
}

#[tokio::test]
async fn a_proxy_swallows_an_answer_that_the_server_gave() {
    let ground = one().await;
    let Servers::One(server) = &ground.servers else { unreachable!("there is one") };
    let proxy = Proxy::new(&server.url());
    let options = ConnectOptions::new().ignore_discovered_servers();
    let client = options.connect(proxy.url()).await.unwrap();
    assert!(publish(&client, DOSSIER, &[], "record").await.is_stored());
    proxy.swallow_answers(true);
    assert_eq!(publish(&client, DOSSIER, &[], "record").await, Answer::Silence);
    assert_eq!(count(&ground.clients[0], RECORDS).await, (2, 2), "it arrived");
    proxy.swallow_answers(false);
    // A message can still go into the connection that ends.
    let mut attempts = 0;
    while !publish(&client, DOSSIER, &[], "record").await.is_stored() {
        attempts += 1;
        assert!(attempts < 3, "it does not connect anew");
    }
}

#[tokio::test]
async fn a_proxy_cuts_mends_and_delays() {
    let server = Server::start(Mode::OursWithTls);
    let proxy = Proxy::new(&server.url());
    let connect = || server.options(Role::Intake).ignore_discovered_servers().connect(proxy.url());
    proxy.cut();
    assert!(connect().await.is_err());
    proxy.mend();
    let mut client = connect().await;
    // The port is open again at most a moment later.
    while client.is_err() {
        client = connect().await;
    }
    let client = client.unwrap();
    let delay = Duration::from_millis(500);
    proxy.delay(delay);
    let asked = Instant::now();
    ask(&client, &format!("$JS.API.STREAM.INFO.{RECORDS}"), &json!({})).await.unwrap();
    assert!(asked.elapsed() >= delay);
}
