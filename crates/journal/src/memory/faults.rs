//! What can go wrong in a memory journal, decided by a seed.

use record::Position;

use crate::dice::Dice;

/// How often each thing goes wrong, in a thousand appends. At most one of them befalls an append, apart from the delay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faults {
    /// The same seed and the same calls give the same faults.
    pub seed: u64,
    /// Stored, and the answer is [`Unclear`](crate::append::Error::Unclear).
    pub ack_lost: u32,
    /// Not stored, and the answer is [`Unclear`](crate::append::Error::Unclear).
    pub lost: u32,
    /// The answer is [`Unclear`](crate::append::Error::Unclear), and the entry arrives during a later append, where it
    /// is stored if its command id and revision still allow it.
    pub late: u32,
    /// Stored, and the answer is [`Repeated`](crate::append::Error::Repeated) with its own position: the client
    /// below has sent it twice.
    pub duplicate: u32,
    /// Not stored, and the answer is a [`Conflict`](crate::append::Error::Conflict) with equal revisions: another
    /// append to the history was in flight, and came to nothing.
    pub conflict: u32,
    /// Not stored, and the answer is [`Overloaded`](crate::append::Error::Overloaded).
    pub overloaded: u32,
    /// The answer comes only after other tasks have had some turns. Stored at once all the same; on a
    /// [link](super::Link) only then, so that entries of different histories overtake each other.
    pub delayed: u32,
    /// Of links alone: how often, in a thousand looks, a link has not heard of everything in the log.
    pub lag: u32,
}

impl Faults {
    /// Nothing goes wrong.
    pub fn none() -> Self {
        Self {
            seed: 0,
            ack_lost: 0,
            lost: 0,
            late: 0,
            duplicate: 0,
            conflict: 0,
            overloaded: 0,
            delayed: 0,
            lag: 0,
        }
    }

    /// A bad day: something goes wrong with every fifth append, every third answer is late, and a link is behind
    /// half of the time.
    pub fn some(seed: u64) -> Self {
        Self {
            seed,
            ack_lost: 40,
            lost: 40,
            late: 40,
            duplicate: 20,
            conflict: 40,
            overloaded: 20,
            delayed: 333,
            lag: 500,
        }
    }
}

/// The most turns that an answer is delayed.
const DELAY_TURNS_MAX: usize = 8;
/// How often a late entry arrives during an append, in a thousand.
const LANDING: u32 = 500;
/// How often a link that is cut off does not know it yet and sends all the same, in a thousand appends.
const SENT_INTO_THE_CUT: u32 = 500;
/// How often what was on its way when the link was cut is lost, in a thousand.
const LOST_IN_THE_CUT: u32 = 500;

/// The faults to come.
pub(super) struct Plan {
    faults: Faults,
    dice: Dice,
}

/// What becomes of one append that would be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    Stored,
    AckLost,
    Lost,
    Late,
    Duplicate,
    Conflict,
    Overloaded,
}

impl Plan {
    pub(super) fn new(faults: Faults) -> Self {
        Self { dice: Dice::new(faults.seed), faults }
    }

    pub(super) fn fate(&mut self) -> Fate {
        let Faults { ack_lost, lost, late, duplicate, conflict, overloaded, .. } = self.faults;
        let fates = [
            (ack_lost, Fate::AckLost),
            (lost, Fate::Lost),
            (late, Fate::Late),
            (duplicate, Fate::Duplicate),
            (conflict, Fate::Conflict),
            (overloaded, Fate::Overloaded),
        ];
        let struck = fates.into_iter().find(|(per_mille, _)| self.dice.chance(*per_mille));
        struck.map_or(Fate::Stored, |(_, fate)| fate)
    }

    pub(super) fn lands_now(&mut self) -> bool {
        self.dice.chance(LANDING)
    }

    /// Whether an append to a link that is cut off is sent, because nobody has noticed yet.
    pub(super) fn sends_into_the_cut(&mut self) -> bool {
        self.dice.chance(SENT_INTO_THE_CUT)
    }

    pub(super) fn is_lost_in_the_cut(&mut self) -> bool {
        self.dice.chance(LOST_IN_THE_CUT)
    }

    /// How far a link that knows this much of a log has heard now.
    pub(super) fn heard(&mut self, known: Position, head: Position) -> Position {
        let gap = usize::try_from(head.0.saturating_sub(known.0)).unwrap_or(usize::MAX);
        if gap == 0 {
            return known;
        }
        if !self.dice.chance(self.faults.lag) {
            return head;
        }
        Position(known.0 + self.dice.up_to(gap - 1) as u64)
    }

    /// How many turns the next answer waits.
    pub(super) fn turns(&mut self) -> u32 {
        if !self.dice.chance(self.faults.delayed) {
            return 0;
        }
        u32::try_from(self.dice.up_to(DELAY_TURNS_MAX)).unwrap_or(0)
    }
}
