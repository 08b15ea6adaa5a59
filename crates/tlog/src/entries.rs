//! The bytes of leaves in a tile of entries: for each its length as two bytes, the larger first, and itself.

use crate::tile::TILE_WIDTH;

/// The most bytes of one leaf, because its length is written in two.
pub const ENTRY_BYTES_MAX: usize = 65_535;

/// Why leaves cannot be written or read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A leaf is longer than its length can say.
    #[error("an entry has {bytes} bytes and at most {ENTRY_BYTES_MAX} can be written")]
    TooLong {
        /// Its length.
        bytes: usize,
    },
    /// The bytes end within an entry, or go on after the last one.
    #[error("the entries stop or go on at byte {at}, where entry {entry} of {width} should end")]
    Cut {
        /// Which entry of the tile, from 0.
        entry: u16,
        /// How many there should be.
        width: u16,
        /// Where reading stopped.
        at: usize,
    },
}

/// Writes one leaf after those that are there.
///
/// # Errors
/// [`Error::TooLong`].
pub fn push(bundle: &mut Vec<u8>, entry: &[u8]) -> Result<(), Error> {
    let length = u16::try_from(entry.len()).map_err(|_| Error::TooLong { bytes: entry.len() })?;
    bundle.extend_from_slice(&length.to_be_bytes());
    bundle.extend_from_slice(entry);
    Ok(())
}

/// Writes leaves, one after the other.
///
/// # Errors
/// [`Error::TooLong`].
pub fn encode<'a>(entries: impl IntoIterator<Item = &'a [u8]>) -> Result<Vec<u8>, Error> {
    let mut bundle = Vec::new();
    entries.into_iter().try_for_each(|entry| push(&mut bundle, entry))?;
    Ok(bundle)
}

/// Reads the leaves of a tile of this width: exactly so many, and nothing after them.
///
/// # Errors
/// [`Error::Cut`].
pub fn decode(bundle: &[u8], width: u16) -> Result<Vec<&[u8]>, Error> {
    let mut entries = Vec::with_capacity(usize::from(width.min(TILE_WIDTH)));
    let rest = split(bundle, width, |entry| entries.push(entry))?;
    if rest.is_empty() {
        Ok(entries)
    } else {
        Err(Error::Cut { entry: width, width, at: bundle.len() - rest.len() })
    }
}

/// The bytes of the first leaves: those of the tile of this width, of a wider one at the same place.
///
/// # Errors
/// [`Error::Cut`]: there are fewer.
pub fn first(bundle: &[u8], width: u16) -> Result<&[u8], Error> {
    let rest = split(bundle, width, |_| {})?;
    Ok(&bundle[..bundle.len() - rest.len()])
}

/// Gives so many leaves one by one, and then what comes after them.
fn split<'a>(bundle: &'a [u8], width: u16, mut each: impl FnMut(&'a [u8])) -> Result<&'a [u8], Error> {
    let mut rest = bundle;
    for entry in 0..width {
        let Some((bytes, after)) = split_first(rest) else {
            return Err(Error::Cut { entry, width, at: bundle.len() - rest.len() });
        };
        each(bytes);
        rest = after;
    }
    Ok(rest)
}

fn split_first(bundle: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bundle.split_first_chunk()?;
    rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;

    #[test]
    fn lengths_are_written_with_the_larger_byte_first() {
        let long = [b'x'; 258];
        let bundle = encode([&b"ab"[..], b"", &long]).expect("short entries");
        assert_eq!(bundle[..8], [0, 2, b'a', b'b', 0, 0, 1, 2]);
        assert_eq!(decode(&bundle, 3), Ok(vec![&b"ab"[..], b"", &long]));
    }

    #[test]
    fn an_entry_of_more_than_its_length_can_say_is_refused() {
        let most = vec![7; ENTRY_BYTES_MAX];
        let bundle = encode([&most[..]]).expect("the longest entry");
        assert_eq!(decode(&bundle, 1), Ok(vec![&most[..]]));
        let more = vec![7; ENTRY_BYTES_MAX + 1];
        assert_eq!(encode([&more[..]]), Err(Error::TooLong { bytes: 65_536 }));
    }

    proptest! {
        #[test]
        fn entries_are_read_as_written_and_not_when_cut(entries in vec(vec(any::<u8>(), 0..40), 0..20)) {
            let bundle = encode(entries.iter().map(Vec::as_slice)).expect("short entries");
            let width = u16::try_from(entries.len()).expect("a few");
            prop_assert_eq!(decode(&bundle, width), Ok(entries.iter().map(Vec::as_slice).collect()));
            for cut in 0..bundle.len() {
                prop_assert!(decode(&bundle[..cut], width).is_err());
            }
            prop_assert!(decode(&bundle, width + 1).is_err());
            prop_assert!(width == 0 || decode(&bundle, width - 1).is_err());
            for narrower in 0..=width {
                let narrow = encode(entries.iter().take(narrower.into()).map(Vec::as_slice)).expect("short entries");
                prop_assert_eq!(first(&bundle, narrower), Ok(&narrow[..]));
            }
            prop_assert!(first(&bundle, width + 1).is_err());
        }
    }
}
