//! A coordinator asks, when they submit, when can be decided: by when, what being late costs, and who decides the date.

use domain::{framework::Outcome, ids::DossierId};
use jiff::civil::{Date, date};
use tests::{
    past::Past,
    people::Person,
    refusal::refused,
    site::{Site, alkmaar, alkmaar_kort},
    user::User,
};
use tonic::Code;
use wire::v1::{
    self, AssumptionCode, ForecastAct, ForecastDossierRequest, ForecastRouteRequest, MeetingForm,
    MissedReason, forecast_dossier_request::Dossier, framework_source::Source, read_at::At,
};

fn adopted() -> v1::FrameworkSource {
    let framework_id = "regio-alkmaar".to_owned();
    let adopted = v1::framework_source::AdoptedVersion { framework_id, version: None };
    v1::FrameworkSource { source: Some(Source::Adopted(adopted)) }
}

fn draft(file: &str) -> v1::FrameworkSource {
    v1::FrameworkSource { source: Some(Source::File(file.to_owned())) }
}

/// What is asked about a proposal that is submitted on 5 January.
fn in_january(framework: v1::FrameworkSource) -> ForecastRouteRequest {
    let submitted_on = Some("2026-01-05".to_owned());
    ForecastRouteRequest { framework: Some(framework), submitted_on, ..Default::default() }
}

/// The bodies of a round and the days on which they meet.
fn meetings(round: &v1::ForecastRound) -> Vec<(&str, &str)> {
    let passages = round.passages.iter();
    passages.map(|it| (it.body.as_ref().unwrap().id.as_str(), it.meets_on.as_str())).collect()
}

fn sentence(outlook: Option<&v1::Outlook>) -> &str {
    &outlook.unwrap().sentence
}

#[tokio::test]
async fn who_asks_before_submitting_is_told_the_last_day_and_what_a_day_later_costs() {
    let site = Site::open().await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let answer = heiloo.forecasts().forecast_route(in_january(adopted())).await.unwrap().into_inner();
    let forecast = answer.forecast.unwrap();
    let [first, second] = &forecast.rounds[..] else { panic!("two rounds: {forecast:#?}") };
    assert_eq!(
        sentence(first.outlook.as_ref()),
        "Dien uiterlijk 3 maart 2026 in, dan kan OOGO besluiten op 18 juni 2026; daarna wordt het 17 september 2026. RBO \
         bepaalt deze datum: vergaderde alleen dit gremium zodra de stukken op tijd zijn, dan werd het 19 maart 2026."
    );
    assert_eq!(
        meetings(first),
        [
            ("beleidsoverleg", "2026-01-13"),
            ("rbo", "2026-02-19"),
            ("regisseuroverleg", "2026-03-24"),
            ("pora", "2026-05-06"),
            ("oogo", "2026-06-18"),
        ]
    );
    // Papers for PORA of 1 April were due before the dossier came from the regisseuroverleg.
    let pora = &first.passages[3];
    let missed = &pora.missed[0];
    assert_eq!((missed.on.as_str(), missed.reason()), ("2026-04-01", MissedReason::PapersLate));
    assert_eq!(missed.papers_due_on.as_deref(), Some("2026-03-16"));
    assert!(first.passages.iter().all(|passage| passage.in_term && passage.due_on.is_some()));

    // The second round follows at once, because no day was named; that is said.
    assert_eq!((second.submitted_on.as_deref(), second.at_once), (Some("2026-06-18"), true));
    let codes: Vec<_> = forecast.assumptions.iter().map(v1::Assumption::code).collect();
    assert_eq!(codes, [AssumptionCode::FirstMeetingInTime, AssumptionCode::SubmittedAtOnce]);
    let named = v1::LaterRound { round_id: "businesscase".into(), submitted_on: "2026-10-01".into() };
    let asked = ForecastRouteRequest { later: vec![named], ..in_january(adopted()) };
    let answer = heiloo.forecasts().forecast_route(asked).await.unwrap().into_inner();
    let later = answer.forecast.unwrap();
    assert_eq!(
        (later.rounds[1].submitted_on.as_deref(), later.rounds[1].at_once),
        (Some("2026-10-01"), false)
    );
    assert!(later.outlook.unwrap().decides_on > forecast.outlook.unwrap().decides_on);
}

