//! A forecast as a message, with its sentence for people.
//!
//! - [`compare`]: the times of many dossiers side by side
//! - `nl`, `en`: the sentences

pub mod compare;
mod en;
mod nl;

use domain::{
    forecast::{
        Forecast, Leg, Outlook, Passage, Standing, Submitted,
        days::{Missed, Why},
        outlook::Binding,
    },
    framework::{Framework, Role},
};
use jiff::civil::Date;

use super::{answer, enums};
use crate::{language::Language, names::Names, v1};

/// What must be done next.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Act {
    Submit,
    Resubmit,
    /// The body that the dossier is with, by its name, treats it.
    Treat(String),
}

/// What a sentence says.
struct Told<'a> {
    act: Act,
    /// The name of the body that decides.
    body: String,
    /// In which role.
    role: Role,
    outlook: &'a Outlook,
    /// The name of the body that decides the date, and the date without it.
    binding: Option<(String, Date)>,
}

/// What can be expected of a dossier that stands here.
pub fn forecast(
    forecast: &Forecast,
    framework: &Framework,
    standing: &Standing,
    language: Language,
) -> v1::Forecast {
    let names = Names::of(framework);
    let passages: Vec<&Passage> = forecast.legs.iter().flat_map(|leg| &leg.passages).collect();
    let rounds = forecast.legs.iter().enumerate().map(|(place, leg)| {
        let act = if place == 0 { act(standing, leg, names) } else { Act::Submit };
        round(leg, act, names, language)
    });
    let act = forecast.legs.first().map_or(Act::Submit, |leg| act(standing, leg, names));
    let end = forecast.end.as_ref().and_then(|id| framework.route.end(id));
    v1::Forecast {
        rounds: rounds.collect(),
        outlook: Some(outlook(&forecast.outlook, &passages, act, names, language)),
        end: end.map(|end| answer::ended(&end.id, end.kind, names)),
        assumptions: assumptions(forecast, standing, language),
    }
}

/// What is assumed, in the language of who reads it.
pub fn assumption(code: v1::AssumptionCode, language: Language) -> v1::Assumption {
    let message = match language {
        Language::Dutch => nl::assumption(code),
        Language::English => en::assumption(code),
    };
    v1::Assumption { code: code.into(), message: message.to_owned() }
}

fn assumptions(forecast: &Forecast, standing: &Standing, language: Language) -> Vec<v1::Assumption> {
    use v1::AssumptionCode as Code;
    let at_once = |leg: &Leg| matches!(leg.submitted, Some(Submitted::AtOnce(_)));
    let called = |leg: &Leg| leg.passages.iter().any(|passage| passage.called);
    let by_parties = |leg: &Leg| leg.passages.iter().any(|passage| passage.by_parties);
    let codes = [
        (Code::FirstMeetingInTime, true),
        (Code::SubmittedAtOnce, forecast.legs.iter().any(at_once)),
        (Code::MeetsWhenCalled, forecast.legs.iter().any(called)),
        (Code::PartiesSpeakAtOnce, forecast.legs.iter().any(by_parties)),
        (Code::PastMeetingsPassed, matches!(standing, Standing::AtVisit { .. })),
    ];
    codes.into_iter().filter(|(_, holds)| *holds).map(|(code, _)| assumption(code, language)).collect()
}

fn act(standing: &Standing, leg: &Leg, names: Names<'_>) -> Act {
    match standing {
        Standing::Submitting { .. } => Act::Submit,
        Standing::Revising { .. } => Act::Resubmit,
        Standing::AtVisit { .. } => {
            Act::Treat(leg.passages.first().map(|passage| names.body(&passage.body)).unwrap_or_default())
        }
    }
}

fn round(leg: &Leg, act: Act, names: Names<'_>, language: Language) -> v1::ForecastRound {
    let passages: Vec<&Passage> = leg.passages.iter().collect();
    v1::ForecastRound {
        round: Some(answer::round(&leg.round, names)),
        submitted_on: leg.submitted.map(|submitted| submitted.date().to_string()),
        at_once: matches!(leg.submitted, Some(Submitted::AtOnce(_))),
        passages: passages.iter().map(|passage| self::passage(passage, names)).collect(),
        outlook: Some(outlook(&leg.outlook, &passages, act, names, language)),
    }
}

fn passage(passage: &Passage, names: Names<'_>) -> v1::Passage {
    v1::Passage {
        step_id: passage.step.to_string(),
        body: Some(answer::body(&passage.body, names)),
        role: enums::role(passage.role).into(),
        outcome: enums::outcome(passage.outcome).into(),
        arrives_on: passage.arrives.to_string(),
        papers_due_on: passage.papers_due.to_string(),
        meets_on: passage.meets.to_string(),
        called: passage.called,
        missed: passage.missed.iter().map(missed).collect(),
        due_on: passage.due.map(|due| due.to_string()),
        in_term: passage.in_term(),
        by_parties: passage.by_parties,
    }
}

fn missed(missed: &Missed) -> v1::MissedMeeting {
    let (reason, papers_due) = match missed.why {
        Why::PapersLate { due } => (v1::MissedReason::PapersLate, Some(due)),
        Why::NoWorkingDay => (v1::MissedReason::NoWorkingDay, None),
        Why::Cancelled => (v1::MissedReason::Cancelled, None),
    };
    v1::MissedMeeting {
        on: missed.date.to_string(),
        reason: reason.into(),
        papers_due_on: papers_due.map(|due| due.to_string()),
    }
}

fn outlook(
    outlook: &Outlook,
    passages: &[&Passage],
    act: Act,
    names: Names<'_>,
    language: Language,
) -> v1::Outlook {
    let decides = passages.iter().rfind(|passage| passage.step == outlook.step);
    let kind = match act {
        Act::Submit => v1::ForecastAct::Submit,
        Act::Resubmit => v1::ForecastAct::Resubmit,
        Act::Treat(_) => v1::ForecastAct::Treat,
    };
    let named = |binding: &Binding| (names.body(&binding.body), binding.without);
    let told = Told {
        act,
        body: names.body(&outlook.body),
        role: decides.map_or(Role::Decides, |passage| passage.role),
        outlook,
        binding: outlook.binding.as_ref().map(named),
    };
    v1::Outlook {
        sentence: match language {
            Language::Dutch => nl::sentence(&told),
            Language::English => en::sentence(&told),
        },
        step_id: outlook.step.to_string(),
        body: Some(answer::body(&outlook.body, names)),
        decides_on: outlook.decides_on.to_string(),
        deadline: outlook.deadline.map(|deadline| v1::ForecastDeadline {
            act: kind.into(),
            on_or_before: deadline.on_or_before.to_string(),
            otherwise_on: deadline.otherwise.map(|date| date.to_string()),
        }),
        binding: outlook.binding.as_ref().map(|binding| v1::BindingBody {
            body: Some(answer::body(&binding.body, names)),
            without_on: binding.without.to_string(),
        }),
    }
}
