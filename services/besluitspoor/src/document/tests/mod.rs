//! Documents as people might send them, and what they are told.

pub(super) mod formats;
mod properties;
mod table;
