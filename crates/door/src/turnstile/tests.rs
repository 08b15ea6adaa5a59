//! Calls on their way through the turnstile to services that answer, stream, dawdle and fail.

use std::{convert::Infallible, future, pin::Pin, time::Duration};

use bytes::Bytes;
use http_body::Frame;
use http_body_util::BodyExt as _;
use prometheus_client::{encoding::text::encode, registry::Registry};
use tonic::{Code, Status};
use tonic_types::StatusExt as _;

use super::*;

const CALL: &str = "/besluitspoor.v1.AgendaService/GetAgenda";
const STREAM: &str = "/besluitspoor.v1.AgendaService/WatchAgenda";

/// A server whose service does as its test says.
struct Server<S> {
    services: Turned<S>,
    closing: CancellationToken,
    registry: Registry,
}

/// What came back of a call.
struct Came {
    code: Code,
    reason: Option<String>,
    request_id: Option<String>,
}

/// A service of one function.
#[derive(Clone)]
struct Does<F>(F);

impl<F, A> Service<http::Request<Body>> for Does<F>
where
    F: FnMut(http::Request<Body>) -> A,
    A: Future<Output = http::Response<Body>>,
{
    type Response = http::Response<Body>;
    type Error = Infallible;
    type Future = Infallibly<A>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Infallibly<A> {
        Infallibly { answer: Box::pin((self.0)(request)) }
    }
}

struct Infallibly<A> {
    answer: Pin<Box<A>>,
}

impl<A: Future> Future for Infallibly<A> {
    type Output = Result<A::Output, Infallible>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.answer.as_mut().poll(cx).map(Ok)
    }
}

fn server<F>(limits: Limits, does: F) -> Server<Does<F>> {
    let mut registry = Registry::default();
    let closing = CancellationToken::new();
    let methods = Methods::of(&[wire::FILE_DESCRIPTOR_SET]).unwrap();
    let turnstile = Turnstile::new(methods, limits, Metrics::register(&mut registry), closing.clone());
    Server { services: turnstile.layer(Does(does)), closing, registry }
}

fn request(path: &str) -> http::Request<Body> {
    http::Request::builder().uri(path).body(Body::empty()).unwrap()
}

