//! How a request goes to the services: along one line, or to whichever of several addresses has what it asks for.

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use http::{Request, Response};
use tonic::{body::Body, codegen::StdError, transport::Channel};
use tower_service::Service;

use super::places::Places;

/// The way to the services.
#[derive(Debug, Clone)]
pub(crate) enum Way {
    /// One address, and the line to it.
    One(Channel),
    /// Several addresses.
    Several(Arc<Places>),
}

type Answering = Pin<Box<dyn Future<Output = Result<Response<Body>, StdError>> + Send>>;

impl Service<Request<Body>> for Way {
    type Response = Response<Body>;
    type Error = StdError;
    type Future = Answering;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), StdError>> {
        match self {
            Self::One(channel) => channel.poll_ready(context).map_err(Into::into),
            // Each line is waited for when it is known which.
            Self::Several(_) => Poll::Ready(Ok(())),
        }
    }

    fn call(&mut self, request: Request<Body>) -> Answering {
        match self {
            Self::One(channel) => {
                let answer = channel.call(request);
                Box::pin(async move { Ok(answer.await?) })
            }
            Self::Several(places) => {
                let places = Arc::clone(places);
                Box::pin(async move { places.ask(request).await })
            }
        }
    }
}
