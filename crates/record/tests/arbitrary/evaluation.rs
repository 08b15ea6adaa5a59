//! Any event of what came of an arrangement.

use domain::{
    arrangement::{
        ArrangementConcluded, EvaluationRecorded, Event, Follower, Found, MeasureForm, Measured, Numbers,
    },
    framework::Conclusion,
    ids::{ArrangementId, DossierId, EvaluationNumber, Revision},
};
use proptest::{collection::vec, option, prelude::*, sample::select};
use record::REVISION_MAX;
use uuid::Uuid;

use super::{date, id, sealed};

pub(super) fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        recorded().prop_map(|recorded| Event::EvaluationRecorded(Box::new(recorded))),
        drawn().prop_map(|drawn| Event::ArrangementConcluded(Box::new(drawn))),
    ]
}

fn recorded() -> impl Strategy<Value = EvaluationRecorded> {
    let days = (option::of(date()), date());
    (any::<u32>(), days, vec(measured(), 0..4), sealed(), sealed()).prop_map(
        |(number, (planned, on), results, findings, source)| EvaluationRecorded {
            number: EvaluationNumber(number),
            planned,
            on,
            results,
            findings,
            source,
        },
    )
}

fn measured() -> impl Strategy<Value = Measured> {
    let numbers = prop_oneof![
        any::<u32>().prop_map(Numbers::Pupils),
        any::<(u32, u32)>().prop_map(|(part, whole)| Numbers::Share { part, whole }),
        any::<(u16, u32)>().prop_map(|(tenths, by)| Numbers::Score { tenths, by }),
    ];
    let found = prop_oneof![
        numbers.prop_map(Found::Told),
        (select(&MeasureForm::ALL), sealed()).prop_map(|(form, sealed)| Found::Hidden(form, sealed)),
    ];
    (id(), found).prop_map(|(indicator, found)| Measured { indicator, found })
}

fn drawn() -> impl Strategy<Value = ArrangementConcluded> {
    let evaluation = option::of(any::<u32>().prop_map(EvaluationNumber));
    let uuid = || any::<u128>().prop_map(Uuid::from_u128);
    let follower = (uuid(), 1..=REVISION_MAX)
        .prop_map(|(id, last)| Follower { dossier: DossierId(id), revision: Revision(last) });
    let names = (option::of(id()), option::of(follower), option::of(uuid().prop_map(ArrangementId)));
    (evaluation, select(&Conclusion::ALL), date(), names, sealed(), vec(date(), 0..3)).prop_map(
        |(evaluation, conclusion, on, (body, follower, into), reason, evaluations)| ArrangementConcluded {
            evaluation,
            conclusion,
            on,
            body,
            follower,
            into,
            reason,
            evaluations,
        },
    )
}
