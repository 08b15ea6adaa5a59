//! Why it is not written down whether a party is bound, or what it has of an arrangement, in Dutch.

use domain::arrangement::commitment::Refusal as R;

use super::phrase::{capacity, date, each};
use crate::names::Names;

pub(super) fn told(refusal: &R, names: Names<'_>) -> String {
    match refusal {
        R::SecretaryNeeded { acted_as, bodies } => format!(
            "Of een partij gebonden is, legt alleen de secretaris van {} vast; u handelt als {}. Vraag het daar.",
            each(bodies, |body| names.body(body)),
            capacity(acted_as, names)
        ),
        R::DateInFuture { given, today } => format!(
            "De datum {} ligt in de toekomst; vandaag is het {}. Geef de dag waarop het was.",
            date(*given),
            date(*today)
        ),
        R::BeforeDecision { given, decided } => format!(
            "Op {} was er nog niets besloten: dat gebeurde op {}. Geef een dag vanaf dan.",
            date(*given),
            date(*decided)
        ),
        R::MandateRequired { party, step } => format!(
            "Het kader vraagt bij stap ‘{}’ een mandaat, en {} noemt er geen. Noem het mandaat waaronder de partij \
             zich bindt, of laat een beheerder er een verlenen.",
            names.step(step),
            names.party(party)
        ),
        R::NothingToPledge { party } => format!(
            "Wie niet gebonden is, heeft geen bindingstermijn en zegt geen bedrag toe. Laat die weg voor {}, of leg \
             vast dat de partij gebonden is.",
            names.party(party)
        ),
        R::PeriodsOverlap { from, until } => format!(
            "Twee toezeggingen gelden voor dezelfde dagen: de ene loopt tot en met {}, de volgende begint op {}. Zet ze \
             op volgorde, met elk eigen dagen.",
            date(*until),
            date(*from)
        ),
        R::OutsideBinding { from, until } => format!(
            "De toezegging van {} tot en met {} valt buiten de dagen waarop de partij gebonden is. Verbeter een van beide.",
            date(*from),
            date(*until)
        ),
        R::NothingReported => {
            "Er is geen aantal leerlingen en geen bedrag opgegeven. Geef ten minste een van beide.".into()
        }
    }
}
