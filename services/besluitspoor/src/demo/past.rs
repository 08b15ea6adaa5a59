//! Writes the past of the demonstration into a journal, through the intake and with its rules, as if it happened.

use std::{collections::BTreeMap, sync::Arc};

use access::Grant;
use bytes::Bytes;
use domain::{
    arrangement::{Level, Register},
    context::Capacity,
    dossier::command::Open,
    framework::{Framework, adoption::Adopt},
    ids::{ActorId, ArrangementId, CommandId, DossierId},
};
use intake::{
    Command, Intake, Machine, Order, Receipt, Sealing, Surroundings as _, WalkedClock,
    surroundings::UnknownZone,
};
use jiff::{ToSpan as _, civil::Date, tz::TimeZone};
use journal::Journal;
use record::HistoryId;
use views::ReferenceNumber;
use wire::convert::{Seal as _, seal};

use super::{
    dossier::Underway,
    examples::{self, Arrangement, Example, name},
    people,
    plan::{self, Plan, TooEarly},
};

/// Why there is no past.
#[derive(Debug, thiserror::Error)]
pub(super) enum Error {
    /// The clock stands too early.
    #[error(transparent)]
    TooEarly(TooEarly),
    /// The time zone is not known.
    #[error(transparent)]
    Zone(UnknownZone),
    /// Something that the examples tell was not carried out.
    #[error("the examples could not be written: {what}")]
    NotCarriedOut {
        /// What.
        what: String,
        /// Why.
        #[source]
        source: Box<intake::Error>,
    },
}

/// What was written.
#[derive(Debug, Clone)]
pub(super) struct Written {
    /// How many arrangements of bijlage 1.
    pub(super) arrangements: usize,
    /// The reference number of each example, by title.
    pub(super) references: BTreeMap<String, String>,
}

/// A framework that comes with the program: its file, and what that says.
pub(super) struct Shipped {
    pub(super) text: &'static str,
    pub(super) framework: Arc<Framework>,
}

/// An example, and the framework that it runs on.
pub(super) type OnFramework<'f> = (Example, &'f Framework);

/// Where the past is written.
pub(super) struct Desk {
    pub(super) intake: Intake,
    clock: Arc<WalkedClock>,
}

/// Writes everything, up to today.
///
/// # Errors
/// [`Error`].
pub(super) async fn write(
    journal: Arc<dyn Journal>,
    today: Date,
    zone: &TimeZone,
    source: &str,
) -> Result<Written, Error> {
    let machine = Machine::in_zone(zone.iana_name().unwrap_or_default()).map_err(Error::Zone)?;
    let clock = Arc::new(WalkedClock::new(machine, zone.clone()));
    let shipped = Shipped::all();
    let examples = examples::dossiers().into_iter();
    let on: Vec<OnFramework<'_>> = examples.map(|example| Shipped::of(&shipped, example)).collect();
    let plan = Plan::of(&on, today, zone).map_err(Error::TooEarly)?;
    let desk = Desk { intake: Intake::new(journal, clock.clone(), source.to_owned()), clock };

    let eve = plan.register.saturating_sub(1.day());
    for (nth, shipped) in shipped.iter().enumerate() {
        desk.clock.walk_to(plan::moment(eve, nth * 5, zone));
        desk.adopt(shipped).await?;
    }
    let arrangements = examples::register();
    for (nth, arrangement) in arrangements.iter().enumerate() {
        desk.clock.walk_to(plan::moment(plan.register, nth * 5, zone));
        desk.register(arrangement).await?;
    }
    let references = desk.dossiers(&on, &plan).await?;
    Ok(Written { arrangements: arrangements.len(), references })
}

impl Written {
    /// The reference number of the example with this title.
    pub(super) fn reference(&self, title: &str) -> &str {
        self.references.get(title).expect("the tests look up every title that the tour names")
    }
}

impl Desk {
    async fn adopt(&self, shipped: &Shipped) -> Result<(), Error> {
        let Shipped { text, framework } = shipped;
        let mut sealing = self.sealing();
        let adopt = Adopt { file: sealing.seal(seal::FRAMEWORK_FILE, text) };
        let command = Command::Adopt { framework: Arc::clone(framework), adopt };
        let history = HistoryId::Framework(framework.reference.id.clone());
        self.carry_out(&framework.title, history, &by_administrator(), self.command_id(), command, sealing)
            .await?;
        Ok(())
    }

