//! An arrangement ran for two years. Its coordinator writes down what the evaluations found; the bodies that the region named
//! for it say what follows; and in the end it is closed. Nobody outside learns how few of its pupils something was about.

use tests::{
    acts::{Opened, command_id},
    people::Person,
    refusal::refused,
    site::{Site, alkmaar},
    terminal::Terminal,
    user::User,
};
use tonic::{Code, Status};
use wire::v1::{
    Arrangement, BeginArrangementRequest, ConcludeArrangementRequest, ConcludeArrangementResponse,
    Conclusion, EvaluateArrangementRequest, EvaluateArrangementResponse, GetArrangementRequest,
    GetDossierRequest, LifePhase, ListRegisterRequest, MeasureForm, MeasuredIndicator, OpenDossierRequest,
    ScoreCounted, ShareCounted, get_dossier_request::Dossier, measured_indicator::Value as Counted,
    result_told::Value as Told, verify_decisions_response::Verification,
};

/// The region, in which the regisseuroverleg says that an arrangement goes on, and OOGO that it is closed.
fn evaluating() -> String {
    let table = "[evaluation]\ncontinue = \"body:regisseuroverleg\"\nclose = \"body:oogo\"\ndevelop = \"dossier\"\n\n";
    alkmaar().replacen("[[round]]\n", &format!("{table}[[round]]\n"), 1)
}

/// An arrangement that was adopted and began, to be evaluated on two days that are long past.
async fn begun(site: &Site) -> Opened {
    let heiloo = site.coordinator("gemeente-heiloo");
    let dossier = heiloo.open("Voorbeeld: De Stip").await.unwrap();
    site.bring_to_end(&dossier).await;
    let request = BeginArrangementRequest {
        command_id: command_id(),
        dossier_id: dossier.id.clone(),
        function_ids: vec!["opbouwen".into()],
        target_group: "Kleuters met een onderzoeksvraag.".into(),
        evaluations_on: vec!["2024-06-01".into(), "2025-06-01".into()],
        ..BeginArrangementRequest::default()
    };
    let answer = heiloo.registers().begin_arrangement(request).await.unwrap().into_inner();
    heiloo.saw(answer.receipt.unwrap().position.unwrap());
    dossier
}

fn measured(indicator: &str, value: Counted) -> MeasuredIndicator {
    MeasuredIndicator { indicator_id: indicator.into(), value: Some(value) }
}

fn evaluation(dossier: &Opened, planned: Option<&str>) -> EvaluateArrangementRequest {
    EvaluateArrangementRequest {
        command_id: command_id(),
        dossier_id: dossier.id.clone(),
        planned_on: planned.map(str::to_owned),
        evaluated_on: "2024-06-14".into(),
        results: vec![
            measured("aantal-jeugdigen", Counted::Pupils(24)),
            measured("doelrealisatie", Counted::Share(ShareCounted { part: 17, whole: 24 })),
            measured("clienttevredenheid", Counted::Score(ScoreCounted { tenths: 78, by: 19 })),
        ],
        findings: "De groep loopt; de weg terug naar school is nog lang.".into(),
        source: "Registratie van de school.".into(),
        ..EvaluateArrangementRequest::default()
    }
}

async fn evaluate(
    user: &User,
    request: EvaluateArrangementRequest,
) -> Result<EvaluateArrangementResponse, Status> {
    let answer = user.registers().evaluate_arrangement(request).await?.into_inner();
    user.saw(answer.receipt.clone().and_then(|receipt| receipt.position).expect("a receipt"));
    Ok(answer)
}

fn conclusion(dossier: &Opened, number: u32, conclusion: Conclusion) -> ConcludeArrangementRequest {
    ConcludeArrangementRequest {
        command_id: command_id(),
        dossier_id: dossier.id.clone(),
        evaluation_number: Some(number),
        conclusion: conclusion.into(),
        concluded_on: "2024-07-01".into(),
        reason: "Zo is het besproken.".into(),
        ..ConcludeArrangementRequest::default()
    }
}

