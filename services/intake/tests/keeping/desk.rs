//! An intake on a journal, with the shipped framework adopted and a dossier opened.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use bytes::Bytes;
use domain::{
    context::Capacity,
    dossier::command::{Open, Withdraw},
    framework::adoption::Adopt,
    ids::{CommandId, DossierId, Revision},
    keeping::{
        self, Ground, RecordTexts,
        command::{ConfirmErasure, PlaceHold, RequestErasure},
    },
    sealed::Sealed,
};
use intake::{Command, Error, Intake, Order, Sealing, Surroundings, order::Receipt};
use jiff::Timestamp;
use journal::{Journal, MemoryJournal, Stored};
use record::{HistoryId, LogId, Recorded, seal::Disclosures};
use uuid::Uuid;
use wire::convert::Seal;

/// What is to be gone, in the test of every file.
pub(crate) const WORDS: &str = "Jan Jansen uit Heiloo";
/// What stands beside it and stays.
pub(crate) const STAYS: &str = "kleuters die nu nergens passen";

/// A world whose clock stands still, and whose chance counts.
#[derive(Default)]
struct World(AtomicU64);

impl Surroundings for World {
    fn now(&self) -> Recorded {
        Recorded::new(Timestamp::from_second(1_773_000_000).unwrap(), 3_600)
    }

    fn chance(&self) -> [u8; 32] {
        let mut bytes = [7; 32];
        bytes[..8].copy_from_slice(&self.0.fetch_add(1, Ordering::SeqCst).to_le_bytes());
        bytes
    }
}

/// An intake, and who asks it.
pub(crate) struct Desk {
    pub(crate) intake: Intake,
    world: Arc<World>,
}

impl Desk {
    /// A dossier in memory: its title is what is to be gone.
    pub(crate) async fn in_memory() -> Self {
        Self::on(Arc::new(MemoryJournal::new(LogId(Uuid::from_u128(1))))).await
    }

    /// The same on a journal.
    pub(crate) async fn on(journal: Arc<dyn Journal>) -> Self {
        let world = Arc::new(World::default());
        let intake = Intake::new(journal, world.clone(), "urn:nld:test".to_owned());
        let desk = Self { intake, world };
        let bytes = kader::shipped::regio_alkmaar();
        let framework = Arc::new(kader::read(bytes).unwrap());
        let mut sealing = Sealing::new(desk.world.as_ref());
        let file = sealing.seal("framework-file", std::str::from_utf8(bytes).unwrap());
        let history = HistoryId::Framework(framework.reference.id.clone());
        let adopt = Command::Adopt { framework, adopt: Adopt { file } };
        desk.sent(1, history, "u-a1", Capacity::Administrator, adopt, sealing).await.unwrap();
        let mut sealing = Sealing::new(desk.world.as_ref());
        let open = Open {
            title: sealing.seal("title", WORDS),
            functions: vec!["terugleiden".parse().unwrap()],
            target_group: Some(sealing.seal("target-group", STAYS)),
            follows: None,
        };
        let open = Command::Open { framework: "regio-alkmaar".parse().unwrap(), open };
        desk.sent(2, dossier(), "u-c1", coordinator(), open, sealing).await.unwrap();
        desk
    }

    /// What the coordinator asks.
    pub(crate) async fn withdraws(&self, id: u128) -> Result<Receipt, Error> {
        let mut sealing = Sealing::new(self.world.as_ref());
        let withdraw = Withdraw { reason: sealing.seal("reason", "Wordt anders opgelost.") };
        let command = Command::Dossier(domain::dossier::Command::Withdraw(withdraw));
        self.sent(id, dossier(), "u-c1", coordinator(), command, sealing).await
    }

    /// What an administrator asks about the keeping of the dossier's history.
    pub(crate) async fn asks(
        &self,
        id: u128,
        actor: &str,
        command: keeping::Command,
    ) -> Result<Receipt, Error> {
        let sealing = Sealing::new(self.world.as_ref());
        let command = Command::Keeping(command);
        self.sent(id, dossier(), actor, Capacity::Administrator, command, sealing).await
    }

    /// A hold by the first administrator.
    pub(crate) async fn holds(&self, id: u128) -> Result<Receipt, Error> {
        let mut sealing = Sealing::new(self.world.as_ref());
        let place = keeping::Command::PlaceHold(PlaceHold { reason: sealing.seal("reason", "Rechtszaak.") });
        let command = Command::Keeping(place);
        self.sent(id, dossier(), "u-a1", Capacity::Administrator, command, sealing).await
    }

    /// The title is to be gone: asked by one, confirmed by another.
    pub(crate) async fn erases_the_title(&self) {
        self.erases_the_title_as(10).await;
    }

    /// The same with other ids of commands.
    pub(crate) async fn erases_the_title_as(&self, id: u128) {
        let asked = self.asks(id, "u-a1", request(vec![self.title().await])).await.unwrap();
        self.asks(id + 1, "u-a2", confirm(asked.revision.0)).await.unwrap();
    }

    /// The same desk after a restart: it remembers nothing.
    pub(crate) fn restarted(self) -> Self {
        let journal = Arc::clone(self.intake.journal());
        let intake = Intake::new(journal, self.world.clone(), "urn:nld:test".to_owned());
        Self { intake, world: self.world }
    }

    /// The digest of the title.
    pub(crate) async fn title(&self) -> Sealed {
        let history = self.history().await;
        let record = record::decode(&history[0].entry.record).unwrap();
        domain::words::of(&record.event)[0].1
    }

    /// The dossier's records.
    pub(crate) async fn history(&self) -> Vec<Stored> {
        self.intake.journal().read(&dossier()).await.unwrap()
    }

    /// The words that can be read beside the first record.
    pub(crate) async fn legible(&self) -> Vec<String> {
        let history = self.history().await;
        let kept = Disclosures::parse(&history[0].entry.texts).unwrap();
        kept.iter().map(|(_, _, words)| words.to_owned()).collect()
    }

    async fn sent(
        &self,
        id: u128,
        history: HistoryId,
        actor: &str,
        capacity: Capacity,
        command: Command,
        sealing: Sealing<'_>,
    ) -> Result<Receipt, Error> {
        let (texts, actor) = (Bytes::from(sealing.into_texts()), actor.parse().unwrap());
        let id = CommandId(Uuid::from_u128(id));
        self.intake.carry_out(&Order { id, history, expected: None, actor, capacity, command, texts }).await
    }
}

/// The dossier.
pub(crate) fn dossier() -> HistoryId {
    HistoryId::Dossier(DossierId(Uuid::from_u128(2)))
}

/// Ask that words of the first record are erased.
pub(crate) fn request(texts: Vec<Sealed>) -> keeping::Command {
    let texts = vec![RecordTexts { revision: Revision(1), texts }];
    keeping::Command::RequestErasure(RequestErasure { ground: Ground::Privacy, texts, reason: None })
}

/// Agree to it.
pub(crate) fn confirm(request: u64) -> keeping::Command {
    keeping::Command::ConfirmErasure(ConfirmErasure { request: Revision(request) })
}

fn coordinator() -> Capacity {
    Capacity::Coordinator { party: "swv-ppo-nk".parse().unwrap() }
}
