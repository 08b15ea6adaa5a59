//! The keeping of a history: erasing takes two people, a hold prevents it, a confirmation says how long it was.

mod beside;
mod properties;
mod refused;

use domain::{
    context::{Capacity, Context},
    ids::{ActorId, Revision},
    keeping::{
        Command, Event, Ground, RecordTexts, State,
        command::{ConfirmErasure, DeclineErasure, LiftHold, PlaceHold, RequestErasure},
        decide,
        event::{ErasureDeclined, ErasureRequested, HistoryConfirmed, HoldLifted, HoldPlaced, TextsErased},
        evolve,
        replay::command_of,
    },
};

use crate::{
    acts::{actor, day, sealed},
    region::id,
};

/// A history as far as its keeping goes: what is true, and its last revision.
#[derive(Debug, Clone)]
struct History {
    state: State,
    last: Revision,
}

impl History {
    /// A dossier with so many records, none of them about its keeping.
    fn of(last: u64) -> Self {
        Self { state: State::default(), last: Revision(last) }
    }

    /// One more record, which must be accepted; the same is decided again from it.
    fn and(self, command: Command, by: &Context) -> (Self, Event) {
        let event = decide(&self.state, self.last, command, by).expect("it is accepted");
        assert_eq!(decide(&self.state, self.last, command_of(&event), by).as_ref(), Ok(&event), "replay");
        let last = self.last.next();
        (Self { state: evolve(self.state, last, &by.actor, &event), last }, event)
    }

    fn then(self, command: Command, by: &Context) -> Self {
        self.and(command, by).0
    }
}

fn first() -> Context {
    actor("u-a1", Capacity::Administrator, day(0))
}

fn second() -> Context {
    actor("u-a2", Capacity::Administrator, day(1))
}

fn auditor() -> Context {
    actor("u-r1", Capacity::Auditor, day(1))
}

fn texts(revision: u64, words: &[u8]) -> RecordTexts {
    RecordTexts { revision: Revision(revision), texts: words.iter().map(|word| sealed(*word)).collect() }
}

fn ask(texts: Vec<RecordTexts>) -> Command {
    Command::RequestErasure(RequestErasure { ground: Ground::Privacy, texts, reason: Some(sealed(90)) })
}

fn agree(request: u64) -> Command {
    Command::ConfirmErasure(ConfirmErasure { request: Revision(request) })
}

fn decline(request: u64) -> Command {
    Command::DeclineErasure(DeclineErasure { request: Revision(request), reason: sealed(91) })
}

fn hold() -> Command {
    Command::PlaceHold(PlaceHold { reason: sealed(92) })
}

fn lift(hold: u64) -> Command {
    Command::LiftHold(LiftHold { hold: Revision(hold), reason: sealed(93) })
}

#[test]
fn one_administrator_asks_and_another_agrees() {
    // Named twice, in no order: an event has them in order, each once.
    let named = vec![texts(5, &[9, 8, 9]), texts(1, &[2]), texts(5, &[7]), texts(3, &[])];
    let ordered = vec![texts(1, &[2]), texts(5, &[7, 8, 9])];
    let (history, asked) = History::of(5).and(ask(named), &first());
    let reason = Some(sealed(90));
    let expected = ErasureRequested { ground: Ground::Privacy, texts: ordered.clone(), reason };
    assert_eq!(asked, Event::ErasureRequested(expected));
    let request = history.state.request().expect("it waits");
    assert_eq!(
        (request.revision, &request.by, &request.texts),
        (Revision(6), &id::<ActorId>("u-a1"), &ordered)
    );
    let (history, erased) = history.and(agree(6), &second());
    let expected = TextsErased {
        request: Revision(6),
        requested_by: id("u-a1"),
        ground: Ground::Privacy,
        texts: ordered,
    };
    assert_eq!(erased, Event::TextsErased(expected));
    assert_eq!(history.state, State::default(), "nothing is left to remember");
}

#[test]
fn a_second_declines_and_the_first_withdraws() {
    for by in [second(), first()] {
        let history = History::of(3).then(ask(vec![texts(2, &[1])]), &first());
        let (history, declined) = history.and(decline(4), &by);
        let (request, requested_by, reason) = (Revision(4), id("u-a1"), sealed(91));
        assert_eq!(declined, Event::ErasureDeclined(ErasureDeclined { request, requested_by, reason }));
        assert_eq!(history.state, State::default());
        // Then it can be asked anew.
        history.then(ask(vec![texts(2, &[1])]), &second()).then(agree(6), &first());
    }
}

#[test]
fn a_hold_that_is_placed_meanwhile_prevents_what_was_asked_and_lifting_it_lets_it() {
    let history = History::of(3).then(ask(vec![texts(2, &[1])]), &first());
    let (history, placed) = history.and(hold(), &second());
    assert_eq!(placed, Event::HoldPlaced(HoldPlaced { reason: sealed(92) }));
    let history = history.then(hold(), &first());
    assert_eq!(history.state.holds(), [Revision(5), Revision(6)]);
    assert!(decide(&history.state, history.last, agree(4), &second()).is_err());
    let history = history.then(lift(6), &second());
    assert!(decide(&history.state, history.last, agree(4), &second()).is_err(), "the other stands");
    let (history, lifted) = history.and(lift(5), &first());
    assert_eq!(lifted, Event::HoldLifted(HoldLifted { hold: Revision(5), reason: sealed(93) }));
    history.then(agree(4), &second());
}

#[test]
fn what_was_asked_is_declined_also_under_a_hold() {
    let history = History::of(3).then(ask(vec![texts(2, &[1])]), &first()).then(hold(), &first());
    let history = history.then(decline(4), &second());
    assert_eq!((history.state.request(), history.state.holds()), (None, [Revision(5)].as_slice()));
}

#[test]
fn an_auditor_or_an_administrator_has_a_history_confirmed() {
    for by in [auditor(), first()] {
        let (history, confirmed) = History::of(7).and(Command::ConfirmHistory, &by);
        assert_eq!(confirmed, Event::HistoryConfirmed(HistoryConfirmed { last: Revision(7) }));
        assert_eq!(history.state, State::default());
        // Under a hold, and again.
        let (_, again) = history.then(hold(), &first()).and(Command::ConfirmHistory, &by);
        assert_eq!(again, Event::HistoryConfirmed(HistoryConfirmed { last: Revision(9) }));
    }
}

#[test]
fn the_keeping_of_which_there_is_nothing_to_say_takes_one_word() {
    assert_eq!(size_of::<State>(), size_of::<usize>());
}
