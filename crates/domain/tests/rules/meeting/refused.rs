//! Every way in which a meeting is not changed.

use std::collections::BTreeSet;

use domain::{
    context::{Capacity, Context},
    framework::FrameworkRef,
    ids::ItemNumber,
    meeting::{
        Command, Form, ITEMS_MAX, ItemKind, PRESENT_MAX, Part, Refusal,
        command::Plan,
        parts::Present,
        refusal::{Countable, Over, Unusual},
    },
};

use super::{
    DISPATCH, History, MEETS, PAPERS_DUE, actions, addendum, because, between, cancel, draft, fix, fix_list,
    held, late, meeting, member, plan, present, remove, schedule, send, topic,
};
use crate::{
    acts::{coordinator, day, secretary},
    region::{id, ids},
};

macro_rules! refusals {
    ($($variant:ident),+ $(,)?) => {
        /// Every refusal there is; a new one that is not added here does not compile.
        const REFUSALS: &[&str] = &[$(stringify!($variant)),+];

        fn variant(refusal: &Refusal) -> &'static str {
            match refusal {
                $(Refusal::$variant { .. } => stringify!($variant),)+
            }
        }
    };
}

refusals! {
    MeetingUnknown, AlreadyPlanned, OtherFramework, NotPermitted, BodyUnknown, NotAWorkingDay, ReasonRequired, Over,
    PapersFrozen, PapersNotSent, AgendaNotFixed, AgendaEmpty, ItemUnknown, ItemMissing, Repeated, NotTheAgenda,
    AlreadyOnAgenda, DayPassed, NotYet, AuthoriserRequired, NotLate, DossierUnknown, VisitNotOpen, VisitElsewhere,
    CannotCarry, PartyUnknown, PartyWithoutSeat, PartyRequired, ReplacesNobody, TooMany, NotHeld, NoDecisionList,
    OtherDraft, DecisionListFixed, CannotFixAt, AgreedTooLate, Action, CannotReportAt,
}

