//! Version 1 of every type. The shapes are frozen: a field is never renamed, added or taken away.
//!
//! Options are left out when there is none; lists are always there. A field that is not known is refused.

mod action;
mod arrangement;
mod commitment;
mod count;
mod document;
mod dossier;
pub(crate) mod escalation;
mod evaluation;
mod framework;
mod keeping;
mod mandate;
mod meeting;
pub(crate) mod names;
mod preparation;
mod term;
mod treated;
mod voice;

pub(crate) use self::{
    action::{Agreed as ActionAgreed, Closed},
    arrangement::{ArrangementBegun, ArrangementRegistered},
    commitment::{CommitmentGiven, UseReported},
    document::{DocumentFiled, Opening, RoundSubmitted, VisitRef},
    dossier::{ConditionsAnswered, DossierHandedOver, DossierOpened, DossierWithdrawn},
    escalation::{
        DisputeConcluded, EscalationMoved, EscalationOpened, EscalationResolved, EscalationUnresolved,
    },
    evaluation::{ArrangementConcluded, EvaluationRecorded},
    framework::FrameworkAdopted,
    keeping::{ErasureDeclined, ErasureRequested, HistoryConfirmed, HoldLifted, HoldPlaced, TextsErased},
    mandate::{MandateGranted, MandateRef, MandateRevoked},
    meeting::{
        ActionClosed, Added, AddendumSent, AgendaFixed, DecisionListDrafted, DecisionListFixed, ItemRemoved,
        MeetingCancelled, MeetingHeld, MeetingPlanned, PapersSent,
    },
    names::{Outcome, Role},
    preparation::{
        ActionAgreed as PreparationActionAgreed, CountGiven, ListTaken, PartnerNoted, PreparationBegun,
        QuestionAnswered, StepCarriedOut, SupportRecorded,
    },
    term::{TermResumed, TermSuspended},
    treated::{ConditionSet, Contradiction, Judgement, Next, OutcomeCorrected, To, Treated},
    voice::PartySpoke,
};
