//! A dossier on the ladder: how it comes there, what happens on it, and how it leaves.

use domain::{
    context::Capacity,
    dossier::{
        self,
        escalation::{
            Event,
            event::{
                Cause, DisputeConcluded, DisputeKind, DisputeTerms, EscalationMoved, EscalationOpened,
                EscalationResolved, EscalationUnresolved, OnRung, Onward,
            },
        },
        event::{Next, Treated},
    },
    framework::{Holder, Outcome, Role},
    ids::{MandateId, Revision},
    mandate::MandateRef,
};
use jiff::civil::date;
use record::{Record, Recorded};

use super::{coordinator, id, opening, sealed, secretary, treated, uuid, visit};

pub(super) fn acts() -> Vec<(&'static str, Record)> {
    let split = Treated {
        motivation: Some(sealed(0x35)),
        ..treated(
            "voorstel-oogo",
            "oogo",
            Role::Decides,
            Outcome::NoAgreement,
            Next::Ladder(on("regisseurs", Holder::Body(id("regisseuroverleg")))),
        )
    };
    let mut acts = vec![("overeenstemming-uitgebleven.v2.ladder", secretary(10, split))];
    acts.extend(opened());
    acts.extend(left());
    acts.extend(disputed());
    acts
}

fn on(rung: &str, holder: Holder) -> OnRung {
    OnRung { rung: id(rung), holder, since: date(2026, 6, 30), due: date(2026, 7, 14) }
}

fn ladder(event: Event) -> Record {
    Record {
        recorded: Recorded::new(id("2026-07-01T07:30:00.000001Z"), 7_200),
        actor: id("u-9c41"),
        capacity: Capacity::Secretary { body: id("oogo") },
        ..coordinator(11, dossier::Event::Escalation(event))
    }
}

fn opened() -> Vec<(&'static str, Record)> {
    let opened = |cause| {
        Event::EscalationOpened(EscalationOpened {
            visit: visit("voorstel-pora", 1),
            cause,
            reason: sealed(0x70),
            on: on("samenwerkingsverband", Holder::Party(id("swv-vo-nk"))),
        })
    };
    let mandate = MandateRef { id: MandateId(uuid(0xa2)), revision: Revision(1) };
    let by = Cause::Procesbegeleider { party: id("ppo-nk"), mandate };
    let moved = EscalationMoved {
        visit: visit("voorstel-oogo", 1),
        from: id("regisseurs"),
        to: on("doorbraak", Holder::Function("regionale doorbraakfunctionaris".into())),
        reason: sealed(0x71),
    };
    vec![
        ("opschaling-geopend.v1", ladder(opened(by))),
        ("opschaling-geopend.v1.passed-term", ladder(opened(Cause::PassedTerm { due: date(2026, 6, 26) }))),
        ("opschaling-doorgezet.v1", ladder(Event::EscalationMoved(moved))),
    ]
}

fn left() -> Vec<(&'static str, Record)> {
    let resolved = |next| {
        Event::EscalationResolved(EscalationResolved {
            visit: visit("voorstel-oogo", 1),
            rung: id("doorbraak"),
            resolved_on: date(2026, 7, 9),
            words: sealed(0x72),
            next,
        })
    };
    let again = Onward::Visit(opening("voorstel-oogo", 2, "oogo", Role::Decides, Some(date(2026, 9, 2))));
    vec![
        ("opschaling-opgelost.v1", ladder(resolved(again))),
        ("opschaling-opgelost.v1.same-visit", ladder(resolved(Onward::SameVisit))),
    ]
}

fn disputed() -> Vec<(&'static str, Record)> {
    let brought = |kind, defence_days, advice_days| {
        Event::EscalationUnresolved(EscalationUnresolved {
            visit: visit("voorstel-oogo", 1),
            rung: id("doorbraak"),
            unresolved_on: date(2026, 7, 9),
            reason: sealed(0x73),
            terms: DisputeTerms {
                kind,
                before: sealed(0x74),
                parties: vec![id("gemeente-heiloo"), id("swv-vo-nk")],
                defence_days,
                advice_days,
            },
        })
    };
    let concluded = |next| {
        Event::DisputeConcluded(DisputeConcluded {
            visit: visit("voorstel-oogo", 1),
            concluded_on: date(2026, 8, 28),
            words: sealed(0x75),
            next,
        })
    };
    let again = Onward::Visit(opening("voorstel-oogo", 2, "oogo", Role::Decides, None));
    vec![
        ("geschil-voorgelegd.v1", ladder(brought(DisputeKind::BindingAdvice, Some(14), Some(28)))),
        ("geschil-voorgelegd.v1.bare", ladder(brought(DisputeKind::Mediation, None, None))),
        ("geschil-voorgelegd.v1.advice", ladder(brought(DisputeKind::Advice, Some(14), None))),
        ("geschil-voorgelegd.v1.arbitration", ladder(brought(DisputeKind::Arbitration, None, Some(28)))),
        ("geschil-afgesloten.v1", ladder(concluded(Onward::End(id("geen-overeenstemming"))))),
        ("geschil-afgesloten.v1.resumes", ladder(concluded(again))),
    ]
}
