//! Commands with a ledger beside the journal, and without one: in turns, because the machine is shared.

use std::{path::Path, time::Duration};

use ::ledger::{Place, key};
use tlog::SignedCheckpoint;

use crate::{
    figures::say,
    load::{connections, opening},
    server::Server,
};

const IN_FLIGHT: usize = 256;
/// How often each takes its turn.
const TURNS: usize = 4;
/// How long the ledger may take to cover the last command.
const COVERED_WITHIN: Duration = Duration::from_secs(60);

pub(crate) async fn measure(seconds: usize) {
    let folders = [tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder")];
    let place = Place::new(folders[0].path().join("data/ledger"));
    key::init(&place, "besluitspoor.example/bench").expect("a new ledger");
    let mut sides = Vec::new();
    for folder in &folders {
        let (server, token) = Server::besluitspoor(folder.path()).await;
        server.adopt(&token).await;
        let connections = connections(&server).await;
        // Everything once, uncounted, so that no one pays for a cold start.
        opening(&connections, &token, IN_FLIGHT, 1).await;
        sides.push((server, token, connections));
    }
    let mut ratios = Vec::new();
    for _ in 0..TURNS {
        let with = opening(&sides[0].2, &sides[0].1, IN_FLIGHT, seconds).await;
        with.tell("with a ledger");
        let without = opening(&sides[1].2, &sides[1].1, IN_FLIGHT, seconds).await;
        without.tell("without one");
        ratios.push(with.rate() / without.rate());
    }
    ratios.sort_by(f64::total_cmp);
    say(&format!(
        "with / without (aim 0.9): {:.2} to {:.2}, median {:.2}",
        ratios[0],
        ratios[TURNS - 1],
        (ratios[TURNS / 2 - 1] + ratios[TURNS / 2]) / 2.0
    ));
    covered(&place).await;
}

/// Tells how long it takes until nothing new comes under a checkpoint any more.
async fn covered(place: &Place) {
    let begun = tokio::time::Instant::now();
    let (mut last, mut since) = (size(&place.checkpoint()), begun);
    while begun.elapsed() < COVERED_WITHIN && since.elapsed() < Duration::from_secs(2) {
        tokio::time::sleep(Duration::from_millis(50)).await;
        let now = size(&place.checkpoint());
        if now != last {
            (last, since) = (now, tokio::time::Instant::now());
        }
    }
    let behind = since.duration_since(begun).as_secs_f64();
    say(&format!(
        "{last} records are signed; the last came under a checkpoint {behind:.1} s after the load ended"
    ));
}

fn size(checkpoint: &Path) -> u64 {
    let bytes = std::fs::read(checkpoint).unwrap_or_default();
    SignedCheckpoint::parse(&bytes).map_or(0, |signed| signed.checkpoint().size())
}
