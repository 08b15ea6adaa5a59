//! Whether the checker finds what it is there for: a command that was lost, doubled, or put before one that was answered
//! before it was sent; a refusal for what was not so.

use tests::{acts::command_id, people::Person};
use wire::v1::{OpenDossierRequest, Receipt};

use super::{
    operation::{End, Operation, is_linearizable},
    reference::{Act, Answer, Asked},
};
use crate::commands::Command;

/// Something that was asked and answered in this time.
fn operation(act: Act, begin: u64, end: Option<(u64, Answer)>) -> Operation {
    let by = Person::Coordinator("gemeente-heiloo".into());
    let command = OpenDossierRequest { command_id: command_id(), ..OpenDossierRequest::default() };
    Operation {
        dossier: "a".into(),
        command: Command::Open(command),
        asked: Asked { by: by.actor(), expected: None, act },
        by,
        begin,
        end: end.map(|(at, answer)| End { at, answer, receipt: None::<Receipt>, place: None }),
    }
}

fn stored(revision: u64) -> Answer {
    Answer::Recorded { revision, ends: false }
}

fn refused(reason: &str, found: Option<u64>) -> Answer {
    Answer::Refused { reason: reason.into(), found }
}

fn treat() -> Act {
    Act::Treat("rbo/1".into())
}

fn hand_over(to: &str) -> Act {
    Act::HandOver(to.into())
}

fn check(operations: &[Operation]) -> bool {
    is_linearizable(&operations.iter().collect::<Vec<_>>())
}

/// An opening, and what follows.
fn dossier(after: Vec<Operation>) -> Vec<Operation> {
    let mut operations = vec![operation(Act::Open, 0, Some((1, stored(1))))];
    operations.extend(after);
    operations
}

#[test]
fn what_can_be_put_in_an_order_is_linearizable() {
    for (what, after) in [
        (
            "one after the other",
            vec![operation(Act::File, 2, Some((3, stored(2)))), operation(treat(), 4, Some((5, stored(3))))],
        ),
        (
            "at the same time, the one that began first came second",
            vec![
                operation(Act::File, 2, Some((5, stored(3)))),
                operation(Act::File, 3, Some((4, stored(2)))),
            ],
        ),
        (
            "one of two treated it",
            vec![
                operation(treat(), 2, Some((5, stored(2)))),
                operation(treat(), 3, Some((4, refused("VISIT_NOT_OPEN", None)))),
            ],
        ),
        (
            "one that was not answered was carried out, and seen by another",
            vec![
                operation(treat(), 2, None),
                operation(treat(), 3, Some((4, refused("VISIT_NOT_OPEN", None)))),
                operation(Act::File, 5, Some((6, stored(3)))),
            ],
        ),
        (
            "one that was not answered was carried out much later, or never",
            vec![
                operation(Act::File, 2, None),
                operation(treat(), 3, Some((4, stored(2)))),
                operation(Act::File, 5, Some((6, stored(3)))),
            ],
        ),
    ] {
        assert!(check(&dossier(after)), "{what}");
    }
}

#[test]
fn what_cannot_be_put_in_an_order_is_found() {
    let mut stale = operation(Act::File, 4, Some((5, refused("REVISION_CONFLICT", Some(3)))));
    stale.asked.expected = Some(1);
    for (what, after) in [
        (
            "a lost command: its revision was given to another",
            vec![operation(Act::File, 2, Some((3, stored(2)))), operation(treat(), 4, Some((5, stored(2))))],
        ),
        (
            "a lost command: it can be done again",
            vec![operation(treat(), 2, Some((3, stored(2)))), operation(treat(), 4, Some((5, stored(3))))],
        ),
        (
            "a doubled command: a revision that nobody has",
            vec![
                operation(Act::File, 2, Some((3, stored(2)))),
                operation(Act::File, 4, Some((5, stored(4)))),
            ],
        ),
        (
            "an unclear command that was carried out twice",
            vec![operation(Act::File, 2, None), operation(Act::File, 3, Some((4, stored(4))))],
        ),
        (
            "another order than that in which they were answered and sent",
            vec![
                operation(Act::File, 2, Some((3, stored(3)))),
                operation(Act::File, 4, Some((5, stored(2)))),
            ],
        ),
        (
            "an unclear command before it was sent",
            vec![operation(Act::File, 2, Some((3, stored(3)))), operation(Act::File, 4, None)],
        ),
        (
            "a refusal for what was not so yet",
            vec![
                operation(treat(), 2, Some((3, refused("VISIT_NOT_OPEN", None)))),
                operation(treat(), 4, Some((5, stored(2)))),
            ],
        ),
        (
            "a refusal for what was no longer so",
            vec![
                operation(hand_over("coordinator-2.gemeente-heiloo"), 2, Some((3, stored(2)))),
                operation(Act::File, 4, Some((5, stored(3)))),
            ],
        ),
        ("a revision that it did not have", vec![operation(Act::File, 2, Some((3, stored(2)))), stale]),
    ] {
        assert!(!check(&dossier(after)), "{what}");
    }
}