    async fn register(&self, arrangement: &Arrangement) -> Result<(), Error> {
        let mut sealing = self.sealing();
        let id = self.command_id();
        let words = |sealing: &mut Sealing<'_>, name: &str, text: &String| sealing.seal(name, text);
        let register = Register {
            name: sealing.seal(seal::NAME, &arrangement.name),
            target_group: arrangement
                .target_group
                .as_ref()
                .map(|text| words(&mut sealing, seal::TARGET_GROUP, text)),
            partners: arrangement
                .partners
                .iter()
                .map(|partner| words(&mut sealing, seal::PARTNER, partner))
                .collect(),
            funding: arrangement.funding.iter().map(|code| name(code)).collect(),
            functions: Vec::new(),
            party: name(&arrangement.party),
            level: match arrangement.level {
                examples::Level::Group => Level::Group,
                examples::Level::Individual => Level::Individual,
            },
        };
        let command = Command::Register { framework: name("regio-alkmaar"), register };
        let history = HistoryId::Arrangement(ArrangementId(id.0));
        self.carry_out(&arrangement.name, history, &by_administrator(), id, command, sealing).await?;
        Ok(())
    }

    /// Walks through the plan. Gives the reference numbers of the dossiers, which follow from the order of opening.
    async fn dossiers(&self, on: &[OnFramework<'_>], plan: &Plan) -> Result<BTreeMap<String, String>, Error> {
        let mut underway: Vec<Option<Underway<'_>>> = on.iter().map(|_| None).collect();
        let mut references = BTreeMap::new();
        let mut opened: BTreeMap<i16, u32> = BTreeMap::new();
        for happening in &plan.happenings {
            self.clock.walk_to(happening.at);
            let (example, framework) = &on[happening.example];
            match (happening.act, &mut underway[happening.example]) {
                (Some(act), Some(dossier)) => {
                    dossier.carry_out(self, &example.acts[act], happening.on).await?;
                }
                (_, place) => {
                    *place = Some(self.open(example, framework).await?);
                    let year = happening.on.year();
                    let number = opened.entry(year).and_modify(|number| *number += 1).or_insert(1);
                    let prefix = framework.reference_prefix.as_str().into();
                    let reference = ReferenceNumber { prefix, year, number: *number };
                    references.insert(example.title.clone(), reference.to_string());
                }
            }
        }
        Ok(references)
    }

    async fn open<'e>(&self, example: &'e Example, framework: &'e Framework) -> Result<Underway<'e>, Error> {
        let mut sealing = self.sealing();
        let id = self.command_id();
        let open = Open {
            title: sealing.seal(seal::TITLE, &example.title),
            functions: example.functions.iter().map(|function| name(function)).collect(),
            target_group: Some(sealing.seal(seal::TARGET_GROUP, &example.target_group)),
            follows: None,
        };
        let dossier = Underway::new(DossierId(id.0), example, framework);
        let command = Command::Open { framework: framework.reference.id.clone(), open };
        let history = HistoryId::Dossier(dossier.id);
        self.carry_out(&example.title, history, &dossier.coordinator(), id, command, sealing).await?;
        Ok(dossier)
    }

    /// What seals the words of one command.
    pub(super) fn sealing(&self) -> Sealing<'_> {
        Sealing::new(self.intake.surroundings())
    }

    /// The id of a new command.
    pub(super) fn command_id(&self) -> CommandId {
        let mut random = [0; 16];
        random.copy_from_slice(&self.clock.chance()[..16]);
        CommandId(uuid::Builder::from_random_bytes(random).into_uuid())
    }

    /// A few minutes later.
    pub(super) fn pass_minutes(&self, minutes: i64) {
        self.clock.pass_minutes(minutes);
    }

    /// Carries out a command of the examples.
    ///
    /// # Errors
    /// [`Error::NotCarriedOut`].
    pub(super) async fn carry_out(
        &self,
        what: &str,
        history: HistoryId,
        (actor, capacity): &(ActorId, Capacity),
        id: CommandId,
        command: Command,
        sealing: Sealing<'_>,
    ) -> Result<Receipt, Error> {
        let texts = Bytes::from(sealing.into_texts());
        let (actor, capacity) = (actor.clone(), capacity.clone());
        let order = Order { id, history, expected: None, actor, capacity, command, texts };
        let done = self.intake.carry_out(&order).await;
        done.map_err(|error| Error::NotCarriedOut { what: what.to_owned(), source: Box::new(error) })
    }
}

impl Shipped {
    /// Every framework that comes with the program.
    pub(super) fn all() -> [Self; 2] {
        [kader::shipped::regio_alkmaar(), kader::shipped::regio_alkmaar_kort()].map(|bytes| {
            let framework = kader::read(bytes).expect("the shipped frameworks are sound");
            let text = std::str::from_utf8(bytes).expect("the shipped frameworks are texts");
            Self { text, framework: Arc::new(framework) }
        })
    }

    /// An example with the framework that it names.
    pub(super) fn of(shipped: &[Self], example: Example) -> OnFramework<'_> {
        let named = |one: &&Self| one.framework.reference.id.as_str() == example.framework;
        let found = shipped.iter().find(named).expect("the tests look up every framework that is named");
        (example, &found.framework)
    }
}

fn by_administrator() -> (ActorId, Capacity) {
    (people::actor(&Grant::Administrator), Capacity::Administrator)
}
