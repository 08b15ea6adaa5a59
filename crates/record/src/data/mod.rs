//! What each type of event holds, by version.
//!
//! [`types`] has the names. [`v1`] has the written form of every type in version 1, [`v2`] that of what bodies did: plain
//! shapes that are frozen once a record was written with them, and beside each its conversion from and to the domain. Only here is there
//! serde on events, and never on the domain's own types.
//!
//! # Another version of a type
//!
//! Records are never rewritten; an old one is brought to the newest form when it is read. To give, say, submissions
//! another form:
//!
//! 1. Put the new shape in [`v2`], with its conversion from and to the domain, and `From<v1::RoundSubmitted>` or
//!    `TryFrom` for it: the upcast. Shapes that did not change are used from `v1`. [`v2::Treated`] is an example.
//! 2. Delete from `v1` the conversions with the domain that nothing uses any more. The shape stays as it is.
//! 3. In [`types`], let `ROUND_SUBMITTED` end in `.v2` and keep the old text beside it as `ROUND_SUBMITTED_V1`.
//! 4. In [`read`], add an arm for the old text that goes through the upcast; in [`Newest`], write the new shape.
//! 5. Add `golden/ronde-ingediend.v2.json`. The golden files of version 1 stay, and are still read by a test.
//!
//! A new kind of event is steps 1, 3, 4 and 5 without an upcast. Trace three ways before it is done:
//!
//! - *Old data, new reader*: goes through the upcast. What the old form does not say must become a value that is
//!   true of the past, never a guess.
//! - *New data, old reader*: ends in [`NewerVersion`](decode::Error::NewerVersion) or
//!   [`UnknownType`](decode::Error::UnknownType), and the follower stops loudly. So readers are renewed first,
//!   writers last.
//! - *Old data from an old writer, after new data*: while an old intake still runs, version 1 can follow version 2
//!   in one history. The upcast must hold then too, and the rules must not need what only version 2 says.
//!
//! Adding an optional field, or a name to a closed set such as outcomes, is another version too: an old reader
//! refuses a field and a name that it does not know, and it would call the record invalid instead of newer.

pub(crate) mod types;

mod shape;
mod v1;
mod v2;

use domain::{Event, arrangement, dossier, keeping, mandate, meeting, preparation};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use self::shape::Shape;
use crate::decode;

/// An event, written in the newest version of its type.
pub(crate) struct Newest<'a>(pub(crate) &'a Event);

