//! Who speaks for a party names the mandate under which they do. One that has lapsed, or is for another body, is refused;
//! what was done under one that was revoked later stands.

use tests::{
    acts::{Opened, command_id},
    mandates::mandate,
    refusal::refused,
    site::{Site, alkmaar},
    treatment::{TOWNS, Written as _, stands, treated, went},
    user::User,
};
use tonic::Code;
use wire::v1::{
    GrantMandateRequest, ListMandatesRequest, Mandate, MandateAct, NewStance,
    Outcome::{NoAdvice, Positive},
    ReadAt, RevokeMandateRequest, Stance, Treatment, read_at,
    verify_decisions_response::Verification,
};

/// To speak for Heiloo in PORA.
fn for_heiloo() -> GrantMandateRequest {
    GrantMandateRequest {
        body_ids: vec!["pora".into()],
        ..mandate("regio-alkmaar", "gemeente-heiloo", "u-wethouder", MandateAct::Stance)
    }
}

/// Everybody agrees, Heiloo under this mandate.
fn agreeing(mandate: &str) -> Treatment {
    let mut stances: Vec<NewStance> = TOWNS.map(|party| stands(party, Stance::Agrees)).to_vec();
    stances[4].mandate_id = Some(mandate.to_owned());
    treated(Positive).standing(stances)
}

async fn at_pora(site: &Site, title: &str) -> Opened {
    let dossier = site.coordinator("gemeente-heiloo").open(title).await.unwrap();
    site.bring_to(&dossier, "voorstel-pora").await;
    dossier
}

#[tokio::test]
async fn a_stance_under_a_mandate_that_lapsed_is_refused() {
    let site = Site::open().await;
    let dossier = at_pora(&site, "Voorbeeld: groep onder mandaat").await;
    let pora = site.secretary("pora");

    let lapsed = GrantMandateRequest { until: Some("2020-12-31".into()), ..for_heiloo() };
    let lapsed = site.administrator().grant(lapsed).await.unwrap();
    refused(
        pora.treat(&dossier, agreeing(&lapsed)).await,
        Code::FailedPrecondition,
        "MANDATE_DOES_NOT_COVER",
    )
    .fact("because", "lapsed")
    .fact("until", "2020-12-31")
    .says(&["gemeente Heiloo", "31 december 2020"]);
    let elsewhere = GrantMandateRequest { body_ids: vec!["oogo".into()], ..for_heiloo() };
    let elsewhere = site.administrator().grant(elsewhere).await.unwrap();
    refused(
        pora.treat(&dossier, agreeing(&elsewhere)).await,
        Code::FailedPrecondition,
        "MANDATE_DOES_NOT_COVER",
    )
    .fact("because", "other-body")
    .says(&["OOGO", "PORA"]);
    let nobody = agreeing(&command_id());
    refused(pora.treat(&dossier, nobody).await, Code::FailedPrecondition, "MANDATE_DOES_NOT_COVER")
        .fact("because", "not-granted");

    let holds = site.administrator().grant(for_heiloo()).await.unwrap();
    let answer = pora.treat(&dossier, agreeing(&holds)).await.unwrap();
    assert_eq!(went(answer.next.as_ref()), "voorstel-oogo/1");

    // It is revoked afterwards: what was said under it stands, and nothing more is said under it.
    let revoke = RevokeMandateRequest {
        command_id: command_id(),
        mandate_id: holds.clone(),
        from: "2020-06-01".into(),
        reason: "Het college heeft een ander aangewezen.".into(),
        ..RevokeMandateRequest::default()
    };
    let administrator = site.administrator();
    let revoked = administrator.mandates().revoke_mandate(revoke.clone()).await.unwrap().into_inner();
    assert_eq!(revoked.receipt.unwrap().revision, 2);
    let again = administrator.mandates().revoke_mandate(revoke).await.unwrap().into_inner();
    assert!(again.receipt.unwrap().repeated);
    let visits = pora.dossier(&dossier.id).await.unwrap().visits;
    let advice = visits.iter().rev().find_map(|visit| visit.treated.as_ref()).unwrap();
    let seen = advice.stances.iter().find_map(|taken| taken.mandate.clone()).unwrap();
    assert_eq!((seen.mandate_id, seen.revision), (holds.clone(), 1));
    let other = at_pora(&site, "Voorbeeld: groep na de intrekking").await;
    refused(pora.treat(&other, agreeing(&holds)).await, Code::FailedPrecondition, "MANDATE_DOES_NOT_COVER")
        .fact("because", "revoked");
    let history = site.auditor().history(&format!("mandate.{holds}")).await.unwrap();
    assert!(history[0].summary.contains("u-wethouder mag voor gemeente Heiloo handelen"), "{history:?}");
    assert_eq!(history.len(), 2);
    let Verification::Agreed(_) = site.auditor().verify(None).await.unwrap() else { panic!() };
}

