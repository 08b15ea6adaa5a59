//! From a receipt at one process to a row on the agenda that somebody watches at another, beside a raw publish until a
//! bare consumer has it.

use std::time::Instant;

use tests::region::Region;
use tokio::sync::mpsc;
use tonic::{Streaming, transport::Channel};
use uuid::Uuid;
use wire::v1::{
    self, FileDocumentRequest, GetAgendaRequest, ReadAt, SubmitRoundRequest, WatchAgendaRequest,
    WatchAgendaResponse, agenda_service_client::AgendaServiceClient,
    proposal_service_client::ProposalServiceClient, watch_agenda_response::Change,
};

use crate::{
    delivery::{Seen, delivered, seen_at},
    figures::{Measured, say},
    ground::Ground,
    load::opened,
    raw::Stored,
    server::{Server, authorized, someone},
};

/// Someone who brings dossiers before the first body.
struct Coordinator {
    region: Region,
    channel: Channel,
    token: String,
}

/// What came of a submission.
struct Submitted {
    dossier: String,
    body: String,
    position: v1::Position,
    /// When the receipt was there.
    at: Instant,
}

pub(crate) async fn measure(commands: usize) {
    let ground = Ground::start(1, false).await;
    let folder = tempfile::tempdir().expect("a folder");
    let (tokens, token) = someone(folder.path());
    let (of_intake, of_agenda) = (folder.path().join("intake"), folder.path().join("agenda"));
    let intake = Server::on_nats(&of_intake, &tokens, "intake", &ground).await;
    let agenda = Server::on_nats(&of_agenda, &tokens, "agenda", &ground).await;
    intake.adopt(&token).await;
    let channel = intake.connect().await;
    let coordinator = Coordinator { region: Region::new(1, 1), channel, token };
    // The first says which body is the first, and nobody pays for a cold start.
    let first = coordinator.submit().await;
    let mut seen = watched(&agenda, &coordinator.token, &first).await;

    let (mut took, begun, mut before) = (Vec::with_capacity(commands), Instant::now(), 0);
    for _ in 0..commands {
        let Submitted { position, at, .. } = coordinator.submit().await;
        let shown = seen_at(&mut seen, position.position).await;
        before += usize::from(shown < at);
        took.push(shown.saturating_duration_since(at));
    }
    let shown = Measured::new(took, begun.elapsed());

    let history = format!("dossier.{}", first.dossier).parse().expect("a history");
    let floor = delivered(&ground, &Stored::of(&ground, &history).await, commands).await;
    say(&format!("{ground}; {commands} submissions one by one, intake and agenda each a process:"));
    floor.tell_times("raw: acknowledged until a bare consumer has it");
    shown.tell_times("receipt until the watched agenda shows it");
    say(&format!("  {before} of {commands} were shown before their receipt was there: counted as 0"));
    let p99 = shown.percentile(99).as_secs_f64() * 1_000.0;
    say(&format!("p99 from receipt to agenda (aim under 20 ms): {p99:.3} ms"));
}

impl Coordinator {
    /// Opens a dossier, files its document, and submits it.
    async fn submit(&self) -> Submitted {
        let framework = self.region.framework();
        let round = &framework.route.rounds[0];
        let format = framework.format(&round.opens_with[0]).expect("a format");
        let text = |section: &str| format!("Een voorbeeld van {section}.");
        let sections = format.sections.iter().map(|section| v1::SectionText {
            section_id: section.id.to_string(),
            text: text(&section.heading.to_string()),
        });
        let dossier = opened(&self.channel, &self.token, 1).await.remove(0);
        let file = FileDocumentRequest {
            command_id: Uuid::new_v4().to_string(),
            dossier_id: dossier.clone(),
            format_id: format.id.to_string(),
            sections: sections.collect(),
            ..FileDocumentRequest::default()
        };
        let mut client = ProposalServiceClient::new(self.channel.clone());
        let filed = client.file_document(authorized(file, &self.token)).await.expect("filed").into_inner();
        let submit = SubmitRoundRequest {
            command_id: Uuid::new_v4().to_string(),
            dossier_id: dossier.clone(),
            round_id: round.id.to_string(),
            document: filed.document.and_then(|summary| summary.document),
            ..SubmitRoundRequest::default()
        };
        let answer = client.submit_round(authorized(submit, &self.token)).await.expect("submitted");
        let at = Instant::now();
        let answer = answer.into_inner();
        let body = answer.opening.and_then(|opening| opening.body).expect("a body").id;
        let position = answer.receipt.and_then(|receipt| receipt.position).expect("a position");
        Submitted { dossier, body, position, at }
    }
}

/// Watches the agenda that shows the first dossier. Gives every row that is added after that, as it comes.
async fn watched(agenda: &Server, token: &str, first: &Submitted) -> mpsc::UnboundedReceiver<Seen> {
    let mut client = AgendaServiceClient::new(agenda.connect().await);
    // A service that has not read of the body yet knows none.
    let at_least = v1::read_at::At::AtLeast(first.position.clone());
    let at = Some(ReadAt { at: Some(at_least) });
    let page = GetAgendaRequest { body_id: first.body.clone(), at, ..GetAgendaRequest::default() };
    client.get_agenda(authorized(page, token)).await.expect("an agenda");
    let watch = WatchAgendaRequest { body_id: first.body.clone() };
    let mut stream = client.watch_agenda(authorized(watch, token)).await.expect("watched").into_inner();
    loop {
        let message = stream.message().await.expect("a message").expect("it goes on");
        if matches!(message.change, Some(Change::Snapshot(snapshot)) if snapshot.complete) {
            break;
        }
    }
    let (sender, seen) = mpsc::unbounded_channel();
    tokio::spawn(note(stream, sender));
    seen
}

async fn note(mut stream: Streaming<WatchAgendaResponse>, sender: mpsc::UnboundedSender<Seen>) {
    while let Ok(Some(message)) = stream.message().await {
        let at = Instant::now();
        let position = message.reflects.map(|reflects| reflects.position).unwrap_or_default();
        // A sign of life tells of a position too, but of no row.
        if matches!(message.change, Some(Change::Opened(_))) && sender.send((position, at)).is_err() {
            return;
        }
    }
}
