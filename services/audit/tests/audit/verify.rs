//! What follows the rules always agrees, whole and history by history.

use std::collections::BTreeSet;

use audit::{Difference, Passage, Step, Verifier};
use journal::{Journal as _, Stored};
use record::{HistoryId, Position};

use crate::archive::{Archive, dossier};

#[tokio::test]
async fn what_the_rules_gave_agrees() {
    let archive = Archive::full().await;
    let stored = archive.stored().await;
    assert_eq!(verified(&stored).expect("it agrees"), stored.len() as u64);
    let Step::Agreed(progress) = ended(Passage::of_journal(archive.journal.as_ref())).await else { panic!() };
    assert_eq!((progress.position, progress.records), (archive.journal.head(), stored.len() as u64));
}

#[tokio::test]
async fn every_history_agrees_by_itself() {
    let archive = Archive::full().await;
    let stored = archive.stored().await;
    let histories: BTreeSet<_> = stored.iter().map(|stored| stored.entry.history.clone()).collect();
    assert_eq!(histories.len(), 4);
    for history in histories {
        let passage = Passage::of_history(archive.journal.as_ref(), &history).await.expect("it exists");
        let Step::Agreed(progress) = ended(passage).await else { panic!("{history} differs") };
        let own = stored.iter().filter(|stored| stored.entry.history == history);
        let adoption = u64::from(!matches!(history, HistoryId::Framework(_)));
        assert_eq!(
            progress.records,
            own.count() as u64 + adoption,
            "{history}, and the adoption it stands on"
        );
    }
    let nothing = HistoryId::Dossier(dossier(99));
    assert!(Passage::of_history(archive.journal.as_ref(), &nothing).await.is_none());
}

#[tokio::test]
async fn a_later_version_changes_nothing_for_who_runs_on_the_first() {
    let mut archive = Archive::new().await;
    archive.opens(dossier(1)).await;
    let first = archive.framework.clone();
    let file = String::from_utf8(kader::shipped::regio_alkmaar().to_vec()).unwrap();
    let later = file
        .replace("version = \"2026.1\"", "version = \"2026.2\"\nsupersedes = \"2026.1\"")
        .replace("term_days = 30", "term_days = 31");
    archive.adopts(&later).await;
    archive.registers().await;
    archive.opens(dossier(2)).await;
    archive.submits(dossier(2), "voorstel").await;
    archive.framework = first;
    archive.submits(dossier(1), "voorstel").await;
    let stored = archive.stored().await;
    assert_eq!(verified(&stored).expect("it agrees"), stored.len() as u64);
    for number in [1, 2] {
        let history = HistoryId::Dossier(dossier(number));
        let passage = Passage::of_history(archive.journal.as_ref(), &history).await.expect("it exists");
        assert!(matches!(ended(passage).await, Step::Agreed(_)));
    }
}

#[tokio::test]
async fn an_empty_journal_agrees() {
    let archive = Archive::empty(Archive::new().await.framework);
    let Step::Agreed(progress) = ended(Passage::of_journal(archive.journal.as_ref())).await else { panic!() };
    assert_eq!((progress.position, progress.records, progress.recorded), (Position::START, 0, None));
}

/// The last step of a verification.
pub(crate) async fn ended(mut passage: Passage) -> Step {
    loop {
        match passage.step().await {
            Step::Progress(_) => {}
            end @ (Step::Agreed(_) | Step::Different(_) | Step::Closed) => return end,
        }
    }
}

/// How many records agree, one after the other.
pub(crate) fn verified(stored: &[Stored]) -> Result<u64, Difference> {
    let mut verifier = Verifier::of_journal();
    stored.iter().try_for_each(|stored| verifier.check(stored))?;
    Ok(verifier.records())
}
