//! Refusals about the term of a visit, in English.

use domain::{
    dossier::event::VisitRef,
    ids::{BodyId, StepId},
};
use jiff::civil::Date;

use super::phrase::{choice, date, each, visit};
use crate::names::Names;

pub(super) fn body_unknown(body: &BodyId, known: &[BodyId], names: Names<'_>) -> String {
    let known = each(known, |id| choice(id, names.body(id)));
    format!("The framework does not know the body ‘{body}’. Choose from {known}.")
}

pub(super) fn no_term(step: &StepId, names: Names<'_>) -> String {
    format!(
        "Step ‘{}’ has no term, so there is nothing to suspend. Record the outcome when there is one.",
        names.step(step)
    )
}

pub(super) fn already_suspended(since: Date) -> String {
    format!(
        "The term stands still already, since {}. Let it run again first, and then suspend it anew.",
        date(since)
    )
}

pub(super) fn not_suspended(asked: &VisitRef, names: Names<'_>) -> String {
    format!("The term of {} does not stand still. See in the dossier how the term runs.", visit(asked, names))
}

pub(super) fn waits_for_itself(body: &BodyId, names: Names<'_>) -> String {
    format!(
        "The term stands still only while {} waits for another, not for itself. Name whom it waits for.",
        names.body(body)
    )
}

pub(super) fn suspension_overlaps(given: Date, until: Date) -> String {
    format!(
        "On {} the term stood still already; since {} it runs again. Choose that day or a later one.",
        date(given),
        date(until)
    )
}

pub(super) fn term_ran_out(given: Date, due: Date) -> String {
    format!(
        "The term ran out on {}; on {} it could no longer come to stand still. Choose a day within the term, or record \
         the outcome.",
        date(due),
        date(given)
    )
}

pub(super) fn resumed_too_early(given: Date, since: Date) -> String {
    format!(
        "The term stands still since {} and cannot run again on {} already. Choose that day, to take the suspension \
         back, or a later one.",
        date(since),
        date(given)
    )
}
