//! Reads the text of a policy.
//!
//! Names are compared byte by byte, as the format has it: what looks alike is not the same.

use std::collections::HashMap;

use super::{BYTES_MAX, Fault, Faults, Log, MEMBERS_MAX, Member, Policy, Witness, fault::What};
use crate::{cosignature, key};

/// How a line that defines a log must look.
const LOG: &str = "log <vkey> [<url>]";
/// The same of a witness.
const WITNESS: &str = "witness <name> <vkey> [<url>]";
/// The same of a group.
const GROUP: &str = "group <name> all|any|<k> <name>...";
/// The same of the quorum.
const QUORUM: &str = "quorum <name>|none";
/// The name that stands for no quorum.
const NONE: &[u8] = b"none";

impl Policy {
    /// Reads a policy.
    ///
    /// # Errors
    /// All that is wrong with it, in the order of the lines.
    pub fn parse(text: &[u8]) -> Result<Self, Faults> {
        if text.len() > BYTES_MAX {
            return Err(Faults(vec![Fault { line: 1, what: What::TooLarge }]));
        }
        let mut reading = Reading::default();
        let lines: Vec<&[u8]> = text.split(|&byte| byte == b'\n').collect();
        for (index, line) in lines.iter().enumerate() {
            reading.line = index + 1;
            // What stands after the last line end is no line.
            if index + 1 == lines.len() && !line.is_empty() {
                reading.fault(What::Unended);
            }
            if let Err(what) = reading.take(line) {
                reading.fault(what);
            }
        }
        if reading.quorum.is_none() && !reading.has_seen_quorum {
            reading.fault(What::NoQuorum);
        }
        if !reading.faults.is_empty() {
            return Err(Faults(reading.faults));
        }
        let quorum = reading.quorum.and_then(|(place, _)| place);
        Ok(Self { logs: reading.logs, members: reading.members, quorum })
    }
}

/// What was read so far.
#[derive(Default)]
struct Reading<'a> {
    /// The line that is read, from 1.
    line: usize,
    faults: Vec<Fault>,
    logs: Vec<Log>,
    members: Vec<Member>,
    /// What each name stands for, and the line that says so.
    names: HashMap<&'a [u8], (Named, usize)>,
    /// The lines of the keys, of logs and of witnesses.
    log_keys: HashMap<[u8; 32], usize>,
    witness_keys: HashMap<[u8; 32], usize>,
    /// The lines of the groups that names are members of.
    grouped: HashMap<&'a [u8], usize>,
    /// The place of the quorum, if one is asked, and its line.
    quorum: Option<(Option<usize>, usize)>,
    /// Whether there was a line of it, be it a wrong one.
    has_seen_quorum: bool,
}

/// What a name stands for.
#[derive(Clone, Copy)]
enum Named {
    /// The member at this place.
    Member(usize),
    /// A line that was wrong in another way, so that who refers to it is not wrong as well.
    Faulty,
}

impl<'a> Reading<'a> {
    fn fault(&mut self, what: What) {
        self.faults.push(Fault { line: self.line, what });
    }

    fn take(&mut self, line: &'a [u8]) -> Result<(), What> {
        if let Some(&found) = line.iter().find(|&&byte| (byte < b' ' && byte != b'\t') || byte == 0x7f) {
            return Err(What::Control { found });
        }
        let items: Vec<&[u8]> =
            line.split(|byte| b" \t".contains(byte)).filter(|item| !item.is_empty()).collect();
        let Some((&word, rest)) = items.split_first() else { return Ok(()) };
        match word {
            _ if word.starts_with(b"#") => Ok(()),
            b"log" => self.log(rest),
            b"witness" => self.witness(rest),
            b"group" => self.group(rest),
            b"quorum" => self.quorum(rest),
            other => Err(What::Word { found: shown(other) }),
        }
    }

