//! Asking the leaders of the streams again and again.

use std::{mem::replace, sync::Arc, time::Duration};

use async_nats::jetstream::stream::Info;
use record::{LogId, Position};
use tokio::time::{Instant, MissedTickBehavior, interval, sleep, timeout};

use super::{
    Shared,
    layout::{Difference, Part, settings::Settings},
    open::{is_missing, log_id},
    vital::{PULSE_EVERY, PULSE_WAIT, in_touch, mutilated},
};

/// How often the streams beside the records are looked at.
const BESIDE_EVERY: Duration = Duration::from_secs(10);

/// A stream of the journal, and what tells that it is not the one that was opened any more.
pub(super) struct Watched {
    part: Part,
    made: LogId,
    /// The last answer was that it is not there. Servers that have just found each other may say so for a moment.
    was_missing: bool,
}

impl Watched {
    /// A stream that was just found as needed.
    pub(super) fn new(part: Part, info: &Info) -> Self {
        Self { part, made: log_id(info), was_missing: false }
    }
}

/// Asks for ever. Ends when the journal is poisoned. The first of the streams is that of the records.
pub(super) async fn beat(shared: Arc<Shared>, mut streams: Vec<Watched>) {
    let Some((records, beside)) = streams.split_first_mut() else { return };
    // Those beside may be slow to answer; the pulse waits for none of them.
    tokio::select! {
        _ = shared.vital.until_poisoned() => {}
        () = beat_records(&shared, &records.part) => {}
        () = look_beside(&shared, beside) => {}
    }
}

async fn beat_records(shared: &Shared, records: &Part) {
    let mut beats = interval(PULSE_EVERY);
    beats.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        beats.tick().await;
        shared.indexing.look(shared.vital.head());
        // What is in the way is noted.
        let (_, ()) = tokio::join!(ask(shared), compare(shared, records));
    }
}

async fn look_beside(shared: &Shared, beside: &mut [Watched]) {
    loop {
        for stream in &mut *beside {
            look_at(shared, stream).await;
        }
        let is_in_doubt = beside.iter().any(|stream| stream.was_missing);
        sleep(if is_in_doubt { PULSE_EVERY } else { BESIDE_EVERY }).await;
    }
}

/// Looks whether a stream is still what the journal needs.
async fn compare(shared: &Shared, part: &Part) {
    let settings = Settings::of(&shared.context, &shared.api, part.stream(), PULSE_WAIT).await;
    let Ok(settings) = settings else { return };
    // Servers that are upgraded while we work may begin to tell of a setting that we do not know; the next start looks at it.
    let differences: Vec<_> = part.differences(&settings).into_iter().filter(Difference::is_known).collect();
    if !differences.is_empty() {
        let told: Vec<String> = differences.iter().map(Difference::to_string).collect();
        shared.vital.poison(&told.join("; "));
    }
}

/// Looks whether a stream beside the records is still there, the one that was opened, and what the journal needs. One that
/// is gone would stop the next start, and one that was made anew has nothing of what the records name.
async fn look_at(shared: &Shared, stream: &mut Watched) {
    let name = stream.part.stream();
    match timeout(PULSE_WAIT, shared.context.get_stream(name)).await {
        Ok(Ok(found)) if log_id(found.cached_info()) != stream.made => {
            shared.vital.poison(&format!("stream {name} was deleted and made anew: what was in it is gone"));
        }
        Ok(Ok(_)) => {
            stream.was_missing = false;
            compare(shared, &stream.part).await;
        }
        Ok(Err(error)) if is_missing(&error) => {
            if replace(&mut stream.was_missing, true) {
                shared.vital.poison(&format!("stream {name} was deleted"));
            }
        }
        // The leader of the records tells whether the servers live.
        Ok(Err(_)) | Err(_) => {}
    }
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

/// Why the stream is not the one that was opened any more, or not whole.
fn changed(shared: &Shared, info: &Info) -> Option<String> {
    let name = shared.names.records();
    if log_id(info) != shared.log_id {
        return Some(format!("stream {name} was deleted and made anew: it is another log"));
    }
    mutilated(info)
}
