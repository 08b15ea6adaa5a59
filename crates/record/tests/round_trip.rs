//! Whatever can be written is read back equal; whatever cannot be read is an error and never a panic.

mod arbitrary;

use proptest::prelude::*;
use record::{RECORD_BYTES_MAX, decode, encode};

const SOURCE: &str = "urn:nld:oin:00000001823288444000:systeem:besluitspoor";

/// A change to some bytes, at a place that is taken modulo their length.
#[derive(Debug, Clone)]
enum Damage {
    Flip(usize, u8),
    Insert(usize, u8),
    Remove(usize),
    Truncate(usize),
    /// Copies a piece over another place: what a torn write may leave.
    Repeat(usize, usize, usize),
}

fn damage() -> impl Strategy<Value = Damage> {
    let place = any::<usize>;
    prop_oneof![
        (place(), 1..=255u8).prop_map(|(at, bits)| Damage::Flip(at, bits)),
        (place(), any::<u8>()).prop_map(|(at, byte)| Damage::Insert(at, byte)),
        (place(), prop::sample::select(b"{}[]\",:\\0-n")).prop_map(|(at, byte)| Damage::Insert(at, byte)),
        place().prop_map(Damage::Remove),
        place().prop_map(Damage::Truncate),
        (place(), place(), 1..64usize).prop_map(|(from, to, length)| Damage::Repeat(from, to, length)),
    ]
}

impl Damage {
    fn apply(&self, bytes: &mut Vec<u8>) {
        let length = bytes.len().max(1);
        match *self {
            Self::Flip(at, bits) => bytes.get_mut(at % length).into_iter().for_each(|byte| *byte ^= bits),
            Self::Insert(at, byte) => bytes.insert(at % length.min(bytes.len() + 1), byte),
            Self::Remove(at) if !bytes.is_empty() => drop(bytes.remove(at % length)),
            Self::Remove(_) => {}
            Self::Truncate(at) => bytes.truncate(at % length),
            Self::Repeat(from, to, count) => {
                let piece: Vec<u8> = bytes.iter().skip(from % length).take(count).copied().collect();
                bytes.iter_mut().skip(to % length).zip(piece).for_each(|(byte, copied)| *byte = copied);
            }
        }
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_back_equal(record in arbitrary::record()) {
        let bytes = encode(&record, SOURCE).expect("it can be written");
        prop_assert!(bytes.len() <= RECORD_BYTES_MAX);
        prop_assert!(!bytes.contains(&b'\n'));
        let read = decode(&bytes).expect("it can be read");
        prop_assert_eq!(&read, &record);
        prop_assert_eq!(encode(&read, SOURCE).expect("it can be written"), bytes);
        prop_assert_eq!(read.context().today, record.recorded.today());
    }

    #[test]
    fn damaged_bytes_are_never_a_panic(record in arbitrary::record(), damage in prop::collection::vec(damage(), 1..6)) {
        let mut bytes = encode(&record, SOURCE).expect("it can be written");
        damage.iter().for_each(|damage| damage.apply(&mut bytes));
        if let Ok(read) = decode(&bytes) {
            // What is read after all is a record like any other.
            prop_assert!(encode(&read, SOURCE).is_ok());
        }
    }

    #[test]
    fn any_bytes_are_never_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(decode(&bytes).is_err());
    }
}
