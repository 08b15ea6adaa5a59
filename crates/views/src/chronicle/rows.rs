//! The records themselves, in the order of the journal: each in a row of its own, its bytes as they stand there.

use std::collections::{BTreeMap, HashMap};

use domain::{ids::Revision, keeping::named::RecordTexts};
use record::{Disclosures, HistoryId, Position, Record, seal};
use serde::{Deserialize, Serialize};

use crate::{
    checkpoint::Checkpoint,
    store::{self, Error, Key, Store, Writer},
    words::NO_TEXTS,
};

/// A record that was kept, read.
#[derive(Debug)]
pub(crate) struct Kept {
    pub(crate) position: Position,
    pub(crate) record: Record,
    /// Its words, so far as they were not erased.
    pub(crate) texts: Disclosures,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Row {
    position: u64,
    record: Vec<u8>,
    texts: Vec<u8>,
}

/// Where a record of a history stands.
#[derive(Debug, Clone, Copy)]
struct Place {
    number: u32,
    position: u64,
}

#[derive(Debug, Default)]
pub(crate) struct Rows {
    len: u32,
    /// The records of each history, in order.
    histories: HashMap<HistoryId, Vec<Place>>,
    /// Rows that are newer here than in the store.
    dirty: BTreeMap<u32, Row>,
    dirty_bytes: usize,
}

impl Rows {
    /// Finds again what was kept until the checkpoint, and shows each record to `take`.
    pub(crate) fn load(
        store: &Store,
        checkpoint: &Checkpoint,
        mut take: impl FnMut(&Kept),
    ) -> Result<Self, Error> {
        let mut rows = Self::default();
        for kept in store.scan(Key::CHRONICLE) {
            let (key, value) = kept?;
            if key != Key::Chronicle(rows.len) {
                return Err(Error::damaged("a record of a history is missing"));
            }
            if rows.len == checkpoint.counts.chronicle {
                // What came after the checkpoint is written over when it comes again.
                return Ok(rows);
            }
            let row: Row = store::decoded(&value)?;
            let kept = row.read()?;
            if kept.record.revision != rows.last(&kept.record.history).next() {
                return Err(Error::damaged("a record of a history does not follow the last"));
            }
            rows.place(kept.position, &kept.record.history);
            take(&kept);
        }
        if rows.len < checkpoint.counts.chronicle {
            return Err(Error::damaged("there are fewer records of histories than at the checkpoint"));
        }
        Ok(rows)
    }

    pub(crate) fn len(&self) -> u32 {
        self.len
    }

    pub(crate) fn last(&self, history: &HistoryId) -> Revision {
        Revision(self.histories.get(history).map_or(0, |places| places.len() as u64))
    }

    pub(crate) fn push(&mut self, position: Position, history: &HistoryId, record: &[u8], texts: &[u8]) {
        let texts = if texts == NO_TEXTS { &[] } else { texts };
        let row = Row { position: position.0, record: record.to_vec(), texts: texts.to_vec() };
        self.dirty_bytes += row.bytes();
        self.dirty.insert(self.len, row);
        self.place(position, history);
    }

    fn place(&mut self, position: Position, history: &HistoryId) {
        let place = Place { number: self.len, position: position.0 };
        match self.histories.get_mut(history) {
            Some(places) => places.push(place),
            None => drop(self.histories.insert(history.clone(), vec![place])),
        }
        self.len += 1;
    }

    pub(crate) fn read(&self, store: &Store, history: &HistoryId, at: Position) -> Result<Vec<Kept>, Error> {
        let places = self.histories.get(history).map(Vec::as_slice).unwrap_or_default();
        let until = places.partition_point(|place| place.position <= at.0);
        let read = places[..until].iter().map(|place| match self.dirty.get(&place.number) {
            Some(row) => row.read(),
            None => stored(store, *place)?.read(),
        });
        read.collect()
    }

    pub(crate) fn erase(
        &mut self,
        store: &Store,
        history: &HistoryId,
        erased: &RecordTexts,
    ) -> Result<bool, Error> {
        let places = self.histories.get(history).map(Vec::as_slice).unwrap_or_default();
        let which = erased.revision.0.checked_sub(1).and_then(|place| usize::try_from(place).ok());
        let Some(place) = which.and_then(|which| places.get(which)).copied() else { return Ok(false) };
        let mut row = match self.dirty.get(&place.number) {
            Some(row) => row.clone(),
            None => stored(store, place)?,
        };
        if row.texts.is_empty() {
            return Ok(false);
        }
        let remains = seal::without(&row.texts, &erased.texts).map_err(|_| unreadable())?;
        let Some(remains) = remains else { return Ok(false) };
        row.texts = remains;
        self.dirty_bytes += row.bytes();
        self.dirty.insert(place.number, row);
        Ok(true)
    }

    /// About how much waits to be written, in bytes.
    pub(crate) fn dirty_bytes(&self) -> usize {
        self.dirty_bytes
    }

    pub(crate) fn write(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        for (number, row) in &self.dirty {
            writer.put(&Key::Chronicle(*number), &store::encoded(row))?;
        }
        Ok(())
    }

    pub(crate) fn written(&mut self) {
        self.dirty.clear();
        self.dirty_bytes = 0;
    }
}

impl Row {
    fn bytes(&self) -> usize {
        size_of::<Self>() + self.record.len() + self.texts.len()
    }

    fn read(&self) -> Result<Kept, Error> {
        let record = record::decode(&self.record).map_err(|_| unreadable())?;
        let texts = match self.texts.is_empty() {
            true => Disclosures::default(),
            false => Disclosures::parse(&self.texts).map_err(|_| unreadable())?,
        };
        Ok(Kept { position: Position(self.position), record, texts })
    }
}

fn stored(store: &Store, at: Place) -> Result<Row, Error> {
    let value = store.get(&Key::Chronicle(at.number))?;
    let value = value.ok_or_else(|| Error::damaged("a record of a history is not there"))?;
    let row: Row = store::decoded(&value)?;
    if row.position == at.position { Ok(row) } else { Err(unreadable()) }
}

fn unreadable() -> Error {
    Error::damaged("a record of a history cannot be read")
}
