//! A call between its arrival and its answer.

use std::{
    pin::Pin,
    task::{Context, Poll, ready},
};

use tokio::time::{Sleep, sleep};
use tonic::body::Body;

use crate::{answer::Answer, call::Call};

pin_project_lite::pin_project! {
    /// Waits for the answer of a service, but not for ever.
    pub struct Passing<F> {
        #[pin]
        state: State<F>,
        // `None` once it is answered.
        call: Option<Call>,
    }
}

pin_project_lite::pin_project! {
    #[project = StateNow]
    enum State<F> {
        TurnedAway,
        LetIn {
            #[pin]
            answer: F,
            // Set when the service does not answer at once: many do, and a timer costs.
            #[pin]
            deadline: Option<Sleep>,
        },
    }
}

impl<F> Passing<F> {
    pub(crate) fn turned_away(call: Call) -> Self {
        Self { state: State::TurnedAway, call: Some(call) }
    }

    pub(crate) fn let_in(call: Call, answer: F) -> Self {
        Self { state: State::LetIn { answer, deadline: None }, call: Some(call) }
    }
}

impl<F, E> Future for Passing<F>
where
    F: Future<Output = Result<http::Response<Body>, E>>,
{
    type Output = Result<http::Response<Answer>, E>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut this = self.project();
        let call = this.call.as_mut().expect("a future is not polled after it is ready");
        let span = call.span().clone();
        let _entered = span.enter();
        let answer_within = call.shared().limits.answer_within;
        let respond = match this.state.as_mut().project() {
            StateNow::TurnedAway => Call::no_place,
            StateNow::LetIn { answer, mut deadline } => {
                if let Poll::Ready(answer) = answer.poll(cx) {
                    let call = this.call.take().expect("it was there at the start of this poll");
                    return Poll::Ready(answer.map(|response| call.answered(response)));
                }
                if deadline.is_none() {
                    deadline.set(Some(sleep(answer_within)));
                }
                if let Some(deadline) = deadline.as_pin_mut() {
                    ready!(deadline.poll(cx));
                }
                Call::too_slow
            }
        };
        // What still works on an answer that nobody waits for is dropped before the caller hears so.
        this.state.set(State::TurnedAway);
        let call = this.call.take().expect("it was there at the start of this poll");
        Poll::Ready(Ok(respond(call)))
    }
}
