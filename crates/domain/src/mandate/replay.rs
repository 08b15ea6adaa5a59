//! Deciding again what was decided.

use super::{
    command::{Command, Grant, Revoke},
    event::{Event, MandateGranted, MandateRevoked},
};

/// The command that led to an event.
pub fn command_of(event: &Event) -> Command {
    match event.clone() {
        Event::MandateGranted(MandateGranted { framework: _, holder, party, scope, from, until, source }) => {
            Command::Grant(Grant { holder, party, scope, from, until, source })
        }
        Event::MandateRevoked(MandateRevoked { from, reason }) => Command::Revoke(Revoke { from, reason }),
    }
}