#[tokio::test]
async fn a_draft_is_asked_the_same_way_and_must_be_sound() {
    let site = Site::open().await;
    let member = site.member("pora").in_english();
    let answer =
        member.forecasts().forecast_route(in_january(draft(alkmaar_kort()))).await.unwrap().into_inner();
    assert_eq!(answer.framework.unwrap().id, "regio-alkmaar-kort");
    let forecast = answer.forecast.unwrap();
    // The first round ends at the regisseuroverleg, which decides.
    assert_eq!(meetings(&forecast.rounds[0]).last(), Some(&("regisseuroverleg", "2026-03-24")));
    assert!(
        sentence(forecast.rounds[0].outlook.as_ref()).starts_with("Submit by "),
        "{:?}",
        forecast.rounds[0].outlook
    );

    let unsound =
        alkmaar_kort().replace("next = \"voorstel-regisseuroverleg\"", "next = \"voorstel-nergens\"");
    let answer = member.forecasts().forecast_route(in_january(draft(&unsound))).await;
    let told = refused(answer, Code::FailedPrecondition, "FRAMEWORK_UNSOUND");
    assert!(told.faults.iter().all(|(name, _)| name.starts_with("line ")), "{told:#?}");
    assert!(told.faults.iter().any(|(name, _)| name.ends_with("STEP_UNKNOWN")), "{told:#?}");

    let third = ForecastRouteRequest { round_id: Some("uitvoering".into()), ..in_january(adopted()) };
    refused(member.forecasts().forecast_route(third).await, Code::FailedPrecondition, "ROUND_UNKNOWN")
        .says(&["uitvoering"]);
    let asked = draft("schema = \"kader/1\"");
    let missing = ForecastRouteRequest { framework: Some(asked), ..Default::default() };
    refused(member.forecasts().forecast_route(missing).await, Code::FailedPrecondition, "FRAMEWORK_UNSOUND");
    let nobody = site.user(Person::Guest).forecasts().forecast_route(in_january(adopted())).await;
    assert_eq!(nobody.unwrap_err().code(), Code::PermissionDenied);
}

/// A region where a dossier has come to the RBO: submitted on 2 March, and noted on the 10th.
async fn at_rbo() -> (Site, DossierId) {
    let mut past = Past::of(alkmaar());
    let dossier = past.submits("Voorbeeld: onderweg", date(2026, 3, 2));
    past.treated(dossier, Outcome::Noted, date(2026, 3, 10));
    let site = Site::bare(&[alkmaar()], |home| {
        past.write_to(&home.journal());
        home
    })
    .await;
    site.coordinator("gemeente-heiloo").open("Voorbeeld: van vandaag").await.unwrap();
    (site, dossier)
}

