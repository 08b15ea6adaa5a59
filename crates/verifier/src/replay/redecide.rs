//! One record again: the command that led to it, decided on the state before it.

use domain::{
    Event, arrangement,
    context::Context,
    dossier::{self, State, replay},
    framework::Framework,
    ids::Revision,
    keeping, mandate, meeting, preparation,
};
use record::Record;

use super::{Cause, adoptions::Adoptions};

/// What the rules make of the command that led to a dossier's event: the same event.
///
/// As [`replay::redecide`] does, but it gives what the rules gave: that shares its names with the framework. Asks
/// one thing more, which the rules leave to whoever seals: that a document has the digest of its sections.
pub(super) fn dossier(
    adoptions: &Adoptions,
    before: &State,
    event: &dossier::Event,
    record: &Record,
) -> Result<dossier::Event, Cause> {
    use dossier::Event as D;
    let reference = match (event, before) {
        (D::DossierOpened(opened), _) => &opened.framework,
        (_, State::Opened(dossier)) => &dossier.framework,
        (_, State::Unopened) => return Err(Cause::Refused(dossier::Refusal::DossierUnknown)),
    };
    let framework = adoptions.find(reference)?;
    if let D::DocumentFiled(filed) = event {
        let digest = record::document_digest(&filed.sections);
        if digest != filed.digest {
            let filed = dossier::event::DocumentFiled { digest, ..filed.clone() };
            return Err(Cause::Otherwise(Box::new(Event::Dossier(D::DocumentFiled(filed)))));
        }
    }
    match dossier::decide(framework, before, replay::command_of(event), &record.context()) {
        Ok(decided) if decided == *event => Ok(sharing(framework, decided)),
        Ok(decided) => Err(Cause::Otherwise(Box::new(Event::Dossier(decided)))),
        Err(refusal) => Err(Cause::Refused(refusal)),
    }
}

/// The same event, with the short names of the framework where a command brought its own: of a document there are
/// many, and they stay in memory.
fn sharing(framework: &Framework, mut event: dossier::Event) -> dossier::Event {
    if let dossier::Event::DocumentFiled(filed) = &mut event
        && let Some(format) = framework.format(&filed.document.format)
    {
        filed.document.format = format.id.clone();
        for section in &mut filed.sections {
            if let Some(known) = format.section(&section.id) {
                section.id = known.id.clone();
            }
        }
    }
    event
}

/// What the rules make of the command that led to a mandate's event: the same event.
pub(super) fn mandate(
    adoptions: &Adoptions,
    before: &mandate::State,
    event: &mandate::Event,
    context: &Context,
) -> Result<(), Cause> {
    let reference = match (event, before) {
        (mandate::Event::MandateGranted(granted), _) => &granted.framework,
        (mandate::Event::MandateRevoked(_), mandate::State::Granted(mandate)) => &mandate.granted.framework,
        (mandate::Event::MandateRevoked(_), mandate::State::Ungranted) => {
            return Err(Cause::MandateRefused(mandate::Refusal::MandateUnknown));
        }
    };
    let framework = adoptions.find(reference)?;
    let decided = mandate::decide(framework, before, mandate::replay::command_of(event), context);
    same(decided, event, Event::Mandate, Cause::MandateRefused)
}

