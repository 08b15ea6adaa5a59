//! A region like Alkmaar: two rounds past five bodies, then ratification by the parties.

use domain::{
    calendar::Calendar,
    framework::{
        Asked, Body, DecisionRule, End, EndKind, Format, Framework, FrameworkRef, Holder, Ladder, Limit,
        Opener, Outcome, Party, Quorum, Role, Round, Route, Rung, Section, Step, Target, Term, check,
    },
    sealed::Digest,
};
use jiff::civil::date;

/// Words that a `voorstel` may have: two pages of 450.
pub(crate) const VOORSTEL_WORDS_MAX: u32 = 900;
/// How often a dossier may be at any step of the region.
pub(crate) const VISITS_MAX: u32 = 3;
/// The term of `voorstel-rbo`, the only step that has one.
pub(crate) const RBO_TERM_DAYS: u32 = 30;

const BODIES: [(&str, Role); 5] = [
    ("beleidsoverleg", Role::Informed),
    ("rbo", Role::Advises),
    ("regisseuroverleg", Role::Advises),
    ("pora", Role::Advises),
    ("oogo", Role::Decides),
];

/// Parses a short name that a test knows to be good.
pub(crate) fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(name: &str) -> T {
    name.parse().unwrap()
}

/// The names of formats, functions or parties.
pub(crate) fn ids<T: std::str::FromStr<Err: std::fmt::Debug>>(names: &[&str]) -> Vec<T> {
    names.iter().map(|name| id(name)).collect()
}

/// The region's framework.
pub(crate) fn region() -> Framework {
    Framework {
        reference: FrameworkRef { id: id("regio"), version: id("2026.1"), digest: Digest([1; 32]) },
        title: "Regio".into(),
        reference_prefix: "OZA".into(),
        supersedes: None,
        effective_from: date(2026, 1, 1),
        calendar: Calendar::algemene_termijnenwet(),
        parties: ["gemeente-alkmaar", "gemeente-heiloo", "swv-po"].map(party).to_vec(),
        bodies: BODIES.iter().map(|(name, _)| body(name)).chain([body("partijen")]).collect(),
        formats: formats(),
        route: route(),
        functions: ["terugleiden", "versterken"].map(term).to_vec(),
        funding_codes: vec![term("tlv")],
        indicators: Vec::new(),
        checklists: Vec::new(),
        ladder: Ladder::default(),
        evaluation: std::collections::BTreeMap::new(),
        small_number_threshold: 10,
    }
}

/// The same region, in which each party ratifies for itself.
pub(crate) fn region_of_ratifiers() -> Framework {
    let mut framework = region();
    for step in framework.route.steps.iter_mut().filter(|step| step.role == Role::Ratifies) {
        step.ratified_by = ids(&["gemeente", "swv"]);
        step.on.remove(&Outcome::Deferred);
    }
    framework
}

/// Where no agreement in the last decision of the region's laddered twin leads, and how often.
pub(crate) const TIMES_MAX: u32 = 2;
/// The terms of its rungs.
pub(crate) const RUNG_TERM_DAYS: u32 = 10;

/// The same region with a ladder of three rungs: a body, a party and a function.
pub(crate) fn laddered() -> Framework {
    let mut framework = region();
    framework.ladder = ladder(&[
        ("regisseurs", Holder::Body(id("regisseuroverleg"))),
        ("samenwerkingsverband", Holder::Party(id("swv-po"))),
        ("doorbraak", Holder::Function("regionale doorbraakfunctionaris".into())),
    ]);
    for step in framework.route.steps.iter_mut().filter(|step| step.role == Role::Decides) {
        step.on.insert(Outcome::NoAgreement, Target::Ladder);
    }
    framework
}

/// A ladder that everything may open.
pub(crate) fn ladder(rungs: &[(&str, Holder)]) -> Ladder {
    let rung = |(name, holder): &(&str, Holder)| Rung {
        id: id(name),
        name: (*name).into(),
        holder: holder.clone(),
        term_days: RUNG_TERM_DAYS,
    };
    Ladder { rungs: rungs.iter().map(rung).collect(), opened_by: Opener::ALL.to_vec(), times_max: TIMES_MAX }
}

