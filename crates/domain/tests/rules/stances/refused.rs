//! What is refused of stances, as a dossier's rules say it.

use domain::{
    decision::{
        Office, PartyStance, Refusal, Replacement, Stance,
        count::Tally,
        refusal::{Short, Unseated},
    },
    dossier,
    framework::{Asked, DecisionRule, Framework, Outcome},
    ids::{MandateId, Revision},
    mandate::MandateRef,
};

use uuid::Uuid;

use super::stands;
use crate::{
    acts::{day, record, sealed, secretary, treatment},
    region::{id, ids, region},
    story::{Case, Story},
};

/// Every refusal about stances by its name.
pub(crate) const NAMES: &[&str] = &[
    "STANCES_REQUIRED",
    "WITHOUT_SEAT",
    "STANCE_TWICE",
    "STANCES_INCOMPLETE",
    "STANCE_UNEXPLAINED",
    "DISSENT_NOT_POSSIBLE",
    "REPLACEMENT_NOT_POSSIBLE",
    "MANDATE_REQUIRED",
    "MANDATE_UNUSED",
    "QUORUM_NOT_MET",
    "OUTCOME_DOES_NOT_FOLLOW",
];

/// Who sits in every body of the region.
const SEATS: [&str; 3] = ["gemeente-alkmaar", "gemeente-heiloo", "swv-po"];

/// The stances of the three parties of the region.
pub(super) fn three(letters: &str) -> Vec<PartyStance> {
    SEATS.iter().zip(letters.chars()).map(|(party, letter)| stands(party, letter)).collect()
}

/// The region, with stances asked at every step but those where a body only takes notice.
pub(super) fn asking() -> Framework {
    let mut framework = region();
    for step in &mut framework.route.steps {
        if step.role.outcomes().len() > 2 {
            step.stances = Asked::Required;
        }
    }
    framework
}

#[test]
fn refused() {
    let cases = refusals();
    for name in NAMES {
        assert!(cases.iter().any(|case| case.refused.name() == *name), "{name} stands in no case");
    }
    Case::all_hold(cases);
}

/// Every way in which stances are refused.
pub(crate) fn refusals() -> Vec<Case> {
    let mut cases = ill_given();
    cases.extend(not_founded());
    cases
}

fn at_oogo(rule: &'static str, stances: Vec<PartyStance>, outcome: Outcome, refused: Refusal) -> Case {
    let mut treatment = treatment(outcome, day(0));
    treatment.stances = stances;
    Case {
        rule,
        given: Story::at("voorstel-oogo"),
        when: record("voorstel-oogo", 1, treatment),
        by: secretary("oogo", 0),
        refused: dossier::Refusal::Decision(refused),
    }
}

fn with(letters: &str, change: impl FnOnce(&mut PartyStance)) -> Vec<PartyStance> {
    let mut stances = three(letters);
    change(&mut stances[1]);
    stances
}

/// That `u-2` sat for `u-1`, and the chair was told on this day.
pub(super) fn replacement(reported: i32) -> Replacement {
    Replacement {
        seated: id("u-2"),
        replaces: id("u-1"),
        office: Office::Official,
        reported_on: day(reported),
        reason: None,
    }
}

fn mandate() -> MandateRef {
    MandateRef { id: MandateId(Uuid::from_u128(1)), revision: Revision(1) }
}