async fn conclude(
    user: &User,
    request: ConcludeArrangementRequest,
) -> Result<ConcludeArrangementResponse, Status> {
    let answer = user.registers().conclude_arrangement(request).await?.into_inner();
    user.saw(answer.receipt.clone().and_then(|receipt| receipt.position).expect("a receipt"));
    Ok(answer)
}

async fn read(user: &User, dossier: &Opened) -> Arrangement {
    let request = GetArrangementRequest { dossier_id: dossier.id.clone(), at: Some(user.at_least()) };
    user.dossiers().get_arrangement(request).await.unwrap().into_inner().arrangement.expect("it began")
}

/// What should have been evaluated by now, by the register.
async fn overdue(user: &User) -> Vec<String> {
    let request = ListRegisterRequest {
        evaluation_overdue: true,
        at: Some(user.at_least()),
        ..ListRegisterRequest::default()
    };
    let entries = user.dossiers().list_register(request).await.unwrap().into_inner().entries;
    entries.into_iter().flat_map(|entry| entry.life.expect("it began").overdue_on).collect()
}

async fn phase(user: &User, dossier: &Opened) -> LifePhase {
    let named = Some(Dossier::DossierId(dossier.id.clone()));
    let request = GetDossierRequest { dossier: named, at: Some(user.at_least()) };
    user.dossiers().get_dossier(request).await.unwrap().into_inner().life_phase()
}

#[tokio::test]
async fn it_is_evaluated_goes_on_and_is_closed_by_those_whom_the_region_named() {
    let site = Site::with(&[&evaluating()]).await;
    let (heiloo, bergen) = (site.coordinator("gemeente-heiloo"), site.coordinator("gemeente-bergen"));
    let dossier = begun(&site).await;
    assert_eq!(phase(&heiloo, &dossier).await, LifePhase::Execution);
    assert_eq!(overdue(&heiloo).await, ["2024-06-01", "2025-06-01"]);

    let asked = evaluation(&dossier, Some("2024-06-01"));
    refused(evaluate(&bergen, asked.clone()).await, Code::PermissionDenied, "OUTSIDE_DOSSIER");
    let other =
        EvaluateArrangementRequest { command_id: command_id(), ..evaluation(&dossier, Some("2024-06-02")) };
    refused(evaluate(&heiloo, other).await, Code::FailedPrecondition, "NOT_PLANNED").says(&["1 juni 2025"]);
    let answer = evaluate(&heiloo, asked.clone()).await.unwrap();
    assert_eq!((answer.evaluation_number, answer.withheld), (1, 1), "seven of twenty-four are few");
    assert!(evaluate(&heiloo, asked).await.unwrap().receipt.unwrap().repeated);
    assert_eq!(phase(&heiloo, &dossier).await, LifePhase::Evaluation);

    small_numbers_stay_in_the_circle(&site, &dossier).await;

    // It goes on by the regisseuroverleg, and by nobody else.
    let bare = conclusion(&dossier, 1, Conclusion::Continue);
    refused(conclude(&heiloo, bare.clone()).await, Code::FailedPrecondition, "CONCLUDED_ELSEWHERE")
        .says(&["Regisseuroverleg"]);
    let by = |body: &str, request: ConcludeArrangementRequest| ConcludeArrangementRequest {
        command_id: command_id(),
        body_id: Some(body.into()),
        ..request
    };
    let on = ConcludeArrangementRequest { evaluations_on: vec!["2024-12-01".into()], ..bare };
    let on = by("regisseuroverleg", on);
    refused(conclude(&site.secretary("oogo"), on.clone()).await, Code::PermissionDenied, "NOT_GRANTED");
    let answer = conclude(&site.secretary("regisseuroverleg"), on).await.unwrap();
    assert_eq!(answer.phase(), LifePhase::Execution);
    let secretary = site.secretary("regisseuroverleg");
    secretary.saw(answer.receipt.unwrap().position.unwrap());
    assert_eq!(overdue(&secretary).await, ["2024-12-01", "2025-06-01"]);

    // The next one says that it can be closed.
    let again = EvaluateArrangementRequest {
        evaluated_on: "2025-06-03".into(),
        ..evaluation(&dossier, Some("2025-06-01"))
    };
    assert_eq!(evaluate(&heiloo, again).await.unwrap().evaluation_number, 2);
    let close = ConcludeArrangementRequest {
        concluded_on: "2025-07-01".into(),
        ..by("oogo", conclusion(&dossier, 2, Conclusion::Close))
    };
    let answer = conclude(&heiloo, close.clone()).await.unwrap();
    assert_eq!(answer.phase(), LifePhase::Closing);
    assert!(conclude(&heiloo, close.clone()).await.unwrap().receipt.unwrap().repeated);
    let twice = ConcludeArrangementRequest { command_id: command_id(), ..close };
    refused(conclude(&heiloo, twice).await, Code::FailedPrecondition, "OVER");
    assert_eq!(phase(&heiloo, &dossier).await, LifePhase::Closing);
    assert!(overdue(&heiloo).await.is_empty(), "what is over is not evaluated any more");

    let told = site.auditor().story(&format!("arrangement.{}", dossier.id), None).await.unwrap();
    let said: Vec<_> = told.iter().map(|record| record.summary.as_str()).collect();
    assert!(said[1].contains("1 uitkomst"), "{said:?}");
    assert!(said[2].contains("door Regisseuroverleg op 1 juli 2024: voortzetten"), "{said:?}");
    assert!(said[4].ends_with("door OOGO op 1 juli 2025: beëindigen."), "{said:?}");
    let Verification::Agreed(_) = site.auditor().verify(None).await.unwrap() else { panic!() };
}

