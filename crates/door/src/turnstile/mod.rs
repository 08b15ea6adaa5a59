//! What every call passes first: it is named, finds a place or is told to come back, is timed and counted.
//!
//! ```text
//! request ──► Turnstile ──► Door (of the service) ──► service
//!               │ no place: RESOURCE_EXHAUSTED at once    │
//! answer ◄── Answer ◄── Passing: in time, or DEADLINE_EXCEEDED
//! ```
//!
//! A call keeps its place until its answer has been read to the end, or its caller has gone. A call costs no
//! allocation here but the note of its name and language in the request.

use std::{
    sync::Arc,
    task::{Context, Poll},
};

use tokio_util::sync::CancellationToken;
use tonic::body::Body;
use tower_layer::Layer;
use tower_service::Service;

use crate::{
    answer::Answer,
    call::Call,
    limits::Limits,
    methods::{Kind, Methods},
    metrics::{Counters, Metrics},
    passing::Passing,
    places::Places,
};

/// The layer around all services of a server. Cheap to clone; clones share their places and counters.
#[derive(Clone)]
pub struct Turnstile {
    shared: Arc<Shared>,
}

/// The services of a server behind their turnstile.
#[derive(Clone)]
pub struct Turned<S> {
    services: S,
    shared: Arc<Shared>,
}

/// What all calls of a server share.
pub(crate) struct Shared {
    pub(crate) methods: Methods,
    /// Beside each method.
    pub(crate) counters: Vec<Counters>,
    pub(crate) metrics: Metrics,
    pub(crate) limits: Limits,
    pub(crate) closing: CancellationToken,
    calls: Places,
    streams: Places,
    health_calls: Places,
}

impl Turnstile {
    /// A turnstile for a server with these methods. When `closing` is cancelled, every open stream is told that
    /// the service stops, and ends; calls with one answer go on.
    pub fn new(methods: Methods, limits: Limits, metrics: Metrics, closing: CancellationToken) -> Self {
        let places = |most, kind| Places::new(most, metrics.in_progress(kind));
        let shared = Shared {
            counters: methods.known().iter().map(|_| Counters::default()).collect(),
            calls: places(limits.calls, Kind::Call),
            streams: places(limits.streams, Kind::Stream),
            health_calls: places(limits.health_calls, Kind::Health),
            methods,
            metrics,
            limits,
            closing,
        };
        Self { shared: Arc::new(shared) }
    }
}

impl Shared {
    /// The places for calls of this kind.
    pub(crate) fn places(&self, kind: Kind) -> &Places {
        match kind {
            Kind::Call => &self.calls,
            Kind::Stream => &self.streams,
            Kind::Health => &self.health_calls,
        }
    }
}

impl<S> Layer<S> for Turnstile {
    type Service = Turned<S>;

    fn layer(&self, services: S) -> Turned<S> {
        Turned { services, shared: Arc::clone(&self.shared) }
    }
}

impl<S, B> Service<http::Request<B>> for Turned<S>
where
    S: Service<http::Request<B>, Response = http::Response<Body>>,
{
    type Response = http::Response<Answer>;
    type Error = S::Error;
    type Future = Passing<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.services.poll_ready(cx)
    }

    fn call(&mut self, mut request: http::Request<B>) -> Passing<S::Future> {
        let call = Call::arrive(&self.shared, &mut request);
        if !call.has_place() {
            return Passing::turned_away(call);
        }
        let span = call.span().clone();
        let _entered = span.enter();
        Passing::let_in(call, self.services.call(request))
    }
}

#[cfg(test)]
mod tests;
