//! People read messages in their own language: Dutch unless they ask for English.

use tests::{refusal::refused, site::Site, treatment::treated, user::User};
use tonic::{Code, Request};
use wire::v1::{ListFrameworksRequest, OpenDossierRequest, Outcome};

#[tokio::test]
async fn a_refusal_is_told_in_the_language_of_the_caller() {
    let site = Site::open().await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let dossier = heiloo.open("Voorbeeld: groep in twee talen").await.unwrap();
    site.bring_to(&dossier, "voorstel-pora").await;

    let pora = site.secretary("pora");
    let dutch = refused(
        pora.treat(&dossier, treated(Outcome::Adopted)).await,
        Code::FailedPrecondition,
        "OUTCOME_NOT_OF_ROLE",
    )
    .says(&["‘vastgesteld’", "‘positief advies’", "Kies uit"]);
    let english = pora.clone().in_english();
    let english = refused(
        english.treat(&dossier, treated(Outcome::Adopted)).await,
        Code::FailedPrecondition,
        "OUTCOME_NOT_OF_ROLE",
    )
    .says(&["Choose from"]);
    assert_eq!((dutch.language.as_str(), english.language.as_str()), ("nl", "en"));
    assert_eq!(dutch.facts, english.facts, "the facts are for programs, and the same");

    // Faults of a request, and who may not do something, the same way.
    let faulty = |user: &User| {
        let mut proposals = user.proposals();
        async move { proposals.open_dossier(OpenDossierRequest::default()).await }
    };
    let dutch = refused(faulty(&heiloo).await, Code::InvalidArgument, "INVALID_REQUEST");
    let english =
        refused(faulty(&heiloo.clone().in_english()).await, Code::InvalidArgument, "INVALID_REQUEST");
    assert_eq!(dutch.faults.len(), english.faults.len());
    assert!(
        dutch
            .faults
            .iter()
            .zip(&english.faults)
            .all(|(dutch, english)| dutch.0 == english.0 && dutch.1 != english.1)
    );
    let stranger = heiloo.clone().without_token();
    refused(stranger.head().await, Code::Unauthenticated, "TOKEN_MISSING").says(&["beheerder"]);
    refused(stranger.in_english().head().await, Code::Unauthenticated, "TOKEN_MISSING")
        .says(&["administrator"]);
}

#[tokio::test]
async fn records_are_summed_up_in_the_language_of_the_reader() {
    let site = Site::open().await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let dossier = heiloo.open("Voorbeeld: groep in twee talen").await.unwrap();
    site.bring_to(&dossier, "voorstel-regisseuroverleg").await;
    let history = format!("dossier.{}", dossier.id);
    let dutch = site.auditor().history(&history).await.unwrap();
    let english = site.auditor().in_english().history(&history).await.unwrap();
    for (dutch, english) in dutch.iter().zip(&english) {
        assert_ne!(dutch.summary, english.summary);
        assert_eq!(dutch.bytes, english.bytes, "the record itself has no language");
    }
    assert!(dutch.last().unwrap().summary.contains("positief"), "{}", dutch.last().unwrap().summary);
    assert!(english.last().unwrap().summary.contains("positive"), "{}", english.last().unwrap().summary);
}

#[tokio::test]
async fn the_language_is_chosen_as_browsers_ask_for_it() {
    let site = Site::open().await;
    for (asked, language) in [
        ("en", "en"),
        ("en-GB,en;q=0.9,nl;q=0.5", "en"),
        ("nl,en;q=0.8", "nl"),
        ("fr", "nl"),
        ("fr,en;q=0.1", "en"),
        ("*", "nl"),
    ] {
        let mut request = Request::new(ListFrameworksRequest::default());
        request.metadata_mut().insert("accept-language", asked.parse().unwrap());
        let answer = site.member("pora").without_token().frameworks().list_frameworks(request).await;
        let told = refused(answer, Code::Unauthenticated, "TOKEN_MISSING");
        assert_eq!(told.language, language, "{asked}");
    }
}
