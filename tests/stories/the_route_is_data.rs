//! The route is data: the region, its variant with a short first round, and another region with other bodies run
//! side by side on the same program.

use tests::{
    acts::Opened,
    refusal::refused,
    site::{Site, alkmaar, alkmaar_kort},
    treatment::{treated, went},
};
use tonic::Code;
use wire::v1::{EndKind, Outcome, phase::Phase};

/// A region that has nothing in common with Alkmaar.
const OTHER_REGION: &str = include_str!("other-region.toml");

/// The ways to the end, everyone saying yes.
const ALKMAAR: [&str; 12] = [
    "round voorstel",
    "beleidsoverleg",
    "rbo",
    "regisseuroverleg",
    "pora",
    "oogo",
    "round businesscase",
    "beleidsoverleg",
    "rbo",
    "regisseuroverleg",
    "pora",
    "oogo",
];
const KORT: [&str; 10] = [
    "round voorstel",
    "beleidsoverleg",
    "rbo",
    "regisseuroverleg",
    "round businesscase",
    "beleidsoverleg",
    "rbo",
    "regisseuroverleg",
    "pora",
    "oogo",
];
const DUIN: [&str; 4] = ["round plan", "werkgroep", "kerngroep", "colleges"];

#[tokio::test]
async fn three_routes_run_side_by_side() {
    let site = Site::with(&[alkmaar(), alkmaar_kort(), OTHER_REGION]).await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let zandwijk = site.coordinator("gemeente-zandwijk");
    let long = heiloo.open_on("regio-alkmaar", "Voorbeeld: de lange weg").await.unwrap();
    let short = heiloo.open_on("regio-alkmaar-kort", "Voorbeeld: de korte weg").await.unwrap();
    let other = zandwijk.open_on("regio-duin", "Voorbeeld: een andere regio").await.unwrap();

    for (dossier, coordinator, way) in
        [(&long, &heiloo, &ALKMAAR[..]), (&short, &heiloo, &KORT[..]), (&other, &zandwijk, &DUIN[..])]
    {
        for stop in way {
            match stop.strip_prefix("round ") {
                Some(round) => {
                    coordinator.submit(dossier, round).await.unwrap();
                }
                None => {
                    assert_eq!(site.waits_at(dossier).await, [*stop]);
                    say_yes(&site, dossier, stop).await;
                }
            }
        }
        let head = coordinator.dossier(&dossier.id).await.unwrap().summary.unwrap();
        let Some(Phase::Ended(ended)) = head.phase.unwrap().phase else {
            panic!("{} ended", dossier.framework)
        };
        assert_eq!(ended.kind(), EndKind::Adopted, "{}", dossier.framework);
    }

    // Each region counts with its own prefix; one region's document is not the other's.
    let reference = zandwijk.dossier(&other.id).await.unwrap().summary.unwrap().reference;
    assert!(reference.starts_with("DUIN-") && reference.ends_with("-0001"), "{reference}");
    assert_eq!(zandwijk.register().await.unwrap().len(), 3);
}

#[tokio::test]
async fn a_region_does_not_know_the_names_of_another() {
    let site = Site::with(&[alkmaar(), OTHER_REGION]).await;
    let zandwijk = site.coordinator("gemeente-zandwijk");
    refused(
        zandwijk.open("Voorbeeld: in de verkeerde regio").await,
        Code::FailedPrecondition,
        "PARTY_UNKNOWN",
    )
    .fact("party", "gemeente-zandwijk");
    let dossier = zandwijk.open_on("regio-duin", "Voorbeeld: een andere regio").await.unwrap();
    zandwijk.submit(&dossier, "plan").await.unwrap();
    let wrong = site.secretary("werkgroep").treat(&dossier, treated(Outcome::Adopted)).await;
    refused(wrong, Code::FailedPrecondition, "OUTCOME_NOT_OF_ROLE").fact("role", "advises");
}

async fn say_yes(site: &Site, dossier: &Opened, body: &str) {
    let secretary = site.secretary(body);
    let agenda = secretary.agenda(body).await.unwrap();
    let item = agenda.iter().find(|item| item.dossier_id == dossier.id).unwrap();
    let outcome = tests::journey::assent(item.role());
    let answer = secretary.treat(dossier, treated(outcome)).await.unwrap();
    assert!(!went(answer.next.as_ref()).is_empty());
}
