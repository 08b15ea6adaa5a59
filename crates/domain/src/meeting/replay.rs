//! The semantic replay: the command that led to an event, to decide it again.

use super::{
    command::{
        Cancel, CloseAction, Command, DraftDecisionList, FixAgenda, FixDecisionList, Plan, RecordHeld,
        Remove, Schedule, SendAddendum, SendPapers,
    },
    event::Event,
    parts::Added,
};

/// The command that led to an event.
pub fn command_of(event: &Event) -> Command {
    match event {
        Event::MeetingPlanned(planned) => Command::Plan(Plan {
            body: planned.body.clone(),
            form: planned.form,
            on: planned.on,
            reason: planned.reason,
        }),
        Event::ItemScheduled(added) => Command::Schedule(schedule_of(added)),
        Event::ItemRemoved(removed) => Command::Remove(Remove { item: removed.item, reason: removed.reason }),
        Event::AgendaFixed(fixed) => Command::FixAgenda(FixAgenda { items: fixed.items.clone() }),
        Event::PapersSent(sent) => {
            Command::SendPapers(SendPapers { items: sent.items.clone(), digest: sent.digest })
        }
        Event::AddendumSent(sent) => Command::SendAddendum(SendAddendum {
            schedule: schedule_of(&sent.added),
            papers: sent.papers.clone(),
            digest: sent.digest,
        }),
        Event::MeetingHeld(held) => Command::RecordHeld(RecordHeld {
            present: held.present.clone(),
            treated_as: held.treated_as.clone(),
        }),
        Event::DecisionListDrafted(drafted) => {
            Command::DraftDecisionList(DraftDecisionList { lines: drafted.lines.clone() })
        }
        Event::DecisionListFixed(fixed) => {
            Command::FixDecisionList(FixDecisionList { draft: fixed.draft, at: fixed.at })
        }
        Event::MeetingCancelled(cancelled) => Command::Cancel(Cancel { reason: cancelled.reason }),
        Event::ActionAgreed(agreed) => Command::AgreeAction(agreed.asked()),
        Event::ActionClosed(said) => {
            Command::CloseAction(CloseAction { closed: said.closed.clone(), reported_at: said.reported_at })
        }
    }
}

/// What was asked to come on the agenda.
pub(super) fn schedule_of(added: &Added) -> Schedule {
    let Added { item: _, subject, kind, late, carried_from } = added.clone();
    Schedule { subject, kind, late, carried_from }
}
