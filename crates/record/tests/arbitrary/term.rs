//! Anything that can happen to the term of a visit.

use domain::dossier::event::{TermResumed, TermSuspended, WaitingOn};
use proptest::prelude::*;

use super::{date, id, sealed, visit};

pub(super) fn suspended() -> impl Strategy<Value = TermSuspended> {
    let waits_for = prop_oneof![
        Just(WaitingOn::Submitter),
        id().prop_map(WaitingOn::Party),
        id().prop_map(WaitingOn::Body),
        sealed().prop_map(WaitingOn::Outside),
    ];
    (visit(), id(), date(), waits_for, sealed()).prop_map(|(visit, body, from, waits_for, reason)| {
        TermSuspended { visit, body, from, waits_for, reason }
    })
}

pub(super) fn resumed() -> impl Strategy<Value = TermResumed> {
    (visit(), id(), date(), date()).prop_map(|(visit, body, runs_from, due)| TermResumed {
        visit,
        body,
        runs_from,
        due,
    })
}
