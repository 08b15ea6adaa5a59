//! How many must have taken part: in all, and of every kind of party.

use domain::{
    decision::Refusal,
    framework::{DecisionRule as Rule, Outcome, Quorum},
};

use super::judged;
use crate::region::id;

/// The quorum of the OOGO of Alkmaar, with fewer towns.
const QUORUM: Quorum = Quorum { parties: 4, per_kind: 2 };

#[test]
fn present_is_who_took_part_whatever_their_stance() {
    let cases = [
        ("aaaa aa", true),
        ("a-oc --", true),
        ("aa.. aa", true),
        ("aa.. a.", false),
        ("aaaa a.", false),
        ("aaaa ..", false),
        // Who keeps out of the item cannot take part: no more is asked than of the others.
        ("aaaa ar", true),
        ("aaaa rr", true),
        ("rrra aa", true),
        ("rrr. aa", false),
        ("aa.. ar", false),
    ];
    for (letters, reached) in cases {
        assert_eq!(judged(Rule::Chair, QUORUM, letters, Outcome::Adopted).is_ok(), reached, "{letters}");
    }
}

#[test]
fn a_quorum_that_is_not_met_is_told_with_the_numbers() {
    let refused = |kind, (present, needed, seats, recused)| Refusal::QuorumNotMet {
        outcome: Outcome::Adopted,
        kind,
        present,
        needed,
        seats,
        recused,
    };
    let cases = [
        ("aa.. a.", refused(None, (3, 4, 6, 0))),
        ("aaaa a.", refused(Some(id("swv")), (1, 2, 2, 0))),
        ("r... a.", refused(None, (1, 4, 6, 1))),
        ("rrrr .r", refused(None, (0, 1, 6, 5))),
        ("aaaa .r", refused(Some(id("swv")), (0, 1, 2, 1))),
    ];
    for (letters, refusal) in cases {
        for rule in Rule::ALL {
            assert_eq!(judged(rule, QUORUM, letters, Outcome::Adopted), Err(refusal.clone()), "{letters}");
        }
    }
}

#[test]
fn without_a_quorum_a_body_can_put_off_and_say_that_it_gives_no_advice() {
    for outcome in Outcome::ALL {
        let judged = judged(Rule::Consensus, QUORUM, "aa.. a.", outcome);
        let may =
            matches!(outcome, Outcome::Deferred | Outcome::ReferredBack | Outcome::Noted | Outcome::NoAdvice);
        assert_eq!(judged.is_ok(), may, "{outcome}");
    }
}

#[test]
fn nobody_at_all_decides_nothing_also_without_a_quorum() {
    let refused = judged(Rule::Chair, Quorum::default(), ".... rr", Outcome::Adopted);
    assert!(matches!(refused, Err(Refusal::QuorumNotMet { present: 0, needed: 1, .. })), "{refused:?}");
}
