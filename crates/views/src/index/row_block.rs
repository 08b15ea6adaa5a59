//! The rows of neighbouring dossiers, under one key: a small value takes the store about as long as a large one, and
//! dossiers that were opened together are often written together.
//!
//! A value is, for each row, its length in four bytes and the row.

use crate::{
    row::Row,
    store::{Error, Key, Store, Writer},
};

/// How many rows are kept under one key; few in tests, so that short histories have several.
pub(super) const ROWS_IN_BLOCK: u32 = if cfg!(test) { 3 } else { 8 };

/// The row of one dossier, as it was written last.
pub(super) fn stored_row(store: &Store, number: u32) -> Result<Row, Error> {
    let kept = store.get(&Key::Rows(number / ROWS_IN_BLOCK))?;
    let mut rows = kept.iter().flat_map(|value| rows(value));
    let row = rows.nth((number % ROWS_IN_BLOCK) as usize);
    Row::read(row.ok_or_else(|| Error::damaged("the row of a dossier is not there"))??)
}

/// Keeps the rows of a block. `None`: this row is as it was written last.
pub(super) fn write(
    store: &Store,
    writer: &mut Writer<'_>,
    block: u32,
    newest: &[Option<Box<Row>>],
) -> Result<(), Error> {
    let is_whole = newest.iter().all(Option::is_some);
    let kept = if is_whole { None } else { store.get(&Key::Rows(block))? };
    let mut before = kept.iter().flat_map(|value| rows(value));
    let mut value = Vec::with_capacity(newest.iter().flatten().map(|row| row.bytes()).sum());
    for row in newest {
        let before = before.next();
        let begun = value.len();
        value.extend([0; size_of::<u32>()]);
        match row {
            Some(row) => row.append_to(&mut value),
            None => {
                let missing = || Error::damaged("the row of a dossier is not there");
                value.extend_from_slice(before.ok_or_else(missing)??);
            }
        }
        let length = value.len() - begun - size_of::<u32>();
        let length = u32::try_from(length).expect("a dossier has less than four gigabytes of facts");
        value[begun..begun + size_of::<u32>()].copy_from_slice(&length.to_le_bytes());
    }
    writer.put(&Key::Rows(block), &value)
}

/// The rows in a value, as they are kept.
pub(super) fn rows(value: &[u8]) -> impl Iterator<Item = Result<&[u8], Error>> {
    let mut rest = value;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let row = rest.split_first_chunk().and_then(|(length, rows)| {
            rows.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)
        });
        let Some((row, after)) = row else {
            rest = &[];
            return Some(Err(Error::damaged("a block of rows is not whole")));
        };
        rest = after;
        Some(Ok(row))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::{Fact, Kept, What};

    fn row(position: u64) -> Option<Box<Row>> {
        let mut row = Row::default();
        row.push(&Fact { position, recorded_us: 1, what: What::Answered(vec![(1, Kept::known("zo"))]) });
        Some(Box::new(row))
    }

    fn write_block(store: &Store, block: u32, newest: &[Option<Box<Row>>]) -> Result<(), Error> {
        let mut writer = Writer::new(store);
        write(store, &mut writer, block, newest)?;
        writer.finish()
    }

    #[test]
    fn a_row_that_is_not_newer_stays_as_it_was() {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::open(directory.path()).unwrap();
        write_block(&store, 1, &[row(3), row(4)]).unwrap();
        write_block(&store, 1, &[None, row(9), row(10)]).unwrap();
        let first = ROWS_IN_BLOCK;
        let last = |number| stored_row(&store, number).unwrap().last();
        assert_eq!((last(first), last(first + 1), last(first + 2)), (3, 9, 10));
    }

    #[test]
    fn a_row_that_is_not_there_is_damage() {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::open(directory.path()).unwrap();
        assert!(matches!(stored_row(&store, 0), Err(Error::Damaged(_))));
        assert!(matches!(write_block(&store, 0, &[None]), Err(Error::Damaged(_))));
        write_block(&store, 0, &[row(3)]).unwrap();
        assert!(matches!(stored_row(&store, 1), Err(Error::Damaged(_))));
        assert!(matches!(write_block(&store, 0, &[row(3), None]), Err(Error::Damaged(_))));
    }

    #[test]
    fn a_block_that_is_not_whole_is_damage() {
        let mut value = Vec::new();
        for _ in 0..2 {
            value.extend(3_u32.to_le_bytes());
            value.extend(*b"row");
        }
        assert_eq!(rows(&value).map(Result::unwrap).collect::<Vec<_>>(), [b"row", b"row"]);
        for length in 1..value.len() {
            let read: Result<Vec<_>, Error> = rows(&value[..length]).collect();
            assert_eq!(read.is_ok(), length == value.len() / 2, "{length}");
        }
    }
}
