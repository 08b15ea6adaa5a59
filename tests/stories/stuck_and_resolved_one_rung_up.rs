//! A dossier is stuck: the parties did not agree, a term passed, or the procesbegeleider sees that it goes nowhere. It goes up
//! the ladder of the region, and one rung up it is solved, so that it goes on where it came from.

use domain::calendar::Calendar;
use jiff::{ToSpan, civil::Date};
use serde_json::json;
use tests::{
    acts::Opened,
    journey::assent,
    mandates::mandate,
    people::Person,
    refusal::refused,
    site::{Site, laddered},
    terminal::Terminal,
    treatment::{Written as _, treated, visit_name, went},
    walked::Walked,
};
use tonic::Code;
use wire::v1::{
    EscalationCause, EscalationStanding, ForecastDossierRequest, ListWaitingRequest, MandateAct, Outcome,
    forecast_dossier_request, onward, phase::Phase, verify_decisions_response::Verification, waits_for,
    way_on::Act,
};

/// A dossier that the OOGO could not agree on, and the day of that.
async fn stuck(site: &Site) -> (Opened, String) {
    let dossier = site.coordinator("gemeente-heiloo").open("Voorbeeld: omstreden groep").await.unwrap();
    site.bring_to(&dossier, "voorstel-oogo").await;
    let split = treated(Outcome::NoAgreement).because("De gemeenten betalen het vervoer niet.");
    let answer = site.secretary("oogo").treat(&dossier, split).await.unwrap();
    assert_eq!(went(answer.next.as_ref()), "rung regisseurs");
    let told = site.secretary("oogo").last_escalation(&dossier).await.unwrap();
    (dossier, told.rungs[0].on.clone().unwrap().since)
}

#[tokio::test]
async fn what_the_parties_did_not_agree_on_is_solved_one_rung_up() {
    let site = Site::with(&[laddered()]).await;
    let (dossier, on) = stuck(&site).await;
    let heiloo = site.coordinator("gemeente-heiloo");

    // It has not ended, stands on no agenda, and everybody sees who has it and what would move it.
    let head = heiloo.dossier(&dossier.id).await.unwrap().summary.unwrap();
    let Some(Phase::Escalated(visit)) = head.phase.unwrap().phase else { panic!("it is on the ladder") };
    assert_eq!(visit_name(Some(&visit)), "voorstel-oogo/1");
    assert!(site.waits_at(&dossier).await.is_empty());
    let waits = heiloo.waiting(ListWaitingRequest::default()).await.unwrap().remove(0);
    let Some(waits_for::Who::Body(body)) = waits.waits_for.unwrap().who else {
        panic!("a body has the rung")
    };
    assert_eq!(
        (body.id.as_str(), waits.since.as_str(), waits.overdue),
        ("regisseuroverleg", on.as_str(), false)
    );
    let way = waits.way_on.unwrap();
    assert!(
        way.told.contains("anders gaat het naar trede ‘Regionale doorbraakfunctionaris’"),
        "{}",
        way.told
    );
    assert!(matches!(way.act, Some(Act::Solve(_))));

    // No date can be given, and no body can treat it.
    let asked = ForecastDossierRequest {
        dossier: Some(forecast_dossier_request::Dossier::DossierId(dossier.id.clone())),
        ..ForecastDossierRequest::default()
    };
    let foretold = heiloo.forecasts().forecast_dossier(asked).await;
    refused(foretold, Code::FailedPrecondition, "ON_LADDER").says(&["OOGO", "opgeschaald"]);
    let again = site.secretary("oogo").record(&dossier, visit, treated(Outcome::Adopted).dated(&on)).await;
    refused(again, Code::FailedPrecondition, "NOT_AWAITED");

    // Only who holds the rung, or the secretary of the OOGO, sends it up.
    let not_theirs = heiloo.climb(&dossier, &on, "Laat een ander het doen.").await;
    refused(not_theirs, Code::PermissionDenied, "NOT_FOR_RUNG").says(&["Regisseuroverleg", "OOGO"]);
    let desk = Terminal::of(&site, &Person::Secretary("regisseuroverleg".into()));
    let moved =
        desk.json(&["escalate", "move", &dossier.id, "--on", &on, "--reason", "Wij komen er niet uit."]);
    assert_eq!(moved["next"]["ladder"]["rung"]["id"], json!("doorbraak"));
    let told = desk.done(&["waiting", "--outside"]);
    assert!(told.contains("regionale doorbraakfunctionaris"), "{told}");

    // A function has no token: the secretary of the body that it came from writes it down.
    let oogo = Terminal::of(&site, &Person::Secretary("oogo".into()));
    let line =
        ["escalate", "resolve", &dossier.id, "--on", &on, "--solution", "De provincie betaalt de helft."];
    let solved = oogo.json(&line);
    assert_eq!(solved["next"]["visit"]["visit"], json!({"step": "voorstel-oogo", "number": 2}));
    let shown = oogo.done(&["show", &dossier.id]);
    for said in
        ["Escalatie", "Wij komen er niet uit.", "De provincie betaalt de helft.", "doorbraakfunctionaris"]
    {
        assert!(shown.contains(said), "{said}: {shown}");
    }

    let secretary = site.secretary("oogo");
    secretary.catch_up().await.unwrap();
    let adopted = secretary.treat(&dossier, treated(Outcome::Adopted)).await.unwrap();
    assert_eq!(went(adopted.next.as_ref()), "round businesscase");
    let story = site.auditor().story(&format!("dossier.{}", dossier.id), None).await.unwrap();
    let told: Vec<_> = story.iter().map(|record| record.summary.clone()).collect();
    assert!(told.iter().any(|told| told.contains("op trede ‘Regionale doorbraakfunctionaris’")), "{told:#?}");
    let verified = site.auditor().verify(None).await.unwrap();
    assert!(matches!(verified, Verification::Agreed(_)), "{verified:?}");
}

