//! Why the keeping of a history is not changed, in English.

use domain::{
    ids::Revision,
    keeping::{
        Refusal,
        refusal::{Countable, Needs},
    },
};

use super::phrase::{capacity, each, number};
use crate::names::Names;

/// Why the rules of keeping a history say no.
pub(in crate::refusal) fn told(refusal: &Refusal) -> String {
    use Refusal as R;
    match refusal {
        R::NotPermitted { acted_as, needs } => format!(
            "This is for {}; you acted as {}. Act in another capacity, or ask someone who may.",
            match needs {
                Needs::Administrator => "an administrator",
                Needs::AuditorOrAdministrator => "an auditor or an administrator",
            },
            capacity(acted_as, Names::none())
        ),
        R::HistoryUnknown => "Nothing was recorded under this id. Check the id.".into(),
        R::UnderHold { holds } => format!(
            "A hold stands, placed in {}: nothing is erased meanwhile. Have it lifted first if the reason for it \
             has gone.",
            lines(holds)
        ),
        R::AlreadyRequested { request, by } => format!(
            "In record {request} {by} already asked that words are erased; there is one request at a time. Have a \
             second administrator decide on it, or withdraw it."
        ),
        R::RequestNotOpen { asked, open } => match open {
            Some(open) => format!(
                "Record {asked} holds no request that still waits for a decision; record {open} does. Name that \
                 record if you mean that request."
            ),
            None => format!(
                "Record {asked} holds no request that still waits for a decision. Ask for the history to see what \
                 became of it."
            ),
        },
        R::SecondPersonNeeded { requested_by } => format!(
            "Erasing takes two people, and {requested_by} already asked for it. Ask another administrator to confirm \
             the request."
        ),
        R::TextsRequired => "No words to erase were named. Name for each record which words, or all.".into(),
        R::RecordUnknown { asked, last } => format!(
            "The history has no record {asked}; the last is record {last}. Check the number of the record."
        ),
        R::TextUnknown { revision, which } => format!(
            "Record {revision} has no words ‘{which}’. Ask for the history: it gives the words of every record \
             and their digests."
        ),
        R::AlreadyErased => "All of these words were erased before. There is nothing left to do.".into(),
        R::TooMany { what, given, max } => too_many(*what, *given, *max),
        R::HoldUnknown { asked, holds } if holds.is_empty() => {
            format!("Record {asked} placed no hold that still stands; none does. There is nothing to lift.")
        }
        R::HoldUnknown { asked, holds } => format!(
            "Record {asked} placed no hold that still stands. Name the record of one that does: {}.",
            lines(holds)
        ),
    }
}

fn too_many(what: Countable, given: usize, max: usize) -> String {
    let (what, help) = match what {
        Countable::Texts => ("texts to erase", "Spread them over more than one request"),
        Countable::Records => ("records of which words are erased", "Spread them over more than one request"),
        Countable::Holds => ("holds that stand at once", "Lift another first"),
    };
    format!("Too many {what}: {}; at most {} are possible. {help}.", number(given), number(max))
}

fn lines(revisions: &[Revision]) -> String {
    let noun = if revisions.len() == 1 { "record" } else { "records" };
    format!("{noun} {}", each(revisions, ToString::to_string))
}
