//! The life of one command, on a journal in memory: receipts, repeats, conflicts and doubt.

use std::sync::{
    Arc,
    atomic::{AtomicI32, AtomicU64, Ordering},
};

use bytes::Bytes;
use domain::{
    context::Capacity,
    dossier::{self, Refusal, command},
    framework::adoption::Adopt,
    ids::{CommandId, DossierId, Revision},
};
use intake::{Command, Error, Intake, Order, Sealing, Surroundings};
use jiff::Timestamp;
use journal::{Journal, MemoryJournal, append, memory::Faults};
use record::{HistoryId, LogId, Recorded};
use uuid::Uuid;
use wire::convert::Seal;

/// A world whose clock a test sets, and whose chance counts.
#[derive(Default)]
struct World {
    second: AtomicU64,
    /// How far the region's clock is ahead of UTC, in seconds beyond an hour.
    summer: AtomicI32,
    drawn: AtomicU64,
}

impl Surroundings for World {
    fn now(&self) -> Recorded {
        let second = i64::try_from(self.second.load(Ordering::SeqCst)).expect("a small number");
        Recorded::new(
            Timestamp::from_second(1_773_000_000 + second).expect("a moment"),
            3_600 + self.summer.load(Ordering::SeqCst),
        )
    }

    fn chance(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&self.drawn.fetch_add(1, Ordering::SeqCst).to_le_bytes());
        bytes
    }
}

struct Desk {
    intake: Intake,
    world: Arc<World>,
}

impl Desk {
    /// An intake on a journal, with the shipped framework adopted.
    async fn with(journal: Arc<dyn Journal>) -> Self {
        let desk = Self::without_framework(journal);
        desk.intake.carry_out(&desk.adoption(1)).await.expect("the framework is sound");
        desk
    }

    fn without_framework(journal: Arc<dyn Journal>) -> Self {
        let world = Arc::new(World::default());
        let intake = Intake::new(journal, world.clone(), "urn:nld:test".to_owned());
        Self { intake, world }
    }

    fn adoption(&self, id: u128) -> Order {
        self.adopting(id, kader::shipped::regio_alkmaar())
    }

    /// Adopts a version that replaces the shipped one.
    fn renewal(&self, id: u128) -> Order {
        let first = std::str::from_utf8(kader::shipped::regio_alkmaar()).expect("a text");
        let second = "version = \"2026.2\"\nsupersedes = \"2026.1\"";
        self.adopting(id, first.replace("version = \"2026.1\"", second).as_bytes())
    }

    fn adopting(&self, id: u128, bytes: &[u8]) -> Order {
        let framework = kader::read(bytes).expect("the shipped framework is sound");
        let mut sealing = Sealing::new(self.world.as_ref());
        let file = sealing.seal("framework-file", std::str::from_utf8(bytes).expect("a text"));
        let history = HistoryId::Framework(framework.reference.id.clone());
        let command = Command::Adopt { framework: Arc::new(framework), adopt: Adopt { file } };
        self.order(id, history, Capacity::Administrator, command, sealing)
    }

    fn opening(&self, id: u128, title: &str) -> Order {
        let mut sealing = Sealing::new(self.world.as_ref());
        let open = command::Open {
            title: sealing.seal("title", title),
            functions: vec!["terugleiden".parse().expect("a function")],
            target_group: None,
            follows: None,
        };
        let framework = "regio-alkmaar".parse().expect("a name");
        let history = HistoryId::Dossier(DossierId(Uuid::from_u128(id)));
        self.order(id, history, coordinator(), Command::Open { framework, open }, sealing)
    }

    fn withdrawal(&self, id: u128, dossier: u128, reason: &str) -> Order {
        let mut sealing = Sealing::new(self.world.as_ref());
        let withdraw = command::Withdraw { reason: sealing.seal("reason", reason) };
        let history = HistoryId::Dossier(DossierId(Uuid::from_u128(dossier)));
        let command = Command::Dossier(dossier::Command::Withdraw(withdraw));
        self.order(id, history, coordinator(), command, sealing)
    }

