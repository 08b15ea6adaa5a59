//! What holds after every step, one function each. They panic; the seed's run says where it was.
//!
//! - [`stored`]: of every record, when it is first seen, and again after a restart
//! - [`answered`]: of every answer, when it is given
//!   `mandates`, `meetings`, `preparations`: what the rules say of an order to one of these, or under one
//! - [`known`]: of what an intake keeps in memory, and of every way to read the journal
//! - [`derived`]: of the views

pub(crate) mod answered;
pub(crate) mod derived;
pub(crate) mod known;
pub(crate) mod stored;

mod mandates;
mod meetings;
mod preparations;

/// Whom an intake shares the journal with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Writing {
    /// It is the only one, and nothing is stored but in its appends.
    Alone,
    /// Something may be stored without its knowledge: by another intake, or late.
    Shared,
}
