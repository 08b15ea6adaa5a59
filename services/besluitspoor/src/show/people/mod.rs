//! Answers as text for people.

mod agenda;
mod audit;
mod compare;
mod document;
mod done;
mod dossier;
mod framework;
mod keeping;
mod record;
mod register;
mod story;

#[cfg(test)]
mod tests;
