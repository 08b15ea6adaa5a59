//! Framework files: a region's rules as people write them.
//!
//! A framework file is TOML. [`read`](fn@read) makes a [`Framework`](domain::framework::Framework) of it, or
//! says everything that is wrong with it: what is no TOML, what has the wrong form, and what is not
//! [sound](domain::framework::check), each with its line, its rule, and in two languages what would help.
//! Nothing here reads or writes files; callers bring the bytes.
//!
//! - [`finding`]: one thing that is wrong
//! - `read`: from bytes to a framework
//! - [`words`]: the sentences for every rule
//! - [`draw`]: the route as a picture
//! - [`shipped`]: the frameworks and lists that come with the program
//!
//! Why the form is as it is: `docs/adr/0006-framework-file.md`.

pub mod draw;
pub mod finding;
mod read;
pub mod shipped;
pub mod words;

pub use self::{
    finding::Finding,
    read::{FINDINGS_MAX, FRAMEWORK_BYTES_MAX, SCHEMA, read, read_adopted},
};
