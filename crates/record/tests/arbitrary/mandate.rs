//! Any event of a mandate.

use domain::mandate::{
    Act, Event, Scope,
    event::{MandateGranted, MandateRevoked},
};
use proptest::{collection::vec, option, prelude::*, sample::select};

use super::{actor, date, framework, id, sealed};

pub(super) fn event() -> impl Strategy<Value = Event> {
    let scope = (vec(select(&Act::ALL), 0..4), vec(id(), 0..3), option::of(any::<u64>()))
        .prop_map(|(acts, bodies, limit_cents)| Scope { acts, bodies, limit_cents });
    let granted = (framework(), actor(), id(), scope, date(), option::of(date()), sealed()).prop_map(
        |(framework, holder, party, scope, from, until, source)| {
            Event::MandateGranted(MandateGranted { framework, holder, party, scope, from, until, source })
        },
    );
    let revoked =
        (date(), sealed()).prop_map(|(from, reason)| Event::MandateRevoked(MandateRevoked { from, reason }));
    prop_oneof![granted, revoked]
}
