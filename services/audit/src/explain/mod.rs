//! Why a record says what it says: the rules of the framework that its dossier keeps, applied to what was before it.
//!
//! Nothing here decides and nothing is hard-coded: each reason is read from the framework and the state, in the order
//! in which the rules apply. Where the record says something else than the framework gives, that is told too.
//!
//! - `why`: the reasons, and the rule of each in the framework's own words
//! - `coordinator`, `body`, `ladder`, `bound`, `evaluation`: the reasons of what they do; `term`: how a term was counted
//! - `trace`: where the rest of a condition's story stands
//! - `nl`, `en`: the sentences
//! - `told`: an explanation in an answer

mod body;
mod bound;
mod coordinator;
mod en;
mod evaluation;
mod ladder;
mod nl;
mod term;
mod told;
mod trace;
mod why;

use domain::{
    Event, arrangement,
    context::Capacity,
    dossier::{
        self, Dossier, State,
        event::{DocumentRef, Treated},
    },
    framework::{Framework, FrameworkRef},
    keeping, meeting,
};
use record::Record;
use wire::{Language, Names, v1};

use self::{bound::Bound, evaluation::Evaluation, trace::Trace, why::Why};

/// Explains the records of one history, in order.
#[derive(Debug, Default)]
pub struct Explainer {
    /// What was true before the next record.
    state: State,
}

/// Why one record says what it says.
#[derive(Debug, Default, PartialEq, Eq)]
struct Explained {
    framework: Option<FrameworkRef>,
    /// What a body did, if it is about that.
    treated: Option<Treated>,
    documents: Vec<DocumentRef>,
    conditions: Vec<Trace>,
    reasons: Vec<Why>,
}

impl Explainer {
    /// Explains the next record. `framework` is the one that its dossier keeps, or that it adopts; without it only
    /// what holds in every framework is told.
    pub fn next(
        &mut self,
        record: &Record,
        framework: Option<&Framework>,
        language: Language,
    ) -> v1::Explanation {
        let explained = self.explained(record, framework);
        self.passes(record);
        told::explanation(explained, framework.map_or_else(Names::none, Names::of), language)
    }

    /// Takes the next record without explaining it.
    pub fn passes(&mut self, record: &Record) {
        let state = std::mem::take(&mut self.state);
        self.state = match &record.event {
            Event::Dossier(event) => dossier::evolve(state, event),
            Event::Keeping(_) => dossier::pass(state),
            Event::FrameworkAdopted(_)
            | Event::Arrangement(_)
            | Event::Meeting(_)
            | Event::Mandate(_)
            | Event::Preparation(_) => state,
        };
    }

    fn explained(&self, record: &Record, framework: Option<&Framework>) -> Explained {
        match &record.event {
            Event::Dossier(event) => {
                let mut explained = of_dossier(record, event, framework, self.state.dossier().ok());
                if framework.is_none() {
                    explained.reasons.insert(0, Why::FrameworkUnknown);
                }
                explained
            }
            Event::FrameworkAdopted(adopted) => Explained {
                framework: Some(adopted.framework.clone()),
                reasons: vec![
                    Why::ByAdministrator,
                    Why::Adopted {
                        effective_from: adopted.effective_from,
                        supersedes: adopted.supersedes.clone(),
                    },
                ],
                ..Explained::default()
            },
            Event::Arrangement(arrangement::Event::ArrangementRegistered(_)) => {
                Explained { reasons: vec![Why::ByAdministrator, Why::Registered], ..Explained::default() }
            }
            Event::Arrangement(arrangement::Event::ArrangementBegun(begun)) => Explained {
                framework: Some(begun.framework.clone()),
                reasons: vec![Why::ByWhoDecidedIt, Why::Begun],
                ..Explained::default()
            },
            Event::Arrangement(arrangement::Event::CommitmentGiven(_)) => Explained {
                reasons: vec![Why::Bound(Bound::BySecretary), Why::Bound(Bound::ByItself)],
                ..Explained::default()
            },
            Event::Arrangement(arrangement::Event::UseReported(_)) => Explained {
                reasons: vec![Why::ByWhoDecidedIt, Why::Bound(Bound::ReportedAnew)],
                ..Explained::default()
            },
            Event::Arrangement(arrangement::Event::EvaluationRecorded(_)) => {
                Explained { reasons: evaluated(framework), ..Explained::default() }
            }
            Event::Arrangement(arrangement::Event::ArrangementConcluded(drawn)) => {
                Explained { reasons: concluded(drawn, framework), ..Explained::default() }
            }
            Event::Mandate(_) => Explained { reasons: vec![Why::ByAdministrator], ..Explained::default() },
            Event::Preparation(_) => Explained { reasons: vec![Why::ByCoordinator], ..Explained::default() },
            Event::Meeting(event) => {
                Explained { reasons: of_meeting(record, event, framework), ..Explained::default() }
            }
            Event::Keeping(event) => Explained { reasons: keeping(event), ..Explained::default() },
        }
    }
}

