//! Answers as text for people.

mod agenda;
mod audit;
mod compare;
mod document;
mod done;
mod dossier;
mod forecast;
mod framework;
mod keeping;
mod record;
mod register;
mod stances;
mod story;
mod what_if;

#[cfg(test)]
mod tests;