#[tokio::test]
async fn only_an_administrator_grants_and_a_framework_may_ask_for_mandates() {
    let file = alkmaar().replace(
        "body = \"pora\"\nrole = \"advises\"",
        "body = \"pora\"\nrole = \"advises\"\nmandates = \"required\"",
    );
    let site = Site::with(&[&file]).await;
    let secretary = site.secretary("pora").mandates().grant_mandate(for_heiloo()).await;
    refused(secretary, Code::PermissionDenied, "NOT_GRANTED");
    let escalates = GrantMandateRequest {
        acts: vec![MandateAct::Escalation.into(), MandateAct::Stance.into()],
        ..for_heiloo()
    };
    refused(site.administrator().grant(escalates).await, Code::FailedPrecondition, "ESCALATION_STANDS_ALONE");
    let none = GrantMandateRequest { acts: Vec::new(), source: " ".into(), ..for_heiloo() };
    refused(site.administrator().grant(none).await, Code::InvalidArgument, "INVALID_REQUEST")
        .fault("source BLANK", &[]);

    let dossier = at_pora(&site, "Voorbeeld: groep met mandaten").await;
    let pora = site.secretary("pora");
    let holds = site.administrator().grant(for_heiloo()).await.unwrap();
    refused(pora.treat(&dossier, agreeing(&holds)).await, Code::FailedPrecondition, "MANDATE_REQUIRED")
        .fact("party", "gemeente-alkmaar");
    // Nobody was there to need one.
    let absent = TOWNS.map(|party| stands(party, Stance::Absent)).to_vec();
    pora.treat(&dossier, treated(NoAdvice).standing(absent)).await.unwrap();
}

/// What the register of mandates answers, of every page.
async fn listed(reader: &User, asked: ListMandatesRequest) -> Vec<Mandate> {
    let (mut rows, mut request) = (Vec::new(), asked);
    request.at.get_or_insert_with(|| reader.at_least());
    loop {
        let page = reader.agendas().list_mandates(request.clone()).await.unwrap().into_inner();
        rows.extend(page.mandates);
        if page.next_page_token.is_empty() {
            return rows;
        }
        request.page_token = page.next_page_token;
    }
}

fn ids(mandates: &[Mandate]) -> Vec<&str> {
    mandates.iter().map(|mandate| mandate.mandate_id.as_str()).collect()
}

#[tokio::test]
async fn everyone_sees_who_may_act_for_whom_now_and_then() {
    let site = Site::open().await;
    let lapsed = GrantMandateRequest { until: Some("2020-12-31".into()), ..for_heiloo() };
    let lapsed = site.administrator().grant(lapsed).await.unwrap();
    let bound = GrantMandateRequest {
        acts: vec![MandateAct::Stance.into(), MandateAct::Commitment.into()],
        limit_cents: Some(2_500_000),
        ..for_heiloo()
    };
    let bound = site.administrator().grant(bound).await.unwrap();
    let other = GrantMandateRequest { party_id: "gemeente-bergen".into(), ..for_heiloo() };
    let other = site.administrator().grant(other).await.unwrap();
    let administrator = site.administrator();
    let all = listed(&administrator, ListMandatesRequest { page_size: 1, ..Default::default() }).await;
    assert_eq!(ids(&all), [&lapsed, &bound, &other], "page by page, in the order of granting");
    assert_eq!((all[1].limit_cents, all[1].acts.len()), (Some(2_500_000), 2));
    assert_eq!(all[1].source.as_ref().unwrap().text, for_heiloo().source);
    let before = administrator.seen();

    let revoke = RevokeMandateRequest {
        command_id: command_id(),
        mandate_id: bound.clone(),
        from: "2021-06-01".into(),
        reason: "Het college heeft een ander aangewezen.".into(),
        ..RevokeMandateRequest::default()
    };
    let revoked = administrator.mandates().revoke_mandate(revoke).await.unwrap().into_inner();
    administrator.saw(revoked.receipt.unwrap().position.unwrap());
    let heiloo = ListMandatesRequest { party_id: Some("gemeente-heiloo".into()), ..Default::default() };
    let table = [("2019-12-31", vec![]), ("2020-12-31", vec![&lapsed, &bound]), ("2021-01-01", vec![&bound])];
    for (day, expected) in table.into_iter().chain([("2021-06-01", vec![])]) {
        let asked = ListMandatesRequest { holds_on: Some(day.into()), ..heiloo.clone() };
        assert_eq!(ids(&listed(&site.coordinator("gemeente-bergen"), asked).await), expected, "{day}");
    }
    let now = &listed(&administrator, heiloo.clone()).await[1];
    assert_eq!((now.revoked_from.as_deref(), now.revision), (Some("2021-06-01"), 2));
    let then = ReadAt { at: Some(read_at::At::AsOfPosition(before)) };
    let then = &listed(&administrator, ListMandatesRequest { at: Some(then), ..heiloo }).await[1];
    assert_eq!((then.revoked_from.as_deref(), then.revision), (None, 1), "as it was");
}
