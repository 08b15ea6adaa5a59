//! The machine is started again, in good order or after a loss of power, with its views or without: every answer is
//! the same.

use tests::{
    acts::Opened,
    site::{Site, delete_views},
    snapshot::{Snapshot, snapshot},
    treatment::{Written as _, treated},
};
use wire::v1::Outcome::{Negative, PositiveWithConditions, Rejected};

/// A region with dossiers at every kind of place.
async fn busy(site: &Site) -> Vec<Opened> {
    let (heiloo, verband) = (site.coordinator("gemeente-heiloo"), site.coordinator("swv-vo-nk"));
    let mut dossiers = Vec::new();
    for (number, step) in
        ["voorstel-rbo", "voorstel-pora", "voorstel-oogo", "businesscase-pora"].iter().enumerate()
    {
        let coordinator = if number % 2 == 0 { &heiloo } else { &verband };
        let dossier = coordinator.open(&format!("Voorbeeld: groep {number}")).await.unwrap();
        site.bring_to(&dossier, step).await;
        dossiers.push(dossier);
    }
    let proviso = treated(PositiveWithConditions).provided("Er is een plan voor het vervoer.");
    site.secretary("rbo").treat(&dossiers[0], proviso).await.unwrap();
    site.secretary("pora").treat(&dossiers[1], treated(Negative).because("Te duur.")).await.unwrap();
    site.secretary("oogo").treat(&dossiers[2], treated(Rejected).because("Er is er al een.")).await.unwrap();
    let done = heiloo.open("Voorbeeld: vastgestelde groep").await.unwrap();
    site.bring_to_end(&done).await;
    let back = verband.open("Voorbeeld: ingetrokken groep").await.unwrap();
    verband.withdraw(&back, "Toch maar niet.").await.unwrap();
    dossiers.extend([done, back]);
    dossiers
}

async fn same(site: &Site, before: &Snapshot, after_what: &str) {
    let after = snapshot(&site.auditor()).await.unwrap();
    for (name, answer) in before {
        assert_eq!(after.get(name), Some(answer), "{name} after {after_what}");
    }
    assert_eq!(after.len(), before.len(), "after {after_what}");
}

#[tokio::test]
async fn a_restart_changes_no_answer() {
    let site = Site::open().await;
    let dossiers = busy(&site).await;
    let before = snapshot(&site.auditor()).await.unwrap();
    assert!(before.len() > dossiers.len() + 5, "every agenda, every dossier, the register and the journal");

    let site = site.restarted(|_| {}).await;
    same(&site, &before, "an orderly restart").await;
    let site = site.crashed(|_| {}).await;
    same(&site, &before, "a crash").await;
    let site = site.restarted(delete_views).await;
    same(&site, &before, "the views were deleted").await;
    let site = site.crashed(delete_views).await;
    same(&site, &before, "a crash and the views were deleted").await;

    // And it goes on where it was.
    let heiloo = site.coordinator("gemeente-heiloo");
    let dossier = heiloo.open("Voorbeeld: een nieuwe groep").await.unwrap();
    let reference = heiloo.dossier(&dossier.id).await.unwrap().summary.unwrap().reference;
    assert!(reference.ends_with(&format!("-{:04}", dossiers.len() + 1)), "{reference}");
    site.bring_to(&dossiers[0], "voorstel-pora").await;
}
