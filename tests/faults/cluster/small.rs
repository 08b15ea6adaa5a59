//! The smallest region on servers: an intake, an agenda and an audit service, and one dossier that waits for a body.

use std::time::Duration;

use tests::{
    acts::{Opened, command_id},
    nats::Access,
    nodes::{Node, Nodes},
    people::Person,
    reads::titles,
    refusal::refused,
    site::alkmaar,
    user::User,
};
use tokio::{
    task::block_in_place,
    time::{Instant, sleep, timeout},
};
use tonic::{Code, Status};
use wire::v1::{GetAgendaRequest, OpenDossierRequest, Receipt, verify_decisions_response::Verification};

use super::{ground::answered, invariants::read_on};
use crate::{books::Books, commands::PARTY};

/// Who the dossier waits for.
const BODY: &str = "beleidsoverleg";
/// What is answered or refused at once takes no longer.
const AT_ONCE: Duration = Duration::from_secs(1);
/// How soon everyone serves who has just started.
const SERVES_WITHIN: Duration = Duration::from_secs(10);
/// How often a process is asked how it does.
const LOOK_EVERY: Duration = Duration::from_millis(100);

/// The processes of the region.
pub(super) struct Small {
    intake: Node,
    agenda: Node,
    audit: Node,
    /// What was recorded before anything happened.
    dossier: Opened,
}

/// What an agenda shows, and how old that is.
#[derive(Debug)]
pub(super) struct Shown {
    pub(super) titles: Vec<String>,
    pub(super) position: u64,
    pub(super) silent_seconds: u32,
}

/// A command that can be given at any time.
pub(super) fn opening() -> OpenDossierRequest {
    OpenDossierRequest {
        command_id: command_id(),
        framework_id: "regio-alkmaar".into(),
        title: "Voorbeeld: gegeven terwijl niemand het kon vastleggen".into(),
        function_ids: vec!["opbouwen".into()],
        ..OpenDossierRequest::default()
    }
}

impl Small {
    /// A region on these servers in which everyone serves, with a dossier that the agenda knows.
    pub(super) async fn on(access: Access) -> Self {
        let nodes = block_in_place(|| Nodes::on(access));
        let (intake, agenda, audit) =
            tokio::join!(nodes.start("intake"), nodes.start("agenda"), nodes.start("audit"));
        intake.user(Person::Administrator).adopt(alkmaar()).await.expect("a sound framework is adopted");
        let coordinator = intake.user(Person::Coordinator(PARTY.into()));
        let dossier = coordinator.open("Voorbeeld: voordat het misging").await.expect("a dossier");
        coordinator.submit(&dossier, "voorstel").await.expect("the round opens");
        let small = Self { intake, agenda, audit, dossier };
        small.serve_again(Instant::now() + SERVES_WITHIN).await;
        // Waits until the agenda has come that far.
        assert_eq!(small.auditor().titles(BODY).await.expect("an agenda").len(), 1);
        small
    }

    /// Each process.
    pub(super) fn nodes(&self) -> [&Node; 3] {
        [&self.intake, &self.agenda, &self.audit]
    }

    pub(super) fn coordinator(&self) -> User {
        self.intake.user(Person::Coordinator(PARTY.into()))
    }

    fn auditor(&self) -> User {
        self.agenda.auditor()
    }

    pub(super) async fn open(&self, request: &OpenDossierRequest) -> Result<Receipt, Status> {
        let answer = self.coordinator().proposals().open_dossier(request.clone()).await?.into_inner();
        Ok(answer.receipt.expect("an accepted command has a receipt"))
    }

    /// What the agenda shows at once, with what it has.
    pub(super) async fn agenda(&self) -> Shown {
        let request = GetAgendaRequest { body_id: BODY.into(), ..GetAgendaRequest::default() };
        let mut agendas = self.auditor().agendas();
        let answer = timeout(AT_ONCE, agendas.get_agenda(request)).await.expect("nobody is waited for");
        let answer = answer.expect("an agenda").into_inner();
        let reflects = answer.reflects.expect("an answer says what it reflects");
        Shown {
            titles: titles(&answer.items),
            position: reflects.position,
            silent_seconds: reflects.journal_silent_seconds,
        }
    }

    /// `/healthz` of a process says it, and why.
    pub(super) async fn says_that_it_is_cut_off(&self, node: &Node, until: Instant) {
        let health = loop {
            let health = block_in_place(|| node.health()).expect("it answers");
            if !health.serves {
                break health;
            }
            assert!(Instant::now() < until, "it says for too long that it serves:\n{}", node.log());
            sleep(LOOK_EVERY).await;
        };
        assert!(health.told.contains("the journal cannot be reached"), "{health:?}");
    }

    pub(super) async fn refuses_commands_at_once(&self) {
        // What it remembers it can decide on, and only recording it is impossible.
        let coordinator = self.coordinator();
        let filed = timeout(AT_ONCE, coordinator.file(&self.dossier, "voorstel")).await;
        refused(filed.expect("nobody is waited for"), Code::Unavailable, "JOURNAL_CUT_OFF");
        // What it does not remember it cannot read either.
        let opened = timeout(AT_ONCE, self.open(&opening())).await.expect("nobody is waited for");
        refused(opened, Code::Unavailable, "JOURNAL_UNREADABLE");
    }

    /// The audit service reads the journal itself, and says that it cannot.
    pub(super) async fn cannot_read_the_journal(&self) {
        let auditor = self.audit.auditor();
        let read = timeout(AT_ONCE, auditor.history(&self.history())).await.expect("nobody is waited for");
        refused(read, Code::Unavailable, "JOURNAL_UNREADABLE");
    }

    /// Every process serves, and hears the journal.
    pub(super) async fn serve_again(&self, until: Instant) {
        for node in self.nodes() {
            while !block_in_place(|| node.health()).expect("it answers").serves {
                assert!(Instant::now() < until, "it does not serve:\n{}", node.log());
                sleep(LOOK_EVERY).await;
            }
        }
        while self.agenda().await.silent_seconds > 0 {
            assert!(Instant::now() < until, "the agenda hears nothing");
            sleep(LOOK_EVERY).await;
        }
    }

    /// What was recorded before is there, this command is there once, and a next one can be given and is seen.
    pub(super) async fn has_recorded_once(&self, command: &OpenDossierRequest) {
        let again = self.open(command).await.expect("it was recorded");
        assert!(again.repeated, "it was carried out twice");
        let coordinator = self.coordinator();
        let next = coordinator.open("Voorbeeld: daarna").await.expect("a dossier");
        coordinator.submit(&next, "voorstel").await.expect("the round opens");
        let auditor = self.audit.auditor();
        // The adoption, three commands in each of two dossiers, and this one. No command stands there twice.
        let mut books = Books::default();
        read_on(&mut books, &auditor).await;
        books.holds(&command.command_id, &again);
        assert_eq!(books.position, 8, "nothing was refused and recorded all the same");
        books.agrees_with_agendas(&self.auditor()).await;
        assert_eq!(answered(async || auditor.history(&self.history()).await).await.len(), 3);
        let verified = answered(async || auditor.verify(None).await).await;
        let Verification::Agreed(agreed) = verified else { panic!("{verified:?}") };
        assert_eq!(agreed.records, books.position);
    }

    fn history(&self) -> String {
        format!("dossier.{}", self.dossier.id)
    }
}
