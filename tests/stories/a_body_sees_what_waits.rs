//! A body sees exactly what waits for it, with all it needs to treat it; and what was there before.

use tests::{
    reads::titles,
    site::Site,
    treatment::{Written as _, treated, visit_name},
};
use wire::v1::{Outcome, ReadAt, Role, read_at::At, waits_for::Who};

#[tokio::test]
async fn a_body_sees_exactly_what_waits_for_it() {
    let site = Site::open().await;
    let (heiloo, verband) = (site.coordinator("gemeente-heiloo"), site.coordinator("swv-ppo-nk"));
    let first = heiloo.open("Voorbeeld: eerste groep").await.unwrap();
    let second = verband.open("Voorbeeld: tweede groep").await.unwrap();
    let third = heiloo.open("Voorbeeld: derde groep").await.unwrap();
    heiloo.open("Voorbeeld: nog een idee").await.unwrap();
    for dossier in [&second, &first] {
        site.bring_to(dossier, "voorstel-pora").await;
    }
    site.bring_to(&third, "voorstel-rbo").await;

    // The longest waiting first; nothing of others, nothing that is not submitted.
    let member = site.member("pora");
    assert_eq!(member.titles("pora").await.unwrap(), ["Voorbeeld: tweede groep", "Voorbeeld: eerste groep"]);
    assert_eq!(member.titles("rbo").await.unwrap(), ["Voorbeeld: derde groep"]);
    for body in ["beleidsoverleg", "regisseuroverleg", "oogo"] {
        assert_eq!(member.titles(body).await.unwrap(), Vec::<String>::new(), "{body}");
    }

    let rows = member.agenda("pora").await.unwrap();
    let row = &rows[1];
    assert!(row.reference.starts_with("OZA-") && row.reference.ends_with("-0001"), "{}", row.reference);
    assert_eq!(row.round.as_ref().unwrap().name, "Ronde 1: voorstel");
    assert_eq!((visit_name(row.visit.as_ref()).as_str(), row.role()), ("voorstel-pora/1", Role::Advises));
    assert_eq!(row.body.as_ref().unwrap().name, "PORA");
    assert!(row.due_on.as_ref().unwrap() > &row.arrived_on, "fifty-five working days later");
    assert!(row.days_waiting <= 1 && row.working_days_waiting <= 1, "midnight may just have passed");
    assert_eq!((row.overdue, row.earlier_visits), (false, 0));
    assert_eq!(row.coordinator.as_ref().unwrap().actor_id, heiloo.person.actor());
    let Some(Who::Body(body)) = row.waits_for.clone().unwrap().who else { panic!("it waits for a body") };
    assert_eq!(body.id, "pora");
    let earlier: Vec<_> = row
        .earlier_outcomes
        .iter()
        .map(|earlier| (earlier.body.as_ref().unwrap().id.as_str(), earlier.outcome()))
        .collect();
    let expected = [
        ("beleidsoverleg", Outcome::Noted),
        ("rbo", Outcome::Positive),
        ("regisseuroverleg", Outcome::Positive),
    ];
    assert_eq!(earlier, expected);

    // The document that it shows is the one that was submitted, word for word.
    let told = member.dossier(&first.id).await.unwrap();
    assert_eq!(row.documents, told.documents);
    assert_eq!((row.documents[0].digest.len(), told.summary.unwrap().revision), (64, row.revision));
}

#[tokio::test]
async fn what_was_on_poras_agenda_is_a_lookup() {
    let site = Site::open().await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let first = heiloo.open("Voorbeeld: eerste groep").await.unwrap();
    let second = heiloo.open("Voorbeeld: tweede groep").await.unwrap();
    site.bring_to(&first, "voorstel-pora").await;
    let only_first = heiloo.seen().position;
    site.bring_to(&second, "voorstel-pora").await;
    let both = heiloo.seen().position;
    site.secretary("pora").treat(&first, treated(Outcome::Negative).because("Te duur.")).await.unwrap();
    let only_second = heiloo.seen().position;

    let member = site.member("pora");
    for (position, expected) in [
        (only_first - 1, &[][..]),
        (only_first, &["Voorbeeld: eerste groep"][..]),
        (both, &["Voorbeeld: eerste groep", "Voorbeeld: tweede groep"][..]),
        (only_second, &["Voorbeeld: tweede groep"][..]),
    ] {
        let then = member.agenda_at("pora", member.as_of(position)).await.unwrap();
        assert_eq!(titles(&then), expected, "at position {position}");
    }

    // The same by the moments at which those records were recorded.
    let records = site.auditor().journal(1).await.unwrap();
    for (position, expected) in [(only_first, 1), (both, 2), (only_second, 1)] {
        let record = records.iter().find(|record| record.position.as_ref().unwrap().position == position);
        let at = ReadAt { at: Some(At::AsOfMoment(record.unwrap().recorded_time.unwrap())) };
        let then = member.agenda_at("pora", at).await.unwrap();
        assert_eq!(then.len(), expected, "at the moment of position {position}");
    }

    // What the first looked like then is not changed by what happened to it since.
    let then = member.agenda_at("pora", member.as_of(both)).await.unwrap();
    let again = member.agenda_at("pora", member.as_of(only_first)).await.unwrap();
    assert_eq!(then[0].visit, again[0].visit);
    assert_eq!(then[0].earlier_outcomes, again[0].earlier_outcomes);
}
