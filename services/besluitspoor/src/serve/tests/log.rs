//! What a call leaves in the log.

use std::{
    io,
    sync::{LazyLock, Mutex},
};

use tracing_subscriber::{EnvFilter, fmt, util::SubscriberInitExt as _};

use super::*;

/// Everything that is logged in this process from the first test here on, as much as can be.
static LOG: LazyLock<&'static Mutex<Vec<u8>>> = LazyLock::new(|| {
    static BYTES: Mutex<Vec<u8>> = Mutex::new(Vec::new());
    let lines = fmt().with_env_filter(EnvFilter::new("trace")).with_ansi(false);
    lines.with_writer(|| Kept(&BYTES)).finish().init();
    &BYTES
});

struct Kept(&'static Mutex<Vec<u8>>);

impl io::Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The log after calls with words in them, one of which is let in under this name.
async fn log_of_calls(request_id: &str) -> String {
    let log = *LOG;
    let running = Place::new().start().await;
    let channel = channel(&running).await;
    let mut request = open(1, "geheim-woord");
    request.metadata_mut().insert("x-request-id", request_id.parse().unwrap());
    refused(&channel, request).await;
    refused(&channel, open(2, "geheim-woord")).await;
    running.stop().await;
    let bytes = log.lock().unwrap().clone();
    String::from_utf8(bytes).unwrap()
}

#[tokio::test]
async fn a_call_is_logged_with_its_name_actor_and_end() {
    let log = log_of_calls("front-7").await;
    let line = log.lines().find(|line| line.contains("front-7") && line.contains("call ended")).unwrap();
    for part in [
        "DEBUG",
        "method=besluitspoor.v1.ProposalService/OpenDossier",
        "request_id=front-7",
        "actor=u-1",
        "code=\"INVALID_ARGUMENT\"",
        "took_micros=",
    ] {
        assert!(line.contains(part), "{part} in {line}");
    }
}

#[tokio::test]
async fn no_words_and_no_token_are_logged_however_much_is() {
    let log = log_of_calls("front-8").await;
    assert!(log.contains("front-8"), "it is the log of that call");
    for secret in [token(1).reveal(), token(2).reveal(), "geheim-woord"] {
        assert!(!log.contains(secret), "{}", log.lines().find(|line| line.contains(secret)).unwrap());
    }
}
