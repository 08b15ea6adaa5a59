//! The floor of watching: a raw publish, until a bare consumer on another connection has it.

use std::time::Instant;

use async_nats::jetstream::consumer::{DeliverPolicy, pull::OrderedConfig};
use futures_util::StreamExt as _;
use tokio::sync::mpsc;

use crate::{
    figures::Measured,
    ground::{self, Ground},
    raw::{Raw, Stored, new_history},
};

/// A position that was seen, and when.
pub(crate) type Seen = (u64, Instant);

/// Publishes a record so often, one by one; from each acknowledgement until the consumer has it.
pub(crate) async fn delivered(ground: &Ground, stored: &Stored, count: usize) -> Measured {
    let context = ground.context().await;
    let stream = context.get_stream(ground::yardstick().records()).await.expect("the stream");
    let config = OrderedConfig { deliver_policy: DeliverPolicy::All, ..OrderedConfig::default() };
    let consumer = stream.create_consumer(config).await.expect("a consumer");
    let mut messages = consumer.messages().await.expect("messages");
    let (sender, mut seen) = mpsc::unbounded_channel();
    let reading = tokio::spawn(async move {
        while let Some(Ok(message)) = messages.next().await {
            let at = Instant::now();
            let sequence = message.info().expect("a message of a stream").stream_sequence;
            if sender.send((sequence, at)).is_err() {
                return;
            }
        }
    });
    let raw = Raw::on(ground).await;
    let (mut took, begun) = (Vec::with_capacity(count), Instant::now());
    for _ in 0..count {
        let sequence = raw.record(stored, &new_history(), 0, None).await;
        let at = Instant::now();
        took.push(seen_at(&mut seen, sequence).await.saturating_duration_since(at));
    }
    reading.abort();
    Measured::new(took, begun.elapsed())
}

/// When this position was seen.
pub(crate) async fn seen_at(seen: &mut mpsc::UnboundedReceiver<Seen>, position: u64) -> Instant {
    loop {
        let (reached, at) = seen.recv().await.expect("whoever watches is not cut off");
        if reached >= position {
            return at;
        }
    }
}
