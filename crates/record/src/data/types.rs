//! The types of events, as their attribute `type` names them: the newest version of each.

use domain::{Event, arrangement, dossier, framework::Outcome, keeping, mandate, meeting, preparation};

macro_rules! types {
    ($($name:ident = $text:literal,)+) => {
        $(pub(crate) const $name: &str = $text;)+

        /// Every type.
        pub(crate) const ALL: &[&str] = &[$($name),+];
    };
}

types! {
    DOSSIER_OPENED = "nl.onderwijszorgarrangementen.dossier-geopend.v1",
    DOCUMENT_FILED = "nl.onderwijszorgarrangementen.document-vastgelegd.v1",
    ROUND_SUBMITTED = "nl.onderwijszorgarrangementen.ronde-ingediend.v1",
    REVISION_SUBMITTED = "nl.onderwijszorgarrangementen.herziening-ingediend.v1",
    NOTICE_TAKEN = "nl.onderwijszorgarrangementen.kennisname-vastgelegd.v2",
    ADVICE_GIVEN = "nl.onderwijszorgarrangementen.advies-uitgebracht.v2",
    DECISION_TAKEN = "nl.onderwijszorgarrangementen.besluit-genomen.v2",
    AGREEMENT_NOT_REACHED = "nl.onderwijszorgarrangementen.overeenstemming-uitgebleven.v2",
    RATIFICATION_GIVEN = "nl.onderwijszorgarrangementen.besluit-bekrachtigd.v2",
    PARTY_SPOKE = "nl.onderwijszorgarrangementen.bekrachtiging-uitgesproken.v1",
    VISIT_DEFERRED = "nl.onderwijszorgarrangementen.dossier-aangehouden.v2",
    REFERRED_BACK = "nl.onderwijszorgarrangementen.dossier-terugverwezen.v2",
    TERM_SUSPENDED = "nl.onderwijszorgarrangementen.termijn-opgeschort.v1",
    TERM_RESUMED = "nl.onderwijszorgarrangementen.termijn-hervat.v1",
    CONDITIONS_ANSWERED = "nl.onderwijszorgarrangementen.voorwaarden-beantwoord.v1",
    DOSSIER_WITHDRAWN = "nl.onderwijszorgarrangementen.voorstel-ingetrokken.v1",
    OUTCOME_CORRECTED = "nl.onderwijszorgarrangementen.uitkomst-gecorrigeerd.v2",
    DOSSIER_HANDED_OVER = "nl.onderwijszorgarrangementen.dossier-overgedragen.v1",
    ESCALATION_OPENED = "nl.onderwijszorgarrangementen.opschaling-geopend.v1",
    ESCALATION_MOVED = "nl.onderwijszorgarrangementen.opschaling-doorgezet.v1",
    ESCALATION_RESOLVED = "nl.onderwijszorgarrangementen.opschaling-opgelost.v1",
    ESCALATION_UNRESOLVED = "nl.onderwijszorgarrangementen.geschil-voorgelegd.v1",
    DISPUTE_CONCLUDED = "nl.onderwijszorgarrangementen.geschil-afgesloten.v1",
    FRAMEWORK_ADOPTED = "nl.onderwijszorgarrangementen.kader-vastgesteld.v1",
    ARRANGEMENT_REGISTERED = "nl.onderwijszorgarrangementen.arrangement-geregistreerd.v1",
    ARRANGEMENT_BEGUN = "nl.onderwijszorgarrangementen.arrangement-begonnen.v1",
    COMMITMENT_GIVEN = "nl.onderwijszorgarrangementen.gebondenheid-vastgelegd.v1",
    USE_REPORTED = "nl.onderwijszorgarrangementen.gebruik-opgegeven.v1",
    EVALUATION_RECORDED = "nl.onderwijszorgarrangementen.evaluatie-vastgelegd.v1",
    ARRANGEMENT_CONCLUDED = "nl.onderwijszorgarrangementen.conclusie-getrokken.v1",
    MEETING_PLANNED = "nl.onderwijszorgarrangementen.vergadering-gepland.v1",
    ITEM_SCHEDULED = "nl.onderwijszorgarrangementen.agendapunt-geplaatst.v1",
    ITEM_REMOVED = "nl.onderwijszorgarrangementen.agendapunt-vervallen.v1",
    AGENDA_FIXED = "nl.onderwijszorgarrangementen.agenda-vastgesteld.v1",
    PAPERS_SENT = "nl.onderwijszorgarrangementen.agenda-verzonden.v1",
    ADDENDUM_SENT = "nl.onderwijszorgarrangementen.agenda-aangevuld.v1",
    MEETING_HELD = "nl.onderwijszorgarrangementen.vergadering-gehouden.v1",
    DECISION_LIST_DRAFTED = "nl.onderwijszorgarrangementen.besluitenlijst-opgesteld.v1",
    DECISION_LIST_FIXED = "nl.onderwijszorgarrangementen.besluitenlijst-vastgesteld.v1",
    MEETING_CANCELLED = "nl.onderwijszorgarrangementen.vergadering-geannuleerd.v1",
    ACTION_AGREED = "nl.onderwijszorgarrangementen.actie-afgesproken.v1",
    ACTION_CLOSED = "nl.onderwijszorgarrangementen.actie-afgesloten.v1",
    MANDATE_GRANTED = "nl.onderwijszorgarrangementen.mandaat-verleend.v1",
    MANDATE_REVOKED = "nl.onderwijszorgarrangementen.mandaat-ingetrokken.v1",
    PREPARATION_BEGUN = "nl.onderwijszorgarrangementen.voorbereiding-begonnen.v1",
    LIST_TAKEN = "nl.onderwijszorgarrangementen.lijst-toegevoegd.v1",
    STEP_CARRIED_OUT = "nl.onderwijszorgarrangementen.stap-uitgevoerd.v1",
    QUESTION_ANSWERED = "nl.onderwijszorgarrangementen.vraag-beantwoord.v1",
    COUNT_GIVEN = "nl.onderwijszorgarrangementen.aantal-opgegeven.v1",
    PARTNER_NOTED = "nl.onderwijszorgarrangementen.partner-vermeld.v1",
    SUPPORT_RECORDED = "nl.onderwijszorgarrangementen.draagvlak-vastgelegd.v1",
    PREPARATION_ACTION_AGREED = "nl.onderwijszorgarrangementen.voorbereidingsactie-afgesproken.v1",
    PREPARATION_ACTION_CLOSED = "nl.onderwijszorgarrangementen.voorbereidingsactie-afgesloten.v1",
    ERASURE_REQUESTED = "nl.onderwijszorgarrangementen.wissing-verzocht.v1",
    ERASURE_DECLINED = "nl.onderwijszorgarrangementen.wissing-afgewezen.v1",
    TEXTS_ERASED = "nl.onderwijszorgarrangementen.persoonsgegevens-gewist.v1",
    HOLD_PLACED = "nl.onderwijszorgarrangementen.bewaarplicht-ingesteld.v1",
    HOLD_LIFTED = "nl.onderwijszorgarrangementen.bewaarplicht-opgeheven.v1",
    HISTORY_CONFIRMED = "nl.onderwijszorgarrangementen.stand-bevestigd.v1",
}

