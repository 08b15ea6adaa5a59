//! Actions: what was agreed to do, by whom, by when, and what came of it. Of any history.

use std::collections::BTreeSet;

use domain::{
    action::{
        ACTIONS_MAX, Actions, Agree, Closed, Closing, Doer, Refusal, Status, Who, agree as agreed, close,
    },
    ids::ActionNumber,
};
use proptest::{collection::vec, prelude::*};

use crate::{
    acts::{day, sealed},
    region::{id, region},
};

const AGREED: i32 = 10;

fn heiloo() -> Doer {
    Doer::Known { who: Who::Party(id("gemeente-heiloo")), words: Some(sealed(2)) }
}

fn agree(doer: Doer, due: i32) -> Agree {
    Agree { what: sealed(1), doer, due: day(due), about: None }
}

fn done(number: u32, on: i32) -> Closed {
    Closed { action: ActionNumber(number), on: day(on), how: Closing::Done { evidence: sealed(3) } }
}

fn dropped(number: u32, on: i32) -> Closed {
    Closed { how: Closing::Dropped { reason: sealed(4) }, ..done(number, on) }
}

/// So many that were agreed on one day.
fn actions(count: usize) -> Actions {
    let mut actions = Actions::default();
    for _ in 0..count {
        let one = agreed(&region(), &actions, agree(heiloo(), 20), day(AGREED)).expect("it is agreed");
        actions.add(one, day(AGREED));
    }
    actions
}

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
    DoerUnknown, DueTooEarly, TooMany, ActionUnknown, AlreadyClosed, ClosedInFuture, ClosedTooEarly,
}

#[test]
fn every_rule_is_kept() {
    let region = region();
    let unknown = |who: Who| Doer::Known { who, words: None };
    let agreeing = [
        (
            "by a party of the framework",
            0,
            agree(unknown(Who::Party(id("elders"))), 20),
            Refusal::DoerUnknown { who: Who::Party(id("elders")) },
        ),
        (
            "or a body of it",
            0,
            agree(unknown(Who::Body(id("raad"))), 20),
            Refusal::DoerUnknown { who: Who::Body(id("raad")) },
        ),
        (
            "to be done afterwards",
            0,
            agree(heiloo(), AGREED - 1),
            Refusal::DueTooEarly { due: day(AGREED - 1), agreed_on: day(AGREED) },
        ),
        (
            "and no more than a list holds",
            ACTIONS_MAX,
            agree(heiloo(), 20),
            Refusal::TooMany { given: ACTIONS_MAX + 1, max: ACTIONS_MAX },
        ),
    ];
    let mut closed = actions(2);
    closed.end(done(1, 15));
    let closing = [
        (
            "there is such an action",
            done(3, 15),
            Refusal::ActionUnknown { action: ActionNumber(3), known: vec![ActionNumber(1), ActionNumber(2)] },
        ),
        (
            "it is closed once",
            dropped(1, 16),
            Refusal::AlreadyClosed { action: ActionNumber(1), on: day(15) },
        ),
        (
            "not before it was agreed",
            done(2, AGREED - 1),
            Refusal::ClosedTooEarly { on: day(AGREED - 1), agreed_on: day(AGREED) },
        ),
        ("not on a day to come", dropped(2, 21), Refusal::ClosedInFuture { on: day(21), today: day(20) }),
    ];
    let mut produced = BTreeSet::new();
    for (rule, count, asked, refused) in agreeing {
        produced.insert(variant(&refused));
        assert_eq!(agreed(&region, &actions(count), asked, day(AGREED)), Err(refused), "{rule}");
    }
    for (rule, asked, refused) in closing {
        produced.insert(variant(&refused));
        assert_eq!(close(&closed, &asked, day(20)), Err(refused), "{rule}");
    }
    assert_eq!(produced, REFUSALS.iter().copied().collect(), "each stands in a table");
}

#[test]
fn whoever_it_is_that_does_it() {
    let doers = [
        heiloo(),
        Doer::Known { who: Who::Body(id("rbo")), words: None },
        Doer::Known { who: Who::Actor(id("u-wie-dan-ook")), words: None },
        Doer::Outside(sealed(5)),
    ];
    for doer in doers {
        // On the day itself is early enough: some things are done before the coffee is cold.
        let asked = agree(doer, AGREED);
        let one = agreed(&region(), &actions(2), asked.clone(), day(AGREED)).expect("it is agreed");
        assert_eq!((one.number, one.asked()), (ActionNumber(3), asked));
    }
}

#[test]
fn overdue_is_an_open_action_whose_last_day_has_passed() {
    let mut actions = actions(3);
    for closed in [done(1, AGREED), dropped(2, 25)] {
        assert_eq!(close(&actions, &closed, day(25)), Ok(()));
        actions.end(closed);
    }
    let standing: Vec<_> = actions
        .iter()
        .map(|action| (action.status(), action.is_overdue(day(20)), action.is_overdue(day(21))))
        .collect();
    let expected =
        [(Status::Done, false, false), (Status::Dropped, false, false), (Status::Open, false, true)];
    assert_eq!(standing, expected);
}

#[test]
fn every_word_has_a_name_and_can_be_sealed_anew() {
    let one = agree(heiloo(), 20).numbered(ActionNumber(1));
    assert_eq!(one.sealed().collect::<Vec<_>>(), [("action", sealed(1)), ("doer", sealed(2))]);
    assert_eq!(agree(heiloo(), 20).sealed_mut().len(), 2);
    assert_eq!(done(1, 1).sealed(), ("evidence", sealed(3)));
    assert_eq!(dropped(1, 1).sealed(), ("reason", sealed(4)));
}

proptest! {
    /// Whatever is asked in whatever order: numbers go up by one, and an action ends once.
    #[test]
    fn a_number_is_given_once_and_an_end_stays(
        tries in vec((any::<bool>(), 0u32..8, -5i32..30, -5i32..30), 0..40),
    ) {
        let (region, mut actions) = (region(), Actions::default());
        for (closes, number, on, today) in tries {
            let before = actions.clone();
            if closes {
                let closed = done(number, on);
                if close(&actions, &closed, day(today)).is_ok() {
                    prop_assert!(before.find(closed.action).is_some_and(|action| action.closed.is_none()));
                    actions.end(closed);
                }
            } else if let Ok(one) = agreed(&region, &actions, agree(heiloo(), on), day(today)) {
                prop_assert_eq!(one.number.0 as usize, before.len() + 1);
                actions.add(one, day(today));
            }
            for old in before.iter() {
                let now = actions.find(old.agreed.number).expect("none is taken away");
                prop_assert_eq!(&now.agreed, &old.agreed);
                prop_assert!(old.closed.is_none() || now.closed == old.closed);
            }
        }
    }
}
