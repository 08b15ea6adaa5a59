//! How Besluitspoor speaks: the gRPC contract of `proto/besluitspoor/v1`, and its conversion to and from the
//! domain.
//!
//! The only crate that names prost types. It does no I/O and serves nothing. In reading order:
//!
//! - [`v1`]: the messages, clients and servers of the contract; [`FILE_DESCRIPTOR_SET`] for reflection
//! - [`convert`]: requests into what the rules and views are asked, and their answers into messages
//! - [`refusal`]: the rules said no, in two languages
//! - [`failure`]: the call failed for another reason, in two languages
//! - [`way_on`]: what would move a dossier, in two languages
//! - [`warning`]: what deserves attention though nothing forbids it
//! - [`language`], [`names`], [`limits`]: how people are spoken to, what things are called, how much a
//!   request may hold

mod generated;

pub mod convert;
pub mod failure;
pub mod language;
pub mod limits;
pub mod names;
pub mod refusal;
mod status;
pub mod warning;
pub mod way_on;

pub use self::{
    generated::{FILE_DESCRIPTOR_SET, v1},
    language::Language,
    names::Names,
    status::ERROR_DOMAIN,
};
