//! Whatever is asked in whatever order: rules that always hold.

use domain::{
    ids::Revision,
    meeting::{
        Event, Form, ItemKind, State, decide, evolve,
        replay::command_of,
        state::{Meeting, Phase},
    },
};
use proptest::{collection::vec, prelude::*};

use super::{
    Command, MEETS,
    actions::{agree, done},
    addendum, cancel, draft, fix, fix_list, held, late, member, plan, remove, rules, schedule, send, topic,
};
use crate::acts::secretary;

#[derive(Debug, Clone, Copy)]
enum Try {
    Plan(bool),
    Schedule(u8),
    Topic,
    Remove(u32),
    Fix(bool),
    Send,
    Addendum(u8),
    Held,
    Draft,
    FixList(u32),
    Cancel,
    Agree,
    Close(u32),
}

fn tries() -> impl Strategy<Value = Vec<(Try, i32)>> {
    let some = prop_oneof![
        2 => any::<bool>().prop_map(Try::Plan),
        5 => (0u8..6).prop_map(Try::Schedule),
        2 => Just(Try::Topic),
        2 => (0u32..6).prop_map(Try::Remove),
        4 => any::<bool>().prop_map(Try::Fix),
        4 => Just(Try::Send),
        2 => (0u8..6).prop_map(Try::Addendum),
        2 => Just(Try::Held),
        2 => Just(Try::Draft),
        2 => (0u32..3).prop_map(Try::FixList),
        1 => Just(Try::Cancel),
        3 => Just(Try::Agree),
        3 => (0u32..4).prop_map(Try::Close),
    ];
    vec((some, -5i32..10), 0..60)
}

impl Try {
    fn command(self, state: &State) -> Command {
        let order: Vec<u32> = match state {
            State::Planned(meeting) => meeting.order().into_iter().map(|item| item.0).collect(),
            State::Unplanned => Vec::new(),
        };
        let next = match state {
            State::Planned(meeting) => meeting.last_item.0 + 1,
            State::Unplanned => 1,
        };
        match self {
            Self::Plan(written) => plan(if written { Form::Written } else { Form::Session }, MEETS),
            Self::Schedule(n) => schedule(n.into()),
            Self::Topic => topic(),
            Self::Remove(item) => remove(item),
            Self::Fix(reversed) => {
                let mut items: Vec<_> = order.iter().map(|item| (*item, ItemKind::Formality)).collect();
                if reversed {
                    items.reverse();
                }
                fix(&items)
            }
            Self::Send => send(&order),
            Self::Addendum(n) => addendum(n.into(), next, late()),
            Self::Held => held(vec![member("u-1", "gemeente-heiloo")], &[]),
            Self::Draft => draft(&order),
            Self::FixList(draft) => fix_list(draft),
            Self::Cancel => cancel(),
            Self::Agree => agree(MEETS + 10),
            Self::Close(number) => done(number, MEETS, None),
        }
    }
}

/// What was sent, as far as it is frozen.
fn frozen(meeting: &Meeting) -> Vec<(u32, Vec<super::Paper>)> {
    let sent = meeting.items.iter().filter_map(|item| item.sent.as_ref());
    sent.map(|papers| (papers.item.0, papers.papers.clone())).collect()
}

proptest! {
    #[test]
    fn what_was_sent_never_changes_and_every_meeting_comes_to_an_end(tries in tries()) {
        let (framework, mut state) = (rules(), State::default());
        let mut sent: Vec<(u32, Vec<super::Paper>)> = Vec::new();
        let (mut records, mut today) = (0, 0);
        for (attempt, days) in tries {
            today = (today + days.max(0)).min(MEETS + 5);
            let by = secretary("pora", today);
            let Ok(event) = decide(&framework, &state, attempt.command(&state), &by) else { continue };
            prop_assert_eq!(&decide(&framework, &state, command_of(&event), &by), &Ok(event.clone()), "replay");
            state = evolve(state, &event);
            records += 1;
            let meeting = state.meeting().expect("it was planned");
            prop_assert_eq!(meeting.revision, Revision(records));
            prop_assert!(meeting.items.iter().all(|item| item.added.item <= meeting.last_item));
            let now = frozen(meeting);
            prop_assert!(now.starts_with(&sent), "{:?} became {:?}", sent, now);
            sent = now;
            if matches!(event, Event::PapersSent(_)) {
                prop_assert_eq!(sent.len(), meeting.items.len());
            }
        }
        // Whatever state it is in, it can be ended, or it has.
        if let State::Planned(meeting) = &state {
            let by = secretary("pora", MEETS + 5);
            let ends = [cancel(), held(Vec::new(), &[])];
            let ended = matches!(meeting.phase, Phase::Held(_) | Phase::Cancelled);
            for end in ends {
                prop_assert_eq!(decide(&framework, &state, end, &by).is_err(), ended);
            }
        }
    }
}
