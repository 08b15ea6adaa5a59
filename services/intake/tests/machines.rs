//! Two intakes on links of one log: what one stored, the other may not have heard of.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use bytes::Bytes;
use domain::{
    context::Capacity,
    dossier::{self, Refusal, command},
    framework::adoption::Adopt,
    ids::{CommandId, DossierId, Revision},
};
use intake::{Command, Error, FRAMEWORKS_KNOWN_FOR, Intake, Order, Sealing, Surroundings};
use jiff::Timestamp;
use journal::{
    Journal, MemoryJournal, append,
    memory::{Faults, Link},
};
use record::{HistoryId, LogId, Recorded};
use uuid::Uuid;
use wire::convert::Seal;

/// A world whose clock stands still, and whose chance counts.
#[derive(Default)]
struct World(AtomicU64);

impl Surroundings for World {
    fn now(&self) -> Recorded {
        Recorded::new(Timestamp::from_second(1_773_000_000).expect("a moment"), 3_600)
    }

    fn chance(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&self.0.fetch_add(1, Ordering::SeqCst).to_le_bytes());
        bytes
    }
}

/// Two intakes, each on a link of its own: the first hears everything, the second nothing but what it reads and does.
struct Machines {
    world: Arc<World>,
    first: Intake,
    second: Intake,
    link: Arc<Link>,
}

impl Machines {
    /// With the shipped framework adopted and one dossier, number 2, of which the second intake has heard.
    async fn with_a_dossier() -> Self {
        let log = MemoryJournal::new(LogId(Uuid::from_u128(1)));
        let link = Arc::new(log.link(Faults { seed: 4, lag: 1_000, ..Faults::none() }));
        let world = Arc::new(World::default());
        let intake =
            |journal: Arc<dyn Journal>| Intake::new(journal, world.clone(), "urn:nld:test".to_owned());
        let (first, second) = (intake(Arc::new(log.link(Faults::none()))), intake(link.clone()));
        let machines = Self { world, first, second, link };
        machines.first.carry_out(&machines.adoption(1, 1)).await.expect("adopted");
        machines.first.carry_out(&machines.opening(2)).await.expect("opened");
        let seen = machines.second.look(dossier(2), dossier::State::revision).await;
        assert_eq!(seen.expect("readable"), Revision(1), "the second has it in memory");
        machines
    }

    fn adoption(&self, id: u128, version: usize) -> Order {
        let shipped = std::str::from_utf8(kader::shipped::regio_alkmaar()).expect("a text");
        let second = "version = \"2026.2\"\nsupersedes = \"2026.1\"";
        let file =
            if version == 1 { shipped.into() } else { shipped.replace("version = \"2026.1\"", second) };
        let framework = kader::read(file.as_bytes()).expect("it is sound");
        let mut sealing = Sealing::new(self.world.as_ref());
        let adopt = Adopt { file: sealing.seal("framework-file", &file) };
        let history = HistoryId::Framework(framework.reference.id.clone());
        let command = Command::Adopt { framework: Arc::new(framework), adopt };
        order(id, history, Capacity::Administrator, command, sealing)
    }

    fn opening(&self, id: u128) -> Order {
        let mut sealing = Sealing::new(self.world.as_ref());
        let open = command::Open {
            title: sealing.seal("title", "De Stip"),
            functions: vec!["terugleiden".parse().expect("a function")],
            target_group: None,
            follows: None,
        };
        let command = Command::Open { framework: "regio-alkmaar".parse().expect("a name"), open };
        order(id, HistoryId::Dossier(dossier(id)), coordinator(), command, sealing)
    }

    fn withdrawal(&self, id: u128) -> Order {
        let mut sealing = Sealing::new(self.world.as_ref());
        let withdraw = command::Withdraw { reason: sealing.seal("reason", "dubbel") };
        let command = Command::Dossier(dossier::Command::Withdraw(withdraw));
        order(id, HistoryId::Dossier(dossier(2)), coordinator(), command, sealing)
    }

