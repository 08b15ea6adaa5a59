//! Dates in 1800, in the future, before the dossier arrived, and that no calendar has.

use tests::treatment::{Written as _, treated};
use tonic::Code;
use wire::v1::{NewCondition, Outcome};

use crate::Scene;

#[tokio::test]
async fn a_date_in_1800() {
    let scene = Scene::at_pora().await;
    for given in ["1800-03-14", "1989-12-31", "2200-01-01", "0001-01-01"] {
        let treatment = treated(Outcome::Positive).dated(given);
        let told = scene.finds_fault(scene.pora().treat(&scene.dossier, treatment).await).await;
        told.fault("treatment.treated_on DATE_OUTSIDE", &[given, "1990", "2199"]);
    }
}

#[tokio::test]
async fn a_date_that_no_calendar_has() {
    let scene = Scene::at_pora().await;
    for given in
        ["2026-02-30", "2026-13-01", "14-03-2026", "2026-3-14", "vandaag", "2026-03-14T10:00", "٢٠٢٦-٠٣-١٤"]
    {
        let treatment = treated(Outcome::Positive).dated(given);
        let told = scene.finds_fault(scene.pora().treat(&scene.dossier, treatment).await).await;
        told.fault("treatment.treated_on NOT_DATE", &[given, "JJJJ-MM-DD"]);
    }
}

#[tokio::test]
async fn a_treatment_in_the_future_or_before_the_dossier_arrived() {
    let scene = Scene::at_pora().await;
    let arrived = scene.item().await.arrived_on;
    let future = treated(Outcome::Positive).dated("2199-12-31");
    let told = scene
        .refuses(scene.pora().treat(&scene.dossier, future).await, Code::FailedPrecondition, "DATE_IN_FUTURE")
        .await;
    told.says(&["31 december 2199"]).fact("given", "2199-12-31");
    let past = treated(Outcome::Positive).dated("2026-01-05");
    let told = scene
        .refuses(
            scene.pora().treat(&scene.dossier, past).await,
            Code::FailedPrecondition,
            "DATE_BEFORE_ARRIVAL",
        )
        .await;
    told.says(&["5 januari 2026"]).fact("given", "2026-01-05").fact("arrived", &arrived);
}

#[tokio::test]
async fn a_condition_that_was_due_before_it_was_set() {
    let scene = Scene::at_pora().await;
    let mut treatment = treated(Outcome::PositiveWithConditions);
    let due = NewCondition {
        text: "Er is een plan voor het vervoer.".into(),
        due_on: Some("2020-01-01".into()),
        ..NewCondition::default()
    };
    treatment.conditions.push(due);
    let told = scene
        .refuses(
            scene.pora().treat(&scene.dossier, treatment).await,
            Code::FailedPrecondition,
            "DUE_DATE_PAST",
        )
        .await;
    told.says(&["1 januari 2020"]).fact("given", "2020-01-01");
}
