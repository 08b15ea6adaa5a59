//! The term of a visit stands still, for everyone there is, and runs again.

use domain::{
    context::Capacity,
    dossier::{
        self,
        event::{TermResumed, TermSuspended, WaitingOn},
    },
};
use jiff::civil::date;
use record::{Record, Recorded};

use super::{coordinator, id, sealed, visit};

pub(super) fn acts() -> Vec<(&'static str, Record)> {
    let suspended = |waits_for| {
        secretary(dossier::Event::TermSuspended(TermSuspended {
            visit: visit("voorstel-pora", 1),
            body: id("pora"),
            from: date(2026, 6, 8),
            waits_for,
            reason: sealed(0x63),
        }))
    };
    let resumed = TermResumed {
        visit: visit("voorstel-pora", 1),
        body: id("pora"),
        runs_from: date(2026, 6, 29),
        due: date(2026, 9, 2),
    };
    vec![
        ("termijn-opgeschort.v1", suspended(WaitingOn::Outside(sealed(0x64)))),
        ("termijn-opgeschort.v1.submitter", suspended(WaitingOn::Submitter)),
        ("termijn-opgeschort.v1.party", suspended(WaitingOn::Party(id("gemeente-heiloo")))),
        ("termijn-opgeschort.v1.body", suspended(WaitingOn::Body(id("rbo")))),
        ("termijn-hervat.v1", secretary(dossier::Event::TermResumed(resumed))),
    ]
}

fn secretary(event: dossier::Event) -> Record {
    Record {
        recorded: Recorded::new(id("2026-07-01T07:30:00.000001Z"), 7_200),
        actor: id("u-9c41"),
        capacity: Capacity::Secretary { body: id("pora") },
        ..coordinator(9, event)
    }
}
