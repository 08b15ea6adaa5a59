//! One changed byte in the journal is found and named: at the start by file and place, while it runs by the
//! verification; and a record that was forged with the right checksums is found by deciding it again.

use tests::{
    acts::Opened,
    site::{Site, delete_views},
    tampered::{flip, forge, lines},
};
use wire::v1::verify_decisions_response::Verification;

/// A site with one dossier that waits for the regisseuroverleg: position 1 is the framework, 5 and 6 are outcomes.
async fn quiet_site() -> (Site, Opened) {
    let site = Site::open().await;
    let dossier = site.coordinator("gemeente-heiloo").open("Voorbeeld: een groep").await.unwrap();
    site.bring_to(&dossier, "voorstel-regisseuroverleg").await;
    (site, dossier)
}

#[tokio::test]
async fn a_flipped_byte_is_found_and_named_at_the_start() {
    let (site, _) = quiet_site().await;
    let mut home = site.closed().await;
    let segment = home.segments().remove(0);
    let lines = lines(&segment);
    let columns = |line: usize| -> Vec<u64> {
        let tabs = lines[line].bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\t');
        tabs.map(|(place, _)| lines[line].offset + place as u64).collect()
    };
    // In the header, a checksum, a position, the framework's file, a record, the last byte of words, a newline.
    let places = [
        (0, lines[0].offset + 3),
        (1, lines[1].offset),
        (2, columns(2)[0] + 1),
        (1, columns(1)[6] + 9),
        (4, columns(4)[4] + 40),
        (3, lines[4].offset - 2),
        (5, lines[6].offset - 1),
    ];
    for (line, offset) in places {
        flip(&segment, offset);
        let Err((again, not_started)) = home.start() else {
            panic!("byte {offset} was flipped and it served")
        };
        home = again;
        assert!(!not_started.status.success());
        let named = format!("{} is damaged at byte {}", segment.display(), lines[line].offset);
        let log = not_started.log.rsplit("the journal in").next().unwrap_or_default();
        assert!(log.contains(&named), "{named:?} is not in {log}");
        flip(&segment, offset);
    }
    let Ok(server) = home.start() else { panic!("with every byte as it was, it serves again") };
    drop(server);
}

#[tokio::test]
async fn a_byte_that_flips_while_it_runs_is_found_by_the_verification() {
    let (site, dossier) = quiet_site().await;
    let auditor = site.auditor();
    assert!(matches!(auditor.verify(None).await.unwrap(), Verification::Agreed(_)));
    let segment = site.server().home().segments().remove(0);
    let line = &lines(&segment)[5];
    flip(&segment, line.offset + line.bytes.len() as u64 / 2);

    for history in [None, Some(format!("dossier.{}", dossier.id))] {
        let found = auditor.verify(history.as_deref()).await.unwrap();
        let Verification::Difference(difference) = found else { panic!("{history:?}: {found:?}") };
        let told = format!("{} {}", difference.message, difference.found);
        for words in [&segment.display().to_string(), &line.offset.to_string()] {
            assert!(told.contains(words), "{words:?} is not in {difference:#?}");
        }
    }
    let whole = auditor.verify(None).await.unwrap();
    let Verification::Difference(difference) = whole else { panic!("{whole:?}") };
    assert_eq!(difference.position.unwrap().position, 5, "the records before it agree");
}

#[tokio::test]
async fn a_forged_record_is_found_by_deciding_it_again() {
    for (what, from, to) in [
        // The RBO's advice was positive; a negative one has reasons.
        ("another outcome", "\"positive\"", "\"negative\""),
        // By the framework the dossier goes on to the regisseuroverleg.
        ("another way", "voorstel-regisseuroverleg", "voorstel-oogo"),
        ("another capacity", "secretary:rbo", "secretary:pora"),
    ] {
        let (site, dossier) = quiet_site().await;
        let site = site.restarted(|home| {
            forge(&home.segments()[0], 6, |record| record.replace(from, to));
            delete_views(home);
        });
        let found = site.await.auditor().verify(None).await.unwrap();
        let Verification::Difference(difference) = found else { panic!("{what}: {found:?}") };
        assert_eq!((difference.position.unwrap().position, difference.revision), (6, 5), "{what}");
        assert_eq!(difference.history_id, format!("dossier.{}", dossier.id));
        assert!(!difference.message.is_empty() && difference.expected != difference.found, "{what}");
    }
}
