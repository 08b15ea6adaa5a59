//! What an append refuses, and that a refusal leaves no trace.

use bytes::Bytes;
use domain::ids::Revision;
use record::Position;

use super::{Factory, dossier, entry, filled};
use crate::{
    Entry, RECORD_BYTES_MAX, TEXTS_BYTES_MAX,
    append::{Error, Malformation, Part},
};

/// The history has moved on.
pub async fn a_revision_too_low_conflicts(factory: &dyn Factory) {
    let journal = factory.empty().await;
    filled(&*journal, 3, 1).await;
    for taken in 1..=3 {
        let expected = Revision(taken - 1);
        let answer = journal.append(entry(&dossier(0), taken, 100)).await;
        assert_eq!(answer, Err(Error::Conflict { expected, actual: Revision(3) }));
    }
}

/// The history has not come this far, or does not exist.
pub async fn a_revision_too_high_conflicts(factory: &dyn Factory) {
    let journal = factory.empty().await;
    filled(&*journal, 3, 1).await;
    let answer = journal.append(entry(&dossier(0), 5, 100)).await;
    assert_eq!(answer, Err(Error::Conflict { expected: Revision(4), actual: Revision(3) }));
    let answer = journal.append(entry(&dossier(9), 2, 100)).await;
    assert_eq!(answer, Err(Error::Conflict { expected: Revision(1), actual: Revision(0) }));
    let answer = journal.append(entry(&dossier(9), u64::MAX, 100)).await;
    assert_eq!(answer, Err(Error::Conflict { expected: Revision(u64::MAX - 1), actual: Revision(0) }));
}

/// The same append again, as often as one likes.
pub async fn a_repeated_command_gets_its_first_position(factory: &dyn Factory) {
    let journal = factory.empty().await;
    let stored = filled(&*journal, 4, 2).await;
    for record in stored.iter().chain(&stored) {
        let answer = journal.append(record.entry.clone()).await;
        assert_eq!(answer, Err(Error::Repeated { position: record.position }));
    }
    assert_eq!(journal.head(), Position(4));
}

/// A command id is unique in the whole log, and nothing is swallowed: the answer names what stands there.
pub async fn a_command_of_another_history_is_repeated_too(factory: &dyn Factory) {
    let journal = factory.empty().await;
    let stored = filled(&*journal, 4, 2).await;
    for record in &stored {
        let other = Entry { history: dossier(77), revision: Revision(1), ..record.entry.clone() };
        assert_eq!(journal.append(other).await, Err(Error::Repeated { position: record.position }));
    }
    assert!(journal.read(&dossier(77)).await.expect("a read").is_empty());
}

/// A repeat comes with a revision that has long been taken; that must not look like a conflict.
pub async fn a_repeat_is_told_before_a_conflict(factory: &dyn Factory) {
    let journal = factory.empty().await;
    filled(&*journal, 4, 1).await;
    for revision in [1, 4, 5, 6] {
        let answer = journal.append(entry(&dossier(0), revision, 2)).await;
        assert_eq!(answer, Err(Error::Repeated { position: Position(3) }));
    }
}

/// Neither a position nor a revision nor the command id is used up.
pub async fn a_refused_append_takes_no_position(factory: &dyn Factory) {
    let journal = factory.empty().await;
    filled(&*journal, 2, 1).await;
    journal.append(entry(&dossier(0), 2, 50)).await.expect_err("a conflict");
    journal.append(Entry { record: Bytes::new(), ..entry(&dossier(0), 3, 51) }).await.expect_err("malformed");
    assert_eq!(journal.head(), Position(2));
    assert_eq!(journal.append(entry(&dossier(0), 3, 50)).await, Ok(Position(3)));
    assert_eq!(journal.append(entry(&dossier(0), 4, 51)).await, Ok(Position(4)));
}

/// At the limit, and beyond it.
pub async fn the_largest_record_fits_and_one_byte_more_does_not(factory: &dyn Factory) {
    let journal = factory.empty().await;
    let sized = |revision, bytes: usize| Entry {
        record: format!("{{{}}}", " ".repeat(bytes - 2)).into(),
        ..entry(&dossier(1), revision, revision.into())
    };
    let largest = sized(1, RECORD_BYTES_MAX);
    assert_eq!(journal.append(largest.clone()).await, Ok(Position(1)));
    let bytes = RECORD_BYTES_MAX + 1;
    assert_eq!(journal.append(sized(2, bytes)).await, Err(Error::RecordTooLarge { bytes }));
    assert_eq!(journal.append(sized(2, 2)).await, Ok(Position(2)));
    let stored = journal.at(Position(1)).await.expect("a read").expect("a record");
    assert_eq!(stored.entry, largest);
}

/// At the limit, and beyond it; with the largest record at the same time.
pub async fn the_largest_texts_fit_and_one_byte_more_does_not(factory: &dyn Factory) {
    let journal = factory.empty().await;
    let sized = |revision, bytes: usize| Entry {
        record: format!("{{{}}}", " ".repeat(RECORD_BYTES_MAX - 2)).into(),
        texts: format!("[{}]", "0".repeat(bytes - 2)).into(),
        ..entry(&dossier(1), revision, revision.into())
    };
    let largest = sized(1, TEXTS_BYTES_MAX);
    assert_eq!(journal.append(largest.clone()).await, Ok(Position(1)));
    let bytes = TEXTS_BYTES_MAX + 1;
    assert_eq!(journal.append(sized(2, bytes)).await, Err(Error::TextsTooLarge { bytes }));
    assert_eq!(journal.append(sized(2, 2)).await, Ok(Position(2)));
    let stored = journal.at(Position(1)).await.expect("a read").expect("a record");
    assert_eq!(stored.entry, largest);
}

/// Tabs, newlines, other bytes than text, nothing at all, and a revision that no record has.
pub async fn what_cannot_stand_on_a_line_is_refused(factory: &dyn Factory) {
    let journal = factory.empty().await;
    let malformed = [
        (&b"{\t}"[..], Malformation::Break { at: 1 }),
        (b"{}\n", Malformation::Break { at: 2 }),
        (b"{\"\xff\"}", Malformation::NotUtf8 { at: 2 }),
        (b"", Malformation::Empty),
    ];
    for (bytes, fault) in malformed {
        let good = entry(&dossier(1), 1, 1);
        let bad_record = Entry { record: Bytes::from_static(bytes), ..good.clone() };
        let expected = Error::Malformed { part: Part::Record, fault: fault.clone() };
        assert_eq!(journal.append(bad_record).await, Err(expected));
        let bad_texts = Entry { texts: Bytes::from_static(bytes), ..good };
        assert_eq!(journal.append(bad_texts).await, Err(Error::Malformed { part: Part::Texts, fault }));
    }
    let padded = Entry { texts: Bytes::from_static(b"[] "), ..entry(&dossier(1), 1, 1) };
    let expected = Error::Malformed { part: Part::Texts, fault: Malformation::Padded };
    assert_eq!(journal.append(padded).await, Err(expected));
    assert_eq!(journal.append(entry(&dossier(1), 0, 1)).await, Err(Error::RevisionZero));
    assert_eq!(journal.append(entry(&dossier(1), 1, 1)).await, Ok(Position(1)));
}
