//! Random dossiers: on the region's framework and on random sound ones, what holds after every event.
//!
//! - [`dice`], [`frameworks`], [`walk`]: what is random
//! - [`invariants`]: what always holds, one function each
//! - [`mended`]: a history with corrections means what it would have meant without the mistakes
//! - [`endings`]: that every dossier ends
//! - [`founded`]: that no outcome contradicts the stances it was founded on
//! - [`foretold`]: that something can be said of what comes, and of how long it took
//! - [`total`]: that no event is too odd to be applied

mod climb;
mod dice;
mod endings;
mod foretold;
mod founded;
mod frameworks;
mod invariants;
mod mended;
mod total;
mod walk;
