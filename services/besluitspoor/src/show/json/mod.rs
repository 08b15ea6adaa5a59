//! What programs read with `--json`: one object for an answer, one object a line for a stream.
//!
//! Names of fields and values do not change; new ones may be added. Dates are `YYYY-MM-DD`, moments are in UTC
//! (RFC 3339), outcomes and roles have the names of framework files (`positive-with-conditions`, `advises`). What is not
//! there is `null`, or an empty list.
//!
//! - [`shared`]: names, positions, words that may be erased
//! - [`visit`]: visits, outcomes, conditions, and where a dossier goes next; [`stance`]: where parties stood,
//!   and [`voice`]: what each said for itself
//! - [`term`]: how much of a term is used up, and when it stood still
//! - [`agenda`], [`waiting`], [`dossier`], [`document`], [`register`], [`arrangement`], [`similar`], [`bound`], [`mandate`],
//!   [`framework`], [`record`]: what is read
//! - [`meeting`], [`decisions`], [`actions`]: meetings, what was decided and what was agreed to do
//! - [`audit`], [`story`], [`compare`]: what is read of then; [`forecast`], [`what_if`]: what can be
//!   expected, and could have been
//! - [`done`], [`keeping`], [`meeting_done`]: what commands answer

pub(crate) mod actions;
pub(crate) mod agenda;
pub(crate) mod arrangement;
pub(crate) mod audit;
pub(crate) mod bound;
pub(crate) mod compare;
pub(crate) mod decisions;
pub(crate) mod document;
pub(crate) mod done;
pub(crate) mod dossier;
pub(crate) mod escalation;
pub(crate) mod evaluation;
pub(crate) mod forecast;
pub(crate) mod framework;
pub(crate) mod keeping;
pub(crate) mod mandate;
pub(crate) mod meeting;
pub(crate) mod meeting_done;
pub(crate) mod preparation;
pub(crate) mod record;
pub(crate) mod register;
pub(crate) mod shared;
pub(crate) mod similar;
pub(crate) mod stance;
pub(crate) mod story;
pub(crate) mod term;
pub(crate) mod visit;
pub(crate) mod voice;
pub(crate) mod waiting;
pub(crate) mod what_if;
