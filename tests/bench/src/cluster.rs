//! Commands through gRPC with the journal on JetStream, beside the same messages published by hand.

use tonic::transport::Channel;

use crate::{
    figures::{Measured, say},
    ground::Ground,
    load::{connections, hand_over, handing_over, opened, opening},
    raw::{Raw, Stored},
    server::{Server, someone},
};

/// How long each is measured before the next has its turn: the disk of a shared machine is not as fast in every minute.
const TURN_SECONDS: usize = 2;
/// How long the intake has to remember dossiers before they are handed over.
const RECALL_SECONDS: usize = 2;

/// What takes turns.
struct Contest {
    raw: Raw,
    channels: Vec<Channel>,
    token: String,
    in_flight: usize,
    /// Dossiers that are handed over, one for each command in flight.
    dossiers: Vec<String>,
    /// What an opening has stored, and a handing over.
    with_words: Stored,
    without: Stored,
}

/// Measures with so many copies of each record, and servers that wait for their disk or not.
pub(crate) async fn measure(replicas: usize, sync_always: bool, in_flight: usize, seconds: usize) {
    let ground = Ground::start(replicas, sync_always).await;
    let folder = tempfile::tempdir().expect("a folder");
    let (tokens, token) = someone(folder.path());
    let server = Server::on_nats(folder.path(), &tokens, "intake", &ground).await;
    server.adopt(&token).await;
    let contest = Contest::prepare(&ground, &server, token, in_flight).await;
    // Everything once, uncounted, so that no one pays for a cold start.
    contest.turn(1).await;

    let turn = seconds.min(TURN_SECONDS);
    let mut turns: [Vec<Measured>; 5] = Default::default();
    for _ in 0..seconds / turn {
        for (all, one) in turns.iter_mut().zip(contest.turn(turn).await) {
            all.push(one);
        }
    }
    say(&format!("{ground}; {in_flight} in flight, {} s each in turns of {turn} s", seconds / turn * turn));
    contest.tell(turns.map(Measured::joined));
}

impl Contest {
    async fn prepare(ground: &Ground, server: &Server, token: String, in_flight: usize) -> Self {
        let raw = Raw::on(ground).await;
        let channels = connections(server).await;
        let dossiers = opened(&channels[0], &token, in_flight).await;
        let history = format!("dossier.{}", dossiers[0]).parse().expect("a history");
        let with_words = Stored::of(ground, &history).await;
        hand_over(&channels[0], &token, &dossiers[0]).await;
        let without = Stored::of(ground, &history).await;
        Self { raw, channels, token, in_flight, dossiers, with_words, without }
    }

    /// One turn of each; [`tell`](Self::tell) says what they are.
    async fn turn(&self, seconds: usize) -> [Measured; 5] {
        let Self { raw, channels, token, in_flight, dossiers, with_words, without } = self;
        let record = raw.records(with_words, *in_flight, seconds).await;
        let pair = raw.pairs(with_words, *in_flight, seconds).await;
        let opened = opening(channels, token, *in_flight, seconds).await;
        let in_history = raw.in_histories(without, *in_flight, seconds).await;
        // So many were opened that these were forgotten. Reading a history of thousands of hand-overs is no part of one.
        handing_over(channels, token, dossiers, RECALL_SECONDS).await;
        [record, pair, opened, in_history, handing_over(channels, token, dossiers, seconds).await]
    }

    fn tell(&self, [record, pair, with_words, in_history, without]: [Measured; 5]) {
        say(&format!("  opening a dossier: a command with words ({})", self.with_words.sizes()));
        record.tell("raw: one publish, the record");
        pair.tell("raw: two publishes, texts and then record");
        with_words.tell("command: stores both, in that order");
        with_words.beside("command / one raw publish of its record (aim 0.8)", &record);
        with_words.beside("command / the two raw publishes that it needs", &pair);
        say(&format!("  handing a dossier over: a command without words ({})", self.without.sizes()));
        in_history.tell("raw: one publish, the record");
        if self.raw.busy() > 0 {
            say(&format!("  sent again because their subject was busy, by hand: {}", self.raw.busy()));
        }
        without.tell("command: stores the record");
        without.beside("command / the one raw publish that it needs (aim 0.8)", &in_history);
    }
}
