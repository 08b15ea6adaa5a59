//! Numbers that proptest throws, taken one by one. When they are used up, every throw is zero.

use proptest::prelude::*;

/// A row of throws.
#[derive(Debug, Clone, Default)]
pub(super) struct Dice {
    rolls: Vec<u16>,
    taken: usize,
}

/// At most as many throws.
pub(super) fn dice(rolls_max: usize) -> impl Strategy<Value = Dice> {
    proptest::collection::vec(any::<u16>(), 0..rolls_max).prop_map(|rolls| Dice { rolls, taken: 0 })
}

impl Dice {
    /// A number below `n`, which is at least one.
    pub(super) fn below(&mut self, n: usize) -> usize {
        let roll = self.rolls.get(self.taken).copied().unwrap_or(0);
        self.taken += 1;
        usize::from(roll) % n
    }

    /// A number below `n`, small enough for every count there is.
    pub(super) fn below_u32(&mut self, n: u32) -> u32 {
        u32::try_from(self.below(usize::try_from(n).unwrap())).unwrap()
    }

    /// True once in `n` throws; never when the throws are used up.
    pub(super) fn once_in(&mut self, n: usize) -> bool {
        self.below(n) == n - 1
    }

    /// One of these, if there are any.
    pub(super) fn pick<'a, T>(&mut self, among: &'a [T]) -> Option<&'a T> {
        if among.is_empty() { None } else { among.get(self.below(among.len())) }
    }

    /// Each of these with a chance of one in `n`.
    pub(super) fn some<T: Clone>(&mut self, among: &[T], n: usize) -> Vec<T> {
        among.iter().filter(|_| self.once_in(n)).cloned().collect()
    }

    /// Whether all throws are used up.
    pub(super) fn used_up(&self) -> bool {
        self.taken >= self.rolls.len()
    }
}