    fn filing(&self, id: u128, dossier: u128) -> Order {
        let (format, sections) = ("voorstel".parse().expect("a format"), Vec::new());
        let digest = record::document_digest(&sections);
        let file = command::FileDocument { format, sections, digest };
        let history = HistoryId::Dossier(DossierId(Uuid::from_u128(dossier)));
        let command = Command::Dossier(dossier::Command::FileDocument(file));
        self.order(id, history, coordinator(), command, Sealing::new(self.world.as_ref()))
    }

    fn order(
        &self,
        id: u128,
        history: HistoryId,
        capacity: Capacity,
        command: Command,
        sealing: Sealing<'_>,
    ) -> Order {
        let texts = Bytes::from(sealing.into_texts());
        let actor = "u-1".parse().expect("an actor");
        Order { id: CommandId(Uuid::from_u128(id)), history, expected: None, actor, capacity, command, texts }
    }
}

fn coordinator() -> Capacity {
    Capacity::Coordinator { party: "swv-ppo-nk".parse().expect("a party") }
}

fn memory() -> Arc<dyn Journal> {
    Arc::new(MemoryJournal::new(LogId(Uuid::from_u128(1))))
}

#[tokio::test]
async fn a_command_gives_a_receipt_and_its_repeat_gives_the_same() {
    let desk = Desk::with(memory()).await;
    let first = desk.intake.carry_out(&desk.opening(2, "De Stip")).await.expect("opened");
    let again = desk.intake.carry_out(&desk.opening(2, "De Stip")).await.expect("the first receipt");
    assert!(!first.repeated && again.repeated);
    assert_eq!((first.revision, first.position), (again.revision, again.position));
    assert_eq!(first.event, again.event, "the first record, salts and all");
    assert_eq!(desk.intake.journal().head().0, 2, "nothing was added");
}

#[tokio::test]
async fn a_repeat_after_a_restart_gives_the_first_receipt() {
    let journal = memory();
    let first = Desk::with(journal.clone()).await;
    let receipt = first.intake.carry_out(&first.opening(2, "De Stip")).await.expect("opened");
    let second = Desk::without_framework(journal);
    let again = second.intake.carry_out(&second.opening(2, "De Stip")).await.expect("the first receipt");
    assert_eq!((receipt.revision, receipt.position), (again.revision, again.position));
}

#[tokio::test]
async fn hazard_4_the_same_id_with_other_content_is_refused() {
    let desk = Desk::with(memory()).await;
    desk.intake.carry_out(&desk.opening(2, "De Stip")).await.expect("opened");
    let answer = desk.intake.carry_out(&desk.opening(2, "De Boog")).await;
    assert!(matches!(answer, Err(Error::CommandIdReused { position }) if position.0 == 2), "{answer:?}");
}

#[tokio::test]
async fn the_same_id_from_another_person_is_refused() {
    let desk = Desk::with(memory()).await;
    desk.intake.carry_out(&desk.opening(2, "De Stip")).await.expect("opened");
    let other = Order { actor: "u-2".parse().expect("an actor"), ..desk.opening(2, "De Stip") };
    let answer = desk.intake.carry_out(&other).await;
    assert!(matches!(answer, Err(Error::CommandIdReused { .. })), "{answer:?}");
}

#[tokio::test]
async fn hazard_3_the_same_id_for_another_dossier_is_refused_and_nothing_is_swallowed() {
    let desk = Desk::with(memory()).await;
    desk.intake.carry_out(&desk.opening(2, "De Stip")).await.expect("opened");
    desk.intake.carry_out(&desk.opening(3, "De Boog")).await.expect("opened");
    desk.intake.carry_out(&desk.withdrawal(4, 2, "dubbel")).await.expect("withdrawn");
    let answer = desk.intake.carry_out(&desk.withdrawal(4, 3, "dubbel")).await;
    assert!(matches!(answer, Err(Error::CommandIdReused { .. })), "{answer:?}");
    assert_eq!(desk.intake.journal().head().0, 4);
    desk.intake.carry_out(&desk.withdrawal(5, 3, "dubbel")).await.expect("the other dossier is untouched");
}

