//! Every record decided again, from what its history was before it.

use domain::{
    Event, arrangement,
    context::Context,
    dossier::{self, State},
    framework::adoption,
    keeping, mandate,
    meeting::{self, parts::ItemPapers},
    preparation,
};
use record::{HistoryId, Record};

use crate::replica::{Matter, Replica, framework};

impl Matter {
    /// Decides a recorded event again.
    pub(crate) fn redecide(&self, replica: &Replica, record: &Record) -> Result<(), String> {
        let context = record.context();
        let decided = match (self, &record.event) {
            (Self::Dossier(state), Event::Dossier(event)) => return of_dossier(state, event, &context),
            (Self::Framework(adopted), Event::FrameworkAdopted(event)) => {
                let adopt = adoption::Adopt { file: event.file };
                let decided = adoption::decide(&framework(&event.framework), adopted, adopt, &context);
                decided.map(Event::FrameworkAdopted).map_err(|refusal| format!("{refusal:?}"))
            }
            (Self::Arrangement(before), Event::Arrangement(event)) => {
                of_arrangement(replica, before, event, &context)
            }
            (Self::Meeting(state), Event::Meeting(event)) => of_meeting(replica, state, event, &context),
            (Self::Preparation(state), Event::Preparation(event)) => of_preparation(state, event, &context),
            (Self::Mandate(state), Event::Mandate(event)) => of_mandate(state, event, &context),
            (
                Self::Dossier(_)
                | Self::Arrangement(_)
                | Self::Meeting(_)
                | Self::Mandate(_)
                | Self::Preparation(_),
                Event::Keeping(event),
            ) => {
                let (state, last) = replica.keeping_at(&record.history, replica.head());
                let command = keeping::replay::command_of(event);
                let decided = keeping::decide(&state, last, command, &context);
                decided.map(Event::Keeping).map_err(|refusal| format!("{refusal:?}"))
            }
            (matter, event) => {
                return Err(format!("{event:?} belongs to another kind of history than {matter:?}"));
            }
        };
        match decided {
            Ok(event) if event == record.event => Ok(()),
            Ok(event) => Err(format!("the rules lead to {event:?}")),
            Err(refusal) => Err(format!("the rules refuse: {refusal}")),
        }
    }
}

fn of_dossier(state: &State, event: &dossier::Event, context: &Context) -> Result<(), String> {
    let kept = match (state, event) {
        (State::Opened(dossier), _) => &dossier.framework,
        (State::Unopened, dossier::Event::DossierOpened(opened)) => &opened.framework,
        (State::Unopened, _) => return Err("something happened to no dossier".to_owned()),
    };
    let difference = dossier::replay::redecide(&framework(kept), state, event, context);
    difference.map_err(|difference| format!("{difference:?}"))
}

fn of_arrangement(
    replica: &Replica,
    before: &arrangement::State,
    event: &arrangement::Event,
    context: &Context,
) -> Result<Event, String> {
    let rules = match event {
        arrangement::Event::ArrangementRegistered(_) => {
            replica.in_force_at(replica.head(), context.today).ok_or("no framework is in force")?
        }
        arrangement::Event::ArrangementBegun(begun) => framework(&begun.framework),
        arrangement::Event::CommitmentGiven(_)
        | arrangement::Event::UseReported(_)
        | arrangement::Event::EvaluationRecorded(_)
        | arrangement::Event::ArrangementConcluded(_) => {
            let begun = before.began().map_err(|refusal| format!("{refusal:?}"))?;
            framework(&begun.begun.framework)
        }
    };
    let decided = arrangement::decide(&rules, before, arrangement::command_of(event), context);
    decided.map(Event::Arrangement).map_err(|refusal| format!("{refusal:?}"))
}

fn of_meeting(
    replica: &Replica,
    state: &meeting::State,
    event: &meeting::Event,
    context: &Context,
) -> Result<Event, String> {
    let kept = match (state, event) {
        (meeting::State::Planned(meeting), _) => &meeting.framework,
        (_, meeting::Event::MeetingPlanned(planned)) => &planned.framework,
        (meeting::State::Unplanned, _) => return Err("something happened to no meeting".to_owned()),
    };
    if !papers_are_found(replica, state, event) {
        return Err("the papers are not those that the dossiers had".to_owned());
    }
    let decided = meeting::decide(&framework(kept), state, meeting::replay::command_of(event), context);
    decided.map(Event::Meeting).map_err(|refusal| format!("{refusal:?}"))
}

fn of_preparation(
    state: &preparation::State,
    event: &preparation::Event,
    context: &Context,
) -> Result<Event, String> {
    let kept = match (state, event) {
        (preparation::State::Begun(preparation), _) => &preparation.framework,
        (_, preparation::Event::PreparationBegun(begun)) => &begun.framework,
        (preparation::State::Unbegun, _) => return Err("something happened to no preparation".to_owned()),
    };
    let command = preparation::replay::command_of(event);
    let decided = preparation::decide(&framework(kept), state, command, context);
    decided.map(Event::Preparation).map_err(|refusal| format!("{refusal:?}"))
}

fn of_mandate(state: &mandate::State, event: &mandate::Event, context: &Context) -> Result<Event, String> {
    let kept = match (state, event) {
        (mandate::State::Granted(mandate), _) => &mandate.granted.framework,
        (_, mandate::Event::MandateGranted(granted)) => &granted.framework,
        (mandate::State::Ungranted, _) => return Err("something happened to no mandate".to_owned()),
    };
    let decided = mandate::decide(&framework(kept), state, mandate::replay::command_of(event), context);
    decided.map(Event::Mandate).map_err(|refusal| format!("{refusal:?}"))
}

/// Whether what was sent is what the dossiers had at the revisions that the record names.
fn papers_are_found(replica: &Replica, before: &meeting::State, event: &meeting::Event) -> bool {
    let found = |subject: &meeting::Subject, sent: &ItemPapers| {
        let seen = match subject {
            meeting::Subject::Visit { dossier, .. } => {
                let history = &replica.histories[&HistoryId::Dossier(*dossier)];
                let revision = sent.seen.and_then(|seen| usize::try_from(seen.0).ok());
                match revision.and_then(|revision| history.matters.get(revision)) {
                    Some(Matter::Dossier(state)) => Some(state),
                    Some(_) | None => return false,
                }
            }
            meeting::Subject::Topic { .. } => None,
        };
        meeting::between::papers_of(sent.item, subject, seen) == *sent
    };
    match (before, event) {
        (meeting::State::Planned(meeting), meeting::Event::PapersSent(sent)) => {
            let of = |sent: &ItemPapers| meeting.item(sent.item).map(|item| &item.added.subject);
            record::papers_digest(&sent.items) == sent.digest
                && sent.items.iter().all(|sent| of(sent).is_some_and(|subject| found(subject, sent)))
        }
        (_, meeting::Event::AddendumSent(sent)) => found(&sent.added.subject, &sent.papers),
        (_, _) => true,
    }
}
