//! A small region: two rounds past three bodies, then ratification.

use std::fmt::Debug;

use domain::{
    calendar::Calendar,
    framework::{
        Asked, Body, DecisionRule, End, EndKind, Format, Framework, FrameworkRef, Holder, Ladder, Opener,
        Outcome, Party, Quorum, Role, Round, Route, Rung, Section, Step, Target, Term,
    },
    sealed::Digest,
};
use jiff::civil::date;

const BODIES: [(&str, Role); 3] =
    [("beleidsoverleg", Role::Informed), ("pora", Role::Advises), ("oogo", Role::Decides)];
const ROUNDS: [&str; 2] = ["voorstel", "businesscase"];

pub(super) fn id<T: std::str::FromStr<Err: Debug>>(name: &str) -> T {
    name.parse().unwrap()
}

/// A version of a region's framework.
pub(super) fn region(family: &str, version: &str, prefix: &str) -> Framework {
    let seal =
        version.bytes().chain(family.bytes()).fold(0_u8, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte));
    Framework {
        reference: FrameworkRef { id: id(family), version: id(version), digest: Digest([seal; 32]) },
        title: "Regio".into(),
        reference_prefix: prefix.into(),
        supersedes: None,
        effective_from: date(2020, 1, 1),
        calendar: Calendar::algemene_termijnenwet(),
        parties: ["gemeente-alkmaar", "swv-po"]
            .map(|name| Party { id: id(name), name: name.into(), kind: id(name.split('-').next().unwrap()) })
            .to_vec(),
        bodies: BODIES.iter().map(|(name, _)| *name).chain(["partijen"]).map(body).collect(),
        formats: ROUNDS.map(format).to_vec(),
        // Of two regions, one has each party ratify for itself.
        route: route(family == "regio-noord"),
        functions: ["terugleiden", "versterken"].map(term).to_vec(),
        funding_codes: vec![term("tlv")],
        indicators: Vec::new(),
        checklists: Vec::new(),
        ladder: ladder(),
        evaluation: std::collections::BTreeMap::new(),
        small_number_threshold: 10,
    }
}

/// Onto it from a passed term or by a procesbegeleider, and from no agreement in the second round only.
fn ladder() -> Ladder {
    let rung = |name: &str, holder| Rung { id: id(name), name: name.into(), holder, term_days: 5 };
    Ladder {
        rungs: vec![
            rung("voorzitters", Holder::Body(id("beleidsoverleg"))),
            rung("samenwerkingsverband", Holder::Party(id("swv-po"))),
            rung("doorbraak", Holder::Function("regionale doorbraakfunctionaris".into())),
        ],
        opened_by: Opener::ALL.to_vec(),
        times_max: 2,
    }
}

fn route(each_ratifies: bool) -> Route {
    let mut steps = Vec::new();
    for (place, round) in ROUNDS.into_iter().enumerate() {
        for (index, (body, role)) in BODIES.into_iter().enumerate() {
            let onward = match (BODIES.get(index + 1), ROUNDS.get(place + 1)) {
                (Some((next, _)), _) => Target::Step(id(&format!("{round}-{next}"))),
                (None, Some(_)) if each_ratifies => Target::Step(id(&format!("{round}-partijen"))),
                (None, Some(round)) => Target::Round(id(round)),
                (None, None) => Target::Step(id(&format!("{round}-partijen"))),
            };
            let earlier = BODIES[1..=index.max(1)].iter().map(|(body, _)| id(&format!("{round}-{body}")));
            steps.push(step(
                round,
                body,
                role,
                &onward,
                if index == 0 { Vec::new() } else { earlier.collect() },
            ));
        }
        if each_ratifies && place == 0 {
            steps.push(ratifies(round, &Target::Round(id(ROUNDS[1])), true));
        }
    }
    let ratified = Target::End(id("vastgesteld"));
    steps.push(ratifies(ROUNDS[1], &ratified, each_ratifies));
    let ends = [
        ("vastgesteld", EndKind::Adopted),
        ("afgewezen", EndKind::Rejected),
        ("geen-overeenstemming", EndKind::NoAgreement),
        ("ingetrokken", EndKind::Withdrawn),
    ];
    Route {
        rounds: ROUNDS
            .map(|name| Round {
                id: id(name),
                name: name.into(),
                opens_with: vec![id(name)],
                prepared: Vec::new(),
            })
            .to_vec(),
        steps,
        ends: ends.map(|(name, kind)| End { id: id(name), name: name.into(), kind }).to_vec(),
    }
}

fn ratifies(round: &str, onward: &Target, each: bool) -> Step {
    let mut step = step(round, "partijen", Role::Ratifies, onward, Vec::new());
    if each {
        step.ratified_by = vec![id("gemeente"), id("swv")];
        step.on.remove(&Outcome::Deferred);
    }
    step
}

fn step(round: &str, body: &str, role: Role, onward: &Target, returns_to: Vec<domain::ids::StepId>) -> Step {
    let leads = |outcome: Outcome| match outcome {
        Outcome::Deferred => Target::Again,
        Outcome::ReferredBack => Target::Submitter,
        Outcome::Rejected | Outcome::NotRatified => Target::End(id("afgewezen")),
        Outcome::NoAgreement if round == ROUNDS[1] => Target::Ladder,
        Outcome::NoAgreement => Target::End(id("geen-overeenstemming")),
        Outcome::Noted
        | Outcome::Positive
        | Outcome::PositiveWithConditions
        | Outcome::Negative
        | Outcome::NoAdvice
        | Outcome::Adopted
        | Outcome::AdoptedAmended
        | Outcome::AdoptedWithConditions
        | Outcome::Ratified => onward.clone(),
    };
    let outcomes = role.outcomes().iter().copied();
    Step {
        id: id(&format!("{round}-{body}")),
        round: id(round),
        body: id(body),
        role,
        // So that the parties may stand anywhere, with whatever outcome.
        rule: DecisionRule::Chair,
        stances: Asked::Optional,
        mandates: Asked::Optional,
        ratified_by: Vec::new(),
        requires: vec![vec![id(round)]],
        term_days: (body == "pora").then_some(10),
        visits_max: 4,
        on: outcomes.map(|outcome| (outcome, leads(outcome))).collect(),
        returns_to,
    }
}

fn body(name: &str) -> Body {
    Body {
        id: id(name),
        name: name.into(),
        composition: "alle partijen".into(),
        seats: vec![id("gemeente"), id("swv")],
        quorum: Quorum { parties: 2, per_kind: 1 },
        meets: None,
        papers_due_days: 0,
        dispatch_days: 0,
    }
}

fn format(name: &str) -> Format {
    let section =
        Section { id: id("tekst"), chapter: "Tekst".into(), heading: "Tekst".into(), required: true };
    Format { id: id(name), title: name.into(), sections: vec![section], limit: None }
}

fn term(name: &str) -> Term {
    Term { id: id(name), name: name.into() }
}

#[test]
fn the_region_is_sound() {
    for family in ["regio-alkmaar", "regio-noord"] {
        assert_eq!(domain::framework::check::faults(&region(family, "2026.1", "OZA")), []);
    }
}