#[tokio::test]
async fn a_stale_revision_is_told_and_nothing_is_written() {
    let desk = Desk::with(memory()).await;
    desk.intake.carry_out(&desk.opening(2, "De Stip")).await.expect("opened");
    let stale = Order { expected: Some(Revision(7)), ..desk.withdrawal(3, 2, "dubbel") };
    let answer = desk.intake.carry_out(&stale).await;
    assert!(matches!(answer, Err(Error::Stale { expected: Revision(7), actual: Revision(1) })), "{answer:?}");
    assert_eq!(desk.intake.journal().head().0, 2);
}

#[tokio::test]
async fn a_refused_command_leaves_the_dossier_as_it_was() {
    let desk = Desk::with(memory()).await;
    desk.intake.carry_out(&desk.opening(2, "De Stip")).await.expect("opened");
    desk.intake.carry_out(&desk.withdrawal(3, 2, "dubbel")).await.expect("withdrawn");
    let answer = desk.intake.carry_out(&desk.withdrawal(4, 2, "nog eens")).await;
    assert!(matches!(answer, Err(Error::Dossier(Refusal::Ended { .. }))), "{answer:?}");
    let answer = desk.intake.carry_out(&desk.withdrawal(5, 99, "onbekend")).await;
    assert!(matches!(answer, Err(Error::Dossier(Refusal::DossierUnknown))), "{answer:?}");
    assert_eq!(desk.intake.journal().head().0, 3);
}

#[tokio::test]
async fn without_a_framework_nothing_opens() {
    let desk = Desk::without_framework(memory());
    let answer = desk.intake.carry_out(&desk.opening(2, "De Stip")).await;
    assert!(matches!(answer, Err(Error::FrameworkUnknown { .. })), "{answer:?}");
}

#[tokio::test]
async fn two_intakes_on_one_journal_decide_one_after_the_other() {
    let journal = memory();
    let first = Desk::with(journal.clone()).await;
    let second = Desk::without_framework(journal);
    first.intake.carry_out(&first.opening(2, "De Stip")).await.expect("opened");
    let seen = second.intake.look(DossierId(Uuid::from_u128(2)), |state| state.revision()).await;
    assert_eq!(seen.expect("readable"), Revision(1), "the second now has it in memory");
    first.intake.carry_out(&first.withdrawal(3, 2, "dubbel")).await.expect("withdrawn");
    let answer = second.intake.carry_out(&second.withdrawal(4, 2, "dubbel")).await;
    assert!(matches!(answer, Err(Error::Dossier(Refusal::Ended { .. }))), "decided anew: {answer:?}");
}

#[tokio::test]
async fn a_refusal_rests_on_what_another_intake_has_stored() {
    let journal = memory();
    let first = Desk::with(journal.clone()).await;
    let second = Desk::without_framework(journal);
    first.intake.carry_out(&first.opening(2, "De Stip")).await.expect("opened");
    let seen = second.intake.look(DossierId(Uuid::from_u128(2)), |state| state.revision()).await;
    assert_eq!(seen.expect("readable"), Revision(1), "the second now has it in memory");
    let filed = first.filing(3, 2);
    first.intake.carry_out(&filed).await.expect("filed");
    let newest = Order { expected: Some(Revision(2)), ..second.withdrawal(4, 2, "dubbel") };
    let receipt = second.intake.carry_out(&newest).await.expect("not stale: the history stands at 2");
    assert_eq!(receipt.revision, Revision(3));
}

#[tokio::test]
async fn a_framework_that_another_intake_adopted_is_known() {
    let journal = memory();
    let second = Desk::without_framework(journal.clone());
    let answer = second.intake.carry_out(&second.opening(2, "De Stip")).await;
    assert!(matches!(answer, Err(Error::FrameworkUnknown { .. })), "{answer:?}");
    Desk::with(journal).await;
    second.intake.carry_out(&second.opening(2, "De Stip")).await.expect("opened");
}

