//! Parties say for themselves whether they ratify: one among others, the last of all, and one that said otherwise before.

use domain::{
    context::Capacity,
    dossier::{
        self,
        event::{Next, PartySpoke, Replaces, Treated, Voice},
    },
    framework::{EndKind, Outcome, Role},
    ids::{MandateId, Revision},
    mandate::MandateRef,
};
use jiff::civil::date;
use record::{Record, Recorded};

use super::{coordinator, id, sealed, uuid, visit};

pub(super) fn acts() -> Vec<(&'static str, Record)> {
    let first = PartySpoke {
        visit: visit("businesscase-partijen", 1),
        body: id("partijen"),
        voice: Voice {
            party: id("gemeente-heiloo"),
            ratified: true,
            decided_on: date(2026, 6, 9),
            organ: sealed(0xa1),
            reasons: None,
            mandate: None,
        },
        replaces: None,
        completes: None,
    };
    let last = PartySpoke {
        voice: Voice {
            party: id("vo-nk"),
            ratified: false,
            decided_on: date(2026, 6, 30),
            organ: sealed(0xa2),
            reasons: Some(sealed(0xa3)),
            mandate: Some(MandateRef { id: MandateId(uuid(0xa4)), revision: Revision(1) }),
        },
        replaces: Some(Replaces { revision: Revision(24), reason: sealed(0xa5) }),
        completes: Some(Box::new(Treated {
            visit: visit("businesscase-partijen", 1),
            body: id("partijen"),
            role: Role::Ratifies,
            outcome: Outcome::NotRatified,
            treated_on: date(2026, 6, 30),
            motivation: None,
            conditions: Vec::new(),
            judged: Vec::new(),
            stances: Vec::new(),
            departs_from: Vec::new(),
            next: Next::End { end: id("geen-overeenstemming"), kind: EndKind::NoAgreement },
        })),
        ..first.clone()
    };
    vec![
        ("bekrachtiging-uitgesproken.v1", secretary(last)),
        ("bekrachtiging-uitgesproken.v1.bare", secretary(first)),
    ]
}

fn secretary(spoke: PartySpoke) -> Record {
    Record {
        recorded: Recorded::new(id("2026-07-01T07:30:00.000001Z"), 7_200),
        actor: id("u-9c41"),
        capacity: Capacity::Secretary { body: id("partijen") },
        ..coordinator(25, dossier::Event::PartySpoke(spoke))
    }
}