/// The coordinator reads all numbers; everybody else those from which no small one follows, and the auditor's records hold no
/// others.
async fn small_numbers_stay_in_the_circle(site: &Site, dossier: &Opened) {
    let heiloo = site.coordinator("gemeente-heiloo");
    let values = |arrangement: &Arrangement| -> Vec<Told> {
        arrangement.evaluations[0].results.iter().map(|result| result.value.expect("a value")).collect()
    };
    let score = Told::Score(ScoreCounted { tenths: 78, by: 19 });
    let own = read(&heiloo, dossier).await;
    let share = Told::Share(ShareCounted { part: 17, whole: 24 });
    assert_eq!(values(&own), [Told::Pupils(24), share, score]);
    for outsider in
        [site.coordinator("gemeente-bergen"), site.secretary("oogo"), site.auditor(), site.administrator()]
    {
        outsider.saw(heiloo.seen());
        let seen = read(&outsider, dossier).await;
        assert_eq!(values(&seen), [Told::Pupils(24), Told::Withheld(MeasureForm::Share.into()), score]);
    }
    let history = site.auditor().history(&format!("arrangement.{}", dossier.id)).await.unwrap();
    let record = &history[1];
    let few: Vec<_> = record.texts.iter().filter(|text| text.name == "few").collect();
    assert!(few.len() == 1 && few[0].disclosure.is_empty() && few[0].text.as_ref().unwrap().erased);
    let bytes: serde_json::Value = serde_json::from_slice(&record.bytes).unwrap();
    let share = &bytes["data"]["results"][1]["found"];
    assert!(share["hidden"]["share"].is_string() && share["told"].is_null(), "{share}");
}

