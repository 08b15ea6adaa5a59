//! An auditor asks what changed between two moments: which dossiers came, moved and ended, what went over each agenda, and
//! what was decided in between.

use tests::{
    refusal::refused,
    site::Site,
    treatment::{Written as _, treated},
};
use tonic::Code;
use wire::v1::{
    AgendaDifference, DossierDifference,
    Outcome::{Noted, PositiveWithConditions},
    compare_as_of_response::Difference,
    phase::Phase,
};

#[tokio::test]
async fn only_what_happened_in_between_is_told() {
    let site = Site::open().await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let auditor = site.auditor();
    let quiet = heiloo.open("Voorbeeld: groep waar niets mee gebeurt").await.unwrap();
    site.bring_to(&quiet, "voorstel-rbo").await;
    let moving = heiloo.open("Voorbeeld: groep die verder gaat").await.unwrap();
    site.bring_to(&moving, "voorstel-beleidsoverleg").await;
    let from = auditor.head().await.unwrap();

    site.secretary("beleidsoverleg").treat(&moving, treated(Noted)).await.unwrap();
    let advice = treated(PositiveWithConditions).provided("Er is vervoer.");
    site.secretary("rbo").treat(&moving, advice).await.unwrap();
    let new = heiloo.open("Voorbeeld: groep die erbij komt").await.unwrap();
    let until = auditor.head().await.unwrap();
    // What comes after the later moment does not count.
    heiloo.withdraw(&new, "Toch niet.").await.unwrap();

    let told = auditor.compared(from, until, None).await.unwrap();
    let dossiers = dossiers(&told);
    let ids: Vec<_> = dossiers.iter().map(|it| it.dossier_id.as_str()).collect();
    assert_eq!(ids, [moving.id.as_str(), new.id.as_str()]);
    let moved = dossiers[0];
    let at = |phase: Option<&wire::v1::Phase>| match phase.and_then(|phase| phase.phase.clone()) {
        Some(Phase::AtStep(opening)) => opening.body.unwrap().id,
        Some(Phase::Preparing(round)) => format!("round {}", round.id),
        other => panic!("{other:?}"),
    };
    assert_eq!(at(moved.phase_from.as_ref()), "beleidsoverleg");
    assert_eq!(at(moved.phase_until.as_ref()), "regisseuroverleg");
    let outcomes: Vec<_> = moved.treatments.iter().map(|it| it.outcome()).collect();
    assert_eq!(outcomes, [Noted, PositiveWithConditions]);
    let set: Vec<_> =
        moved.conditions.iter().map(|it| (it.number, it.set, it.answered, it.found_met)).collect();
    assert_eq!(set, [(1, true, false, None)]);
    assert!(dossiers[1].phase_from.is_none(), "it was opened in between");
    assert_eq!(at(dossiers[1].phase_until.as_ref()), "round voorstel");

    let changes: Vec<_> = agendas(&told).into_iter().map(counted).collect();
    let expected = [("beleidsoverleg", 0, 1, 0), ("rbo", 0, 0, 1), ("regisseuroverleg", 1, 0, 0)];
    assert_eq!(changes, expected.map(|(body, came, left, passed)| (body.to_owned(), came, left, passed)));
    let Some(Difference::Compared(end)) = told.last() else { panic!("{told:?}") };
    assert_eq!((end.records, end.dossiers), (until - from, 2));

    // One body sees what came before it.
    let told = auditor.compared(from, until, Some("rbo")).await.unwrap();
    assert_eq!(self::dossiers(&told).len(), 1);
    assert_eq!(agendas(&told).into_iter().map(counted).collect::<Vec<_>>(), [("rbo".to_owned(), 0, 0, 1)]);
    // From the beginning the framework is new too; between the same moment nothing differs.
    let all = auditor.compared(0, from, None).await.unwrap();
    assert!(all.iter().any(|it| matches!(it, Difference::Framework(_))));
    assert_eq!(auditor.compared(from, from, None).await.unwrap().len(), 1);
}

#[tokio::test]
async fn what_cannot_be_compared_is_refused() {
    let site = Site::open().await;
    let heiloo = site.coordinator("gemeente-heiloo");
    heiloo.open("Voorbeeld: groep om te vergelijken").await.unwrap();
    let auditor = site.auditor();
    let head = auditor.head().await.unwrap();
    refused(auditor.compared(0, head + 1, None).await, Code::OutOfRange, "POSITION_AHEAD");
    refused(auditor.compared(head, 1, None).await, Code::InvalidArgument, "INVALID_REQUEST");
    refused(auditor.compared(0, head, Some("raad")).await, Code::NotFound, "BODY_UNKNOWN");
    refused(heiloo.compared(0, head, None).await, Code::PermissionDenied, "NOT_GRANTED");
}

fn dossiers(told: &[Difference]) -> Vec<&DossierDifference> {
    let mut dossiers = Vec::new();
    for difference in told {
        if let Difference::Dossier(dossier) = difference {
            dossiers.push(dossier.as_ref());
        }
    }
    dossiers
}

fn agendas(told: &[Difference]) -> Vec<&AgendaDifference> {
    let mut agendas = Vec::new();
    for difference in told {
        if let Difference::Agenda(agenda) = difference {
            agendas.push(agenda);
        }
    }
    agendas
}

/// How many came onto an agenda, left it, and did both.
fn counted(agenda: &AgendaDifference) -> (String, usize, usize, usize) {
    let body = agenda.body.clone().unwrap().id;
    (body, agenda.came.len(), agenda.left.len(), agenda.passed.len())
}
