//! Every dossier, in the order of opening. Their heads are in memory; their rows are there while they are written.

use std::{borrow::Cow, collections::HashMap};

use domain::ids::DossierId;

use super::{
    Frameworks, References, count,
    marks::Marks,
    place,
    row_block::{self, ROWS_IN_BLOCK, stored_row},
};
use crate::{
    checkpoint::Checkpoint,
    fact::Tag,
    head::{Head, Standing, searched},
    names::Names,
    row::Row,
    store::{self, Error, Key, Store, Writer},
    timeline::Timeline,
};

/// How many heads are kept under one key; few in tests, so that short histories have several.
const HEADS_IN_BLOCK: u32 = if cfg!(test) { 4 } else { 64 };
/// About what a block of heads takes while it waits to be written, in bytes.
const HEADS_BLOCK_BYTES: usize = 8 * 1024;

#[derive(Debug, Default)]
pub(crate) struct Dossiers {
    heads: Vec<Head>,
    by_id: HashMap<DossierId, u32>,
    references: References,
    /// For each dossier its row, if that is newer here than in the store, or about to be.
    rows: Vec<Option<Box<Row>>>,
    row_bytes: usize,
    /// The dossiers with such a row.
    dirty_rows: Marks,
    /// The blocks with a head that is newer here than in the store.
    dirty_heads: Marks,
}

impl Dossiers {
    pub(crate) fn load(
        store: &Store,
        checkpoint: &Checkpoint,
        names: &Names,
        frameworks: &Frameworks,
    ) -> Result<Self, Error> {
        let mut dossiers = Self::default();
        let counted = place(checkpoint.counts.dossiers);
        for kept in store.scan(Key::HEADS) {
            // What comes after is of a writing that was broken off, and a block of it may be shorter by now.
            if dossiers.heads.len() >= counted {
                break;
            }
            let (key, value) = kept?;
            if key != Key::Heads(count(dossiers.heads.len()) / HEADS_IN_BLOCK) {
                return Err(Error::damaged("a block of dossiers is missing"));
            }
            dossiers.heads.extend(store::decoded::<Vec<Head>>(&value)?);
        }
        if dossiers.heads.len() < counted {
            return Err(Error::damaged("there are fewer dossiers than at the checkpoint"));
        }
        dossiers.heads.truncate(counted);
        dossiers.rows.resize_with(counted, || None);
        for number in 0..checkpoint.counts.dossiers {
            dossiers.put_back(store, checkpoint.position.0, names, number)?;
            dossiers.enter(frameworks, number)?;
        }
        dossiers.check_rows(store)?;
        Ok(dossiers)
    }

    /// Puts a head back to what it was at the checkpoint.
    fn put_back(&mut self, store: &Store, until: u64, names: &Names, number: u32) -> Result<(), Error> {
        let head = &mut self.heads[place(number)];
        if head.changed <= until {
            return Ok(());
        }
        let mut row = stored_row(store, number)?;
        row.cut_after(until)?;
        *head = then(head, &row, names)?;
        self.row_bytes += row.bytes();
        self.rows[place(number)] = Some(Box::new(row));
        self.mark(number);
        Ok(())
    }

    fn enter(&mut self, frameworks: &Frameworks, number: u32) -> Result<(), Error> {
        let head = &self.heads[place(number)];
        let prefix = frameworks.prefix(head.framework);
        let prefix =
            prefix.ok_or_else(|| Error::damaged("a dossier runs on a framework that is not there"))?;
        if self.references.next(prefix, head.year, number) != head.number {
            return Err(Error::damaged("a dossier has another reference number than its place gives it"));
        }
        self.by_id.insert(head.id(), number);
        Ok(())
    }

    /// Reads every row once, so that damage is found before anyone asks for it.
    fn check_rows(&self, store: &Store) -> Result<(), Error> {
        let missing = || Error::damaged("the row of a dossier is missing");
        let mut kept = store.scan(Key::ROWS);
        // After the last head there may be rows of a writing that was broken off.
        for (block, heads) in (0..).zip(self.heads.chunks(place(ROWS_IN_BLOCK))) {
            let (key, value) = kept.next().ok_or_else(missing)??;
            if key != Key::Rows(block) {
                return Err(missing());
            }
            let mut rows = row_block::rows(&value);
            for head in heads {
                if Row::read(rows.next().ok_or_else(missing)??)?.last() < head.changed {
                    return Err(Error::damaged("the row of a dossier lags behind"));
                }
            }
        }
        Ok(())
    }

    pub(crate) fn len(&self) -> u32 {
        count(self.heads.len())
    }

    pub(crate) fn heads(&self) -> &[Head] {
        &self.heads
    }

    pub(crate) fn head(&self, number: u32) -> Result<&Head, Error> {
        self.heads.get(place(number)).ok_or_else(|| Error::damaged("a dossier is not there"))
    }

