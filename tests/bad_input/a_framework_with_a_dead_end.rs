//! Framework files that would leave a dossier without a way on: found before they are adopted, with line and rule.

use tests::{acts::command_id, site::alkmaar};
use tonic::Code;
use wire::v1::{
    AdoptFrameworkRequest, CheckFrameworkRequest, DrawFrameworkRequest, draw_framework_request::Source,
};

use crate::Scene;

/// A new version of the framework with something changed.
fn changed(from: &str, to: &str) -> String {
    let next = alkmaar().replacen("version = \"2026.1\"", "version = \"2026.2\"\nsupersedes = \"2026.1\"", 1);
    let changed = next.replacen(from, to, 1);
    assert_ne!(changed, next, "{from:?} stands in the file");
    changed
}

async fn found(scene: &Scene, file: &str, rule: &str, words: &[&str]) {
    let administrator = scene.site.administrator();
    let request = CheckFrameworkRequest { file: file.into() };
    let answer = administrator.frameworks().check_framework(request).await.unwrap().into_inner();
    let finding = answer.findings.iter().find(|finding| finding.rule == rule);
    let finding = finding.unwrap_or_else(|| panic!("{rule} is not in {:#?}", answer.findings));
    for word in words {
        assert!(finding.nl.contains(word) && finding.en.contains(word), "{word:?} is not in {finding:#?}");
    }
    assert_ne!(finding.nl, finding.en);

    let adopt = AdoptFrameworkRequest {
        command_id: command_id(),
        file: file.into(),
        ..AdoptFrameworkRequest::default()
    };
    let mut frameworks = administrator.frameworks();
    let told = scene
        .refuses(frameworks.adopt_framework(adopt).await, Code::FailedPrecondition, "FRAMEWORK_UNSOUND")
        .await;
    let place = format!("line {} {rule}", finding.line);
    assert!(
        told.faults.iter().any(|(name, told)| *name == place && *told == finding.nl),
        "{place} in {told:#?}"
    );
}

#[tokio::test]
async fn a_step_that_leads_nowhere() {
    let scene = Scene::at_pora().await;
    // PORA sends every proposal to the RBO again, so that none comes to the OOGO.
    let file = changed("next = \"voorstel-oogo\"", "next = \"voorstel-rbo\"");
    let findings = {
        let request = CheckFrameworkRequest { file: file.clone() };
        let administrator = scene.site.administrator();
        administrator.frameworks().check_framework(request).await.unwrap().into_inner().findings
    };
    assert!(findings.len() > 1, "all of them together: {findings:#?}");
    assert!(findings.iter().all(|finding| finding.line > 0), "each with its line: {findings:#?}");
    assert!(findings.windows(2).all(|pair| pair[0].line <= pair[1].line), "in the order of the file");
    found(&scene, &file, &findings[0].rule, &[]).await;
}

#[tokio::test]
async fn a_target_that_there_is_not() {
    let scene = Scene::at_pora().await;
    let file = changed("next = \"voorstel-oogo\"", "next = \"voorstel-gemeenteraad\"");
    let line = file.lines().position(|line| line.contains("gemeenteraad")).unwrap() + 1;
    let request = CheckFrameworkRequest { file: file.clone() };
    let administrator = scene.site.administrator();
    let answer = administrator.frameworks().check_framework(request).await.unwrap().into_inner();
    let finding =
        answer.findings.iter().find(|finding| finding.nl.contains("voorstel-gemeenteraad")).unwrap();
    assert_eq!(usize::try_from(finding.line).unwrap(), line, "{finding:#?}");
    found(&scene, &file, &finding.rule, &["voorstel-gemeenteraad"]).await;
}

#[tokio::test]
async fn a_file_that_is_no_framework() {
    let scene = Scene::at_pora().await;
    for file in ["Geacht bestuur,", "schema = \"kader/9\"", "[[[", "schema = \"kader/1\"\nonbekend = 1"] {
        let request = CheckFrameworkRequest { file: file.into() };
        let administrator = scene.site.administrator();
        let answer = administrator.frameworks().check_framework(request).await.unwrap().into_inner();
        assert!(!answer.findings.is_empty() && answer.framework.is_none(), "{file}");
        found(&scene, file, &answer.findings[0].rule, &[]).await;
        let draw = DrawFrameworkRequest {
            source: Some(Source::File(file.into())),
            ..DrawFrameworkRequest::default()
        };
        let mut frameworks = administrator.frameworks();
        scene
            .refuses(frameworks.draw_framework(draw).await, Code::FailedPrecondition, "FRAMEWORK_UNSOUND")
            .await;
    }
}
