//! Why a dossier does not go up the ladder, or leaves it.

use domain::{
    context::Context,
    dossier::{
        Command, Refusal,
        escalation::{PARTIES_MAX, Refusal as R, command::Ground},
        event::WaitingOn,
        refusal::Awaits,
    },
    framework::{Holder, Opener, Outcome},
    ids::PartyId,
};

use super::{LATE, OOGO, RBO, disputed, escalated, escalated_before_it_was_stuck, late, mandate, stuck};
use crate::{
    acts::{
        administrator, climb, colleague, conclude, coordinator, day, dispute, escalate, escalate_on,
        neighbour, record, resolve, secretary, submit, suspend, treatment, visit, withdraw,
    },
    region::{TIMES_MAX, id},
    story::{Case, Story},
};

/// The names of all of them.
pub(crate) const NAMES: [&str; 18] = [
    "NO_LADDER",
    "NOT_OPENED_BY",
    "NOT_FOR_ESCALATING",
    "NOT_FOR_RUNG",
    "ALREADY_ESCALATED",
    "ESCALATIONS_EXHAUSTED",
    "TERM_NOT_PASSED",
    "NOT_ESCALATED",
    "OTHER_RUNG",
    "LAST_RUNG",
    "NOT_LAST_RUNG",
    "DISPUTED",
    "NOT_DISPUTED",
    "VISIT_STILL_OPEN",
    "PARTIES_REQUIRED",
    "PARTY_TWICE",
    "TOO_MANY_PARTIES",
    "DATE_BEFORE_RUNG",
];

#[test]
fn refused() {
    Case::all_hold(refusals());
}

