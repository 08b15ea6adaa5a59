//! Anything that can happen on the ladder.

use domain::{
    dossier::escalation::{
        Event,
        event::{
            Cause, DisputeConcluded, DisputeKind, DisputeTerms, EscalationMoved, EscalationOpened,
            EscalationResolved, EscalationUnresolved, OnRung, Onward,
        },
    },
    framework::Holder,
    ids::{MandateId, Revision},
    mandate::MandateRef,
};
use proptest::{collection::vec, option, prelude::*, sample::select};
use record::REVISION_MAX;
use uuid::Uuid;

use super::{date, id, opening, sealed, visit};

pub(super) fn on_rung() -> impl Strategy<Value = OnRung> {
    let holder = prop_oneof![
        id().prop_map(Holder::Body),
        id().prop_map(Holder::Party),
        any::<String>().prop_map(Holder::Function),
    ];
    (id(), holder, date(), date()).prop_map(|(rung, holder, since, due)| OnRung { rung, holder, since, due })
}

pub(super) fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        opened().prop_map(Event::EscalationOpened),
        moved().prop_map(Event::EscalationMoved),
        resolved().prop_map(Event::EscalationResolved),
        unresolved().prop_map(Event::EscalationUnresolved),
        concluded().prop_map(Event::DisputeConcluded),
    ]
}

fn opened() -> impl Strategy<Value = EscalationOpened> {
    let mandate = (any::<u128>(), 1..=REVISION_MAX).prop_map(|(id, revision)| MandateRef {
        id: MandateId(Uuid::from_u128(id)),
        revision: Revision(revision),
    });
    let cause = prop_oneof![
        date().prop_map(|due| Cause::PassedTerm { due }),
        (id(), mandate).prop_map(|(party, mandate)| Cause::Procesbegeleider { party, mandate }),
    ];
    (visit(), cause, sealed(), on_rung()).prop_map(|(visit, cause, reason, on)| EscalationOpened {
        visit,
        cause,
        reason,
        on,
    })
}

fn moved() -> impl Strategy<Value = EscalationMoved> {
    (visit(), id(), on_rung(), sealed()).prop_map(|(visit, from, to, reason)| EscalationMoved {
        visit,
        from,
        to,
        reason,
    })
}

fn onward() -> impl Strategy<Value = Onward> {
    prop_oneof![Just(Onward::SameVisit), opening().prop_map(Onward::Visit), id().prop_map(Onward::End),]
}

fn resolved() -> impl Strategy<Value = EscalationResolved> {
    (visit(), id(), date(), sealed(), onward()).prop_map(|(visit, rung, resolved_on, words, next)| {
        EscalationResolved { visit, rung, resolved_on, words, next }
    })
}

fn unresolved() -> impl Strategy<Value = EscalationUnresolved> {
    let days = || option::of(any::<u32>());
    let terms = (select(&DisputeKind::ALL), sealed(), vec(id(), 0..4), days(), days()).prop_map(
        |(kind, before, parties, defence_days, advice_days)| DisputeTerms {
            kind,
            before,
            parties,
            defence_days,
            advice_days,
        },
    );
    (visit(), id(), date(), sealed(), terms).prop_map(|(visit, rung, unresolved_on, reason, terms)| {
        EscalationUnresolved { visit, rung, unresolved_on, reason, terms }
    })
}

fn concluded() -> impl Strategy<Value = DisputeConcluded> {
    (visit(), date(), sealed(), onward()).prop_map(|(visit, concluded_on, words, next)| DisputeConcluded {
        visit,
        concluded_on,
        words,
        next,
    })
}
