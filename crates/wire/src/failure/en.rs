//! How a failure is told in English. The same in Dutch stands in `nl`, in the same order.

use domain::ids::Revision;

use super::{Failure, Thing};
use crate::language::Language;

pub(super) fn failure(failure: &Failure) -> String {
    match failure {
        Failure::Conflict { expected, found } => conflict(*expected, *found),
        Failure::Overloaded { max } => overloaded(*max),
        Failure::OutcomeUnknown { command } => format!(
            "Whether command {command} was recorded is unknown. Repeat it with the same command id; it is \
             then done at most once."
        ),
        Failure::CommandReused { command } => format!(
            "Command id {command} was used for another command before. Choose a new id (UUID) for this \
             command."
        ),
        Failure::TooLarge { bytes, bytes_max } => too_large(*bytes, *bytes_max),
        Failure::NotFound { what, asked } => not_found(*what, asked),
        Failure::JournalFull => {
            "There is no room left to record anything; this command was not recorded. Tell the \
             administrator."
                .into()
        }
        Failure::JournalCutOff => {
            "The journal cannot be reached now; this command was not recorded. Try again later.".into()
        }
        Failure::JournalUnreadable => {
            "The journal cannot be read now, and without it this cannot be answered. Try again later.".into()
        }
        Failure::Erasing => {
            "Texts are being erased, and none are given here until that is done. Try again shortly.".into()
        }
        Failure::JournalPoisoned => {
            "Recording failed and stands still until a restart. Tell the administrator, then repeat the \
             command with the same command id."
                .into()
        }
        Failure::OtherLog { given, log } => format!(
            "The position is of journal {given}, but this is journal {log}. Ask again without a position and \
             use the one in that answer."
        ),
        Failure::PositionNotReached { asked, reached } => {
            format!("Position {asked} was not reached yet; this service is at {reached}. Try again shortly.")
        }
        Failure::PositionAhead { asked, last } => {
            format!(
                "Position {asked} does not exist yet; the last is {last}. Ask for a position up to \
                {last}."
            )
        }
        Failure::MomentAhead { asked } => format!(
            "The moment {asked} has not passed yet, so that what was true at it may still change. Ask for an \
             earlier moment, or the newest."
        ),
        Failure::PageGone => "The rest of this list is no longer kept. Start again at the first page.".into(),
        Failure::ReaderTooSlow => {
            "The connection does not keep up with the changes and was ended. Start again; everything comes \
             first then."
                .into()
        }
        Failure::TooManyReaders { max } => format!(
            "There are {} followers already; no more are possible at a time. Try again shortly.",
            Language::English.count(*max)
        ),
        Failure::ComparisonTooWide { max } => too_wide(*max),
        Failure::Rebuilding { reached, last } => rebuilding(*reached, *last),
        Failure::Forecast(failure) => failure.told(Language::English),
        Failure::Ledger(failure) => failure.told(Language::English),
        Failure::Stopping => "The service is stopping. Try again shortly.".into(),
        Failure::Internal { incident } => {
            format!("Something went wrong in the service itself. Tell the administrator this id: {incident}.")
        }
    }
}

fn conflict(expected: Option<Revision>, found: Revision) -> String {
    match expected {
        Some(expected) => format!(
            "Something was recorded meanwhile: you expected revision {expected}, it is at {found}. Look at \
             what changed, then send the command again."
        ),
        None => format!(
            "Other commands kept coming first; it is now at revision {found}. Repeat the command with the \
             same command id."
        ),
    }
}

fn too_large(bytes: usize, bytes_max: usize) -> String {
    format!(
        "What would be recorded has {} bytes; at most {} can be kept of one command. Shorten the texts or \
         name fewer things at a time.",
        Language::English.count(bytes),
        Language::English.count(bytes_max)
    )
}

fn too_wide(max: usize) -> String {
    format!(
        "Between these two moments more than {} dossiers and frameworks changed; no more are compared at a \
         time. Compare a shorter period.",
        Language::English.count(max)
    )
}

fn overloaded(max: usize) -> String {
    format!(
        "The service is too busy: {} commands are in hand already. Repeat the command shortly with the same \
         command id.",
        Language::English.count(max)
    )
}

fn rebuilding(reached: u64, last: u64) -> String {
    format!(
        "This view is being built again from the journal: {} of {}. Try again shortly.",
        Language::English.number(reached),
        Language::English.number(last)
    )
}

fn not_found(what: Thing, asked: &str) -> String {
    let (what, help) = match what {
        Thing::Dossier => ("dossier", "Check the id or the number"),
        Thing::Document => ("document version", "See which versions the dossier has"),
        Thing::Framework => ("framework", "See which frameworks were adopted"),
        Thing::Body => ("body", "See which bodies the framework has"),
        Thing::Party => ("party", "See which parties the framework has"),
        Thing::Arrangement => {
            ("arrangement", "Begin it from the dossier that adopted it, or see in the register what there is")
        }
        Thing::Preparation => {
            ("preparation", "See whether the dossier is right, and whether a preparation was begun")
        }
        Thing::Meeting => ("meeting", "See in the list which meetings there are"),
        Thing::Action => ("action", "See in the action list of the body which there are"),
        Thing::History => ("history", "Check the id"),
        Thing::Command => ("command that was carried out", "Check the command id"),
    };
    format!("There is no {what} ‘{asked}’, or not yet at the moment asked for. {help}.")
}
