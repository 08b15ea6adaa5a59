//! One record of every type about a mandate.

use domain::{
    Event,
    ids::{MandateId, Revision},
    mandate::{
        self, Act, Scope,
        event::{MandateGranted, MandateRevoked},
    },
};
use jiff::civil::date;
use record::{HistoryId, Record};

use super::{administrator, framework, id, sealed, uuid};

pub(super) fn acts() -> Vec<(&'static str, Record)> {
    let granted = MandateGranted {
        framework: framework(),
        holder: id("u-2b77"),
        party: id("gemeente-heiloo"),
        scope: Scope {
            acts: vec![Act::Stance, Act::Commitment],
            bodies: vec![id("pora"), id("oogo")],
            limit_cents: Some(2_500_000),
        },
        from: date(2026, 1, 1),
        until: Some(date(2026, 12, 31)),
        source: sealed(0x90),
    };
    let escalates = MandateGranted {
        scope: Scope { acts: vec![Act::Escalation], bodies: Vec::new(), limit_cents: None },
        until: None,
        ..granted.clone()
    };
    let revoked = MandateRevoked { from: date(2026, 10, 1), reason: sealed(0x91) };
    let record = |event| administrator(HistoryId::Mandate(MandateId(uuid(0xa1))), Event::Mandate(event));
    vec![
        ("mandaat-verleend.v1", record(mandate::Event::MandateGranted(granted))),
        ("mandaat-verleend.v1.bare", record(mandate::Event::MandateGranted(escalates))),
        (
            "mandaat-ingetrokken.v1",
            Record { revision: Revision(2), ..record(mandate::Event::MandateRevoked(revoked)) },
        ),
    ]
}
