//! A region on three NATS servers, two intakes under load, and what the world does to servers and intakes.
//!
//! In reading order:
//!
//! - `intakes`, `servers`, `cut_off`: the faults, one test each; `two_intakes`: two at the same dossier without a fault;
//!   `old_leader`: an intake that still reaches a leader which the others have replaced
//! - `servers_gone`: no majority of the servers is left, and what each service says then; `small`: its processes
//! - `ground`: the processes, and what is done with each fault; `invariants`: what must be so afterwards
//! - `load`, `board`: who writes, and what; `operation`: what they saw, and its checker; `reference`: what it is
//!   compared with
//! - `checker`: whether the checker finds what it is there for

mod board;
mod checker;
mod cut_off;
mod ground;
mod intakes;
mod invariants;
mod load;
mod old_leader;
mod operation;
mod reference;
mod servers;
mod servers_gone;
mod small;
mod two_intakes;
