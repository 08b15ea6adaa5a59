//! The eraser of a machine: as in the program, it runs beside the intake on the same journal.

use std::{
    pin::{Pin, pin},
    sync::Arc,
    task::{Context, Poll, Waker},
    time::Duration,
};

use eraser::{Eraser, Error, State};
use journal::{Health, Journal};
use record::Position;
use tokio::task::unconstrained;

type Running = Pin<Box<dyn Future<Output = Result<(), Error>>>>;

/// An eraser, and its run for as long as it goes.
pub(crate) struct Erasing {
    eraser: Eraser,
    running: Option<Running>,
    journal: Arc<dyn Journal>,
}

impl Erasing {
    /// An eraser that has not begun.
    pub(crate) fn on(journal: Arc<dyn Journal>) -> Self {
        let eraser = Eraser::new(Arc::clone(&journal));
        let run = eraser.clone();
        Self { eraser, running: Some(Box::pin(async move { run.run().await })), journal }
    }

    /// Goes on as far as it comes without waiting. Says how it does, for the trace.
    ///
    /// # Panics
    /// If it stops for another reason than that its journal takes no writes any more.
    pub(crate) fn go_on(&mut self) -> String {
        let Some(running) = &mut self.running else { return "the eraser has stopped".to_owned() };
        // Unconstrained, or tokio would answer "not yet" to one that asks often.
        let ended = pin!(unconstrained(running)).poll(&mut Context::from_waker(Waker::noop()));
        if let Poll::Ready(ended) = ended {
            self.running = None;
            let why = ended.map_or_else(|error| crate::explained(&error), |()| "the end".to_owned());
            let poisoned = matches!(self.journal.health(), Health::Poisoned { .. });
            assert!(poisoned, "the eraser of a journal that goes on stops: {why}");
        }
        format!("the eraser is {:?}", self.eraser.state())
    }

    /// Whether everything is gone that was to be gone when it began.
    pub(crate) fn is_current(&self) -> bool {
        self.eraser.state() == State::Current
    }

    /// Whether it has passed a position.
    pub(crate) fn has_passed(&self, position: Position) -> bool {
        let passed = pin!(unconstrained(self.eraser.passed(position, Duration::ZERO)));
        passed.poll(&mut Context::from_waker(Waker::noop())) == Poll::Ready(true)
    }
}
