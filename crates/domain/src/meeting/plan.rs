//! Planning a meeting.

use super::{
    command::Plan,
    event::{Event, MeetingPlanned},
    parts::Form,
    permit,
    refusal::{Refusal, Unusual},
    state::State,
};
use crate::{
    context::Context,
    framework::{Body, Framework},
};

/// The secretary plans a meeting of their body: on a day of the framework's rule, or on another working day with a
/// reason. A written procedure follows no rule.
pub(super) fn decide(
    framework: &Framework,
    state: &State,
    command: Plan,
    context: &Context,
) -> Result<Event, Refusal> {
    permit::secretary(&command.body, context)?;
    if *state != State::Unplanned {
        return Err(Refusal::AlreadyPlanned);
    }
    let Some(body) = framework.body(&command.body) else {
        let known = framework.bodies.iter().map(|body| body.id.clone()).collect();
        return Err(Refusal::BodyUnknown { body: command.body, known });
    };
    let Plan { form, on, reason, .. } = command;
    let calendar = &framework.calendar;
    if !calendar.is_working_day(on) {
        return Err(Refusal::NotAWorkingDay { on, next: calendar.next_working_day(on) });
    }
    if reason.is_none() {
        usual(framework, body, form, on, context)?;
    }
    Ok(Event::MeetingPlanned(MeetingPlanned {
        framework: framework.reference.clone(),
        body: body.id.clone(),
        form,
        on,
        papers_due: calendar.subtract_working_days(on, body.papers_due_days),
        dispatch: calendar.subtract_working_days(on, body.dispatch_days),
        reason,
    }))
}

/// Whether the day needs no reason.
fn usual(
    framework: &Framework,
    body: &Body,
    form: Form,
    on: jiff::civil::Date,
    context: &Context,
) -> Result<(), Refusal> {
    let today = context.today;
    if on < today {
        return Err(Refusal::ReasonRequired { on, because: Unusual::Past { today } });
    }
    match (&body.meets, form) {
        (Some(rule), Form::Session) if !rule.dates(on.year()).contains(&on) => {
            let next = rule.held_after(on, &framework.calendar).next();
            Err(Refusal::ReasonRequired { on, because: Unusual::NotByRule { next } })
        }
        (Some(_), Form::Session) | (None, Form::Session) | (_, Form::Written) => Ok(()),
    }
}
