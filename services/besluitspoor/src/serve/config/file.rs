//! Reading the config file: TOML with one key a setting. Every key is read by itself, so that one fault does
//! not hide another's.
//!
//! ```toml
//! data = "/var/lib/besluitspoor"
//! listen = "0.0.0.0:4750"
//! services = ["intake", "agenda"]
//! tokens = "tokens.toml"            # beside this file
//! tls-cert = "server.pem"
//! tls-key = "server.key"
//! ```
//!
//! [`nats`](super::nats) shows the keys of a journal on NATS.

use std::{collections::BTreeMap, path::Path};

use toml::de::{DeTable, DeValue};

use super::{
    fault::{FILE_BYTES_MAX, Fault, Reason},
    setting::{Given, Place, Setting},
};

/// The settings in the text of a config file, and its faults. Paths in it are relative to its directory.
pub(super) fn read(path: &Path, text: &str) -> (BTreeMap<Setting, Given>, Vec<Fault>) {
    let mut reader = Reader { path, text, given: BTreeMap::new(), faults: Vec::new() };
    reader.document();
    (reader.given, reader.faults)
}

struct Reader<'a> {
    path: &'a Path,
    text: &'a str,
    given: BTreeMap<Setting, Given>,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn document(&mut self) {
        if self.text.len() > FILE_BYTES_MAX {
            return self.fault(0, Reason::FileTooLarge { bytes: self.text.len() });
        }
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in &errors {
            let at = error.span().map_or(self.text.len(), |span| span.start);
            self.fault(at, Reason::Form(error.message().to_owned()));
        }
        if !errors.is_empty() {
            return;
        }
        let mut entries: Vec<_> = table.into_inner().into_iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in entries {
            let at = key.span().start;
            let Some(setting) = Setting::of(key.get_ref()) else {
                self.fault(at, Reason::Unknown { given: key.get_ref().chars().take(60).collect() });
                continue;
            };
            match self.value(setting, value.get_ref()) {
                Ok(text) => {
                    self.given.insert(setting, Given { text, place: self.place(at) });
                }
                Err(reason) => self.fault(at, reason),
            }
        }
    }

    fn value(&self, setting: Setting, value: &DeValue<'_>) -> Result<String, Reason> {
        let kind = |expected| Reason::Kind { setting, expected };
        match setting {
            Setting::InsecureListen => {
                let flag = value.as_bool().ok_or_else(|| kind("true of false"))?;
                Ok(flag.to_string())
            }
            Setting::Services => list(value).ok_or_else(|| kind("een lijst van namen")),
            Setting::Nats | Setting::NatsMonitor => list(value).ok_or_else(|| kind("een lijst van adressen")),
            Setting::NatsReplicas | Setting::NatsWaitSeconds | Setting::LedgerWitnessSeconds => {
                Ok(value.as_integer().ok_or_else(|| kind("een getal"))?.to_string())
            }
            Setting::Data
            | Setting::Tokens
            | Setting::TlsCert
            | Setting::TlsKey
            | Setting::Erasures
            | Setting::LedgerPolicy
            | Setting::NatsCreds
            | Setting::NatsNkey
            | Setting::NatsCa
            | Setting::NatsCert
            | Setting::NatsKey => {
                let path = value.as_str().ok_or_else(|| kind("een pad, tussen aanhalingstekens"))?;
                let beside = self.path.parent().unwrap_or(Path::new("")).join(path);
                Ok(beside.to_string_lossy().into_owned())
            }
            Setting::Listen
            | Setting::Metrics
            | Setting::Source
            | Setting::TimeZone
            | Setting::Log
            | Setting::LogFormat
            | Setting::LedgerListen
            | Setting::NatsRegion
            | Setting::NatsInbox
            | Setting::NatsApi => {
                Ok(value.as_str().ok_or_else(|| kind("een tekst, tussen aanhalingstekens"))?.to_owned())
            }
        }
    }

    fn fault(&mut self, at: usize, reason: Reason) {
        self.faults.push(Fault { place: self.place(at).to_string(), reason });
    }

    fn place(&self, at: usize) -> Place {
        let before = self.text.as_bytes().iter().take(at);
        let line = 1 + before.filter(|byte| **byte == b'\n').count();
        Place::File { path: self.path.to_owned(), line }
    }
}

/// The texts of a list, as one text.
fn list(value: &DeValue<'_>) -> Option<String> {
    let texts: Option<Vec<_>> = value.as_array()?.iter().map(|text| text.get_ref().as_str()).collect();
    Some(texts?.join(","))
}
