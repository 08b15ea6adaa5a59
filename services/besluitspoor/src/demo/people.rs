//! Who takes part in the demonstration, and the tokens by which the services know them.

use access::{Caller, Grant, Token, register::Entry, token::NoRandomness};
use domain::ids::ActorId;

use super::examples::name;

/// What somebody may do.
#[derive(Debug, Clone, Copy)]
enum Role {
    /// Writes and submits dossiers for this party.
    Coordinator(&'static str),
    /// Records what this body did.
    Secretary(&'static str),
    /// Sits in this body.
    Member(&'static str),
    /// Reads histories.
    Auditor,
    /// Adopts frameworks and fills the register.
    Administrator,
}

/// Who takes part: the name of their token's file, the opaque name in the records, and what they may do.
const PEOPLE: [(&str, &str, Role); 10] = [
    ("coordinator-ppo-nk", "u-3c9a", Role::Coordinator("swv-ppo-nk")),
    ("coordinator-vo-nk", "u-7d41", Role::Coordinator("swv-vo-nk")),
    ("secretary-beleidsoverleg", "u-1b06", Role::Secretary("beleidsoverleg")),
    ("secretary-rbo", "u-22f8", Role::Secretary("rbo")),
    ("secretary-regisseuroverleg", "u-64ce", Role::Secretary("regisseuroverleg")),
    ("secretary-pora", "u-90a3", Role::Secretary("pora")),
    ("secretary-oogo", "u-b5d7", Role::Secretary("oogo")),
    ("member-pora", "u-c81e", Role::Member("pora")),
    ("auditor", "u-e430", Role::Auditor),
    ("administrator", "u-f9b2", Role::Administrator),
];

/// A person with a token.
pub(super) struct Person {
    /// The name of the file with their token.
    pub(super) file: &'static str,
    /// The token.
    pub(super) token: Token,
    /// What the token file says of them.
    pub(super) entry: Entry,
}

/// Gives everybody a new token.
///
/// # Errors
/// The operating system gives no random bytes.
pub(super) fn with_tokens() -> Result<Vec<Person>, NoRandomness> {
    let person = |(file, actor, role): &(&'static str, &str, Role)| {
        let token = Token::generate()?;
        let caller = Caller { actor: name(actor), grants: vec![role.grant()] };
        Ok(Person { file, entry: Entry { caller, token_sha256: token.hash(), expires: None }, token })
    };
    PEOPLE.iter().map(person).collect()
}

/// Who has been granted this.
pub(super) fn actor(granted: &Grant) -> ActorId {
    let found = PEOPLE.iter().find(|(_, _, role)| role.grant() == *granted);
    name(found.expect("the tests ask for everybody who acts in the examples").1)
}

impl Role {
    fn grant(self) -> Grant {
        match self {
            Self::Coordinator(party) => Grant::Coordinator { party: name(party) },
            Self::Secretary(body) => Grant::Secretary { body: name(body) },
            Self::Member(body) => Grant::Member { body: name(body) },
            Self::Auditor => Grant::Auditor,
            Self::Administrator => Grant::Administrator,
        }
    }
}