#[tokio::test]
async fn it_is_developed_further_by_a_dossier_that_follows() {
    let site = Site::with(&[&evaluating()]).await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let dossier = begun(&site).await;
    evaluate(&heiloo, evaluation(&dossier, None)).await.unwrap();
    let develop = |follower: Option<&Opened>| ConcludeArrangementRequest {
        follower_dossier_id: follower.map(|follower| follower.id.clone()),
        ..conclusion(&dossier, 1, Conclusion::Develop)
    };
    refused(conclude(&heiloo, develop(None)).await, Code::FailedPrecondition, "FOLLOWER_REQUIRED");
    let stranger = heiloo.open("Voorbeeld: iets anders").await.unwrap();
    refused(conclude(&heiloo, develop(Some(&stranger))).await, Code::FailedPrecondition, "DOES_NOT_FOLLOW");
    let request = OpenDossierRequest {
        command_id: command_id(),
        framework_id: stranger.framework.clone(),
        title: "Voorbeeld: De Stip, doorontwikkeld".into(),
        function_ids: vec!["opbouwen".into()],
        follows_dossier_id: Some(dossier.id.clone()),
        ..OpenDossierRequest::default()
    };
    let opened = heiloo.proposals().open_dossier(request).await.unwrap().into_inner();
    heiloo.saw(opened.receipt.unwrap().position.unwrap());
    let follower = Opened { id: opened.dossier_id, framework: stranger.framework };
    assert_eq!(phase(&heiloo, &follower).await, LifePhase::Orientation);
    refused(conclude(&heiloo, develop(Some(&follower))).await, Code::FailedPrecondition, "NOT_ADOPTED");
    site.bring_to_end(&follower).await;
    assert_eq!(phase(&heiloo, &follower).await, LifePhase::Preparation, "adopted, and not begun");
    let answer = conclude(&heiloo, develop(Some(&follower))).await.unwrap();
    assert_eq!(answer.phase(), LifePhase::Closing);
    let told = read(&heiloo, &dossier).await.conclusions.remove(0);
    assert_eq!(told.follower_dossier_id, Some(follower.id));
    assert!(told.follower_reference.is_some_and(|reference| reference.starts_with("OZA-")));
    let Verification::Agreed(_) = site.auditor().verify(None).await.unwrap() else { panic!() };
}

#[tokio::test]
async fn on_the_command_line() {
    let site = Site::with(&[&evaluating()]).await;
    let dossier = begun(&site).await;
    let terminal = Terminal::of(&site, &Person::Coordinator("gemeente-heiloo".into()));
    let overdue = terminal.done(&["register", "--overdue"]);
    assert!(overdue.contains("3: uitvoering; te evalueren sinds 2024-06-01"), "{overdue}");
    let id = dossier.id.as_str();
    let said = terminal.done(&[
        "arrangement",
        "evaluate",
        id,
        "--on",
        "2024-06-14",
        "--planned",
        "2024-06-01",
        "--result",
        "aantal-jeugdigen=24",
        "--result",
        "doelrealisatie=17 van 24",
        "--result",
        "clienttevredenheid=7,8/10 van 19",
        "--findings",
        "De groep loopt.",
        "--source",
        "Registratie",
    ]);
    assert!(said.contains("Afgeschermd  1 van de uitkomsten"), "{said}");
    let said = terminal.done(&[
        "arrangement",
        "conclude",
        id,
        "--conclusion",
        "close",
        "--evaluation",
        "1",
        "--on",
        "2024-07-01",
        "--body",
        "oogo",
        "--reason",
        "Het doel is bereikt.",
    ]);
    assert!(said.contains("5: afronding"), "{said}");
    let own = terminal.done(&["arrangement", "show", id]);
    for told in [
        "5: afronding",
        "17 van 24 (70,8%) (klein aantal: niet delen)",
        "7,8/10 van 19",
        "Conclusie, 2024-07-01 uit evaluatie 1: beëindigen, door OOGO. Het doel is bereikt.",
    ] {
        assert!(own.split_whitespace().collect::<Vec<_>>().join(" ").contains(told), "{told}: {own}");
    }
    let neighbour = Terminal::of(&site, &Person::Coordinator("gemeente-bergen".into()));
    let seen = neighbour.done(&["--lang", "en", "arrangement", "show", id]);
    assert!(seen.contains("withheld: small number") && !seen.contains("17 of 24"), "{seen}");
    let json = neighbour.json(&["arrangement", "show", id]);
    assert_eq!(json["arrangement"]["evaluations"][0]["results"][1]["measured"], "withheld");
    assert_eq!(json["arrangement"]["conclusions"][0]["conclusion"], "close");
}
