//! Answers as text for people.

mod actions;
mod agenda;
mod arrangement;
mod audit;
mod bound;
mod compare;
mod decisions;
mod document;
mod done;
mod dossier;
mod escalation;
mod evaluation;
mod forecast;
mod framework;
mod keeping;
mod mandate;
mod meeting;
mod meeting_done;
mod preparation;
mod record;
mod register;
mod similar;
mod stances;
mod story;
mod voices;
mod waiting;
mod what_if;

#[cfg(test)]
mod agreed;
#[cfg(test)]
mod listed;
#[cfg(test)]
mod tests;
