//! What the contract promises: its form, how requests are read, and how a refusal or failure is told.

mod answers;
mod arrangement;
mod bound;
mod commands;
mod escalation;
mod evaluation;
mod failures;
mod fixture;
mod forecast;
mod keeping;
mod mandate;
mod meeting;
mod outcomes;
mod preparation;
mod proto;
mod queries;
mod refusals;
mod samples;
mod stances;
mod way_on;
