//! Which numbers of pupils are told, and which are not because a small one would follow from them.

use domain::{
    arrangement::{
        Found, MeasureForm, Numbers, decide,
        evaluation::measured::{SHARES_OF_GROUP_MAX, give_away},
    },
    framework::Framework,
    sealed::{Sealed, names::FEW},
};
use proptest::{collection::vec, prelude::*, sample::select};

use super::{TODAY, begun, evaluate, measured};
use crate::{
    acts::{coordinator, sealed},
    arrangement::measuring,
    region::id,
};

#[test]
fn numbers_are_withheld_when_one_of_them_or_what_they_leave_is_small() {
    use Numbers::{Pupils, Score, Share};
    let table: Vec<(&[Numbers], bool, &str)> = vec![
        (&[Pupils(10)], false, "ten is not few"),
        (&[Pupils(9)], true, "nine is"),
        (&[Pupils(0)], true, "nobody is a small number too"),
        (&[Share { part: 10, whole: 20 }], false, "both halves are large"),
        (&[Share { part: 9, whole: 24 }], true, "the numerator is small"),
        (&[Share { part: 15, whole: 24 }], true, "the rest is small"),
        (&[Share { part: 24, whole: 24 }], true, "a whole leaves nobody"),
        (&[Share { part: 4, whole: 9 }], true, "the group is small"),
        (&[Score { tenths: 75, by: 10 }], false, "ten gave a score"),
        (&[Score { tenths: 75, by: 9 }], true, "nine did"),
        (&[Pupils(24), Pupils(20)], true, "a total and what is left of it"),
        (&[Pupils(24), Pupils(24)], false, "the same number leaves nothing of the other"),
        (&[Pupils(24), Pupils(14)], false, "ten are left"),
        (
            &[Share { part: 12, whole: 40 }, Share { part: 20, whole: 40 }],
            true,
            "two parts of one group leave eight",
        ),
        (&[Share { part: 12, whole: 40 }, Share { part: 20, whole: 50 }], false, "of two groups they do not"),
        (&[Share { part: 25, whole: 40 }, Share { part: 28, whole: 40 }], false, "these are no parts of it"),
    ];
    for (told, expected, why) in table {
        assert_eq!(give_away(told, 10), expected, "{why}: {told:?}");
    }
    let many = vec![Share { part: 500, whole: 1_000 }; SHARES_OF_GROUP_MAX + 1];
    assert!(give_away(&many, 10), "of so many nobody looks any more");
}

fn numbers() -> impl Strategy<Value = Numbers> {
    let whole = select(&[0_u32, 9, 12, 20, 24, 40, 60][..]);
    prop_oneof![
        (0_u32..70).prop_map(Numbers::Pupils),
        (whole, 0_u32..61).prop_map(|(whole, part)| Numbers::Share { part: part.min(whole), whole }),
        (0_u16..=100, 0_u32..30).prop_map(|(tenths, by)| Numbers::Score { tenths, by }),
    ]
}

/// Every number of pupils that one can know of a group from shares of it: those told, and what sums of them leave.
fn follows_from(told: &[Numbers]) -> Vec<u32> {
    let mut known = Vec::new();
    let groups: Vec<u32> = told
        .iter()
        .filter_map(|numbers| match numbers {
            Numbers::Share { whole, .. } => Some(*whole),
            Numbers::Pupils(_) | Numbers::Score { .. } => None,
        })
        .collect();
    for numbers in told {
        match numbers {
            Numbers::Pupils(number) => known.push(*number),
            Numbers::Share { part, whole } => known.extend([*part, *whole, whole - part]),
            Numbers::Score { by, .. } => known.push(*by),
        }
    }
    for group in groups {
        let parts: Vec<u32> = told
            .iter()
            .filter_map(|numbers| match numbers {
                Numbers::Share { part, whole } if *whole == group => Some(*part),
                Numbers::Share { .. } | Numbers::Pupils(_) | Numbers::Score { .. } => None,
            })
            .collect();
        for subset in 0..1_u32 << parts.len().min(12) {
            let sum: u32 =
                (0..).zip(&parts).filter(|(bit, _)| subset >> bit & 1 == 1).map(|(_, part)| part).sum();
            known.extend(group.checked_sub(sum));
        }
    }
    known
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Whatever is counted: no small number is in the clear or follows from what is; what was withheld can be read by who has
    /// its words; and the rules take it.
    #[test]
    fn no_small_number_stands_in_the_clear(counted in vec(numbers(), 0..8), threshold in 1_u32..15) {
        let mut kept: Vec<String> = Vec::new();
        let found = Found::of_each(&counted, threshold, |name, words| {
            assert_eq!(name, FEW);
            kept.push(words.to_owned());
            sealed(u8::try_from(kept.len()).unwrap())
        });
        let told: Vec<Numbers> = found.iter().filter_map(Found::told).collect();
        prop_assert!(!give_away(&told, threshold));
        let known = follows_from(&told);
        prop_assert!(known.iter().all(|number| *number >= threshold), "{known:?} of {told:?}");
        let mut kept = kept.into_iter();
        for (numbers, found) in counted.iter().zip(&found) {
            prop_assert_eq!(found.form(), numbers.form());
            if let Found::Hidden(form, _) = found {
                prop_assert_eq!(Numbers::read(*form, &kept.next().unwrap()), Some(*numbers));
            }
        }
        let framework = Framework {
            small_number_threshold: threshold,
            indicators: (0..counted.len())
                .map(|number| domain::framework::Term { id: id(&format!("i{number}")), name: "i".into() })
                .collect(),
            ..measuring()
        };
        let results = found.iter().enumerate().map(|(number, found)| measured(&format!("i{number}"), *found));
        let command = evaluate(|it| it.results = results.collect());
        prop_assert!(decide(&framework, &begun(), command, &coordinator(TODAY)).is_ok());
    }
}

/// What would give a small number away is words, and what is told is none of them.
#[test]
fn what_is_withheld_is_sealed_and_the_rest_is_not() {
    let counted = [Numbers::Pupils(24), Numbers::Share { part: 20, whole: 24 }];
    let mut kept: Vec<(String, String)> = Vec::new();
    let found = Found::of_each(&counted, 10, |name, words| {
        kept.push((name.to_owned(), words.to_owned()));
        sealed(1)
    });
    assert_eq!(kept, [(FEW.to_owned(), "20/24".to_owned())]);
    let hidden: Sealed = sealed(1);
    assert_eq!(found, [Found::Told(counted[0]), Found::Hidden(MeasureForm::Share, hidden)]);
}