fn ill_given() -> Vec<Case> {
    let heiloo = || id("gemeente-heiloo");
    let unseated = |because| Refusal::ReplacementNotPossible { party: heiloo(), because };
    let adopts = |rule, stances, refused| at_oogo(rule, stances, Outcome::Adopted, refused);
    vec![
        adopts(
            "only of parties that have a seat",
            with("aaa", |taken| taken.party = id("school")),
            Refusal::WithoutSeat { party: id("school"), body: id("oogo") },
        ),
        adopts(
            "one of each party",
            with("aaa", |taken| taken.party = id("swv-po")),
            Refusal::StanceTwice { party: id("swv-po") },
        ),
        adopts(
            "of all parties or of none",
            three("a"),
            Refusal::StancesIncomplete { missing: ids(&["gemeente-heiloo", "swv-po"]), seats: 3 },
        ),
        adopts(
            "no objection without reasons",
            with("aoa", |taken| taken.words = None),
            Refusal::StanceUnexplained { party: heiloo(), stance: Stance::Objects },
        ),
        adopts(
            "no conditions without saying which",
            with("aca", |taken| taken.words = None),
            Refusal::StanceUnexplained { party: heiloo(), stance: Stance::AgreesWithConditions },
        ),
        adopts(
            "nobody keeps out without saying why",
            with("ara", |taken| taken.words = None),
            Refusal::StanceUnexplained { party: heiloo(), stance: Stance::Recused },
        ),
        adopts(
            "who was not there does not dissent",
            with("a.a", |taken| taken.dissent = Some(sealed(1))),
            Refusal::DissentNotPossible { party: heiloo(), stance: Stance::Absent },
        ),
        adopts(
            "who was not there used no mandate",
            with("a.a", |taken| taken.mandate = Some(mandate())),
            Refusal::MandateUnused { party: heiloo(), stance: Stance::Absent },
        ),
        adopts(
            "nobody sat for who was absent",
            with("a.a", |taken| taken.replacement = Some(replacement(0))),
            unseated(Unseated::TookNoPart(Stance::Absent)),
        ),
        adopts(
            "nobody replaces themselves",
            with("aaa", |taken| {
                taken.replacement = Some(Replacement { replaces: id("u-2"), ..replacement(0) });
            }),
            unseated(Unseated::SamePerson(id("u-2"))),
        ),
        adopts(
            "the chair knows of a replacement before the item is treated",
            with("aaa", |taken| taken.replacement = Some(replacement(1))),
            unseated(Unseated::ReportedLate { reported_on: day(1), treated_on: day(0) }),
        ),
    ]
}

fn not_founded() -> Vec<Case> {
    let mut asked = at_oogo(
        "where the framework asks for stances, a decision has them",
        Vec::new(),
        Outcome::Adopted,
        Refusal::StancesRequired { step: id("voorstel-oogo"), outcome: Outcome::Adopted },
    );
    asked.given = asked_at_oogo();
    let mut mandated = at_oogo(
        "where the framework asks for mandates, every stance has one",
        with("aaa", |taken| taken.mandate = Some(mandate())),
        Outcome::Adopted,
        Refusal::MandateRequired { party: id("gemeente-alkmaar"), step: id("voorstel-oogo") },
    );
    for step in &mut mandated.given.framework.route.steps {
        step.mandates = Asked::Required;
    }
    vec![
        asked,
        mandated,
        at_oogo(
            "no decision without a quorum",
            three("a.."),
            Outcome::Adopted,
            Refusal::QuorumNotMet {
                outcome: Outcome::Adopted,
                kind: None,
                present: 1,
                needed: 2,
                seats: 3,
                recused: 0,
            },
        ),
        at_oogo(
            "a decision by consensus cannot be taken over an objection",
            three("aoa"),
            Outcome::Adopted,
            Refusal::DoesNotFollow {
                outcome: Outcome::Adopted,
                rule: DecisionRule::Consensus,
                tally: Tally { agree: 2, object: 1, ..Tally::default() },
                short: Short::Opposed { parties: ids(&["gemeente-heiloo"]), conditionally: Vec::new() },
            },
        ),
        at_oogo(
            "who agree cannot be said not to",
            three("aaa"),
            Outcome::NoAgreement,
            Refusal::DoesNotFollow {
                outcome: Outcome::NoAgreement,
                rule: DecisionRule::Consensus,
                tally: Tally { agree: 3, ..Tally::default() },
                short: Short::Agreed { adopting: true },
            },
        ),
    ]
}

/// A dossier at the OOGO of a region that asks for stances.
pub(super) fn asked_at_oogo() -> Story {
    let mut story = Story::opened_under(asking()).submits("voorstel", "voorstel");
    for outcome in [Outcome::Noted, Outcome::Positive, Outcome::Positive, Outcome::Positive] {
        let mut treatment = treatment(outcome, day(0));
        if outcome == Outcome::Positive {
            treatment.stances = three("aaa");
        }
        story = story.treated(treatment);
    }
    story
}