/// At noon of a day.
fn noon(day: Date) -> Option<v1::ReadAt> {
    let noon = day.at(12, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp();
    Some(v1::ReadAt { at: Some(At::AsOfMoment(wire::convert::answer::timestamp(noon))) })
}

async fn expected(who: &User, dossier: DossierId, at: Option<v1::ReadAt>) -> v1::ForecastDossierResponse {
    let dossier = Some(Dossier::DossierId(dossier.to_string()));
    let asked = ForecastDossierRequest { dossier, at, ..Default::default() };
    who.forecasts().forecast_dossier(asked).await.unwrap().into_inner()
}

#[tokio::test]
async fn what_was_expected_at_submission_stands_beside_what_is_expected_now() {
    let (site, dossier) = at_rbo().await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let submitted = expected(&heiloo, dossier, noon(date(2026, 3, 2))).await;
    let then = submitted.forecast.unwrap();
    assert_eq!(
        meetings(&then.rounds[0]),
        [
            ("beleidsoverleg", "2026-03-10"),
            ("rbo", "2026-03-19"),
            ("regisseuroverleg", "2026-04-28"),
            ("pora", "2026-06-03"),
            ("oogo", "2026-06-18"),
        ]
    );
    assert!(submitted.reference.starts_with("OZA-2026-"), "{}", submitted.reference);

    // RBO lets its meeting of 19 March pass. On the day after, it can reach OOGO of June no more, and that is told.
    let day_before = expected(&heiloo, dossier, noon(date(2026, 3, 18))).await.forecast.unwrap();
    let outlook = day_before.rounds[0].outlook.as_ref().unwrap();
    let deadline = outlook.deadline.as_ref().unwrap();
    assert_eq!((deadline.act(), outlook.decides_on.as_str()), (ForecastAct::Treat, "2026-06-18"));
    assert_eq!(deadline.on_or_before, "2026-04-20", "papers for the regisseuroverleg of 28 April");
    assert!(outlook.sentence.starts_with("Behandelt RBO het dossier uiterlijk 20 april 2026, dan kan OOGO"));
    assert!(day_before.assumptions.iter().any(|it| it.code() == AssumptionCode::PastMeetingsPassed));
    let after = expected(&heiloo, dossier, noon(date(2026, 3, 20))).await.forecast.unwrap();
    assert_eq!(meetings(&after.rounds[0])[0], ("rbo", "2026-04-16"));
    assert_eq!(
        after.rounds[0].outlook.as_ref().unwrap().decides_on,
        "2026-06-18",
        "RBO of April is in time too"
    );
    let late = expected(&heiloo, dossier, noon(date(2026, 4, 17))).await.forecast.unwrap();
    assert_eq!(late.rounds[0].outlook.as_ref().unwrap().decides_on, "2026-09-17");
}

#[tokio::test]
async fn who_asks_what_cannot_be_foretold_is_told_why() {
    let (site, dossier) = at_rbo().await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let id = Some(Dossier::DossierId(dossier.to_string()));
    let at_a_body = ForecastDossierRequest {
        dossier: id.clone(),
        submitted_on: Some("2026-12-01".into()),
        ..Default::default()
    };
    refused(heiloo.forecasts().forecast_dossier(at_a_body).await, Code::FailedPrecondition, "NOT_AWAITED");
    let unknown = Some(Dossier::Reference("OZA-2026-0099".into()));
    let unknown = ForecastDossierRequest { dossier: unknown, ..Default::default() };
    refused(heiloo.forecasts().forecast_dossier(unknown).await, Code::NotFound, "DOSSIER_UNKNOWN");

    let ended = heiloo.open("Voorbeeld: toch niet").await.unwrap();
    heiloo.withdraw(&ended, "De school regelt het zelf.").await.unwrap();
    let ended = ForecastDossierRequest {
        dossier: Some(Dossier::DossierId(ended.id)),
        at: Some(heiloo.at_least()),
        ..Default::default()
    };
    refused(heiloo.forecasts().forecast_dossier(ended).await, Code::FailedPrecondition, "ENDED");
}

#[tokio::test]
async fn a_meeting_that_is_cancelled_or_planned_besides_changes_what_can_be_expected() {
    let site = Site::open().await;
    let (heiloo, secretary) = (site.coordinator("gemeente-heiloo"), site.secretary("beleidsoverleg"));
    let submitted_on = Some("2030-02-01".to_owned());
    let asked = || ForecastRouteRequest { submitted_on: submitted_on.clone(), ..in_january(adopted()) };
    let first = async || {
        let asked = ForecastRouteRequest { at: Some(heiloo.at_least()), ..asked() };
        let answer = heiloo.forecasts().forecast_route(asked).await.unwrap().into_inner();
        answer.forecast.unwrap().rounds[0].passages[0].clone()
    };
    assert_eq!(first().await.meets_on, "2030-02-12");

    let planned = secretary.plan("beleidsoverleg", date(2030, 2, 12)).await.unwrap();
    assert_eq!(first().await.meets_on, "2030-02-12");
    secretary.cancel(&planned.meeting_id, "Er is niets te bespreken.").await.unwrap();
    let without = first().await;
    assert_eq!(without.meets_on, "2030-03-12");
    let missed = &without.missed[0];
    assert_eq!((missed.on.as_str(), missed.reason()), ("2030-02-12", MissedReason::Cancelled));

    let besides = Some("De zaal is een dag later vrij.");
    secretary.plan_so("beleidsoverleg", date(2030, 2, 13), MeetingForm::Session, besides).await.unwrap();
    let in_writing = Some("Het kan ook schriftelijk.");
    secretary.plan_so("beleidsoverleg", date(2030, 2, 11), MeetingForm::Written, in_writing).await.unwrap();
    assert_eq!(first().await.meets_on, "2030-02-13", "a written procedure is for what it was begun for");
}

#[tokio::test]
async fn a_body_that_never_meets_gives_no_date() {
    let site = Site::open().await;
    // The regisseuroverleg meets in May only, and in Mays the region is closed; it has no term, so the framework is sound.
    let mays: Vec<String> =
        (2026..=2036).map(|year| format!("{{ first = {year}-05-01, last = {year}-05-31 }}")).collect();
    let closed = alkmaar()
        .replace("closed = []", &format!("closed = [{}]", mays.join(", ")))
        .replace("meets = \"FREQ=MONTHLY;BYDAY=4TU\"", "meets = \"FREQ=YEARLY;BYMONTH=5;BYDAY=4TU\"");
    let without_terms: String = closed
        .lines()
        .filter(|line| !line.starts_with("term_days"))
        .fold(String::new(), |text, line| text + line + "\n");
    let answer = site.auditor().forecasts().forecast_route(in_january(draft(&without_terms))).await;
    refused(answer, Code::FailedPrecondition, "NEVER_MEETS").says(&["Regisseuroverleg", "19 februari 2026"]);
}
