//! What writers send: commands that bring a dossier on, each with the id under which it is carried out once, and where
//! the dossier is after it.

use std::collections::BTreeMap;

use tests::{
    acts::{Opened, command_id},
    chance::Chance,
    journey::assent,
    people::Person,
    treatment::{Written as _, treated},
    user::User,
};
use tonic::Status;
use wire::v1::{
    self, DocumentRef, FileDocumentRequest, HandOverDossierRequest, OpenDossierRequest, Opening, Outcome,
    Receipt, RecordOutcomeRequest, SectionText, SubmitRoundRequest, next::Next,
};

/// The party that the dossiers are of.
pub(crate) const PARTY: &str = "gemeente-heiloo";
/// How often in a hundred a body does not simply say yes.
const CONTRARY_PERCENT: usize = 25;
/// The most visits to a step, as the framework says.
const VISITS_MAX: u32 = 3;

/// Everyone that a writer writes for. Made anew after each start of the server.
#[derive(Clone)]
pub(crate) struct Desks {
    /// Who has the dossier.
    pub(crate) coordinator: User,
    secretaries: BTreeMap<String, User>,
}

/// Where the dossier of a writer is.
#[derive(Clone)]
pub(crate) enum Place {
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
    HandOver(HandOverDossierRequest),
}

impl Desks {
    /// Everyone, as they are known at a place; the coordinator is this one.
    pub(crate) fn of(coordinator: Person, user: impl Fn(Person) -> User) -> Self {
        let bodies = user(Person::Auditor).bodies();
        let secretary =
            |body: &domain::ids::BodyId| (body.to_string(), user(Person::Secretary(body.to_string())));
        Self { secretaries: bodies.iter().map(secretary).collect(), coordinator: user(coordinator) }
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
            Self::HandOver(request) => &request.command_id,
        }
    }

    /// The same, but only if the dossier is at this revision. An opening is of a dossier that has none.
    pub(crate) fn expecting(mut self, revision: u64) -> Self {
        match &mut self {
            Self::Open(_) => {}
            Self::File(_, request) => request.expected_revision = Some(revision),
            Self::Submit(request) => request.expected_revision = Some(revision),
            Self::Record(_, request) => request.expected_revision = Some(revision),
            Self::HandOver(request) => request.expected_revision = Some(revision),
        }
        self
    }
}

impl Place {
    /// The next command that is possible here.
    pub(crate) fn command(&self, desks: &Desks, chance: &mut Chance) -> Command {
        match self {
            Self::Nowhere => Command::Open(OpenDossierRequest {
                command_id: command_id(),
                framework_id: "regio-alkmaar".into(),
                title: "Voorbeeld: groep onder druk".into(),
                function_ids: vec!["opbouwen".into()],
                ..OpenDossierRequest::default()
            }),
            Self::Waiting { dossier, round } => Command::File(
                round.clone(),
                FileDocumentRequest {
                    command_id: command_id(),
                    dossier_id: dossier.clone(),
                    format_id: round.clone(),
                    sections: sections(&desks.coordinator, round),
                    ..FileDocumentRequest::default()
                },
            ),
            Self::Filed { dossier, round, document } => Command::Submit(SubmitRoundRequest {
                command_id: command_id(),
                dossier_id: dossier.clone(),
                round_id: round.clone(),
                document: Some(document.clone()),
                ..SubmitRoundRequest::default()
            }),
            Self::At { dossier, opening } => treatment(dossier.clone(), opening, chance),
        }
    }
}

fn treatment(dossier: String, opening: &Opening, chance: &mut Chance) -> Command {
    let visit = opening.visit.clone().expect("an opening has a visit");
    let contrary = chance.percent(CONTRARY_PERCENT);
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

/// The coordinator gives the dossier to a colleague.
pub(crate) fn hand_over(dossier: &str, to: &Person) -> Command {
    Command::HandOver(HandOverDossierRequest {
        command_id: command_id(),
        dossier_id: dossier.to_owned(),
        to_actor_id: to.actor(),
        party_id: PARTY.into(),
        reason: Some("Er komt een ander op deze plek.".into()),
        ..HandOverDossierRequest::default()
    })
}

/// Sends a command and gives its receipt, and where the dossier is then, if that changes.
pub(crate) async fn send(command: &Command, desks: &Desks) -> Result<(Receipt, Option<Place>), Status> {
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
                Next::Revision(_) | Next::Ladder(_) => panic!("nobody referred it back or disagreed"),
            };
            (answer.receipt, place)
        }
        Command::HandOver(request) => {
            let answer = proposals.hand_over_dossier(request).await?.into_inner();
            return Ok((answer.receipt.expect("an accepted command has a receipt"), None));
        }
    };
    Ok((receipt.expect("an accepted command has a receipt"), Some(place)))
}

fn sections(user: &User, format: &str) -> Vec<SectionText> {
    let dossier = Opened { id: String::new(), framework: "regio-alkmaar".into() };
    user.sections(&dossier, format, |heading| format!("Een voorbeeld van {heading}."))
}
