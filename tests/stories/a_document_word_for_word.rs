//! What was submitted is read word for word, in the version that a body saw; a draft is for its writer.

use tests::{acts::Opened, refusal::refused, site::Site, user::User};
use tonic::{Code, Status};
use wire::v1::{DocumentRef, GetDocumentRequest, GetDocumentResponse};

async fn read(user: &User, dossier: &Opened, document: &DocumentRef) -> Result<GetDocumentResponse, Status> {
    let request = GetDocumentRequest {
        dossier_id: dossier.id.clone(),
        document: Some(document.clone()),
        at: Some(user.at_least()),
    };
    Ok(user.dossiers().get_document(request).await?.into_inner())
}

#[tokio::test]
async fn a_document_is_read_word_for_word() {
    let site = Site::open().await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let dossier = heiloo.open("Voorbeeld: groep met een voorstel").await.unwrap();
    let words = |heading: &str| format!("Over {heading}: «drie» woorden,\n\teen tab en 日本 🙂.");
    let sections = heiloo.sections(&dossier, "voorstel", words);
    let document = heiloo.file_sections(&dossier, "voorstel", sections.clone()).await.unwrap();

    // A draft: for who wrote it and who audits.
    let member = site.member("pora");
    refused(read(&member, &dossier, &document).await, Code::PermissionDenied, "NOT_GRANTED");
    refused(
        read(&site.colleague("gemeente-heiloo"), &dossier, &document).await,
        Code::PermissionDenied,
        "NOT_GRANTED",
    );
    read(&heiloo, &dossier, &document).await.unwrap();
    read(&site.auditor(), &dossier, &document).await.unwrap();

    heiloo.submit_document(&dossier, "voorstel", document.clone()).await.unwrap();
    let told = read(&member, &dossier, &document).await.unwrap();
    let read_back: Vec<_> = told
        .sections
        .iter()
        .map(|section| (section.section_id.clone(), section.text.as_ref().unwrap().text.clone()))
        .collect();
    let written: Vec<_> = sections.into_iter().map(|section| (section.section_id, section.text)).collect();
    assert_eq!(read_back, written);
    assert_eq!((told.words_max, told.submissions.len()), (Some(900), 1));
    let first = &told.sections[0];
    assert_eq!(
        (first.chapter.as_str(), first.heading.as_str(), first.required),
        ("Inleiding", "Aanleiding", true)
    );
    let counted: u32 = told.sections.iter().map(|section| section.words).sum();
    let summary = told.document.unwrap();
    assert_eq!(
        (summary.words, summary.title.as_str()),
        (counted, "Voorstel voor starten van een groepsarrangement")
    );
    assert_eq!(heiloo.dossier(&dossier.id).await.unwrap().documents, [summary]);
}