    async fn version_in_force_at_the_second(&self) -> String {
        let family = "regio-alkmaar".parse().expect("a name");
        let in_force = self.second.in_force(&family, "2026-03-08".parse().expect("a date")).await;
        in_force.expect("a version is").reference.version.to_string()
    }
}

fn order(id: u128, history: HistoryId, capacity: Capacity, command: Command, sealing: Sealing<'_>) -> Order {
    let texts = Bytes::from(sealing.into_texts());
    let actor = "u-1".parse().expect("an actor");
    Order { id: CommandId(Uuid::from_u128(id)), history, expected: None, actor, capacity, command, texts }
}

fn dossier(number: u128) -> DossierId {
    DossierId(Uuid::from_u128(number))
}

fn coordinator() -> Capacity {
    Capacity::Coordinator { party: "swv-ppo-nk".parse().expect("a party") }
}

/// Found by the simulation: the rules say that the dossier has ended, and it was this command that ended it.
#[tokio::test]
async fn a_repeat_at_an_intake_that_is_behind_gets_the_first_receipt_and_no_refusal() {
    let machines = Machines::with_a_dossier().await;
    let first = machines.first.carry_out(&machines.withdrawal(3)).await.expect("withdrawn");
    let again = machines.second.carry_out(&machines.withdrawal(3)).await.expect("the first receipt");
    assert!(again.repeated);
    assert_eq!((first.position, first.revision), (again.position, again.revision));
    let other = machines.second.carry_out(&machines.withdrawal(4)).await;
    assert!(
        matches!(other, Err(Error::Dossier(Refusal::Ended { .. }))),
        "another command is refused: {other:?}"
    );
}

/// Found by the simulation: the caller had seen revision 1, and it was this command that made it 2.
#[tokio::test]
async fn a_repeat_at_an_intake_that_is_behind_is_not_stale() {
    let machines = Machines::with_a_dossier().await;
    let withdrawal = Order { expected: Some(Revision(1)), ..machines.withdrawal(3) };
    machines.first.carry_out(&withdrawal).await.expect("withdrawn");
    let journal: Arc<dyn Journal> = machines.link.clone();
    let restarted = Intake::new(journal, machines.world.clone(), "urn:nld:test".to_owned());
    let again = restarted.carry_out(&withdrawal).await.expect("the first receipt");
    assert!(again.repeated);
}

#[tokio::test]
async fn what_another_intake_put_into_a_dossier_is_found() {
    let machines = Machines::with_a_dossier().await;
    machines.first.carry_out(&machines.withdrawal(3)).await.expect("withdrawn");
    let second = |state: &dossier::State| (state.revision() == Revision(2)).then_some(());
    let found = machines.second.look_for(dossier(2), second).await;
    assert_eq!(found.expect("readable"), Some(()));
}

/// Found by the simulation: an intake opened dossiers on the version it knew for as long as it ran.
#[tokio::test]
async fn a_version_that_another_intake_adopted_is_in_force_before_long() {
    let machines = Machines::with_a_dossier().await;
    assert_eq!(machines.version_in_force_at_the_second().await, "2026.1");
    machines.first.carry_out(&machines.adoption(3, 2)).await.expect("adopted");
    tokio::time::sleep(FRAMEWORKS_KNOWN_FOR).await;
    assert_eq!(machines.version_in_force_at_the_second().await, "2026.2");
}

/// What an intake remembers when it cannot reach the journal is no news of it.
#[tokio::test]
async fn an_adoption_that_was_not_sent_does_not_bring_an_old_version_back() {
    let machines = Machines::with_a_dossier().await;
    let refused = machines.second.carry_out(&machines.adoption(3, 1)).await;
    assert!(refused.is_err(), "adopted before, and now in memory: {refused:?}");
    machines.first.carry_out(&machines.adoption(4, 2)).await.expect("adopted");
    machines.link.cut_off();
    let answer = machines.second.carry_out(&machines.adoption(5, 2)).await;
    let not_sent = matches!(answer, Err(Error::Append(append::Error::CutOff { .. })));
    assert!(not_sent, "or the seed of the link must be another: {answer:?}");
    machines.link.mend();
    assert_eq!(machines.version_in_force_at_the_second().await, "2026.2");
}
