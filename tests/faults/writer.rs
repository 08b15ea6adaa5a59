//! One of many who write at the same time: brings dossiers on, one after the other, and remembers what was
//! acknowledged and what was not.

use tests::{chance::Chance, people::Person, site::Site};
use tonic::Status;
use tonic_types::StatusExt as _;
use wire::v1::Receipt;

use crate::commands::{Command, Desks, PARTY, Place, send};

/// One who writes.
pub(crate) struct Writer {
    chance: Chance,
    place: Place,
    /// The command that was sent and not answered: it may have been recorded, or not.
    pub(crate) unanswered: Option<Command>,
    /// Every receipt since it was last looked at.
    pub(crate) receipts: Vec<(String, Receipt)>,
}

/// Everyone at this site.
pub(crate) fn desks_of(site: &Site) -> Desks {
    Desks::of(Person::Coordinator(PARTY.into()), |person| site.user(person))
}

impl Writer {
    /// A writer that does the same things for the same seed.
    pub(crate) fn new(seed: u64) -> Self {
        let chance = Chance::from_seed(seed);
        Self { chance, place: Place::Nowhere, unanswered: None, receipts: Vec::new() }
    }

    /// Writes until the server is gone. What was not answered before is sent again first.
    ///
    /// # Panics
    /// If a command is refused: everything that is sent is possible.
    pub(crate) async fn write(&mut self, desks: &Desks) {
        while self.next(desks).await {}
    }

    /// Sends the next command, or the one that was not answered. False: the server is gone.
    pub(crate) async fn next(&mut self, desks: &Desks) -> bool {
        let command = self.unanswered.take();
        let command = command.unwrap_or_else(|| self.place.command(desks, &mut self.chance));
        match send(&command, desks).await {
            Ok((receipt, place)) => {
                self.receipts.push((command.id().to_owned(), receipt));
                self.place = place.expect("it hands nothing over");
                true
            }
            Err(status) if is_gone(&status) => {
                self.unanswered = Some(command);
                false
            }
            Err(status) => panic!("a possible command was refused: {status:?}"),
        }
    }
}

/// Whether it was the connection that failed, or the server that was stopping, and not a rule that said no.
fn is_gone(status: &Status) -> bool {
    let details = status.get_error_details();
    details.error_info().is_none_or(|info| info.reason == "SERVICE_STOPPING")
}
