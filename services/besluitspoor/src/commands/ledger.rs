//! Beginning a ledger, and showing the key that others check it with.

use std::io;

use ::ledger::{Place, key};
use door::incident::causes;
use serde::Serialize;

use super::{files, session::Session};
use crate::{
    cli::ledger::{Command, Init, Key},
    exit::Exit,
    failure::Failure,
    serve::ledger::{self, place},
    show::{Page, Say as _, Shown},
};

/// Does something with the ledger of a data directory.
pub(super) fn run(session: &Session, command: Command) -> Result<(), Failure> {
    match command {
        Command::Init(init) => begun(session, *init),
        Command::Key(Key { at }) => {
            let key = key::load(&place(&at.data)).map_err(|error| failed(&error))?;
            session.show(&Told { verifier_key: key.verifier().to_string() })
        }
    }
}

/// Begins a ledger that signs, or one that compares with what others sign.
fn begun(session: &Session, Init { origin, observe, at }: Init) -> Result<(), Failure> {
    let place = place(&at.data);
    if let Some(verifier) = observe {
        let written = ledger::observe(&place, &verifier);
        written.map_err(|error| {
            let is_there = error.kind() == io::ErrorKind::AlreadyExists;
            if is_there {
                there(session, &place)
            } else {
                files::unwritten(place.directory(), &error, session)
            }
        })?;
        return session.show(&Told { verifier_key: verifier.to_string() });
    }
    let verifier = key::init(&place, &origin.unwrap_or_default()).map_err(|error| failed(&error))?;
    let key_file = place.key().display().to_string();
    session.show(&Begun { verifier_key: verifier.to_string(), key_file })
}

/// That a ledger was begun.
#[derive(Serialize)]
struct Begun {
    /// What others check it with.
    verifier_key: String,
    /// Where the key is that it signs with.
    key_file: String,
}

/// What others check a ledger with.
#[derive(Serialize)]
struct Told {
    verifier_key: String,
}

impl Shown for Begun {
    fn people(&self, page: &Page) -> String {
        let publish = page.language.say(
            "Het bewijsregister is begonnen. Publiceer deze sleutel, langs een andere weg dan het register zelf; wie \
             controleert heeft hem nodig:",
            "The ledger was begun. Publish this key, by another way than the ledger itself; whoever checks needs it:",
        );
        let keep = page.language.say(
            "Bewaar een kopie van dit bestand waar alleen u erbij kunt; zonder dat bestand kan het register niet verder:",
            "Keep a copy of this file where only you can read it; without it the ledger cannot go on:",
        );
        format!("{publish}\n\n{}\n\n{keep}\n\n{}", self.verifier_key, self.key_file)
    }
}

impl Shown for Told {
    fn people(&self, _: &Page) -> String {
        self.verifier_key.clone()
    }
}

/// Another ledger is in this place.
fn there(session: &Session, place: &Place) -> Failure {
    let told = session.language.say(
        "er is al een bewijsregister, met een eigen of een andere sleutel",
        "there is a ledger already, with a key of its own or another one",
    );
    Failure::input(format!("{}: {told}", place.directory().display())).help(session.language.say(
        "noem met --data een andere map, of haal het register weg dat er staat",
        "name another directory with --data, or take away the ledger that is there",
    ))
}

fn failed(error: &key::Error) -> Failure {
    let exit = match error {
        key::Error::There { .. }
        | key::Error::LogWithoutKey { .. }
        | key::Error::LogWithoutCheckpoint { .. }
        | key::Error::Missing { .. }
        | key::Error::Damaged { .. }
        | key::Error::Origin(_) => Exit::Input,
        key::Error::Randomness(_) | key::Error::Unsigned(_) | key::Error::Device(_) => Exit::Internal,
    };
    Failure::new(exit, causes(error))
}