/// A rule, what happened before, what is asked by whom, and why not.
type Row = (&'static str, History, Command, Context, Refusal);

fn pora(today: i32) -> Context {
    secretary("pora", today)
}

fn table() -> Vec<Row> {
    [who(), planning(), agenda(), sending(), meeting_held(), lists(), actions::refusals()]
        .into_iter()
        .flatten()
        .collect()
}

fn who() -> Vec<Row> {
    let not_permitted = |acted_as| Refusal::NotPermitted { acted_as, body: id("pora") };
    let rbo = Capacity::Secretary { body: id("rbo") };
    let heiloo = Capacity::Coordinator { party: id("gemeente-alkmaar") };
    let mut renewed = History::planned();
    renewed.framework.reference.version = id("2027.1");
    let first = FrameworkRef { version: id("2026.1"), ..renewed.framework.reference.clone() };
    vec![
        ("there is a meeting", History::empty(), topic(), pora(0), Refusal::MeetingUnknown),
        (
            "it is planned once",
            History::planned(),
            plan(Form::Session, MEETS),
            pora(0),
            Refusal::AlreadyPlanned,
        ),
        (
            "planning is for its secretary",
            History::empty(),
            plan(Form::Session, MEETS),
            secretary("rbo", 0),
            not_permitted(rbo.clone()),
        ),
        ("so is its agenda", History::planned(), topic(), secretary("rbo", 0), not_permitted(rbo)),
        ("a coordinator plans none", History::planned(), cancel(), coordinator(0), not_permitted(heiloo)),
        ("it keeps its framework", renewed, topic(), pora(0), Refusal::OtherFramework { meeting: first }),
    ]
}

fn planning() -> Vec<Row> {
    let unknown = Command::Plan(Plan { body: id("raad"), form: Form::Session, on: day(MEETS), reason: None });
    let known = ids(&["beleidsoverleg", "rbo", "regisseuroverleg", "pora", "oogo", "partijen"]);
    let (saturday, monday) = (day(33), day(36));
    // 3 April 2026 is Good Friday, 6 April Easter Monday.
    vec![
        (
            "the framework knows the body",
            History::empty(),
            unknown,
            secretary("raad", 0),
            Refusal::BodyUnknown { body: id("raad"), known },
        ),
        (
            "not on a holiday, with whatever reason",
            History::empty(),
            because(plan(Form::Session, 32)),
            pora(0),
            Refusal::NotAWorkingDay { on: day(32), next: monday },
        ),
        (
            "not in a weekend",
            History::empty(),
            plan(Form::Written, 33),
            pora(0),
            Refusal::NotAWorkingDay { on: saturday, next: monday },
        ),
        (
            "another day than the rule's needs a reason",
            History::empty(),
            plan(Form::Session, MEETS + 1),
            pora(0),
            Refusal::ReasonRequired {
                on: day(MEETS + 1),
                because: Unusual::NotByRule { next: Some(day(MEETS + 35)) },
            },
        ),
        (
            "a day that has passed needs a reason",
            History::empty(),
            plan(Form::Session, MEETS),
            pora(MEETS + 1),
            Refusal::ReasonRequired { on: day(MEETS), because: Unusual::Past { today: day(MEETS + 1) } },
        ),
    ]
}

fn agenda() -> Vec<Row> {
    let full = (0..ITEMS_MAX).fold(History::planned(), |history, n| history.then(schedule(n as u128), 1));
    let one = [(1, ItemKind::Formality)];
    let twice = [(1, ItemKind::Formality), (2, ItemKind::Formality), (1, ItemKind::Discussion)];
    let other = [(1, ItemKind::Formality), (9, ItemKind::Formality)];
    let unknown = |item, known: &[u32]| Refusal::ItemUnknown {
        item: ItemNumber(item),
        known: known.iter().map(|item| ItemNumber(*item)).collect(),
    };
    let given = ITEMS_MAX + 1;
    vec![
        (
            "a visit is on an agenda once",
            History::scheduled(),
            schedule(1),
            pora(22),
            Refusal::AlreadyOnAgenda { item: ItemNumber(1) },
        ),
        (
            "an agenda has an end",
            full,
            schedule(1_000),
            pora(1),
            Refusal::TooMany { what: Countable::Items, given, max: ITEMS_MAX },
        ),
        ("what is taken off is on it", History::scheduled(), remove(3), pora(22), unknown(3, &[1, 2])),
        ("an empty agenda is not fixed", History::planned(), fix(&[]), pora(22), Refusal::AgendaEmpty),
        (
            "every item is named",
            History::scheduled(),
            fix(&one),
            pora(22),
            Refusal::ItemMissing { item: ItemNumber(2) },
        ),
        (
            "once",
            History::scheduled(),
            fix(&twice),
            pora(22),
            Refusal::Repeated { what: Countable::Items, which: "1".into() },
        ),
        ("and no other", History::scheduled(), fix(&other), pora(22), unknown(9, &[1, 2])),
    ]
}

fn sending() -> Vec<Row> {
    let order = vec![ItemNumber(2), ItemNumber(1)];
    vec![
        (
            "only a fixed agenda is sent",
            History::scheduled(),
            send(&[1, 2]),
            pora(DISPATCH),
            Refusal::AgendaNotFixed,
        ),
        (
            "as it was fixed",
            History::fixed(),
            send(&[1, 2]),
            pora(DISPATCH),
            Refusal::NotTheAgenda { agenda: order.clone() },
        ),
        (
            "not after the day",
            History::fixed(),
            send(&[2, 1]),
            pora(MEETS + 1),
            Refusal::DayPassed { on: day(MEETS), today: day(MEETS + 1) },
        ),
        ("once", History::sent(), send(&[2, 1]), pora(DISPATCH), Refusal::PapersFrozen),
        ("then the agenda is frozen", History::sent(), topic(), pora(26), Refusal::PapersFrozen),
        (
            "an addendum comes after",
            History::fixed(),
            addendum(3, 3, late()),
            pora(24),
            Refusal::PapersNotSent,
        ),
        (
            "and somebody lets it in",
            History::sent(),
            addendum(3, 3, None),
            pora(26),
            Refusal::AuthoriserRequired { papers_due: day(PAPERS_DUE), arrived: None },
        ),
        (
            "with its own papers",
            History::sent(),
            addendum(3, 4, late()),
            pora(26),
            Refusal::NotTheAgenda { agenda: vec![ItemNumber(3)] },
        ),
    ]
}

fn meeting_held() -> Vec<Row> {
    let over = |over| Refusal::Over { over };
    let many = (0..=PRESENT_MAX).map(|n| member(&format!("u-{n}"), "gemeente-heiloo")).collect();
    let cancelled = History::planned().then(cancel(), 1);
    let mut seats = History::sent();
    let pora_body = seats.framework.bodies.iter_mut().find(|body| body.id.as_str() == "pora").unwrap();
    pora_body.seats = ids(&["gemeente"]);
    let guest = Present { replaces: Some(id("u-2")), ..present("u-1", Part::Guest, None) };
    let oneself = Present { replaces: Some(id("u-1")), ..member("u-1", "gemeente-heiloo") };
    let twice = vec![member("u-1", "gemeente-heiloo"), member("u-1", "swv-po")];
    let by = pora(MEETS);
    vec![
        (
            "not before its day",
            History::sent(),
            held(Vec::new(), &[]),
            pora(MEETS - 1),
            Refusal::NotYet { on: day(MEETS), today: day(MEETS - 1) },
        ),
        ("once", History::held(), held(Vec::new(), &[]), by.clone(), over(Over::Held)),
        ("not when it was cancelled", cancelled, held(Vec::new(), &[]), by.clone(), over(Over::Cancelled)),
        (
            "not by too many",
            History::sent(),
            held(many, &[]),
            by.clone(),
            Refusal::TooMany { what: Countable::Present, given: PRESENT_MAX + 1, max: PRESENT_MAX },
        ),
        (
            "everyone once",
            History::sent(),
            held(twice, &[]),
            by.clone(),
            Refusal::Repeated { what: Countable::Present, which: "u-1".into() },
        ),
        (
            "for a party of the framework",
            History::sent(),
            held(vec![member("u-1", "elders")], &[]),
            by.clone(),
            Refusal::PartyUnknown { party: id("elders") },
        ),
        (
            "with a seat",
            seats,
            held(vec![member("u-1", "swv-po")], &[]),
            by.clone(),
            Refusal::PartyWithoutSeat { party: id("swv-po"), body: id("pora") },
        ),
        (
            "a member speaks for one",
            History::sent(),
            held(vec![present("u-1", Part::Member, None)], &[]),
            by.clone(),
            Refusal::PartyRequired { actor: id("u-1") },
        ),
        ("a guest replaces nobody", History::sent(), held(vec![guest], &[]), by.clone(), replaces_nobody()),
        ("nobody themselves", History::sent(), held(vec![oneself], &[]), by, replaces_nobody()),
    ]
}

fn replaces_nobody() -> Refusal {
    Refusal::ReplacesNobody { actor: id("u-1") }
}

fn lists() -> Vec<Row> {
    let by = pora(MEETS + 1);
    let fixed = History::drafted().then(fix_list(1), MEETS + 40);
    vec![
        ("there is a list after a meeting", History::sent(), draft(&[2, 1]), by.clone(), Refusal::NotHeld),
        (
            "of its agenda",
            History::held(),
            draft(&[1, 2]),
            by.clone(),
            Refusal::NotTheAgenda { agenda: vec![ItemNumber(2), ItemNumber(1)] },
        ),
        ("only a list is fixed", History::held(), fix_list(1), by.clone(), Refusal::NoDecisionList),
        (
            "the last one",
            History::drafted(),
            fix_list(2),
            by.clone(),
            Refusal::OtherDraft { asked: 2, last: 1 },
        ),
        ("once", fixed, fix_list(1), by, Refusal::DecisionListFixed { at: meeting(2) }),
    ]
}

#[test]
fn every_rule_is_kept() {
    for (rule, history, command, by, refused) in table() {
        assert_eq!(history.asked(command.clone(), &by), Err(refused), "{rule}");
        assert_eq!(history.asked(command.clone(), &by), history.asked(command, &by), "{rule}");
    }
    for (rule, asked, refused) in actions::between() {
        assert_eq!(asked, Err(refused), "{rule}");
    }
}

#[test]
fn every_refusal_stands_in_a_table() {
    let table = table().into_iter().map(|(.., refused)| refused).chain(between::refusals());
    let table: Vec<_> = table.chain(actions::between().into_iter().map(|(.., refused)| refused)).collect();
    let produced: BTreeSet<_> = table.iter().map(variant).collect();
    let missing: Vec<_> = REFUSALS.iter().filter(|name| !produced.contains(*name)).collect();
    assert!(missing.is_empty(), "no test is refused with {missing:?}");
    // Those of actions have theirs in a table of their own.
    let names = table.iter().filter(|refused| !matches!(refused, Refusal::Action(_))).map(Refusal::name);
    let names: BTreeSet<_> = names.collect();
    assert_eq!(names.len(), REFUSALS.len() - 1, "each has a name of its own");
    assert!(table.iter().all(|refusal| {
        let facts = domain::facts::meeting(refusal);
        facts.iter().map(|(name, _)| name).collect::<BTreeSet<_>>().len() == facts.len()
    }));
}