// What is read and no longer written.
pub(crate) const NOTICE_TAKEN_V1: &str = "nl.onderwijszorgarrangementen.kennisname-vastgelegd.v1";
pub(crate) const ADVICE_GIVEN_V1: &str = "nl.onderwijszorgarrangementen.advies-uitgebracht.v1";
pub(crate) const DECISION_TAKEN_V1: &str = "nl.onderwijszorgarrangementen.besluit-genomen.v1";
pub(crate) const AGREEMENT_NOT_REACHED_V1: &str =
    "nl.onderwijszorgarrangementen.overeenstemming-uitgebleven.v1";
pub(crate) const RATIFICATION_GIVEN_V1: &str = "nl.onderwijszorgarrangementen.besluit-bekrachtigd.v1";
pub(crate) const VISIT_DEFERRED_V1: &str = "nl.onderwijszorgarrangementen.dossier-aangehouden.v1";
pub(crate) const REFERRED_BACK_V1: &str = "nl.onderwijszorgarrangementen.dossier-terugverwezen.v1";
pub(crate) const OUTCOME_CORRECTED_V1: &str = "nl.onderwijszorgarrangementen.uitkomst-gecorrigeerd.v1";

/// The type that an event is written as.
pub(crate) fn of(event: &Event) -> &'static str {
    use arrangement::Event as A;
    use dossier::Event as D;
    use dossier::escalation::Event as E;
    use keeping::Event as K;
    use meeting::Event as M;
    match event {
        Event::Dossier(D::DossierOpened(_)) => DOSSIER_OPENED,
        Event::Dossier(D::DocumentFiled(_)) => DOCUMENT_FILED,
        Event::Dossier(D::RoundSubmitted(_)) => ROUND_SUBMITTED,
        Event::Dossier(D::RevisionSubmitted(_)) => REVISION_SUBMITTED,
        Event::Dossier(D::NoticeTaken(_)) => NOTICE_TAKEN,
        Event::Dossier(D::AdviceGiven(_)) => ADVICE_GIVEN,
        Event::Dossier(D::DecisionTaken(_)) => DECISION_TAKEN,
        Event::Dossier(D::AgreementNotReached(_)) => AGREEMENT_NOT_REACHED,
        Event::Dossier(D::RatificationGiven(_)) => RATIFICATION_GIVEN,
        Event::Dossier(D::PartySpoke(_)) => PARTY_SPOKE,
        Event::Dossier(D::VisitDeferred(_)) => VISIT_DEFERRED,
        Event::Dossier(D::ReferredBack(_)) => REFERRED_BACK,
        Event::Dossier(D::TermSuspended(_)) => TERM_SUSPENDED,
        Event::Dossier(D::TermResumed(_)) => TERM_RESUMED,
        Event::Dossier(D::ConditionsAnswered(_)) => CONDITIONS_ANSWERED,
        Event::Dossier(D::DossierWithdrawn(_)) => DOSSIER_WITHDRAWN,
        Event::Dossier(D::OutcomeCorrected(_)) => OUTCOME_CORRECTED,
        Event::Dossier(D::DossierHandedOver(_)) => DOSSIER_HANDED_OVER,
        Event::Dossier(D::Escalation(event)) => match event {
            E::EscalationOpened(_) => ESCALATION_OPENED,
            E::EscalationMoved(_) => ESCALATION_MOVED,
            E::EscalationResolved(_) => ESCALATION_RESOLVED,
            E::EscalationUnresolved(_) => ESCALATION_UNRESOLVED,
            E::DisputeConcluded(_) => DISPUTE_CONCLUDED,
        },
        Event::FrameworkAdopted(_) => FRAMEWORK_ADOPTED,
        Event::Arrangement(A::ArrangementRegistered(_)) => ARRANGEMENT_REGISTERED,
        Event::Arrangement(A::ArrangementBegun(_)) => ARRANGEMENT_BEGUN,
        Event::Arrangement(A::CommitmentGiven(_)) => COMMITMENT_GIVEN,
        Event::Arrangement(A::UseReported(_)) => USE_REPORTED,
        Event::Arrangement(A::EvaluationRecorded(_)) => EVALUATION_RECORDED,
        Event::Arrangement(A::ArrangementConcluded(_)) => ARRANGEMENT_CONCLUDED,
        Event::Meeting(M::MeetingPlanned(_)) => MEETING_PLANNED,
        Event::Meeting(M::ItemScheduled(_)) => ITEM_SCHEDULED,
        Event::Meeting(M::ItemRemoved(_)) => ITEM_REMOVED,
        Event::Meeting(M::AgendaFixed(_)) => AGENDA_FIXED,
        Event::Meeting(M::PapersSent(_)) => PAPERS_SENT,
        Event::Meeting(M::AddendumSent(_)) => ADDENDUM_SENT,
        Event::Meeting(M::MeetingHeld(_)) => MEETING_HELD,
        Event::Meeting(M::DecisionListDrafted(_)) => DECISION_LIST_DRAFTED,
        Event::Meeting(M::DecisionListFixed(_)) => DECISION_LIST_FIXED,
        Event::Meeting(M::MeetingCancelled(_)) => MEETING_CANCELLED,
        Event::Meeting(M::ActionAgreed(_)) => ACTION_AGREED,
        Event::Meeting(M::ActionClosed(_)) => ACTION_CLOSED,
        Event::Mandate(mandate::Event::MandateGranted(_)) => MANDATE_GRANTED,
        Event::Mandate(mandate::Event::MandateRevoked(_)) => MANDATE_REVOKED,
        Event::Preparation(event) => of_preparation(event),
        Event::Keeping(K::ErasureRequested(_)) => ERASURE_REQUESTED,
        Event::Keeping(K::ErasureDeclined(_)) => ERASURE_DECLINED,
        Event::Keeping(K::TextsErased(_)) => TEXTS_ERASED,
        Event::Keeping(K::HoldPlaced(_)) => HOLD_PLACED,
        Event::Keeping(K::HoldLifted(_)) => HOLD_LIFTED,
        Event::Keeping(K::HistoryConfirmed(_)) => HISTORY_CONFIRMED,
    }
}

