//! NATS servers with the streams of the region, and beside them the same streams again for raw messages.
//!
//! One server leads every stream, and the program and the floor connect to that one: otherwise chance would decide for
//! each of them how far its messages travel.

use std::{fmt, time::Duration};

use async_nats::jetstream;
use journal::{
    JetStreamJournal,
    jetstream::{Names, Options, Servers as Addresses, open::OPEN_WAIT},
};
use tests::nats::{Cluster, Mode, Server};

/// The region whose journal the program keeps.
pub(crate) const REGION: &str = "alkmaar";
/// The region whose streams the floor is measured on: a name as long as the other.
const YARDSTICK: &str = "meetlat";
/// How often a stream is asked to be led by the first server.
const ASKED_MAX: usize = 20;
/// How long an election may take before it is asked again.
const ASK_PAUSE: Duration = Duration::from_millis(500);

/// Servers that run.
pub(crate) struct Ground {
    servers: Servers,
    url: String,
    sync_always: bool,
}

enum Servers {
    One(Server),
    Three(Box<Cluster>),
}

impl Ground {
    /// Starts as many servers as each record has copies, and makes all streams.
    pub(crate) async fn start(replicas: usize, sync_always: bool) -> Self {
        let mode = Mode::Plain { sync_always };
        let servers = match replicas {
            1 => Servers::One(Server::start(mode)),
            _ => Servers::Three(Box::new(Cluster::start(mode))),
        };
        let url = match &servers {
            Servers::One(server) => server.url(),
            Servers::Three(cluster) => cluster[0].url(),
        };
        let ground = Self { servers, url, sync_always };
        for names in [region(), yardstick()] {
            JetStreamJournal::init(&ground.options(names)).await.expect("streams");
        }
        if let Servers::Three(cluster) = &ground.servers {
            let client = async_nats::connect(ground.url()).await.expect("it listens");
            for names in [region(), yardstick()] {
                lead(cluster, &client, &names.records()).await;
                lead(cluster, &client, &names.texts()).await;
            }
        }
        ground
    }

    /// Where everyone connects.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// On how many servers each record is.
    pub(crate) fn replicas(&self) -> usize {
        match &self.servers {
            Servers::One(_) => 1,
            Servers::Three(cluster) => cluster.members().len(),
        }
    }

    /// What a journal is opened with.
    pub(crate) fn options(&self, names: Names) -> Options {
        Options {
            servers: Addresses { addresses: vec![self.url.clone()], ..Addresses::default() },
            names,
            replicas: self.replicas(),
            wait: OPEN_WAIT,
            indexed: false,
        }
    }

    /// A connection of its own, as anyone makes it.
    pub(crate) async fn context(&self) -> jetstream::Context {
        jetstream::new(async_nats::connect(self.url()).await.expect("it listens"))
    }
}

/// `R3, sync_interval: always`.
impl fmt::Display for Ground {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sync = if self.sync_always { "always" } else { "2m (the default)" };
        write!(f, "R{}, sync_interval: {sync}", self.replicas())
    }
}

/// What the journal is called.
pub(crate) fn region() -> Names {
    Names::of(REGION).expect("a region")
}

/// What the streams of the floor are called.
pub(crate) fn yardstick() -> Names {
    Names::of(YARDSTICK).expect("a region")
}

/// Lets the first server lead a stream.
async fn lead(cluster: &Cluster, client: &async_nats::Client, stream: &str) {
    let wish = format!(r#"{{"placement":{{"preferred":"{}"}}}}"#, cluster[0].name());
    for _ in 0..ASKED_MAX {
        if cluster.leader_of(stream) == 0 {
            return;
        }
        // Refused while its copy is not up to date: asked again.
        let subject = format!("$JS.API.STREAM.LEADER.STEPDOWN.{stream}");
        drop(client.request(subject, wish.clone().into()).await);
        tokio::time::sleep(ASK_PAUSE).await;
    }
    panic!("{} does not come to lead {stream}", cluster[0].name());
}
