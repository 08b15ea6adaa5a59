//! An auditor reads the whole story of a dossier: who did what, in which role, on which date, on which versions, under
//! which rule, and where each condition was set, answered and judged.

use tests::{
    site::Site,
    treatment::{Written as _, treated},
};
use wire::v1::{
    ConditionAct, Explanation,
    Outcome::{Positive, PositiveWithConditions},
    ReasonKind, Record, Role,
};

#[tokio::test]
async fn every_step_is_told_with_what_it_rests_on() {
    let site = Site::open().await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let dossier = heiloo.open("Voorbeeld: groep met een verhaal").await.unwrap();
    site.bring_to(&dossier, "voorstel-rbo").await;
    let advice = treated(PositiveWithConditions).provided("Er is vervoer.").because("Nodig.");
    let rbo = site.secretary("rbo");
    let set = rbo.treat(&dossier, advice).await.unwrap().receipt.unwrap().revision;
    site.bring_to(&dossier, "voorstel-oogo").await;
    let answered = heiloo.answer(&dossier, 1, "De gemeente rijdt.").await.unwrap().revision;
    let decision = treated(wire::v1::Outcome::Adopted).having_found(1, true).because("Samen betaald.");
    let oogo = site.secretary("oogo");
    let judged = oogo.treat(&dossier, decision).await.unwrap().receipt.unwrap().revision;
    site.bring_to_end(&dossier).await;

    let auditor = site.auditor();
    let history = format!("dossier.{}", dossier.id);
    let story = auditor.story(&history, None).await.unwrap();
    for record in &story {
        let explained = explained(record);
        assert!(!explained.reasons.is_empty(), "{}", record.summary);
        assert_eq!(explained.framework.as_ref().unwrap().id, "regio-alkmaar");
        assert!(
            explained.reasons.iter().all(|reason| reason.kind() != ReasonKind::Deviation),
            "{explained:?}"
        );
        assert!(!record.actor_id.is_empty() && record.acted_as.is_some() && record.recorded_time.is_some());
    }

    // The advice: who, in which role, when, on what, and why it went on.
    let record = at(&story, set);
    let explained = explained(record);
    assert_eq!((explained.body.as_ref().unwrap().name.as_str(), explained.role()), ("RBO", Role::Advises));
    assert!(explained.treated_on.is_some(), "the date of the meeting, beside when it was recorded");
    assert_eq!(explained.documents[0].version, 1);
    let rule = |kind| {
        let of = explained.reasons.iter().filter(|reason| reason.kind() == kind);
        of.map(|reason| reason.rule.as_str()).collect::<Vec<_>>()
    };
    let next = "step voorstel-rbo: positive-with-conditions -> step voorstel-regisseuroverleg";
    assert_eq!(rule(ReasonKind::Next), [next]);
    assert_eq!(rule(ReasonKind::Step), ["step voorstel-rbo: role advises, rule chair, visits_max 3"]);
    assert_eq!(rule(ReasonKind::Term), ["step voorstel-regisseuroverleg: term_days 50"]);
    let words: Vec<_> = record.texts.iter().map(|it| it.text.as_ref().unwrap().text.as_str()).collect();
    assert_eq!(words, ["Nodig.", "Er is vervoer."]);

    // The condition: set there, answered there, judged there.
    let acts: Vec<_> = story
        .iter()
        .flat_map(|record| self::explained(record).conditions.iter().map(move |it| (record.revision, it)))
        .map(|(revision, it)| (revision, it.act(), it.set_revision, it.answered_revision))
        .collect();
    use ConditionAct as A;
    let expected = [(set, A::Set, set, None), (answered, A::Answered, set, None)];
    assert_eq!(acts, [&expected[..], &[(judged, A::Met, set, Some(answered))]].concat());

    // Why it ended.
    let end = self::explained(story.last().unwrap()).reasons.last().unwrap();
    assert_eq!((end.kind(), end.rule.as_str()), (ReasonKind::End, "end vastgesteld: kind adopted"));
    let in_english = auditor.clone().in_english().story(&history, None).await.unwrap();
    let english = self::explained(in_english.last().unwrap()).reasons.last().unwrap();
    assert_eq!(english.rule, end.rule);
    assert!(english.message.contains("may start") && end.message.contains("mag beginnen"), "{english:?}");

    // As it was told then: nothing of what was still to come.
    let position = at(&story, answered).position.clone().unwrap().position;
    let then = auditor.story(&history, Some(auditor.as_of(position))).await.unwrap();
    assert_eq!(then[..], story[..then.len()]);
    assert_eq!(then.last().unwrap().revision, answered);
}

#[tokio::test]
async fn a_coordinator_reads_the_story_of_their_own_dossier() {
    let site = Site::open().await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let dossier = heiloo.open("Voorbeeld: groep van zichzelf").await.unwrap();
    site.bring_to(&dossier, "voorstel-rbo").await;
    site.secretary("rbo").treat(&dossier, treated(Positive)).await.unwrap();
    let story = heiloo.story(&format!("dossier.{}", dossier.id), None).await.unwrap();
    assert_eq!(story.len(), 5, "opened, filed, submitted, noted, advised");
}

fn at(story: &[Record], revision: u64) -> &Record {
    story.iter().find(|record| record.revision == revision).unwrap()
}

fn explained(record: &Record) -> &Explanation {
    record.explanation.as_ref().unwrap()
}