impl Serialize for Newest<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        use dossier::Event as D;
        use dossier::escalation::Event as E;
        use keeping::Event as K;
        use meeting::Event as M;
        match self.0 {
            Event::Dossier(D::DossierOpened(event)) => v1::DossierOpened::from(event).serialize(to),
            Event::Dossier(D::DocumentFiled(event)) => v1::DocumentFiled::from(event).serialize(to),
            Event::Dossier(D::RoundSubmitted(event) | D::RevisionSubmitted(event)) => {
                v1::RoundSubmitted::from(event).serialize(to)
            }
            Event::Dossier(
                D::NoticeTaken(event)
                | D::AdviceGiven(event)
                | D::DecisionTaken(event)
                | D::AgreementNotReached(event)
                | D::RatificationGiven(event)
                | D::VisitDeferred(event)
                | D::ReferredBack(event),
            ) => v2::Treated::from(event).serialize(to),
            Event::Dossier(D::PartySpoke(event)) => v1::PartySpoke::from(event).serialize(to),
            Event::Dossier(D::TermSuspended(event)) => v1::TermSuspended::from(event).serialize(to),
            Event::Dossier(D::TermResumed(event)) => v1::TermResumed::from(event).serialize(to),
            Event::Dossier(D::ConditionsAnswered(event)) => v1::ConditionsAnswered::from(event).serialize(to),
            Event::Dossier(D::DossierWithdrawn(event)) => v1::DossierWithdrawn::from(event).serialize(to),
            Event::Dossier(D::OutcomeCorrected(event)) => v2::OutcomeCorrected::from(event).serialize(to),
            Event::Dossier(D::DossierHandedOver(event)) => v1::DossierHandedOver::from(event).serialize(to),
            Event::Dossier(D::Escalation(event)) => match event {
                E::EscalationOpened(event) => v1::EscalationOpened::from(event).serialize(to),
                E::EscalationMoved(event) => v1::EscalationMoved::from(event).serialize(to),
                E::EscalationResolved(event) => v1::EscalationResolved::from(event).serialize(to),
                E::EscalationUnresolved(event) => v1::EscalationUnresolved::from(event).serialize(to),
                E::DisputeConcluded(event) => v1::DisputeConcluded::from(event).serialize(to),
            },
            Event::FrameworkAdopted(event) => v1::FrameworkAdopted::from(event).serialize(to),
            Event::Arrangement(event) => of_arrangement(event, to),
            Event::Meeting(M::MeetingPlanned(event)) => v1::MeetingPlanned::from(event).serialize(to),
            Event::Meeting(M::ItemScheduled(event)) => v1::Added::from(event).serialize(to),
            Event::Meeting(M::ItemRemoved(event)) => v1::ItemRemoved::from(event).serialize(to),
            Event::Meeting(M::AgendaFixed(event)) => v1::AgendaFixed::from(event).serialize(to),
            Event::Meeting(M::PapersSent(event)) => v1::PapersSent::from(event).serialize(to),
            Event::Meeting(M::AddendumSent(event)) => v1::AddendumSent::from(event).serialize(to),
            Event::Meeting(M::MeetingHeld(event)) => v1::MeetingHeld::from(event).serialize(to),
            Event::Meeting(M::DecisionListDrafted(event)) => {
                v1::DecisionListDrafted::from(event).serialize(to)
            }
            Event::Meeting(M::DecisionListFixed(event)) => v1::DecisionListFixed::from(event).serialize(to),
            Event::Meeting(M::MeetingCancelled(event)) => v1::MeetingCancelled::from(event).serialize(to),
            Event::Meeting(M::ActionAgreed(event)) => v1::ActionAgreed::from(event).serialize(to),
            Event::Meeting(M::ActionClosed(event)) => v1::ActionClosed::from(event).serialize(to),
            Event::Mandate(mandate::Event::MandateGranted(event)) => {
                v1::MandateGranted::from(event).serialize(to)
            }
            Event::Mandate(mandate::Event::MandateRevoked(event)) => {
                v1::MandateRevoked::from(event).serialize(to)
            }
            Event::Preparation(event) => prepared(event, to),
            Event::Keeping(K::ErasureRequested(event)) => v1::ErasureRequested::from(event).serialize(to),
            Event::Keeping(K::ErasureDeclined(event)) => v1::ErasureDeclined::from(event).serialize(to),
            Event::Keeping(K::TextsErased(event)) => v1::TextsErased::from(event).serialize(to),
            Event::Keeping(K::HoldPlaced(event)) => v1::HoldPlaced::from(event).serialize(to),
            Event::Keeping(K::HoldLifted(event)) => v1::HoldLifted::from(event).serialize(to),
            Event::Keeping(K::HistoryConfirmed(event)) => v1::HistoryConfirmed::from(event).serialize(to),
        }
    }
}

fn of_arrangement<S: Serializer>(event: &arrangement::Event, to: S) -> Result<S::Ok, S::Error> {
    use arrangement::Event as A;
    match event {
        A::ArrangementRegistered(event) => v1::ArrangementRegistered::from(event).serialize(to),
        A::ArrangementBegun(event) => v1::ArrangementBegun::from(event.as_ref()).serialize(to),
        A::CommitmentGiven(event) => v1::CommitmentGiven::from(event.as_ref()).serialize(to),
        A::UseReported(event) => v1::UseReported::from(event).serialize(to),
        A::EvaluationRecorded(event) => v1::EvaluationRecorded::from(event.as_ref()).serialize(to),
        A::ArrangementConcluded(event) => v1::ArrangementConcluded::from(event.as_ref()).serialize(to),
    }
}