    fn log(&mut self, items: &[&'a [u8]]) -> Result<(), What> {
        let (key, url) = match items {
            [key] => (key, None),
            [key, url] => (key, Some(shown(url))),
            _ => return Err(What::Form { needed: LOG }),
        };
        let key: key::VerifierKey = shown(key).parse().map_err(What::LogKey)?;
        if let Some(&first) = self.log_keys.get(key.public_bytes()) {
            return Err(What::SameKey { first });
        }
        if self.logs.len() == MEMBERS_MAX {
            return Err(What::TooMany);
        }
        self.log_keys.insert(*key.public_bytes(), self.line);
        self.logs.push(Log { key, url });
        Ok(())
    }

    fn witness(&mut self, items: &[&'a [u8]]) -> Result<(), What> {
        let (name, key, url) = match items {
            [name, key] => (name, key, None),
            [name, key, url] => (name, key, Some(shown(url))),
            _ => return Err(What::Form { needed: WITNESS }),
        };
        self.define(name)?;
        let key: cosignature::VerifierKey = shown(key).parse().map_err(What::WitnessKey)?;
        if let Some(&first) = self.witness_keys.get(key.public_bytes()) {
            return Err(What::SameKey { first });
        }
        self.witness_keys.insert(*key.public_bytes(), self.line);
        self.place(name, Member::Witness(Box::new(Witness { name: shown(name), key, url })))
    }

    fn group(&mut self, items: &[&'a [u8]]) -> Result<(), What> {
        let [name, number, members @ ..] = items else { return Err(What::Form { needed: GROUP }) };
        let mut of = Vec::with_capacity(members.len());
        let mut is_whole = true;
        // All of them, so that every one that is wrong is named; and before the group's own name, which is none of them.
        for member in members {
            match self.member(member) {
                Ok(Named::Member(place)) => of.push(place),
                Ok(Named::Faulty) => is_whole = false,
                Err(what) => {
                    self.fault(what);
                    is_whole = false;
                }
            }
        }
        self.define(name)?;
        if members.is_empty() {
            return Err(What::Form { needed: GROUP });
        }
        let needed = number_of(number, members.len())?;
        if is_whole { self.place(name, Member::Group { needed, of }) } else { Ok(()) }
    }

    fn member(&mut self, name: &'a [u8]) -> Result<Named, What> {
        let named = self.known(name)?;
        if let Some(&first) = self.grouped.get(name) {
            return Err(What::TwiceMember { name: shown(name), first });
        }
        self.grouped.insert(name, self.line);
        Ok(named)
    }

    fn quorum(&mut self, items: &[&'a [u8]]) -> Result<(), What> {
        self.has_seen_quorum = true;
        let [name] = items else { return Err(What::Form { needed: QUORUM }) };
        if let Some((_, first)) = self.quorum {
            return Err(What::SecondQuorum { first });
        }
        let place = match *name {
            NONE => None,
            name => match self.known(name)? {
                Named::Member(place) => Some(place),
                Named::Faulty => None,
            },
        };
        self.quorum = Some((place, self.line));
        Ok(())
    }

    fn known(&self, name: &[u8]) -> Result<Named, What> {
        if name == NONE {
            return Err(What::NamedNone);
        }
        self.names.get(name).map(|(named, _)| *named).ok_or_else(|| What::Unknown { name: shown(name) })
    }

    /// Takes a name for what this line defines, whatever else is wrong with the line.
    fn define(&mut self, name: &'a [u8]) -> Result<(), What> {
        if name == NONE {
            return Err(What::NamedNone);
        }
        if let Some((_, first)) = self.names.get(name) {
            return Err(What::SameName { name: shown(name), first: *first });
        }
        self.names.insert(name, (Named::Faulty, self.line));
        Ok(())
    }

    fn place(&mut self, name: &'a [u8], member: Member) -> Result<(), What> {
        if self.members.len() == MEMBERS_MAX {
            return Err(What::TooMany);
        }
        self.names.insert(name, (Named::Member(self.members.len()), self.line));
        self.members.push(member);
        Ok(())
    }
}

/// How many of so many members must have cosigned.
fn number_of(word: &[u8], members: usize) -> Result<usize, What> {
    let wrong = || What::Number { found: shown(word), members };
    match word {
        b"all" => Ok(members),
        b"any" => Ok(1),
        digits if digits.iter().all(u8::is_ascii_digit) => {
            let number: usize = shown(digits).parse().map_err(|_| wrong())?;
            if (1..=members).contains(&number) { Ok(number) } else { Err(wrong()) }
        }
        _ => Err(wrong()),
    }
}

/// A part of a line as it is told and kept. Only names may hold bytes that are no text, and those are compared before.
fn shown(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
