//! The facts of a refusal about an arrangement.

use super::{Facts, capacity, commitment, facts, joined, with};
use crate::arrangement::Refusal;

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
    }
}
