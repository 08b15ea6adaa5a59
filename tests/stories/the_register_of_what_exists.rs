//! The administrator registers arrangements that already exist, so that nobody invents the wheel again; what is adopted
//! comes beside them.

use tests::{acts::command_id, refusal::refused, site::Site, user::User};
use tonic::{Code, Status};
use wire::v1::{
    Level, ListRegisterRequest, RegisterArrangementRequest, RegisterArrangementResponse,
    register_entry::Origin,
};

fn arrangement(name: &str) -> RegisterArrangementRequest {
    RegisterArrangementRequest {
        command_id: command_id(),
        framework_id: "regio-alkmaar".into(),
        name: name.into(),
        target_group: Some("jongeren van 12 tot 18".into()),
        partners: vec!["Voorbeeldschool".into(), "Voorbeeldzorg".into()],
        funding_ids: vec!["tlv".into(), "zin".into()],
        function_ids: vec!["terugleiden".into()],
        party_id: "swv-vo-nk".into(),
        level: Level::Group.into(),
        ..RegisterArrangementRequest::default()
    }
}

async fn register(
    user: &User,
    request: RegisterArrangementRequest,
) -> Result<RegisterArrangementResponse, Status> {
    Ok(user.registers().register_arrangement(request).await?.into_inner())
}

#[tokio::test]
async fn what_exists_and_what_was_adopted_stand_in_one_register() {
    let site = Site::open().await;
    let (administrator, heiloo) = (site.administrator(), site.coordinator("gemeente-heiloo"));
    let first = register(&administrator, arrangement("Voorbeeld: Zorgklas")).await.unwrap();
    let individual =
        RegisterArrangementRequest { level: Level::Individual.into(), ..arrangement("Voorbeeld: Maatwerk") };
    register(&administrator, individual).await.unwrap();
    let dossier = heiloo.open("Voorbeeld: nieuwe groep").await.unwrap();
    site.bring_to_end(&dossier).await;

    let entries = heiloo.register().await.unwrap();
    let names: Vec<_> = entries.iter().map(|entry| entry.name.as_ref().unwrap().text.as_str()).collect();
    assert_eq!(names, ["Voorbeeld: Zorgklas", "Voorbeeld: Maatwerk", "Voorbeeld: nieuwe groep"]);
    let entry = &entries[0];
    assert_eq!(entry.origin, Some(Origin::ArrangementId(first.arrangement_id)));
    let partners: Vec<_> = entry.partners.iter().map(|partner| partner.text.as_str()).collect();
    assert_eq!(partners, ["Voorbeeldschool", "Voorbeeldzorg"]);
    let funding: Vec<_> = entry.funding.iter().map(|funding| funding.name.as_str()).collect();
    assert_eq!(funding, ["TLV", "ZIN"]);
    assert_eq!(entry.party.as_ref().unwrap().name, "Samenwerkingsverband VO NK");

    for (filter, expected) in [
        (ListRegisterRequest { level: Level::Individual.into(), ..ListRegisterRequest::default() }, 1),
        (ListRegisterRequest { party_id: Some("swv-vo-nk".into()), ..ListRegisterRequest::default() }, 2),
        (
            ListRegisterRequest { function_id: Some("terugleiden".into()), ..ListRegisterRequest::default() },
            3,
        ),
        (ListRegisterRequest { contains: Some("VOORBEELDZORG".into()), ..ListRegisterRequest::default() }, 2),
        (ListRegisterRequest { contains: Some("kleuters".into()), ..ListRegisterRequest::default() }, 1),
        (ListRegisterRequest { contains: Some("niemand".into()), ..ListRegisterRequest::default() }, 0),
    ] {
        let told = format!("{filter:?}");
        let request = ListRegisterRequest { at: Some(heiloo.at_least()), ..filter };
        let answer = heiloo.dossiers().list_register(request).await.unwrap().into_inner();
        assert_eq!(answer.entries.len(), expected, "{told}");
    }
}

#[tokio::test]
async fn a_registration_follows_the_words_of_the_framework() {
    let site = Site::open().await;
    let administrator = site.administrator();
    let head = administrator.head().await.unwrap();
    for (request, reason, fact) in [
        (
            RegisterArrangementRequest { funding_ids: vec!["goud".into()], ..arrangement("Voorbeeld") },
            "FUNDING_UNKNOWN",
            "goud",
        ),
        (
            RegisterArrangementRequest { function_ids: vec!["toveren".into()], ..arrangement("Voorbeeld") },
            "FUNCTION_UNKNOWN",
            "toveren",
        ),
        (
            RegisterArrangementRequest { party_id: "swv-atlantis".into(), ..arrangement("Voorbeeld") },
            "PARTY_UNKNOWN",
            "swv-atlantis",
        ),
    ] {
        refused(register(&administrator, request).await, Code::FailedPrecondition, reason).says(&[fact]);
    }
    assert_eq!(administrator.head().await.unwrap(), head);

    // The same registration again is the same; another under its id is not.
    let request = arrangement("Voorbeeld: Zorgklas");
    register(&administrator, request.clone()).await.unwrap();
    assert!(register(&administrator, request.clone()).await.unwrap().receipt.unwrap().repeated);
    let other = RegisterArrangementRequest { name: "Voorbeeld: iets anders".into(), ..request };
    refused(register(&administrator, other).await, Code::AlreadyExists, "COMMAND_ID_REUSED");
}