fn prepared<S: Serializer>(event: &preparation::Event, to: S) -> Result<S::Ok, S::Error> {
    use preparation::{Event as P, Note as N};
    match event {
        P::PreparationBegun(event) => v1::PreparationBegun::from(event).serialize(to),
        P::ListTaken(event) => v1::ListTaken::from(event).serialize(to),
        P::Noted(N::Step(note)) => v1::StepCarriedOut::from(note).serialize(to),
        P::Noted(N::Answer(note)) => v1::QuestionAnswered::from(note).serialize(to),
        P::Noted(N::Count(note)) => v1::CountGiven::from(note).serialize(to),
        P::Noted(N::Partner(note)) => v1::PartnerNoted::from(note).serialize(to),
        P::Noted(N::Support(note)) => v1::SupportRecorded::from(note).serialize(to),
        P::ActionAgreed(event) => v1::PreparationActionAgreed::from(event).serialize(to),
        P::ActionClosed(event) => v1::Closed::from(event).serialize(to),
    }
}

/// Reads what a record of a type holds.
pub(crate) fn read(event_type: &str, data: &RawValue) -> Result<Event, decode::Error> {
    use arrangement::Event as A;
    use dossier::Event as D;
    let shape = Shape::new(event_type, data);
    Ok(match event_type {
        types::DOSSIER_OPENED => Event::Dossier(D::DossierOpened(shape.read::<v1::DossierOpened>()?.into())),
        types::DOCUMENT_FILED => Event::Dossier(D::DocumentFiled(shape.read::<v1::DocumentFiled>()?.into())),
        types::ROUND_SUBMITTED => {
            Event::Dossier(D::RoundSubmitted(shape.read::<v1::RoundSubmitted>()?.into()))
        }
        types::REVISION_SUBMITTED => {
            Event::Dossier(D::RevisionSubmitted(shape.read::<v1::RoundSubmitted>()?.into()))
        }
        types::NOTICE_TAKEN
        | types::ADVICE_GIVEN
        | types::DECISION_TAKEN
        | types::AGREEMENT_NOT_REACHED
        | types::RATIFICATION_GIVEN
        | types::VISIT_DEFERRED
        | types::REFERRED_BACK => treated(event_type, &shape, shape.read()?)?,
        types::NOTICE_TAKEN_V1
        | types::ADVICE_GIVEN_V1
        | types::DECISION_TAKEN_V1
        | types::AGREEMENT_NOT_REACHED_V1
        | types::RATIFICATION_GIVEN_V1
        | types::VISIT_DEFERRED_V1
        | types::REFERRED_BACK_V1 => treated(event_type, &shape, shape.read::<v1::Treated>()?.into())?,
        types::PARTY_SPOKE => {
            Event::Dossier(D::PartySpoke(shape.consistent(shape.read::<v1::PartySpoke>()?)?))
        }
        types::TERM_SUSPENDED => {
            Event::Dossier(D::TermSuspended(shape.consistent(shape.read::<v1::TermSuspended>()?)?))
        }
        types::TERM_RESUMED => Event::Dossier(D::TermResumed(shape.read::<v1::TermResumed>()?.into())),
        types::CONDITIONS_ANSWERED => {
            Event::Dossier(D::ConditionsAnswered(shape.read::<v1::ConditionsAnswered>()?.into()))
        }
        types::DOSSIER_WITHDRAWN => {
            Event::Dossier(D::DossierWithdrawn(shape.read::<v1::DossierWithdrawn>()?.into()))
        }
        types::OUTCOME_CORRECTED => corrected(&shape, shape.read()?)?,
        types::OUTCOME_CORRECTED_V1 => corrected(&shape, shape.read::<v1::OutcomeCorrected>()?.into())?,
        types::DOSSIER_HANDED_OVER => {
            Event::Dossier(D::DossierHandedOver(shape.read::<v1::DossierHandedOver>()?.into()))
        }
        types::FRAMEWORK_ADOPTED => Event::FrameworkAdopted(shape.read::<v1::FrameworkAdopted>()?.into()),
        types::ARRANGEMENT_REGISTERED => {
            Event::Arrangement(A::ArrangementRegistered(shape.read::<v1::ArrangementRegistered>()?.into()))
        }
        types::ARRANGEMENT_BEGUN => {
            let begun = shape.read::<v1::ArrangementBegun>()?.into();
            Event::Arrangement(A::ArrangementBegun(Box::new(begun)))
        }
        types::COMMITMENT_GIVEN => {
            let given = shape.read::<v1::CommitmentGiven>()?.into();
            Event::Arrangement(A::CommitmentGiven(Box::new(given)))
        }
        types::USE_REPORTED => Event::Arrangement(A::UseReported(shape.read::<v1::UseReported>()?.into())),
        types::ESCALATION_OPENED
        | types::ESCALATION_MOVED
        | types::ESCALATION_RESOLVED
        | types::ESCALATION_UNRESOLVED
        | types::DISPUTE_CONCLUDED => on_ladder(event_type, &shape)?,
        types::EVALUATION_RECORDED => Event::Arrangement(A::EvaluationRecorded(Box::new(
            shape.read::<v1::EvaluationRecorded>()?.into(),
        ))),
        types::ARRANGEMENT_CONCLUDED => Event::Arrangement(A::ArrangementConcluded(Box::new(
            shape.read::<v1::ArrangementConcluded>()?.into(),
        ))),
        _ => return beside(event_type, &shape),
    })
}

