//! The life of one command: read the state, decide, write down, append, answer.
//!
//! A command is carried out once. Sent again with the same id and content, it gives the first receipt; with
//! other content it is refused. Whoever appends second in a history decides again on what the first one made
//! of it.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use domain::{
    context::Context,
    framework::{Framework, FrameworkRef},
    ids::FrameworkId,
};
use jiff::{Timestamp, civil::Date};
use journal::{Entry, Journal, Stored, append};
use record::{HistoryId, Record, Recorded};
use tokio::time::Instant;
use uuid::Uuid;

use crate::{
    error::Error,
    fold::Fold,
    frameworks::Frameworks,
    histories::{self, HISTORIES_KEPT, Histories},
    order::{Order, Receipt},
    surroundings::Surroundings,
};

/// How often a command is decided again because another came first.
pub const CONFLICT_RETRIES_MAX: u32 = 8;
/// The longest wait before deciding again, in milliseconds; the real one is drawn by chance below it.
pub const CONFLICT_WAIT_MILLIS_MAX: u64 = 20;

/// What deciding a command comes to.
enum Decided {
    /// A record to be stored after this state.
    Anew(Box<(Fold, Record, Entry)>),
    /// Nothing, because the command was carried out before.
    Before(Stored),
}

/// The write side: carries out commands on a journal.
pub struct Intake {
    journal: Arc<dyn Journal>,
    surroundings: Arc<dyn Surroundings>,
    source: String,
    pub(crate) histories: Histories,
    pub(crate) frameworks: Frameworks,
}

impl Intake {
    /// An intake that writes to this journal. `source` names the system in every record (a URN).
    pub fn new(journal: Arc<dyn Journal>, surroundings: Arc<dyn Surroundings>, source: String) -> Self {
        Self {
            journal,
            surroundings,
            source,
            histories: Histories::new(HISTORIES_KEPT),
            frameworks: Frameworks::default(),
        }
    }

    /// The journal that it writes to.
    pub fn journal(&self) -> &Arc<dyn Journal> {
        &self.journal
    }

    /// What it is told by the world.
    pub fn surroundings(&self) -> &dyn Surroundings {
        self.surroundings.as_ref()
    }

    /// Carries out a command.
    ///
    /// # Errors
    /// The rule that forbids it, or what failed. After [`append::Error::Unclear`] or
    /// [`append::Error::Poisoned`] only a repeat with the same command id can tell what became of it.
    pub async fn carry_out(&self, order: &Order) -> Result<Receipt, Error> {
        self.carry_out_timed(order, &|_| ()).await
    }

    /// Carries out a command, and tells how long its append took once it is durable.
    pub(crate) async fn carry_out_timed(
        &self,
        order: &Order,
        appended: &(dyn Fn(Duration) + Sync),
    ) -> Result<Receipt, Error> {
        let mut tries = 0;
        loop {
            match self.attempt(order, tries > 0, appended).await {
                Err(Error::Append(append::Error::Conflict { .. })) if tries < CONFLICT_RETRIES_MAX => {
                    tries += 1;
                    let chance = u64::from(self.surroundings.chance()[0]);
                    let wait = CONFLICT_WAIT_MILLIS_MAX * chance / u64::from(u8::MAX);
                    tokio::time::sleep(Duration::from_millis(wait)).await;
                }
                answer => return answer,
            }
        }
    }

    async fn attempt(
        &self,
        order: &Order,
        again: bool,
        appended: &(dyn Fn(Duration) + Sync),
    ) -> Result<Receipt, Error> {
        let slot = self.histories.slot(&order.history);
        let mut held = slot.lock().await;
        if let Some(position) = self.journal.find(order.id).await? {
            let answer = self.repeated(order, position).await;
            return self.acknowledged(answer, &mut held);
        }
        let (fold, record, entry) = match self.decided(order, again, &mut held).await? {
            Decided::Anew(decided) => *decided,
            Decided::Before(first) => return self.acknowledged(self.first_receipt(order, &first), &mut held),
        };
        // Until the append is answered the state is not certain. `held` stays empty meanwhile, so that whoever
        // comes next reads the history again, also when this future is dropped.
        let doubted = match &order.history {
            HistoryId::Framework(id) => self.frameworks.doubt(id).then_some(id),
            HistoryId::Dossier(_)
            | HistoryId::Arrangement(_)
            | HistoryId::Meeting(_)
            | HistoryId::Mandate(_)
            | HistoryId::Preparation(_) => None,
        };
        let begun = Instant::now();
        match self.journal.append(entry).await {
            Ok(position) => {
                appended(begun.elapsed());
                let receipt = self.receipt(position, &record, false);
                let fold = fold.with(&record);
                if let HistoryId::Framework(id) = &order.history {
                    self.frameworks.settle(id);
                    self.frameworks.note(id, &fold, begun);
                }
                *held = Some(fold);
                Ok(receipt)
            }
            // It may be this order's own record, so that what cannot be read now is not denied.
            Err(append::Error::Repeated { position }) => {
                doubted.inspect(|id| self.frameworks.settle(id));
                match self.repeated(order, position).await {
                    Err(Error::Read(_)) => Err(append::Error::Unclear.into()),
                    answer => answer,
                }
            }
            Err(error) => {
                if stored_nothing(&error) {
                    // What an earlier append left in doubt stays so. Nothing was compared with the journal, so that
                    // what is remembered may be long past, and is not taken note of.
                    if let Some(id) = doubted {
                        self.frameworks.settle(id);
                    }
                    *held = Some(fold);
                } else if let (append::Error::Conflict { .. }, Some(id)) = (&error, doubted) {
                    // Certain as well: it is the other's version that was stored.
                    self.frameworks.settle(id);
                }
                Err(error.into())
            }
        }
    }

