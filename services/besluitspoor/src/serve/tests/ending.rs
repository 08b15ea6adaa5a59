//! How the services end, and what they leave behind.

use std::process::Command;

use super::*;
use crate::serve::signals::Signals;

#[tokio::test]
async fn streams_are_told_and_the_directory_is_free_afterwards() {
    let place = Place::new();
    let running = place.start().await;
    let grpc = running.grpc;
    let channel = channel(&running).await;
    let request = HealthCheckRequest { service: String::new() };
    let mut watch = HealthClient::new(channel.clone()).watch(request).await.unwrap().into_inner();
    assert_eq!(watch.message().await.unwrap().unwrap().status(), ServingStatus::Serving);
    let stopped = soon(running.stop()).await;
    assert!(stopped.all_answered, "{stopped:?}");
    let told = loop {
        match watch.message().await {
            Ok(Some(message)) => assert_eq!(message.status(), ServingStatus::NotServing),
            Ok(None) => panic!("a stream ends with words"),
            Err(status) => break status,
        }
    };
    assert_eq!(reason(&told), (Code::Unavailable, "SERVICE_STOPPING".into()));
    assert!(TcpStream::connect(grpc).await.is_err(), "nobody listens any more");
    let again = place.start().await;
    assert!(soon(again.stop()).await.all_answered);
}

#[tokio::test]
async fn a_call_in_progress_may_end_and_is_broken_off_when_it_does_not() {
    let mut place = Place::new();
    place.config.shutdown_within = Duration::from_secs(10);
    place.config.limits.answer_within = Duration::from_millis(400);
    let running = place.start().await;
    let call = dawdle(&channel(&running).await).await;
    assert!(soon(running.stop()).await.all_answered);
    assert_eq!(call.await.unwrap().code(), Code::DeadlineExceeded, "it had the answer that it waited for");

    place.config.shutdown_within = Duration::from_millis(100);
    place.config.limits.answer_within = Duration::from_secs(60);
    let running = place.start().await;
    let call = dawdle(&channel(&running).await).await;
    let stopped = soon(running.stop()).await;
    assert!(!stopped.all_answered);
    assert!(stopped.took < Duration::from_secs(1), "{stopped:?}");
    assert_ne!(call.await.unwrap().code(), Code::DeadlineExceeded);
    soon(place.start().await.stop()).await;
}

#[tokio::test]
async fn who_is_let_go_of_leaves_nothing_running() {
    let place = Place::new();
    let running = place.start().await;
    let grpc = running.grpc;
    let _call = dawdle(&channel(&running).await).await;
    drop(running);
    soon(async {
        while TcpStream::connect(grpc).await.is_ok() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    })
    .await;
}

#[tokio::test]
async fn who_says_nothing_delays_no_end() {
    let running = Place::new().start().await;
    let _services = TcpStream::connect(running.grpc).await.unwrap();
    let _metrics = TcpStream::connect(running.metrics).await.unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    let stopped = soon(running.stop()).await;
    assert!(stopped.all_answered && stopped.took < Duration::from_secs(2), "{stopped:?}");
}

#[tokio::test]
async fn a_data_directory_of_a_newer_version_is_not_touched() {
    let place = Place::new();
    soon(place.start().await.stop()).await;
    let segment = place.config.data.join("journal/00000000000000000001.log");
    let text = fs::read_to_string(&segment).unwrap();
    let (header, rest) = text.split_once('\n').unwrap();
    let newer = header.rsplit_once('\t').unwrap().0.replacen("\t1\t", "\t2\t", 1);
    let newer = format!("{newer}\t{:08x}\n{rest}", crc32c::crc32c(newer.as_bytes()));
    fs::write(&segment, &newer).unwrap();
    let error = start(place.config.clone()).await.err().unwrap();
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert!(cause.contains("version 2") && cause.contains("use a newer program"), "{cause}");
    assert_eq!(fs::read_to_string(&segment).unwrap(), newer);
}

#[tokio::test]
async fn what_cannot_be_opened_or_listened_on_says_what_would_help() {
    let place = Place::new();
    let running = place.start().await;
    let told = |error: Error| {
        let cause = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
        format!("{error}: {cause}")
    };
    let error = start(place.config.clone()).await.err().unwrap();
    assert!(error.is_input(), "another directory helps");
    let error = told(error);
    assert!(error.contains("draait al een besluitspoor") && error.contains("--data"), "{error}");
    let mut other = Place::new();
    other.config.listen = running.grpc;
    let error = start(other.config.clone()).await.err().unwrap();
    assert!(error.is_input(), "another port helps");
    let error = told(error);
    assert!(error.contains("kan niet worden geluisterd (dat adres is al in gebruik)"), "{error}");
    assert!(error.contains("--listen") && !error.contains("os error"), "{error}");
}

#[tokio::test]
async fn a_signal_reads_the_tokens_again_and_another_stops() {
    let place = Place::new();
    let signals = Signals::listen().unwrap();
    let running = place.start().await;
    let channel = channel(&running).await;
    let obeying = tokio::spawn(signals.obey(running));
    place.know(&[2]);
    kill("-HUP");
    soon(async {
        while reason(&refused(&channel, open(2, "")).await).1 == "TOKEN_UNKNOWN" {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    })
    .await;
    assert_eq!(reason(&refused(&channel, open(1, "")).await).1, "TOKEN_UNKNOWN");
    kill("-TERM");
    assert!(soon(obeying).await.unwrap().all_answered);
}

fn kill(signal: &str) {
    let process = std::process::id().to_string();
    assert!(Command::new("kill").args([signal, &process]).status().unwrap().success());
}