#[test]
fn every_one_is_in_the_table() {
    let names: std::collections::BTreeSet<_> = refusals().iter().map(|case| case.refused.name()).collect();
    let missing: Vec<_> = NAMES.iter().filter(|name| !names.contains(*name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// Every way in which the rules of the ladder say no.
pub(crate) fn refusals() -> Vec<Case> {
    [opening(), by_whom(), on_the_way(), dated(), disputes(), meanwhile()].into_iter().flatten().collect()
}

fn case(rule: &'static str, given: Story, when: Command, by: Context, refused: impl Into<Refusal>) -> Case {
    Case { rule, given, when, by, refused: refused.into() }
}

fn opening() -> Vec<Case> {
    let on_time = late().opening().due.unwrap();
    let mandated = |n| escalate_on(RBO, n, Ground::Mandate(mandate()));
    let mut closed = late();
    closed.framework.ladder.opened_by = vec![Opener::NoAgreement];
    let openers = vec![Opener::NoAgreement];
    let worn = (0..TIMES_MAX).fold(late(), |story, _| {
        let story = story.and(escalate(RBO, 1), coordinator(LATE));
        story.and(resolve(RBO, 1, "regisseurs", day(LATE)), secretary("rbo", LATE))
    });
    let still =
        Story::laddered_at(RBO).and(suspend(RBO, 1, day(0), WaitingOn::Submitter), secretary("rbo", 0));
    let elsewhere = Refusal::VisitNotOpen { asked: visit(RBO, 2), open: Some(visit(RBO, 1)) };
    let no_term = Refusal::NoTerm { step: id("voorstel-pora") };
    let exhausted = R::EscalationsExhausted { step: id(RBO), times_max: TIMES_MAX };
    let passed_term = Opener::PassedTerm;
    vec![
        case("the region has no ladder", Story::at(RBO), escalate(RBO, 1), coordinator(LATE), R::NoLadder),
        case(
            "the ladder is not opened by a term",
            closed.clone(),
            escalate(RBO, 1),
            coordinator(LATE),
            R::NotOpenedBy { asked: passed_term, openers: openers.clone() },
        ),
        case(
            "nor by the procesbegeleider",
            closed,
            mandated(1),
            neighbour(LATE),
            R::NotOpenedBy { asked: Opener::Procesbegeleider, openers },
        ),
        case(
            "the term ends today",
            late(),
            escalate(RBO, 1),
            Context { today: on_time, ..coordinator(0) },
            R::TermNotPassed { due: Some(on_time), today: on_time },
        ),
        case(
            "the term stands still",
            still,
            escalate(RBO, 1),
            coordinator(LATE),
            R::TermNotPassed { due: None, today: day(LATE) },
        ),
        case(
            "the step has no term",
            Story::laddered_at("voorstel-pora"),
            escalate("voorstel-pora", 1),
            coordinator(LATE),
            no_term,
        ),
        case(
            "it is on the ladder",
            escalated(),
            escalate(RBO, 1),
            secretary("rbo", LATE),
            R::AlreadyEscalated { rung: id("regisseurs"), since: day(LATE) },
        ),
        case("it was there too often", worn, escalate(RBO, 1), coordinator(LATE), exhausted),
        case("another visit", late(), escalate(RBO, 2), coordinator(LATE), elsewhere),
    ]
}

fn by_whom() -> Vec<Case> {
    let not_for = |by: &Context, body: Option<&str>| R::NotForEscalating {
        acted_as: by.capacity.clone(),
        body: body.map(id),
    };
    let regisseurs = Holder::Body(id("regisseuroverleg"));
    let not_on = |by: &Context, holder: &Holder| R::NotForRung {
        acted_as: by.capacity.clone(),
        holder: holder.clone(),
        body: id("oogo"),
    };
    let mandated = escalate_on(RBO, 1, Ground::Mandate(mandate()));
    let second = stuck().and(climb(OOGO, 1, "regisseurs", day(0)), secretary("oogo", 0));
    let up = climb(OOGO, 1, "samenwerkingsverband", day(0));
    let swv = Holder::Party(id("swv-po"));
    let mut cases = vec![
        case(
            "somebody else's dossier",
            late(),
            escalate(RBO, 1),
            colleague(LATE),
            Refusal::OtherCoordinator { coordinator: id("u-coordinator") },
        ),
        case(
            "a secretary is no procesbegeleider",
            late(),
            mandated,
            secretary("rbo", LATE),
            not_for(&secretary("rbo", LATE), None),
        ),
    ];
    for by in [secretary("pora", LATE), administrator(LATE)] {
        let refused = not_for(&by, Some("rbo"));
        cases.push(case("a term of another body", late(), escalate(RBO, 1), by, refused));
    }
    for by in [secretary("pora", 0), coordinator(0), administrator(0)] {
        let refused = not_on(&by, &regisseurs);
        cases.push(case("not its rung", stuck(), climb(OOGO, 1, "regisseurs", day(0)), by, refused));
    }
    for by in [secretary("regisseuroverleg", 0), neighbour(0)] {
        let refused = not_on(&by, &swv);
        cases.push(case("no longer its rung", second.clone(), up.clone(), by, refused));
    }
    cases
}

fn on_the_way() -> Vec<Case> {
    let by = || secretary("oogo", 5);
    let not = |asked, escalated| R::NotEscalated { asked, escalated };
    let other = R::OtherRung { asked: id("doorbraak"), on: id("regisseurs") };
    let top = stuck().and(climb(OOGO, 1, "regisseurs", day(0)), by());
    let top = top.and(climb(OOGO, 1, "samenwerkingsverband", day(0)), by());
    vec![
        case(
            "it is on no ladder",
            late(),
            climb(RBO, 1, "regisseurs", day(0)),
            secretary("rbo", LATE),
            not(visit(RBO, 1), None),
        ),
        case(
            "it was escalated from another visit",
            stuck(),
            resolve(OOGO, 2, "regisseurs", day(0)),
            by(),
            not(visit(OOGO, 2), Some(visit(OOGO, 1))),
        ),
        case("it is on another rung", stuck(), resolve(OOGO, 1, "doorbraak", day(0)), by(), other.clone()),
        case("it cannot skip a rung", stuck(), climb(OOGO, 1, "doorbraak", day(0)), by(), other),
        case(
            "there is no higher rung",
            top,
            climb(OOGO, 1, "doorbraak", day(0)),
            by(),
            R::LastRung { rung: id("doorbraak") },
        ),
        case(
            "there is a higher rung",
            stuck(),
            dispute(OOGO, 1, "regisseurs", day(0), &["gemeente-alkmaar", "swv-po"]),
            by(),
            R::NotLastRung { rung: id("regisseurs"), next: id("samenwerkingsverband") },
        ),
        case(
            "it has ended",
            stuck().and(withdraw(), coordinator(0)),
            resolve(OOGO, 1, "regisseurs", day(0)),
            by(),
            Refusal::Ended { end: id("ingetrokken") },
        ),
    ]
}

fn dated() -> Vec<Case> {
    let by = || secretary("oogo", 5);
    let before = R::DateBeforeRung { given: day(-1), since: day(0) };
    let future = Refusal::DateInFuture { given: day(6), today: day(5) };
    let dispute_since = R::DateBeforeRung { given: day(2), since: day(3) };
    vec![
        case("left before it came", stuck(), climb(OOGO, 1, "regisseurs", day(-1)), by(), before.clone()),
        case("solved before it came", stuck(), resolve(OOGO, 1, "regisseurs", day(-1)), by(), before),
        case(
            "solved before the parties did not agree",
            escalated_before_it_was_stuck(),
            resolve(OOGO, 1, "regisseurs", day(1)),
            by(),
            R::DateBeforeRung { given: day(1), since: day(3) },
        ),
        case("left tomorrow", stuck(), climb(OOGO, 1, "regisseurs", day(6)), by(), future),
        case(
            "concluded before it was brought",
            disputed(stuck(), OOGO, 1),
            conclude(OOGO, 1, day(2), true),
            by(),
            dispute_since,
        ),
    ]
}

fn disputes() -> Vec<Case> {
    let by = || secretary("oogo", 5);
    let top = || {
        let story = stuck().and(climb(OOGO, 1, "regisseurs", day(0)), by());
        story.and(climb(OOGO, 1, "samenwerkingsverband", day(0)), by())
    };
    let brought = |parties: &[&str]| dispute(OOGO, 1, "doorbraak", day(0), parties);
    let crowd: Vec<&str> = vec!["swv-po"; PARTIES_MAX + 1];
    let nobody: PartyId = id("nergens");
    vec![
        case(
            "ended while a body has the visit",
            disputed(escalated(), RBO, LATE),
            conclude(RBO, 1, day(LATE + 9), false),
            secretary("rbo", LATE + 9),
            R::VisitStillOpen { visit: visit(RBO, 1) },
        ),
        case("alone", top(), brought(&["swv-po"]), by(), R::PartiesRequired { given: 1 }),
        case(
            "against itself",
            top(),
            brought(&["swv-po", "swv-po"]),
            by(),
            R::PartyTwice { party: id("swv-po") },
        ),
        case(
            "with everybody",
            top(),
            brought(&crowd),
            by(),
            R::TooManyParties { given: PARTIES_MAX + 1, max: PARTIES_MAX },
        ),
        case(
            "with nobody",
            top(),
            brought(&["swv-po", "nergens"]),
            by(),
            Refusal::PartyUnknown { party: nobody },
        ),
        case(
            "concluded before it is one",
            stuck(),
            conclude(OOGO, 1, day(0), true),
            by(),
            R::NotDisputed { on: id("regisseurs") },
        ),
        case(
            "solved on a rung when it is one",
            disputed(stuck(), OOGO, 0),
            resolve(OOGO, 1, "doorbraak", day(3)),
            by(),
            R::Disputed { since: day(2) },
        ),
    ]
}

/// What cannot be done to a dossier that no agreement led onto the ladder.
fn meanwhile() -> Vec<Case> {
    let not_awaited = || Refusal::NotAwaited { awaits: Awaits::Escalation(visit(OOGO, 1)) };
    vec![
        case(
            "no body has it",
            stuck(),
            record(OOGO, 1, treatment(Outcome::Adopted, day(0))),
            secretary("oogo", 0),
            not_awaited(),
        ),
        case(
            "no document is asked for",
            stuck(),
            submit("businesscase", "businesscase", 1),
            coordinator(0),
            not_awaited(),
        ),
        case(
            "nor a new version",
            stuck(),
            crate::acts::resubmit("voorstel", 1),
            coordinator(0),
            not_awaited(),
        ),
        case("it is escalated by no agreement", stuck(), escalate(OOGO, 1), coordinator(LATE), not_awaited()),
    ]
}
