//! Every college and every board ratifies for itself what OOGO decided: in any order, and the dossier goes on when all
//! eight have spoken.

use tests::{
    acts::{Opened, command_id},
    mandates::mandate,
    people::Person,
    refusal::refused,
    site::Site,
    terminal::Terminal,
    treatment::{TOWNS, treated, went},
};
use tonic::Code;
use wire::v1::{
    ListWaitingRequest, MandateAct, Outcome, ReadAt, RecordRatificationRequest, read_at,
    record_ratification_request::Replaced, verify_decisions_response::Verification, way_on::Act,
};

const FRAMEWORK: &str =
    include_str!("../../crates/kader/frameworks/voorbeelden/bekrachtiging-per-partij.toml");

/// Every party that ratifies.
fn parties() -> impl DoubleEndedIterator<Item = &'static str> {
    TOWNS.into_iter().chain(["swv-ppo-nk", "swv-vo-nk"])
}

fn yes(party: &str) -> RecordRatificationRequest {
    RecordRatificationRequest {
        party_id: party.into(),
        ratified: true,
        ..RecordRatificationRequest::default()
    }
}

fn no(party: &str, why: &str) -> RecordRatificationRequest {
    RecordRatificationRequest { ratified: false, reasons: Some(why.into()), ..yes(party) }
}

/// OOGO has adopted it; the eight have been asked.
async fn asked(site: &Site, title: &str) -> Opened {
    let dossier =
        site.coordinator("gemeente-heiloo").open_on("voorbeeld-bekrachtiging", title).await.unwrap();
    site.coordinator("gemeente-heiloo").submit(&dossier, "businesscase").await.unwrap();
    let decided = site.secretary("oogo").treat(&dossier, treated(Outcome::Adopted)).await.unwrap();
    assert_eq!(went(decided.next.as_ref()), "partijen/1");
    dossier
}

#[tokio::test]
async fn the_dossier_goes_on_when_all_eight_have_spoken() {
    let site = Site::with(&[FRAMEWORK]).await;
    let dossier = asked(&site, "Voorbeeld: groep van acht partijen").await;
    let desk = site.secretary("partijen");
    for party in parties().rev().take(7) {
        let answer = desk.ratify(&dossier, yes(party)).await.unwrap();
        assert!(answer.next.is_none(), "{party} is not the last");
    }
    let agenda = desk.agenda("partijen").await.unwrap();
    let [row] = &agenda[..] else { panic!("{agenda:#?}") };
    let missing: Vec<_> = row.unspoken.iter().map(|party| party.id.as_str()).collect();
    assert_eq!((missing, row.voices.len()), (vec!["gemeente-alkmaar"], 7));
    let waiting = desk.waiting(ListWaitingRequest::default()).await.unwrap();
    let way = waiting[0].way_on.clone().unwrap();
    assert!(way.told.ends_with("nog niet: gemeente Alkmaar."), "{}", way.told);
    let Some(Act::Ratify(ratify)) = way.act else { panic!("{way:?}") };
    assert_eq!(ratify.parties[0].id, "gemeente-alkmaar");
    let before = desk.seen();

    let answer = desk.ratify(&dossier, yes("gemeente-alkmaar")).await.unwrap();
    assert_eq!(went(answer.next.as_ref()), "end vastgesteld");
    assert!(desk.agenda("partijen").await.unwrap().is_empty());
    let then = ReadAt { at: Some(read_at::At::AsOfPosition(before)) };
    assert_eq!(desk.agenda_at("partijen", then).await.unwrap(), agenda, "as it was");

    let visit = desk.dossier(&dossier.id).await.unwrap().visits.pop().unwrap();
    assert_eq!((visit.voices.len(), visit.unspoken.len()), (8, 0));
    assert_eq!(visit.treated.unwrap().outcome(), Outcome::Ratified);
    let told = site.auditor().story(&format!("dossier.{}", dossier.id), None).await.unwrap();
    let [.., seventh, last] = &told[..] else { panic!() };
    assert!(seventh.summary.contains("nog niet elke partij heeft zich uitgesproken"), "{}", seventh.summary);
    assert!(last.summary.contains("daarmee heeft elke partij zich uitgesproken"), "{}", last.summary);
    let replayed = site.auditor().replay(&dossier.id, None).await.unwrap();
    assert_eq!(replayed.dossier.unwrap().visits.pop().unwrap().voices.len(), 8);
    let Verification::Agreed(_) = site.auditor().verify(None).await.unwrap() else { panic!() };
}

