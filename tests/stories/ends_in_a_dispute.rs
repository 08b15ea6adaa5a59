//! Nobody on the ladder solves it: a dispute is written down, with what is asked, before whom and by what terms. What comes of
//! it brings the dossier back to its step, or ends it without agreement.

use tests::{
    acts::Opened,
    refusal::refused,
    site::{Site, laddered},
    treatment::{Written as _, treated, visit_name, went},
};
use tonic::Code;
use wire::v1::{
    DisputeKind, EndKind, EscalationStanding, ListWaitingRequest, Outcome, onward, phase::Phase,
    verify_decisions_response::Verification, waits_for,
};

/// A dossier of which nobody on the ladder solved what the OOGO did not agree on, and the day of that.
async fn at_the_top(site: &Site, title: &str) -> (Opened, String) {
    let dossier = site.coordinator("gemeente-heiloo").open(title).await.unwrap();
    site.bring_to(&dossier, "voorstel-oogo").await;
    let oogo = site.secretary("oogo");
    let split = treated(Outcome::NoAgreement).because("Over de kosten is geen overeenstemming.");
    oogo.treat(&dossier, split).await.unwrap();
    let on = oogo.last_escalation(&dossier).await.unwrap().rungs[0].on.clone().unwrap().since;
    let early = oogo.bring_dispute(&dossier, &on, &["gemeente-heiloo", "swv-vo-nk"]).await;
    refused(early, Code::FailedPrecondition, "NOT_LAST_RUNG").fact("next", "doorbraak");
    oogo.climb(&dossier, &on, "De regisseurs komen er niet uit.").await.unwrap();
    (dossier, on)
}

#[tokio::test]
async fn a_dispute_is_recorded_and_ends_the_dossier_without_agreement() {
    let site = Site::with(&[laddered()]).await;
    let (dossier, on) = at_the_top(&site, "Voorbeeld: groep met een geschil").await;
    let (heiloo, oogo) = (site.coordinator("gemeente-heiloo"), site.secretary("oogo"));
    let alone = oogo.bring_dispute(&dossier, &on, &["swv-vo-nk"]).await;
    refused(alone, Code::FailedPrecondition, "PARTIES_REQUIRED");
    oogo.bring_dispute(&dossier, &on, &["gemeente-heiloo", "swv-vo-nk"]).await.unwrap();
    let before = heiloo.seen().position;

    let told = heiloo.last_escalation(&dossier).await.unwrap();
    let dispute = told.dispute.unwrap();
    assert_eq!((dispute.kind(), dispute.since), (DisputeKind::BindingAdvice, on.clone()));
    assert_eq!((dispute.defence_days, dispute.advice_days), (Some(14), Some(28)));
    assert_eq!(dispute.before.unwrap().text, "de geschillencommissie");
    let parties: Vec<_> = dispute.parties.into_iter().map(|party| party.id).collect();
    assert_eq!(parties, ["gemeente-heiloo", "swv-vo-nk"]);
    let waits = heiloo.waiting(ListWaitingRequest { outside: true, ..ListWaitingRequest::default() }).await;
    let waits = waits.unwrap().remove(0);
    let Some(waits_for::Who::Outside(who)) = waits.waits_for.unwrap().who else { panic!("a commission") };
    assert_eq!((who.text.as_str(), waits.overdue), ("de geschillencommissie", false));
    refused(oogo.solve(&dossier, &on, "Toch eens.").await, Code::FailedPrecondition, "DISPUTED");

    let next = oogo.conclude_dispute(&dossier, &on, false).await.unwrap();
    let Some(onward::Next::Ended(ended)) = next.next else { panic!("it ended") };
    assert_eq!(ended.kind(), EndKind::NoAgreement);
    let head = heiloo.dossier(&dossier.id).await.unwrap().summary.unwrap();
    assert!(matches!(head.phase.unwrap().phase, Some(Phase::Ended(_))));
    assert_eq!(heiloo.last_escalation(&dossier).await.unwrap().standing(), EscalationStanding::Left);
    let then = heiloo.dossier_at(&dossier.id, heiloo.as_of(before)).await.unwrap();
    assert_eq!(then.escalations[0].standing(), EscalationStanding::Open, "as it was");

    // The auditor reads it in sentences, decides it again, and sees the same in a replay as in the views.
    let auditor = site.auditor();
    let history = auditor.history(&format!("dossier.{}", dossier.id)).await.unwrap();
    let told: Vec<_> = history.iter().map(|record| record.summary.clone()).collect();
    let said = "een geschil voorgelegd (bindend advies) tussen gemeente Heiloo en";
    assert!(told.iter().any(|told| told.contains(said)), "{told:#?}");
    let verified = auditor.verify(None).await.unwrap();
    assert!(matches!(verified, Verification::Agreed(_)), "{verified:?}");
    let replayed = auditor.replay(&dossier.id, None).await.unwrap();
    let whole = auditor.dossier(&dossier.id).await.unwrap();
    assert_eq!(replayed.dossier.unwrap().escalations, whole.escalations);
}

#[tokio::test]
async fn a_dispute_that_is_concluded_may_bring_the_dossier_back() {
    let site = Site::with(&[laddered()]).await;
    let (dossier, on) = at_the_top(&site, "Voorbeeld: groep na bemiddeling").await;
    let oogo = site.secretary("oogo");
    let soon = oogo.conclude_dispute(&dossier, &on, true).await;
    refused(soon, Code::FailedPrecondition, "NOT_DISPUTED").fact("on", "doorbraak");
    oogo.bring_dispute(&dossier, &on, &["gemeente-heiloo", "swv-vo-nk"]).await.unwrap();
    let next = oogo.conclude_dispute(&dossier, &on, true).await.unwrap();
    let Some(onward::Next::Visit(opening)) = next.next else { panic!("it came back") };
    assert_eq!(visit_name(opening.visit.as_ref()), "voorstel-oogo/2");
    let adopted = oogo.treat(&dossier, treated(Outcome::Adopted)).await.unwrap();
    assert_eq!(went(adopted.next.as_ref()), "round businesscase");
}
