//! The journal on JetStream among everything that can happen to it: `docs/hazards.md` says which test shows what.
//!
//! Every test has servers of its own, which are killed, frozen, wiped, and written to past the journal.

#![expect(clippy::print_stdout, reason = "how long the servers took is worth reading when a test fails")]

mod a_deleted_stream;
mod a_foreign_message;
mod a_lost_answer;
mod a_lost_member;
mod a_slow_follower;
mod a_storm;
mod a_wrong_last_id;
mod an_older_copy;
mod an_own_server;
mod attachments;
mod copied;
mod credentials;
mod down;
mod erased;
mod ground;
mod jwt;
mod no_room;
mod not_as_needed;
mod notices;
mod sizes;
mod swept;
mod texts;
mod the_same_command;
mod trickle;
