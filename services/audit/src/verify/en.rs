//! How a difference is told in English. The same in Dutch stands in `nl`, in the same order.

use door::incident::causes;
use journal::read;
use verifier::replay::{self, Cause, adopted_file::Fault};

use super::{Difference, difference};

pub(super) fn told(difference: &Difference) -> String {
    let place = place(difference);
    match &difference.cause {
        difference::Cause::Unreadable(error) => unreadable(&place, error),
        difference::Cause::Record(difference) => record(&place, difference),
    }
}

fn record(place: &str, difference: &replay::Difference) -> String {
    match &*difference.cause {
        Cause::Undecodable(error) => format!(
            "{place} cannot be read: {}. If newer software wrote it, renew this; otherwise restore the place from \
             a copy.",
            causes(error)
        ),
        Cause::Position { expected } => format!(
            "Position {expected} should follow the last record, but the journal gives position {}. Something is \
             missing or was moved: compare the journal with a copy.",
            difference.position
        ),
        Cause::Revision { expected } => format!(
            "{place} should be revision {expected}. A record of this history is missing, or one was put in between: \
             compare it with a copy."
        ),
        Cause::ForeignSubject => format!(
            "{place} says itself that it belongs to another history. It was moved: compare the journal with a copy."
        ),
        Cause::OtherCommand { kept_as } => format!(
            "{place} is kept under command {kept_as}, but names another itself. It was replaced: compare the \
             journal with a copy."
        ),
        Cause::TimeBefore { last } => format!(
            "{place} says that it was recorded before the one that precedes it ({last}). A history does not go back \
             in time: compare it with a copy."
        ),
        Cause::FrameworkUnknown { reference } => format!(
            "{place} runs on framework ‘{}’ version {}, but with this digest that was adopted nowhere before it. \
             Find out which framework was meant, and who recorded this.",
            reference.id, reference.version
        ),
        Cause::NoFramework => format!(
            "{place} registers an arrangement while no framework was in effect yet. Find out who recorded this, and \
             how."
        ),
        Cause::FrameworkFile(fault) => framework_file(place, fault),
        Cause::Refused(refused) => refused_by_the_rules(place, refused.name()),
        Cause::AdoptionRefused(refused) => refused_by_the_rules(place, refused.name()),
        Cause::ArrangementRefused(refused) => refused_by_the_rules(place, refused.name()),
        Cause::MandateRefused(refused) => refused_by_the_rules(place, refused.name()),
        Cause::PreparationRefused(refused) => refused_by_the_rules(place, refused.name()),
        Cause::MeetingRefused(refused) => refused_by_the_rules(place, refused.name()),
        Cause::KeepingRefused(refused) => refused_by_the_rules(place, refused.name()),
        Cause::Otherwise(_) => format!(
            "{place} says something else than the rules of the framework give. It was changed, or decided by other \
             rules: compare it with a copy, and find out who recorded this."
        ),
    }
}

fn place(difference: &Difference) -> String {
    match &difference.history {
        Some(history) => {
            format!("Record {} of {history} (position {})", difference.revision, difference.position)
        }
        None => format!("The record at position {}", difference.position),
    }
}

fn unreadable(place: &str, error: &read::Error) -> String {
    let what = causes(error);
    match error {
        read::Error::Unavailable { .. } => {
            format!("{place} could not be read: {what}. Try again; otherwise look at the device.")
        }
        read::Error::Damaged { .. } => {
            format!("{place} is damaged: {what}. Restore that place from a copy and verify again.")
        }
    }
}

fn framework_file(place: &str, fault: &Fault) -> String {
    let what = match fault {
        Fault::Texts(_) => "what stands beside it cannot be read".into(),
        Fault::Missing => "the file beside it was changed or taken away".into(),
        Fault::OtherDigest { .. } => "the file beside it has another digest".into(),
        Fault::Unreadable { first } => {
            format!("this software cannot read the file (line {}: {})", first.line, first.en)
        }
        Fault::OtherFramework { found } => {
            format!("the file beside it is of framework ‘{}’ version {}", found.id, found.version)
        }
    };
    format!(
        "{place} adopts a framework, but {what}. Without that file nothing on this framework can be verified: \
         restore it from a copy."
    )
}

fn refused_by_the_rules(place: &str, name: &str) -> String {
    format!(
        "{place} was not possible by the rules of the framework ({name}). It was changed, or recorded outside of \
         the rules: compare it with a copy, and find out who recorded this."
    )
}
