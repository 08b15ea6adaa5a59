//! What a correction may not do.

use domain::{
    context::Capacity,
    dossier::{
        Refusal,
        command::Treatment,
        event::ConditionNumber,
        refusal::{Because, Needs},
    },
    framework::{Outcome, Role},
    ids::Revision,
};

use super::{corrects, treated_in};
use crate::{
    acts::{
        administrator, answer, condition, coordinator, correct, day, judgement, sealed, secretary, treatment,
        withdraw,
    },
    region::{id, region},
    story::{Case, Story},
};

fn plain(outcome: Outcome) -> Treatment {
    treatment(outcome, day(0))
}

#[test]
fn refused() {
    Case::all_hold(refusals());
    Case::all_hold(too_late());
}

#[test]
fn what_a_treatment_may_not_say_a_correction_may_not_say() {
    let story = Story::at("voorstel-rbo").outcome(Outcome::Positive);
    let rbo = story.revision();
    let table = [
        (
            plain(Outcome::Adopted),
            Refusal::OutcomeNotOfRole { outcome: Outcome::Adopted, role: Role::Advises },
        ),
        (
            Treatment { motivation: None, ..plain(Outcome::Negative) },
            Refusal::MotivationRequired { because: Because::Outcome(Outcome::Negative) },
        ),
        (treatment(Outcome::Positive, day(1)), Refusal::DateInFuture { given: day(1), today: day(0) }),
        (
            treatment(Outcome::Positive, day(-1)),
            Refusal::DateBeforeArrival { given: day(-1), arrived: day(0) },
        ),
    ];
    for (treatment, refusal) in table {
        corrects(&story, "rbo", rbo, treatment).refused(refusal);
    }
}

#[test]
fn a_body_judges_only_what_was_set_before_it() {
    let story = Story::at("voorstel-rbo").outcome(Outcome::Positive).outcome(Outcome::PositiveWithConditions);
    let rbo = treated_in(&story, "voorstel-rbo");
    let judges = Treatment { judged: vec![judgement(1, true)], ..plain(Outcome::Positive) };
    corrects(&story, "rbo", rbo, judges).refused(Refusal::ConditionUnknown { condition: ConditionNumber(1) });
}

#[test]
fn a_mended_decision_still_gives_reasons_for_departing_from_advice() {
    let story = Story::at("voorstel-rbo").outcome(Outcome::Negative).goes_to("voorstel-oogo");
    let story = story.outcome(Outcome::Rejected);
    let because = Because::DepartsFrom(vec![crate::acts::visit("voorstel-rbo", 1)]);
    let silent = plain(Outcome::Adopted);
    corrects(&story, "oogo", story.revision(), silent).refused(Refusal::MotivationRequired { because });
}

/// Every way in which correcting is refused.
pub(crate) fn refusals() -> Vec<Case> {
    let given = Story::at("voorstel-rbo").outcome(Outcome::Positive);
    let rbo = given.revision();
    let case = |rule, revision, by, refused| Case {
        rule,
        given: given.clone(),
        when: correct(revision, plain(Outcome::Negative)),
        by,
        refused,
    };
    let no_outcome = |revision| Refusal::NotAnOutcome { revision: Revision(revision) };
    let needs = Needs::SecretaryOf(id("rbo"));
    let once = corrects(&given, "rbo", rbo, plain(Outcome::Negative)).accepted();
    let twice = corrects(&once, "rbo", rbo + 1, plain(Outcome::NoAdvice)).accepted();
    let mut other = given.clone();
    other.framework.reference.id = id("elders");
    vec![
        case("not an opening", 1, secretary("rbo", 0), no_outcome(1)),
        case("nor a submission", 3, secretary("rbo", 0), no_outcome(3)),
        case("nor what is no record", rbo + 1, secretary("rbo", 0), no_outcome(rbo + 1)),
        case("nor nothing", 0, secretary("rbo", 0), no_outcome(0)),
        case(
            "by the secretary of the body that treated it",
            rbo,
            secretary("regisseuroverleg", 0),
            Refusal::NotPermitted {
                acted_as: Capacity::Secretary { body: id("regisseuroverleg") },
                needs: needs.clone(),
            },
        ),
        case(
            "not by an administrator",
            rbo,
            administrator(0),
            Refusal::NotPermitted { acted_as: Capacity::Administrator, needs },
        ),
        Case {
            rule: "something else than before",
            given: given.clone(),
            when: correct(rbo, plain(Outcome::Positive)),
            by: secretary("rbo", 5),
            refused: Refusal::NothingCorrected,
        },
        Case {
            rule: "the record that stands, not the one that was corrected",
            given: twice,
            when: correct(rbo, plain(Outcome::Positive)),
            by: secretary("rbo", 0),
            refused: Refusal::AlreadyCorrected { by: Revision(rbo + 2) },
        },
        Case {
            rule: "only under the framework of the dossier",
            given: other,
            when: correct(rbo, plain(Outcome::Negative)),
            by: secretary("rbo", 0),
            refused: Refusal::OtherFramework { dossier: region().reference },
        },
    ]
}

