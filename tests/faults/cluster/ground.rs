//! A region on three servers: two intakes, two agendas and two audit services, each a process. What happens to it, and
//! what must be so afterwards.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use async_nats::jetstream;
use tests::{
    nodes::{Node, Nodes},
    people::Person,
    site::alkmaar,
};
use tokio::time::sleep;

use super::{invariants, load::Load};

/// How long everyone is at work before something happens, and after it.
const AT_WORK: Duration = Duration::from_secs(3);

/// How long it may take until the server that should lead does.
const LEADS_WITHIN: Duration = Duration::from_secs(30);
/// How long to wait before it is looked whether it does.
const LEADS_LOOK: Duration = Duration::from_millis(500);

/// The processes of a region.
pub(super) struct Ground {
    pub(super) intakes: [Arc<Node>; 2],
    pub(super) agendas: [Node; 2],
    pub(super) audits: [Node; 2],
}

impl Ground {
    /// A region on these servers, with its framework adopted.
    pub(super) async fn on(addresses: Vec<String>) -> Self {
        let nodes = tokio::task::block_in_place(|| Nodes::on(addresses));
        let (one, two, three, four, five, six) = tokio::join!(
            nodes.start("intake"),
            nodes.start("intake"),
            nodes.start("agenda"),
            nodes.start("agenda"),
            nodes.start("audit"),
            nodes.start("audit"),
        );
        one.user(Person::Administrator).adopt(alkmaar()).await.expect("a sound framework is adopted");
        Self { intakes: [one, two].map(Arc::new), agendas: [three, four], audits: [five, six] }
    }

    /// Lets everyone work, lets it happen, lets them work on, and looks what became of it all.
    ///
    /// # Panics
    /// If something that must be so is not.
    pub(super) async fn survives(&self, what_happens: impl Future<Output = ()>) {
        let (seed, begun) = (u64::from(std::process::id()), Instant::now());
        let load = Load::begin(self.intakes.clone(), seed);
        sleep(AT_WORK).await;
        load.works_again().await;
        let happens = Instant::now();
        what_happens.await;
        println!("it happened from {:?} for {:?}", happens.duration_since(begun), happens.elapsed());
        load.works_again().await;
        sleep(AT_WORK).await;
        let (operations, unanswered) = load.end().await;
        println!(
            "{} commands until {:?}, {unanswered} calls were not answered",
            operations.len(),
            begun.elapsed()
        );
        invariants::all(self, &operations).await;
        println!("everything was looked at by {:?}", begun.elapsed());
    }
}

/// Which of the servers leads a stream, as one of them says: the name of the server.
pub(super) async fn leader(url: &str, stream: &str) -> String {
    let client = async_nats::connect(url).await.expect("a server");
    let stream = jetstream::new(client).get_stream(stream).await.expect("the stream");
    let cluster = stream.cached_info().cluster.clone().expect("three servers");
    cluster.leader.expect("a leader")
}

/// Lets the server with this name lead a stream.
pub(super) async fn let_lead(url: &str, stream: &str, name: &str) {
    let client = async_nats::connect(url).await.expect("a server");
    let until = Instant::now() + LEADS_WITHIN;
    while leader(url, stream).await != name {
        assert!(Instant::now() < until, "{name} does not lead {stream}");
        let asked = format!(r#"{{"placement":{{"preferred":"{name}"}}}}"#);
        drop(client.request(format!("$JS.API.STREAM.LEADER.STEPDOWN.{stream}"), asked.into()).await);
        sleep(LEADS_LOOK).await;
    }
}
