//! Several addresses with somebody, nobody or the wrong one there.

use std::{
    convert::Infallible,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use http::{HeaderMap, HeaderValue};
use hyper::{body::Incoming, server::conn::http2, service::service_fn};
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::{net::TcpListener, sync::Notify};
use tonic::{Code, Status};
use wire::v1::{
    ReadJournalRequest, RegisterArrangementRequest, audit_service_client::AuditServiceClient,
    register_service_client::RegisterServiceClient,
};

use super::*;
use crate::{
    client::{failure, timed, way::Way},
    exit::Exit,
};

/// Messages as gRPC frames them: one without fields, and health's two answers.
const EMPTY: &[u8] = &[0, 0, 0, 0, 0];
const SERVING: &[u8] = &[0, 0, 0, 0, 2, 8, 1];
const NOT_SERVING: &[u8] = &[0, 0, 0, 0, 2, 8, 2];

/// What somebody says of every service, and to every call.
#[derive(Debug, Clone, Copy)]
enum Says {
    Done,
    No(Code),
    /// The line breaks when the call has arrived.
    Breaks,
}

/// Somebody at an address.
struct Somebody {
    url: String,
    looks: Arc<AtomicUsize>,
    calls: Arc<AtomicUsize>,
}

impl Somebody {
    fn calls(&self) -> usize {
        self.calls.load(Ordering::SeqCst)
    }

    fn looks(&self) -> usize {
        self.looks.load(Ordering::SeqCst)
    }
}

/// Somebody whose health answers with this message, or knows of no service.
async fn somebody(health: Option<&'static [u8]>, says: Says) -> Somebody {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (looks, calls) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let counts = (Arc::clone(&looks), Arc::clone(&calls));
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let (cut, (looks, calls)) = (Arc::new(Notify::new()), counts.clone());
            let breaking = Arc::clone(&cut);
            let answer = service_fn(move |request: Request<Incoming>| {
                let (looks, calls, breaking) = (looks.clone(), calls.clone(), breaking.clone());
                async move {
                    if request.uri().path().starts_with("/grpc.health.v1.Health/") {
                        looks.fetch_add(1, Ordering::SeqCst);
                        return Ok::<_, Infallible>(health.map_or_else(|| no(Code::NotFound), message));
                    }
                    calls.fetch_add(1, Ordering::SeqCst);
                    match says {
                        Says::Done => Ok(message(EMPTY)),
                        Says::No(code) => Ok(no(code)),
                        Says::Breaks => {
                            breaking.notify_one();
                            std::future::pending().await
                        }
                    }
                }
            });
            tokio::spawn(async move {
                let serving = http2::Builder::new(TokioExecutor::new());
                tokio::select! {
                    _ = serving.serve_connection(TokioIo::new(stream), answer) => {}
                    () = cut.notified() => {}
                }
            });
        }
    });
    Somebody { url, looks, calls }
}

/// An address where nobody is.
async fn nobody() -> String {
    format!("http://{}", TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap())
}

fn message(bytes: &'static [u8]) -> Response<Body> {
    let mut trailers = HeaderMap::new();
    trailers.insert("grpc-status", HeaderValue::from_static("0"));
    let body = Full::new(Bytes::from_static(bytes)).with_trailers(async { Some(Ok(trailers)) });
    let response = Response::builder().header("content-type", "application/grpc");
    response.body(Body::new(body)).unwrap()
}

fn no(code: Code) -> Response<Body> {
    Status::new(code, "").into_http()
}

fn way(urls: &[&str]) -> Way {
    let endpoint = |url: &&str| ((*url).to_owned(), Endpoint::from_shared((*url).to_owned()).unwrap());
    Way::Several(Arc::new(Places::new(urls.iter().map(endpoint).collect(), Language::Dutch)))
}

async fn command(way: &Way) -> Result<(), Status> {
    let request = timed(RegisterArrangementRequest::default());
    RegisterServiceClient::new(way.clone()).register_arrangement(request).await.map(drop)
}

