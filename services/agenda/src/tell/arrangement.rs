//! An arrangement that a dossier decided, as a message.

use domain::{
    arrangement::{ArrangementBegun, Plan, PlannedResult},
    ids::DossierId,
    sealed::Sealed,
};
use views::query::arrangement::Told;
use wire::{
    Names,
    convert::{answer, arrangement, count},
    v1,
};

use super::{Reader, evaluation, words};

/// The arrangement. `threshold` is that of the framework it was begun by.
pub(crate) fn arrangement(
    id: DossierId,
    told: &Told,
    reader: Reader,
    threshold: u32,
    names: Names<'_>,
) -> v1::Arrangement {
    let ArrangementBegun { framework, decided: _, plan } = &told.arrangement.begun;
    let Plan { functions, target_group, partners, funding, indicators, evaluations, pupils } = plan;
    let few = |sealed: &Sealed| reader.few(&told.words(sealed));
    let indicators = indicators.iter().map(|PlannedResult { indicator, value }| v1::IndicatorTold {
        indicator: Some(answer::indicator(indicator, names)),
        planned: Some(arrangement::value(value, threshold, few)),
    });
    let pupils = pupils
        .as_ref()
        .map(|counted| count::counted(counted, threshold, few, words(&told.words(&counted.source))));
    v1::Arrangement {
        arrangement_id: id.to_string(),
        revision: told.arrangement.revision.0,
        framework: Some(answer::framework_ref(framework)),
        functions: answer::functions(functions, names),
        target_group: Some(words(&told.words(target_group))),
        partners: partners.iter().map(|partner| words(&told.words(partner))).collect(),
        funding: funding.iter().map(|line| arrangement::funding(line, names)).collect(),
        indicators: indicators.collect(),
        evaluations_on: evaluations.iter().map(ToString::to_string).collect(),
        pupils,
        begun_time: Some(answer::timestamp(told.begun_at)),
        life: None,
        evaluations: evaluation::evaluations(told, reader, names),
        conclusions: evaluation::conclusions(told, names),
    }
}
