//! What a record says, in one sentence for people.
//!
//! Made of the clear fields only. No words that may be erased stand in it, so the sentence of a record is the
//! same for ever; only names come from elsewhere, from the framework.

mod en;
mod nl;

use domain::{Event, dossier::event::Treated, framework::Outcome};
use wire::{Language, Names};

/// What a fact says, in one sentence.
pub fn told(event: &Event, names: Names<'_>, language: Language) -> String {
    match language {
        Language::Dutch => nl::told(event, names),
        Language::English => en::told(event, names),
    }
}

/// The conditions that a body judged, by what it found: met, and not met.
fn judged(treated: &Treated) -> [Vec<String>; 2] {
    [true, false].map(|met| {
        let judged = treated.judged.iter().filter(|judgement| judgement.met == met);
        judged.map(|judgement| judgement.condition.0.to_string()).collect()
    })
}

/// Whether the dossier stays with the body that just treated it.
fn stays(treated: &Treated) -> bool {
    treated.outcome == Outcome::Deferred
}
