//! The facts of a refusal about an arrangement.

use super::{Facts, capacity, commitment, facts, joined, with};
use crate::arrangement::{Refusal, evaluation};

/// The facts of a refusal about an arrangement.
pub fn arrangement(refusal: &Refusal) -> Facts {
    use Refusal as R;
    match refusal {
        R::AlreadyRegistered | R::AlreadyBegun | R::FunctionRequired | R::NotBegun => Vec::new(),
        R::NotPermitted { acted_as } => {
            vec![("acted_as", capacity(acted_as)), ("needs", "administrator".into())]
        }
        R::PartyUnknown(party) => facts([("party", party)]),
        R::FunctionUnknown(function) => facts([("function", function)]),
        R::FundingUnknown(funding) => facts([("funding", funding)]),
        R::TooMany { given, max } => facts([("given", given), ("max", max)]),
        R::DossierUnknown { dossier } => facts([("dossier", dossier)]),
        R::NotAdopted { dossier, end } => with("dossier", dossier, "end", end.as_ref()),
        R::OutsideDossier { acted_as, coordinator, body } => {
            let mut told = vec![("acted_as", capacity(acted_as))];
            told.extend(with("coordinator", coordinator, "body", body.as_ref()));
            told
        }
        R::IndicatorUnknown { indicator, known } => {
            vec![("indicator", indicator.to_string()), ("known", joined(known))]
        }
        R::Repeated { which } => vec![("which", which.clone())],
        R::EndsBeforeItBegins { from, until } => facts([("from", from), ("until", until)]),
        R::ValueBeyond { indicator, max } => {
            vec![("indicator", indicator.to_string()), ("max", max.to_string())]
        }
        R::SmallNumberShown { threshold } => facts([("threshold", threshold)]),
        R::Commitment(refusal) => commitment::of(refusal),
        R::Evaluation(refusal) => evaluation(refusal),
    }
}

/// The facts of a refusal about what came of it.
fn evaluation(refusal: &evaluation::Refusal) -> Facts {
    use evaluation::Refusal as R;
    match refusal {
        R::NotPlanned { given, known } => vec![("given", given.to_string()), ("known", joined(known))],
        R::AlreadyEvaluated { planned } => facts([("planned", planned)]),
        R::DateInFuture { given, today } => facts([("given", given), ("today", today)]),
        R::EvaluationUnknown { given, last } => facts([("given", given), ("last", last)]),
        R::AlreadyConcluded { evaluation } => facts([("evaluation", evaluation)]),
        R::EvaluationRequired { conclusion }
        | R::FollowerRequired { conclusion }
        | R::IntoNotPossible { conclusion }
        | R::NothingToEvaluate { conclusion } => vec![("conclusion", conclusion.name().to_owned())],
        R::ConcludedTooEarly { on, evaluated } => facts([("on", on), ("evaluated", evaluated)]),
        R::Over { conclusion, on } => {
            vec![("conclusion", conclusion.name().to_owned()), ("on", on.to_string())]
        }
        R::BodyUnknown(body) => facts([("body", body)]),
        R::ConcludedElsewhere { conclusion, body } => {
            vec![("conclusion", conclusion.name().to_owned()), ("body", body.to_string())]
        }
        R::PlannedTooEarly { given, on } => facts([("given", given), ("on", on)]),
        R::DoesNotFollow { dossier, followed } => facts([("dossier", dossier), ("followed", followed)]),
        R::IntoUnknown { arrangement } | R::IntoEnded { arrangement } => {
            facts([("arrangement", arrangement)])
        }
        R::IntoItself => Vec::new(),
    }
}
