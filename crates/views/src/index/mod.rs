//! What is kept in memory to find things, and how it stands in the store.
//!
//! Everything here says at which position it began to hold, and until which it did. So a store that is ahead of its
//! checkpoint (a crash between two batches of one writing) is put back by forgetting what came after: `load` does
//! that, and nothing else has to think of it.
//!
//! - `dossiers`: every dossier, by order of opening, id and reference number; its facts in blocks of `row_block`
//! - `visits`, in blocks of `visit_block`: who waited for what, and from when until when
//! - `moments`: when the records were written down
//! - `register`: the arrangements
//! - `frameworks`: the adopted versions
//! - `references`, `marks`: small tables that these use

pub(crate) mod dossiers;
pub(crate) mod frameworks;
mod marks;
pub(crate) mod moments;
pub(crate) mod references;
pub(crate) mod register;
mod row_block;
mod visit_block;
pub(crate) mod visits;

pub(crate) use dossiers::Dossiers;
pub(crate) use frameworks::Frameworks;
pub(crate) use moments::Moments;
pub(crate) use references::References;
pub(crate) use register::Register;
pub(crate) use visit_block::Visit;
pub(crate) use visits::Visits;

/// A place in a list of ours, as an index.
pub(crate) fn place(number: u32) -> usize {
    usize::try_from(number).expect("a machine has 32 bits at least")
}

/// The length of a list of ours, as a number.
pub(crate) fn count(length: usize) -> u32 {
    u32::try_from(length).expect("four milliard entries do not fit in memory")
}