/// Found by the simulation: the version was stored, and openings went on with the one before it.
#[tokio::test]
async fn a_version_whose_adoption_was_unclear_is_in_force_once_it_is_acknowledged() {
    let faults = Faults { ack_lost: 1_000, ..Faults::none() };
    let desk =
        Desk::without_framework(Arc::new(MemoryJournal::with_faults(LogId(Uuid::from_u128(1)), faults)));
    let (first, opening, renewal) = (desk.adoption(1), desk.opening(2, "De Stip"), desk.renewal(3));
    for order in [&first, &opening, &renewal] {
        let answer = desk.intake.carry_out(order).await;
        assert!(
            matches!(answer, Err(Error::Append(append::Error::Unclear))),
            "stored all the same: {answer:?}"
        );
    }
    desk.intake.carry_out(&renewal).await.expect("the first receipt");
    let family = "regio-alkmaar".parse().expect("a name");
    let in_force = desk.intake.in_force(&family, "2026-03-08".parse().expect("a date")).await;
    assert_eq!(in_force.expect("a version is").reference.version.as_str(), "2026.2");
}

/// Found by the simulation: the same, when the version was stored without this intake.
#[tokio::test]
async fn an_intake_that_acknowledges_an_adoption_knows_the_version() {
    let journal = memory();
    let first = Desk::with(journal.clone()).await;
    let second = Desk::without_framework(journal);
    second.intake.carry_out(&second.opening(2, "De Stip")).await.expect("opened on the first version");
    let renewal = first.renewal(3);
    first.intake.carry_out(&renewal).await.expect("adopted");
    second.intake.carry_out(&renewal).await.expect("the first receipt");
    let family = "regio-alkmaar".parse().expect("a name");
    let in_force = second.intake.in_force(&family, "2026-03-08".parse().expect("a date")).await;
    assert_eq!(in_force.expect("a version is").reference.version.as_str(), "2026.2");
}

/// Found by the simulation: the moment was kept and the offset was not, so a date of the region came after a later
/// one, and a body that met on the first could not be written down.
#[tokio::test]
async fn a_clock_that_jumps_back_over_the_change_to_summer_time_does_not_turn_a_date_back() {
    let desk = Desk::with(memory()).await;
    // 22:30 in UTC: half past midnight in summer, half past eleven in winter.
    desk.world.second.store(268_200, Ordering::SeqCst);
    desk.world.summer.store(3_600, Ordering::SeqCst);
    let opened = desk.intake.carry_out(&desk.opening(2, "De Stip")).await.expect("opened");
    desk.world.second.store(10, Ordering::SeqCst);
    desk.world.summer.store(0, Ordering::SeqCst);
    let withdrawn = desk.intake.carry_out(&desk.withdrawal(3, 2, "dubbel")).await.expect("withdrawn");
    assert!(withdrawn.recorded.today() >= opened.recorded.today());
    assert_eq!(
        opened.recorded.now.to_string(),
        "2026-03-11T22:30:00Z",
        "a moment whose date depends on the offset"
    );
}

#[tokio::test]
async fn hazard_19_a_clock_that_jumps_back_does_not_turn_a_history_back() {
    let desk = Desk::with(memory()).await;
    desk.world.second.store(5_000, Ordering::SeqCst);
    let opened = desk.intake.carry_out(&desk.opening(2, "De Stip")).await.expect("opened");
    desk.world.second.store(10, Ordering::SeqCst);
    let withdrawn = desk.intake.carry_out(&desk.withdrawal(3, 2, "dubbel")).await.expect("withdrawn");
    assert!(withdrawn.recorded.now >= opened.recorded.now);
}

#[tokio::test]
async fn many_writers_on_one_dossier_are_all_answered() {
    let desk = Arc::new(Desk::with(memory()).await);
    desk.intake.carry_out(&desk.opening(2, "De Stip")).await.expect("opened");
    let mut writers = tokio::task::JoinSet::new();
    for id in 10..74 {
        let desk = Arc::clone(&desk);
        writers.spawn(async move { desk.intake.carry_out(&desk.withdrawal(id, 2, "dubbel")).await });
    }
    let answers = writers.join_all().await;
    let accepted = answers.iter().filter(|answer| answer.is_ok()).count();
    let ended =
        answers.iter().filter(|answer| matches!(answer, Err(Error::Dossier(Refusal::Ended { .. })))).count();
    assert_eq!((accepted, ended), (1, 63), "one withdraws, the others are told that it ended");
}
