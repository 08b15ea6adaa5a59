//! What the intake is told by the world: the time and chance. One place, so that a simulation can be the world.

use jiff::{Timestamp, tz::TimeZone};
use rand::Rng as _;
use record::Recorded;

/// Where time and chance come from.
pub trait Surroundings: Send + Sync {
    /// The moment, with the region's offset from UTC.
    fn now(&self) -> Recorded;

    /// Bytes that nobody can guess: for the salts of sealed texts and for event ids.
    fn chance(&self) -> [u8; 32];
}

/// The machine's clock in a region's time zone, and its random numbers.
#[derive(Debug, Clone)]
pub struct Machine {
    zone: TimeZone,
}

/// The region's time zone is not known.
#[derive(Debug, thiserror::Error)]
#[error("the time zone '{zone}' is not known; use an IANA name such as Europe/Amsterdam")]
pub struct UnknownZone {
    zone: String,
    #[source]
    source: jiff::Error,
}

impl Machine {
    /// The machine's clock, read in this time zone (IANA name).
    ///
    /// # Errors
    /// [`UnknownZone`], with the name.
    pub fn in_zone(zone: &str) -> Result<Self, UnknownZone> {
        match TimeZone::get(zone) {
            Ok(zone) => Ok(Self { zone }),
            Err(source) => Err(UnknownZone { zone: zone.to_owned(), source }),
        }
    }
}

impl Surroundings for Machine {
    fn now(&self) -> Recorded {
        // Records keep microseconds, so that what is decided and what is read back are the same moment.
        let now =
            Timestamp::from_microsecond(Timestamp::now().as_microsecond()).unwrap_or(Timestamp::UNIX_EPOCH);
        Recorded { now, offset_seconds: self.zone.to_offset(now).seconds() }
    }

    fn chance(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        rand::rng().fill_bytes(&mut bytes);
        bytes
    }
}
