//! Why an evaluation or a conclusion says what it says.

use domain::framework::{Conclusion, ConclusionRoute};
use wire::Names;

/// What holds of evaluating what began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Evaluation {
    /// Numbers below this, and those that give one away, are for the circle of the submitter.
    SmallNumbers { threshold: u32 },
    /// By what way the framework has a conclusion drawn. `None`: by none.
    ConcludedBy { conclusion: Conclusion, route: Option<ConclusionRoute> },
    /// What a conclusion comes to in the life of the arrangement.
    Life { conclusion: Conclusion },
}

impl Evaluation {
    /// The rule in the framework's own words; empty when it holds in every framework.
    pub(super) fn rule(&self) -> String {
        match self {
            Self::SmallNumbers { threshold } => format!("small_number_threshold {threshold}"),
            Self::ConcludedBy { conclusion, route } => written(*conclusion, route.as_ref()),
            Self::Life { .. } => String::new(),
        }
    }

    /// The sentence in Dutch.
    pub(super) fn nl(&self, names: Names<'_>) -> String {
        match self {
            Self::SmallNumbers { threshold } => small_numbers_nl(*threshold),
            Self::ConcludedBy { conclusion, route } => concluded_by_nl(*conclusion, route.as_ref(), names),
            Self::Life { conclusion } => life_nl(*conclusion).into(),
        }
    }

    /// The sentence in English.
    pub(super) fn en(&self, names: Names<'_>) -> String {
        match self {
            Self::SmallNumbers { threshold } => small_numbers_en(*threshold),
            Self::ConcludedBy { conclusion, route } => concluded_by_en(*conclusion, route.as_ref(), names),
            Self::Life { conclusion } => life_en(*conclusion).into(),
        }
    }
}

/// The way of a conclusion as the framework writes it; empty where it names none.
fn written(conclusion: Conclusion, route: Option<&ConclusionRoute>) -> String {
    let conclusion = conclusion.name();
    match route {
        Some(ConclusionRoute::Body(body)) => format!("evaluation: {conclusion} = body:{body}"),
        Some(ConclusionRoute::Dossier) => format!("evaluation: {conclusion} = dossier"),
        None => String::new(),
    }
}

fn small_numbers_nl(threshold: u32) -> String {
    format!(
        "Een aantal leerlingen onder de {threshold}, en wat er met de andere aantallen een verraadt, is alleen voor wie het \
         dossier coördineert; het staat verzegeld."
    )
}

fn concluded_by_nl(conclusion: Conclusion, route: Option<&ConclusionRoute>, names: Names<'_>) -> String {
    let conclusion = conclusion.name_nl();
    match route {
        Some(ConclusionRoute::Body(body)) => {
            format!("Over ‘{conclusion}’ besluit {}, ineens.", names.body(body))
        }
        Some(ConclusionRoute::Dossier) => {
            format!("‘{conclusion}’ kan pas als een dossier dat dit opvolgt, is vastgesteld.")
        }
        None => format!(
            "Het kader noemt geen weg voor ‘{conclusion}’: wie het dossier coördineert, legt vast wat is besloten."
        ),
    }
}

fn life_nl(conclusion: Conclusion) -> &'static str {
    match conclusion {
        Conclusion::Continue => "Het arrangement gaat door zoals het is (fase 3).",
        Conclusion::Adjust => "Het arrangement gaat bijgesteld door (fase 3).",
        Conclusion::Close => "Het arrangement is hiermee afgerond (fase 5).",
        Conclusion::Integrate => {
            "Het arrangement is hiermee afgerond (fase 5); wat het opleverde, gaat elders verder."
        }
        Conclusion::Develop => {
            "Het arrangement is hiermee afgerond (fase 5); het dossier dat volgt, ontwikkelt het door."
        }
    }
}

fn small_numbers_en(threshold: u32) -> String {
    format!(
        "A number of pupils below {threshold}, and what gives one away together with the other numbers, is only for who \
         coordinates the dossier; it stands sealed."
    )
}

fn concluded_by_en(conclusion: Conclusion, route: Option<&ConclusionRoute>, names: Names<'_>) -> String {
    let conclusion = conclusion.name();
    match route {
        Some(ConclusionRoute::Body(body)) => {
            format!("‘{conclusion}’ is decided by {}, at once.", names.body(body))
        }
        Some(ConclusionRoute::Dossier) => {
            format!("‘{conclusion}’ has to wait until a dossier that follows this one was adopted.")
        }
        None => format!(
            "The framework names no way for ‘{conclusion}’: who coordinates the dossier writes down what was decided."
        ),
    }
}

fn life_en(conclusion: Conclusion) -> &'static str {
    match conclusion {
        Conclusion::Continue => "The arrangement goes on as it is (phase 3).",
        Conclusion::Adjust => "The arrangement goes on, adjusted (phase 3).",
        Conclusion::Close => "With this the arrangement is closed (phase 5).",
        Conclusion::Integrate => {
            "With this the arrangement is closed (phase 5); what it brought goes on elsewhere."
        }
        Conclusion::Develop => {
            "With this the arrangement is closed (phase 5); the dossier that follows develops it further."
        }
    }
}
