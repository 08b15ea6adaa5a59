//! Every way in which the keeping of a history is not changed.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    context::Capacity,
    ids::Revision,
    keeping::{
        Command, ERASURE_RECORDS_MAX, ERASURE_TEXTS_MAX, HOLDS_MAX, RecordTexts, Refusal, decide,
        named::may_erase,
        refusal::{Countable, Needs},
    },
    sealed::{Digest, Sealed},
};

use super::{History, agree, ask, auditor, decline, first, hold, lift, second, texts};
use crate::{
    acts::{coordinator, sealed, secretary},
    region::id,
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
    NotPermitted, HistoryUnknown, UnderHold, AlreadyRequested, RequestNotOpen, SecondPersonNeeded, TextsRequired,
    RecordUnknown, TextUnknown, AlreadyErased, TooMany, HoldUnknown,
}

fn number(n: usize) -> Sealed {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&n.to_le_bytes());
    Sealed(Digest(bytes))
}

fn many(records: usize, each: usize) -> Vec<RecordTexts> {
    let record = |n: usize| RecordTexts {
        revision: Revision(n as u64),
        texts: (0..each).map(|word| number(n * each + word)).collect(),
    };
    (1..=records).map(record).collect()
}

/// A rule, what happened before, what is asked by whom, and why not.
type Row = (&'static str, History, Command, domain::context::Context, Refusal);

fn asked() -> History {
    History::of(3).then(ask(vec![texts(2, &[1])]), &first())
}

fn table() -> Vec<Row> {
    let mut refused = [who(), requests(), words(), holds()].into_iter().flatten().collect::<Vec<_>>();
    for command in [ask(vec![texts(1, &[1])]), agree(1), decline(1), hold(), lift(1), Command::ConfirmHistory]
    {
        refused.push(("there is a history", History::of(0), command, first(), Refusal::HistoryUnknown));
    }
    refused
}

fn who() -> Vec<Row> {
    let not_permitted = |acted_as, needs| Refusal::NotPermitted { acted_as, needs };
    let heiloo = || Capacity::Coordinator { party: id("gemeente-alkmaar") };
    vec![
        (
            "asking is for administrators",
            History::of(3),
            ask(vec![texts(2, &[1])]),
            auditor(),
            not_permitted(Capacity::Auditor, Needs::Administrator),
        ),
        ("so is agreeing", asked(), agree(4), coordinator(0), not_permitted(heiloo(), Needs::Administrator)),
        (
            "and confirming is for auditors too, and nobody else",
            History::of(3),
            Command::ConfirmHistory,
            secretary("rbo", 0),
            not_permitted(Capacity::Secretary { body: id("rbo") }, Needs::AuditorOrAdministrator),
        ),
    ]
}

fn requests() -> Vec<Row> {
    vec![
        (
            "whoever asked does not agree",
            asked(),
            agree(4),
            first(),
            Refusal::SecondPersonNeeded { requested_by: id("u-a1") },
        ),
        (
            "one request at a time",
            asked(),
            ask(vec![texts(1, &[1])]),
            second(),
            Refusal::AlreadyRequested { request: Revision(4), by: id("u-a1") },
        ),
        (
            "there must be a request",
            History::of(3),
            agree(3),
            second(),
            Refusal::RequestNotOpen { asked: Revision(3), open: None },
        ),
        (
            "and that one",
            asked(),
            decline(3),
            second(),
            Refusal::RequestNotOpen { asked: Revision(3), open: Some(Revision(4)) },
        ),
        (
            "it is confirmed once",
            asked().then(agree(4), &second()),
            agree(4),
            second(),
            Refusal::RequestNotOpen { asked: Revision(4), open: None },
        ),
    ]
}

fn words() -> Vec<Row> {
    let too_many = |what, given, max| Refusal::TooMany { what, given, max };
    let unknown = |asked, last| Refusal::RecordUnknown { asked: Revision(asked), last: Revision(last) };
    vec![
        ("words are named", History::of(3), ask(vec![texts(2, &[])]), first(), Refusal::TextsRequired),
        ("of a record that there is", History::of(3), ask(vec![texts(4, &[1])]), first(), unknown(4, 3)),
        ("from one", History::of(3), ask(vec![texts(0, &[1])]), first(), unknown(0, 3)),
        (
            "so many words",
            History::of(900),
            ask(many(100, 11)),
            first(),
            too_many(Countable::Texts, 1_100, ERASURE_TEXTS_MAX),
        ),
        (
            "of so many records",
            History::of(900),
            ask(many(201, 1)),
            first(),
            too_many(Countable::Records, 201, ERASURE_RECORDS_MAX),
        ),
    ]
}

fn holds() -> Vec<Row> {
    let held = || History::of(3).then(hold(), &first());
    let too_many = |what, given, max| Refusal::TooMany { what, given, max };
    let full = (0..HOLDS_MAX).fold(History::of(3), |history, _| history.then(hold(), &first()));
    vec![
        (
            "nothing is asked under a hold",
            held(),
            ask(vec![texts(2, &[1])]),
            first(),
            Refusal::UnderHold { holds: vec![Revision(4)] },
        ),
        (
            "and nothing confirmed",
            asked().then(hold(), &first()),
            agree(4),
            second(),
            Refusal::UnderHold { holds: vec![Revision(5)] },
        ),
        ("so many holds", full, hold(), first(), too_many(Countable::Holds, HOLDS_MAX + 1, HOLDS_MAX)),
        (
            "a hold that stands is lifted",
            held(),
            lift(3),
            first(),
            Refusal::HoldUnknown { asked: Revision(3), holds: vec![Revision(4)] },
        ),
        (
            "once",
            held().then(lift(4), &second()),
            lift(4),
            first(),
            Refusal::HoldUnknown { asked: Revision(4), holds: Vec::new() },
        ),
    ]
}

/// What only the words beside the records can tell.
fn told_by_the_words() -> [Refusal; 2] {
    let legible = |texts: &[(u8, bool)]| texts.iter().map(|(word, left)| (sealed(*word), *left)).collect();
    let standing: BTreeMap<_, BTreeMap<_, _>> =
        [(Revision(1), legible(&[(1, false), (2, true)])), (Revision(2), legible(&[(3, false)]))].into();
    assert_eq!(may_erase(&[texts(1, &[1, 2]), texts(2, &[3])], &standing), Ok(()), "one is enough");
    let unknown = may_erase(&[texts(1, &[2]), texts(2, &[2])], &standing).expect_err("it stands elsewhere");
    let which = sealed(2).0.to_string();
    assert_eq!(unknown, Refusal::TextUnknown { revision: Revision(2), which });
    assert!(may_erase(&[texts(3, &[2])], &standing).is_err(), "no such record");
    let gone = may_erase(&[texts(1, &[1]), texts(2, &[3])], &standing).expect_err("all are gone");
    [unknown, gone]
}

#[test]
fn refused() {
    for (rule, History { state, last }, command, by, refusal) in table() {
        let decided = decide(&state, last, command.clone(), &by);
        assert_eq!(decided, Err(refusal), "{rule}");
        assert_eq!(decide(&state, last, command, &by), decided, "{rule}: the same every time");
    }
}

#[test]
fn every_refusal_is_tested_and_has_a_name_of_its_own() {
    let by_words = told_by_the_words();
    let cases = table();
    let all = || cases.iter().map(|(_, _, _, _, refusal)| refusal).chain(&by_words);
    let missing: Vec<_> =
        REFUSALS.iter().filter(|name| !all().any(|refusal| variant(refusal) == **name)).collect();
    assert!(missing.is_empty(), "no test is refused with {missing:?}");
    assert_eq!(all().map(Refusal::name).collect::<BTreeSet<_>>().len(), REFUSALS.len());
}
