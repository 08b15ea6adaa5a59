//! One log and some witnesses.

use std::{sync::Arc, time::Duration};

use ledger::witness::{Client, Config, Watch, config::Patience};
use tlog::Policy;

use crate::{
    log::{TestLog, key},
    server::Witness,
};

/// How long is waited for a witness here. Those of these tests answer within a millisecond or never.
pub(crate) const PATIENCE: Patience = Patience {
    connect: Duration::from_secs(5),
    answer: Duration::from_secs(5),
    attempts: 3,
    pause: Duration::from_millis(1),
};

/// So many witnesses of the log.
pub(crate) async fn witnesses(count: u8) -> Vec<Witness> {
    let mut witnesses = Vec::new();
    for seed in 11..11 + count {
        witnesses.push(Witness::start(seed, &key().verifier()).await);
    }
    witnesses
}

/// So many of these witnesses are a quorum.
pub(crate) fn policy(needed: usize, witnesses: &[Witness]) -> Policy {
    let mut text = format!("log {}\n", key().verifier());
    for witness in witnesses {
        text += &format!("witness {} {} {}\n", witness.name, witness.key, witness.url());
    }
    let names: Vec<_> = witnesses.iter().map(|witness| witness.name.as_str()).collect();
    text += &format!("group all-of-them {needed} {}\nquorum all-of-them\n", names.join(" "));
    Policy::parse(text.as_bytes()).expect("a policy")
}

/// A client that asks these witnesses about the log; so many are a quorum.
pub(crate) fn client(log: &Arc<TestLog>, needed: usize, witnesses: &[Witness]) -> (Client, Watch) {
    let config = Config { patience: PATIENCE, ..Config::new(policy(needed, witnesses)) };
    Client::new(config, Arc::clone(log) as _).expect("a client")
}

/// What was wrong with each witness the last time that it was asked.
pub(crate) fn troubles(watch: &Watch) -> Vec<String> {
    watch.now().witnesses.into_iter().map(|witness| witness.trouble.unwrap_or_default()).collect()
}
