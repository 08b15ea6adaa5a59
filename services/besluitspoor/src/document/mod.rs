//! Documents as people write them: Markdown with front matter, headings being the format's sections.
//!
//! ```text
//! ---
//! format: voorstel
//! dossier: OZA-2026-0014
//! ---
//! # Inleiding
//! ## Aanleiding
//! Tekst, met eigen tussenkoppen vanaf `###`.
//! # Financiering
//! Een hoofdstuk zonder onderdelen heeft zelf tekst.
//! ```
//!
//! [`Source::open`] takes the file's bytes and reads the front matter; with the format that it names,
//! [`Source::read`] finds the sections. Everything that is wrong is told at once, each with its line.
//!
//! - [`finding`]: what can be wrong, and `words`: how it is told
//! - [`front_matter`], [`lines`], [`outline`]: the file, its lines, and the headings of a format
//! - [`read`], [`reader`]: which line belongs to which section
//! - [`complete`]: what is missing before it can be submitted; [`notes`]: what deserves attention
//! - [`write`](mod@write): an empty or a filled document as text

mod complete;
mod escape;
mod finding;
mod front_matter;
mod lines;
mod notes;
mod outline;
mod read;
mod reader;
mod source;
mod words;
mod write;

#[cfg(test)]
mod tests;

pub(crate) use self::{
    complete::word_counts,
    finding::{Fault, Finding},
    read::Reading,
    source::{DOCUMENT_BYTES_MAX, Source},
    write::{filled, template},
};