/// The formats: a `voorstel` of two pages, and two that open the second round.
fn formats() -> Vec<Format> {
    let limit = Limit { pages_a4: 2, words_per_page: VOORSTEL_WORDS_MAX / 2 };
    let voorstel = [("aanleiding", true), ("doelgroep", true), ("financiering", true), ("planning", false)];
    vec![
        format("voorstel", &voorstel, Some(limit)),
        format("businesscase", &[("samenvatting", true), ("missie", true)], None),
        format("projectplan", &[("plan", true)], None),
    ]
}

fn route() -> Route {
    let later: &[&str] = &["businesscase", "projectplan"];
    let mut steps: Vec<Step> = Vec::new();
    for (round, opens_with) in [("voorstel", &["voorstel"] as &[&str]), ("businesscase", later)] {
        for (index, (body, role)) in BODIES.iter().enumerate() {
            let onward = match (round, BODIES.get(index + 1)) {
                (_, Some((next, _))) => Target::Step(id(&format!("{round}-{next}"))),
                ("voorstel", None) => Target::Round(id("businesscase")),
                (_, None) => Target::Step(id("businesscase-partijen")),
            };
            let earlier = BODIES[1..=index].iter().map(|(body, _)| id(&format!("{round}-{body}"))).collect();
            steps.push(Step {
                requires: vec![ids(opens_with)],
                returns_to: earlier,
                ..step(round, body, *role, &onward)
            });
        }
    }
    steps[1].term_days = Some(RBO_TERM_DAYS);
    let last = steps.len() - 1;
    steps[last].requires = vec![ids(&["voorstel"]), ids(later)];
    steps.push(step("businesscase", "partijen", Role::Ratifies, &Target::End(id("vastgesteld"))));
    Route {
        rounds: vec![round("voorstel", &["voorstel"]), round("businesscase", later)],
        steps,
        ends: [
            ("vastgesteld", EndKind::Adopted),
            ("afgewezen", EndKind::Rejected),
            ("geen-overeenstemming", EndKind::NoAgreement),
            ("ingetrokken", EndKind::Withdrawn),
        ]
        .map(|(name, kind)| End { id: id(name), name: name.into(), kind })
        .to_vec(),
    }
}

/// A step whose outcomes go `onward`, except those that end the dossier or turn back.
pub(crate) fn step(round: &str, body: &str, role: Role, onward: &Target) -> Step {
    let leads = |outcome: &Outcome| match outcome {
        Outcome::Deferred => Target::Again,
        Outcome::ReferredBack => Target::Submitter,
        Outcome::Rejected | Outcome::NotRatified => Target::End(id("afgewezen")),
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
    Step {
        id: id(&format!("{round}-{body}")),
        round: id(round),
        body: id(body),
        role,
        rule: DecisionRule::Consensus,
        stances: Asked::Optional,
        mandates: Asked::Optional,
        ratified_by: Vec::new(),
        requires: Vec::new(),
        term_days: None,
        visits_max: VISITS_MAX,
        on: role.outcomes().iter().map(|outcome| (*outcome, leads(outcome))).collect(),
        returns_to: Vec::new(),
    }
}

/// A round that any one of these formats opens.
pub(crate) fn round(name: &str, opens_with: &[&str]) -> Round {
    Round { id: id(name), name: name.into(), opens_with: ids(opens_with), prepared: Vec::new() }
}

/// A body in which everybody sits.
pub(crate) fn body(name: &str) -> Body {
    Body {
        id: id(name),
        name: name.into(),
        composition: "alle partijen".into(),
        seats: ids(&["gemeente", "swv"]),
        quorum: Quorum { parties: 2, per_kind: 1 },
        meets: None,
        papers_due_days: 0,
        dispatch_days: 0,
    }
}

/// A format with these sections, and whether each is required.
pub(crate) fn format(name: &str, sections: &[(&str, bool)], limit: Option<Limit>) -> Format {
    let section = |(heading, required): &(&str, bool)| Section {
        id: id(heading),
        chapter: (*heading).into(),
        heading: (*heading).into(),
        required: *required,
    };
    Format { id: id(name), title: name.into(), sections: sections.iter().map(section).collect(), limit }
}

fn party(name: &str) -> Party {
    let kind = name.split('-').next().unwrap();
    Party { id: id(name), name: name.into(), kind: id(kind) }
}

fn term(name: &str) -> Term {
    Term { id: id(name), name: name.into() }
}

#[test]
fn the_region_is_sound() {
    assert_eq!(check::faults(&region()), []);
    assert_eq!(check::faults(&region_of_ratifiers()), []);
    assert_eq!(check::faults(&laddered()), []);
}
