//! Any event of an arrangement.

use domain::{
    arrangement::{
        ArrangementBegun, ArrangementRegistered, Basis, Event, FundingLine, Level, Plan, PlannedResult, Value,
    },
    count::{Count, Counted},
    ids::Revision,
};
use proptest::{collection::vec, option, prelude::*, sample::select};
use record::REVISION_MAX;

use super::{commitment, date, evaluation, framework, id, sealed};

pub(super) fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        registered().prop_map(Event::ArrangementRegistered),
        begun().prop_map(|begun| Event::ArrangementBegun(Box::new(begun))),
        commitment::given().prop_map(|given| Event::CommitmentGiven(Box::new(given))),
        commitment::usage().prop_map(Event::UseReported),
        evaluation::event(),
    ]
}

pub(super) fn count() -> impl Strategy<Value = Count> {
    prop_oneof![any::<u32>().prop_map(Count::Told), sealed().prop_map(Count::Few)]
}

pub(super) fn counted() -> impl Strategy<Value = Counted> {
    (count(), date(), sealed()).prop_map(|(count, on, source)| Counted { count, on, source })
}

fn registered() -> impl Strategy<Value = ArrangementRegistered> {
    let lists = (vec(sealed(), 0..4), vec(id(), 0..4), vec(id(), 0..4));
    let level = select(&[Level::Group, Level::Individual]);
    (sealed(), option::of(sealed()), lists, id(), level).prop_map(
        |(name, target_group, (partners, funding, functions), party, level)| ArrangementRegistered {
            name,
            target_group,
            partners,
            funding,
            functions,
            party,
            level,
        },
    )
}

fn begun() -> impl Strategy<Value = ArrangementBegun> {
    let head = (framework(), 1..=REVISION_MAX, vec(id(), 0..4), sealed(), vec(sealed(), 0..4));
    let plans = (vec(line(), 0..3), vec(planned(), 0..3), vec(date(), 0..3), option::of(counted()));
    (head, plans).prop_map(
        |(
            (framework, decided, functions, target_group, partners),
            (funding, indicators, evaluations, pupils),
        )| {
            ArrangementBegun {
                framework,
                decided: Revision(decided),
                plan: Plan { functions, target_group, partners, funding, indicators, evaluations, pupils },
            }
        },
    )
}

fn line() -> impl Strategy<Value = FundingLine> {
    let basis = select(&Basis::ALL);
    (id(), option::of(id()), basis, option::of(any::<u64>()), date(), option::of(date())).prop_map(
        |(code, party, basis, amount_cents, from, until)| FundingLine {
            code,
            party,
            basis,
            amount_cents,
            from,
            until,
        },
    )
}

fn planned() -> impl Strategy<Value = PlannedResult> {
    let value = prop_oneof![
        count().prop_map(Value::Pupils),
        any::<u16>().prop_map(Value::Share),
        any::<u16>().prop_map(Value::Score),
    ];
    (id(), value).prop_map(|(indicator, value)| PlannedResult { indicator, value })
}
