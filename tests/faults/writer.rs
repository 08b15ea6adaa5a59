//! One of many who write at the same time: brings dossiers on, one after the other, and remembers what was
//! acknowledged and what was not.

use std::collections::BTreeMap;

use tests::{
    acts::command_id,
    chance::Chance,
    journey::assent,
    site::Site,
    treatment::{Written as _, treated},
    user::User,
};
use tonic::Status;
use tonic_types::StatusExt as _;
use wire::v1::{
    self, DocumentRef, FileDocumentRequest, OpenDossierRequest, Opening, Outcome, Receipt,
    RecordOutcomeRequest, SectionText, SubmitRoundRequest, next::Next,
};

/// How often in a hundred a body does not simply say yes.
const CONTRARY_PERCENT: usize = 25;
/// The most visits to a step, as the framework says.
const VISITS_MAX: u32 = 3;

/// Everyone that a writer writes for. Made anew after each start of the server.
#[derive(Clone)]
pub(crate) struct Desks {
    coordinator: User,
    secretaries: BTreeMap<String, User>,
}

/// One who writes.
pub(crate) struct Writer {
    chance: Chance,
    place: Place,
    /// The command that was sent and not answered: it may have been recorded, or not.
    pub(crate) unanswered: Option<Command>,
    /// Every receipt since it was last looked at.
    pub(crate) receipts: Vec<(String, Receipt)>,
}

/// Where the dossier of a writer is.
enum Place {
    Nowhere,
    Waiting { dossier: String, round: String },
    Filed { dossier: String, round: String, document: DocumentRef },
    At { dossier: String, opening: Box<Opening> },
}

/// A command as it was sent.
#[derive(Clone)]
pub(crate) enum Command {
    Open(OpenDossierRequest),
    File(String, FileDocumentRequest),
    Submit(SubmitRoundRequest),
    Record(String, Box<RecordOutcomeRequest>),
}

impl Desks {
    /// Everyone at this site.
    pub(crate) fn of(site: &Site) -> Self {
        let bodies = site.auditor().bodies();
        let secretary = |body: &domain::ids::BodyId| (body.to_string(), site.secretary(body.as_str()));
        let secretaries = bodies.iter().map(secretary).collect();
        Self { coordinator: site.coordinator("gemeente-heiloo"), secretaries }
    }
}

impl Command {
    /// The id under which it is carried out once.
    pub(crate) fn id(&self) -> &str {
        match self {
            Self::Open(request) => &request.command_id,
            Self::File(_, request) => &request.command_id,
            Self::Submit(request) => &request.command_id,
            Self::Record(_, request) => &request.command_id,
        }
    }
}

impl Writer {
    /// A writer that does the same things for the same seed.
    pub(crate) fn new(seed: u64) -> Self {
        let chance = Chance::from_seed(seed);
        Self { chance, place: Place::Nowhere, unanswered: None, receipts: Vec::new() }
    }

    /// Writes until the server is gone. What was not answered before is sent again first.
    ///
    /// # Panics
    /// If a command is refused: everything that is sent is possible.
    pub(crate) async fn write(&mut self, desks: &Desks) {
        while self.next(desks).await {}
    }

    /// Sends the next command, or the one that was not answered. False: the server is gone.
    pub(crate) async fn next(&mut self, desks: &Desks) -> bool {
        let command = self.unanswered.take().unwrap_or_else(|| self.command(desks));
        match send(&command, desks).await {
            Ok((receipt, place)) => {
                self.receipts.push((command.id().to_owned(), receipt));
                self.place = place;
                true
            }
            Err(status) if is_gone(&status) => {
                self.unanswered = Some(command);
                false
            }
            Err(status) => panic!("a possible command was refused: {status:?}"),
        }
    }

