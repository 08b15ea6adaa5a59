//! Besluitspoor in one program: the services of a region's decision route, and the command line of everyone who takes
//! part.
//!
//! In reading order:
//!
//! - `cli`: what can be typed; `exit` and `failure`: how a line ends
//! - `commands`: what each command does
//! - `document`: documents as people write them
//! - `client`: the way to the services; `show`: how answers are shown
//! - [`serve`]: the services in one process, for the command line, the demonstration and tests
//! - [`demo`]: trying them

mod cli;
mod client;
mod commands;
pub mod demo;
mod document;
mod exit;
mod failure;
pub mod serve;
mod show;

pub use self::commands::command_line;
