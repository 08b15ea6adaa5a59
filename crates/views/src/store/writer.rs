//! Writing in batches that are applied as one each, the last of which holds the checkpoint.

use super::{Error, Key, Store, guarded, value};

/// The most rows in one batch, unless one value alone has more pieces.
pub const BATCH_ROWS_MAX: usize = 256;
/// The most bytes in one batch, unless one value alone has more.
pub const BATCH_BYTES_MAX: usize = 256 * 1024;

/// Collects rows and hands them to the store, a batch at a time.
pub(crate) struct Writer<'s> {
    store: &'s Store,
    batch: sled::Batch,
    rows: usize,
    bytes: usize,
}

impl<'s> Writer<'s> {
    pub(crate) fn new(store: &'s Store) -> Self {
        Self { store, batch: sled::Batch::default(), rows: 0, bytes: 0 }
    }

    /// Keeps a value. All its pieces come in one batch.
    pub(crate) fn put(&mut self, key: &Key, value: &[u8]) -> Result<(), Error> {
        let rows = value::rows(key, value);
        self.make_room(rows.len(), value.len())?;
        for (key, value) in rows {
            self.batch.insert(key, value);
        }
        Ok(())
    }

    /// Applies what is left: the batch that makes all of it count, so what was put last is in it.
    pub(crate) fn finish(mut self) -> Result<(), Error> {
        self.apply()
    }

    fn make_room(&mut self, rows: usize, bytes: usize) -> Result<(), Error> {
        if self.rows > 0
            && (self.rows + rows > self.store.batch_rows_max || self.bytes + bytes > BATCH_BYTES_MAX)
        {
            self.apply()?;
        }
        self.rows += rows;
        self.bytes += bytes;
        Ok(())
    }

    fn apply(&mut self) -> Result<(), Error> {
        #[cfg(test)]
        self.break_off()?;
        (self.rows, self.bytes) = (0, 0);
        let batch = std::mem::take(&mut self.batch);
        guarded(|| Ok(self.store.db.apply_batch(batch)?))
    }

    #[cfg(test)]
    fn break_off(&self) -> Result<(), Error> {
        use std::sync::atomic::Ordering::SeqCst;
        let left = &self.store.batches_left;
        let taken = left.fetch_update(SeqCst, SeqCst, |left| left.checked_sub(1));
        taken.map(drop).map_err(|_| Error::Panicked("a crash that a test asked for".to_owned()))
    }
}
