//! Agendas, dossiers and the register as of random positions, through gRPC, beside an empty call.

use std::time::{Duration, Instant};

use tests::{chance::Chance, region::Region};
use tonic::{
    Request,
    metadata::{Ascii, MetadataValue},
    transport::Channel,
};
use wire::v1::{
    GetAgendaRequest, GetDossierRequest, ListRegisterRequest, Position, ReadAt, Reflects,
    agenda_service_client::AgendaServiceClient, dossier_service_client::DossierServiceClient,
    get_dossier_request::Dossier, read_at::At,
};

use crate::{
    figures::{Measured, say},
    load, records,
    server::Server,
};

/// Records for each dossier, so that most of them are somewhere on the route.
const RECORDS_EACH: usize = 6;
/// How many positions are drawn.
const POSITIONS: usize = 1_000;
const PAGE_ROWS: u32 = 50;
/// For how many seconds empty calls are made.
const FLOOR_SECONDS: usize = 5;
/// How long the views may take to catch up before anything is asked.
const CATCHING_UP: Duration = Duration::from_secs(300);
/// The year in which the first dossiers of a region are opened, and what stands before it in their numbers.
const NUMBERS: &str = "OZA-2026";

/// Who asks.
struct Asker {
    agendas: AgendaServiceClient<Channel>,
    dossiers: DossierServiceClient<Channel>,
    authorization: MetadataValue<Ascii>,
    log: String,
}

pub(crate) async fn measure(dossiers: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let count = dossiers * RECORDS_EACH;
    {
        let journal = records::journal(folder.path());
        records::fill(&journal, count, dossiers).await;
    }
    let (server, token) = Server::besluitspoor(folder.path()).await;
    let floor = Server::floor().await;
    let channel = server.connect().await;
    let mut asker = Asker {
        agendas: AgendaServiceClient::new(channel.clone()),
        dossiers: DossierServiceClient::new(channel),
        authorization: format!("Bearer {token}").parse().expect("ascii"),
        log: String::new(),
    };
    asker.caught_up(count as u64).await;

    let bodies: Vec<_> =
        Region::new(11, 1).framework().bodies.iter().map(|body| body.id.to_string()).collect();
    let mut chance = Chance::from_seed(20_261_130);
    // The first records are the adoption and the openings, so a position tells how many dossiers there were.
    let drawn: Vec<_> = (0..POSITIONS).map(|_| chance.below(count - 1) + 2).collect();
    let (mut agenda, mut dossier, mut register) = (Vec::new(), Vec::new(), Vec::new());
    let begun = Instant::now();
    for position in drawn {
        for body in &bodies {
            agenda.push(asker.agenda(body, position).await);
        }
        let number = chance.below((position - 1).min(dossiers)) + 1;
        dossier.push(asker.dossier(&format!("{NUMBERS}-{number:04}"), position).await);
        register.push(asker.register(position).await);
    }
    let all = begun.elapsed();
    say(&format!("{dossiers} dossiers, {count} records, as of {POSITIONS} random positions, 1 in flight:"));
    load::opening(&load::connections(&floor).await, &token, 1, FLOOR_SECONDS).await.tell("empty unary call");
    for (took, what) in [(agenda, "agenda of every body"), (dossier, "dossier"), (register, "register")] {
        Measured::new(took, all).tell_times(&format!("{what}, as of then (aim p99 < 5 ms)"));
    }
}

impl Asker {
    async fn agenda(&mut self, body: &str, position: usize) -> Duration {
        let request = GetAgendaRequest {
            body_id: body.to_owned(),
            at: self.at(position),
            page_size: PAGE_ROWS,
            page_token: String::new(),
        };
        let request = self.asking(request);
        let called = Instant::now();
        let answer = self.agendas.get_agenda(request).await.expect("an agenda").into_inner();
        let took = called.elapsed();
        reflects(answer.reflects, position);
        took
    }

    async fn dossier(&mut self, reference: &str, position: usize) -> Duration {
        let dossier = Some(Dossier::Reference(reference.to_owned()));
        let request = self.asking(GetDossierRequest { dossier, at: self.at(position) });
        let called = Instant::now();
        let answer = self.dossiers.get_dossier(request).await.expect("a dossier").into_inner();
        let took = called.elapsed();
        reflects(answer.reflects, position);
        took
    }

    async fn register(&mut self, position: usize) -> Duration {
        let at = self.at(position);
        let request =
            self.asking(ListRegisterRequest { at, page_size: PAGE_ROWS, ..ListRegisterRequest::default() });
        let called = Instant::now();
        let answer = self.dossiers.list_register(request).await.expect("the register").into_inner();
        let took = called.elapsed();
        reflects(answer.reflects, position);
        took
    }

    fn at(&self, position: usize) -> Option<ReadAt> {
        let position = Position { log_id: self.log.clone(), position: position as u64 };
        Some(ReadAt { at: Some(At::AsOfPosition(position)) })
    }

    fn asking<T>(&self, message: T) -> Request<T> {
        let mut request = Request::new(message);
        request.metadata_mut().insert("authorization", self.authorization.clone());
        request
    }

    async fn caught_up(&mut self, records: u64) {
        let begun = Instant::now();
        while begun.elapsed() < CATCHING_UP {
            let request = GetAgendaRequest { body_id: "pora".into(), ..GetAgendaRequest::default() };
            let answer = self.agendas.get_agenda(self.asking(request)).await.expect("an agenda");
            let reflects = answer.into_inner().reflects.expect("every answer says what it reflects");
            self.log = reflects.log_id;
            if reflects.position >= records {
                return;
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        panic!("the views did not catch up");
    }
}

/// An answer that reflects something else would be quick for nothing.
fn reflects(reflects: Option<Reflects>, position: usize) {
    assert_eq!(reflects.expect("every answer says what it reflects").position, position as u64);
}
