//! What is true after an event. No rules here: whatever the record says, happened.

use super::{
    event::{DecisionListDrafted, Event, MeetingHeld, MeetingPlanned},
    parts::{Added, ItemPapers},
    state::{DecisionList, Held, Item, Meeting, Phase, State},
};
use crate::{
    action::Actions,
    ids::{ItemNumber, Revision},
};

/// The state after one more event of its history. Total.
#[must_use]
pub fn evolve(state: State, event: &Event) -> State {
    match (state, event) {
        (State::Unplanned, Event::MeetingPlanned(planned)) => State::Planned(Box::new(begin(planned))),
        (State::Planned(mut meeting), event) => {
            meeting.revision = meeting.revision.next();
            change(&mut meeting, event);
            State::Planned(meeting)
        }
        // Only a damaged journal begins a meeting with something else; it stays unplanned.
        (
            State::Unplanned,
            Event::ItemScheduled(_)
            | Event::ItemRemoved(_)
            | Event::AgendaFixed(_)
            | Event::PapersSent(_)
            | Event::AddendumSent(_)
            | Event::MeetingHeld(_)
            | Event::DecisionListDrafted(_)
            | Event::DecisionListFixed(_)
            | Event::MeetingCancelled(_)
            | Event::ActionAgreed(_)
            | Event::ActionClosed(_),
        ) => State::Unplanned,
    }
}

/// The state after a record about the keeping of its history: it takes its place there, and no more.
#[must_use]
pub fn pass(mut state: State) -> State {
    if let State::Planned(meeting) = &mut state {
        meeting.revision = meeting.revision.next();
    }
    state
}

fn begin(planned: &MeetingPlanned) -> Meeting {
    Meeting {
        revision: Revision(1),
        framework: planned.framework.clone(),
        body: planned.body.clone(),
        form: planned.form,
        on: planned.on,
        papers_due: planned.papers_due,
        dispatch: planned.dispatch,
        phase: Phase::Concept,
        items: Vec::new(),
        last_item: ItemNumber::default(),
    }
}

fn change(meeting: &mut Meeting, event: &Event) {
    match event {
        // It is planned once; a second time changes nothing.
        Event::MeetingPlanned(_) => {}
        Event::ItemScheduled(added) => {
            add(meeting, added, None);
            meeting.phase = Phase::Concept;
        }
        Event::ItemRemoved(removed) => {
            meeting.items.retain(|item| item.added.item != removed.item);
            meeting.phase = Phase::Concept;
        }
        Event::AgendaFixed(fixed) => {
            meeting.arrange(&fixed.items);
            meeting.phase = Phase::Fixed;
        }
        Event::PapersSent(sent) => {
            for papers in &sent.items {
                if let Some(item) = meeting.items.iter_mut().find(|item| item.added.item == papers.item) {
                    item.sent = Some(papers.clone());
                }
            }
            meeting.phase = Phase::Sent { digest: sent.digest };
        }
        Event::AddendumSent(sent) => add(meeting, &sent.added, Some(&sent.papers)),
        Event::MeetingHeld(held) => hold(meeting, held),
        Event::DecisionListDrafted(drafted) => draft(meeting, drafted),
        Event::DecisionListFixed(fixed) => {
            if let Phase::Held(Held { list: Some(list), .. }) = &mut meeting.phase {
                list.fixed_at = Some(fixed.at);
            }
        }
        Event::MeetingCancelled(_) => meeting.phase = Phase::Cancelled,
        Event::ActionAgreed(agreed) => {
            let on = meeting.on;
            if let Phase::Held(held) = &mut meeting.phase {
                held.actions.add(agreed.clone(), on);
            }
        }
        Event::ActionClosed(said) => {
            if let Phase::Held(held) = &mut meeting.phase {
                held.actions.end(said.closed.clone());
                if let Some(at) = said.reported_at {
                    held.actions.told(said.closed.action, at);
                }
            }
        }
    }
}

fn add(meeting: &mut Meeting, added: &Added, sent: Option<&ItemPapers>) {
    meeting.last_item = meeting.last_item.max(added.item);
    meeting.items.push(Item {
        added: added.clone(),
        kind: added.kind,
        sent: sent.cloned(),
        is_addendum: sent.is_some(),
    });
}

fn hold(meeting: &mut Meeting, held: &MeetingHeld) {
    meeting.treat_as(&held.treated_as);
    let MeetingHeld { present, absent, treated_as: _ } = held;
    let actions = Actions::default();
    meeting.phase =
        Phase::Held(Held { present: present.clone(), absent: absent.clone(), list: None, actions });
}

fn draft(meeting: &mut Meeting, drafted: &DecisionListDrafted) {
    let revision = meeting.revision;
    if let Phase::Held(held) = &mut meeting.phase {
        let DecisionListDrafted { draft, lines } = drafted.clone();
        held.list = Some(DecisionList { draft, revision, lines, fixed_at: None });
    }
}
