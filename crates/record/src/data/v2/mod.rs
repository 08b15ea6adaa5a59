//! Version 2 of what bodies did: with where each party stood. The shapes are frozen as those of version 1 are.
//!
//! What did not change is used from there. Version 1 is brought to this form when it is read: it has no stances.

mod next;
mod stance;
mod treated;

pub(crate) use self::{
    next::Next,
    treated::{OutcomeCorrected, Treated},
};