fn of_preparation(event: &preparation::Event) -> &'static str {
    use preparation::{Event as P, Note as N};
    match event {
        P::PreparationBegun(_) => PREPARATION_BEGUN,
        P::ListTaken(_) => LIST_TAKEN,
        P::Noted(N::Step(_)) => STEP_CARRIED_OUT,
        P::Noted(N::Answer(_)) => QUESTION_ANSWERED,
        P::Noted(N::Count(_)) => COUNT_GIVEN,
        P::Noted(N::Partner(_)) => PARTNER_NOTED,
        P::Noted(N::Support(_)) => SUPPORT_RECORDED,
        P::ActionAgreed(_) => PREPARATION_ACTION_AGREED,
        P::ActionClosed(_) => PREPARATION_ACTION_CLOSED,
    }
}

/// The type that a treatment with this outcome is written as.
pub(crate) fn of_outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Noted => NOTICE_TAKEN,
        Outcome::Positive | Outcome::PositiveWithConditions | Outcome::Negative | Outcome::NoAdvice => {
            ADVICE_GIVEN
        }
        Outcome::Adopted | Outcome::AdoptedAmended | Outcome::AdoptedWithConditions | Outcome::Rejected => {
            DECISION_TAKEN
        }
        Outcome::NoAgreement => AGREEMENT_NOT_REACHED,
        Outcome::Ratified | Outcome::NotRatified => RATIFICATION_GIVEN,
        Outcome::Deferred => VISIT_DEFERRED,
        Outcome::ReferredBack => REFERRED_BACK,
    }
}

