//! What parties say of being bound, and what they have of an arrangement: full, bare, and with a small number.

use domain::{
    Event,
    arrangement::{self, BindingPeriod, Commitment, CommitmentGiven, Period, Pledge, Standing, Usage},
    context::Capacity,
    count::Count,
    ids::{ArrangementId, MandateId, Revision},
    mandate::MandateRef,
};
use jiff::civil::date;
use record::{HistoryId, Record, Recorded};

use super::{administrator, id, sealed, uuid};

pub(super) fn acts() -> Vec<(&'static str, Record)> {
    let year = Period { from: date(2026, 8, 1), until: date(2027, 7, 31) };
    let reserved = Commitment {
        party: id("gemeente-heiloo"),
        standing: Standing::WithReservation(sealed(0xb1)),
        decided_on: date(2026, 7, 7),
        organ: sealed(0xb2),
        mandate: Some(MandateRef { id: MandateId(uuid(0xa4)), revision: Revision(1) }),
        binding: Some(BindingPeriod { from: date(2026, 8, 1), until: Some(date(2028, 7, 31)) }),
        pledges: vec![Pledge { amount_cents: 4_000_000, period: year }],
        source: sealed(0xb3),
    };
    let bound = Commitment {
        standing: Standing::Bound,
        mandate: None,
        binding: Some(BindingPeriod { from: date(2026, 8, 1), until: None }),
        pledges: Vec::new(),
        ..reserved.clone()
    };
    let unbound = Commitment { standing: Standing::NotBound(None), binding: None, ..bound.clone() };
    let reasoned = Commitment { standing: Standing::NotBound(Some(sealed(0xb4))), ..unbound.clone() };
    let used = Usage {
        party: id("gemeente-bergen"),
        period: year,
        pupils: Some(Count::Told(12)),
        costs_cents: Some(0),
        on: date(2026, 10, 1),
        source: sealed(0xb5),
    };
    let bare = Usage { pupils: None, costs_cents: Some(1_250_000), ..used.clone() };
    let few = Usage { pupils: Some(Count::Few(sealed(0xb6))), costs_cents: None, ..used.clone() };
    let given = |commitment| {
        let given = CommitmentGiven { decided: Revision(14), commitment };
        written(arrangement::Event::CommitmentGiven(Box::new(given)))
    };
    let reported = |usage| written(arrangement::Event::UseReported(usage));
    vec![
        ("gebondenheid-vastgelegd.v1", given(reserved)),
        ("gebondenheid-vastgelegd.v1.bare", given(unbound)),
        ("gebondenheid-vastgelegd.v1.bound", given(bound)),
        ("gebondenheid-vastgelegd.v1.not-bound", given(reasoned)),
        ("gebruik-opgegeven.v1", reported(used)),
        ("gebruik-opgegeven.v1.bare", reported(bare)),
        ("gebruik-opgegeven.v1.few", reported(few)),
    ]
}

fn written(event: arrangement::Event) -> Record {
    Record {
        revision: Revision(2),
        recorded: Recorded::new(id("2026-10-02T07:30:00.000001Z"), 7_200),
        actor: id("u-9c41"),
        capacity: Capacity::Secretary { body: id("oogo") },
        ..administrator(HistoryId::Arrangement(ArrangementId(uuid(0xd0))), Event::Arrangement(event))
    }
}
