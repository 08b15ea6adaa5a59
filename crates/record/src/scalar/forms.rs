//! The written forms: names and ids as they are, dates as `YYYY-MM-DD`, sealed digests in base64url, others in
//! hexadecimal.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    context::Capacity,
    ids::{
        ActorId, ArrangementId, BodyId, ChecklistId, CommandId, DossierId, EndId, FormatId, FrameworkId,
        FrameworkVersion, ItemId, MandateId, MeetingId, PartyId, RoundId, RungId, SectionId, StepId, TermId,
    },
    sealed::{Digest, Sealed},
};
use jiff::civil::Date;
use serde::{Serializer, ser};
use uuid::Uuid;

use super::{Form, digits};
use crate::{HistoryId, Recorded, address::canonical_uuid};

macro_rules! named {
    ($expected:literal: $($id:ident),+) => {$(
        impl Form for $id {
            const EXPECTED: &'static str = $expected;

            fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }

            fn read(text: &str) -> Option<Self> {
                text.parse().ok()
            }
        }
    )+};
}

macro_rules! numbered {
    ($($id:ident),+) => {$(
        impl Form for $id {
            const EXPECTED: &'static str = Uuid::EXPECTED;

            fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.0.write(serializer)
            }

            fn read(text: &str) -> Option<Self> {
                Uuid::read(text).map(Self)
            }
        }
    )+};
}

named!("a short name of a-z, 0-9, '-' and '.'":
    FrameworkId, FrameworkVersion, PartyId, BodyId, FormatId, SectionId, RoundId, StepId, EndId, RungId, TermId, ChecklistId, ItemId);
named!("an actor id": ActorId);
numbered!(DossierId, ArrangementId, MandateId, MeetingId, CommandId);

impl Form for Uuid {
    const EXPECTED: &'static str = "a UUID in lower case with hyphens";

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_hyphenated().encode_lower(&mut Self::encode_buffer()))
    }

    fn read(text: &str) -> Option<Self> {
        canonical_uuid(text)
    }
}

impl Form for HistoryId {
    const EXPECTED: &'static str = "framework.<name>, dossier.<uuid> or arrangement.<uuid>";

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }

    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl Form for Capacity {
    const EXPECTED: &'static str = "coordinator:<party>, secretary:<body>, administrator or auditor";

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Coordinator { party } => serializer.collect_str(&format_args!("coordinator:{party}")),
            Self::Secretary { body } => serializer.collect_str(&format_args!("secretary:{body}")),
            Self::Administrator => serializer.serialize_str("administrator"),
            Self::Auditor => serializer.serialize_str("auditor"),
        }
    }

    fn read(text: &str) -> Option<Self> {
        match text.split_once(':') {
            None if text == "administrator" => Some(Self::Administrator),
            None if text == "auditor" => Some(Self::Auditor),
            Some(("coordinator", party)) => Some(Self::Coordinator { party: party.parse().ok()? }),
            Some(("secretary", body)) => Some(Self::Secretary { body: body.parse().ok()? }),
            Some(_) | None => None,
        }
    }
}

impl Form for Recorded {
    const EXPECTED: &'static str = "a moment such as 2026-03-12T14:03:11.120000+01:00";

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.to_text().ok_or_else(|| {
            ser::Error::custom(
                "a moment needs whole microseconds, an offset in whole minutes and a year from 0",
            )
        })?;
        ascii(serializer, &text)
    }

    fn read(text: &str) -> Option<Self> {
        Self::from_text(text)
    }
}

impl Form for Date {
    const EXPECTED: &'static str = "a date such as 2026-03-12";

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let year =
            u32::try_from(self.year()).map_err(|_| ser::Error::custom("a date needs a year from 0"))?;
        let mut text = *b"0000-00-00";
        digits::put(&mut text[0..4], year);
        digits::put(&mut text[5..7], self.month().unsigned_abs().into());
        digits::put(&mut text[8..10], self.day().unsigned_abs().into());
        ascii(serializer, &text)
    }

    fn read(text: &str) -> Option<Self> {
        let text: &[u8; 10] = text.as_bytes().try_into().ok()?;
        let year = i16::try_from(digits::get(&text[0..4])?).ok()?;
        let month = i8::try_from(digits::get(&text[5..7])?).ok()?;
        let day = i8::try_from(digits::get(&text[8..10])?).ok()?;
        let hyphens = text[4] == b'-' && text[7] == b'-';
        Self::new(year, month, day).ok().filter(|_| hyphens)
    }
}

impl Form for Sealed {
    const EXPECTED: &'static str = "a SHA-256 digest in 43 characters of base64url";

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut text = [0; 43];
        URL_SAFE_NO_PAD.encode_slice(self.0.0, &mut text).map_err(ser::Error::custom)?;
        ascii(serializer, &text)
    }

    fn read(text: &str) -> Option<Self> {
        // One byte more than a digest, so that a longer text is seen.
        let mut bytes = [0; 33];
        let length = URL_SAFE_NO_PAD.decode_slice(text, &mut bytes).ok()?;
        Some(Self(Digest(bytes[..length].try_into().ok()?)))
    }
}

impl Form for Digest {
    const EXPECTED: &'static str = "a SHA-256 digest in 64 characters of 0-9 and a-f";

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        ascii(serializer, &self.hex())
    }

    fn read(text: &str) -> Option<Self> {
        let text: &[u8; 64] = text.as_bytes().try_into().ok()?;
        let mut digest = [0; 32];
        for (byte, pair) in digest.iter_mut().zip(text.chunks_exact(2)) {
            *byte = hexadecimal(pair[0])? << 4 | hexadecimal(pair[1])?;
        }
        Some(Self(digest))
    }
}

fn hexadecimal(character: u8) -> Option<u8> {
    match character {
        b'0'..=b'9' => Some(character - b'0'),
        b'a'..=b'f' => Some(character - b'a' + 10),
        _ => None,
    }
}

fn ascii<S: Serializer>(serializer: S, text: &[u8]) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(str::from_utf8(text).map_err(ser::Error::custom)?)
}
