//! The sentences of a forecast in English. The same in Dutch stands in `nl`, in the same order.

use domain::framework::Role;

use super::{Act, Told};
use crate::{language::Language, v1::AssumptionCode};

pub(super) fn sentence(told: &Told<'_>) -> String {
    let date = |date| Language::English.date(date);
    let (body, verb, decides_on) = (&told.body, verb(told.role), date(told.outlook.decides_on));
    let when = match (&told.outlook.deadline, &told.act) {
        (None, _) => format!("{body} can {verb} on {decides_on}."),
        (Some(deadline), act) => {
            let by = date(deadline.on_or_before);
            let done = match act {
                Act::Submit => format!("Submit by {by}"),
                Act::Resubmit => format!("Send the new version by {by}"),
                Act::Treat(holder) => format!("If {holder} treats the dossier by {by}"),
            };
            let joined = if matches!(act, Act::Treat(_)) { "," } else { ", and" };
            let otherwise = match deadline.otherwise {
                Some(otherwise) => format!("after that it becomes {}", date(otherwise)),
                None => "after that no date can be given".to_owned(),
            };
            format!("{done}{joined} {body} can {verb} on {decides_on}; {otherwise}.")
        }
    };
    let why = match &told.binding {
        Some((binding, without)) => format!(
            "{binding} decides this date: if that body alone met as soon as the papers are in time, it would be {}.",
            date(*without)
        ),
        None => "No body alone can bring this date forward.".to_owned(),
    };
    format!("{when} {why}")
}

fn verb(role: Role) -> &'static str {
    match role {
        Role::Informed => "take notice",
        Role::Advises => "advise",
        Role::Decides => "decide",
        Role::Ratifies => "ratify",
    }
}

pub(super) fn assumption(code: AssumptionCode) -> &'static str {
    match code {
        AssumptionCode::Unspecified => "",
        AssumptionCode::FirstMeetingInTime => {
            "Every body treats the dossier in the first meeting for which the papers are in time, with the outcome that leads \
             on."
        }
        AssumptionCode::SubmittedAtOnce => {
            "A later round is submitted on the day that the round before it is left."
        }
        AssumptionCode::MeetsWhenCalled => {
            "A body without a meeting rule meets as soon as the papers are in time."
        }
        AssumptionCode::PartiesSpeakAtOnce => {
            "Parties that each ratify for themselves do so on the day on which they are asked; it cannot be earlier."
        }
        AssumptionCode::PastMeetingsPassed => {
            "A meeting that is past without a recorded outcome counts no longer."
        }
        AssumptionCode::FactsStay => {
            "The day of the first submission, what each body did (deferrals and referrals back too) and the days that the \
             submitter took stay as they were."
        }
        AssumptionCode::NeverMetAtOnce => {
            "A step that a dossier never met is passed in the first meeting for which the papers are in time."
        }
        AssumptionCode::LeftOutNoTime => "A body or round that is left out takes no time.",
        AssumptionCode::RoundsLeftOnly => "Only rounds that a dossier left are compared.",
    }
}