/// A dossier that PORA has, in a region where it is the given day, and the last day of its term there.
async fn at_pora(region: &Walked) -> (Opened, Date) {
    let heiloo = region.coordinator("gemeente-heiloo");
    let dossier = heiloo.open("Voorbeeld: groep die blijft liggen").await.unwrap();
    heiloo.submit(&dossier, "voorstel").await.unwrap();
    for body in ["beleidsoverleg", "rbo", "regisseuroverleg"] {
        let desk = region.secretary(body);
        let role = desk.agenda(body).await.unwrap()[0].role();
        desk.treat(&dossier, treated(assent(role))).await.unwrap();
    }
    let due = heiloo.agenda("pora").await.unwrap()[0].due_on.clone().unwrap();
    (dossier, due.parse().unwrap())
}

#[tokio::test]
async fn a_term_that_passed_is_escalated_and_the_body_may_still_treat_it() {
    let begins = jiff::civil::date(2026, 3, 2);
    let region = Walked::open(&[laddered()], begins).await;
    let (dossier, due) = at_pora(&region).await;
    let heiloo = region.coordinator("gemeente-heiloo");

    region.walk_to(due);
    let early = heiloo.escalate(&dossier, None, "Het duurt te lang.").await;
    refused(early, Code::FailedPrecondition, "TERM_NOT_PASSED").fact("due", &due.to_string());
    assert_eq!(heiloo.dossier(&dossier.id).await.unwrap().escalations, [], "nothing happens by itself");

    let late = due.saturating_add(1.day());
    region.walk_to(late);
    assert_eq!(heiloo.dossier(&dossier.id).await.unwrap().escalations, [], "also not when a term passes");
    let on = heiloo.escalate(&dossier, None, "Het duurt te lang.").await.unwrap();
    let last = Calendar::algemene_termijnenwet().add_working_days(late, 15);
    assert_eq!((on.since, on.due_on), (late.to_string(), last.to_string()));

    // PORA sees it on its agenda; that the rung is late is derived on the day that somebody reads.
    let row = heiloo.agenda("pora").await.unwrap().remove(0);
    let told = row.escalation.unwrap();
    assert_eq!((told.cause(), told.overdue), (EscalationCause::PassedTerm, false));
    assert_eq!(
        (told.passed_on, told.reason.unwrap().text),
        (Some(due.to_string()), "Het duurt te lang.".into())
    );
    region.walk_to(last.saturating_add(1.day()));
    assert!(heiloo.agenda("pora").await.unwrap()[0].escalation.as_ref().unwrap().overdue);
    let of_rung = ListWaitingRequest { overdue: true, ..ListWaitingRequest::default() };
    let waits = heiloo.waiting(of_rung).await.unwrap();
    assert!(
        waits[0].overdue && waits[0].way_on.as_ref().unwrap().told.contains("PORA behandelt het dossier")
    );

    // PORA treats it after all, and that is the end of it.
    region.secretary("pora").treat(&dossier, treated(Outcome::Positive)).await.unwrap();
    let told = heiloo.last_escalation(&dossier).await.unwrap();
    assert_eq!(told.standing(), EscalationStanding::Overtaken);
    let solved = region.secretary("pora").solve(&dossier, &late.to_string(), "Het is behandeld.").await;
    refused(solved, Code::FailedPrecondition, "NOT_ESCALATED");
    region.close().await;
}

#[tokio::test]
async fn a_procesbegeleider_escalates_under_a_mandate_of_their_own() {
    let site = Site::with(&[laddered()]).await;
    let dossier = site.coordinator("gemeente-heiloo").open("Voorbeeld: groep die stagneert").await.unwrap();
    site.bring_to(&dossier, "voorstel-pora").await;
    let begeleider = site.coordinator("gemeente-bergen");
    let holder = Person::Coordinator("gemeente-bergen".into()).actor();
    let to = |act| mandate("regio-alkmaar-ladder", "gemeente-bergen", &holder, act);
    let administrator = site.administrator();
    let own = administrator.grant(to(MandateAct::Escalation)).await.unwrap();
    let other = administrator.grant(to(MandateAct::Stance)).await.unwrap();

    let uncovered = begeleider.escalate(&dossier, Some(&other), "Het stagneert.").await;
    refused(uncovered, Code::FailedPrecondition, "MANDATE_DOES_NOT_COVER");
    let anothers = site.coordinator("gemeente-heiloo").escalate(&dossier, Some(&own), "Het stagneert.").await;
    refused(anothers, Code::FailedPrecondition, "MANDATE_DOES_NOT_COVER");
    begeleider.escalate(&dossier, Some(&own), "Het stagneert.").await.unwrap();
    let told = begeleider.last_escalation(&dossier).await.unwrap();
    let seen = told.mandate.clone().unwrap();
    assert_eq!((told.cause(), seen.mandate_id, seen.revision), (EscalationCause::Procesbegeleider, own, 1));

    // Solved, the visit that was open goes on as it was.
    let since = told.rungs[0].on.clone().unwrap().since;
    let next = site.secretary("pora").solve(&dossier, &since, "De stukken zijn er.").await.unwrap();
    assert!(matches!(next.next, Some(onward::Next::SameVisit(_))));
    assert_eq!(site.waits_at(&dossier).await, ["pora"]);
}
