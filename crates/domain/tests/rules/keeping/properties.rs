//! Whatever is asked in whatever order: rules that always hold.

use domain::{
    ids::Revision,
    keeping::{Command, Event, State, decide, evolve, replay::command_of},
};
use proptest::{collection::vec, prelude::*};

use super::{agree, ask, auditor, decline, first, hold, lift, second, texts};

#[derive(Debug, Clone, Copy)]
enum Try {
    Ask(u8, u8),
    Agree(u64),
    Decline(u64),
    Hold,
    Lift(u64),
    Confirm,
}

fn tries() -> impl Strategy<Value = Vec<(Try, u8)>> {
    let some = prop_oneof![
        3 => (0u8..8, 0u8..4).prop_map(|(revision, word)| Try::Ask(revision, word)),
        3 => (0u64..40).prop_map(Try::Agree),
        1 => (0u64..40).prop_map(Try::Decline),
        1 => Just(Try::Hold),
        2 => (0u64..40).prop_map(Try::Lift),
        1 => Just(Try::Confirm),
    ];
    vec((some, 0u8..3), 0..60)
}

impl Try {
    /// What is asked; numbers near what is open now, so that some of it is accepted.
    fn command(self, state: &State) -> Command {
        let open = state.request().map(|request| request.revision.0);
        let near = |number: u64| open.filter(|_| !number.is_multiple_of(4)).unwrap_or(number);
        let held = |number: u64| state.holds().first().map_or(number, |hold| hold.0);
        match self {
            Self::Ask(revision, word) => ask(vec![texts(revision.into(), &[word, word / 2])]),
            Self::Agree(number) => agree(near(number)),
            Self::Decline(number) => decline(near(number)),
            Self::Hold => hold(),
            Self::Lift(number) => lift(held(number)),
            Self::Confirm => Command::ConfirmHistory,
        }
    }
}

proptest! {
    #[test]
    fn words_go_only_by_two_people_and_never_under_a_hold(tries in tries()) {
        let (mut state, mut last) = (State::default(), Revision(4));
        let mut history = Vec::new();
        for (attempt, by) in tries {
            let by = [first(), second(), auditor()][usize::from(by)].clone();
            let Ok(event) = decide(&state, last, attempt.command(&state), &by) else { continue };
            prop_assert_eq!(&decide(&state, last, command_of(&event), &by), &Ok(event.clone()), "replay");
            last = last.next();
            if let Event::TextsErased(erased) = &event {
                prop_assert_ne!(&erased.requested_by, &by.actor);
                prop_assert!(state.holds().is_empty());
                let asked = history.iter().find(|(revision, _, _)| *revision == erased.request);
                let Some((_, actor, Event::ErasureRequested(asked))) = asked else { panic!("nobody asked") };
                prop_assert_eq!((actor, &asked.texts), (&erased.requested_by, &erased.texts));
            }
            if let Event::HistoryConfirmed(confirmed) = &event {
                prop_assert_eq!(confirmed.last.next(), last);
            }
            state = evolve(state, last, &by.actor, &event);
            history.push((last, by.actor, event));
        }
        let placed = history.iter().filter(|(_, _, event)| matches!(event, Event::HoldPlaced(_))).count();
        let lifted = history.iter().filter(|(_, _, event)| matches!(event, Event::HoldLifted(_))).count();
        prop_assert_eq!(state.holds().len(), placed - lifted);
    }
}