/// Who may, and which numbers stand in the clear.
fn evaluated(framework: Option<&Framework>) -> Vec<Why> {
    let suppressed = framework.map_or(Why::FrameworkUnknown, |framework| {
        Why::Evaluation(Evaluation::SmallNumbers { threshold: framework.small_number_threshold })
    });
    vec![Why::ByWhoDecidedIt, suppressed]
}

/// By what way the conclusion was drawn, and what it comes to.
fn concluded(drawn: &arrangement::ArrangementConcluded, framework: Option<&Framework>) -> Vec<Why> {
    let conclusion = drawn.conclusion;
    let route = framework.map_or(Why::FrameworkUnknown, |framework| {
        let route = framework.evaluation.get(&conclusion).cloned();
        Why::Evaluation(Evaluation::ConcludedBy { conclusion, route })
    });
    vec![route, Why::Evaluation(Evaluation::Life { conclusion })]
}

/// Only the secretary acts on a meeting, and what they may follows from its body.
fn of_meeting(record: &Record, event: &meeting::Event, framework: Option<&Framework>) -> Vec<Why> {
    use meeting::Event as M;
    let mut reasons = Vec::new();
    if let Capacity::Secretary { body } = &record.capacity {
        reasons.push(Why::BySecretary { body: body.clone() });
    }
    match event {
        M::MeetingPlanned(planned) => {
            let body = framework.and_then(|framework| framework.body(&planned.body));
            reasons.extend(body.map(|body| Why::Meets {
                body: body.id.clone(),
                meets: body.meets.is_some(),
                papers_due_days: body.papers_due_days,
                dispatch_days: body.dispatch_days,
            }));
        }
        M::PapersSent(_) | M::AddendumSent(_) => reasons.push(Why::Frozen),
        M::DecisionListDrafted(_) | M::DecisionListFixed(_) => reasons.push(Why::FixedLater),
        M::ActionAgreed(_) | M::ActionClosed(_) => reasons.push(Why::Carried),
        M::ItemScheduled(_)
        | M::ItemRemoved(_)
        | M::AgendaFixed(_)
        | M::MeetingHeld(_)
        | M::MeetingCancelled(_) => {}
    }
    reasons
}

/// What holds in every framework: the keeping of a history does not depend on any.
fn keeping(event: &keeping::Event) -> Vec<Why> {
    use keeping::Event as K;
    match event {
        K::ErasureRequested(_) | K::TextsErased(_) => vec![Why::TwoPeopleErase, Why::HoldPrevents],
        K::ErasureDeclined(_) => vec![Why::TwoPeopleErase],
        K::HoldPlaced(_) | K::HoldLifted(_) => vec![Why::ByAdministrator, Why::HoldPrevents],
        K::HistoryConfirmed(_) => vec![Why::ByAuditorOrAdministrator],
    }
}

fn of_dossier(
    record: &Record,
    event: &dossier::Event,
    framework: Option<&Framework>,
    before: Option<&Dossier>,
) -> Explained {
    use dossier::Event as D;
    if let D::DossierOpened(opened) = event {
        return coordinator::opened(opened, framework);
    }
    // A record before which no dossier was opened is damage, which the verification names.
    let Some(before) = before else { return Explained::default() };
    let explained = match event {
        D::DossierOpened(_) => Explained::default(),
        D::DocumentFiled(filed) => coordinator::filed(filed, framework),
        D::RoundSubmitted(submitted) => coordinator::submitted(submitted, framework, before),
        D::RevisionSubmitted(submitted) => coordinator::resubmitted(submitted, framework, before),
        D::PartySpoke(spoke) => body::spoke(record, spoke, framework, before),
        D::TermSuspended(suspended) => body::suspended(suspended),
        D::TermResumed(resumed) => body::resumed(resumed, framework, before),
        D::ConditionsAnswered(answered) => coordinator::answered(answered, before),
        D::DossierWithdrawn(withdrawn) => coordinator::withdrawn(withdrawn, framework),
        D::DossierHandedOver(_) => Explained {
            reasons: vec![Why::HandedOver { as_: record.capacity.clone() }],
            ..Explained::default()
        },
        D::Escalation(event) => ladder::happened(event, framework, before),
        D::OutcomeCorrected(corrected) => body::corrected(record, corrected, framework, before),
        D::NoticeTaken(treated)
        | D::AdviceGiven(treated)
        | D::DecisionTaken(treated)
        | D::AgreementNotReached(treated)
        | D::RatificationGiven(treated)
        | D::VisitDeferred(treated)
        | D::ReferredBack(treated) => body::treated(record, treated, framework, before),
    };
    Explained { framework: Some(before.framework.clone()), ..explained }
}
