//! Anything that a party can say for itself.

use domain::{
    dossier::event::{PartySpoke, Replaces, Treated, Voice},
    framework::{Outcome, Role},
    ids::Revision,
};
use proptest::{option, prelude::*, sample::select};
use record::REVISION_MAX;

use super::{date, id, next, sealed, seen, visit};

pub(super) fn spoke() -> impl Strategy<Value = PartySpoke> {
    let voice = (id(), any::<bool>(), date(), sealed(), option::of(sealed()), option::of(seen())).prop_map(
        |(party, ratified, decided_on, organ, reasons, mandate)| Voice {
            party,
            ratified,
            decided_on,
            organ,
            reasons,
            mandate,
        },
    );
    let replaces = (1..=REVISION_MAX, sealed())
        .prop_map(|(revision, reason)| Replaces { revision: Revision(revision), reason });
    let together = (select(&[Outcome::Ratified, Outcome::NotRatified]), date(), next());
    (visit(), id(), voice, option::of(replaces), option::of(together)).prop_map(
        |(visit, body, voice, replaces, together)| {
            let completes = together.map(|(outcome, treated_on, next)| Treated {
                visit: visit.clone(),
                body: domain::ids::BodyId::clone(&body),
                role: Role::Ratifies,
                outcome,
                treated_on,
                motivation: None,
                conditions: Vec::new(),
                judged: Vec::new(),
                stances: Vec::new(),
                departs_from: Vec::new(),
                next,
            });
            PartySpoke { visit, body, voice, replaces, completes: completes.map(Box::new) }
        },
    )
}
