//! Back from what happened on the ladder to what was asked.

use super::{
    command::{Command, Conclude, Ground, Move, Open, Resolve, Unresolved},
    event::{Cause, Event, Onward},
};

/// The command that led to an event.
pub(in crate::dossier) fn command_of(event: &Event) -> Command {
    match event {
        Event::EscalationOpened(opened) => Command::Open(Open {
            visit: opened.visit.clone(),
            ground: match &opened.cause {
                Cause::PassedTerm { .. } => Ground::PassedTerm,
                Cause::Procesbegeleider { mandate, .. } => Ground::Mandate(*mandate),
            },
            reason: opened.reason,
        }),
        Event::EscalationMoved(moved) => Command::Move(Move {
            visit: moved.visit.clone(),
            from: moved.from.clone(),
            on: moved.to.since,
            reason: moved.reason,
        }),
        Event::EscalationResolved(resolved) => Command::Resolve(Resolve {
            visit: resolved.visit.clone(),
            rung: resolved.rung.clone(),
            on: resolved.resolved_on,
            words: resolved.words,
        }),
        Event::EscalationUnresolved(unresolved) => Command::Unresolved(Unresolved {
            visit: unresolved.visit.clone(),
            rung: unresolved.rung.clone(),
            on: unresolved.unresolved_on,
            reason: unresolved.reason,
            terms: unresolved.terms.clone(),
        }),
        Event::DisputeConcluded(concluded) => Command::Conclude(Conclude {
            visit: concluded.visit.clone(),
            on: concluded.concluded_on,
            words: concluded.words,
            resumes: match concluded.next {
                Onward::SameVisit | Onward::Visit(_) => true,
                Onward::End(_) => false,
            },
        }),
    }
}
