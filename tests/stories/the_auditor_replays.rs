//! An auditor reads how a decision came about, sees the dossier as it was after each record, and has every record
//! decided again.

use tests::{
    reads::uncounted,
    refusal::refused,
    site::Site,
    treatment::{Written as _, treated},
};
use tonic::Code;
use wire::v1::{
    Outcome::{Negative, Positive, ReferredBack},
    ReadAt,
    read_at::At,
    verify_decisions_response::Verification,
};

#[tokio::test]
async fn the_auditor_replays_how_it_was_decided() {
    let site = Site::open().await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let dossier = heiloo.open("Voorbeeld: groep met een geschiedenis").await.unwrap();
    site.bring_to(&dossier, "voorstel-rbo").await;
    let rbo = site.secretary("rbo");
    let back = treated(ReferredBack).because("Te vaag.").resuming_at("voorstel-rbo");
    rbo.treat(&dossier, back).await.unwrap();
    let better = heiloo.file(&dossier, "voorstel").await.unwrap();
    heiloo.resubmit(&dossier, better).await.unwrap();
    let wrong = rbo.treat(&dossier, treated(Positive)).await.unwrap().receipt.unwrap().revision;
    rbo.correct(&dossier, wrong, treated(Negative).because("Te duur.")).await.unwrap();
    site.bring_to(&dossier, "voorstel-oogo").await;
    let adopted = treated(wire::v1::Outcome::Adopted).because("Samen betaald.");
    site.secretary("oogo").treat(&dossier, adopted).await.unwrap();
    site.bring_to_end(&dossier).await;

    let auditor = site.auditor();
    let history = auditor.history(&format!("dossier.{}", dossier.id)).await.unwrap();
    let revisions: Vec<_> = history.iter().map(|record| record.revision).collect();
    assert_eq!(revisions, (1..=revisions.len() as u64).collect::<Vec<_>>(), "no gaps");
    for record in &history {
        assert!(!record.summary.is_empty() && !record.command_id.is_empty(), "{record:?}");
        assert!(record.texts.iter().all(|text| !text.text.as_ref().unwrap().erased));
        let written = record::decode(&record.bytes).expect("the bytes are a record");
        assert_eq!(written.revision.0, record.revision);
        // Words stand beside the record, never in it.
        let bytes = String::from_utf8(record.bytes.clone()).unwrap();
        for text in &record.texts {
            assert!(!bytes.contains(&text.text.as_ref().unwrap().text), "{bytes}");
        }
    }

    // As it was after each record, from the records alone and from the view: the same.
    for record in &history {
        let position = record.position.clone().unwrap();
        let at = auditor.as_of(position.position);
        let replayed = auditor.replay(&dossier.id, Some(at.clone())).await.unwrap();
        assert_eq!(
            (replayed.records, replayed.reflects.unwrap().position),
            (record.revision, position.position)
        );
        let mut replayed = replayed.dossier.unwrap();
        let mut seen = auditor.dossier_at(&dossier.id, at).await.unwrap();
        // The records of one dossier do not say how many others were opened before it.
        replayed.summary.as_mut().unwrap().reference.clear();
        seen.summary.as_mut().unwrap().reference.clear();
        assert_eq!(replayed, uncounted(seen), "at revision {}", record.revision);
    }
    let middle = &history[history.len() / 2];
    let at = ReadAt { at: Some(At::AsOfMoment(middle.recorded_time.unwrap())) };
    let then = auditor.replay(&dossier.id, Some(at)).await.unwrap();
    assert!(then.records >= middle.revision);

    let of_dossier = auditor.verify(Some(&format!("dossier.{}", dossier.id))).await.unwrap();
    let Verification::Agreed(agreed) = of_dossier else { panic!("{of_dossier:?}") };
    assert_eq!(agreed.records, history.len() as u64 + 1, "with the adoption that it rests on");
    let of_all = auditor.verify(None).await.unwrap();
    let Verification::Agreed(agreed) = of_all else { panic!("{of_all:?}") };
    assert_eq!(agreed.records, auditor.head().await.unwrap());
}

#[tokio::test]
async fn a_history_is_for_who_may_read_it() {
    let site = Site::open().await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let dossier = heiloo.open("Voorbeeld: wie mag dit lezen").await.unwrap();
    let history = format!("dossier.{}", dossier.id);
    heiloo.history(&history).await.unwrap();
    site.administrator().history(&history).await.unwrap();
    for reader in [site.colleague("gemeente-heiloo"), site.secretary("pora"), site.member("pora")] {
        refused(reader.history(&history).await, Code::PermissionDenied, "NOT_GRANTED");
        refused(reader.replay(&dossier.id, None).await, Code::PermissionDenied, "NOT_GRANTED");
        refused(reader.journal(1).await, Code::PermissionDenied, "NOT_GRANTED");
        refused(reader.verify(None).await, Code::PermissionDenied, "NOT_GRANTED");
    }
    refused(heiloo.journal(1).await, Code::PermissionDenied, "NOT_GRANTED");
}