    /// Decides the command on what is remembered of its history, or known of it here. A refusal is decided again on what
    /// the journal says: memory may be behind what was stored late or by another intake, and nothing but an append tells
    /// it. What was stored may be this very command, so that is asked of the journal before the rules are.
    async fn decided(&self, order: &Order, again: bool, held: &mut Option<Fold>) -> Result<Decided, Error> {
        let known = match held.take() {
            Some(fold) => Some(fold),
            // After a conflict only the journal itself knows better.
            None if again => None,
            None => Some(histories::recall(self.journal.as_ref(), &order.history).await?),
        };
        if let Some(fold) = known {
            match self.write_down(order, &fold).await {
                Ok((record, entry)) => return Ok(Decided::Anew(Box::new((fold, record, entry)))),
                Err(error) if error.refusal().is_some() => {}
                Err(error) => {
                    *held = Some(fold);
                    return Err(error);
                }
            }
        }
        let (fold, first) = histories::read_for(self.journal.as_ref(), &order.history, order.id).await?;
        if let Some(first) = first {
            *held = Some(fold);
            return Ok(Decided::Before(first));
        }
        let mut written = self.write_down(order, &fold).await;
        if let (Err(error), Some(framework)) = (&written, order.command.decided_by())
            && error.refusal().is_some()
        {
            // The rules that refuse it may have been replaced by another intake.
            self.frameworks.forget(framework);
            written = self.write_down(order, &fold).await;
        }
        match written {
            Ok((record, entry)) => Ok(Decided::Anew(Box::new((fold, record, entry)))),
            Err(error) => {
                *held = Some(fold);
                Err(error)
            }
        }
    }

    /// Decides the command and writes the event down.
    async fn write_down(&self, order: &Order, fold: &Fold) -> Result<(Record, Entry), Error> {
        if let Some(expected) = order.expected
            && expected != fold.revision
        {
            return Err(Error::Stale { expected, actual: fold.revision });
        }
        let recorded = self.moment_after(fold.last);
        let context = Context {
            now: recorded.now,
            today: recorded.today(),
            actor: order.actor.clone(),
            capacity: order.capacity.clone(),
        };
        let event = self.decide(fold, &order.history, order.command.clone(), &context).await?;
        let record = Record {
            id: self.event_id(recorded.now),
            history: order.history.clone(),
            revision: fold.revision.next(),
            command: order.id,
            recorded,
            actor: context.actor,
            capacity: context.capacity,
            event,
        };
        let bytes = record::encode(&record, &self.source).map_err(Error::TooLarge)?;
        let entry = Entry {
            history: record.history.clone(),
            revision: record.revision,
            command: record.command,
            record: Bytes::from(bytes),
            texts: order.texts.clone(),
        };
        Ok((record, entry))
    }

    /// The version of a framework that dossiers open on at this date.
    ///
    /// # Errors
    /// [`Error::FrameworkUnknown`] if none is in force, or what failed.
    pub async fn in_force(&self, id: &FrameworkId, on: Date) -> Result<Arc<Framework>, Error> {
        let known = self.frameworks.adopted(id).filter(|adopted| adopted.in_force(on).is_some());
        let adopted = match known {
            Some(adopted) => adopted,
            // Not read yet or long ago, or another intake may have adopted the first version since.
            None => {
                let history = HistoryId::Framework(id.clone());
                let begun = Instant::now();
                let fold = histories::read(self.journal.as_ref(), &history).await?;
                self.frameworks.note(id, &fold, begun)
            }
        };
        let version = adopted.in_force(on).ok_or_else(|| Error::FrameworkUnknown { id: id.clone() })?;
        self.framework(&version.framework).await
    }

    /// An adopted framework.
    ///
    /// # Errors
    /// [`Error::FrameworkUnknown`] if it was not adopted, or what failed.
    pub async fn framework(&self, reference: &FrameworkRef) -> Result<Arc<Framework>, Error> {
        self.frameworks.kept(self.journal.as_ref(), reference).await
    }

    /// Now, but never before the last record of the history: a clock may be set back, a history may not. The
    /// offset goes with the moment, or its date could go back when the clock crossed a change to summer time.
    fn moment_after(&self, last: Recorded) -> Recorded {
        let now = self.surroundings.now();
        if now.now < last.now { last } else { now }
    }

    fn event_id(&self, now: Timestamp) -> Uuid {
        let chance = self.surroundings.chance();
        let mut random = [0; 10];
        random.copy_from_slice(&chance[..10]);
        let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }
}

/// Whether after this error it is certain that nothing was stored, and nothing else was either.
fn stored_nothing(error: &append::Error) -> bool {
    match error {
        append::Error::Overloaded
        | append::Error::CutOff { .. }
        | append::Error::Full
        | append::Error::RecordTooLarge { .. }
        | append::Error::TextsTooLarge { .. }
        | append::Error::Malformed { .. }
        | append::Error::RevisionZero
        | append::Error::Closed => true,
        append::Error::Conflict { .. }
        | append::Error::Repeated { .. }
        | append::Error::Poisoned { .. }
        | append::Error::Unclear => false,
    }
}
