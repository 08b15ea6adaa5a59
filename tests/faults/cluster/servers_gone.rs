//! The servers go away under services that are at work, and come back: what each service says meanwhile, what goes on, and
//! that nobody has to do anything afterwards.

use std::time::Duration;

use tests::{
    nats::{Access, Cluster, Server},
    nodes::RECORDS,
};
use tokio::{
    task::{block_in_place, spawn},
    time::{Instant, sleep, timeout},
};
use tonic::Code;

use super::{
    ground::{OURS, answered},
    small::{Small, opening},
};

/// How soon each process says that it does not serve.
const SAID_WITHIN: Duration = Duration::from_secs(10);
/// For how long nothing was heard when commands are refused at once, in seconds.
const SILENT_SECONDS: u32 = 5;
/// A command that was sent as the servers went is answered within this: its own ten seconds, and what it asked then.
const ANSWERED_WITHIN: Duration = Duration::from_secs(15);
/// How long the servers are gone once everybody has said so.
const GONE: Duration = Duration::from_secs(3);
/// How soon everything goes on when they are back. Three servers need some time to find each other.
const GOES_ON_WITHIN: Duration = Duration::from_secs(30);

/// The servers of a region.
enum Servers {
    One(Server),
    Three(Cluster),
}

impl Servers {
    fn access(&self) -> Access {
        match self {
            Self::One(server) => server.access(),
            Self::Three(cluster) => cluster.access(),
        }
    }

    /// So many of them are killed, whoever leads first.
    fn go(&mut self, count: usize) {
        match self {
            Self::One(server) => server.kill(),
            Self::Three(cluster) => {
                let leader = cluster.leader_of(RECORDS);
                let members = cluster.members().len();
                (leader..leader + count).for_each(|member| cluster[member % members].kill());
            }
        }
    }

    /// Those that were killed start again, with what they have on their disks.
    fn come_back(&mut self) {
        match self {
            Self::One(server) => server.restart(),
            Self::Three(cluster) => {
                for member in 0..cluster.members().len() {
                    if !cluster[member].runs() {
                        cluster[member].start_again();
                    }
                }
                cluster.wait_until_ready();
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lone_server_goes_away_and_comes_back() {
    go_away_and_come_back(Servers::One(block_in_place(|| Server::start(OURS))), 1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_servers_go_away_and_come_back() {
    go_away_and_come_back(Servers::Three(block_in_place(|| Cluster::start(OURS))), 3).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_server_of_three_is_left_alone_and_the_others_come_back() {
    go_away_and_come_back(Servers::Three(block_in_place(|| Cluster::start(OURS))), 2).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_one_server_of_three_is_away_everything_goes_on() {
    let mut servers = Servers::Three(block_in_place(|| Cluster::start(OURS)));
    let region = Small::on(servers.access()).await;
    let gone = Instant::now();
    block_in_place(|| servers.go(1));
    let request = opening();
    // While the others elect a leader it may not be known what became of it.
    while region.open(&request).await.is_err() {
        assert!(gone.elapsed() < GOES_ON_WITHIN, "commands are not recorded again");
    }
    println!("recorded again after {:?}", gone.elapsed());
    region.serve_again(gone + GOES_ON_WITHIN).await;
    region.has_recorded_once(&request).await;
}

/// Without a majority nothing is recorded, and everybody says so.
async fn go_away_and_come_back(mut servers: Servers, count: usize) {
    let region = Small::on(servers.access()).await;
    let before = region.agenda().await;
    assert_eq!(before.silent_seconds, 0);
    let gone = Instant::now();
    block_in_place(|| servers.go(count));
    let late = opening();
    let asked = spawn({
        let (intake, late) = (region.coordinator(), late.clone());
        async move { timeout(ANSWERED_WITHIN, intake.proposals().open_dossier(late)).await }
    });

    for node in region.nodes() {
        region.says_that_it_is_cut_off(node, gone + SAID_WITHIN).await;
    }
    println!("everybody has said so after {:?}", gone.elapsed());
    region.refuses_commands_at_once().await;
    region.cannot_read_the_journal().await;
    let first = region.agenda().await;
    assert_eq!((&first.titles, first.position), (&before.titles, before.position), "it has what it had");
    assert!(first.silent_seconds >= SILENT_SECONDS, "{first:?}");
    sleep(GONE).await;
    let second = region.agenda().await;
    assert_eq!((&second.titles, second.position), (&before.titles, before.position), "it has what it had");
    assert!(
        u64::from(second.silent_seconds - first.silent_seconds) >= GONE.as_secs(),
        "{first:?} {second:?}"
    );
    let answer = asked.await.unwrap().expect("it is answered in time");
    assert_eq!(answer.expect_err("nobody could record it").code(), Code::Unavailable);

    block_in_place(|| servers.come_back());
    let back = Instant::now();
    region.serve_again(back + GOES_ON_WITHIN).await;
    println!("everybody serves {:?} after the servers are back", back.elapsed());
    // Whoever serves again may still be told by a busy server that it has to wait.
    answered(|| region.open(&late)).await;
    region.has_recorded_once(&late).await;
}
