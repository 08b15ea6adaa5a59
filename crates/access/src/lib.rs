//! Who is asking, and what they may do.
//!
//! A caller shows a [`Token`]; the [`Register`] knows only its hash and says which [`Caller`] it is; the
//! [`policy`] says what that caller may do and read. Nothing here does I/O but drawing a new token: the
//! binary reads the file, the services take the token out of a request.
//!
//! In reading order:
//!
//! - [`policy`]: the table of rights, in one place
//! - [`caller`]: one caller with their grants, and what they are denied
//! - [`token`]: what a caller shows, and the hash that we keep
//! - [`register`]: the token file
//! - [`bind`]: on which addresses a service may listen

pub mod bind;
pub mod caller;
pub mod policy;
pub mod register;
pub mod token;

pub use self::{
    bind::listen_allowed,
    caller::{Caller, Denied, Grant},
    policy::{Act, Needed, Read},
    register::Register,
    token::{Token, TokenHash},
};
