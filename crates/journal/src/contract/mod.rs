//! What every journal promises, as tests that any journal can be put through.
//!
//! A test of a journal gives a [`Factory`] to [`contract_tests!`](crate::contract_tests), which makes one test of
//! every case here. A case gets empty journals from it, and panics when a promise is broken.
//!
//! - [`appending`]: positions, revisions, order, concurrency.
//! - [`refusing`]: conflicts, repeats, limits.
//! - [`following`]: every record once, in order.
//! - [`erasing`]: words go, records stay.
//!
//! [`quiet`] is beside them: a journal for the tests of those who read one.

use std::sync::Arc;

use bytes::Bytes;
use domain::ids::{CommandId, Revision};
use record::{HistoryId, Position};
use uuid::Uuid;

use crate::{BoxFuture, Entry, Follow, Journal, Stored};

pub mod appending;
pub mod erasing;
pub mod following;
pub mod quiet;
pub mod refusing;

/// Where a case gets its journals from.
pub trait Factory: Send + Sync {
    /// A journal in which nothing is stored.
    fn empty(&self) -> BoxFuture<'_, Arc<dyn Journal>>;
}

/// One test of every case of the contract, on journals of the factory that the expression makes.
#[macro_export]
macro_rules! contract_tests {
    ($factory:expr) => {
        $crate::contract_tests! { $factory;
            appending: an_empty_journal_has_nothing
            appending: what_was_appended_is_read_back_to_the_byte
            appending: frameworks_are_listed_by_name
            appending: positions_have_no_gaps_and_revisions_count_per_history
            appending: appends_of_one_caller_keep_their_order
            appending: what_is_acknowledged_is_seen_at_once
            appending: many_appenders_leave_no_gap
            appending: of_many_appenders_at_one_revision_one_wins
            appending: an_append_whose_future_is_dropped_is_stored_all_the_same
            refusing: a_revision_too_low_conflicts
            refusing: a_revision_too_high_conflicts
            refusing: a_repeated_command_gets_its_first_position
            refusing: a_command_of_another_history_is_repeated_too
            refusing: a_repeat_is_told_before_a_conflict
            refusing: a_refused_append_takes_no_position
            refusing: the_largest_record_fits_and_one_byte_more_does_not
            refusing: the_largest_texts_fit_and_one_byte_more_does_not
            refusing: what_cannot_stand_on_a_line_is_refused
            following: a_follower_from_the_start_sees_everything
            following: a_follower_from_the_middle_sees_the_rest
            following: a_follower_at_the_head_waits
            following: a_follower_sees_what_is_appended_meanwhile
            following: a_follower_loses_nothing_when_it_is_interrupted
            following: followers_do_not_disturb_each_other
            following: a_follower_ahead_of_the_journal_is_refused
            following: large_records_are_followed
            erasing: words_go_and_every_record_stays
            erasing: erasing_again_does_nothing
            erasing: what_remains_is_part_of_what_stands_there
            erasing: there_is_nothing_to_erase_beyond_the_end
            erasing: where_no_words_are_nothing_goes
            erasing: erasing_disturbs_nobody
            erasing: of_two_who_erase_at_once_nobody_brings_words_back
        }
    };
    ($factory:expr; $($part:ident: $case:ident)+) => {$(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $case() {
            $crate::contract::$part::$case(&$factory).await;
        }
    )+};
}

/// The history of the dossier with this number.
pub fn dossier(number: u128) -> HistoryId {
    HistoryId::Dossier(domain::ids::DossierId(Uuid::from_u128(number)))
}

/// The command with this number.
pub fn command(number: u128) -> CommandId {
    CommandId(Uuid::from_u128(number))
}

/// A small entry whose record tells it from every other.
pub fn entry(history: &HistoryId, revision: u64, command_number: u128) -> Entry {
    Entry {
        history: history.clone(),
        revision: Revision(revision),
        command: command(command_number),
        record: format!("{{\"command\":{command_number},\"naam\":\"café\"}}").into(),
        texts: Bytes::from_static(b"[]"),
    }
}

/// The records from after this position up to the head, by following.
///
/// # Panics
/// When the follower fails, or gives an empty batch.
pub async fn followed(follower: &mut dyn Follow, up_to: Position) -> Vec<Stored> {
    let mut records: Vec<Stored> = Vec::new();
    while records.last().is_none_or(|record| record.position < up_to) {
        let batch = follower.next().await.expect("the follower goes on");
        assert!(!batch.is_empty(), "a batch has at least one record");
        assert!(batch.len() <= crate::FOLLOW_BATCH_RECORDS_MAX, "a batch has its limit");
        records.extend(batch);
    }
    records
}

/// Appends one small entry to each of so many dossiers in turn, and gives what should now be stored.
async fn filled(journal: &dyn Journal, records: u64, dossiers: u64) -> Vec<Stored> {
    let mut stored = Vec::new();
    for number in 0..records {
        let entry = entry(&dossier(u128::from(number % dossiers)), number / dossiers + 1, u128::from(number));
        let position = journal.append(entry.clone()).await.expect("the append succeeds");
        stored.push(Stored { position, entry });
    }
    stored
}
