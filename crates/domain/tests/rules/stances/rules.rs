//! Each rule of decision as a table: from which stances which outcomes follow, and no others.

use domain::{
    decision::{Refusal, count::Tally, refusal::Short},
    framework::{DecisionRule as Rule, Outcome, Quorum, Role},
};

use super::judged;
use crate::region::ids;

/// Which outcomes of a body follow, without those that only put off or send back.
fn following(rule: Rule, role: Role, letters: &str) -> Vec<&'static str> {
    let onward = role.outcomes().iter().filter(|outcome| !outcome.turns_back());
    onward
        .filter(|outcome| judged(rule, Quorum::default(), letters, **outcome).is_ok())
        .map(|outcome| outcome.name())
        .collect()
}

fn all(cases: &[(Rule, &str, &[&str])], role: Role) {
    for (rule, letters, outcomes) in cases {
        assert_eq!(following(*rule, role, letters), *outcomes, "{rule:?}, {letters}");
    }
}

const ANY_YES: &[&str] = &["adopted", "adopted-amended", "adopted-with-conditions"];
const CONDITIONAL_YES: &[&str] = &["adopted-amended", "adopted-with-conditions", "no-agreement"];
const NO: &[&str] = &["rejected"];
const SPLIT: &[&str] = &["no-agreement"];
const ALL: &[&str] = &["adopted", "adopted-amended", "adopted-with-conditions", "rejected", "no-agreement"];

#[test]
fn the_chair_concludes_and_stances_are_written_beside_it() {
    let cases: &[(Rule, &str, &[&str])] = &[
        (Rule::Chair, "aaaa aa", ALL),
        (Rule::Chair, "oooo oo", ALL),
        (Rule::Chair, "a... ..", ALL),
        (Rule::Chair, ".... ..", &[]),
    ];
    all(cases, Role::Decides);
}

#[test]
fn by_consent_nobody_objects() {
    all(
        &[
            (Rule::Consent, "aaaa aa", ANY_YES),
            (Rule::Consent, "a--- ..", ANY_YES),
            (Rule::Consent, "aaao aa", SPLIT),
            (Rule::Consent, "aaac aa", CONDITIONAL_YES),
            (Rule::Consent, "cccc cc", CONDITIONAL_YES),
            (Rule::Consent, "oooo -.", NO),
            (Rule::Consent, "oooc oo", SPLIT),
            // Silence never decides.
            (Rule::Consent, "---- --", SPLIT),
            (Rule::Consent, "---r .r", SPLIT),
        ],
        Role::Decides,
    );
}

#[test]
fn by_consensus_every_kind_of_party_agrees_and_nobody_objects() {
    all(
        &[
            (Rule::Consensus, "aaaa aa", ANY_YES),
            (Rule::Consensus, "a--. a.", ANY_YES),
            (Rule::Consensus, "aaaa --", SPLIT),
            (Rule::Consensus, "aaaa rr", SPLIT),
            (Rule::Consensus, "aaaa .o", SPLIT),
            (Rule::Consensus, "aaao aa", SPLIT),
            (Rule::Consensus, "aaaa ac", CONDITIONAL_YES),
            (Rule::Consensus, "cccc c-", CONDITIONAL_YES),
            (Rule::Consensus, "oo-- o.", NO),
            // One kind is against it and the other is silent: that is no decision to reject.
            (Rule::Consensus, "oooo --", SPLIT),
            (Rule::Consensus, "oooo aa", SPLIT),
        ],
        Role::Decides,
    );
}

#[test]
fn by_majority_more_than_half_of_those_for_or_against() {
    all(
        &[
            (Rule::Majority, "aaao oo", SPLIT),
            (Rule::Majority, "aaaa oo", ANY_YES),
            (Rule::Majority, "aaoo oo", NO),
            // Who abstains, is absent or keeps out counts on neither side.
            (Rule::Majority, "a--- ..", ANY_YES),
            (Rule::Majority, "aao- .r", ANY_YES),
            (Rule::Majority, "---- --", SPLIT),
            // An agreement with conditions is a vote, but not for what takes no conditions over.
            (Rule::Majority, "aacc oo", CONDITIONAL_YES),
            (Rule::Majority, "aaac oo", CONDITIONAL_YES),
            (Rule::Majority, "aaaa co", ANY_YES),
            (Rule::Majority, "ccoo oo", NO),
            (Rule::Majority, "cccc oo", CONDITIONAL_YES),
        ],
        Role::Decides,
    );
}

