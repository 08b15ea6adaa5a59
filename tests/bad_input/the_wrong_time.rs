//! The right person with the wrong thing at the wrong time: another round, a stale revision, an outcome that the role
//! does not have, a command id that was used for something else.

use tests::{
    acts::command_id,
    treatment::{Written as _, treated},
};
use tonic::Code;
use wire::v1::{
    OpenDossierRequest,
    Outcome::{self, Adopted, Noted, Ratified, Rejected},
    RecordOutcomeRequest, Treatment, WithdrawDossierRequest,
};

use crate::Scene;

#[tokio::test]
async fn the_wrong_round() {
    let scene = Scene::at_pora().await;
    let heiloo = scene.heiloo();
    let idea = heiloo.open("Voorbeeld: te ver vooruit").await.unwrap();
    let case = heiloo.file(&idea, "businesscase").await.unwrap();
    let proposal = heiloo.file(&idea, "voorstel").await.unwrap();
    let again = heiloo.file(&scene.dossier, "voorstel").await.unwrap();
    let scene = Scene { head: heiloo.head().await.unwrap(), ..scene };

    let told = scene
        .refuses(
            heiloo.submit_document(&idea, "businesscase", case.clone()).await,
            Code::FailedPrecondition,
            "WRONG_ROUND",
        )
        .await;
    told.says(&["Ronde 1", "Ronde 2"]).fact("asked", "businesscase").fact("awaited", "voorstel");
    let told = scene
        .refuses(
            heiloo.submit_document(&idea, "voorstel", case).await,
            Code::FailedPrecondition,
            "FORMAT_NOT_FOR_ROUND",
        )
        .await;
    told.fact("opens_with", "voorstel");
    let told = scene
        .refuses(
            heiloo.submit_document(&scene.dossier, "voorstel", again).await,
            Code::FailedPrecondition,
            "NOT_AWAITED",
        )
        .await;
    told.says(&["PORA"]).fact("awaits", "visit:voorstel-pora/1");
    let told =
        scene.refuses(heiloo.resubmit(&idea, proposal).await, Code::FailedPrecondition, "NOT_AWAITED").await;
    told.fact("awaits", "round:voorstel");
}

#[tokio::test]
async fn a_stale_revision() {
    let scene = Scene::at_pora().await;
    let heiloo = scene.heiloo();
    let revision = scene.item().await.revision;
    for stale in [0, 1, revision - 1, revision + 1, u64::MAX] {
        let request = WithdrawDossierRequest {
            command_id: command_id(),
            expected_revision: Some(stale),
            dossier_id: scene.dossier.id.clone(),
            reason: "Toch maar niet.".into(),
            ..WithdrawDossierRequest::default()
        };
        let mut proposals = heiloo.proposals();
        let told = scene
            .refuses(proposals.withdraw_dossier(request).await, Code::Aborted, "REVISION_CONFLICT")
            .await;
        let told = told.fact("expected", &stale.to_string()).fact("found", &revision.to_string());
        told.says(&[&stale.to_string(), &revision.to_string()]);
    }
}

#[tokio::test]
async fn an_outcome_that_the_role_does_not_have() {
    let scene = Scene::at_pora().await;
    let pora = scene.pora();
    for (outcome, name) in
        [(Noted, "noted"), (Adopted, "adopted"), (Rejected, "rejected"), (Ratified, "ratified")]
    {
        let treatment = treated(outcome).because("Zie het verslag.");
        let told = scene
            .refuses(
                pora.treat(&scene.dossier, treatment).await,
                Code::FailedPrecondition,
                "OUTCOME_NOT_OF_ROLE",
            )
            .await;
        let told = told.fact("outcome", name).fact("role", "advises");
        told.says(&["‘positief advies’", "‘negatief advies’", "‘aangehouden’"]);
    }
    let arrived = scene.item().await.arrived_on;
    for (given, rule) in [(0, "MISSING"), (99, "VALUE_UNKNOWN"), (-1, "VALUE_UNKNOWN")] {
        let treatment = Treatment { outcome: given, ..treated(Outcome::Positive) }.dated(&arrived);
        let told = scene.finds_fault(pora.treat(&scene.dossier, treatment).await).await;
        told.fault(&format!("treatment.outcome {rule}"), &[]);
    }
}

#[tokio::test]
async fn a_command_id_that_was_used_for_something_else() {
    let scene = Scene::at_pora().await;
    let used = scene.dossier.id.clone();
    let (heiloo, pora) = (scene.heiloo(), scene.pora());
    let told = [
        {
            // It opened the dossier; this opens another one.
            let other = OpenDossierRequest {
                command_id: used.clone(),
                framework_id: "regio-alkmaar".into(),
                title: "Voorbeeld: een andere titel".into(),
                function_ids: vec!["opbouwen".into()],
                ..OpenDossierRequest::default()
            };
            let mut proposals = heiloo.proposals();
            scene.refuses(proposals.open_dossier(other).await, Code::AlreadyExists, "COMMAND_ID_REUSED").await
        },
        {
            let withdrawn = WithdrawDossierRequest {
                command_id: used.clone(),
                dossier_id: used.clone(),
                reason: "Toch maar niet.".into(),
                ..WithdrawDossierRequest::default()
            };
            let mut proposals = heiloo.proposals();
            scene
                .refuses(
                    proposals.withdraw_dossier(withdrawn).await,
                    Code::AlreadyExists,
                    "COMMAND_ID_REUSED",
                )
                .await
        },
        {
            let item = scene.item().await;
            let recorded = RecordOutcomeRequest {
                command_id: used.clone(),
                dossier_id: used.clone(),
                visit: item.visit,
                treatment: Some(treated(Outcome::Positive).dated(&item.arrived_on)),
                ..RecordOutcomeRequest::default()
            };
            let mut decisions = pora.decisions();
            scene
                .refuses(decisions.record_outcome(recorded).await, Code::AlreadyExists, "COMMAND_ID_REUSED")
                .await
        },
    ];
    for told in told {
        told.says(&[&used, "UUID"]).fact("command_id", &used);
    }
}
