//! Why each record of a history says what it says.

use audit::{Limits, explain::Explainer};
use domain::Event;
use record::{HistoryId, decode};
use wire::{
    Language,
    v1::{
        self, ConditionAct, ReadAt, ReadHistoryRequest, ReasonKind, audit_service_server::AuditService as _,
        read_at::At,
    },
};

use crate::{
    archive::{Archive, LOG, dossier},
    asking::{AUDITOR, all, by, desk},
};

/// What is told of every record of dossier 1, in the order of its history.
async fn told(archive: &Archive, language: Language) -> Vec<v1::Explanation> {
    let journal: &dyn journal::Journal = archive.journal.as_ref();
    let history = journal.read(&HistoryId::Dossier(dossier(1))).await.unwrap();
    let mut explainer = Explainer::default();
    let records = history.iter().map(|stored| decode(&stored.entry.record).unwrap());
    records.map(|record| explainer.next(&record, Some(&archive.framework), language)).collect()
}

fn lines(explanation: &v1::Explanation) -> String {
    let line = |reason: &v1::Reason| {
        let rule = if reason.rule.is_empty() { String::new() } else { format!("  [{}]", reason.rule) };
        format!("{}{rule}\n", reason.message)
    };
    explanation.reasons.iter().map(line).collect()
}

/// The table is `explained.txt`: the reasons of each record in Dutch and in English, then an empty line.
#[tokio::test]
async fn every_reason_is_told_with_its_rule() {
    let archive = Archive::full().await;
    let [nl, en] = [told(&archive, Language::Dutch).await, told(&archive, Language::English).await];
    let told = nl.iter().zip(&en).map(|(nl, en)| format!("{}{}", lines(nl), lines(en)));
    let told = told.collect::<Vec<_>>().join("\n");
    assert_eq!(told, include_str!("explained.txt"), "if this is meant, it is the new table:\n{told}");
}

#[tokio::test]
async fn facts_stand_beside_the_reasons() {
    let archive = Archive::full().await;
    let desk = desk(archive.journal.clone(), Limits::default());
    let asked = |explain, at| ReadHistoryRequest {
        history_id: format!("dossier.{}", dossier(1)),
        explain,
        at,
        ..ReadHistoryRequest::default()
    };
    let read = async |request| {
        let answers = desk.read_history(by(AUDITOR, request)).await.unwrap().into_inner();
        let (told, end) = all(answers).await;
        assert!(end.is_none(), "{end:?}");
        told.into_iter().map(|told| told.record.unwrap()).collect::<Vec<_>>()
    };
    let records = read(asked(true, None)).await;
    let explained: Vec<_> = records.iter().map(|record| record.explanation.as_ref().unwrap()).collect();
    let reference = archive.framework.reference.digest.to_string();
    assert!(explained.iter().all(|it| it.framework.as_ref().unwrap().digest == reference));
    let deviates = |it: &&&v1::Explanation| it.reasons.iter().any(|it| it.kind() == ReasonKind::Deviation);
    assert_eq!(explained.iter().filter(deviates).count(), 0, "what the rules gave follows from them");

    // Two conditions were set in record 5, answered in 9, and judged in 13.
    let acts = |act| {
        let traces = explained
            .iter()
            .zip(&records)
            .flat_map(|(it, record)| it.conditions.iter().map(|trace| (record.revision, *trace)));
        let of = traces.filter(move |(_, trace)| trace.act() == act);
        of.map(|(at, it)| (at, it.number, it.set_revision, it.answered_revision)).collect::<Vec<_>>()
    };
    assert_eq!(acts(ConditionAct::Set), [(5, 1, 5, None), (5, 2, 5, None)]);
    assert_eq!(acts(ConditionAct::Answered), [(9, 1, 5, None), (9, 2, 5, None)]);
    assert_eq!(acts(ConditionAct::Met), [(13, 1, 5, Some(9))]);
    assert_eq!(acts(ConditionAct::NotMet), [(13, 2, 5, Some(9))]);

    let advice = explained[4];
    assert_eq!((advice.role(), advice.treated_on.as_deref()), (v1::Role::Advises, Some("2026-03-16")));
    assert_eq!(advice.documents[0], v1::DocumentRef { format_id: "voorstel".into(), version: 1 });

    // As of a position, and from the middle: the same words of the same records.
    let position = records[9].position.clone().unwrap();
    let then = read(asked(true, Some(ReadAt { at: Some(At::AsOfPosition(position)) }))).await;
    assert_eq!(then[..], records[..10]);
    let later = read(ReadHistoryRequest { from_revision: 13, ..asked(true, None) }).await;
    assert_eq!(later[..], records[12..]);
    assert!(read(asked(false, None)).await.iter().all(|record| record.explanation.is_none()));
    let none =
        asked(true, Some(ReadAt { at: Some(At::AsOfPosition(wire::convert::answer::position(LOG.0, 1))) }));
    assert_eq!(desk.read_history(by(AUDITOR, none)).await.err().unwrap().code(), tonic::Code::NotFound);
}

#[tokio::test]
async fn what_the_framework_does_not_give_is_named() {
    let archive = Archive::full().await;
    let journal: &dyn journal::Journal = archive.journal.as_ref();
    let history = journal.read(&HistoryId::Dossier(dossier(1))).await.unwrap();
    let mut framework = archive.framework.clone();
    // Another framework than the one it was decided under: PORA would have had another term.
    let step = framework.route.steps.iter_mut().find(|step| step.id.as_str() == "voorstel-rbo").unwrap();
    step.term_days = step.term_days.map(|days| days + 1);
    let mut explainer = Explainer::default();
    let mut deviating = Vec::new();
    for stored in &history {
        let record = decode(&stored.entry.record).unwrap();
        assert!(matches!(record.event, Event::Dossier(_)));
        let told = explainer.next(&record, Some(&framework), Language::Dutch);
        if told.reasons.iter().any(|reason| reason.kind() == ReasonKind::Deviation) {
            deviating.push(record.revision.0);
        }
    }
    assert_eq!(deviating, [4], "where the dossier came to that step");
    let unknown =
        Explainer::default().next(&decode(&history[0].entry.record).unwrap(), None, Language::Dutch);
    assert!(unknown.reasons[0].message.contains("niet te lezen"), "{unknown:?}");
}
