//! Commands through gRPC, durable, beside the same calls to a server that does nothing, and raw appends.

use crate::{
    appends,
    figures::say,
    load::{connections, opening},
    server::Server,
};

const IN_FLIGHT: usize = 256;
/// About the line that an opening takes in the journal.
const LINE_BYTES: usize = 1_500;

pub(crate) async fn measure(seconds: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let (server, token) = Server::besluitspoor(folder.path()).await;
    server.adopt(&token).await;
    let floor = Server::floor().await;
    let (commands, empty) = (connections(&server).await, connections(&floor).await);
    // Everything once, uncounted, so that no one pays for a cold start.
    opening(&empty, &token, IN_FLIGHT, 1).await;
    opening(&commands, &token, IN_FLIGHT, 1).await;

    say(&format!("{IN_FLIGHT} in flight, {seconds} s each:"));
    let empty_many = opening(&empty, &token, IN_FLIGHT, seconds).await;
    empty_many.tell("empty unary call");
    let many = opening(&commands, &token, IN_FLIGHT, seconds).await;
    many.tell("command, durable, all rules");
    let raw = appends::journal(folder.path(), IN_FLIGHT, seconds).await;
    raw.tell("raw journal append");
    many.beside("command / empty call (aim 0.6)", &empty_many);

    say("1 in flight:");
    let synced = appends::synced_writes(folder.path(), LINE_BYTES, seconds.min(3));
    synced.tell("write + fdatasync");
    let empty_one = opening(&empty, &token, 1, seconds.min(3)).await;
    empty_one.tell("empty unary call");
    let one = opening(&commands, &token, 1, seconds.min(3)).await;
    one.tell("command, durable, all rules");
    let floor = synced.percentile(50) + empty_one.percentile(50);
    say(&format!(
        "p50 of a command / (p50 of fdatasync + p50 of a call) (aim 1): {:.2}",
        one.percentile(50).as_secs_f64() / floor.as_secs_f64()
    ));
}
