//! A leader is cut off from the other servers, and an intake still reaches it. The others elect another leader, and the
//! other intake writes on. What the old leader says is long past then: nothing may be refused because of it.

use std::time::{Duration, Instant};

use tests::{
    acts::{Opened, command_id},
    nats::{Cluster, Network},
    nodes::{Node, Nodes, RECORDS, TEXTS},
    people::Person,
    site::alkmaar,
    user::User,
};
use tokio::{
    task::{JoinSet, block_in_place},
    time::{sleep, timeout},
};
use tonic::Code;
use wire::v1::HandOverDossierRequest;

use super::ground::{OURS, answered};
use crate::commands::PARTY;

/// How many dossiers are handed over: for longer than it takes an intake to notice that it is cut off.
const DOSSIERS: usize = 120;
/// How long one call may take here: the other intake waits until there is a leader.
const ANSWER_WITHIN: Duration = Duration::from_secs(15);
/// How long after one the next.
const PAUSE: Duration = Duration::from_millis(100);
/// How often a leader is restarted so that another follows it; every second time it is the right one.
const RESTARTS_MAX: usize = 20;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_intake_at_an_old_leader_refuses_nothing_because_of_what_is_past() {
    an_intake_at_an_old_leader(block_in_place(|| Network::start(OURS))).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_intake_at_an_old_leader_behind_proxies_refuses_nothing_because_of_what_is_past() {
    an_intake_at_an_old_leader(block_in_place(|| Network::behind_proxies(OURS))).await;
}

async fn an_intake_at_an_old_leader(mut network: Network) {
    let access = network.access();
    let nodes = block_in_place(|| Nodes::on(access.clone()));
    let old = block_in_place(|| network.cluster().leader_of(RECORDS));
    let mut others = access.urls().to_vec();
    let (only, others) = (access.at(vec![others.remove(old)]), access.at(others));
    let (at_old, at_new) = tokio::join!(nodes.start_at("intake", &only), nodes.start_at("intake", &others));
    at_new.user(Person::Administrator).adopt(alkmaar()).await.expect("a sound framework is adopted");
    let mut dossiers = Vec::new();
    for _ in 0..DOSSIERS {
        // The intake that is cut off remembers them.
        let coordinator = coordinator(&at_old);
        dossiers.push(answered(async || coordinator.open("Voorbeeld: overgedragen").await).await);
    }
    for stream in [RECORDS, TEXTS] {
        block_in_place(|| let_lead(network.cluster_mut(), stream, old));
    }
    network.part(old);

    let parted = Instant::now();
    let mut all = JoinSet::new();
    for (number, dossier) in dossiers.into_iter().enumerate() {
        let (given, taken) = (coordinator(&at_new), at_old.user(Person::Colleague(PARTY.into())));
        all.spawn(async move {
            sleep(PAUSE * u32::try_from(number).expect("a few")).await;
            handed_over_and_filed(&dossier, &given, &taken, parted).await
        });
    }
    let seen: Vec<_> = all.join_all().await.into_iter().flatten().collect();
    let first = seen.iter().map(|seen| seen.handed_over).min();
    println!("parted by {}: {} were handed over, the first after {first:?}", network.means(), seen.len());
    assert!(!seen.is_empty(), "the others go on without the old leader");
    network.join(old);
    let wrong: Vec<_> = seen.iter().filter(|seen| seen.refused.is_some()).collect();
    assert!(wrong.is_empty(), "refused after it was acknowledged elsewhere: {wrong:#?}");
}

/// Restarts whoever leads a stream until this member does: nobody has the right to ask for it.
fn let_lead(cluster: &mut Cluster, stream: &str, member: usize) {
    for _ in 0..RESTARTS_MAX {
        let leader = cluster.leader_of(stream);
        if leader == member {
            return;
        }
        cluster[leader].stop();
        cluster.leader_of(stream);
        cluster[leader].restart();
        cluster.wait_until_ready();
    }
    panic!("member {member} does not come to lead {stream}");
}

/// A dossier that was handed over at one intake, and then filed in at the other by who has it now.
#[derive(Debug)]
struct Seen {
    /// When the first was acknowledged.
    handed_over: Duration,
    /// By which rule the second was refused, if it was.
    refused: Option<String>,
}

async fn handed_over_and_filed(
    dossier: &Opened,
    given: &User,
    taken: &User,
    parted: Instant,
) -> Option<Seen> {
    let request = HandOverDossierRequest {
        command_id: command_id(),
        dossier_id: dossier.id.clone(),
        to_actor_id: taken.person.actor(),
        party_id: PARTY.into(),
        // No words: those would wait for the leader of another stream.
        ..HandOverDossierRequest::default()
    };
    // Nobody may lead yet: it is sent again, so that it is carried out as soon as somebody does.
    let given = async {
        while let Err(status) = given.proposals().hand_over_dossier(request.clone()).await {
            assert_eq!(status.code(), Code::Unavailable, "{status:?}");
            sleep(PAUSE).await;
        }
    };
    timeout(ANSWER_WITHIN, given).await.ok()?;
    let handed_over = parted.elapsed();
    let refused = match timeout(ANSWER_WITHIN, taken.file(dossier, "voorstel")).await {
        Ok(Err(status)) if status.code() != Code::Unavailable => Some(status.message().to_owned()),
        Ok(Ok(_) | Err(_)) | Err(_) => None,
    };
    Some(Seen { handed_over, refused })
}

fn coordinator(node: &Node) -> User {
    node.user(Person::Coordinator(PARTY.into()))
}
