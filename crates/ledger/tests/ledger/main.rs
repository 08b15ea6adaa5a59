//! A ledger as others use it: opened, followed, cut off, and looked at from outside.

mod closing;
mod comparing;
mod device;
mod opening;
mod power_loss;
mod proving;
mod support;
mod witnessed;
