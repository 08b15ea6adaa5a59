//! Where an event leaves its dossier, so far as the agendas and lists have to know.
//!
//! Told from the event alone, because it carries its consequence. Only corrections, suspensions and the ladder, which are few,
//! need the dossier: of them the rules' own account is asked. That the others agree with that is a property test.

use domain::{
    dossier::{
        Event,
        event::{Next, Opening},
    },
    framework::EndKind,
};
use jiff::civil::Date;

/// Where an event leaves its dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect<'e> {
    /// Where it was.
    Stays,
    /// At a body.
    Arrives(&'e Opening),
    /// With the coordinator since a day, for the document that opens a round.
    Prepares(Date),
    /// With the coordinator since a day, for a new version.
    Revises(Date),
    /// At its end.
    Ends(EndKind),
    /// Where the rules say, who know all that came before.
    AsTheRulesSay,
}

impl<'e> Effect<'e> {
    pub(super) fn of(event: &'e Event) -> Self {
        match event {
            Event::DossierOpened(_)
            | Event::DocumentFiled(_)
            | Event::ConditionsAnswered(_)
            | Event::DossierHandedOver(_) => Self::Stays,
            Event::RoundSubmitted(submitted) | Event::RevisionSubmitted(submitted) => {
                Self::Arrives(&submitted.opens)
            }
            Event::NoticeTaken(treated)
            | Event::AdviceGiven(treated)
            | Event::DecisionTaken(treated)
            | Event::AgreementNotReached(treated)
            | Event::RatificationGiven(treated)
            | Event::VisitDeferred(treated)
            | Event::ReferredBack(treated) => Self::leads(&treated.next, treated.treated_on),
            Event::PartySpoke(spoke) => match (&spoke.completes, spoke.replaces) {
                (None, _) => Self::Stays,
                (Some(together), None) => Self::leads(&together.next, together.treated_on),
                // It may mend what they said together before.
                (Some(_), Some(_)) => Self::AsTheRulesSay,
            },
            Event::DossierWithdrawn(_) => Self::Ends(EndKind::Withdrawn),
            Event::TermSuspended(_)
            | Event::TermResumed(_)
            | Event::OutcomeCorrected(_)
            | Event::Escalation(_) => Self::AsTheRulesSay,
        }
    }

    fn leads(next: &'e Next, on: Date) -> Self {
        match next {
            Next::Visit(opening) => Self::Arrives(opening),
            Next::Round(_) => Self::Prepares(on),
            Next::Revision { .. } => Self::Revises(on),
            // What is on the ladder already stays on its rung.
            Next::Ladder(_) => Self::AsTheRulesSay,
            Next::End { kind, .. } => Self::Ends(*kind),
        }
    }
}
