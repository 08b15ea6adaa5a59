//! What each body, coordinator and region reads, live.
//!
//! - [`reading`]: the views that are read, and as of when
//! - [`service`]: the gRPC services for who reads
//! - `tell`: rows of the views as messages
//! - `frameworks`: the names and calendars that messages need
//! - `page`: where a page ended

pub mod reading;
pub mod service;

mod frameworks;
mod page;
#[cfg(test)]
mod quiet;
mod tell;

pub use self::{reading::Reading, service::ReadingRoom};
