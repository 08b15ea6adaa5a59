//! Where an event leaves its dossier, so far as the agendas and lists have to know.
//!
//! Told from the event alone, because it carries its consequence. Only a correction needs the dossier: what counts is
//! whether it leads elsewhere than what it corrects. That this agrees with the rules' own account is a property test.

use domain::{
    dossier::{
        Event,
        event::{Next, OutcomeCorrected},
    },
    framework::EndKind,
    ids::BodyId,
};

use crate::{names::Names, row::Row, store, timeline::Timeline};

/// Where an event leaves its dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect<'e> {
    /// Where it was.
    Stays,
    /// At a body.
    Arrives(&'e BodyId),
    /// With the coordinator, for the document that opens a round.
    Prepares,
    /// With the coordinator, for a new version.
    Revises,
    /// At its end.
    Ends(EndKind),
}

impl<'e> Effect<'e> {
    /// `before` is the row without this event.
    pub(super) fn of(event: &'e Event, before: &Row, names: &Names) -> Result<Self, store::Error> {
        Ok(match event {
            Event::DossierOpened(_) => Self::Prepares,
            Event::DocumentFiled(_) | Event::ConditionsAnswered(_) | Event::DossierHandedOver(_) => {
                Self::Stays
            }
            Event::RoundSubmitted(submitted) | Event::RevisionSubmitted(submitted) => {
                Self::Arrives(&submitted.opens.body)
            }
            Event::NoticeTaken(treated)
            | Event::AdviceGiven(treated)
            | Event::DecisionTaken(treated)
            | Event::AgreementNotReached(treated)
            | Event::RatificationGiven(treated)
            | Event::VisitDeferred(treated)
            | Event::ReferredBack(treated) => Self::leads(&treated.next),
            Event::DossierWithdrawn(_) => Self::Ends(EndKind::Withdrawn),
            Event::OutcomeCorrected(corrected) => Self::corrects(corrected, before, names)?,
        })
    }

    fn leads(next: &'e Next) -> Self {
        match next {
            Next::Visit(opening) => Self::Arrives(&opening.body),
            Next::Round(_) => Self::Prepares,
            Next::Revision { .. } => Self::Revises,
            Next::End { kind, .. } => Self::Ends(*kind),
        }
    }

    fn corrects(corrected: &'e OutcomeCorrected, before: &Row, names: &Names) -> Result<Self, store::Error> {
        let timeline = Timeline::at(before, names, u64::MAX)?;
        Ok(match timeline.dossier.treated_at(corrected.corrects) {
            Some(first) if first.next != corrected.treated.next => Self::leads(&corrected.treated.next),
            Some(_) | None => Self::Stays,
        })
    }
}
