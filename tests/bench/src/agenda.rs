//! One page of an agenda through gRPC, with many dossiers in the journal, beside an empty call.

use std::time::{Duration, Instant};

use tonic::{Request, metadata::MetadataValue, transport::Channel};
use wire::v1::{GetAgendaRequest, agenda_service_client::AgendaServiceClient};

use crate::{
    figures::{Measured, say},
    load, records,
    server::Server,
};

const BODIES: [&str; 5] = ["beleidsoverleg", "rbo", "regisseuroverleg", "pora", "oogo"];
/// Records for each dossier, so that most of them are somewhere on the route.
const RECORDS_EACH: usize = 6;
const SECONDS: usize = 5;
/// How long the views may take to catch up before anything is asked.
const CATCHING_UP: Duration = Duration::from_secs(300);

pub(crate) async fn measure(dossiers: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    {
        let journal = records::journal(folder.path());
        records::fill(&journal, dossiers * RECORDS_EACH, dossiers).await;
    }
    let (server, token) = Server::besluitspoor(folder.path()).await;
    let floor = Server::floor().await;
    let authorization: MetadataValue<_> = format!("Bearer {token}").parse().expect("ascii");
    let mut client = AgendaServiceClient::new(server.connect().await);
    caught_up(&mut client, &authorization, dossiers * RECORDS_EACH).await;

    say(&format!("{dossiers} dossiers, one page of 50, 1 in flight, {SECONDS} s each:"));
    load::opening(&load::connections(&floor).await, &token, 1, SECONDS).await.tell("empty unary call");
    now(&mut client, &authorization).await.tell("agenda, now (aim p99 < 2 ms)");
    then(&mut client, &authorization, dossiers * RECORDS_EACH).await.tell("agenda, as of any position");
}

async fn now(
    client: &mut AgendaServiceClient<Channel>,
    authorization: &MetadataValue<tonic::metadata::Ascii>,
) -> Measured {
    asked(client, authorization, |number| request(BODIES[number % BODIES.len()], None)).await
}

async fn then(
    client: &mut AgendaServiceClient<Channel>,
    authorization: &MetadataValue<tonic::metadata::Ascii>,
    records: usize,
) -> Measured {
    let log = reflects(client, authorization).await.log_id;
    asked(client, authorization, |number| {
        let position = (number * 7_919 % records + 1) as u64;
        let at = wire::v1::Position { log_id: log.clone(), position };
        request(BODIES[number % BODIES.len()], Some(wire::v1::read_at::At::AsOfPosition(at)))
    })
    .await
}

async fn asked(
    client: &mut AgendaServiceClient<Channel>,
    authorization: &MetadataValue<tonic::metadata::Ascii>,
    request: impl Fn(usize) -> GetAgendaRequest,
) -> Measured {
    let (mut took, begun) = (Vec::new(), Instant::now());
    for number in 0.. {
        if begun.elapsed().as_secs() >= SECONDS as u64 {
            break;
        }
        let called = Instant::now();
        let mut request = Request::new(request(number));
        request.metadata_mut().insert("authorization", authorization.clone());
        client.get_agenda(request).await.expect("an agenda");
        took.push(called.elapsed());
    }
    Measured::new(took, begun.elapsed())
}

async fn caught_up(
    client: &mut AgendaServiceClient<Channel>,
    authorization: &MetadataValue<tonic::metadata::Ascii>,
    records: usize,
) {
    let begun = Instant::now();
    while begun.elapsed() < CATCHING_UP {
        if reflects(client, authorization).await.position >= records as u64 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    panic!("the views did not catch up");
}

async fn reflects(
    client: &mut AgendaServiceClient<Channel>,
    authorization: &MetadataValue<tonic::metadata::Ascii>,
) -> wire::v1::Reflects {
    let mut request = Request::new(request("pora", None));
    request.metadata_mut().insert("authorization", authorization.clone());
    let answer = client.get_agenda(request).await.expect("an agenda").into_inner();
    answer.reflects.expect("every answer says what it reflects")
}

fn request(body: &str, at: Option<wire::v1::read_at::At>) -> GetAgendaRequest {
    GetAgendaRequest {
        body_id: body.to_owned(),
        at: at.map(|at| wire::v1::ReadAt { at: Some(at) }),
        page_size: 50,
        page_token: String::new(),
    }
}
