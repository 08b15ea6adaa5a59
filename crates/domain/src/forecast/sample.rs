//! A region like Alkmaar, small enough to spoil: two rounds past bodies with meeting rules.

use jiff::civil::date;

use crate::{
    calendar::Calendar,
    framework::{
        Asked, Body, DecisionRule, End, EndKind, Format, Framework, FrameworkRef, Outcome, Quorum, Role,
        Round, Route, Step, Target,
    },
    sealed::Digest,
};

/// The bodies of Alkmaar: when each meets, and how many working days before it papers are due.
pub(super) const BODIES: [(&str, &str, u32); 5] = [
    ("beleidsoverleg", "FREQ=MONTHLY;BYDAY=2TU", 5),
    ("rbo", "FREQ=MONTHLY;BYDAY=3TH", 5),
    ("regisseuroverleg", "FREQ=MONTHLY;BYDAY=4TU", 5),
    ("pora", "FREQ=MONTHLY;BYDAY=1WE", 12),
    ("oogo", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYDAY=3TH", 10),
];
/// The term of every step but that of `oogo`, in working days.
pub(super) const TERM_DAYS: u32 = 30;

/// The whole route: both rounds past all five.
pub(super) const WHOLE: [(&str, &[&str]); 2] = [
    ("voorstel", &["beleidsoverleg", "rbo", "regisseuroverleg", "pora", "oogo!"]),
    ("businesscase", &["beleidsoverleg", "rbo", "regisseuroverleg", "pora", "oogo!"]),
];

/// Parses a short name that a test knows to be good.
pub(super) fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(name: &str) -> T {
    name.parse().unwrap()
}

/// The region of Alkmaar.
pub(super) fn region() -> Framework {
    framework(&WHOLE)
}

/// The bodies of Alkmaar on another route: of each round the bodies, in order; one with `!` behind it decides, the
/// others advise, and `beleidsoverleg` is informed.
pub(super) fn framework(rounds: &[(&str, &[&str])]) -> Framework {
    Framework {
        reference: FrameworkRef { id: id("regio"), version: id("1"), digest: Digest([7; 32]) },
        title: "Regio".into(),
        reference_prefix: "OZA".into(),
        supersedes: None,
        effective_from: date(2026, 1, 1),
        calendar: Calendar::algemene_termijnenwet(),
        parties: Vec::new(),
        bodies: BODIES.iter().map(|(name, rule, due)| body(name, Some(rule), *due)).collect(),
        formats: Vec::<Format>::new(),
        route: Route {
            rounds: rounds.iter().map(|(name, _)| round(name)).collect(),
            steps: (0..rounds.len()).flat_map(|place| steps(rounds, place)).collect(),
            ends: EndKind::ALL
                .map(|kind| End { id: id(kind.name()), name: kind.name().into(), kind })
                .to_vec(),
        },
        functions: Vec::new(),
        funding_codes: Vec::new(),
        indicators: Vec::new(),
        checklists: Vec::new(),
        ladder: crate::framework::Ladder::default(),
        evaluation: std::collections::BTreeMap::new(),
        small_number_threshold: 10,
    }
}

/// A body that meets by this rule, or when it is called.
pub(super) fn body(name: &str, rule: Option<&str>, papers_due_days: u32) -> Body {
    Body {
        id: id(name),
        name: name.to_uppercase(),
        composition: "wie erbij hoort".into(),
        seats: Vec::new(),
        quorum: Quorum::default(),
        meets: rule.map(|rule| rule.parse().unwrap()),
        papers_due_days,
        dispatch_days: papers_due_days,
    }
}

fn round(name: &str) -> Round {
    Round { id: id(name), name: name.into(), opens_with: vec![id(name)], prepared: Vec::new() }
}

fn steps(rounds: &[(&str, &[&str])], place: usize) -> Vec<Step> {
    let (round, bodies) = rounds[place];
    let onward = |next: usize| match (bodies.get(next), rounds.get(place + 1)) {
        (Some(body), _) => Target::Step(id(&format!("{round}-{}", body.trim_end_matches('!')))),
        (None, Some((later, _))) => Target::Round(id(later)),
        (None, None) => Target::End(id("adopted")),
    };
    bodies.iter().enumerate().map(|(place, body)| step(round, body, &onward(place + 1))).collect()
}

fn step(round: &str, body: &str, onward: &Target) -> Step {
    let (name, role) = match (body.strip_suffix('!'), body) {
        (Some(name), _) => (name, Role::Decides),
        (None, "beleidsoverleg") => (body, Role::Informed),
        (None, _) => (body, Role::Advises),
    };
    let leads = |outcome: &Outcome| match outcome {
        Outcome::Deferred => Target::Again,
        Outcome::ReferredBack => Target::Submitter,
        Outcome::Rejected | Outcome::NotRatified => Target::End(id("rejected")),
        Outcome::NoAgreement => Target::End(id("no-agreement")),
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
    let own = id(&format!("{round}-{name}"));
    Step {
        id: own,
        round: id(round),
        body: id(name),
        role,
        rule: DecisionRule::Chair,
        stances: Asked::Optional,
        mandates: Asked::Optional,
        ratified_by: Vec::new(),
        requires: Vec::new(),
        term_days: (name != "oogo").then_some(TERM_DAYS),
        visits_max: 3,
        on: role.outcomes().iter().map(|outcome| (*outcome, leads(outcome))).collect(),
        returns_to: Vec::new(),
    }
}
