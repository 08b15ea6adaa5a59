//! Many calls at once, each timed.

use std::{
    future::Future,
    sync::atomic::{AtomicU64, Ordering::Relaxed},
    time::{Duration, Instant},
};

use tonic::{Request, metadata::MetadataValue, transport::Channel};
use uuid::Uuid;
use wire::v1::{
    AdministratorCapacity, Capacity, HandOverDossierRequest, OpenDossierRequest, capacity,
    proposal_service_client::ProposalServiceClient,
};

use crate::{figures::Measured, server::authorized};

/// How many connections the calls are spread over.
const CONNECTIONS: usize = 4;

/// Lets so many workers do something over and over, for so long.
pub(crate) async fn workers<W, F>(in_flight: usize, seconds: usize, worker: W) -> Measured
where
    W: Fn(usize) -> F,
    F: Future<Output = Box<dyn FnMut() -> BoxedCall + Send>>,
{
    let until = Duration::from_secs(seconds as u64);
    let mut tasks = tokio::task::JoinSet::new();
    let mut calls = Vec::with_capacity(in_flight);
    for number in 0..in_flight {
        calls.push(worker(number).await);
    }
    let begun = Instant::now();
    for mut call in calls {
        tasks.spawn(async move {
            let mut took = Vec::new();
            while begun.elapsed() < until {
                let called = Instant::now();
                call().await;
                took.push(called.elapsed());
            }
            took
        });
    }
    let took = tasks.join_all().await.concat();
    Measured::new(took, begun.elapsed())
}

/// A call that was begun.
pub(crate) type BoxedCall = std::pin::Pin<Box<dyn Future<Output = ()> + Send>>;

/// The same over and over, as a worker does it.
pub(crate) fn again<F>(mut act: impl FnMut() -> F + Send + 'static) -> Box<dyn FnMut() -> BoxedCall + Send>
where
    F: Future<Output = ()> + Send + 'static,
{
    Box::new(move || Box::pin(act()))
}

/// Dossiers opened, so many at once.
pub(crate) async fn opening(channels: &[Channel], token: &str, in_flight: usize, seconds: usize) -> Measured {
    workers(in_flight, seconds, |number| {
        let client = ProposalServiceClient::new(channels[number % channels.len()].clone());
        let authorization: MetadataValue<_> = format!("Bearer {token}").parse().expect("ascii");
        std::future::ready(again(move || {
            let (mut client, authorization) = (client.clone(), authorization.clone());
            async move {
                let mut request = Request::new(request());
                request.metadata_mut().insert("authorization", authorization);
                client.open_dossier(request).await.expect("opened");
            }
        }))
    })
    .await
}

/// So many dossiers, opened one by one.
pub(crate) async fn opened(channel: &Channel, token: &str, count: usize) -> Vec<String> {
    let mut client = ProposalServiceClient::new(channel.clone());
    let mut dossiers = Vec::with_capacity(count);
    for _ in 0..count {
        let answer = client.open_dossier(authorized(request(), token)).await.expect("opened");
        dossiers.push(answer.into_inner().dossier_id);
    }
    dossiers
}

/// Dossiers handed over, each again and again, all of them at once.
pub(crate) async fn handing_over(
    channels: &[Channel],
    token: &str,
    dossiers: &[String],
    seconds: usize,
) -> Measured {
    workers(dossiers.len(), seconds, |number| {
        let (channel, token) = (channels[number % channels.len()].clone(), token.to_owned());
        let dossier = dossiers[number].clone();
        std::future::ready(again(move || {
            let (channel, token, dossier) = (channel.clone(), token.clone(), dossier.clone());
            async move { hand_over(&channel, &token, &dossier).await }
        }))
    })
    .await
}

/// A dossier handed over to somebody who never had one, without a word of why.
pub(crate) async fn hand_over(channel: &Channel, token: &str, dossier: &str) {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let administrator = capacity::Capacity::Administrator(AdministratorCapacity {});
    let request = HandOverDossierRequest {
        command_id: Uuid::new_v4().to_string(),
        acting_as: Some(Capacity { capacity: Some(administrator) }),
        dossier_id: dossier.to_owned(),
        to_actor_id: format!("u-{:08}", NEXT.fetch_add(1, Relaxed)),
        party_id: "swv-ppo-nk".to_owned(),
        ..HandOverDossierRequest::default()
    };
    let mut client = ProposalServiceClient::new(channel.clone());
    client.hand_over_dossier(authorized(request, token)).await.expect("handed over");
}

/// The connections to a server.
pub(crate) async fn connections(server: &crate::server::Server) -> Vec<Channel> {
    let mut channels = Vec::new();
    for _ in 0..CONNECTIONS {
        channels.push(server.connect().await);
    }
    channels
}

/// A request as a coordinator makes it.
pub(crate) fn request() -> OpenDossierRequest {
    OpenDossierRequest {
        command_id: Uuid::new_v4().to_string(),
        acting_as: None,
        framework_id: "regio-alkmaar".to_owned(),
        title: "Voorbeeld: een groep voor jonge risicoleerlingen in het speciaal basisonderwijs".to_owned(),
        function_ids: vec!["terugleiden".to_owned(), "versterken".to_owned()],
        target_group: Some("kleuters met een onderzoeksvraag, voor wie observatie nodig is".to_owned()),
        follows_dossier_id: None,
    }
}
