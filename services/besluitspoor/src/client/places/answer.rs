//! What an answer says of what was asked, before anybody reads it.

use http::{Request, Response};
use http_body_util::{BodyExt as _, Limited};
use tonic::{Code, Status, body::Body, codegen::StdError, transport::Channel};
use tower_service::Service as _;

use crate::client::{ANSWER_BYTES_MAX, Timed};

/// The answer of one address.
#[derive(Debug)]
pub(super) struct Answer {
    /// The answer, or how the line broke.
    pub(super) response: Result<Response<Body>, StdError>,
    /// How the call ended; `None` if a stream has begun.
    code: Option<Code>,
}

/// What an answer says of what was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// What became of it.
    Outcome,
    /// Something about the caller or the service, and nothing about what was asked.
    Aside,
    /// That it is not asked for here.
    NotHere,
    /// Nothing that counts: it may have been carried out or not.
    Unclear,
}

impl Answer {
    /// Asks, and waits for all of the answer if it is no stream: the line may also break in the middle of it.
    pub(super) async fn of(mut channel: Channel, request: Request<Body>) -> Self {
        let whole = request.extensions().get::<Timed>().is_some();
        let answer = async {
            std::future::poll_fn(|context| channel.poll_ready(context)).await?;
            let (head, body) = channel.call(request).await?.into_parts();
            // A refusal has its status in the head.
            let told = Status::from_header_map(&head.headers).map(|status| status.code());
            if told.is_some() || !whole {
                return Ok((told, Response::from_parts(head, body)));
            }
            let body = Limited::new(body, ANSWER_BYTES_MAX).collect().await?;
            let told = body.trailers().and_then(Status::from_header_map).map(|status| status.code());
            Ok((told, Response::from_parts(head, Body::new(body))))
        };
        match answer.await {
            Ok((code, response)) => Self { response: Ok(response), code },
            Err(error) => Self { response: Err(error), code: Some(Code::Unknown) },
        }
    }

    /// What it says.
    pub(super) fn said(&self) -> Said {
        self.code.map_or(Said::Outcome, Said::by)
    }
}

impl Said {
    fn by(code: Code) -> Self {
        match code {
            Code::Ok
            | Code::FailedPrecondition
            | Code::InvalidArgument
            | Code::OutOfRange
            | Code::NotFound
            | Code::AlreadyExists
            | Code::Aborted => Self::Outcome,
            Code::PermissionDenied
            | Code::Unauthenticated
            | Code::ResourceExhausted
            | Code::Internal
            | Code::DataLoss => Self::Aside,
            Code::Unimplemented => Self::NotHere,
            Code::Unavailable | Code::DeadlineExceeded | Code::Cancelled | Code::Unknown => Self::Unclear,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exit::Exit;

    #[test]
    fn what_the_line_ends_with_as_unclear_is_asked_elsewhere() {
        for code in (0..=16).map(Code::from_i32) {
            assert_eq!(Said::by(code) == Said::Unclear, Exit::of(code) == Exit::Unclear, "{code:?}");
        }
        assert_eq!(Said::by(Code::Unimplemented), Said::NotHere);
    }
}
