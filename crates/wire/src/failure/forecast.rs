//! Why no forecast can be made.

use domain::forecast::days::SEARCH_YEARS_MAX;
use jiff::civil::Date;
use tonic::Code;

use crate::{language::Language, refusal::facts::Facts};

/// Why no forecast can be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ForecastFailure {
    /// More dossiers were opened in a period than are compared with another framework at a time.
    TooWide {
        /// How many that is.
        max: usize,
    },
    /// No date can be given, because the dossier is on the ladder, which has no calendar.
    OnLadder {
        /// The step that it was escalated from, for people.
        step: String,
    },
    /// No date can be given, because a body holds no meeting for long.
    NeverMeets {
        /// Its name.
        body: String,
        /// When the dossier arrives there.
        after: Date,
    },
}

impl ForecastFailure {
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::TooWide { .. } => "FORECAST_TOO_WIDE",
            Self::OnLadder { .. } => "ON_LADDER",
            Self::NeverMeets { .. } => "NEVER_MEETS",
        }
    }

    pub(super) fn code(&self) -> Code {
        match self {
            Self::TooWide { .. } => Code::ResourceExhausted,
            Self::OnLadder { .. } | Self::NeverMeets { .. } => Code::FailedPrecondition,
        }
    }

    pub(super) fn facts(&self) -> Facts {
        match self {
            Self::TooWide { max } => vec![("max", max.to_string())],
            Self::OnLadder { step } => vec![("step", step.clone())],
            Self::NeverMeets { body, after } => vec![("body", body.clone()), ("after", after.to_string())],
        }
    }

    pub(super) fn told(&self, language: Language) -> String {
        match (self, language) {
            (Self::TooWide { max }, Language::Dutch) => format!(
                "In deze periode zijn meer dan {} dossiers geopend; meer wordt niet in één keer met een ander kader \
                 vergeleken. Kies een kortere periode.",
                language.count(*max)
            ),
            (Self::TooWide { max }, Language::English) => format!(
                "More than {} dossiers were opened in this period; no more are compared with another framework at a time. \
                 Choose a shorter period.",
                language.count(*max)
            ),
            (Self::OnLadder { step }, Language::Dutch) => format!(
                "Er is geen datum te geven: het dossier is vanaf stap ‘{step}’ opgeschaald, en een trede heeft geen \
                 vergaderkalender. Vraag het opnieuw als het terug is op de route."
            ),
            (Self::OnLadder { step }, Language::English) => format!(
                "No date can be given: the dossier was escalated from step ‘{step}’, and a rung has no calendar of \
                 meetings. Ask again when it is back on the route."
            ),
            (Self::NeverMeets { body, after }, Language::Dutch) => format!(
                "Er is geen datum te geven: na {} houdt {body} binnen {SEARCH_YEARS_MAX} jaar geen vergadering waarvoor \
                 de stukken op tijd zijn. Kijk in het kader naar de vergaderdagen en de gesloten perioden.",
                language.date(*after)
            ),
            (Self::NeverMeets { body, after }, Language::English) => format!(
                "No date can be given: after {} {body} holds no meeting within {SEARCH_YEARS_MAX} years for which the \
                 papers are in time. Look at the meeting days and the closed periods in the framework.",
                language.date(*after)
            ),
        }
    }
}
