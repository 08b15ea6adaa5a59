//! What may not be written down of a visit.

use domain::{
    context::Context,
    dossier::{
        CONDITIONS_MAX, Refusal,
        command::Treatment,
        event::ConditionNumber,
        refusal::{Awaits, Because, Countable, Needs},
    },
    framework::{Outcome, Role},
    ids::BodyId,
};
use jiff::civil::date;

use crate::{
    acts::{
        administrator, condition, coordinator, day, judgement, record, secretary, treatment, visit, withdraw,
    },
    region::{id, ids, region},
    story::{Case, Story},
};

#[test]
fn refused() {
    Case::all_hold(refusals());
}

/// Every way in which it is refused to write down an outcome.
pub(crate) fn refusals() -> Vec<Case> {
    [by_whom(), of_which_visit(), with_what_conditions(), with_what_else()].into_iter().flatten().collect()
}

fn by_whom() -> Vec<Case> {
    let case = |rule, by: Context| Case {
        rule,
        given: Story::at("voorstel-rbo"),
        when: record("voorstel-rbo", 1, treatment(Outcome::Positive, day(0))),
        refused: Refusal::NotPermitted {
            acted_as: by.capacity.clone(),
            needs: Needs::SecretaryOf(id::<BodyId>("rbo")),
        },
        by,
    };
    vec![
        case("by the secretary of that body", secretary("pora", 0)),
        case("not by an administrator", administrator(0)),
        case("not by the coordinator", coordinator(0)),
    ]
}

fn of_which_visit() -> Vec<Case> {
    let at_rbo = || Story::at("voorstel-rbo");
    let positive = || treatment(Outcome::Positive, day(0));
    let case = |rule, given, refused| Case {
        rule,
        given,
        when: record("voorstel-rbo", 1, positive()),
        by: secretary("rbo", 0),
        refused,
    };
    let other_visit = |rule, step, number, outcome, body| Case {
        rule,
        given: at_rbo(),
        when: record(step, number, treatment(outcome, day(0))),
        by: secretary(body, 0),
        refused: Refusal::VisitNotOpen { asked: visit(step, number), open: Some(visit("voorstel-rbo", 1)) },
    };
    let mut other = at_rbo();
    other.framework.reference.version = id("2027.1");
    vec![
        other_visit("not an earlier step", "voorstel-beleidsoverleg", 1, Outcome::Noted, "beleidsoverleg"),
        other_visit("nor a later step", "voorstel-pora", 1, Outcome::Positive, "pora"),
        other_visit("nor another time at the step", "voorstel-rbo", 2, Outcome::Positive, "rbo"),
        other_visit("nor a step that there is not", "raad", 1, Outcome::Positive, "rbo"),
        case(
            "not before the round is opened",
            Story::opened(),
            Refusal::NotAwaited { awaits: Awaits::Round(id("voorstel")) },
        ),
        case(
            "not while the submitter has it",
            at_rbo().outcome(Outcome::ReferredBack),
            Refusal::NotAwaited { awaits: Awaits::Revision },
        ),
        case(
            "not after the end",
            at_rbo().and(withdraw(), coordinator(0)),
            Refusal::Ended { end: id("ingetrokken") },
        ),
        case(
            "only under the framework of the dossier",
            other,
            Refusal::OtherFramework { dossier: region().reference },
        ),
    ]
}

/// The RBO has the dossier, and this is said of its visit.
fn said(rule: &'static str, treatment: Treatment, refused: Refusal) -> Case {
    let given = Story::at("voorstel-rbo");
    Case { rule, given, when: record("voorstel-rbo", 1, treatment), by: secretary("rbo", 0), refused }
}

fn plain(outcome: Outcome) -> Treatment {
    treatment(outcome, day(0))
}

fn with_what_conditions() -> Vec<Case> {
    let with = Outcome::PositiveWithConditions;
    let mut past = plain(with);
    past.conditions[0].due = Some(day(-1));
    let mut held = plain(with);
    held.conditions[0].holder = Some(id("gemeente-amsterdam"));
    let given = CONDITIONS_MAX + 1;
    vec![
        said(
            "with conditions if it says so",
            Treatment { conditions: Vec::new(), ..plain(with) },
            Refusal::ConditionsRequired { outcome: with },
        ),
        said(
            "without conditions if it does not say so",
            Treatment { conditions: vec![condition(1)], ..plain(Outcome::Positive) },
            Refusal::ConditionsNotPossible { outcome: Outcome::Positive, instead: Some(with) },
        ),
        said(
            "with no more conditions than a dossier holds",
            Treatment { conditions: vec![condition(1); given], ..plain(with) },
            Refusal::TooMany { what: Countable::Conditions, given, max: CONDITIONS_MAX },
        ),
        Case {
            rule: "counting those that were set before",
            given: Story::at("voorstel-rbo")
                .treated(Treatment { conditions: vec![condition(1); CONDITIONS_MAX], ..plain(with) }),
            when: record("voorstel-regisseuroverleg", 1, plain(with)),
            by: secretary("regisseuroverleg", 0),
            refused: Refusal::TooMany { what: Countable::Conditions, given, max: CONDITIONS_MAX },
        },
        said(
            "with conditions that can be met in time",
            past,
            Refusal::DueDatePast { given: day(-1), treated_on: day(0) },
        ),
        said(
            "held by a party of the framework",
            held,
            Refusal::PartyUnknown { party: id("gemeente-amsterdam") },
        ),
        said(
            "judging conditions that there are",
            Treatment { judged: vec![judgement(1, true)], ..plain(Outcome::Positive) },
            Refusal::ConditionUnknown { condition: ConditionNumber(1) },
        ),
    ]
}

fn with_what_else() -> Vec<Case> {
    let long_ago = date(1800, 1, 1);
    vec![
        said(
            "an outcome of the role",
            plain(Outcome::Adopted),
            Refusal::OutcomeNotOfRole { outcome: Outcome::Adopted, role: Role::Advises },
        ),
        said(
            "not on a date to come",
            treatment(Outcome::Positive, day(1)),
            Refusal::DateInFuture { given: day(1), today: day(0) },
        ),
        said(
            "not before the dossier arrived",
            treatment(Outcome::Positive, long_ago),
            Refusal::DateBeforeArrival { given: long_ago, arrived: day(0) },
        ),
        said(
            "with reasons where the outcome needs them",
            Treatment { motivation: None, ..plain(Outcome::Negative) },
            Refusal::MotivationRequired { because: Because::Outcome(Outcome::Negative) },
        ),
        said(
            "naming a step to go on from only when referring back",
            Treatment { resume_at: Some(id("voorstel-rbo")), ..plain(Outcome::Positive) },
            Refusal::ResumeNotPossible { outcome: Outcome::Positive },
        ),
        said(
            "and then one that the framework names",
            Treatment { resume_at: Some(id("voorstel-beleidsoverleg")), ..plain(Outcome::ReferredBack) },
            Refusal::CannotResumeAt {
                asked: id("voorstel-beleidsoverleg"),
                possible: ids(&["voorstel-rbo"]),
            },
        ),
    ]
}
