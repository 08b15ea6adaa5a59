//! The frameworks that come with the program, and the lists by which proposals are prepared.

use domain::framework::Checklist;
use sha2::{Digest as _, Sha256};

use crate::read;

/// A list that comes with the program. A framework takes it over by its name and the digest of its exact text, so that
/// an adopted framework says which list it was. What was shipped once therefore never changes and never goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShippedChecklist {
    /// Its short name.
    pub id: &'static str,
    /// Its file, byte for byte.
    pub text: &'static str,
}

impl ShippedChecklist {
    /// The SHA-256 of its file, in hexadecimal.
    pub fn sha256(&self) -> String {
        domain::sealed::Digest(Sha256::digest(self.text).into()).to_string()
    }

    /// The list. `None` if its file cannot be read, which a test makes sure never is so.
    pub fn list(&self) -> Option<Checklist> {
        read::checklist(self.text)
    }
}

/// The framework of the regio Alkmaar: two rounds, each along all five bodies.
pub fn regio_alkmaar() -> &'static [u8] {
    include_bytes!("../frameworks/regio-alkmaar.toml")
}

/// The same with a short first round, which ends at the regisseuroverleg.
pub fn regio_alkmaar_kort() -> &'static [u8] {
    include_bytes!("../frameworks/regio-alkmaar-kort.toml")
}

/// The Stappenplan and both versions of the Gespreksmap. A new version of a list comes behind the older ones.
pub fn checklists() -> [ShippedChecklist; 3] {
    [
        ShippedChecklist { id: "stappenplan-zio", text: include_str!("../lists/stappenplan-zio.toml") },
        ShippedChecklist { id: "gespreksmap", text: include_str!("../lists/gespreksmap.toml") },
        ShippedChecklist { id: "gespreksmap-emb", text: include_str!("../lists/gespreksmap-emb.toml") },
    ]
}