/// The newest version that is known of a type; `None` if it is known in no version.
pub(crate) fn newest_version(event_type: &str) -> Option<u32> {
    let (name, _) = split(event_type)?;
    ALL.iter().filter_map(|known| split(known)).find(|(known, _)| *known == name).map(|(_, version)| version)
}

/// A type's name and version: `a.b.v2` is `a.b` in version 2.
pub(crate) fn split(event_type: &str) -> Option<(&str, u32)> {
    let (name, version) = event_type.rsplit_once(".v")?;
    let plain = version.bytes().all(|byte| byte.is_ascii_digit()) && !version.starts_with('0');
    Some((name, version.parse().ok().filter(|_| plain)?))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_type_is_a_name_of_its_own_with_a_version() {
        let names: BTreeSet<_> = ALL.iter().map(|known| split(known).expect("a version").0).collect();
        assert_eq!(names.len(), ALL.len());
        assert!(names.iter().all(|name| name.starts_with("nl.onderwijszorgarrangementen.")));
    }

    #[test]
    fn a_treatment_is_written_as_the_event_that_its_outcome_is() {
        for outcome in Outcome::ALL {
            assert!(ALL.contains(&of_outcome(outcome)), "{outcome}");
        }
        assert_eq!(newest_version("nl.onderwijszorgarrangementen.besluit-genomen.v7"), Some(2));
        for unknown in [
            "",
            "besluit-genomen.v1",
            "nl.onderwijszorgarrangementen.besluit-genomen",
            "x.v01",
            "x.v",
            "x.v+1",
        ] {
            assert_eq!(newest_version(unknown), None, "{unknown}");
        }
    }
}