/// What the rules make of the command that led to a meeting's event: the same event. That its papers have the digest
/// of their list is left to whoever sends them, so it is asked here.
pub(super) fn meeting(
    adoptions: &Adoptions,
    before: &meeting::State,
    event: &meeting::Event,
    context: &Context,
) -> Result<(), Cause> {
    use meeting::Event as M;
    let reference = match (event, before) {
        (M::MeetingPlanned(planned), _) => &planned.framework,
        (_, meeting::State::Planned(meeting)) => &meeting.framework,
        (_, meeting::State::Unplanned) => {
            return Err(Cause::MeetingRefused(meeting::Refusal::MeetingUnknown));
        }
    };
    let framework = adoptions.find(reference)?;
    let mut expected = event.clone();
    match &mut expected {
        M::PapersSent(sent) => sent.digest = record::papers_digest(&sent.items),
        M::AddendumSent(sent) => sent.digest = record::papers_digest(std::slice::from_ref(&sent.papers)),
        M::MeetingPlanned(_)
        | M::ItemScheduled(_)
        | M::ItemRemoved(_)
        | M::AgendaFixed(_)
        | M::MeetingHeld(_)
        | M::DecisionListDrafted(_)
        | M::DecisionListFixed(_)
        | M::MeetingCancelled(_)
        | M::ActionAgreed(_)
        | M::ActionClosed(_) => {}
    }
    let decided = meeting::decide(framework, before, meeting::replay::command_of(&expected), context);
    same(decided, event, Event::Meeting, Cause::MeetingRefused)
}

/// What the rules make of the command that led to a preparation's event: the same event.
pub(super) fn preparation(
    adoptions: &Adoptions,
    before: &preparation::State,
    event: &preparation::Event,
    context: &Context,
) -> Result<(), Cause> {
    use preparation::Event as P;
    let reference = match (event, before) {
        (P::PreparationBegun(begun), _) => &begun.framework,
        (_, preparation::State::Begun(preparation)) => &preparation.framework,
        (_, preparation::State::Unbegun) => {
            return Err(Cause::PreparationRefused(preparation::Refusal::PreparationUnknown));
        }
    };
    let framework = adoptions.find(reference)?;
    let decided = preparation::decide(framework, before, preparation::replay::command_of(event), context);
    same(decided, event, Event::Preparation, Cause::PreparationRefused)
}

/// Whether the rules give what is recorded about the keeping of a history.
pub(super) fn keeping(
    before: &keeping::State,
    last: Revision,
    event: &keeping::Event,
    context: &Context,
) -> Result<(), Cause> {
    let decided = keeping::decide(before, last, keeping::replay::command_of(event), context);
    same(decided, event, Event::Keeping, Cause::KeepingRefused)
}

/// Whether the rules give what is recorded about an arrangement.
pub(super) fn arrangement(
    adoptions: &Adoptions,
    before: &arrangement::State,
    event: &arrangement::Event,
    context: &Context,
) -> Result<(), Cause> {
    match event {
        arrangement::Event::ArrangementRegistered(_) => adoptions.register(before, event, context),
        arrangement::Event::ArrangementBegun(begun) => {
            of_arrangement(adoptions.find(&begun.framework)?, before, event, context)
        }
        arrangement::Event::CommitmentGiven(_)
        | arrangement::Event::UseReported(_)
        | arrangement::Event::EvaluationRecorded(_)
        | arrangement::Event::ArrangementConcluded(_) => {
            let begun = &before.began().map_err(Cause::ArrangementRefused)?.begun;
            of_arrangement(adoptions.find(&begun.framework)?, before, event, context)
        }
    }
}

/// Whether the rules of this framework give what is recorded about an arrangement.
pub(super) fn of_arrangement(
    framework: &Framework,
    before: &arrangement::State,
    event: &arrangement::Event,
    context: &Context,
) -> Result<(), Cause> {
    let decided = arrangement::decide(framework, before, arrangement::command_of(event), context);
    same(decided, event, Event::Arrangement, Cause::ArrangementRefused)
}

/// Whether the rules gave what is recorded.
pub(super) fn same<E: PartialEq, R>(
    decided: Result<E, R>,
    event: &E,
    given: impl FnOnce(E) -> Event,
    refused: impl FnOnce(R) -> Cause,
) -> Result<(), Cause> {
    match decided {
        Ok(decided) if decided == *event => Ok(()),
        Ok(decided) => Err(Cause::Otherwise(Box::new(given(decided)))),
        Err(refusal) => Err(refused(refusal)),
    }
}