/// Reads what happened on the ladder.
fn on_ladder(event_type: &str, shape: &Shape<'_>) -> Result<Event, decode::Error> {
    use dossier::escalation::Event as E;
    let invalid = |fault: v1::Contradiction| shape.invalid(fault.field, fault.reason);
    Ok(Event::Dossier(dossier::Event::Escalation(match event_type {
        types::ESCALATION_OPENED => {
            E::EscalationOpened(shape.read::<v1::EscalationOpened>()?.try_into().map_err(invalid)?)
        }
        types::ESCALATION_MOVED => {
            E::EscalationMoved(shape.read::<v1::EscalationMoved>()?.try_into().map_err(invalid)?)
        }
        types::ESCALATION_RESOLVED => {
            E::EscalationResolved(shape.read::<v1::EscalationResolved>()?.try_into().map_err(invalid)?)
        }
        types::ESCALATION_UNRESOLVED => {
            E::EscalationUnresolved(shape.read::<v1::EscalationUnresolved>()?.into())
        }
        _ => E::DisputeConcluded(shape.read::<v1::DisputeConcluded>()?.try_into().map_err(invalid)?),
    })))
}

/// Reads what a record that is about no dossier's way holds.
fn beside(event_type: &str, shape: &Shape<'_>) -> Result<Event, decode::Error> {
    use meeting::Event as M;
    Ok(Event::Meeting(match event_type {
        types::MEETING_PLANNED => M::MeetingPlanned(shape.read::<v1::MeetingPlanned>()?.into()),
        types::ITEM_SCHEDULED => M::ItemScheduled(shape.read::<v1::Added>()?.into()),
        types::ITEM_REMOVED => M::ItemRemoved(shape.read::<v1::ItemRemoved>()?.into()),
        types::AGENDA_FIXED => M::AgendaFixed(shape.read::<v1::AgendaFixed>()?.into()),
        types::PAPERS_SENT => M::PapersSent(shape.read::<v1::PapersSent>()?.into()),
        types::ADDENDUM_SENT => M::AddendumSent(shape.read::<v1::AddendumSent>()?.into()),
        types::MEETING_HELD => M::MeetingHeld(shape.read::<v1::MeetingHeld>()?.into()),
        types::DECISION_LIST_DRAFTED => {
            M::DecisionListDrafted(shape.read::<v1::DecisionListDrafted>()?.into())
        }
        types::DECISION_LIST_FIXED => M::DecisionListFixed(shape.read::<v1::DecisionListFixed>()?.into()),
        types::MEETING_CANCELLED => M::MeetingCancelled(shape.read::<v1::MeetingCancelled>()?.into()),
        types::ACTION_AGREED => M::ActionAgreed(shape.consistent(shape.read::<v1::ActionAgreed>()?)?),
        types::ACTION_CLOSED => M::ActionClosed(shape.read::<v1::ActionClosed>()?.into()),
        _ => return mandate(event_type, shape),
    }))
}

/// Reads what a record about a mandate holds, about a preparation, or about the keeping of a history.
fn mandate(event_type: &str, shape: &Shape<'_>) -> Result<Event, decode::Error> {
    Ok(Event::Mandate(match event_type {
        types::MANDATE_GRANTED => mandate::Event::MandateGranted(shape.read::<v1::MandateGranted>()?.into()),
        types::MANDATE_REVOKED => mandate::Event::MandateRevoked(shape.read::<v1::MandateRevoked>()?.into()),
        _ => return preparation(event_type, shape),
    }))
}

