//! A group for kleuters, from first idea to the register: proposal and business case, five bodies each.

use tests::{
    site::Site,
    treatment::{treated, visit_name, went},
};
use wire::v1::{
    EndKind, Level,
    Outcome::{self, Adopted, Noted, Positive},
    phase::Phase,
    register_entry::Origin,
};

const TITLE: &str = "Voorbeeld: groep voor jonge risicoleerlingen";

/// Each body in turn, what it does, and which step comes next.
const ROUND: [(&str, Outcome, &str); 5] = [
    ("beleidsoverleg", Noted, "rbo/1"),
    ("rbo", Positive, "regisseuroverleg/1"),
    ("regisseuroverleg", Positive, "pora/1"),
    ("pora", Positive, "oogo/1"),
    ("oogo", Adopted, ""),
];

#[tokio::test]
async fn a_dossier_travels_both_rounds_and_enters_the_register() {
    let site = Site::open().await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let dossier = heiloo.open(TITLE).await.unwrap();
    assert_eq!(site.waits_at(&dossier).await, Vec::<String>::new());

    for (round, after) in [("voorstel", "round businesscase"), ("businesscase", "end vastgesteld")] {
        let opening = heiloo.submit(&dossier, round).await.unwrap();
        assert_eq!(visit_name(opening.visit.as_ref()), format!("{round}-beleidsoverleg/1"));
        for (body, outcome, next) in ROUND {
            assert_eq!(site.waits_at(&dossier).await, [body], "in round {round}");
            assert_eq!(site.auditor().register().await.unwrap(), []);
            let answer = site.secretary(body).treat(&dossier, treated(outcome)).await.unwrap();
            let expected = if next.is_empty() { after.to_owned() } else { format!("{round}-{next}") };
            assert_eq!(went(answer.next.as_ref()), expected);
        }
        assert_eq!(site.waits_at(&dossier).await, Vec::<String>::new());
    }

    let told = site.member("pora").dossier(&dossier.id).await.unwrap();
    let head = told.summary.unwrap();
    assert!(head.reference.starts_with("OZA-") && head.reference.ends_with("-0001"), "{}", head.reference);
    // Opened, two documents, two submissions and ten outcomes.
    assert_eq!(
        (told.visits.len(), told.submissions.len(), told.documents.len(), head.revision),
        (10, 2, 2, 15)
    );
    let Some(Phase::Ended(ended)) = head.phase.unwrap().phase else { panic!("it ended") };
    assert_eq!((ended.kind(), ended.end.unwrap().name.as_str()), (EndKind::Adopted, "Vastgesteld"));
    assert_eq!(head.waits_for.unwrap().who, None);

    let register = heiloo.register().await.unwrap();
    assert_eq!(register.len(), 1);
    let entry = &register[0];
    assert_eq!(entry.origin, Some(Origin::DossierId(dossier.id.clone())));
    assert_eq!(entry.name.as_ref().unwrap().text, TITLE);
    assert_eq!(entry.target_group.as_ref().unwrap().text, "kleuters met een onderzoeksvraag");
    assert_eq!(entry.functions[0].name, "Terugleiden");
    assert_eq!(entry.party.as_ref().unwrap().name, "gemeente Heiloo");
    assert_eq!(entry.level(), Level::Group);
    assert_eq!(entry.entered_position, Some(heiloo.seen()), "it entered by the decision itself");
}

#[tokio::test]
async fn a_project_plan_opens_the_second_round_as_well_as_a_business_case() {
    let site = Site::open().await;
    let bergen = site.coordinator("gemeente-bergen");
    let dossier = bergen.open("Voorbeeld: groep met een projectplan").await.unwrap();
    site.bring_to(&dossier, "voorstel-oogo").await;
    site.secretary("oogo").treat(&dossier, treated(Adopted)).await.unwrap();

    let plan = bergen.file(&dossier, "projectplan").await.unwrap();
    let opening = bergen.submit_document(&dossier, "businesscase", plan.clone()).await.unwrap();
    assert_eq!(opening.documents[0], plan, "the body looks at the plan");
}
