//! The keeping of a history, from the command to the words that are gone.
//!
//! - [`desk`]: an intake on a journal, with a dossier in it
//! - `asked`: what is asked and refused; `gone`: what the eraser makes of it

#![expect(clippy::unwrap_used, reason = "the functions that tests share fail where they stand")]

mod asked;
mod desk;
mod gone;
