//! The hazards of a journal in a directory: damage, full and failing devices, two writers, loss of power.

#![expect(clippy::unwrap_used, reason = "the functions that tests share fail where they stand")]

mod damage;
mod dying_writer;
mod erasing;
mod failing_device;
mod full_device;
mod one_writer;
mod opening;
mod power_loss;
mod racing;
mod support;
mod torn_tail;
