//! Asking the stream's leader again and again.

use std::sync::Arc;

use tokio::time::{Instant, MissedTickBehavior, interval, timeout};

use super::{
    Shared,
    layout::{self, Difference},
    open::log_id,
    vital::{PULSE_EVERY, PULSE_WAIT, in_touch, mutilated},
};
use async_nats::jetstream::stream::Info;
use record::Position;

/// The stream of texts is looked at every so many pulses.
const TEXTS_EVERY_PULSES: u32 = 10;

/// Asks for ever. Ends when the journal is poisoned.
pub(super) async fn beat(shared: Arc<Shared>) {
    let mut beats = interval(PULSE_EVERY);
    beats.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut count: u32 = 0;
    while shared.vital.poisoned().is_none() {
        beats.tick().await;
        let head = shared.vital.head();
        shared.indexing.look(head);
        // What is in the way is noted.
        let _ = ask(&shared).await;
        if count.is_multiple_of(TEXTS_EVERY_PULSES) {
            ask_for_texts(&shared).await;
        }
        count = count.wrapping_add(1);
    }
}

/// Looks whether the stream of texts is still what the journal needs.
async fn ask_for_texts(shared: &Shared) {
    let Ok(Ok(info)) = timeout(PULSE_WAIT, shared.texts.get_info()).await else { return };
    let differences = layout::differences(&info.config, &layout::texts(&shared.names, shared.replicas));
    if !differences.is_empty() {
        shared.vital.poison(&told(&differences));
    }
}

fn told(differences: &[Difference]) -> String {
    let told: Vec<String> = differences.iter().map(Difference::to_string).collect();
    told.join("; ")
}

/// Asks the leader once, and takes note of what it says.
///
/// # Errors
/// What is in the way of believing it.
pub(super) async fn ask(shared: &Shared) -> Result<(), Arc<str>> {
    let (asked, head) = (Instant::now(), shared.vital.head());
    let missed = |trouble: Arc<str>| {
        shared.vital.missed(Arc::clone(&trouble));
        Err(trouble)
    };
    let info = match timeout(PULSE_WAIT, shared.records.get_info()).await {
        Ok(Ok(info)) => info,
        Ok(Err(error)) => return missed(error.to_string().into()),
        Err(_) => return missed("the stream's leader does not answer".into()),
    };
    if let Some(why) = changed(shared, &info) {
        shared.vital.poison(&why);
        return Err(why.into());
    }
    let ago = match in_touch(&info) {
        Ok(ago) => ago,
        Err(trouble) => return missed(trouble),
    };
    let end = Position(info.state.last_sequence);
    if end < head {
        let name = &info.config.name;
        let why = format!(
            "stream {name} ends at {end} although it had come to {head}: it was restored from an older copy"
        );
        if shared.vital.is_short(asked) {
            shared.vital.poison(&why);
        }
        return Err(why.into());
    }
    shared.vital.advance(end);
    shared.vital.heard(asked.checked_sub(ago).unwrap_or(asked));
    Ok(())
}

/// Why the stream is not the one that was opened any more, or not what the journal needs.
fn changed(shared: &Shared, info: &Info) -> Option<String> {
    let name = shared.names.records();
    if log_id(info) != shared.log_id {
        return Some(format!("stream {name} was deleted and made anew: it is another log"));
    }
    let differences = layout::differences(&info.config, &layout::records(&shared.names, shared.replicas));
    if !differences.is_empty() {
        return Some(told(&differences));
    }
    mutilated(info)
}
