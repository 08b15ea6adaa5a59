//! Policies: the example of the specification, each fault, and what a quorum is.

use proptest::prelude::*;

use super::{fault::What, *};
use crate::cosignature::SigningKey;

/// The key of the witness with this number.
fn vkey(number: u8) -> String {
    SigningKey::new(&format!("witness.example/w{number}"), &[number; 32])
        .expect("a key")
        .verifier()
        .to_string()
}

/// The key of a log that signs with this seed.
fn log_vkey(seed: u8) -> String {
    let key = ed25519_dalek::SigningKey::from_bytes(&[seed; 32]);
    signed_note::new_ed25519_verifier_key("log.example/alkmaar", &key.verifying_key())
}

/// A text in which `W1` is the key of the first witness, `L1` that of the first log, and so on.
fn filled(text: &str) -> String {
    let keys = (1..=9).fold(text.to_owned(), |text, n| text.replace(&format!("W{n}"), &vkey(n)));
    (1..=3).fold(keys, |text, n| text.replace(&format!("L{n}"), &log_vkey(n)))
}

fn read(text: &str) -> Policy {
    Policy::parse(filled(text).as_bytes()).expect("a policy")
}

/// Whether the quorum is met by these witnesses.
fn is_met(policy: &Policy, signed: &[&str]) -> bool {
    policy.is_met(|witness| signed.contains(&witness.name.as_str()))
}

/// The example of the specification.
const EXAMPLE: &str = "log L1\n\nwitness X1 W1\nwitness X2 W2\nwitness X3 W3\ngroup X-witnesses 2 X1 X2 X3\n\n\
    witness Y1 W4\nwitness Y2 W5\nwitness Y3 W6\ngroup Y-witnesses any Y1 Y2 Y3\n\n\
    group X-and-Y all X-witnesses Y-witnesses\nquorum X-and-Y\n";

#[test]
fn the_example_of_the_specification_is_judged_as_it_says() {
    let policy = read(EXAMPLE);
    assert_eq!(policy.logs().len(), 1);
    assert_eq!(policy.witnesses().count(), 6);
    assert!(policy.asks_witnesses());
    for (signed, met) in [
        (&[][..], false),
        (&["X1", "X2"], false),
        (&["X1", "Y1"], false),
        (&["Y1", "Y2", "Y3"], false),
        (&["X1", "X3", "Y2"], true),
        (&["X1", "X2", "X3", "Y1", "Y2", "Y3"], true),
    ] {
        assert_eq!(is_met(&policy, signed), met, "{signed:?}");
    }
}

#[test]
fn without_a_quorum_nobody_is_asked() {
    let policy = read("quorum none\n");
    assert!(!policy.asks_witnesses() && is_met(&policy, &[]));
    let policy = read("witness a W1\nquorum a\n");
    assert!(!is_met(&policy, &[]) && is_met(&policy, &["a"]));
}

#[test]
fn spaces_comments_and_addresses_are_allowed() {
    let policy = read(
        "# whose word counts\n \t\n\t log\tL1   https://log.example/ \n  # \u{e9}\u{e9}n\n\
         witness n\u{e9} W1 https://w.example\nwitness ne W2\ngroup none-of all n\u{e9} ne\nquorum none-of\n",
    );
    assert_eq!(policy.logs()[0].url.as_deref(), Some("https://log.example/"));
    assert_eq!(policy.logs()[0].key.name(), "log.example/alkmaar");
    let urls: Vec<_> = policy.witnesses().map(|witness| witness.url.as_deref()).collect();
    assert_eq!(urls, [Some("https://w.example"), None]);
}

#[test]
fn names_are_bytes() {
    // Neither is text; they are told alike, and yet they are two.
    let (first, second) = (filled("W1\nwitness "), filled("W2\ngroup all 2 "));
    let text = [b"witness \xff ", first.as_bytes(), b"\xfe ", second.as_bytes(), b"\xff \xfe\nquorum all\n"]
        .concat();
    assert_eq!(Policy::parse(&text).expect("a policy").witnesses().count(), 2);
}