#[test]
fn advice_follows_like_a_decision_and_no_advice_is_for_who_do_not_agree() {
    all(
        &[
            (Rule::Majority, "aaoo --", &["no-advice"]),
            (Rule::Majority, "aaao --", &["positive", "positive-with-conditions"]),
            (Rule::Majority, "oooa --", &["negative"]),
            (Rule::Consensus, "aaac aa", &["positive-with-conditions", "no-advice"]),
            (Rule::Consent, "aaaa aa", &["positive", "positive-with-conditions"]),
            (Rule::Consent, ".... ..", &["no-advice"]),
        ],
        Role::Advises,
    );
}

#[test]
fn what_is_not_ratified_together_is_not_ratified() {
    all(
        &[
            (Rule::Consent, "aaaa aa", &["ratified"]),
            (Rule::Consent, "aaao aa", &["not-ratified"]),
            (Rule::Consensus, "aaaa --", &["not-ratified"]),
            (Rule::Majority, "aaoo --", &["not-ratified"]),
            (Rule::Majority, "oooo --", &["not-ratified"]),
        ],
        Role::Ratifies,
    );
}

#[test]
fn putting_off_sending_back_and_taking_notice_ask_no_stances() {
    for rule in Rule::ALL {
        for letters in ["aaaa aa", "oooo oo", ".... .."] {
            for outcome in [Outcome::Deferred, Outcome::ReferredBack, Outcome::Noted] {
                let quorum = Quorum { parties: 6, per_kind: 2 };
                assert_eq!(judged(rule, quorum, letters, outcome), Ok(()), "{rule:?}, {letters}, {outcome}");
            }
        }
    }
}

/// What is refused is refused with the sum.
#[test]
fn an_outcome_that_does_not_follow_is_refused_with_every_number() {
    let short = |rule, letters, outcome| match judged(rule, Quorum::default(), letters, outcome) {
        Err(Refusal::DoesNotFollow { tally, short, .. }) => (tally, short),
        other => panic!("{other:?}"),
    };
    let (tally, lacks) = short(Rule::Majority, "aaaa oooo", Outcome::Adopted);
    assert_eq!(tally, Tally { agree: 4, object: 4, ..Tally::default() });
    assert_eq!(lacks, Short::TooFew { supporters: 4, votes: 8, needed: 5 });
    let (_, lacks) = short(Rule::Majority, "aacc oo", Outcome::Adopted);
    assert_eq!(lacks, Short::TooFew { supporters: 2, votes: 6, needed: 4 });
    let (_, lacks) = short(Rule::Majority, "aaoo oo", Outcome::NoAgreement);
    assert_eq!(lacks, Short::Agreed { adopting: false });
    let (_, lacks) = short(Rule::Consensus, "aaoo ac", Outcome::Adopted);
    let expected =
        Short::Opposed { parties: ids(&["gemeente-3", "gemeente-4"]), conditionally: ids(&["swv-2"]) };
    assert_eq!(lacks, expected);
    let (_, lacks) = short(Rule::Consensus, "aa-- --", Outcome::Adopted);
    assert_eq!(lacks, Short::KindsMissing { kinds: ids(&["swv"]) });
    let (_, lacks) = short(Rule::Consensus, "aaoo ac", Outcome::Rejected);
    let for_it = ids(&["gemeente-1", "gemeente-2", "swv-1", "swv-2"]);
    assert_eq!(lacks, Short::Opposed { parties: for_it, conditionally: Vec::new() });
    assert_eq!(short(Rule::Consent, "---- --", Outcome::Adopted).1, Short::Unsupported);
}
