//! Reading the token file: every caller is read by itself, so that one fault does not hide another's.

use std::{
    collections::{BTreeSet, HashMap},
    str::FromStr,
};

use domain::ids::{ActorId, InvalidSlug, SLUG_LENGTH_MAX};
use jiff::civil::Date;
use serde::Deserialize;
use toml::{
    Spanned,
    de::{DeArray, DeTable, DeValue, ValueDeserializer},
    value::Datetime,
};

use super::{CALLERS_MAX, Entry, Fault, GRANTS_MAX, Reason};
use crate::{
    caller::{Caller, Grant},
    token::{TOKEN_PREFIX, TokenHash},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CallerWritten {
    actor: Spanned<String>,
    token_sha256: Spanned<String>,
    expires: Option<Spanned<Datetime>>,
    grants: Spanned<Vec<Spanned<GrantWritten>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GrantWritten {
    role: Spanned<String>,
    party: Option<Spanned<String>>,
    body: Option<Spanned<String>>,
}

/// What was found so far, and where lines begin.
struct Reader {
    line_starts: Vec<usize>,
    faults: Vec<Fault>,
}

/// The entries of a token file, or all its faults in the order of the file.
pub(super) fn entries(text: &str) -> Result<Vec<Entry>, Vec<Fault>> {
    let newlines = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
    let mut reader = Reader { line_starts: std::iter::once(0).chain(newlines).collect(), faults: Vec::new() };
    let entries = reader.document(text);
    if reader.faults.is_empty() {
        Ok(entries)
    } else {
        reader.faults.sort_by_key(|fault| fault.line);
        Err(reader.faults)
    }
}

/// How the file names a grant's role.
pub(super) fn role(grant: &Grant) -> &'static str {
    match grant {
        Grant::Coordinator { .. } => "coordinator",
        Grant::Secretary { .. } => "secretary",
        Grant::Member { .. } => "member",
        Grant::Auditor => "auditor",
        Grant::Administrator => "administrator",
    }
}

impl Reader {
    fn document(&mut self, text: &str) -> Vec<Entry> {
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in &errors {
            self.form(error, text.len());
        }
        if !errors.is_empty() {
            return Vec::new();
        }
        let mut entries = Vec::new();
        for (key, value) in table.into_inner() {
            let at = key.span().start;
            match (key.get_ref().as_ref(), value.into_inner()) {
                ("caller", DeValue::Array(callers)) => entries = self.callers(callers, at),
                (other, _) => {
                    let told = format!("only [[caller]] stands at the top of a token file, not '{other}'");
                    self.fault(at, Reason::Form(told));
                }
            }
        }
        if entries.is_empty() && self.faults.is_empty() {
            self.fault(0, Reason::NoCaller);
        }
        entries
    }

    fn callers(&mut self, callers: DeArray<'_>, at: usize) -> Vec<Entry> {
        if callers.len() > CALLERS_MAX {
            self.fault(at, Reason::TooManyCallers { given: callers.len() });
            return Vec::new();
        }
        let mut first_lines = HashMap::new();
        let mut entries = Vec::new();
        for value in callers {
            let span = value.span();
            match CallerWritten::deserialize(ValueDeserializer::from(value)) {
                Ok(written) => entries.extend(self.caller(written, &mut first_lines)),
                Err(error) => self.form(&error, span.start),
            }
        }
        entries
    }

    fn caller(
        &mut self,
        written: CallerWritten,
        first_lines: &mut HashMap<TokenHash, usize>,
    ) -> Option<Entry> {
        let actor = self.actor(&written.actor);
        let token_sha256 = self.read(&written.token_sha256, Reason::Hash);
        if let Some(hash) = token_sha256 {
            let at = written.token_sha256.span().start;
            if let Some(first_line) = first_lines.get(&hash).copied() {
                self.fault(at, Reason::HashRepeated { first_line });
            } else {
                first_lines.insert(hash, self.line(at));
            }
        }
        // An unreadable date is a fault, and then no entry of the file is used: it never means "no expiry".
        let expires = written.expires.and_then(|expires| {
            let date = date(*expires.get_ref());
            if date.is_none() {
                self.fault(expires.span().start, Reason::Expiry);
            }
            date
        });
        let grants = self.grants(written.grants);
        Some(Entry { caller: Caller { actor: actor?, grants }, token_sha256: token_sha256?, expires })
    }

    fn actor(&mut self, written: &Spanned<String>) -> Option<ActorId> {
        // A token has the form of an actor's name, and as one it would be recorded for ever.
        if written.get_ref().starts_with(TOKEN_PREFIX) {
            self.fault(written.span().start, Reason::TokenShown);
            return None;
        }
        self.read(written, Reason::Actor)
    }

    fn grants(&mut self, written: Spanned<Vec<Spanned<GrantWritten>>>) -> Vec<Grant> {
        let given = written.get_ref().len();
        if given > GRANTS_MAX {
            self.fault(written.span().start, Reason::TooManyGrants { given });
            return Vec::new();
        }
        let mut seen = BTreeSet::new();
        let mut grants = Vec::with_capacity(given);
        for written in written.into_inner() {
            let at = written.span().start;
            let Some(grant) = self.grant(&written.into_inner(), at) else { continue };
            if seen.insert(grant.clone()) {
                grants.push(grant);
            } else {
                self.fault(at, Reason::GrantRepeated);
            }
        }
        grants
    }

    fn grant(&mut self, written: &GrantWritten, at: usize) -> Option<Grant> {
        let GrantWritten { role, party, body } = written;
        match role.get_ref().as_str() {
            "coordinator" => {
                self.unfit("coordinator", "body", body.as_ref());
                let party = self.named("coordinator", "party", party.as_ref(), at)?;
                Some(Grant::Coordinator { party })
            }
            "secretary" => {
                self.unfit("secretary", "party", party.as_ref());
                let body = self.named("secretary", "body", body.as_ref(), at)?;
                Some(Grant::Secretary { body })
            }
            "member" => {
                self.unfit("member", "party", party.as_ref());
                let body = self.named("member", "body", body.as_ref(), at)?;
                Some(Grant::Member { body })
            }
            "auditor" => {
                self.unfit("auditor", "party", party.as_ref());
                self.unfit("auditor", "body", body.as_ref());
                Some(Grant::Auditor)
            }
            "administrator" => {
                self.unfit("administrator", "party", party.as_ref());
                self.unfit("administrator", "body", body.as_ref());
                Some(Grant::Administrator)
            }
            other => {
                let shown = other.chars().take(SLUG_LENGTH_MAX).collect();
                self.fault(role.span().start, Reason::RoleUnknown(shown));
                None
            }
        }
    }

    fn named<T: FromStr<Err = InvalidSlug>>(
        &mut self,
        role: &'static str,
        field: &'static str,
        written: Option<&Spanned<String>>,
        at: usize,
    ) -> Option<T> {
        let Some(written) = written else {
            self.fault(at, Reason::FieldMissing { role, field });
            return None;
        };
        self.read(written, Reason::Name)
    }

    fn unfit(&mut self, role: &'static str, field: &'static str, written: Option<&Spanned<String>>) {
        if let Some(written) = written {
            self.fault(written.span().start, Reason::FieldUnfit { role, field });
        }
    }

    fn read<T: FromStr>(&mut self, written: &Spanned<String>, reason: fn(T::Err) -> Reason) -> Option<T> {
        match written.get_ref().parse() {
            Ok(value) => Some(value),
            Err(error) => {
                self.fault(written.span().start, reason(error));
                None
            }
        }
    }

    /// Only the message of the TOML reader: its full text would quote the line.
    fn form(&mut self, error: &toml::de::Error, otherwise_at: usize) {
        let at = error.span().map_or(otherwise_at, |span| span.start);
        self.fault(at, Reason::Form(error.message().to_owned()));
    }

    fn fault(&mut self, at: usize, reason: Reason) {
        let line = self.line(at);
        // Most reasons quote what was written, and these messages go to a log.
        let quotes_token = reason.to_string().contains(TOKEN_PREFIX);
        self.faults.push(Fault { line, reason: if quotes_token { Reason::TokenShown } else { reason } });
    }

    fn line(&self, at: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= at)
    }
}

fn date(written: Datetime) -> Option<Date> {
    let Datetime { date: Some(date), time: None, offset: None } = written else { return None };
    let year = i16::try_from(date.year).ok()?;
    let month = i8::try_from(date.month).ok()?;
    let day = i8::try_from(date.day).ok()?;
    Date::new(year, month, day).ok()
}
