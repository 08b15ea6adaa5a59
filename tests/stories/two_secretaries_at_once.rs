//! Two secretaries of one body write down the same meeting at the same time. One is first; the other is told why not.

use tests::{
    acts::command_id,
    refusal::told,
    site::Site,
    treatment::{Written as _, treated},
};
use tonic::Code;
use wire::v1::{Outcome, RecordOutcomeRequest};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_is_first_and_the_other_is_told_why_not() {
    let site = Site::open().await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let (rbo, deputy) = (site.secretary("rbo"), site.deputy("rbo"));
    for (round, expects) in [true, false, true, false].into_iter().enumerate() {
        let dossier = heiloo.open(&format!("Voorbeeld: groep {round}")).await.unwrap();
        site.bring_to(&dossier, "voorstel-rbo").await;
        let agenda = rbo.agenda("rbo").await.unwrap();
        let item = agenda.iter().find(|item| item.dossier_id == dossier.id).unwrap().clone();
        let request = |outcome: Outcome| RecordOutcomeRequest {
            command_id: command_id(),
            expected_revision: expects.then_some(item.revision),
            dossier_id: dossier.id.clone(),
            visit: item.visit.clone(),
            treatment: Some(treated(outcome).because("Zie het verslag.").dated(&item.arrived_on)),
            ..RecordOutcomeRequest::default()
        };
        let (positive, negative) = (request(Outcome::Positive), request(Outcome::Negative));
        let (mut one, mut other) = (rbo.decisions(), deputy.decisions());
        let (one, other) = tokio::join!(one.record_outcome(positive), other.record_outcome(negative));

        let (first, second, outcome) = match (one, other) {
            (Ok(first), Err(second)) => (first, second, Outcome::Positive),
            (Err(second), Ok(first)) => (first, second, Outcome::Negative),
            (one, other) => panic!("not exactly one was first: {one:?} {other:?}"),
        };
        let revision = first.into_inner().receipt.unwrap().revision;
        assert_eq!(revision, item.revision + 1);
        let second = told(&second);
        if expects {
            assert_eq!(
                (second.code, second.reason.as_str()),
                (Code::Aborted, "REVISION_CONFLICT"),
                "{second:#?}"
            );
            let second = second.fact("expected", &item.revision.to_string());
            second.fact("found", &revision.to_string());
        } else {
            assert_eq!((second.code, second.reason.as_str()), (Code::FailedPrecondition, "VISIT_NOT_OPEN"));
            second.says(&["Regisseuroverleg"]);
        }
        heiloo.catch_up().await.unwrap();
        let visits = heiloo.dossier(&dossier.id).await.unwrap().visits;
        let treated = visits.iter().rev().find_map(|visit| visit.treated.as_ref()).unwrap();
        assert_eq!(treated.outcome(), outcome, "what was recorded is what was acknowledged");
    }
}
