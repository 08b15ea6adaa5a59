//! Answering a command that was carried out: now, or before.

use journal::{Stored, append};
use record::{HistoryId, Position, Record, seal::Disclosures};

use crate::{
    carry_out::Intake,
    error::Error,
    fold::Fold,
    order::{Order, Receipt},
    repeat::is_repeat,
};

impl Intake {
    /// The answer to a command that the journal has at a position.
    pub(crate) async fn repeated(&self, order: &Order, position: Position) -> Result<Receipt, Error> {
        // A journal that does not give what it points to has not heard of it yet: a repeat will tell.
        let stored = self.journal().at(position).await?.ok_or(append::Error::Unclear)?;
        self.first_receipt(order, &stored)
    }

    /// The answer to a command whose id is in the journal: the first receipt if it is the same command.
    pub(crate) fn first_receipt(&self, order: &Order, stored: &Stored) -> Result<Receipt, Error> {
        let position = stored.position;
        let reused = || Error::CommandIdReused { position };
        let record =
            record::decode(&stored.entry.record).map_err(|source| Error::Undecodable { position, source })?;
        let texts = Disclosures::parse(&stored.entry.texts).map_err(|_| reused())?;
        if is_repeat(order, &record, &texts) {
            Ok(self.receipt(position, &record, true))
        } else {
            Err(reused())
        }
    }

    /// Forgets what is remembered of a history that ends before a record which is acknowledged now: that was stored
    /// late, after its append was given up, or by another intake.
    pub(crate) fn acknowledged(
        &self,
        answer: Result<Receipt, Error>,
        held: &mut Option<Fold>,
    ) -> Result<Receipt, Error> {
        let first = answer?;
        if held.as_ref().is_some_and(|fold| fold.revision < first.revision) {
            *held = None;
        }
        if let HistoryId::Framework(id) = &first.history {
            self.frameworks.forget_before(id, first.revision);
        }
        Ok(first)
    }

    pub(crate) fn receipt(&self, position: Position, record: &Record, repeated: bool) -> Receipt {
        Receipt {
            history: record.history.clone(),
            revision: record.revision,
            position,
            log_id: self.journal().log_id(),
            recorded: record.recorded,
            repeated,
            event: record.event.clone(),
        }
    }
}
