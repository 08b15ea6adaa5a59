//! The answer to a call, followed until it has been read.

use std::{
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use http::HeaderMap;
use http_body::{Frame, SizeHint};
use tokio_util::sync::WaitForCancellationFutureOwned;
use tonic::{Status, body::Body};

use crate::call::Call;

/// The body of an answer. It notes how the call ended, and tells a stream when the service stops.
pub struct Answer {
    body: Body,
    /// `None` once it has ended.
    call: Option<Call>,
    /// Only streams wait for it, so that a call with one answer costs no box.
    closing: Option<Pin<Box<WaitForCancellationFutureOwned>>>,
}

impl Answer {
    /// The answer to a call that goes on.
    pub(crate) fn new(body: Body, call: Call) -> Self {
        let closing = call.is_open_ended().then(|| Box::pin(call.shared().closing.clone().cancelled_owned()));
        Self { body, call: Some(call), closing }
    }

    /// The answer to a call that ended with its head.
    pub(crate) fn ended(body: Body) -> Self {
        Self { body, call: None, closing: None }
    }

    fn note(&mut self, told: &Status) {
        if let Some(mut call) = self.call.take() {
            call.end_as(told);
        }
    }
}

/// What these trailers say. Most say that the call succeeded, which needs no reading.
fn told(trailers: &HeaderMap) -> Status {
    if trailers.get(Status::GRPC_STATUS).is_some_and(|code| code == "0") {
        return Status::ok("");
    }
    Status::from_header_map(trailers).unwrap_or_else(|| Status::unknown(""))
}

impl http_body::Body for Answer {
    type Data = Bytes;
    type Error = Status;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Status>>> {
        let this = &mut *self;
        let span = this.call.as_ref().map(|call| call.span().clone());
        let _entered = span.as_ref().map(tracing::Span::enter);
        if let Some(closing) = &mut this.closing
            && closing.as_mut().poll(cx).is_ready()
        {
            this.closing = None;
            this.body = Body::empty();
            let trailers = this.call.take().map(Call::stopping);
            return Poll::Ready(trailers.map(|trailers| Ok(Frame::trailers(trailers))));
        }
        let frame = ready!(Pin::new(&mut this.body).poll_frame(cx));
        match &frame {
            Some(Ok(frame)) => {
                if let Some(trailers) = frame.trailers_ref() {
                    this.note(&told(trailers));
                }
            }
            Some(Err(status)) => this.note(status),
            None => this.note(&Status::unknown("")),
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
