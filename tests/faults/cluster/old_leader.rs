//! A leader is cut off from the other servers, and an intake still reaches it. The others elect another leader, and the
//! other intake writes on. What the old leader says is long past then: nothing may be refused because of it.

use std::time::{Duration, Instant};

use tests::{
    acts::{Opened, command_id},
    namespaces::Apart,
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

use super::ground::let_lead;
use crate::commands::PARTY;

/// How many dossiers are handed over: for longer than it takes an intake to notice that it is cut off.
const DOSSIERS: usize = 120;
/// How long one call may take here: the other intake waits until there is a leader.
const ANSWER_WITHIN: Duration = Duration::from_secs(15);
/// How long after one the next.
const PAUSE: Duration = Duration::from_millis(100);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_intake_at_an_old_leader_refuses_nothing_because_of_what_is_past() {
    let Some(apart) = block_in_place(Apart::start) else {
        println!("not looked at: this machine lets us make no network namespaces");
        return;
    };
    let urls = apart.urls();
    let nodes = block_in_place(|| Nodes::on(urls.clone()));
    let (at_old, at_new) =
        tokio::join!(nodes.start_at("intake", &urls[..1]), nodes.start_at("intake", &urls[1..2]));
    at_new.user(Person::Administrator).adopt(alkmaar()).await.expect("a sound framework is adopted");
    let mut dossiers = Vec::new();
    for _ in 0..DOSSIERS {
        // The intake that is cut off remembers them.
        dossiers.push(coordinator(&at_old).open("Voorbeeld: overgedragen").await.expect("a dossier"));
    }
    for stream in [RECORDS, TEXTS] {
        let_lead(&urls[0], stream, &Apart::name(1)).await;
    }
    apart.part(1);

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
    println!("{} were handed over, the first after {first:?}", seen.len());
    apart.join(1);
    let wrong: Vec<_> = seen.iter().filter(|seen| seen.refused.is_some()).collect();
    assert!(wrong.is_empty(), "refused after it was acknowledged elsewhere: {wrong:#?}");
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
    let given = timeout(ANSWER_WITHIN, given.proposals().hand_over_dossier(request)).await;
    // Nobody leads yet; what became of it is not known.
    given.ok()?.ok()?;
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
