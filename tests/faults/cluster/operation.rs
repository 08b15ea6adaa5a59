//! One command as its sender saw it, from the first time that it was sent until it was answered; and the checker of
//! what all of them saw of one dossier.

use std::sync::atomic::{AtomicU64, Ordering::SeqCst};

use stateright::semantics::{ConsistencyTester as _, LinearizabilityTester};
use tests::{people::Person, treatment::visit_name};
use wire::v1::Receipt;

use super::reference::{Act, Answer, Asked, Dossier};
use crate::commands::{Command, Place};

/// The most operations of one dossier, so that the checker's search stays short.
pub(super) const OPERATIONS_MAX: u32 = 16;

/// One command as its sender saw it. Without an end it may have been carried out, or not, or be so later.
#[derive(Clone)]
pub(super) struct Operation {
    /// Empty while nobody knows: an opening that was not answered.
    pub(super) dossier: String,
    pub(super) command: Command,
    pub(super) by: Person,
    pub(super) asked: Asked,
    pub(super) begin: u64,
    pub(super) end: Option<End>,
}

/// How a command was answered in the end.
#[derive(Clone)]
pub(super) struct End {
    pub(super) at: u64,
    pub(super) answer: Answer,
    /// The receipt, if it was carried out.
    pub(super) receipt: Option<Receipt>,
    /// Where the dossier is then, if the answer says so.
    pub(super) place: Option<Place>,
}

/// Puts what is sent and what is answered, anywhere in this process, in one order.
#[derive(Default)]
pub(super) struct Order(AtomicU64);

impl Order {
    pub(super) fn next(&self) -> u64 {
        self.0.fetch_add(1, SeqCst)
    }
}

impl Operation {
    pub(super) fn receipt(&self) -> Option<&Receipt> {
        self.end.as_ref()?.receipt.as_ref()
    }
}

/// What a command asks of the dossier, as the reference understands it.
pub(super) fn asked(command: &Command, by: &Person) -> Asked {
    let (act, expected) = match command {
        Command::Open(_) => (Act::Open, None),
        Command::File(_, request) => (Act::File, request.expected_revision),
        Command::Submit(request) => (Act::Submit(request.round_id.clone()), request.expected_revision),
        Command::Record(_, request) => {
            (Act::Treat(visit_name(request.visit.as_ref())), request.expected_revision)
        }
        Command::HandOver(request) => (Act::HandOver(request.to_actor_id.clone()), request.expected_revision),
    };
    Asked { by: by.actor(), expected, act }
}

/// Whether the operations of one dossier can be put in an order in which each gets its answer from the reference, and
/// none comes before another that was answered before it began.
pub(super) fn is_linearizable(operations: &[&Operation]) -> bool {
    // A thread each: who has no answer may go on with something else. Those go last, so that the search tries what is
    // certain first.
    let mut threads: Vec<&&Operation> = operations.iter().collect();
    threads.sort_by_key(|operation| operation.end.as_ref().map_or(u64::MAX, |end| end.at));
    let mut events = Vec::new();
    for (thread, operation) in threads.iter().enumerate() {
        events.push((operation.begin, thread, None));
        events.extend(operation.end.as_ref().map(|end| (end.at, thread, Some(&end.answer))));
    }
    events.sort_by_key(|(at, ..)| *at);
    let mut tester = LinearizabilityTester::new(Dossier::default());
    for (_, thread, answer) in events {
        let told = match answer {
            None => tester.on_invoke(thread, threads[thread].asked.clone()),
            Some(answer) => tester.on_return(thread, answer.clone()),
        };
        told.map(drop).expect("each is sent once and answered once");
    }
    tester.is_consistent()
}