    fn command(&mut self, desks: &Desks) -> Command {
        match &self.place {
            Place::Nowhere => Command::Open(OpenDossierRequest {
                command_id: command_id(),
                framework_id: "regio-alkmaar".into(),
                title: "Voorbeeld: groep onder druk".into(),
                function_ids: vec!["opbouwen".into()],
                ..OpenDossierRequest::default()
            }),
            Place::Waiting { dossier, round } => Command::File(
                round.clone(),
                FileDocumentRequest {
                    command_id: command_id(),
                    dossier_id: dossier.clone(),
                    format_id: round.clone(),
                    sections: sections(&desks.coordinator, round),
                    ..FileDocumentRequest::default()
                },
            ),
            Place::Filed { dossier, round, document } => Command::Submit(SubmitRoundRequest {
                command_id: command_id(),
                dossier_id: dossier.clone(),
                round_id: round.clone(),
                document: Some(document.clone()),
                ..SubmitRoundRequest::default()
            }),
            Place::At { dossier, opening } => {
                let (dossier, opening) = (dossier.clone(), opening.clone());
                self.treatment(dossier, &opening)
            }
        }
    }

    fn treatment(&mut self, dossier: String, opening: &Opening) -> Command {
        let visit = opening.visit.clone().expect("an opening has a visit");
        let contrary = self.chance.percent(CONTRARY_PERCENT);
        let role = opening.role();
        let outcome = if contrary && visit.number < VISITS_MAX {
            Outcome::Deferred
        } else if contrary && role == v1::Role::Advises {
            Outcome::Negative
        } else {
            assent(role)
        };
        let request = RecordOutcomeRequest {
            command_id: command_id(),
            dossier_id: dossier,
            visit: Some(visit),
            treatment: Some(treated(outcome).because("Zie het verslag.").dated(&opening.arrived_on)),
            ..RecordOutcomeRequest::default()
        };
        let body = opening.body.as_ref().expect("an opening is at a body").id.clone();
        Command::Record(body, Box::new(request))
    }
}

/// Sends a command and gives its receipt, and where the dossier is then.
async fn send(command: &Command, desks: &Desks) -> Result<(Receipt, Place), Status> {
    let mut proposals = desks.coordinator.proposals();
    let (receipt, place) = match command.clone() {
        Command::Open(request) => {
            let answer = proposals.open_dossier(request).await?.into_inner();
            (answer.receipt, Place::Waiting { dossier: answer.dossier_id, round: "voorstel".into() })
        }
        Command::File(round, request) => {
            let dossier = request.dossier_id.clone();
            let answer = proposals.file_document(request).await?.into_inner();
            let document = answer.document.and_then(|summary| summary.document).expect("a version");
            (answer.receipt, Place::Filed { dossier, round, document })
        }
        Command::Submit(request) => {
            let dossier = request.dossier_id.clone();
            let answer = proposals.submit_round(request).await?.into_inner();
            (answer.receipt, Place::At { dossier, opening: Box::new(answer.opening.expect("an opening")) })
        }
        Command::Record(body, request) => {
            let dossier = request.dossier_id.clone();
            let answer = desks.secretaries[&body].decisions().record_outcome(*request).await?.into_inner();
            let place = match answer.next.and_then(|next| next.next).expect("an answer says where it goes") {
                Next::Visit(opening) => Place::At { dossier, opening: Box::new(opening) },
                Next::Round(round) => Place::Waiting { dossier, round: round.id },
                Next::Ended(_) => Place::Nowhere,
                Next::Revision(_) => panic!("nobody referred it back"),
            };
            (answer.receipt, place)
        }
    };
    Ok((receipt.expect("an accepted command has a receipt"), place))
}

/// Whether it was the connection that failed, or the server that was stopping, and not a rule that said no.
fn is_gone(status: &Status) -> bool {
    let details = status.get_error_details();
    details.error_info().is_none_or(|info| info.reason == "SERVICE_STOPPING")
}

fn sections(user: &User, format: &str) -> Vec<SectionText> {
    let dossier = tests::acts::Opened { id: String::new(), framework: "regio-alkmaar".into() };
    user.sections(&dossier, format, |heading| format!("Een voorbeeld van {heading}."))
}
