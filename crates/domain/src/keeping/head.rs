//! How long a history is: written down in it, so that one that was cut off afterwards shows it.

use super::event::{Event, HistoryConfirmed};
use crate::ids::Revision;

/// The optimistic lock of the history makes it exact: nothing can come between.
pub(super) fn decide(last: Revision) -> Event {
    Event::HistoryConfirmed(HistoryConfirmed { last })
}
