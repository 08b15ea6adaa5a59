//! One record of every type about an arrangement that was decided on.

use domain::{
    Event,
    arrangement::{self, ArrangementBegun, Basis, FundingLine, Plan, PlannedResult, Value},
    count::{Count, Counted},
    ids::{ArrangementId, Revision},
};
use jiff::civil::date;
use record::{HistoryId, Record};

use super::{administrator, framework, id, sealed, uuid};

pub(super) fn acts() -> Vec<(&'static str, Record)> {
    let begun = ArrangementBegun {
        framework: framework(),
        decided: Revision(14),
        plan: Plan {
            functions: vec![id("opbouwen"), id("versterken")],
            target_group: sealed(0xa2),
            partners: vec![sealed(0xa3), sealed(0xa4)],
            funding: vec![
                FundingLine {
                    code: id("tlv"),
                    party: Some(id("ppo-nk")),
                    basis: Basis::Individual,
                    amount_cents: Some(12_500_000),
                    from: date(2026, 8, 1),
                    until: Some(date(2028, 7, 31)),
                },
                FundingLine {
                    code: id("jeugdhulp"),
                    party: None,
                    basis: Basis::Collective,
                    amount_cents: None,
                    from: date(2026, 8, 1),
                    until: None,
                },
            ],
            indicators: vec![
                PlannedResult { indicator: id("aantal-jeugdigen"), value: Value::Pupils(Count::Told(24)) },
                PlannedResult {
                    indicator: id("vrijstellingen"),
                    value: Value::Pupils(Count::Few(sealed(0xa5))),
                },
                PlannedResult { indicator: id("doelrealisatie"), value: Value::Share(825) },
                PlannedResult { indicator: id("clienttevredenheid"), value: Value::Score(75) },
            ],
            evaluations: vec![date(2027, 6, 1), date(2028, 6, 1)],
            pupils: Some(Counted { count: Count::Told(24), on: date(2026, 8, 1), source: sealed(0xa6) }),
        },
    };
    let bare = Plan {
        partners: Vec::new(),
        funding: Vec::new(),
        indicators: Vec::new(),
        evaluations: Vec::new(),
        pupils: None,
        ..begun.plan.clone()
    };
    let few = Counted { count: Count::Few(sealed(0xa7)), on: date(2026, 8, 1), source: sealed(0xa8) };
    let few = Plan { pupils: Some(few), ..bare.clone() };
    let planned = |plan| ArrangementBegun { plan, ..begun.clone() };
    let (bare, few) = (planned(bare), planned(few));
    let record = |begun| {
        let event = Event::Arrangement(arrangement::Event::ArrangementBegun(Box::new(begun)));
        administrator(HistoryId::Arrangement(ArrangementId(uuid(0xd0))), event)
    };
    vec![
        ("arrangement-begonnen.v1", record(begun)),
        ("arrangement-begonnen.v1.bare", record(bare)),
        ("arrangement-begonnen.v1.few", record(few)),
    ]
}
