//! What must hold when the year is over.

use std::collections::BTreeSet;

use wire::v1::{
    ForecastDossierRequest, ListWaitingRequest, forecast_dossier_request::Dossier, phase::Phase,
    verify_decisions_response::Verification, waits_for::Who,
};

use crate::year::Year;

/// Every row of every agenda is explained: it waits for the body itself, and it is on the agenda of a session that is
/// planned, or came after the papers for the next one were due and is expected in a session that is. What is on no agenda
/// waits for its coordinator, or has ended.
pub(crate) async fn every_agenda_is_empty_or_explained(year: &Year) {
    let reader = year.region.auditor();
    let mut on_agendas = BTreeSet::new();
    for body in reader.bodies() {
        for row in reader.agenda(body.as_str()).await.unwrap() {
            let Some(Who::Body(waited)) = row.waits_for.and_then(|it| it.who) else {
                panic!("{} waits for somebody else", row.reference)
            };
            assert_eq!(waited.id, body.as_str());
            let planned = match row.meeting {
                Some(meeting) => meeting.on,
                None => expected_at(year, &row.dossier_id, body.as_str()).await,
            };
            let sessions = year.sessions.iter().filter(|session| session.body == body.as_str());
            let mut days =
                sessions.filter(|session| !session.cancelled).map(|session| session.on.to_string());
            assert!(days.any(|day| day == planned), "{} is expected on {planned}", row.reference);
            assert!(planned > year.today.to_string(), "{} was forgotten on {planned}", row.reference);
            on_agendas.insert(row.dossier_id);
        }
    }
    let waiting = reader.waiting(ListWaitingRequest::default()).await.unwrap();
    assert_eq!(waiting.len(), year.dossiers.iter().filter(|dossier| !dossier.ended).count());
    for dossier in &year.dossiers {
        let id = &dossier.opened.as_ref().unwrap().id;
        let summary = reader.dossier(id).await.unwrap().summary.unwrap();
        let phase = summary.phase.and_then(|it| it.phase).unwrap();
        let with_coordinator = matches!(phase, Phase::Preparing(_) | Phase::Revising(_));
        assert_eq!(dossier.owed.is_some(), with_coordinator, "{}", summary.reference);
        assert_eq!(dossier.ended, matches!(phase, Phase::Ended(_)), "{}", summary.reference);
        assert_eq!(on_agendas.contains(id), matches!(phase, Phase::AtStep(_)), "{}", summary.reference);
    }
}

/// The day on which the body is expected to treat a dossier that waits there.
async fn expected_at(year: &Year, dossier: &str, body: &str) -> String {
    let reader = year.region.auditor();
    let request = ForecastDossierRequest {
        dossier: Some(Dossier::DossierId(dossier.into())),
        at: Some(reader.at_least()),
        ..Default::default()
    };
    let answer = reader.forecasts().forecast_dossier(request).await.unwrap().into_inner();
    let passage = answer.forecast.unwrap().rounds.remove(0).passages.remove(0);
    assert_eq!(passage.body.unwrap().id, body);
    passage.meets_on
}

/// Every record of the year is decided again from what came before it, and comes out the same.
pub(crate) async fn the_rules_decide_it_all_again(year: &Year) {
    let auditor = year.region.auditor();
    let verified = auditor.verify(None).await.unwrap();
    let Verification::Agreed(agreed) = verified else { panic!("{verified:?}") };
    assert_eq!(agreed.records, auditor.head().await.unwrap(), "every record of the journal");
}
