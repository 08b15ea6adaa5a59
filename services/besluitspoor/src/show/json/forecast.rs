//! What can be expected.

use domain::framework::{Outcome, Role};
use serde::Serialize;
use wire::v1;

use super::{
    shared::{FrameworkRef, Named, Reflects, Words},
    visit::{Ended, Known},
};

/// What `forecast route` answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct RouteForecast {
    /// Under which framework.
    pub(crate) framework: FrameworkRef,
    /// The forecast.
    pub(crate) forecast: Forecast,
    /// What the answer reflects. `null`: it was made on this machine.
    pub(crate) reflects: Option<Reflects>,
}

/// What `forecast dossier` answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct DossierForecast {
    /// The dossier.
    pub(crate) dossier_id: String,
    /// Its number for people.
    pub(crate) reference: String,
    /// Its title.
    pub(crate) title: Words,
    /// The framework it runs on.
    pub(crate) framework: FrameworkRef,
    /// The forecast.
    pub(crate) forecast: Forecast,
    /// What the answer reflects.
    pub(crate) reflects: Reflects,
}

/// What can be expected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Forecast {
    /// When the last decision of the whole way can be taken.
    pub(crate) outlook: Outlook,
    /// The rounds that are left, in order.
    pub(crate) rounds: Vec<Round>,
    /// How the dossier then ends.
    pub(crate) end: Option<Ended>,
    /// What was assumed, for people.
    pub(crate) assumptions: Vec<String>,
}

/// One round, or what is left of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Round {
    /// The round.
    pub(crate) round: Named,
    /// When it is submitted. `null`: the dossier is with a body.
    pub(crate) submitted_on: Option<String>,
    /// Whether that is the day on which the round before it is left.
    pub(crate) at_once: bool,
    /// When it can be decided.
    pub(crate) outlook: Outlook,
    /// The bodies that it passes, in order.
    pub(crate) passages: Vec<Passage>,
}

/// When is decided, and what that depends on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Outlook {
    /// The whole in one or two sentences.
    pub(crate) sentence: String,
    /// The step at which is decided.
    pub(crate) step: String,
    /// The body that decides.
    pub(crate) body: Named,
    /// The date.
    pub(crate) decides_on: String,
    /// The last day for the next act that still gives this date. `null`: nothing can be too late.
    pub(crate) on_or_before: Option<String>,
    /// What must be done by then: `submit`, `resubmit` or `treat`.
    pub(crate) act: Option<&'static str>,
    /// The date when it is done a day later.
    pub(crate) otherwise_on: Option<String>,
    /// The body that decides the date. `null`: none alone.
    pub(crate) binding_body: Option<Named>,
    /// The date if that body met as soon as papers are in time.
    pub(crate) without_on: Option<String>,
}

/// A body that a dossier passes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Passage {
    /// The step.
    pub(crate) step: String,
    /// The body.
    pub(crate) body: Named,
    /// What it is asked to do.
    pub(crate) role: Known<Role>,
    /// The outcome with which it lets the dossier go on.
    pub(crate) outcome: Known<Outcome>,
    /// When the dossier arrives.
    pub(crate) arrives_on: String,
    /// The last day for the papers.
    pub(crate) papers_due_on: String,
    /// The meeting.
    pub(crate) meets_on: String,
    /// Whether it meets because it is called.
    pub(crate) called: bool,
    /// Whether each party ratifies for itself.
    pub(crate) by_parties: bool,
    /// The meetings that were of no use.
    pub(crate) missed: Vec<Missed>,
    /// The last day of the term.
    pub(crate) due_on: Option<String>,
    /// Whether the meeting is within the term.
    pub(crate) in_term: bool,
}

/// A meeting that was of no use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Missed {
    /// The day.
    pub(crate) on: String,
    /// Why: `papers-late`, `no-working-day`, `cancelled` or `unknown`.
    pub(crate) reason: &'static str,
    /// When papers for it were due.
    pub(crate) papers_due_on: Option<String>,
}

impl From<v1::ForecastRouteResponse> for RouteForecast {
    fn from(answer: v1::ForecastRouteResponse) -> Self {
        Self {
            framework: answer.framework.unwrap_or_default().into(),
            forecast: answer.forecast.unwrap_or_default().into(),
            reflects: answer.reflects.map(Into::into),
        }
    }
}

impl From<v1::ForecastDossierResponse> for DossierForecast {
    fn from(answer: v1::ForecastDossierResponse) -> Self {
        Self {
            dossier_id: answer.dossier_id,
            reference: answer.reference,
            title: answer.title.unwrap_or_default().into(),
            framework: answer.framework.unwrap_or_default().into(),
            forecast: answer.forecast.unwrap_or_default().into(),
            reflects: answer.reflects.unwrap_or_default().into(),
        }
    }
}

impl From<v1::Forecast> for Forecast {
    fn from(told: v1::Forecast) -> Self {
        Self {
            outlook: told.outlook.unwrap_or_default().into(),
            rounds: told.rounds.into_iter().map(Into::into).collect(),
            end: told.end.map(Into::into),
            assumptions: told.assumptions.into_iter().map(|assumed| assumed.message).collect(),
        }
    }
}

impl From<v1::ForecastRound> for Round {
    fn from(told: v1::ForecastRound) -> Self {
        Self {
            round: told.round.unwrap_or_default().into(),
            submitted_on: told.submitted_on,
            at_once: told.at_once,
            outlook: told.outlook.unwrap_or_default().into(),
            passages: told.passages.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<v1::Outlook> for Outlook {
    fn from(told: v1::Outlook) -> Self {
        let act = told.deadline.as_ref().and_then(|deadline| match deadline.act() {
            v1::ForecastAct::Submit => Some("submit"),
            v1::ForecastAct::Resubmit => Some("resubmit"),
            v1::ForecastAct::Treat => Some("treat"),
            v1::ForecastAct::Unspecified => None,
        });
        let (on_or_before, otherwise_on) = match told.deadline {
            Some(deadline) => (Some(deadline.on_or_before), deadline.otherwise_on),
            None => (None, None),
        };
        let (binding_body, without_on) = match told.binding {
            Some(binding) => (binding.body.map(Into::into), Some(binding.without_on)),
            None => (None, None),
        };
        Self {
            sentence: told.sentence,
            step: told.step_id,
            body: told.body.unwrap_or_default().into(),
            decides_on: told.decides_on,
            on_or_before,
            act,
            otherwise_on,
            binding_body,
            without_on,
        }
    }
}

impl From<v1::Passage> for Passage {
    fn from(told: v1::Passage) -> Self {
        Self {
            role: Known::role(told.role),
            outcome: Known::outcome(told.outcome),
            step: told.step_id,
            body: told.body.unwrap_or_default().into(),
            arrives_on: told.arrives_on,
            papers_due_on: told.papers_due_on,
            meets_on: told.meets_on,
            called: told.called,
            by_parties: told.by_parties,
            missed: told.missed.into_iter().map(Into::into).collect(),
            due_on: told.due_on,
            in_term: told.in_term,
        }
    }
}

impl From<v1::MissedMeeting> for Missed {
    fn from(told: v1::MissedMeeting) -> Self {
        let reason = match told.reason() {
            v1::MissedReason::PapersLate => "papers-late",
            v1::MissedReason::NoWorkingDay => "no-working-day",
            v1::MissedReason::Cancelled => "cancelled",
            v1::MissedReason::Unspecified => "unknown",
        };
        Self { on: told.on, reason, papers_due_on: told.papers_due_on }
    }
}