#[tokio::test]
async fn a_call_goes_to_the_first_address_that_serves_it_and_then_there_again() {
    let other = somebody(None, Says::Done).await;
    let full = somebody(Some(NOT_SERVING), Says::Done).await;
    let (first, second) =
        (somebody(Some(SERVING), Says::Done).await, somebody(Some(SERVING), Says::Done).await);
    let way = way(&[&nobody().await, &other.url, &full.url, &first.url, &second.url]);
    for _ in 0..3 {
        command(&way).await.unwrap();
    }
    assert_eq!([&other, &full, &first, &second].map(Somebody::calls), [0, 0, 3, 0]);
    assert_eq!([&other, &full, &first, &second].map(Somebody::looks), [1, 1, 1, 0], "it is remembered");
    let mut journal = AuditServiceClient::new(way);
    let mut records = journal.read_journal(ReadJournalRequest::default()).await.unwrap().into_inner();
    assert!(records.message().await.unwrap().is_some(), "a stream comes along the same way");
    assert_eq!(first.looks(), 2, "each service is looked for by itself");
}

#[tokio::test]
async fn a_command_whose_line_broke_is_repeated_once_at_each_address() {
    let serving = async |says| somebody(Some(SERVING), says).await;
    let (breaks, done) = (serving(Says::Breaks).await, serving(Says::Done).await);
    let both = way(&[&breaks.url, &done.url]);
    command(&both).await.unwrap();
    command(&both).await.unwrap();
    assert_eq!([&breaks, &done].map(Somebody::calls), [1, 2], "who answered is asked first from then on");

    let too = serving(Says::No(Code::Unavailable)).await;
    let status = command(&way(&[&breaks.url, &too.url])).await.unwrap_err();
    assert_eq!(Exit::of(status.code()), Exit::Unclear, "{status:?}");
    assert_eq!([&breaks, &too].map(Somebody::calls), [2, 1]);
}

#[tokio::test]
async fn an_answer_that_is_about_the_caller_settles_nothing_that_another_may_have_done() {
    let serving = async |says| somebody(Some(SERVING), says).await;
    let breaks = serving(Says::Breaks).await;
    for (says, unclear) in [
        (Code::PermissionDenied, true),
        (Code::ResourceExhausted, true),
        (Code::FailedPrecondition, false),
        (Code::AlreadyExists, false),
    ] {
        let second = serving(Says::No(says)).await;
        let status = command(&way(&[&breaks.url, &second.url])).await.unwrap_err();
        assert_eq!(Exit::of(status.code()) == Exit::Unclear, unclear, "{says:?}: {status:?}");
        let (first, never) = (serving(Says::No(says)).await, serving(Says::Done).await);
        let status = command(&way(&[&first.url, &never.url])).await.unwrap_err();
        assert_eq!((status.code(), never.calls()), (says, 0), "a refusal is an answer");
    }
}

#[tokio::test]
async fn who_does_not_serve_is_asked_when_nobody_does() {
    let (none, hesitates) = (somebody(None, Says::Done).await, somebody(Some(NOT_SERVING), Says::Done).await);
    command(&way(&[&none.url, &hesitates.url])).await.unwrap();
    let unknown = somebody(Some(SERVING), Says::No(Code::Unimplemented)).await;
    command(&way(&[&unknown.url, &hesitates.url])).await.unwrap();
    assert_eq!([&none, &hesitates, &unknown].map(Somebody::calls), [0, 2, 1]);
}

#[tokio::test]
async fn a_service_that_is_nowhere_is_told_with_every_address() {
    let (here, there) = (somebody(None, Says::Done).await, somebody(None, Says::Done).await);
    let told = async |urls: &[&str]| {
        let status = command(&way(urls)).await.unwrap_err();
        let failure = failure(&status, Language::Dutch);
        (failure.exit, failure.told(Language::Dutch))
    };
    let (exit, words) = told(&[&here.url, &there.url]).await;
    assert_eq!(exit, Exit::Input, "{words}");
    assert!(words.contains("‘intake’") && words.contains("[SERVICE_NOWHERE]"), "{words}");
    let gone = nobody().await;
    let (exit, words) = told(&[&here.url, &gone]).await;
    assert_eq!(exit, Exit::Unclear, "{words}");
    for part in ["[SERVICE_UNREACHED]", &here.url, &gone, "daar luistert niets", "draait hier niet"] {
        assert!(words.contains(part), "{part} in {words}");
    }
}
