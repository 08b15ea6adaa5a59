//! Who has an idea is shown what exists already and is like it: for the same pupils, or with the same partner (S4 chapter 1:
//! "niet steeds het wiel opnieuw").

use tests::{acts::command_id, refusal::refused, site::Site, user::User};
use tonic::Code;
use wire::v1::{
    FindSimilarRequest, Level, RegisterArrangementRequest, SimilarArrangement, register_entry::Origin,
};

async fn exists(site: &Site, name: &str, target_group: &str, partners: &[&str]) {
    let request = RegisterArrangementRequest {
        command_id: command_id(),
        framework_id: "regio-alkmaar".into(),
        name: name.into(),
        target_group: Some(target_group.into()),
        partners: partners.iter().map(|partner| (*partner).to_owned()).collect(),
        party_id: "swv-ppo-nk".into(),
        level: Level::Group.into(),
        ..RegisterArrangementRequest::default()
    };
    let answer = site.administrator().registers().register_arrangement(request).await.unwrap().into_inner();
    site.administrator().saw(answer.receipt.unwrap().position.unwrap());
}

async fn similar(user: &User, request: FindSimilarRequest) -> Vec<SimilarArrangement> {
    let request = FindSimilarRequest { at: Some(user.at_least()), ..request };
    user.dossiers().find_similar(request).await.unwrap().into_inner().similar
}

fn names(found: &[SimilarArrangement]) -> Vec<&str> {
    let named = found.iter().filter_map(|found| found.entry.as_ref()?.name.as_ref());
    named.map(|name| name.text.as_str()).collect()
}

#[tokio::test]
async fn what_exists_and_is_alike_is_shown_with_why() {
    let site = Site::open().await;
    exists(&site, "De Stip", "kleuters, onderzoeksvraag/observatie", &["SBO de Piramide", "Parlan"]).await;
    exists(&site, "Trimaran", "(dreigend) thuiszittend, hoogbegaafd", &["Parlan"]).await;
    exists(&site, "M@ZL", "jongeren die regelmatig verzuimen (jeugdarts)", &["GGD"]).await;

    let heiloo = site.coordinator("gemeente-heiloo");
    let dossier = heiloo.open("Observatiegroep voor kleuters").await.unwrap();
    let of_dossier = FindSimilarRequest { dossier_id: Some(dossier.id.clone()), ..Default::default() };
    let found = similar(&heiloo, of_dossier.clone()).await;
    assert_eq!(names(&found), ["De Stip"]);
    assert_eq!(found[0].words, ["kleuters", "observatie", "onderzoeksvraag"], "of title and target group");

    let with_parlan = FindSimilarRequest { partners: vec!["Stichting Parlan".into()], ..of_dossier.clone() };
    let found = similar(&heiloo, with_parlan).await;
    assert_eq!(names(&found), ["De Stip", "Trimaran"], "most alike first");
    assert_eq!(found[1].partners, ["Parlan"]);

    // What was adopted is alike too, but a dossier is not like itself.
    site.bring_to_end(&dossier).await;
    let found = similar(&heiloo, of_dossier).await;
    assert_eq!(names(&found), ["De Stip"]);
    let again = heiloo.open("Nog een observatiegroep voor kleuters").await.unwrap();
    let found =
        similar(&heiloo, FindSimilarRequest { dossier_id: Some(again.id), ..Default::default() }).await;
    assert_eq!(found.len(), 2);
    assert!(found.iter().any(|found| {
        found.entry.as_ref().unwrap().origin == Some(Origin::DossierId(dossier.id.clone()))
    }));

    let unknown = FindSimilarRequest { dossier_id: Some(command_id()), ..Default::default() };
    let answer = heiloo.dossiers().find_similar(unknown).await;
    refused(answer, Code::NotFound, "DOSSIER_UNKNOWN");
}
