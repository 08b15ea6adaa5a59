//! One sound framework, and for every rule the smallest change that breaks it.

use jiff::civil::date;

use super::{
    Fault, FaultKind, Place, TermList, faults, limits,
    sample::{id, sound},
};
use crate::framework::{
    Asked, Checklist, End, EndKind, Format, Framework, Limit, Quorum, Term,
    checklist::{Item, ItemKind, Theme},
};

const IDEA_OFFICIALS: usize = 0;
const IDEA_BOARD: usize = 1;
const PLAN_OFFICIALS: usize = 2;
const PLAN_BOARD: usize = 3;

/// What breaks a rule, where the fault lies, and its name. Together they must be the only fault.
type Case = (fn(&mut Framework), Place, &'static str);

fn check(cases: &[Case]) {
    assert_eq!(faults(&sound()), []);
    for (spoil, place, name) in cases {
        let mut framework = sound();
        spoil(&mut framework);
        let found: Vec<_> =
            faults(&framework).into_iter().map(|Fault { place, kind }| (place, kind.name())).collect();
        assert_eq!(found, [(place.clone(), *name)]);
    }
}

fn step(name: &str) -> Place {
    Place::Step(id(name))
}

fn body() -> Place {
    Place::Body(id("officials"))
}

#[test]
fn the_framework_as_a_whole() {
    check(&[
        (|f| f.title = "  ".into(), Place::Framework, "NAME_UNFIT"),
        (|f| f.title = "a\u{7}".into(), Place::Framework, "NAME_UNFIT"),
        (|f| f.reference.id = id("regio.alkmaar"), Place::Framework, "FRAMEWORK_ID_DOTTED"),
        (|f| f.supersedes = Some(id("1")), Place::Framework, "SUPERSEDES_ITSELF"),
        (|f| f.effective_from = date(1066, 10, 14), Place::Framework, "EFFECTIVE_OUTSIDE_CALENDAR"),
        (|f| f.reference_prefix = "oza".into(), Place::Framework, "REFERENCE_PREFIX_UNFIT"),
        (|f| f.reference_prefix.clear(), Place::Framework, "REFERENCE_PREFIX_UNFIT"),
        (|f| f.reference_prefix = "O".repeat(11), Place::Framework, "REFERENCE_PREFIX_UNFIT"),
        (|f| f.small_number_threshold = 0, Place::Framework, "THRESHOLD_ZERO"),
        (|f| f.functions.clear(), Place::Framework, "NO_FUNCTIONS"),
        (
            |f| f.funding_codes.push(f.funding_codes[0].clone()),
            Place::Term(TermList::FundingCodes, id("tlv")),
            "DUPLICATE_ID",
        ),
        (
            |f| f.indicators.push(Term { id: id("uitval"), name: String::new() }),
            Place::Term(TermList::Indicators, id("uitval")),
            "NAME_UNFIT",
        ),
        (
            |f| {
                let term = |n| Term { id: id(&format!("t{n}")), name: "t".into() };
                f.indicators = (0..=limits::TERMS_MAX).map(term).collect();
            },
            Place::Framework,
            "LIST_TOO_LONG",
        ),
    ]);
}

#[test]
fn parties_and_bodies() {
    check(&[
        (|f| f.parties[1].id = id("gemeente-a"), Place::Party(id("gemeente-a")), "DUPLICATE_ID"),
        (|f| f.parties[2].name.clear(), Place::Party(id("swv")), "NAME_UNFIT"),
        (|f| f.bodies.push(f.bodies[0].clone()), body(), "DUPLICATE_ID"),
        (|f| f.bodies[0].name = "x".repeat(201), body(), "NAME_UNFIT"),
        (|f| f.bodies[0].composition = "x".repeat(1_001), body(), "COMPOSITION_TOO_LONG"),
        (|f| f.bodies[0].seats.clear(), body(), "BODY_WITHOUT_SEATS"),
        (|f| f.bodies[0].seats.push(id("school")), body(), "SEAT_KIND_UNKNOWN"),
        (|f| f.bodies[0].seats.push(id("gemeente")), body(), "SEAT_KIND_TWICE"),
        (|f| f.bodies[0].quorum.parties = 3, body(), "QUORUM_ABOVE_PARTIES"),
        (
            |f| f.bodies[1].quorum = Quorum { parties: 3, per_kind: 2 },
            Place::Body(id("board")),
            "QUORUM_ABOVE_KIND",
        ),
        (
            |f| {
                f.bodies[0].meets = None;
                f.bodies[0].papers_due_days = 101;
            },
            body(),
            "PAPERS_DUE_TOO_EARLY",
        ),
        (|f| f.bodies[0].dispatch_days = 11, body(), "DISPATCH_TOO_EARLY"),
    ]);
}

#[test]
fn document_formats() {
    let format = || Place::Format(id("proposal"));
    let reason = Place::Section(id("proposal"), id("reason"));
    check(&[
        (|f| f.formats.push(f.formats[0].clone()), format(), "DUPLICATE_ID"),
        (|f| f.formats[0].title.clear(), format(), "NAME_UNFIT"),
        (|f| f.formats[0].sections.clear(), format(), "FORMAT_WITHOUT_SECTIONS"),
        (|f| f.formats[0].sections[0].required = false, format(), "FORMAT_WITHOUT_REQUIRED_SECTION"),
        (|f| f.formats[0].limit = Some(Limit { pages_a4: 0, words_per_page: 450 }), format(), "LIMIT_UNFIT"),
        (|f| f.formats[0].limit = Some(Limit { pages_a4: 2, words_per_page: 0 }), format(), "LIMIT_UNFIT"),
        (
            |f| f.formats[0].limit = Some(Limit { pages_a4: 9, words_per_page: u32::MAX }),
            format(),
            "LIMIT_UNFIT",
        ),
        (|f| f.formats[0].sections[1].id = id("reason"), reason.clone(), "DUPLICATE_ID"),
        (|f| f.formats[0].sections[0].heading.clear(), reason.clone(), "NAME_UNFIT"),
        (
            |f| {
                let Format { sections, .. } = &mut f.formats[0];
                for n in 0..limits::SECTIONS_MAX {
                    let mut section = sections[0].clone();
                    section.id = id(&format!("s{n}"));
                    sections.push(section);
                }
            },
            format(),
            "LIST_TOO_LONG",
        ),
    ]);
}

#[test]
fn rounds_and_ends() {
    check(&[
        (|f| f.route.rounds[1].name.clear(), Place::Round(id("plan")), "NAME_UNFIT"),
        (|f| f.route.rounds[0].opens_with.push(id("letter")), Place::Round(id("idea")), "FORMAT_UNKNOWN"),
        (|f| f.route.ends.push(f.route.ends[0].clone()), Place::End(id("adopted")), "DUPLICATE_ID"),
        (|f| f.route.ends[0].name.clear(), Place::End(id("adopted")), "NAME_UNFIT"),
        (|f| drop(f.route.ends.remove(3)), Place::Framework, "NO_WITHDRAWN_END"),
        (|f| f.route.ends.push(withdrawn_too()), Place::End(id("withdrawn-too")), "SEVERAL_WITHDRAWN_ENDS"),
        (|f| f.route.ends.push(postponed()), Place::End(id("postponed")), "UNREACHABLE"),
        (
            // Which documents the steps require is beside the point here.
            |f| {
                f.route.rounds[1].opens_with.clear();
                f.route.steps.iter_mut().for_each(|step| step.requires.clear());
            },
            Place::Round(id("plan")),
            "ROUND_WITHOUT_FORMAT",
        ),
    ]);
}

fn withdrawn_too() -> End {
    End { id: id("withdrawn-too"), name: "x".into(), kind: EndKind::Withdrawn }
}

fn postponed() -> End {
    End { id: id("postponed"), name: "x".into(), kind: EndKind::Rejected }
}

#[test]
fn one_step_by_itself() {
    check(&[
        (|f| f.route.steps[PLAN_BOARD].body = id("council"), step("plan-board"), "BODY_UNKNOWN"),
        (
            |f| f.route.steps[IDEA_BOARD].requires.push(vec![id("letter")]),
            step("idea-board"),
            "FORMAT_UNKNOWN",
        ),
        (|f| f.route.steps[IDEA_BOARD].requires.push(Vec::new()), step("idea-board"), "REQUIREMENT_EMPTY"),
        (|f| f.route.steps[IDEA_BOARD].visits_max = 0, step("idea-board"), "VISITS_UNFIT"),
        (|f| f.route.steps[IDEA_BOARD].visits_max = 11, step("idea-board"), "VISITS_UNFIT"),
        (|f| f.route.steps[IDEA_BOARD].term_days = Some(0), step("idea-board"), "TERM_UNFIT"),
        (|f| f.route.steps[IDEA_BOARD].term_days = Some(401), step("idea-board"), "TERM_UNFIT"),
        (|f| f.route.steps[IDEA_BOARD].returns_to.clear(), step("idea-board"), "RETURNS_MISSING"),
        (
            |f| f.route.steps[IDEA_BOARD].returns_to.push(id("plan-board")),
            step("idea-board"),
            "RETURNS_FORWARD",
        ),
        (
            |f| f.route.steps[IDEA_OFFICIALS].returns_to.push(id("idea-board")),
            step("idea-officials"),
            "RETURNS_FORWARD",
        ),
        (
            |f| f.route.steps[PLAN_BOARD].returns_to.push(id("idea-board")),
            step("plan-board"),
            "RETURNS_FORWARD",
        ),
        (|f| f.route.steps[PLAN_BOARD].returns_to.push(id("council")), step("plan-board"), "STEP_UNKNOWN"),
        (
            |f| f.route.steps[PLAN_OFFICIALS].returns_to.push(id("plan-officials")),
            step("plan-officials"),
            "RETURNS_UNUSED",
        ),
        (
            |f| f.route.steps[PLAN_OFFICIALS].stances = Asked::Required,
            step("plan-officials"),
            "STANCES_UNUSED",
        ),
    ]);
}

#[test]
fn a_term_covers_the_longest_gap_and_the_days_papers_are_due() {
    let mut framework = sound();
    let gap = framework.bodies[1].meets.as_ref().unwrap().longest_gap(&framework.calendar).unwrap();
    let needed = gap.working_days + framework.bodies[1].papers_due_days;
    framework.route.steps[PLAN_BOARD].term_days = Some(needed);
    assert_eq!(faults(&framework), []);

    framework.route.steps[PLAN_BOARD].term_days = Some(needed - 1);
    let kind = FaultKind::TermTooShort { term_days: needed - 1, gap: Some(gap), papers_due_days: 10 };
    assert_eq!(faults(&framework), [Fault { place: step("plan-board"), kind }]);

    framework.bodies[1].meets = None;
    assert_eq!(faults(&framework), [], "a body that meets when it is called keeps any term");
}

fn list() -> Checklist {
    let item = Item {
        id: id("1.1"),
        theme: id("1"),
        kind: ItemKind::Question,
        text: "Who?".into(),
        at: None,
        optional: false,
        step: None,
    };
    Checklist {
        id: id("questions"),
        title: "Questions".into(),
        version: "1".into(),
        source: "nobody".into(),
        themes: vec![Theme { id: id("1"), title: "One".into() }],
        items: vec![item],
    }
}

#[test]
fn lists_by_which_proposals_are_prepared() {
    let place = || Place::Checklist(id("questions"));
    let item = || Place::ChecklistItem(id("questions"), id("1.1"));
    let round = || Place::Round(id("idea"));
    check(&[
        (|f| f.checklists = vec![list(), list()], place(), "DUPLICATE_ID"),
        (|f| f.checklists = vec![Checklist { source: " ".into(), ..list() }], place(), "NAME_UNFIT"),
        (|f| f.checklists = vec![Checklist { items: Vec::new(), ..list() }], place(), "CHECKLIST_EMPTY"),
        (
            |f| {
                let mut list = list();
                list.themes[0].title.clear();
                f.checklists = vec![list];
            },
            Place::ChecklistTheme(id("questions"), id("1")),
            "NAME_UNFIT",
        ),
        (
            |f| {
                let mut list = list();
                list.items.push(Item { kind: ItemKind::Count, ..list.items[0].clone() });
                f.checklists = vec![list];
            },
            item(),
            "DUPLICATE_ID",
        ),
        (
            |f| {
                let mut list = list();
                list.items[0].text = "x".repeat(limits::ITEM_LENGTH_MAX + 1);
                f.checklists = vec![list];
            },
            item(),
            "ITEM_TEXT_UNFIT",
        ),
        (
            |f| {
                let mut list = list();
                let item = |n| Item { id: id(&format!("i{n}")), ..list.items[0].clone() };
                list.items = (0..=limits::ITEMS_MAX).map(item).collect();
                f.checklists = vec![list];
            },
            place(),
            "LIST_TOO_LONG",
        ),
        (|f| f.route.rounds[0].prepared = vec![id("questions")], round(), "CHECKLIST_UNKNOWN"),
        (
            |f| {
                f.checklists = vec![list()];
                f.route.rounds[0].prepared = vec![id("questions"), id("questions")];
            },
            round(),
            "CHECKLIST_TWICE",
        ),
    ]);
}
