//! One call from its arrival to the end of its answer.

use std::{sync::Arc, time::Instant};

use http::{HeaderMap, header::ACCEPT_LANGUAGE};
use tonic::{Code, Request, Status, metadata::MetadataMap};
use tracing::{Span, field};
use wire::{Language, failure::Failure};

use crate::{
    answer::Answer,
    methods::{Kind, Method},
    metrics::code_name,
    obstacle::Obstacle,
    plain,
    request_id::{REQUEST_ID, RequestId},
    turnstile::Shared,
};

/// A call that came in. When it is dropped it has ended: it gives back its place and is counted.
pub(crate) struct Call {
    shared: Arc<Shared>,
    method: usize,
    has_place: bool,
    arrived: Instant,
    request_id: RequestId,
    language: Language,
    span: Span,
    /// How it ended. `None`: not yet; if it is dropped so, its caller has gone.
    code: Option<Code>,
}

/// What the turnstile notes in a request for the door.
#[derive(Clone)]
pub(crate) struct Arrived {
    pub(crate) request_id: RequestId,
    pub(crate) language: Language,
}

impl Call {
    /// Names a call, and takes a place for it if there is one.
    pub(crate) fn arrive<B>(shared: &Arc<Shared>, request: &mut http::Request<B>) -> Self {
        let method = shared.methods.find(request.uri().path());
        let Method { name, kind } = &shared.methods.known()[method];
        let request_id = RequestId::of(request.headers());
        let language = language(request.headers());
        let span =
            tracing::debug_span!("call", method = %name, request_id = %request_id, actor = field::Empty);
        request.extensions_mut().insert(Arrived { request_id: request_id.clone(), language });
        Self {
            method,
            has_place: shared.places(*kind).take(),
            arrived: Instant::now(),
            request_id,
            language,
            span,
            code: None,
            shared: Arc::clone(shared),
        }
    }

    pub(crate) fn has_place(&self) -> bool {
        self.has_place
    }

    pub(crate) fn span(&self) -> &Span {
        &self.span
    }

    pub(crate) fn shared(&self) -> &Shared {
        &self.shared
    }

    /// Whether it may go on for as long as its reader wants.
    pub(crate) fn is_open_ended(&self) -> bool {
        self.kind() != Kind::Call
    }

    /// The answer to a call that finds no place.
    pub(crate) fn no_place(self) -> http::Response<Answer> {
        let limits = self.shared.limits;
        let failure = match self.kind() {
            Kind::Call => Failure::Overloaded { max: limits.calls },
            Kind::Stream => Failure::TooManyReaders { max: limits.streams },
            Kind::Health => Failure::TooManyReaders { max: limits.health_calls },
        };
        let status = failure.status(self.language);
        self.refused(status)
    }

    /// The answer to a call that took too long.
    pub(crate) fn too_slow(self) -> http::Response<Answer> {
        let seconds = self.shared.limits.answer_within.as_secs();
        let status = Obstacle::TooSlow { seconds }.status(self.language);
        self.refused(status)
    }

    /// The answer as the service gave it, followed until it has been read.
    pub(crate) fn answered(self, response: http::Response<tonic::body::Body>) -> http::Response<Answer> {
        // A status at the head means that there is nothing but a status: the call failed.
        if response.headers().contains_key(Status::GRPC_STATUS) {
            return self.failed(response);
        }
        let mut response = response;
        if self.request_id.is_given() || self.is_open_ended() {
            self.name(response.headers_mut());
        }
        response.map(|body| Answer::new(body, self))
    }

    /// What a stream is told when the service stops.
    pub(crate) fn stopping(mut self) -> HeaderMap {
        let status = Failure::Stopping.status(self.language);
        self.end_as(&status);
        let mut trailers = HeaderMap::new();
        if status.add_header(&mut trailers).is_err() {
            trailers.insert(Status::GRPC_STATUS, i32::from(Code::Unavailable).into());
        }
        trailers
    }

    /// Notes how it ended, and counts what its caller was told. Every refusal of every service comes past here, so
    /// that what is counted and what is told cannot differ.
    pub(crate) fn end_as(&mut self, told: &Status) {
        if self.code.is_none() && told.code() != Code::Ok {
            self.shared.metrics.refused(told);
        }
        self.code.get_or_insert(told.code());
    }

    fn failed(self, mut response: http::Response<tonic::body::Body>) -> http::Response<Answer> {
        if let Some(obstacle) = plain::obstacle(response.headers()) {
            let status = obstacle.status(self.language);
            return self.refused(status);
        }
        let status = Status::from_header_map(response.headers());
        self.name(response.headers_mut());
        self.ended(&status.unwrap_or_else(|| Status::unknown("")), response)
    }

    fn refused(self, status: Status) -> http::Response<Answer> {
        let mut response = status.clone().into_http();
        self.name(response.headers_mut());
        self.ended(&status, response)
    }

    fn ended(mut self, told: &Status, response: http::Response<tonic::body::Body>) -> http::Response<Answer> {
        self.end_as(told);
        response.map(Answer::ended)
    }

    /// Repeats the name of the call, for whoever wants to report it. Not with what succeeds under a name that
    /// we made: nobody asks about that.
    fn name(&self, headers: &mut HeaderMap) {
        if let Some(name) = self.request_id.header() {
            headers.insert(REQUEST_ID, name);
        }
    }

    fn method(&self) -> &Method {
        &self.shared.methods.known()[self.method]
    }

    fn kind(&self) -> Kind {
        self.method().kind
    }

    fn log(&self, code: Code, took_micros: u64) {
        let (method, code_name) = (self.method().name.as_str(), code_name(code));
        if matches!(code, Code::Internal | Code::Unknown | Code::DataLoss) {
            let request_id = field::display(&self.request_id);
            tracing::warn!(parent: &self.span, method, request_id, code = code_name, took_micros, "call failed");
        } else {
            tracing::debug!(parent: &self.span, code = code_name, took_micros, "call ended");
        }
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        let code = self.code.unwrap_or(Code::Cancelled);
        let took = self.arrived.elapsed();
        let Shared { metrics, counters, .. } = self.shared();
        let (method, counters) = (self.method(), &counters[self.method]);
        metrics.count(method, counters, code);
        if self.has_place {
            self.shared.places(method.kind).leave();
            if method.kind != Kind::Stream {
                metrics.time(method, counters, took);
            }
        }
        self.log(code, u64::try_from(took.as_micros()).unwrap_or(u64::MAX));
    }
}

impl Arrived {
    /// What was noted in this request; noted now if it came past no turnstile.
    pub(crate) fn take(request: &mut Request<()>) -> Self {
        request.extensions_mut().remove().unwrap_or_else(|| {
            let headers = request.metadata().as_ref();
            Self { request_id: RequestId::of(headers), language: language(headers) }
        })
    }
}

/// The language that a call asks for.
fn language(headers: &HeaderMap) -> Language {
    let Some(value) = headers.get(ACCEPT_LANGUAGE) else { return Language::default() };
    let mut asked = HeaderMap::with_capacity(1);
    asked.insert(ACCEPT_LANGUAGE, value.clone());
    Language::of(&MetadataMap::from_headers(asked))
}