#[tokio::test]
async fn one_that_does_not_ratify_leaves_the_word_to_the_others_and_may_decide_anew() {
    let site = Site::with(&[FRAMEWORK]).await;
    let dossier = asked(&site, "Voorbeeld: groep waar een college aarzelt").await;
    let desk = site.secretary("partijen");
    let unexplained = RecordRatificationRequest { reasons: None, ..no("gemeente-bergen", "") };
    refused(desk.ratify(&dossier, unexplained).await, Code::FailedPrecondition, "MOTIVATION_REQUIRED");
    let refusal = no("gemeente-bergen", "De dekking ontbreekt in de begroting.");
    let said = desk.ratify(&dossier, refusal).await.unwrap();
    assert!(said.next.is_none(), "the others have yet to speak");
    refused(desk.ratify(&dossier, yes("gemeente-bergen")).await, Code::FailedPrecondition, "ALREADY_SPOKE")
        .fact("party", "gemeente-bergen");
    refused(
        desk.treat(&dossier, treated(Outcome::Ratified)).await,
        Code::FailedPrecondition,
        "EACH_PARTY_SPEAKS",
    )
    .says(&["gemeente Heiloo", "Leg per partij vast"]);
    for party in parties().filter(|party| *party != "gemeente-bergen") {
        let answer = desk.ratify(&dossier, yes(party)).await.unwrap();
        if party == "swv-vo-nk" {
            assert_eq!(went(answer.next.as_ref()), "end verdeeld");
        }
    }
    // The college decides anew after the dossier ended: nothing stands on that yet, so it ends otherwise.
    let visit = desk.dossier(&dossier.id).await.unwrap().visits.pop().unwrap();
    let request = RecordRatificationRequest {
        command_id: command_id(),
        dossier_id: dossier.id.clone(),
        visit: visit.opening.clone().unwrap().visit,
        decided_on: visit.opening.unwrap().arrived_on,
        organ: "college van B en W".into(),
        replaces: Some(Replaced {
            revision: said.receipt.unwrap().revision,
            reason: "Het college besloot opnieuw, na de begroting.".into(),
        }),
        ..yes("gemeente-bergen")
    };
    let answer = desk.decisions().record_ratification(request.clone()).await.unwrap().into_inner();
    assert_eq!(went(answer.next.as_ref()), "end vastgesteld");
    let again = desk.decisions().record_ratification(request).await.unwrap().into_inner();
    assert!(again.receipt.unwrap().repeated);
    let Verification::Agreed(_) = site.auditor().verify(None).await.unwrap() else { panic!() };
}

#[tokio::test]
async fn a_mandate_to_ratify_is_another_than_one_to_take_a_stance() {
    let site =
        Site::with(&[&FRAMEWORK.replace("ratified_by = [", "mandates = \"required\"\nratified_by = [")])
            .await;
    let dossier = asked(&site, "Voorbeeld: groep onder mandaat bekrachtigd").await;
    let desk = site.secretary("partijen");
    refused(
        desk.ratify(&dossier, yes("gemeente-heiloo")).await,
        Code::FailedPrecondition,
        "MANDATE_REQUIRED",
    );
    let administrator = site.administrator();
    let mut granted = Vec::new();
    for act in [MandateAct::Stance, MandateAct::Ratification] {
        let act = mandate("voorbeeld-bekrachtiging", "gemeente-heiloo", "u-wethouder", act);
        granted.push(administrator.grant(act).await.unwrap());
    }
    let under = |mandate: &str| RecordRatificationRequest {
        mandate_id: Some(mandate.to_owned()),
        ..yes("gemeente-heiloo")
    };
    refused(
        desk.ratify(&dossier, under(&granted[0])).await,
        Code::FailedPrecondition,
        "MANDATE_DOES_NOT_COVER",
    )
    .fact("because", "other-act");
    desk.ratify(&dossier, under(&granted[1])).await.unwrap();
    let visit = desk.dossier(&dossier.id).await.unwrap().visits.pop().unwrap();
    let seen = visit.voices[0].mandate.clone().unwrap();
    assert_eq!((seen.mandate_id, seen.revision), (granted[1].clone(), 1));
}

#[tokio::test]
async fn a_secretary_types_what_each_party_said() {
    let site = Site::with(&[FRAMEWORK]).await;
    let dossier = asked(&site, "Voorbeeld: groep op de opdrachtregel").await;
    let desk = Terminal::of(&site, &Person::Secretary("partijen".into()));
    let on = desk.json(&["agenda", "partijen"])["items"][0]["arrived_on"].as_str().unwrap().to_owned();
    let line =
        ["ratify", &dossier.id, "--party", "gemeente-heiloo", "--on", &on, "--organ", "college van B en W"];
    let said = desk.json(&[&line[..], &["--no", "--reasons", "Te duur."]].concat());
    assert!(said["next"].is_null(), "{said:#}");
    let revision = said["receipt"]["revision"].to_string();
    let instead = ["--yes", "--instead-of", &revision, "--because", "Verkeerd overgenomen."];
    let mended = desk.json(&[&line[..], &instead[..]].concat());
    let after = format!(
        "{}:{}",
        mended["receipt"]["position"]["log_id"].as_str().unwrap(),
        mended["receipt"]["position"]["position"]
    );
    let shown = desk.done(&["show", &dossier.id, "--after", &after]);
    for words in ["Bekrachtiging", "gemeente Heiloo", "college van B en W", "nog niet"] {
        assert!(shown.contains(words), "{words} is not in {shown}");
    }
    let details = desk.done(&["agenda", "partijen", "--details"]);
    assert!(
        details.contains("gemeente Heiloo: ja") && details.contains("gemeente Alkmaar: nog niet"),
        "{details}"
    );
}
