//! Regions and bundles for tests: what is in them was decided by the rules, as the intake would.

pub(crate) mod bundled;
pub(crate) mod region;
pub(crate) mod tampered;
