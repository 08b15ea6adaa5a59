//! What a record proves, on any machine, without our server, our database or our word.
//!
//! - [`replay`]: every record decided again by the rules of its framework

pub mod replay;
