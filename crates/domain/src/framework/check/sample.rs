//! A small sound framework, for tests to spoil.

use std::collections::BTreeMap;

use jiff::civil::date;

use crate::{
    calendar::Calendar,
    framework::{
        Asked, Body, DecisionRule, End, EndKind, Format, Framework, FrameworkRef, Limit, Outcome, Party,
        Quorum, Role, Round, Route, Section, Step, Target, Term,
    },
    sealed::Digest,
};

/// Parses a short name that a test knows to be good.
pub(super) fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(name: &str) -> T {
    name.parse().unwrap()
}

/// Two rounds: `idea` passes an advising and a deciding body, `plan` an informed and a deciding one.
pub(super) fn sound() -> Framework {
    Framework {
        reference: FrameworkRef { id: id("sample"), version: id("1"), digest: Digest([7; 32]) },
        title: "Sample".into(),
        reference_prefix: "OZA".into(),
        supersedes: None,
        effective_from: date(2026, 1, 1),
        calendar: Calendar::algemene_termijnenwet(),
        parties: ["gemeente-a", "gemeente-b", "swv"].map(party).to_vec(),
        bodies: vec![body("officials", &["gemeente"]), body("board", &["gemeente", "swv"])],
        formats: ["proposal", "case", "plan"].map(format).to_vec(),
        route: Route {
            rounds: vec![round("idea", &["proposal"]), round("plan", &["case", "plan"])],
            steps: vec![
                step("idea", "officials", Role::Advises, "idea-board", &["idea-officials"]),
                step("idea", "board", Role::Decides, "round:plan", &["idea-officials", "idea-board"]),
                step("plan", "officials", Role::Informed, "plan-board", &[]),
                step("plan", "board", Role::Decides, "end:adopted", &["plan-officials", "plan-board"]),
            ],
            ends: EndKind::ALL
                .map(|kind| End { id: id(kind.name()), name: kind.name().into(), kind })
                .to_vec(),
        },
        functions: vec![Term { id: id("terugleiden"), name: "Terugleiden".into() }],
        funding_codes: vec![Term { id: id("tlv"), name: "TLV".into() }],
        indicators: Vec::new(),
        checklists: Vec::new(),
        ladder: crate::framework::Ladder::default(),
        evaluation: BTreeMap::new(),
        small_number_threshold: 10,
    }
}

/// `plan-board`, `round:plan` or `end:adopted`.
pub(super) fn target(text: &str) -> Target {
    match text.split_once(':') {
        Some(("round", name)) => Target::Round(id(name)),
        Some(("end", name)) => Target::End(id(name)),
        Some(_) | None => Target::Step(id(text)),
    }
}

fn party(name: &str) -> Party {
    let kind = name.split('-').next().unwrap();
    Party { id: id(name), name: name.into(), kind: id(kind) }
}

fn body(name: &str, seats: &[&str]) -> Body {
    Body {
        id: id(name),
        name: name.into(),
        composition: "those concerned".into(),
        seats: seats.iter().map(|kind| id(kind)).collect(),
        quorum: Quorum { parties: 2, per_kind: 1 },
        meets: Some(id("FREQ=MONTHLY;BYDAY=1WE")),
        papers_due_days: 10,
        dispatch_days: 10,
    }
}

fn format(name: &str) -> Format {
    let section = |heading: &str, required| Section {
        id: id(heading),
        chapter: heading.into(),
        heading: heading.into(),
        required,
    };
    Format {
        id: id(name),
        title: name.into(),
        sections: vec![section("reason", true), section("remarks", false)],
        limit: Some(Limit { pages_a4: 2, words_per_page: 450 }),
    }
}

fn round(name: &str, opens_with: &[&str]) -> Round {
    Round {
        id: id(name),
        name: name.into(),
        opens_with: opens_with.iter().map(|name| id(name)).collect(),
        prepared: Vec::new(),
    }
}

fn step(round: &str, body: &str, role: Role, next: &str, returns_to: &[&str]) -> Step {
    let leads = |outcome: Outcome| match outcome {
        Outcome::Deferred => Target::Again,
        Outcome::ReferredBack => Target::Submitter,
        Outcome::Rejected => target("end:rejected"),
        Outcome::NoAgreement => target("end:no-agreement"),
        Outcome::Noted
        | Outcome::Positive
        | Outcome::PositiveWithConditions
        | Outcome::Negative
        | Outcome::NoAdvice
        | Outcome::Adopted
        | Outcome::AdoptedAmended
        | Outcome::AdoptedWithConditions
        | Outcome::Ratified
        | Outcome::NotRatified => target(next),
    };
    let opening: &[&str] = if round == "idea" { &["proposal"] } else { &["case", "plan"] };
    Step {
        id: id(&format!("{round}-{body}")),
        round: id(round),
        body: id(body),
        role,
        rule: DecisionRule::Consensus,
        stances: Asked::Optional,
        mandates: Asked::Optional,
        ratified_by: Vec::new(),
        requires: vec![opening.iter().map(|name| id(name)).collect()],
        term_days: Some(60),
        visits_max: 3,
        on: role.outcomes().iter().map(|outcome| (*outcome, leads(*outcome))).collect::<BTreeMap<_, _>>(),
        returns_to: returns_to.iter().map(|name| id(name)).collect(),
    }
}
