//! Two intakes that are asked for the same dossier by everyone at once.

use std::sync::Arc;

use bytes::Bytes;
use domain::{
    context::Capacity,
    dossier::{self, DOCUMENTS_MAX, command},
    framework::adoption::Adopt,
    ids::{CommandId, DossierId},
};
use intake::{Command, Error, Intake, Machine, Order, Sealing, Surroundings};
use journal::Journal;
use record::HistoryId;
use tokio::{task::JoinSet, time::Instant};
use uuid::Uuid;

use crate::ground::{Ground, everything, made, open};

const COMMANDS: u128 = 256;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hazard_05_many_commands_on_one_dossier_over_two_intakes_are_all_answered() {
    let ground = Ground::three();
    let options = ground.options();
    let world: Arc<dyn Surroundings> = Arc::new(Machine::in_zone("Europe/Amsterdam").expect("a zone"));
    let journals: [Arc<dyn Journal>; 2] = [Arc::new(made(&options).await), Arc::new(open(&options).await)];
    let intakes =
        journals.map(|journal| Arc::new(Intake::new(journal, world.clone(), "urn:nld:test".into())));
    intakes[0].carry_out(&adoption(&*world)).await.expect("adopted");
    intakes[0].carry_out(&opening(&*world)).await.expect("opened");
    let begun = Instant::now();
    let mut asked = JoinSet::new();
    for number in 0..COMMANDS {
        let intake = Arc::clone(&intakes[usize::from(number % 2 == 0)]);
        let order = filing(&*world, 100 + number);
        asked.spawn(async move { (intake.carry_out(&order).await, order) });
    }
    let answers = asked.join_all().await;
    println!("{COMMANDS} commands over two intakes in {:?}", begun.elapsed());
    // The rules let so many documents in; what is asked beyond that is answered, too.
    let (stored, refused): (Vec<_>, Vec<_>) = answers.into_iter().partition(|(answer, _)| answer.is_ok());
    for (answer, _) in &refused {
        assert!(matches!(answer, Err(Error::Dossier(dossier::Refusal::TooMany { .. }))), "{answer:?}");
    }
    let mut revisions: Vec<_> =
        stored.iter().flat_map(|(answer, _)| answer).map(|it| it.revision.0).collect();
    revisions.sort_unstable();
    assert!(revisions.into_iter().eq(2..2 + DOCUMENTS_MAX as u64), "each took a revision of its own");
    // The other intake gives the same receipt.
    for (answer, order) in stored.into_iter().take(8) {
        let (first, again) =
            (answer.expect("carried out"), intakes[0].carry_out(&order).await.expect("again"));
        assert_eq!((first.position, first.revision, true), (again.position, again.revision, again.repeated));
    }
    assert_eq!(everything(&options).await.len(), 2 + DOCUMENTS_MAX);
}

fn adoption(world: &dyn Surroundings) -> Order {
    let mut sealing = Sealing::new(world);
    let bytes = kader::shipped::regio_alkmaar();
    let framework = kader::read(bytes).expect("the shipped framework is sound");
    let file = wire::convert::Seal::seal(
        &mut sealing,
        "framework-file",
        std::str::from_utf8(bytes).expect("a text"),
    );
    let history = HistoryId::Framework(framework.reference.id.clone());
    let command = Command::Adopt { framework: Arc::new(framework), adopt: Adopt { file } };
    order(1, history, Capacity::Administrator, command, sealing)
}

fn opening(world: &dyn Surroundings) -> Order {
    let mut sealing = Sealing::new(world);
    let open = command::Open {
        title: wire::convert::Seal::seal(&mut sealing, "title", "De Stip"),
        functions: vec!["terugleiden".parse().expect("a function")],
        target_group: None,
        follows: None,
    };
    let framework = "regio-alkmaar".parse().expect("a name");
    order(2, the_dossier(), coordinator(), Command::Open { framework, open }, sealing)
}

fn filing(world: &dyn Surroundings, id: u128) -> Order {
    let (format, sections) = ("voorstel".parse().expect("a format"), Vec::new());
    let digest = record::document_digest(&sections);
    let file = dossier::Command::FileDocument(command::FileDocument { format, sections, digest });
    order(id, the_dossier(), coordinator(), Command::Dossier(file), Sealing::new(world))
}

fn the_dossier() -> HistoryId {
    HistoryId::Dossier(DossierId(Uuid::from_u128(2)))
}

fn coordinator() -> Capacity {
    Capacity::Coordinator { party: "swv-ppo-nk".parse().expect("a party") }
}

fn order(id: u128, history: HistoryId, capacity: Capacity, command: Command, sealing: Sealing<'_>) -> Order {
    let texts = Bytes::from(sealing.into_texts());
    let actor = "u-1".parse().expect("an actor");
    Order { id: CommandId(Uuid::from_u128(id)), history, expected: None, actor, capacity, command, texts }
}
