//! An action that was agreed: what, who, by when; and what came of it ("Te doen / Door", Gespreksmap; SMART-afspraken,
//! regional framework bijlage 5; F18 and F23 in `domain.md`).
//!
//! Any history can keep actions: its state holds [`Actions`], one of its events an [`Agreed`] and another a [`Closed`], and its
//! deciders ask [`agree`] and [`close`]. Nothing happens when the day has passed: that an action is overdue is derived when
//! somebody reads it.
//!
//! - `parts`: what is agreed, and how it ends
//! - `list`: the actions of one history
//! - `rules`: what may be agreed and closed; [`Refusal`]: why not

mod list;
mod parts;
mod refusal;
mod rules;

pub use self::{
    list::{Action, Actions, Status},
    parts::{Agree, Agreed, Closed, Closing, Doer, Who},
    refusal::Refusal,
    rules::{ACTIONS_MAX, agree, close},
};