/// An answer of one message, as tonic gives it.
fn ok() -> http::Response<Body> {
    let mut trailers = http::HeaderMap::new();
    trailers.insert(Status::GRPC_STATUS, 0.into());
    let mut frames = vec![Frame::trailers(trailers), Frame::data(Bytes::from_static(b"x"))];
    http::Response::new(Body::new(Frames(move |_: &mut Context<'_>| Poll::Ready(frames.pop().map(Ok)))))
}

/// A stream that never has anything to say.
fn silent() -> http::Response<Body> {
    http::Response::new(Body::new(Frames(|_: &mut Context<'_>| Poll::Pending)))
}

/// A body of one function.
struct Frames<F>(F);

type NextFrame = Result<Frame<Bytes>, Status>;

impl<F> http_body::Body for Frames<F>
where
    F: FnMut(&mut Context<'_>) -> Poll<Option<NextFrame>> + Unpin,
{
    type Data = Bytes;
    type Error = Status;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<NextFrame>> {
        (self.0)(cx)
    }
}

impl<S> Server<S>
where
    S: Service<http::Request<Body>, Response = http::Response<Body>, Error = Infallible>,
{
    async fn call(&mut self, request: http::Request<Body>) -> http::Response<Answer> {
        let Ok(response) = self.services.call(request).await;
        response
    }

    fn counts(&self, line: &str) -> bool {
        let mut text = String::new();
        encode(&mut text, &self.registry).unwrap();
        text.lines().any(|counted| counted == line)
    }
}

async fn came(response: http::Response<Answer>) -> Came {
    let (parts, body) = response.into_parts();
    let trailers = body.collect().await.unwrap().trailers().cloned().unwrap_or_default();
    let status =
        Status::from_header_map(&parts.headers).or_else(|| Status::from_header_map(&trailers)).unwrap();
    let details = status.get_error_details();
    let request_id = parts.headers.get("x-request-id").map(|id| id.to_str().unwrap().to_owned());
    Came { code: status.code(), reason: details.error_info().map(|info| info.reason.clone()), request_id }
}

#[tokio::test]
async fn a_call_is_counted_when_its_answer_has_been_read() {
    let mut server = server(Limits::default(), |_| future::ready(ok()));
    let response = server.call(request(CALL)).await;
    assert!(server.counts(r#"calls_in_progress{kind="call"} 1"#), "its answer has not been read");
    let came = came(response).await;
    assert_eq!((came.code, came.request_id), (Code::Ok, None));
    assert!(server.counts(r#"calls_in_progress{kind="call"} 0"#));
    assert!(server.counts(r#"calls_total{method="besluitspoor.v1.AgendaService/GetAgenda",code="OK"} 1"#));
}

#[tokio::test]
async fn a_name_that_the_caller_gives_is_repeated_and_one_of_ours_only_with_a_failure() {
    let mut failing =
        server(Limits::default(), |_| future::ready(Status::not_found("there is none").into_http()));
    let mut fine = server(Limits::default(), |_| future::ready(ok()));
    let named = || {
        let mut request = request(CALL);
        request.headers_mut().insert("x-request-id", "front-7".parse().unwrap());
        request
    };
    assert_eq!(came(fine.call(named()).await).await.request_id.as_deref(), Some("front-7"));
    assert_eq!(came(failing.call(named()).await).await.request_id.as_deref(), Some("front-7"));
    assert_eq!(came(fine.call(request(CALL)).await).await.request_id, None);
    let came = came(failing.call(request(CALL)).await).await;
    assert!(came.request_id.is_some_and(|id| id.len() >= 10));
    assert_eq!(came.code, Code::NotFound);
}

#[tokio::test]
async fn who_finds_no_place_is_told_at_once() {
    let limits = Limits { calls: 1, ..Limits::default() };
    let mut server = server(limits, |_| future::ready(ok()));
    let first = server.call(request(CALL)).await;
    let second = came(server.call(request(CALL)).await).await;
    assert_eq!((second.code, second.reason.as_deref()), (Code::ResourceExhausted, Some("OVERLOADED")));
    assert!(second.request_id.is_some());
    drop(first);
    assert_eq!(came(server.call(request(CALL)).await).await.code, Code::Ok, "the place came free");
    assert!(server.counts(r#"calls_in_progress{kind="call"} 0"#));
    let method = r#"method="besluitspoor.v1.AgendaService/GetAgenda""#;
    assert!(
        server.counts(&format!(r#"calls_total{{{method},code="CANCELLED"}} 1"#)),
        "the first was dropped"
    );
    assert!(server.counts(&format!(r#"calls_total{{{method},code="RESOURCE_EXHAUSTED"}} 1"#)));
    assert!(server.counts(&format!("call_seconds_count{{{method}}} 2")), "not who found no place");
}

#[tokio::test]
async fn streams_and_calls_take_no_place_of_each_other() {
    let limits = Limits { calls: 1, streams: 1, ..Limits::default() };
    let mut server = server(limits, |request: http::Request<Body>| {
        future::ready(if request.uri().path() == STREAM { silent() } else { ok() })
    });
    let open = server.call(request(STREAM)).await;
    let second = came(server.call(request(STREAM)).await).await;
    assert_eq!((second.code, second.reason.as_deref()), (Code::ResourceExhausted, Some("TOO_MANY_READERS")));
    assert_eq!(came(server.call(request(CALL)).await).await.code, Code::Ok);
    drop(open);
    assert!(server.counts(r#"calls_in_progress{kind="stream"} 0"#));
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_takes_too_long_is_not_waited_for() {
    let limits = Limits { answer_within: Duration::from_secs(3), ..Limits::default() };
    let mut server = server(limits, |_| future::pending());
    let began = tokio::time::Instant::now();
    let came = came(server.call(request(CALL)).await).await;
    assert_eq!((came.code, came.reason.as_deref()), (Code::DeadlineExceeded, Some("ANSWER_TOO_SLOW")));
    assert_eq!(began.elapsed().as_secs(), 3);
    assert!(server.counts(r#"calls_in_progress{kind="call"} 0"#));
}

#[tokio::test(start_paused = true)]
async fn a_stream_goes_on_and_is_told_when_the_service_stops() {
    let mut server = server(Limits::default(), |_| future::ready(silent()));
    let response = server.call(request(STREAM)).await;
    assert!(response.headers().contains_key("x-request-id"), "a stream has a name from the start");
    let closing = server.closing.clone();
    let stop = async {
        tokio::time::sleep(Duration::from_secs(3_600)).await;
        closing.cancel();
    };
    let (came, ()) = tokio::join!(came(response), stop);
    assert_eq!((came.code, came.reason.as_deref()), (Code::Unavailable, Some("SERVICE_STOPPING")));
    let late = server.call(request(STREAM)).await;
    assert_eq!(self::came(late).await.code, Code::Unavailable, "who comes after is told too");
    assert!(
        server.counts(
            r#"calls_total{method="besluitspoor.v1.AgendaService/WatchAgenda",code="UNAVAILABLE"} 2"#
        )
    );
}

#[tokio::test]
async fn what_tonic_refuses_is_told_in_our_form_and_in_the_callers_language() {
    let mut server = server(Limits::default(), |_| {
        future::ready(Status::out_of_range("Error, decoded message length too large").into_http())
    });
    for (asked, beginning) in [("nl", "Het verzoek is groter"), ("en-GB, nl;q=0.5", "The request is larger")]
    {
        let mut request = request(CALL);
        request.headers_mut().insert("accept-language", asked.parse().unwrap());
        let response = server.call(request).await;
        let status = Status::from_header_map(response.headers()).unwrap();
        assert_eq!(status.code(), Code::ResourceExhausted);
        assert!(status.message().starts_with(beginning), "{}", status.message());
    }
}

#[tokio::test]
async fn a_method_that_does_not_exist_is_counted_under_one_name() {
    let mut server = server(Limits::default(), |_| future::ready(Status::unimplemented("").into_http()));
    for n in 0..5 {
        let came = came(server.call(request(&format!("/besluitspoor.v1.No/Such{n}"))).await).await;
        assert_eq!((came.code, came.reason.as_deref()), (Code::Unimplemented, Some("METHOD_UNKNOWN")));
    }
    assert!(server.counts(r#"calls_total{method="unknown",code="UNIMPLEMENTED"} 5"#));
}
