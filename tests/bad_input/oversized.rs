//! More than there may be: a title of a megabyte, a request beyond the limit, lists and files without end.

use tests::{
    acts::command_id,
    treatment::{Written as _, treated},
};
use tonic::Code;
use wire::v1::{
    AdoptFrameworkRequest, GetAgendaRequest, ListDossiersRequest, OpenDossierRequest, Outcome, SectionText,
};

use crate::Scene;

const MEGABYTE: usize = 1024 * 1024;

#[tokio::test]
async fn a_title_of_a_megabyte_is_too_long() {
    let scene = Scene::at_pora().await;
    let told = scene.finds_fault(scene.heiloo().open(&"x".repeat(MEGABYTE)).await).await;
    told.fault("title TOO_LONG", &["1.048.576", "200"]);
    // The limit counts characters, not bytes.
    scene
        .finds_fault(scene.heiloo().open(&"é".repeat(201)).await)
        .await
        .fault("title TOO_LONG", &["201", "200"]);
    scene.heiloo().open(&"é".repeat(200)).await.unwrap();
}

#[tokio::test]
async fn a_request_beyond_the_limit_is_not_read() {
    let scene = Scene::at_pora().await;
    let enormous = scene.heiloo();
    let told = scene
        .refuses(enormous.open(&"x".repeat(5 * MEGABYTE)).await, Code::ResourceExhausted, "REQUEST_TOO_LARGE")
        .await;
    told.says(&["4.194.304"]).fact("bytes_max", "4194304");
    // The same connection goes on.
    scene.heiloo().open("Voorbeeld: daarna gewoon verder").await.unwrap();
}

#[tokio::test]
async fn a_list_beyond_the_limit_is_refused_whole() {
    let scene = Scene::at_pora().await;
    let heiloo = scene.heiloo();
    let request = OpenDossierRequest {
        command_id: command_id(),
        framework_id: "regio-alkmaar".into(),
        title: "Voorbeeld: voor alles".into(),
        function_ids: vec!["opbouwen".into(); 51],
        ..OpenDossierRequest::default()
    };
    let told = scene.finds_fault(heiloo.proposals().open_dossier(request).await).await;
    told.fault("function_ids LIST_TOO_LONG", &["51", "50"]);

    let sections = vec![SectionText { section_id: "planning".into(), text: "Ooit.".into() }; 101];
    let told = scene.finds_fault(heiloo.file_sections(&scene.dossier, "voorstel", sections).await).await;
    told.fault("sections LIST_TOO_LONG", &["101", "100"]);

    let mut many = treated(Outcome::PositiveWithConditions);
    for number in 0..51 {
        many = many.provided(&format!("Voorwaarde {number}."));
    }
    let told = scene.finds_fault(scene.pora().treat(&scene.dossier, many).await).await;
    told.fault("treatment.conditions LIST_TOO_LONG", &["51", "50"]);
}

#[tokio::test]
async fn texts_beyond_the_limit_are_refused_with_their_place() {
    let scene = Scene::at_pora().await;
    let heiloo = scene.heiloo();
    let mut sections = heiloo.sections(&scene.dossier, "voorstel", |heading| format!("Over {heading}."));
    sections[3].text = "x".repeat(50_001);
    let told = scene.finds_fault(heiloo.file_sections(&scene.dossier, "voorstel", sections).await).await;
    told.fault("sections[3].text TOO_LONG", &["50.001", "50.000"]);

    let long = treated(Outcome::Negative).because(&"x".repeat(10_001));
    let told = scene.finds_fault(scene.pora().treat(&scene.dossier, long).await).await;
    told.fault("treatment.motivation TOO_LONG", &["10.001", "10.000"]);

    let file = "#".repeat(262_145);
    let request =
        AdoptFrameworkRequest { command_id: command_id(), file, ..AdoptFrameworkRequest::default() };
    let told =
        scene.finds_fault(scene.site.administrator().frameworks().adopt_framework(request).await).await;
    told.fault("file TOO_LARGE", &["262.145", "262.144"]);
}

#[tokio::test]
async fn a_document_has_a_limit_in_bytes_too() {
    let scene = Scene::at_pora().await;
    let heiloo = scene.heiloo();
    let dossier = heiloo.open("Voorbeeld: zoveel als er past").await.unwrap();
    // 400,000 characters in 1,300,000 bytes; the quotation marks take most room in JSON.
    let mut words = "🖋".repeat(299_999) + &"\"".repeat(99_997) + &"é".repeat(3) + "a";
    assert_eq!((words.chars().count(), words.len()), (400_000, 1_300_000));
    let sections = |words: &str| -> Vec<_> {
        let words: Vec<_> = words.chars().collect();
        let texts = words.chunks(50_000).map(|text| text.iter().collect::<String>());
        let sections = heiloo.sections(&dossier, "voorstel", str::to_owned).into_iter();
        sections.zip(texts).map(|(section, text)| SectionText { text, ..section }).collect()
    };
    heiloo.file_sections(&dossier, "voorstel", sections(&words)).await.unwrap();
    let scene = Scene { head: heiloo.head().await.unwrap(), ..scene };
    words.pop();
    words.push('é');
    let told = scene.finds_fault(heiloo.file_sections(&dossier, "voorstel", sections(&words)).await).await;
    told.fault("sections TOO_LARGE", &["1.300.001", "1.300.000"]);
    // What was answered INTERNAL before there was this limit.
    let told = heiloo.file_sections(&dossier, "voorstel", sections(&"🖋".repeat(400_000))).await;
    scene.finds_fault(told).await.fault("sections TOO_LARGE", &["1.600.000", "1.300.000"]);
}

#[tokio::test]
async fn a_proposal_of_more_than_two_pages_says_by_how_many_words() {
    let scene = Scene::at_pora().await;
    let heiloo = scene.heiloo();
    let dossier = heiloo.open("Voorbeeld: te lang").await.unwrap();
    let sections = heiloo.sections(&dossier, "voorstel", |_| "woord ".repeat(101));
    let words = sections.len() * 101;
    let long = heiloo.file_sections(&dossier, "voorstel", sections).await.unwrap();
    let scene = Scene { head: heiloo.head().await.unwrap(), ..scene };
    let told = scene
        .refuses(
            heiloo.submit_document(&dossier, "voorstel", long).await,
            Code::FailedPrecondition,
            "DOCUMENT_FAULTY",
        )
        .await;
    let over = words - 900;
    let told = told.fact("words", &words.to_string()).fact("words_max", "900").fact("pages_a4", "2");
    told.says(&[&over.to_string()]).fault("document TOO_LONG", &[&over.to_string(), "900"]);
}

#[tokio::test]
async fn a_page_beyond_the_limit_is_not_read() {
    let scene = Scene::at_pora().await;
    let member = scene.site.member("pora");
    let ask = GetAgendaRequest { body_id: "pora".into(), page_size: 201, ..GetAgendaRequest::default() };
    let told = scene.finds_fault(member.agendas().get_agenda(ask).await).await;
    told.fault("page_size TOO_MUCH", &["201", "200"]);
    for token in ["gisteren", "1", "1.", "-1.2", "9.9.9", &"9".repeat(501)] {
        let ask = ListDossiersRequest { page_token: token.into(), ..ListDossiersRequest::default() };
        let told = scene.finds_fault(member.dossiers().list_dossiers(ask).await).await;
        told.fault("page_token NOT_PAGE_TOKEN", &["next_page_token"]);
    }
}
