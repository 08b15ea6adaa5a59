//! The region wonders whether a shorter first round would help, and tries the draft on the dossiers that it had.

use domain::{framework::Outcome, ids::DossierId};
use jiff::civil::date;
use tests::{
    past::Past,
    people::Person,
    refusal::refused,
    site::{Site, alkmaar, alkmaar_kort},
    user::User,
};
use tonic::{Code, Status};
use wire::v1::{
    self, AssumptionCode, CompareFrameworksRequest, CompareFrameworksResponse, ComparedDays,
    framework_source::Source,
};

/// How many dossiers are compared at a time; a region opens some thirty a year.
const COMPARED_MAX: usize = 500;

/// The first half of a year: one dossier that PORA deferred, one for which PORA let a meeting pass, and one underway.
fn half_a_year() -> Past {
    let mut past = Past::of(alkmaar());
    let deferred = past.submits("Voorbeeld: aangehouden", date(2026, 1, 5));
    let passes = |past: &mut Past, dossier: DossierId, ways: &[(Outcome, i8, i8)]| {
        for (outcome, month, day) in ways {
            past.treated(dossier, *outcome, date(2026, *month, *day));
        }
    };
    let to_pora = [(Outcome::Noted, 1, 13), (Outcome::Positive, 2, 19), (Outcome::Negative, 3, 24)];
    passes(&mut past, deferred, &to_pora);
    passes(
        &mut past,
        deferred,
        &[(Outcome::Deferred, 5, 6), (Outcome::Positive, 6, 3), (Outcome::Adopted, 6, 18)],
    );
    let slow = past.submits("Voorbeeld: bleef liggen", date(2026, 2, 2));
    let to_pora = [(Outcome::Noted, 2, 10), (Outcome::Positive, 2, 19), (Outcome::Positive, 3, 24)];
    passes(&mut past, slow, &to_pora);
    // PORA could have treated it on 6 May.
    passes(&mut past, slow, &[(Outcome::Positive, 6, 3), (Outcome::Adopted, 6, 18)]);
    let underway = past.submits("Voorbeeld: onderweg", date(2026, 3, 2));
    passes(&mut past, underway, &[(Outcome::Noted, 3, 10)]);
    past
}

async fn region(past: Past) -> Site {
    let site = Site::bare(&[alkmaar()], |home| {
        past.write_to(&home.journal());
        home
    })
    .await;
    // From here on everyone sees what was written.
    site.coordinator("gemeente-heiloo").open("Voorbeeld: van vandaag").await.unwrap();
    site
}

async fn tried(
    who: &User,
    from: Option<&str>,
    until: Option<&str>,
) -> Result<CompareFrameworksResponse, Status> {
    let other = Some(v1::FrameworkSource { source: Some(Source::File(alkmaar_kort().to_owned())) });
    let request = CompareFrameworksRequest {
        other,
        opened_from: from.map(str::to_owned),
        opened_until: until.map(str::to_owned),
        at: Some(who.at_least()),
    };
    Ok(who.forecasts().compare_frameworks(request).await?.into_inner())
}

fn sides(really: u32, own: u32, other: Option<u32>) -> ComparedDays {
    ComparedDays { really: Some(really), own: Some(own), other }
}

#[tokio::test]
async fn a_draft_is_tried_on_the_dossiers_that_there_were() {
    let site = region(half_a_year()).await;
    let auditor = site.auditor();
    let told = tried(&auditor, None, Some("2026-06-30")).await.unwrap();
    assert_eq!(told.other.as_ref().unwrap().id, "regio-alkmaar-kort");
    assert_eq!((told.dossiers.len(), told.not_compared), (2, 1), "one has left no round yet");

    let bodies: Vec<_> = told.bodies.iter().map(|row| row.body.as_ref().unwrap().name.as_str()).collect();
    assert_eq!(bodies, ["Beleidsoverleg", "RBO", "Regisseuroverleg", "PORA", "OOGO"]);
    let [.., regisseuroverleg, pora, oogo] = &told.bodies[..] else { panic!("{bodies:?}") };
    assert_eq!(regisseuroverleg.days, Some(sides(33, 33, Some(33))));
    // 43 and 28 days after a deferral, or 71 because a meeting was let pass: it need have been no more than 43.
    assert_eq!(pora.days, Some(sides(71, 43, None)), "the draft leaves PORA out");
    let visits = pora.visits.as_ref().unwrap();
    assert_eq!((visits.really, visits.own, visits.other), (3, 3, 0));
    assert_eq!(oogo.days, Some(sides(15, 15, None)));
    assert_eq!(told.total_days, Some(sides(136, 136, Some(50))));
    assert_eq!(told.submitter_days, Some(sides(0, 0, Some(0))));

    let totals = told.dossiers.iter().map(|it| {
        let total = |times: &Option<v1::RouteTimes>| times.as_ref().unwrap().total_days;
        (total(&it.really), total(&it.own), total(&it.other))
    });
    assert_eq!(totals.collect::<Vec<_>>(), [(164, 164, 78), (136, 136, 50)]);
    let codes: Vec<_> = told.assumptions.iter().map(v1::Assumption::code).collect();
    assert!(codes.contains(&AssumptionCode::FactsStay) && codes.contains(&AssumptionCode::LeftOutNoTime));
    assert!(told.assumptions.iter().all(|it| it.message.ends_with('.')), "for people");
}

#[tokio::test]
async fn only_the_dossiers_of_a_period_are_compared() {
    let site = region(half_a_year()).await;
    let member = site.member("pora");
    for (from, until, compared, left) in [
        (Some("2026-01-05"), Some("2026-01-05"), 1, 0),
        (Some("2026-01-06"), Some("2026-02-01"), 0, 0),
        (Some("2026-01-06"), Some("2026-03-02"), 1, 1),
        (None, Some("2026-02-02"), 2, 0),
        (Some("2026-03-03"), None, 0, 1),
    ] {
        let told = tried(&member, from, until).await.unwrap();
        let found = (told.dossiers.len(), told.not_compared);
        assert_eq!(found, (compared, left), "from {from:?} until {until:?}");
    }
    let reversed = tried(&member, Some("2026-03-01"), Some("2026-02-01")).await;
    refused(reversed, Code::InvalidArgument, "INVALID_REQUEST").fault("opened_until EARLIER_THAN_FROM", &[]);
    let nobody = tried(&site.user(Person::Guest), None, None).await;
    assert_eq!(nobody.unwrap_err().code(), Code::PermissionDenied);
}

#[tokio::test]
async fn more_than_can_be_compared_is_refused_and_nothing_is_left_out() {
    let mut past = Past::of(alkmaar());
    for number in 0..=COMPARED_MAX {
        past.submits(&format!("Voorbeeld: groep {number}"), date(2026, 1, 5));
    }
    past.submits("Voorbeeld: een dag later", date(2026, 1, 6));
    let site = region(past).await;
    let auditor = site.auditor();
    refused(tried(&auditor, None, None).await, Code::ResourceExhausted, "FORECAST_TOO_WIDE")
        .fact("max", "500");
    let only = tried(&auditor, Some("2026-01-06"), Some("2026-01-06")).await.unwrap();
    assert_eq!(only.not_compared, 1);
}
