//! Tests of the whole: worlds of random but lawful histories, asked in every way.
//!
//! - `region`, `dice`, `world`, `walk`, `meet`, `ratify`: where histories come from
//! - `mandates`: the register of mandates; `arrangements`: what became of decisions; `bound`: who is
//!   bound by them; `preparations`: what came before
//! - `model`, `meetings`: what the answers should be, folded from the events without any of our rows
//! - `snapshot`: every answer of a view, to compare two
//! - `then`: as it was; `again`: rebuilt, restarted, broken off; `paging`: changed while read; `stories`: by hand
//! - `erasing`: words that go, from the answers and from the disk
//! - `damage` (hazard 13), `upgrade` (hazard 15), `unknown` (hazard 16), `slow` (hazard 18), `feeding`

mod again;
mod arrangements;
mod bound;
mod climb;
mod damage;
mod dice;
mod erasing;
mod feeding;
mod mandates;
mod meet;
mod meetings;
mod model;
mod paging;
mod preparations;
mod ratify;
mod region;
mod slow;
mod snapshot;
mod stories;
mod then;
mod unknown;
mod upgrade;
mod walk;
mod world;
