//! What holds of every record.

use journal::Stored;
use record::{Position, Record};

use crate::{
    notebook::{Answered, Notebook},
    replica::{History, Replica},
};

/// Holds the next record against everything before it, and gives it decoded.
pub(crate) fn invariants(replica: &Replica, notebook: &Notebook, stored: &Stored) -> Record {
    invariant_positions_have_no_gap(replica, stored.position);
    let record = invariant_a_record_is_readable_and_says_what_its_line_says(stored);
    invariant_revisions_have_no_gap(replica, &record);
    invariant_a_command_has_one_record(replica, &record);
    invariant_event_ids_differ(replica, &record);
    invariant_time_never_goes_back_in_a_history(replica, &record);
    invariant_the_rules_lead_to_what_is_recorded(replica, &record);
    invariant_what_is_stored_was_sent_and_not_denied(notebook, stored);
    record
}

/// After a restart: what was durable is there, byte for byte.
pub(crate) fn invariant_what_was_stored_stays(replica: &Replica, stored: &[Stored]) {
    for (before, _) in &replica.records {
        let place = usize::try_from(before.position.0 - 1).expect("a small number");
        assert_eq!(stored.get(place), Some(before), "position {} stays as it was", before.position);
    }
}

fn invariant_positions_have_no_gap(replica: &Replica, position: Position) {
    assert_eq!(position, replica.head().next(), "positions run without a gap");
}

fn invariant_a_record_is_readable_and_says_what_its_line_says(stored: &Stored) -> Record {
    let Stored { position, entry } = stored;
    let record = record::decode(&entry.record);
    let record = record.unwrap_or_else(|error| panic!("position {position}: {}", crate::explained(&error)));
    let said = (&record.history, record.revision, record.command);
    assert_eq!(said, (&entry.history, entry.revision, entry.command), "position {position} says one thing");
    record
}

fn invariant_revisions_have_no_gap(replica: &Replica, record: &Record) {
    let last = replica.histories.get(&record.history).map(History::revision).unwrap_or_default();
    assert_eq!(record.revision, last.next(), "revisions of {} run without a gap", record.history);
}

fn invariant_a_command_has_one_record(replica: &Replica, record: &Record) {
    let first = replica.commands.get(&record.command);
    assert_eq!(first, None, "command {} has one record", record.command);
}

fn invariant_event_ids_differ(replica: &Replica, record: &Record) {
    assert!(!replica.events.contains(&record.id), "event id {} is given once", record.id);
}

/// Neither the moment nor the date in the region, which the rules look at.
fn invariant_time_never_goes_back_in_a_history(replica: &Replica, record: &Record) {
    let Some(last) = replica.histories.get(&record.history).and_then(|history| history.last) else { return };
    let (before, after) = ((last.now, last.today()), (record.recorded.now, record.recorded.today()));
    assert!(before.0 <= after.0, "{} goes back from {before:?} to {after:?}", record.history);
    assert!(before.1 <= after.1, "the date of {} goes back from {before:?} to {after:?}", record.history);
}

fn invariant_the_rules_lead_to_what_is_recorded(replica: &Replica, record: &Record) {
    let decided = replica.matter(&record.history).redecide(replica, record);
    if let Err(difference) = decided {
        panic!("{} revision {}: {:?}: {difference}", record.history, record.revision, record.event);
    }
}

/// Acknowledged or unclear: nothing is stored of which a client was told that it is not.
fn invariant_what_is_stored_was_sent_and_not_denied(notebook: &Notebook, stored: &Stored) {
    let Stored { position, entry } = stored;
    let sent = notebook.by_texts(&entry.texts);
    let sent = sent.unwrap_or_else(|| panic!("position {position} holds what nobody asked"));
    assert_eq!((entry.command, &entry.history), (sent.order.id, &sent.order.history), "position {position}");
    match &sent.answered {
        None | Some(Answered::Unclear(_)) => {}
        Some(Answered::Done(receipt)) => assert_eq!(receipt.position, *position, "an order is stored once"),
        Some(denied @ (Answered::Refused(_) | Answered::Failed(_))) => {
            panic!("position {position} is stored, and its client was told: {}", denied.told())
        }
    }
}
