//! Taking over the records of another journal.

use super::FileJournal;
use crate::{BoxFuture, Journal, Stored, append::Error, copy::Target};

impl Target for FileJournal {
    fn take_over(&self, records: Vec<Stored>) -> BoxFuture<'_, Result<(), Error>> {
        // All of them join the queue here, in order, so they go to the device together and get the positions in turn.
        let answers: Vec<_> =
            records.into_iter().map(|record| (record.position, self.append(record.entry))).collect();
        Box::pin(async move {
            for (expected, answer) in answers {
                let position = answer.await?;
                assert_eq!(position, expected, "nobody else writes to the target of a copy");
            }
            Ok(())
        })
    }
}