    /// The head of a dossier as it was at a position at which it was open.
    pub(crate) fn head_at(
        &self,
        store: &Store,
        names: &Names,
        number: u32,
        at: u64,
    ) -> Result<Cow<'_, Head>, Error> {
        let head = self.head(number)?;
        if head.changed <= at {
            return Ok(Cow::Borrowed(head));
        }
        let mut row = self.row(store, number)?.into_owned();
        row.cut_after(at)?;
        then(head, &row, names).map(Cow::Owned)
    }

    pub(crate) fn find(&self, id: DossierId) -> Option<u32> {
        self.by_id.get(&id).copied()
    }

    pub(crate) fn references(&self) -> &References {
        &self.references
    }

    /// Adds a dossier, and gives it its reference number.
    pub(crate) fn open(&mut self, prefix: &std::sync::Arc<str>, mut head: Head, row: Row) {
        let number = self.len();
        head.number = self.references.next(prefix, head.year, number);
        self.by_id.insert(head.id(), number);
        self.heads.push(head);
        self.row_bytes += row.bytes();
        self.rows.push(Some(Box::new(row)));
        self.mark(number);
    }

    fn mark(&mut self, number: u32) {
        self.dirty_rows.mark(number);
        self.dirty_heads.mark(number / HEADS_IN_BLOCK);
    }

    /// The head and row of a dossier, to change both.
    pub(crate) fn change(&mut self, store: &Store, number: u32) -> Result<Change<'_>, Error> {
        self.mark(number);
        let missing = || Error::damaged("a dossier is not there");
        let head = self.heads.get_mut(place(number)).ok_or_else(missing)?;
        let row = match self.rows.get_mut(place(number)).ok_or_else(missing)? {
            Some(row) => row,
            absent @ None => {
                let mut row = stored_row(store, number)?;
                row.cut_after(head.changed)?;
                self.row_bytes += row.bytes();
                absent.insert(Box::new(row))
            }
        };
        Ok(Change { head, row, row_bytes: &mut self.row_bytes })
    }

    /// The row of a dossier, to read it. Facts after its head's `changed` do not count.
    pub(crate) fn row(&self, store: &Store, number: u32) -> Result<Cow<'_, Row>, Error> {
        let row = match self.rows.get(place(number)) {
            Some(Some(row)) => Cow::Borrowed(&**row),
            Some(None) | None => Cow::Owned(stored_row(store, number)?),
        };
        if row.last() < self.head(number)?.changed {
            return Err(Error::damaged("the row of a dossier lags behind"));
        }
        Ok(row)
    }

    /// About how much waits to be written, in bytes.
    pub(crate) fn dirty_bytes(&self) -> usize {
        self.row_bytes + self.dirty_heads.len() * HEADS_BLOCK_BYTES
    }

    pub(crate) fn write(&self, store: &Store, writer: &mut Writer<'_>) -> Result<(), Error> {
        let mut blocks: Vec<u32> =
            self.dirty_rows.sorted().into_iter().map(|number| number / ROWS_IN_BLOCK).collect();
        blocks.dedup();
        for block in blocks {
            let first = place(block * ROWS_IN_BLOCK);
            let after = self.rows.len().min(first + place(ROWS_IN_BLOCK));
            row_block::write(store, writer, block, &self.rows[first..after])?;
        }
        for block in self.dirty_heads.sorted() {
            let first = place(block * HEADS_IN_BLOCK);
            let after = self.heads.len().min(first + place(HEADS_IN_BLOCK));
            writer.put(&Key::Heads(block), &store::encoded(&&self.heads[first..after]))?;
        }
        Ok(())
    }

    pub(crate) fn written(&mut self) {
        for number in self.dirty_rows.take() {
            self.rows[place(number)] = None;
        }
        self.row_bytes = 0;
        self.dirty_heads.take();
    }
}

/// A dossier that is being changed.
pub(crate) struct Change<'d> {
    pub(crate) head: &'d mut Head,
    row: &'d mut Row,
    row_bytes: &'d mut usize,
}

impl Change<'_> {
    /// How the dossier stands by the rules' own account, with all its facts.
    pub(crate) fn standing(&self, names: &Names) -> Result<Standing, Error> {
        Standing::of(&Timeline::at(self.row, names, u64::MAX)?, names)
    }

    /// Adds a fact, and says so in the head.
    pub(crate) fn push(&mut self, fact: &crate::fact::Fact<'_>) {
        let before = self.row.bytes();
        self.row.push(fact);
        *self.row_bytes += self.row.bytes() - before;
        self.head.changed = fact.position;
        self.head.revision += 1;
    }
}

impl Change<'_> {
    /// Forgets words of the fact with this revision. Whether any of these were kept.
    pub(crate) fn erase(&mut self, revision: u64, erased: &[Tag]) -> Result<bool, Error> {
        let before = self.row.bytes();
        let forgot = self.row.erase(revision, erased)?;
        *self.row_bytes = *self.row_bytes + self.row.bytes() - before;
        // Also where the row has forgotten it already: a crash may have come before the head was written.
        self.head.title = searched(self.row.title()?.unwrap_or_default());
        Ok(forgot)
    }
}

/// What the head of a dossier was when these were all its facts.
fn then(head: &Head, row: &Row, names: &Names) -> Result<Head, Error> {
    let timeline = Timeline::at(row, names, u64::MAX)?;
    let mut then = head.clone();
    then.standing = Standing::of(&timeline, names)?;
    then.revision = timeline.dossier.revision.0;
    then.changed = row.last();
    Ok(then)
}
