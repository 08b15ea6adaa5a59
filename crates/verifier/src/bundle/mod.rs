//! A bundle: evidence that an auditor takes along, as a folder in the form of BagIt (RFC 8493).
//!
//! - [`layout`]: which file is what, and the path that it has
//! - [`description`]: what the bundle says of itself
//! - [`disclosures`]: the words that may be shown, a line for each record
//! - [`consistency`]: that the log continues a checkpoint that was kept
//! - [`about`]: the pages for people that lie in it
//! - [`write`](mod@write): makes one, file by file
//! - [`read`]: reads one that nobody has checked yet; [`manifest`]: its lists of digests

pub mod about;
pub mod consistency;
pub mod description;
pub mod disclosures;
pub mod layout;
pub mod manifest;
pub mod read;
pub mod write;

pub use self::{
    description::{Description, Dossier, Kind},
    layout::Place,
    read::Bundle,
    write::Writer,
};