/// Reads what a record about a preparation holds, or about the keeping of a history.
fn preparation(event_type: &str, shape: &Shape<'_>) -> Result<Event, decode::Error> {
    use preparation::{Event as P, Note as N};
    Ok(Event::Preparation(match event_type {
        types::PREPARATION_BEGUN => P::PreparationBegun(shape.read::<v1::PreparationBegun>()?.into()),
        types::LIST_TAKEN => P::ListTaken(shape.read::<v1::ListTaken>()?.into()),
        types::STEP_CARRIED_OUT => P::Noted(N::Step(shape.read::<v1::StepCarriedOut>()?.into())),
        types::QUESTION_ANSWERED => P::Noted(N::Answer(shape.read::<v1::QuestionAnswered>()?.into())),
        types::COUNT_GIVEN => P::Noted(N::Count(shape.read::<v1::CountGiven>()?.into())),
        types::PARTNER_NOTED => P::Noted(N::Partner(shape.read::<v1::PartnerNoted>()?.into())),
        types::SUPPORT_RECORDED => P::Noted(N::Support(shape.read::<v1::SupportRecorded>()?.into())),
        types::PREPARATION_ACTION_AGREED => {
            P::ActionAgreed(shape.consistent(shape.read::<v1::PreparationActionAgreed>()?)?)
        }
        types::PREPARATION_ACTION_CLOSED => P::ActionClosed(shape.read::<v1::Closed>()?.into()),
        _ => return keeping(event_type, shape).map(Event::Keeping),
    }))
}

/// What a body did. Its outcome says of which type it is, in every version of that type.
fn treated(event_type: &str, shape: &Shape<'_>, read: v2::Treated) -> Result<Event, decode::Error> {
    let treated: dossier::event::Treated = shape.consistent(read)?;
    let named = |event_type| types::split(event_type).map(|(name, _)| name);
    if named(types::of_outcome(treated.outcome)) != named(event_type) {
        return Err(shape.invalid("outcome", "this outcome belongs to another type of event"));
    }
    Ok(Event::Dossier(dossier::Event::treated(treated)))
}

fn corrected(shape: &Shape<'_>, read: v2::OutcomeCorrected) -> Result<Event, decode::Error> {
    Ok(Event::Dossier(dossier::Event::OutcomeCorrected(shape.consistent(read)?)))
}

/// Reads what a record about the keeping of a history holds.
fn keeping(event_type: &str, shape: &Shape<'_>) -> Result<keeping::Event, decode::Error> {
    use keeping::Event as K;
    Ok(match event_type {
        types::ERASURE_REQUESTED => K::ErasureRequested(shape.read::<v1::ErasureRequested>()?.into()),
        types::ERASURE_DECLINED => K::ErasureDeclined(shape.read::<v1::ErasureDeclined>()?.into()),
        types::TEXTS_ERASED => K::TextsErased(shape.read::<v1::TextsErased>()?.into()),
        types::HOLD_PLACED => K::HoldPlaced(shape.read::<v1::HoldPlaced>()?.into()),
        types::HOLD_LIFTED => K::HoldLifted(shape.read::<v1::HoldLifted>()?.into()),
        types::HISTORY_CONFIRMED => K::HistoryConfirmed(shape.read::<v1::HistoryConfirmed>()?.into()),
        _ => return Err(beyond(event_type).unwrap_or_else(|| unknown(event_type))),
    })
}

/// Why a type cannot be read, if it is one that this software does not know yet: newer, or of another name.
pub(crate) fn beyond(event_type: &str) -> Option<decode::Error> {
    let Some(known) = types::newest_version(event_type) else { return Some(unknown(event_type)) };
    let newer = types::split(event_type).is_some_and(|(_, version)| version > known);
    newer.then(|| decode::Error::NewerVersion { event_type: event_type.to_owned(), known })
}

fn unknown(event_type: &str) -> decode::Error {
    decode::Error::UnknownType { event_type: event_type.to_owned() }
}
