//! Answers as text for people.

mod agenda;
mod document;
mod done;
mod dossier;
mod framework;
mod record;
mod register;

#[cfg(test)]
mod tests;
