//! Randomness from a seed: the same seed throws the same faults.

/// The splitmix64 generator: eight bytes of state, good enough for choosing faults, never for secrets.
#[derive(Debug, Clone)]
pub(crate) struct Dice {
    state: u64,
}

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    pub(crate) fn throw(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// One of `0..=most`.
    pub(crate) fn up_to(&mut self, most: usize) -> usize {
        let sides = most as u64 + 1;
        usize::try_from(self.throw() % sides).unwrap_or(0)
    }

    /// True in so many of a thousand throws.
    pub(crate) fn chance(&mut self, per_mille: u32) -> bool {
        // A fault that is switched off takes no throw, so adding a kind of fault leaves old seeds as they were.
        per_mille > 0 && self.throw() % 1_000 < u64::from(per_mille)
    }
}
