//! Everyone who takes part in a region, with a token each: the token file that a server reads, and who shows
//! which token.

use std::{collections::BTreeMap, fmt};

use access::{Caller, Grant, Token, register::Entry};
use domain::framework::Framework;
use jiff::civil::Date;

/// Someone who takes part.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Person {
    /// A coordinator of a party.
    Coordinator(String),
    /// A second coordinator of the same party.
    Colleague(String),
    /// The secretary of a body.
    Secretary(String),
    /// A second secretary of the same body.
    Deputy(String),
    /// A member of a body.
    Member(String),
    /// The auditor.
    Auditor,
    /// The administrator.
    Administrator,
    /// Someone with several roles: coordinator of two parties, and administrator.
    Versatile,
    /// Someone with a token and no role.
    Guest,
    /// An administrator whose token has expired.
    Former,
}

/// Everyone, with their tokens.
#[derive(Debug)]
pub struct People {
    tokens: BTreeMap<Person, Token>,
    file: String,
}

impl People {
    /// A coordinator and a colleague for every party of these frameworks, a secretary, a deputy and a member for
    /// every body, and one of everyone else; the versatile one coordinates for the first two parties by name.
    ///
    /// # Panics
    /// If the machine has no randomness for tokens.
    pub fn of<'a>(frameworks: impl IntoIterator<Item = &'a Framework>) -> Self {
        let mut people: BTreeMap<Person, Vec<Grant>> = BTreeMap::new();
        for framework in frameworks {
            for party in framework.parties.iter().map(|party| party.id.clone()) {
                let grant = Grant::Coordinator { party: party.clone() };
                people.insert(Person::Coordinator(party.to_string()), vec![grant.clone()]);
                people.insert(Person::Colleague(party.to_string()), vec![grant]);
            }
            for body in framework.bodies.iter().map(|body| body.id.clone()) {
                let secretary = Grant::Secretary { body: body.clone() };
                people.insert(Person::Secretary(body.to_string()), vec![secretary.clone()]);
                people.insert(Person::Deputy(body.to_string()), vec![secretary]);
                people.insert(Person::Member(body.to_string()), vec![Grant::Member { body }]);
            }
        }
        people.insert(Person::Auditor, vec![Grant::Auditor]);
        people.insert(Person::Administrator, vec![Grant::Administrator]);
        let parties = people.values().filter_map(|grants| match &grants[..] {
            [grant @ Grant::Coordinator { .. }] => Some(grant.clone()),
            _ => None,
        });
        let mut several: Vec<_> = parties.collect();
        several.dedup();
        several.truncate(2);
        several.push(Grant::Administrator);
        people.insert(Person::Versatile, several);
        people.insert(Person::Guest, Vec::new());
        people.insert(Person::Former, vec![Grant::Administrator]);
        let mut all = Self { tokens: BTreeMap::new(), file: String::new() };
        for (person, grants) in people {
            all.add(person, grants);
        }
        all
    }

    /// The token file.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The token that someone shows.
    ///
    /// # Panics
    /// If there is no such person.
    pub fn token(&self, person: &Person) -> &str {
        self.tokens.get(person).unwrap_or_else(|| panic!("there is no {person}")).reveal()
    }

    fn add(&mut self, person: Person, grants: Vec<Grant>) {
        let token = Token::generate().expect("randomness");
        let expires = (person == Person::Former).then(|| Date::constant(2024, 1, 1));
        let actor = person.actor().parse().expect("an actor");
        let entry = Entry { caller: Caller { actor, grants }, token_sha256: token.hash(), expires };
        self.file.push_str(&format!("{entry}\n"));
        self.tokens.insert(person, token);
    }
}

impl Person {
    /// The opaque name under which what they do is recorded.
    pub fn actor(&self) -> String {
        match self {
            Self::Coordinator(party) => format!("coordinator-1.{party}"),
            Self::Colleague(party) => format!("coordinator-2.{party}"),
            Self::Secretary(body) => format!("secretary-1.{body}"),
            Self::Deputy(body) => format!("secretary-2.{body}"),
            Self::Member(body) => format!("member-1.{body}"),
            Self::Auditor => "auditor-1".into(),
            Self::Administrator => "administrator-1".into(),
            Self::Versatile => "versatile-1".into(),
            Self::Guest => "guest-1".into(),
            Self::Former => "administrator-0".into(),
        }
    }
}

impl fmt::Display for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.actor())
    }
}
