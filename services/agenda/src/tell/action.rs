//! An action as a message.

use domain::action::{Closing, Doer, Who};
use jiff::civil::Date;
use views::{
    Words,
    query::actions::{About, Row},
};
use wire::{
    Names,
    convert::{answer, enums},
    v1,
};

use super::words;

/// The action as lists show it on a day.
pub(crate) fn action(row: &Row, on: Date, names: Names<'_>) -> v1::Action {
    let (agreed, closed) = (&row.action.agreed, row.action.closed.as_ref());
    let said = row.closed.as_ref().map(words);
    let (evidence, dropped_because) = match closed.map(|closed| &closed.how) {
        None => (None, None),
        Some(Closing::Done { .. }) => (said, None),
        Some(Closing::Dropped { .. }) => (None, said),
    };
    v1::Action {
        number: row.reference.to_string(),
        meeting_id: row.meeting.to_string(),
        action_number: agreed.number.0,
        body: Some(answer::body(&row.reference.body, names)),
        agreed_on: row.action.agreed_on.to_string(),
        what: Some(words(&row.what)),
        doer: Some(doer(&agreed.doer, row.doer.as_ref(), names)),
        due_on: agreed.due.to_string(),
        dossier: row.about.as_ref().map(about),
        status: enums::action_status(row.action.status()).into(),
        overdue: row.action.is_overdue(on),
        closed_on: closed.map(|closed| closed.on.to_string()),
        evidence,
        dropped_because,
        reported_at_meeting_id: row.action.reported_at.map(|meeting| meeting.to_string()),
        reported_on: row.reported_on.map(|on| on.to_string()),
        carried: row.is_carried,
        revision: row.revision.0,
    }
}

/// The dossier that an action is about.
pub(crate) fn about(about: &About) -> v1::ActionDossier {
    v1::ActionDossier {
        dossier_id: about.id.to_string(),
        reference: about.reference.to_string(),
        title: Some(words(&about.title)),
    }
}

pub(super) fn doer(doer: &Doer, said: Option<&Words>, names: Names<'_>) -> v1::Doer {
    use v1::doer::Who as Known;
    let who = doer.who().map(|who| match who {
        Who::Party(party) => Known::Party(answer::party(party, names)),
        Who::Body(body) => Known::Body(answer::body(body, names)),
        Who::Actor(actor) => Known::ActorId(actor.to_string()),
    });
    v1::Doer { who, words: said.map(words) }
}
