//! What servers tell about their disks, and servers that tell nothing.

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};

use super::*;

/// As nats-server 2.15.1 says it.
const ALWAYS: &str = r#"{"memory":0,"config":{"max_memory":1,"store_dir":"/d","sync_interval":120000000000,"sync_always":true,"strict":true},"total":1}"#;
const SOMETIMES: &str =
    r#"{"memory":0,"config":{"store_dir":"/d","sync_interval":120000000000,"strict":true}}"#;
const NO_JETSTREAM: &str = r#"{"disabled":true,"config":{"max_memory":0,"max_storage":0}}"#;

#[test]
fn an_address_names_a_host_and_perhaps_a_port() {
    let table = [
        ("http://nats-1:8222", Some("http://nats-1:8222")),
        ("http://127.0.0.1", Some("http://127.0.0.1:8222")),
        ("http://[::1]:8222/", Some("http://[::1]:8222")),
        ("https://nats-1:8222", None),
        ("nats-1:8222", None),
        ("http://:8222", None),
        ("http://nats-1:99999", None),
        ("http://nats-1:8222/jsz", None),
        ("http://nats-1:8222/?x=1", None),
        ("http://me:secret@nats-1:8222", None),
        ("", None),
    ];
    for (given, shown) in table {
        assert_eq!(Monitor::of(given).map(|monitor| monitor.to_string()).as_deref(), shown, "{given}");
    }
}

#[test]
fn only_a_server_that_says_so_waits_for_its_disk() {
    assert_eq!(understood(ALWAYS.as_bytes()), Ok(None));
    assert_eq!(understood(SOMETIMES.as_bytes()), Ok(Some(Duration::from_secs(120))));
    for (answer, part) in [
        (NO_JETSTREAM, "no JetStream"),
        (r#"{"config":{}}"#, "does not say"),
        ("{}", "does not say"),
        ("[1]", "not understood"),
        ("<html>", "not understood"),
    ] {
        let why = understood(answer.as_bytes()).unwrap_err();
        assert!(why.contains(part), "{answer}: {why}");
    }
}

/// A server that answers everyone with these bytes.
async fn answering(answer: String) -> Monitor {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut asked = vec![0; 1024];
            let read = stream.read(&mut asked).await.unwrap();
            assert!(asked[..read].starts_with(b"GET /jsz?config=1 HTTP/1.1\r\n"));
            // Who has read enough may be gone.
            let _ = stream.write_all(answer.as_bytes()).await;
        }
    });
    Monitor { host: "127.0.0.1".into(), port }
}

fn ok(body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len())
}

#[tokio::test]
async fn every_server_is_asked_and_each_that_does_not_sync_is_named() {
    let (always, sometimes) = (answering(ok(ALWAYS)).await, answering(ok(SOMETIMES)).await);
    let looked = Looked::at(&[always.clone(), sometimes.clone(), always.clone()]).await;
    assert_eq!((looked.synced, looked.unverified.len()), (2, 0));
    let told = looked.checked().unwrap_err().to_string();
    assert!(told.contains(&format!("{sometimes}: schrijft eens per 120 s weg")), "{told}");
    assert!(told.contains("sync_interval: always") && !told.contains(&always.to_string()), "{told}");
    assert_eq!(Looked::at(&[always]).await.checked(), Ok(()));
}

#[tokio::test]
async fn what_cannot_be_asked_is_not_verified_and_no_reason_to_stop() {
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    let closed = Monitor { host: "127.0.0.1".into(), port: closed };
    let wrong = answering("HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n".into()).await;
    let huge = answering(ok(&" ".repeat(ANSWER_BYTES_MAX + 1))).await;
    for (monitor, part) in [(closed, "refused"), (wrong, "404"), (huge, "limit")] {
        let looked = Looked::at(std::slice::from_ref(&monitor)).await;
        let [(named, why)] = &looked.unverified[..] else { panic!("{looked:?}") };
        assert!(*named == monitor && why.contains(part), "{why}");
        assert_eq!(looked.checked(), Ok(()));
    }
}

#[tokio::test(start_paused = true)]
async fn a_server_that_says_nothing_delays_no_longer_than_the_limit() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let silent = Monitor { host: "127.0.0.1".into(), port: listener.local_addr().unwrap().port() };
    let looked = Looked::at(&[silent]).await;
    assert!(looked.unverified[0].1.contains("within 5 seconds"), "{looked:?}");
}