#[test]
fn each_fault_is_named_with_its_line() {
    let same = |text: &str| text.to_owned();
    let unknown = |name: &str| What::Unknown { name: same(name) };
    let number = |found: &str, members| What::Number { found: same(found), members };
    let cases = [
        ("", vec![(1, What::NoQuorum)]),
        ("quorum none", vec![(1, What::Unended)]),
        ("quorum none\r\n", vec![(1, What::Control { found: b'\r' }), (2, What::NoQuorum)]),
        ("quorum\n", vec![(1, What::Form { needed: "quorum <name>|none" })]),
        ("quorum none\nquorum none\n", vec![(2, What::SecondQuorum { first: 1 })]),
        ("quorum a\nwitness a W1\n", vec![(1, unknown("a"))]),
        ("Log L1\nquorum none\n", vec![(1, What::Word { found: same("Log") })]),
        ("log\nquorum none\n", vec![(1, What::Form { needed: "log <vkey> [<url>]" })]),
        ("log L1 b c\nquorum none\n", vec![(1, What::Form { needed: "log <vkey> [<url>]" })]),
        ("log L1\nlog L2\nlog L1\nquorum none\n", vec![(3, What::SameKey { first: 1 })]),
        ("witness a\nquorum none\n", vec![(1, What::Form { needed: "witness <name> <vkey> [<url>]" })]),
        ("witness none W1\nquorum none\n", vec![(1, What::NamedNone)]),
        ("witness a W1\nwitness b W1\nquorum a\n", vec![(2, What::SameKey { first: 1 })]),
        ("witness a W1\nwitness a W2\nquorum a\n", vec![(2, What::SameName { name: same("a"), first: 1 })]),
        ("witness a W1\ngroup a any a\nquorum a\n", vec![(2, What::SameName { name: same("a"), first: 1 })]),
        ("group g any\nquorum g\n", vec![(1, What::Form { needed: "group <name> all|any|<k> <name>..." })]),
        ("group g any none\nquorum none\n", vec![(1, What::NamedNone)]),
        ("group g any g\nquorum none\n", vec![(1, unknown("g"))]),
        ("witness a W1\ngroup g 0 a\nquorum g\n", vec![(2, number("0", 1))]),
        ("witness a W1\ngroup g 2 a\nquorum g\n", vec![(2, number("2", 1))]),
        ("witness a W1\ngroup g +1 a\nquorum g\n", vec![(2, number("+1", 1))]),
        ("witness a W1\ngroup g most a\nquorum g\n", vec![(2, number("most", 1))]),
        (
            "witness a W1\ngroup g any a\ngroup h any a\nquorum g\n",
            vec![(3, What::TwiceMember { name: same("a"), first: 2 })],
        ),
        (
            "witness a W1\ngroup g any a a\nquorum g\n",
            vec![(2, What::TwiceMember { name: same("a"), first: 2 })],
        ),
        ("group g any b c\nquorum g\n", vec![(1, unknown("b")), (1, unknown("c"))]),
    ];
    for (text, asked) in cases {
        let asked: Vec<_> = asked.into_iter().map(|(line, what)| Fault { line, what }).collect();
        let found = Policy::parse(filled(text).as_bytes()).map_err(|Faults(faults)| faults);
        assert_eq!(found.expect_err(text), asked, "{text}");
    }
}

#[test]
fn a_key_of_the_wrong_kind_is_none() {
    let faults = |text: &str| {
        let Faults(faults) = Policy::parse(filled(text).as_bytes()).expect_err(text);
        faults.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    // A witness does not sign as a log does, nor the other way round.
    let [told] = &faults("witness a L1\nquorum a\n")[..] else { panic!() };
    assert!(told.starts_with("line 1: the key of the witness: the key is of kind 0x01"), "{told}");
    let [told] = &faults("log W1\nquorum none\n")[..] else { panic!() };
    assert!(told.starts_with("line 1: the key of the log: "), "{told}");
}

#[test]
fn there_are_limits() {
    let many = |count: usize| {
        let groups: String = (1..count).map(|n| format!("group g{n} any {}\n", before(n))).collect();
        format!("witness g0 {}\n{groups}quorum g{}\n", vkey(1), count - 1)
    };
    fn before(n: usize) -> String {
        format!("g{}", n - 1)
    }
    assert!(Policy::parse(many(MEMBERS_MAX).as_bytes()).expect("a policy").is_met(|_| true));
    let Faults(faults) = Policy::parse(many(MEMBERS_MAX + 1).as_bytes()).expect_err("too many");
    assert_eq!(faults, [Fault { line: MEMBERS_MAX + 1, what: What::TooMany }]);
    let large = format!("{}\nquorum none\n", "#".repeat(BYTES_MAX));
    let Faults(faults) = Policy::parse(large.as_bytes()).expect_err("too large");
    assert_eq!(faults, [Fault { line: 1, what: What::TooLarge }]);
}

proptest! {
    #[test]
    fn no_text_is_too_strange(text in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = Policy::parse(&text);
    }

    #[test]
    fn no_lines_are_too_strange(lines in prop::collection::vec(
        "(log|witness|group|quorum|#)?( |\t){0,2}(a|b|c|none|all|any|[0-3]){0,1}( (a|b|c|none|W1|L1)){0,4}", 0..12,
    )) {
        let text = filled(&lines.join("\n"));
        if let Err(Faults(faults)) = Policy::parse(text.as_bytes()) {
            prop_assert!(faults.is_sorted_by_key(|fault| fault.line));
            prop_assert!(!faults.is_empty());
        }
    }

    /// So many of so many is what it says.
    #[test]
    fn a_group_counts(signed in prop::collection::vec(any::<bool>(), 1..9), needed in 1_usize..9) {
        prop_assume!(needed <= signed.len());
        let names: Vec<_> = (1..=signed.len()).map(|n| format!("w{n}")).collect();
        let witnesses: String = names.iter().zip(1..).map(|(name, n)| format!("witness {name} {}\n", vkey(n))).collect();
        let policy = read(&format!("{witnesses}group g {needed} {}\nquorum g\n", names.join(" ")));
        let count = signed.iter().filter(|&&signed| signed).count();
        let have = |witness: &Witness| names.iter().zip(&signed).any(|(name, &signed)| signed && *name == witness.name);
        prop_assert_eq!(policy.is_met(have), count >= needed);
    }
}
