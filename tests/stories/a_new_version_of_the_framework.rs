//! The region changes its rules. Dossiers under way keep the rules that they began with; new ones take the new.

use tests::{
    refusal::refused,
    site::{Site, alkmaar},
    treatment::{treated, went},
};
use tonic::Code;
use wire::v1::{
    DrawFrameworkRequest, GetFrameworkRequest, ListFrameworksRequest,
    Outcome::{Adopted, Noted, Positive},
    draw_framework_request::{AdoptedVersion, Source},
};

/// The rules of next year: PORA no longer advises on a proposal.
fn without_pora() -> String {
    let file = alkmaar();
    let begin = file.find("[[round.step]]\nid = \"voorstel-pora\"").expect("the step of PORA");
    let end = begin + file[begin..].find("[[round.step]]\nid = \"voorstel-oogo\"").expect("the step of OOGO");
    let shorter = format!("{}{}", &file[..begin], &file[end..]);
    let shorter = shorter.replacen("next = \"voorstel-pora\"", "next = \"voorstel-oogo\"", 1);
    shorter.replacen("version = \"2026.1\"", "version = \"2026.2\"\nsupersedes = \"2026.1\"", 1)
}

#[tokio::test]
async fn a_new_version_does_not_change_what_is_under_way() {
    let site = Site::open().await;
    let (heiloo, administrator) = (site.coordinator("gemeente-heiloo"), site.administrator());
    let before = heiloo.open("Voorbeeld: begonnen onder de oude regels").await.unwrap();
    site.bring_to(&before, "voorstel-regisseuroverleg").await;

    let next = without_pora();
    let unsuperseding = next.replacen("supersedes = \"2026.1\"\n", "", 1);
    refused(administrator.adopt(&unsuperseding).await, Code::FailedPrecondition, "MUST_SUPERSEDE")
        .fact("latest", "2026.1");
    refused(heiloo.adopt(&next).await, Code::PermissionDenied, "NOT_GRANTED");
    let adopted = administrator.adopt(&next).await.unwrap();
    assert_eq!((adopted.id.as_str(), adopted.version.as_str()), ("regio-alkmaar", "2026.2"));
    refused(administrator.adopt(&next).await, Code::FailedPrecondition, "ALREADY_ADOPTED")
        .fact("version", "2026.2");

    let after = heiloo.open("Voorbeeld: begonnen onder de nieuwe regels").await.unwrap();
    heiloo.submit(&after, "voorstel").await.unwrap();
    for (body, outcome) in [("beleidsoverleg", Noted), ("rbo", Positive)] {
        site.secretary(body).treat(&after, treated(outcome)).await.unwrap();
    }
    let regisseurs = site.secretary("regisseuroverleg");
    let old = regisseurs.treat(&before, treated(Positive)).await.unwrap();
    assert_eq!(went(old.next.as_ref()), "voorstel-pora/1", "by the rules that it began with");
    let new = regisseurs.treat(&after, treated(Positive)).await.unwrap();
    assert_eq!(went(new.next.as_ref()), "voorstel-oogo/1");
    site.bring_to(&before, "voorstel-oogo").await;
    let answer = site.secretary("oogo").treat(&before, treated(Adopted)).await.unwrap();
    assert_eq!(went(answer.next.as_ref()), "round businesscase");

    let version = |dossier: wire::v1::Dossier| dossier.summary.unwrap().framework.unwrap().version;
    assert_eq!(version(heiloo.dossier(&before.id).await.unwrap()), "2026.1");
    assert_eq!(version(heiloo.dossier(&after.id).await.unwrap()), "2026.2");
}

#[tokio::test]
async fn every_adopted_version_is_kept_byte_for_byte() {
    let site = Site::open().await;
    let (administrator, member) = (site.administrator(), site.member("pora"));
    let next = without_pora();
    administrator.adopt(&next).await.unwrap();

    let listed =
        member.frameworks().list_frameworks(ListFrameworksRequest::default()).await.unwrap().into_inner();
    let versions: Vec<_> = listed
        .frameworks
        .iter()
        .map(|it| (it.framework.as_ref().unwrap().version.as_str(), it.in_force))
        .collect();
    assert_eq!(versions, [("2026.1", false), ("2026.2", true)]);
    for (version, file) in
        [(Some("2026.1"), alkmaar()), (Some("2026.2"), next.as_str()), (None, next.as_str())]
    {
        let request = GetFrameworkRequest {
            framework_id: "regio-alkmaar".into(),
            version: version.map(str::to_owned),
            at: None,
        };
        let answer = member.frameworks().get_framework(request).await.unwrap().into_inner();
        assert!(answer.file == file, "version {version:?} is not what was adopted");
    }
    let drawn = |version: &str| {
        let version = AdoptedVersion { framework_id: "regio-alkmaar".into(), version: Some(version.into()) };
        DrawFrameworkRequest { source: Some(Source::Adopted(version)), ..DrawFrameworkRequest::default() }
    };
    let with = member.frameworks().draw_framework(drawn("2026.1")).await.unwrap().into_inner();
    let without = member.frameworks().draw_framework(drawn("2026.2")).await.unwrap().into_inner();
    assert!(with.text.contains("PORA") && with.text.len() > without.text.len());
}
