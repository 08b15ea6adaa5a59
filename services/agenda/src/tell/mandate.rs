//! A mandate as a message.

use domain::mandate::{Mandate, event::MandateGranted};
use views::query::mandates::Row;
use wire::{
    Names,
    convert::{answer, enums},
    v1,
};

use super::words;

/// The mandate as the register shows it.
pub(crate) fn mandate(row: &Row, names: Names<'_>) -> v1::Mandate {
    let Mandate { revision, granted, revoked_from } = &row.mandate;
    let MandateGranted { framework, holder, party, scope, from, until, source: _ } = granted;
    v1::Mandate {
        mandate_id: row.id.to_string(),
        holder_actor_id: holder.to_string(),
        party: Some(answer::party(party, names)),
        acts: scope.acts.iter().map(|act| enums::mandate_act(*act).into()).collect(),
        bodies: scope.bodies.iter().map(|body| answer::body(body, names)).collect(),
        limit_cents: scope.limit_cents,
        from: from.to_string(),
        until: until.map(|until| until.to_string()),
        source: Some(words(&row.source)),
        revoked_from: revoked_from.map(|from| from.to_string()),
        revoked_because: row.revoked_because.as_ref().map(words),
        revision: revision.0,
        framework: Some(answer::framework_ref(framework)),
    }
}
