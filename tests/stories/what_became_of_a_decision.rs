//! A group arrangement was adopted. Its coordinator writes down that it began, for whom and for how much; the whole region
//! sees what was planned, but not how few pupils it is for.

use tests::{
    acts::{Opened, command_id},
    refusal::refused,
    site::Site,
    user::User,
};
use tonic::{Code, Status};
use wire::v1::{
    Arrangement, BeginArrangementRequest, BeginArrangementResponse, FundingBasis, FundingLine,
    GetArrangementRequest, PlannedIndicator, PupilsGiven, planned_indicator, pupil_count::Count, value_told,
    verify_decisions_response::Verification,
};

/// So few that nobody outside may know.
const FEW: u32 = 7;

fn de_stip(dossier: &str) -> BeginArrangementRequest {
    let planned =
        |indicator: &str, value| PlannedIndicator { indicator_id: indicator.into(), value: Some(value) };
    BeginArrangementRequest {
        command_id: command_id(),
        dossier_id: dossier.into(),
        function_ids: vec!["opbouwen".into()],
        target_group: "Kleuters met een onderzoeksvraag.".into(),
        partners: vec!["SBO de Piramide".into(), "Parlan".into()],
        funding: vec![FundingLine {
            funding_id: "jeugdhulp".into(),
            party_id: Some("gemeente-heiloo".into()),
            basis: FundingBasis::Collective.into(),
            amount_cents: Some(12_500_000),
            from: "2026-08-01".into(),
            until: Some("2028-07-31".into()),
        }],
        indicators: vec![
            planned("aantal-jeugdigen", planned_indicator::Value::Pupils(FEW)),
            planned("doelrealisatie", planned_indicator::Value::SharePermille(800)),
        ],
        evaluations_on: vec!["2028-06-01".into(), "2027-06-01".into()],
        pupils: Some(PupilsGiven {
            number: FEW,
            counted_on: "2026-08-01".into(),
            source: "Inschrijvingen bij het samenwerkingsverband.".into(),
        }),
        ..BeginArrangementRequest::default()
    }
}

async fn begin(user: &User, request: BeginArrangementRequest) -> Result<BeginArrangementResponse, Status> {
    let answer = user.registers().begin_arrangement(request).await?.into_inner();
    user.saw(answer.receipt.clone().and_then(|receipt| receipt.position).expect("a receipt"));
    Ok(answer)
}

async fn read(user: &User, dossier: &Opened) -> Result<Arrangement, Status> {
    let request = GetArrangementRequest { dossier_id: dossier.id.clone(), at: Some(user.at_least()) };
    Ok(user.dossiers().get_arrangement(request).await?.into_inner().arrangement.expect("an arrangement"))
}

/// How many pupils this reader is told of: for whom it is, and by the indicator.
fn told(arrangement: &Arrangement) -> (Count, Count) {
    let counted = arrangement.pupils.as_ref().and_then(|pupils| pupils.count).expect("a count");
    let Some(value_told::Value::Pupils(planned)) =
        arrangement.indicators[0].planned.as_ref().and_then(|planned| planned.value)
    else {
        panic!("{arrangement:?}")
    };
    assert!(counted.is_small && planned.is_small);
    (counted.count.expect("a count"), planned.count.expect("a count"))
}

#[tokio::test]
async fn what_was_adopted_begins_and_small_numbers_stay_with_who_submitted_them() {
    let site = Site::open().await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let dossier = heiloo.open("Voorbeeld: De Stip").await.unwrap();
    let asked = de_stip(&dossier.id);
    refused(begin(&heiloo, asked.clone()).await, Code::FailedPrecondition, "NOT_ADOPTED");
    site.bring_to_end(&dossier).await;
    refused(read(&heiloo, &dossier).await, Code::NotFound, "ARRANGEMENT_UNKNOWN");

    // Only those whose dossier it is.
    let neighbour = site.coordinator("gemeente-bergen");
    refused(begin(&neighbour, asked.clone()).await, Code::PermissionDenied, "OUTSIDE_DOSSIER")
        .says(&["OOGO"]);
    refused(begin(&site.administrator(), asked.clone()).await, Code::PermissionDenied, "NOT_GRANTED");
    let unknown = BeginArrangementRequest {
        indicators: vec![PlannedIndicator { indicator_id: "geluk".into(), ..asked.indicators[0].clone() }],
        ..asked.clone()
    };
    refused(begin(&heiloo, unknown).await, Code::FailedPrecondition, "INDICATOR_UNKNOWN");

    let answer = begin(&heiloo, asked.clone()).await.unwrap();
    assert_eq!(answer.arrangement_id, dossier.id, "one dossier has one arrangement");
    assert!(begin(&heiloo, asked.clone()).await.unwrap().receipt.unwrap().repeated);
    let again = BeginArrangementRequest { command_id: command_id(), ..asked };
    refused(begin(&site.secretary("oogo"), again).await, Code::FailedPrecondition, "ALREADY_BEGUN");

    // The coordinator reads the numbers; nobody else does, an auditor and an administrator neither.
    let own = read(&heiloo, &dossier).await.unwrap();
    assert_eq!(told(&own), (Count::Number(FEW), Count::Number(FEW)));
    assert_eq!(own.evaluations_on, ["2027-06-01", "2028-06-01"]);
    for outsider in [&neighbour, &site.secretary("oogo"), &site.auditor(), &site.administrator()] {
        let seen = read(outsider, &dossier).await.unwrap();
        assert_eq!(told(&seen), (Count::FewerThan(10), Count::FewerThan(10)));
        assert_eq!(seen.target_group.as_ref().unwrap().text, "Kleuters met een onderzoeksvraag.");
        assert_eq!(seen.funding[0].amount_cents, Some(12_500_000));
    }

    // The register shows what began.
    let entries = neighbour.register().await.unwrap();
    let entry = entries.iter().find(|entry| entry.has_begun).expect("it began");
    let partners: Vec<_> = entry.partners.iter().map(|partner| partner.text.as_str()).collect();
    assert_eq!(partners, ["SBO de Piramide", "Parlan"]);
    assert_eq!(entry.funding[0].id, "jeugdhulp");

    // The auditor reads the whole history, and finds the small numbers as if they were erased.
    let auditor = site.auditor();
    let history = auditor.history(&format!("arrangement.{}", dossier.id)).await.unwrap();
    assert!(history[0].summary.contains("Het vastgestelde arrangement is begonnen"), "{history:?}");
    let small: Vec<_> = history[0].texts.iter().filter(|text| text.name == "few").collect();
    assert_eq!(small.len(), 2);
    assert!(small.iter().all(|text| text.disclosure.is_empty() && text.text.as_ref().unwrap().erased));
    let bytes = String::from_utf8_lossy(&history[0].bytes);
    assert!(!bytes.contains("\"told\""), "no number stands in the clear: {bytes}");
    let Verification::Agreed(_) = auditor.verify(None).await.unwrap() else { panic!() };
}
