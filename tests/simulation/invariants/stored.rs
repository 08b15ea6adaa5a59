//! What holds of every record.

use std::collections::BTreeSet;

use domain::{Event, dossier::State, keeping, sealed::Sealed, words};
use journal::Stored;
use record::{Position, Record};

use super::mandates;
use crate::{
    notebook::{Answered, Notebook},
    replica::{History, Matter, Replica},
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
    invariant_what_was_done_under_a_mandate_was_covered(replica, &record);
    invariant_nothing_is_erased_under_a_hold(replica, &record);
    invariant_what_is_stored_was_sent_and_not_denied(notebook, stored);
    let erased = notebook.by_texts(&stored.entry.texts).map(|sent| sent.begun.erased);
    invariant_only_words_that_stand_there_are_to_be_gone(replica, &record, erased.unwrap_or_default());
    record
}

/// After a restart: what was durable is there, byte for byte, but for words that were erased.
pub(crate) fn invariant_what_was_stored_stays(replica: &Replica, stored: &[Stored]) {
    for (before, _) in &replica.records {
        let place = usize::try_from(before.position.0 - 1).expect("a small number");
        replica.gone.invariant_only_what_is_named_goes(before, stored.get(place));
    }
    // What came in late meanwhile is not known yet.
    let known = stored.iter().take(replica.records.len());
    replica.tree.invariant_every_root_stays(known.map(|stored| &*stored.entry.record));
}

/// Whatever words are gone, the records lead to the same.
pub(crate) fn invariant_all_is_decided_again_without_words(replica: &Replica, stored: Vec<Stored>) {
    let mut again = Replica::default();
    for stored in stored {
        let record = invariant_a_record_is_readable_and_says_what_its_line_says(&stored);
        invariant_the_rules_lead_to_what_is_recorded(&again, &record);
        again.add(stored, record);
    }
    assert_eq!(again.histories, replica.histories, "what is read again amounts to the same");
    assert_eq!(again.tree.root(), replica.tree.root(), "the root of what is read again");
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

fn invariant_what_was_done_under_a_mandate_was_covered(replica: &Replica, record: &Record) {
    let (Matter::Dossier(State::Opened(dossier)), Event::Dossier(event)) =
        (replica.matter(&record.history), &record.event)
    else {
        return;
    };
    mandates::invariant_what_is_done_under_a_mandate_is_covered(replica, &dossier, event, &record.context());
}

/// Counted from the records alone, so that the rules are not their own witness.
fn invariant_nothing_is_erased_under_a_hold(replica: &Replica, record: &Record) {
    let Event::Keeping(keeping::Event::TextsErased(_)) = &record.event else { return };
    let mut holds = BTreeSet::new();
    for position in &replica.histories[&record.history].positions {
        match &replica.at(*position).expect("a history names records").1 {
            Record { event: Event::Keeping(keeping::Event::HoldPlaced(_)), revision, .. } => {
                holds.insert(*revision);
            }
            Record { event: Event::Keeping(keeping::Event::HoldLifted(lifted)), .. } => {
                holds.remove(&lifted.hold);
            }
            _ => {}
        }
    }
    assert!(holds.is_empty(), "{} erases under holds {holds:?}", record.history);
}

/// Some of them were there yet when it was asked, when everything up to `erased` was carried out.
fn invariant_only_words_that_stand_there_are_to_be_gone(
    replica: &Replica,
    record: &Record,
    erased: Position,
) {
    let Event::Keeping(keeping::Event::ErasureRequested(asked)) = &record.event else { return };
    let positions = &replica.histories[&record.history].positions;
    let mut left = 0;
    for named in &asked.texts {
        let place = usize::try_from(named.revision.0 - 1).expect("a small number");
        let words = words::of(&replica.at(positions[place]).expect("a history names records").1.event);
        let elsewhere = named.texts.iter().find(|text| words.iter().all(|(_, sealed)| sealed != *text));
        assert_eq!(elsewhere, None, "{} revision {} has no such words", record.history, named.revision);
        let is_left = |sealed: &&Sealed| !replica.gone.is_named(positions[place], sealed, erased);
        left += named.texts.iter().filter(is_left).count();
    }
    assert!(left > 0, "{} revision {} asks for what was gone", record.history, record.revision);
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
