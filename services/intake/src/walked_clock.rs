//! A clock that is walked from the past to now, so that a history can be written down as if it happened: for the
//! demonstration and for tests that tell a year.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{Timestamp, tz::TimeZone};
use record::Recorded;

use crate::surroundings::{Machine, Surroundings};

const MICROSECONDS_PER_MINUTE: i64 = 60_000_000;

/// A clock that stands still until it is set, and never goes back; with the machine's chance.
#[derive(Debug)]
pub struct WalkedClock {
    machine: Machine,
    zone: TimeZone,
    microsecond: AtomicI64,
}

impl WalkedClock {
    /// A clock in this time zone that has not been set yet.
    pub fn new(machine: Machine, zone: TimeZone) -> Self {
        Self { machine, zone, microsecond: AtomicI64::new(0) }
    }

    /// Sets the clock, unless that would be back.
    pub fn walk_to(&self, moment: Timestamp) {
        self.microsecond.fetch_max(moment.as_microsecond(), Ordering::Relaxed);
    }

    /// Sets the clock on by so many minutes.
    pub fn pass_minutes(&self, minutes: i64) {
        self.microsecond.fetch_add(minutes * MICROSECONDS_PER_MINUTE, Ordering::Relaxed);
    }
}

impl Surroundings for WalkedClock {
    fn now(&self) -> Recorded {
        let microsecond = self.microsecond.load(Ordering::Relaxed);
        let now = Timestamp::from_microsecond(microsecond).unwrap_or(Timestamp::UNIX_EPOCH);
        Recorded::new(now, self.zone.to_offset(now).seconds())
    }

    fn chance(&self) -> [u8; 32] {
        self.machine.chance()
    }
}
