//! The world around the intake: a clock that moves only when told, also back, and chance from a seed.

use std::sync::{Mutex, MutexGuard};

use intake::Surroundings;
use jiff::Timestamp;
use record::Recorded;
use tests::chance::Chance;

/// Between these moments the region's clock is two hours ahead of UTC; otherwise one.
const SUMMER: (i64, i64) = (1_774_746_000, 1_792_890_000);
/// Moments at which a simulation may begin: an ordinary day, and the days before the clock is put forward and back.
const BEGINNINGS: [i64; 3] = [1_770_000_000, SUMMER.0 - 86_400, SUMMER.1 - 86_400];

/// Time and chance, as the intake is told them.
pub(crate) struct World(Mutex<Inner>);

struct Inner {
    chance: Chance,
    /// What the clock said, from the beginning; the last is now.
    readings: Vec<Recorded>,
}

impl World {
    /// A world in which everything follows from the seed.
    pub(crate) fn from_seed(seed: u64) -> Self {
        let mut chance = Chance::from_seed(seed);
        let begin = reading(*chance.one_of(&BEGINNINGS) * 1_000_000);
        Self(Mutex::new(Inner { chance, readings: vec![begin] }))
    }

    /// Moves the clock, forward or back.
    pub(crate) fn pass(&self, microseconds: i64) {
        let mut inner = self.inner();
        let now = inner.now().now.as_microsecond();
        inner.readings.push(reading(now + microseconds));
    }

    /// How often the clock was set so far: a name for now, for [`since`](Self::since).
    pub(crate) fn moment(&self) -> usize {
        self.inner().readings.len() - 1
    }

    /// Everything that the clock has said from a moment on.
    pub(crate) fn since(&self, moment: usize) -> Vec<Recorded> {
        self.inner().readings[moment..].to_vec()
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().expect("nothing panics while it holds this lock")
    }
}

impl Inner {
    fn now(&self) -> Recorded {
        *self.readings.last().expect("there is a first reading")
    }
}

impl Surroundings for World {
    fn now(&self) -> Recorded {
        self.inner().now()
    }

    fn chance(&self) -> [u8; 32] {
        self.inner().chance.bytes()
    }
}

fn reading(microseconds: i64) -> Recorded {
    let now = Timestamp::from_microsecond(microseconds).expect("a moment of these years");
    let summer = (SUMMER.0..SUMMER.1).contains(&now.as_second());
    Recorded::new(now, if summer { 7_200 } else { 3_600 })
}
