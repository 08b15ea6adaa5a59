//! Asking the stream's leader again and again.

use std::sync::Arc;

use tokio::time::{Instant, MissedTickBehavior, interval, timeout};

use super::{
    Shared,
    layout::{self, Difference},
    open::log_id,
    vital::{PULSE_EVERY, PULSE_WAIT, mutilated, out_of_touch},
};
use async_nats::jetstream::stream::Info;
use record::Position;

/// Asks for ever. Ends when the journal is poisoned.
pub(super) async fn beat(shared: Arc<Shared>) {
    let mut beats = interval(PULSE_EVERY);
    beats.set_missed_tick_behavior(MissedTickBehavior::Delay);
    while shared.vital.poisoned().is_none() {
        beats.tick().await;
        ask(&shared).await;
    }
}

/// Asks the leader once, and takes note of what it says.
pub(super) async fn ask(shared: &Shared) {
    let (asked, head) = (Instant::now(), shared.vital.head());
    let info = match timeout(PULSE_WAIT, shared.records.get_info()).await {
        Ok(Ok(info)) => info,
        Ok(Err(error)) => return shared.vital.missed(error.to_string().into()),
        Err(_) => return shared.vital.missed("the stream's leader does not answer".into()),
    };
    if let Some(why) = changed(shared, &info) {
        return shared.vital.poison(&why);
    }
    match out_of_touch(&info) {
        Some(trouble) => shared.vital.missed(trouble),
        None if Position(info.state.last_sequence) < head => {
            if shared.vital.is_short(asked) {
                let (name, end) = (&info.config.name, info.state.last_sequence);
                shared.vital.poison(&format!(
                    "stream {name} ends at {end} although it had come to {head}: it was restored from an older copy"
                ));
            }
        }
        None => {
            shared.vital.advance(Position(info.state.last_sequence));
            shared.vital.heard(asked);
        }
    }
}

/// Why the stream is not the one that was opened any more, or not what the journal needs.
fn changed(shared: &Shared, info: &Info) -> Option<String> {
    let name = shared.names.records();
    if log_id(info) != shared.log_id {
        return Some(format!("stream {name} was deleted and made anew: it is another log"));
    }
    let differences = layout::differences(&info.config, &layout::records(&shared.names, shared.replicas));
    if !differences.is_empty() {
        let told: Vec<String> = differences.iter().map(Difference::to_string).collect();
        return Some(told.join("; "));
    }
    mutilated(info)
}
