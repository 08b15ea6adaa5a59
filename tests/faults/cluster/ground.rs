//! A region on three servers: two intakes, two agendas and two audit services, each a process. What happens to it, and
//! what must be so afterwards.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use tests::{
    nats::{Access, Mode},
    nodes::{Node, Nodes},
    people::Person,
    site::alkmaar,
};
use tokio::time::sleep;
use tonic::{Code, Status};

use super::{invariants, load::Load};

/// How long everyone is at work before something happens, and after it.
const AT_WORK: Duration = Duration::from_secs(3);

/// The servers run what runs for real: `services/nats` with TLS, and a role for each service.
pub(crate) const OURS: Mode = Mode::OursWithTls;

/// How long it is asked again when the answer is to ask again.
const ANSWERED_WITHIN: Duration = Duration::from_secs(30);
/// How long to wait before it is.
const ASK_AGAIN: Duration = Duration::from_millis(200);

/// The processes of a region.
pub(super) struct Ground {
    pub(super) intakes: [Arc<Node>; 2],
    pub(super) agendas: [Node; 2],
    pub(super) audits: [Node; 2],
}

impl Ground {
    /// A region on these servers, with its framework adopted.
    pub(super) async fn on(access: Access) -> Self {
        let nodes = tokio::task::block_in_place(|| Nodes::on(access));
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

/// What is answered in the end. A server that has just come back may leave one question without an answer, and who asked
/// is told to ask again.
///
/// # Panics
/// If something else is answered, or that for too long.
pub(super) async fn answered<T>(ask: impl AsyncFn() -> Result<T, Status>) -> T {
    let begun = Instant::now();
    let mut asked_again: u32 = 0;
    loop {
        let status = match ask().await {
            Ok(answer) if asked_again == 0 => return answer,
            Ok(answer) => {
                println!("asked again {asked_again} times within {:?}", begun.elapsed());
                return answer;
            }
            Err(status) => status,
        };
        let may_pass = status.code() == Code::Unavailable && begun.elapsed() < ANSWERED_WITHIN;
        assert!(may_pass, "after {:?}: {status:?}", begun.elapsed());
        asked_again += 1;
        sleep(ASK_AGAIN).await;
    }
}
