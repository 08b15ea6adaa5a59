//! The values of the store: a checksum over key and value, and pieces where a value is too long for sled.

use std::ops::Deref;

use super::{Error, Key};

/// The most bytes that sled is given as one value: longer ones would leak their space (`eventstore.md` finding 8).
pub(crate) const PIECE_BYTES_MAX: usize = 60_000;
/// CRC32C over key and everything after it, then the number of pieces: none if the value follows.
const HEAD_BYTES: usize = 6;

/// A value as it was written.
#[derive(Debug)]
pub(crate) enum Value {
    /// As sled keeps it, with its head.
    Kept(sled::IVec),
    /// Put together from pieces.
    Joined(Vec<u8>),
}

impl Deref for Value {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Kept(kept) => &kept[HEAD_BYTES..],
            Self::Joined(bytes) => bytes,
        }
    }
}

/// The rows that hold a value: itself, and its pieces if it has any.
pub(super) fn rows(key: &Key, value: &[u8]) -> Vec<(Vec<u8>, Vec<u8>)> {
    if value.len() <= PIECE_BYTES_MAX {
        return vec![row(key, 0, value)];
    }
    let mut rows = Vec::new();
    for (count, piece) in (0_u16..).zip(value.chunks(PIECE_BYTES_MAX)) {
        rows.push(row(&key.piece(count), 0, piece));
    }
    let count =
        u16::try_from(rows.len()).expect("four gigabytes are more than a view ever keeps in one value");
    rows.push(row(key, count, &crc32c::crc32c(value).to_le_bytes()));
    rows
}

pub(super) fn get(db: &sled::Db, key: &Key) -> Result<Option<Value>, Error> {
    let bytes = key.bytes();
    let Some(kept) = db.get(&bytes)? else { return Ok(None) };
    join(db, key, &bytes, kept).map(Some)
}

pub(super) fn read(db: &sled::Db, (bytes, kept): (sled::IVec, sled::IVec)) -> Result<(Key, Value), Error> {
    let key = Key::read(&bytes).ok_or(Error::Damaged("a key is not one of ours"))?;
    join(db, &key, &bytes, kept).map(|value| (key, value))
}

fn join(db: &sled::Db, key: &Key, bytes: &[u8], kept: sled::IVec) -> Result<Value, Error> {
    let count = check(bytes, &kept)?;
    if count == 0 {
        return Ok(Value::Kept(kept));
    }
    let mut joined = Vec::new();
    for piece in 0..count {
        let bytes = key.piece(piece).bytes();
        let kept = db.get(&bytes)?.ok_or(Error::Damaged("a piece of a value is not there"))?;
        check(&bytes, &kept)?;
        joined.extend_from_slice(&kept[HEAD_BYTES..]);
    }
    if kept[HEAD_BYTES..] == crc32c::crc32c(&joined).to_le_bytes() {
        Ok(Value::Joined(joined))
    } else {
        Err(Error::Damaged("the pieces of a value do not belong together"))
    }
}

/// How many pieces a value has, if its bytes are what was written.
fn check(key: &[u8], kept: &[u8]) -> Result<u16, Error> {
    let damaged = || Error::Damaged("a value has another checksum than when it was written");
    let (checksum, rest) = kept.split_first_chunk().ok_or_else(damaged)?;
    let count = rest.first_chunk().ok_or_else(damaged)?;
    if u32::from_le_bytes(*checksum) == checksum_of(key, rest) {
        Ok(u16::from_le_bytes(*count))
    } else {
        Err(damaged())
    }
}

fn row(key: &Key, count: u16, value: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let key = key.bytes();
    let mut bytes = Vec::with_capacity(HEAD_BYTES + value.len());
    bytes.extend([0; 4]);
    bytes.extend(count.to_le_bytes());
    bytes.extend_from_slice(value);
    let checksum = checksum_of(&key, &bytes[4..]).to_le_bytes();
    bytes[..4].copy_from_slice(&checksum);
    (key, bytes)
}

fn checksum_of(key: &[u8], rest: &[u8]) -> u32 {
    crc32c::crc32c_append(crc32c::crc32c(key), rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Store, Writer};

    fn store_with(values: &[(Key, Vec<u8>)]) -> (tempfile::TempDir, Store) {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::open(directory.path()).unwrap();
        let mut writer = Writer::new(&store);
        for (key, value) in values {
            writer.put(key, value).unwrap();
        }
        writer.finish().unwrap();
        (directory, store)
    }

    #[test]
    fn values_of_any_length_read_back() {
        let lengths = [0, 1, PIECE_BYTES_MAX, PIECE_BYTES_MAX + 1, 3 * PIECE_BYTES_MAX + 7];
        let values: Vec<_> = (0_u32..).map(Key::Rows).zip(lengths.map(|length| vec![7; length])).collect();
        let (_directory, store) = store_with(&values);
        for (key, value) in &values {
            assert_eq!(&*store.get(key).unwrap().unwrap(), &**value);
        }
        let scanned: Vec<_> = store.scan(Key::ROWS).map(|row| row.unwrap().1.to_vec()).collect();
        assert_eq!(scanned, values.into_iter().map(|(_, value)| value).collect::<Vec<_>>());
        assert!(store.get(&Key::Rows(99)).unwrap().is_none());
        assert!(store.db.iter().all(|row| row.unwrap().1.len() < 64_000), "hard rule 5");
    }

    #[test]
    fn another_value_is_noticed() {
        let long = vec![7; PIECE_BYTES_MAX + 1];
        let (_directory, store) = store_with(&[(Key::Rows(1), vec![1, 2, 3]), (Key::Rows(2), long)]);
        let damage = |key: Key| {
            let mut bytes = store.db.get(key.bytes()).unwrap().unwrap().to_vec();
            *bytes.last_mut().unwrap() ^= 1;
            store.db.insert(key.bytes(), bytes).unwrap();
        };
        damage(Key::Rows(1));
        assert!(matches!(store.get(&Key::Rows(1)), Err(Error::Damaged(_))));
        damage(Key::Rows(2).piece(1));
        assert!(matches!(store.get(&Key::Rows(2)), Err(Error::Damaged(_))));
        // A good value under a wrong key is as wrong.
        let moved = store.db.get(Key::Rows(2).piece(0).bytes()).unwrap().unwrap();
        store.db.insert(Key::Rows(3).bytes(), moved).unwrap();
        assert!(matches!(store.get(&Key::Rows(3)), Err(Error::Damaged(_))));
    }
}
