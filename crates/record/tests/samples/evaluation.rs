//! One record of every type about what came of an arrangement.

use domain::{
    Event,
    arrangement::{
        self, ArrangementConcluded, EvaluationRecorded, Follower, Found, MeasureForm, Measured, Numbers,
    },
    framework::Conclusion,
    ids::{ArrangementId, DossierId, EvaluationNumber, Revision},
};
use jiff::civil::date;
use record::{HistoryId, Record};

use super::{administrator, id, sealed, uuid};

pub(super) fn acts() -> Vec<(&'static str, Record)> {
    let measured = |indicator: &str, found| Measured { indicator: id(indicator), found };
    let recorded = EvaluationRecorded {
        number: EvaluationNumber(2),
        planned: Some(date(2027, 6, 1)),
        on: date(2027, 6, 14),
        results: vec![
            measured("aantal-jeugdigen", Found::Told(Numbers::Pupils(24))),
            measured("vrijstellingen", Found::Hidden(MeasureForm::Pupils, sealed(0xb1))),
            measured("doelrealisatie", Found::Told(Numbers::Share { part: 12, whole: 24 })),
            measured("uitval-en-bereik", Found::Hidden(MeasureForm::Share, sealed(0xb2))),
            measured("clienttevredenheid", Found::Told(Numbers::Score { tenths: 78, by: 19 })),
            measured("tevredenheid", Found::Hidden(MeasureForm::Score, sealed(0xb3))),
        ],
        findings: sealed(0xb4),
        source: sealed(0xb5),
    };
    let bare = EvaluationRecorded { planned: None, results: Vec::new(), ..recorded.clone() };
    let continued = ArrangementConcluded {
        evaluation: Some(EvaluationNumber(2)),
        conclusion: Conclusion::Continue,
        on: date(2027, 7, 1),
        body: Some(id("regisseuroverleg")),
        follower: None,
        into: None,
        reason: sealed(0xb6),
        evaluations: vec![date(2028, 6, 1), date(2029, 6, 1)],
    };
    let ended = ArrangementConcluded { evaluations: Vec::new(), ..continued.clone() };
    let developed = ArrangementConcluded {
        conclusion: Conclusion::Develop,
        follower: Some(Follower { dossier: DossierId(uuid(0xd2)), revision: Revision(14) }),
        ..ended.clone()
    };
    let integrated = ArrangementConcluded {
        conclusion: Conclusion::Integrate,
        into: Some(ArrangementId(uuid(0xa0))),
        ..ended.clone()
    };
    let closed =
        ArrangementConcluded { evaluation: None, conclusion: Conclusion::Close, body: None, ..ended };
    let record =
        |event| administrator(HistoryId::Arrangement(ArrangementId(uuid(0xd0))), Event::Arrangement(event));
    let evaluated = |recorded| record(arrangement::Event::EvaluationRecorded(Box::new(recorded)));
    let concluded = |drawn| record(arrangement::Event::ArrangementConcluded(Box::new(drawn)));
    vec![
        ("evaluatie-vastgelegd.v1", evaluated(recorded)),
        ("evaluatie-vastgelegd.v1.bare", evaluated(bare)),
        ("conclusie-getrokken.v1", concluded(continued)),
        ("conclusie-getrokken.v1.develop", concluded(developed)),
        ("conclusie-getrokken.v1.integrate", concluded(integrated)),
        ("conclusie-getrokken.v1.bare", concluded(closed)),
    ]
}
