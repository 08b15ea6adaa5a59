//! Many calls at once, each timed.

use std::{
    future::Future,
    time::{Duration, Instant},
};

use tonic::{Request, metadata::MetadataValue, transport::Channel};
use uuid::Uuid;
use wire::v1::{OpenDossierRequest, proposal_service_client::ProposalServiceClient};

use crate::figures::Measured;

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

/// Dossiers opened, so many at once.
pub(crate) async fn opening(channels: &[Channel], token: &str, in_flight: usize, seconds: usize) -> Measured {
    workers(in_flight, seconds, |number| {
        let client = ProposalServiceClient::new(channels[number % channels.len()].clone());
        let authorization: MetadataValue<_> = format!("Bearer {token}").parse().expect("ascii");
        async move {
            let call: Box<dyn FnMut() -> BoxedCall + Send> = Box::new(move || {
                let (mut client, authorization) = (client.clone(), authorization.clone());
                Box::pin(async move {
                    let mut request = Request::new(request());
                    request.metadata_mut().insert("authorization", authorization);
                    client.open_dossier(request).await.expect("opened");
                })
            });
            call
        }
    })
    .await
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
