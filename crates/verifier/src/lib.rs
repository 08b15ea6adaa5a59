//! What a bundle proves, on any machine, without our server, our database or our word.
//!
//! It builds alone and can be read alone: beside the rules, the form of records and the formats of C2SP it uses no
//! part of the services. In reading order:
//!
//! - [`check()`](check()): every check of a bundle, and [`Options`]: what the auditor brings
//! - [`report`]: what was found, for people and for programs
//! - [`command`]: the command line
//! - [`bundle`]: which file of a bundle is what; reads bundles and makes them
//! - [`replay`]: every record decided again by the rules of its framework

pub mod bundle;
pub mod check;
pub mod command;
pub mod replay;
pub mod report;

pub use self::{
    check::{Earlier, Options, check},
    report::{Report, lines::Language},
};