/// Every record that stands on an outcome, so that it can no longer lead elsewhere.
pub(crate) fn too_late() -> Vec<Case> {
    let case = |rule, given: Story, (body, step): (&str, &str), treatment, later| Case {
        rule,
        when: correct(treated_in(&given, step), treatment),
        by: secretary(body, 0),
        given,
        refused: Refusal::CorrectionTooLate { later: Revision(later) },
    };
    let rbo = ("rbo", "voorstel-rbo");
    let oogo = ("oogo", "voorstel-oogo");
    let conditional = || Story::at("voorstel-rbo").outcome(Outcome::PositiveWithConditions);
    let two =
        Treatment { conditions: vec![condition(1), condition(2)], ..plain(Outcome::PositiveWithConditions) };
    let pora_on = Story::at("voorstel-pora");
    let reworded = Treatment { motivation: Some(sealed(7)), ..plain(Outcome::Positive) };
    let mended = corrects(&pora_on, "regisseuroverleg", 6, reworded.clone()).accepted();
    let withdrawn = Story::at("voorstel-regisseuroverleg").and(withdraw(), coordinator(0));
    let withdrawn_mended = corrects(&withdrawn, "rbo", 5, reworded.clone()).accepted();
    let mended_rbo = corrects(&pora_on, "rbo", 5, reworded).accepted();
    vec![
        case("a later treatment stands on it", pora_on, rbo, plain(Outcome::Deferred), 6),
        case("also when that was mended since", mended, rbo, plain(Outcome::Deferred), 6),
        Case {
            rule: "also when it was mended itself",
            when: correct(7, plain(Outcome::Deferred)),
            by: secretary("rbo", 0),
            given: mended_rbo,
            refused: Refusal::CorrectionTooLate { later: Revision(6) },
        },
        case(
            "the submission of the next round stands on it",
            Story::at("voorstel-oogo").outcome(Outcome::Adopted).submits("businesscase", "businesscase"),
            oogo,
            plain(Outcome::Rejected),
            10,
        ),
        case(
            "the resubmission stands on it",
            Story::at("voorstel-rbo").outcome(Outcome::ReferredBack).resubmits("voorstel"),
            rbo,
            plain(Outcome::Positive),
            7,
        ),
        case(
            "an answer stands on its conditions",
            conditional().and(answer(&[1]), coordinator(0)),
            rbo,
            plain(Outcome::Positive),
            6,
        ),
        case(
            "so that there can be no more of them",
            conditional().and(answer(&[1]), coordinator(0)),
            rbo,
            two.clone(),
            6,
        ),
        case("nor when a later body treated it", conditional().outcome(Outcome::Positive), rbo, two, 6),
        case("the withdrawal stands on it", withdrawn, rbo, plain(Outcome::Deferred), 6),
        Case {
            rule: "also when it was mended since",
            when: correct(7, plain(Outcome::Deferred)),
            by: secretary("rbo", 0),
            given: withdrawn_mended,
            refused: Refusal::CorrectionTooLate { later: Revision(6) },
        },
    ]
}
