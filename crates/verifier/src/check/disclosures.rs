//! Words have the digests that records hold. Words that are not shown were erased or left out; the digests stay.

use std::collections::BTreeSet;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{sealed::Sealed, words};
use record::{Disclosures, Position};

use super::{count, decisions::place, lanes, read_through::Decoded};
use crate::{
    bundle::{
        Bundle, Place, disclosures,
        read::{Lines, ReadError},
    },
    replay::difference::causes,
    report::{Findings, Rule},
};

/// How many bytes of lines are looked at together.
const BYTES_AT_ONCE: usize = 16 * 1024 * 1024;

/// The words of a bundle, read beside its records.
pub(super) struct Words {
    lines: Option<Lines>,
    /// The line that belongs to a later batch.
    next: Option<(Position, Vec<u8>)>,
    last: Position,
    shown: u64,
    sealed: u64,
    findings: Findings,
}

/// What came of one line.
struct Looked {
    shown: u64,
    foreign: Vec<Sealed>,
    unreadable: Option<String>,
}

impl Words {
    pub(super) fn of(bundle: &Bundle) -> Self {
        let mut findings = Findings::default();
        let place = Place::Disclosures.to_string();
        let lines = bundle.lines(&place, disclosures::LINE_BYTES_MAX).unwrap_or_else(|error| {
            findings.add(Rule::DisclosuresUnreadable, place, "", causes(&error));
            None
        });
        Self { lines, next: None, last: Position::START, shown: 0, sealed: 0, findings }
    }

    /// Holds the words of all records up to `last` against them.
    pub(super) fn check(&mut self, last: Position, decoded: &[Decoded]) {
        let sealed = decoded.iter().filter_map(|decoded| decoded.record.as_ref().ok());
        self.sealed += sealed.map(|record| count(words::of(&record.event).len())).sum::<u64>();
        loop {
            let (mut batch, mut bytes) = (Vec::new(), 0);
            while bytes < BYTES_AT_ONCE {
                let Some((position, texts)) = self.take(last) else { break };
                bytes += texts.len();
                match decoded.binary_search_by_key(&position, |decoded| decoded.position) {
                    Ok(at) => batch.push((&decoded[at], texts)),
                    Err(_) => self.elsewhere(position),
                }
            }
            if batch.is_empty() && bytes == 0 {
                return;
            }
            let looked = lanes::each(&batch, |(decoded, texts)| look(decoded, texts));
            for ((decoded, _), looked) in batch.iter().zip(looked) {
                self.tell(decoded, looked);
            }
        }
    }

    /// What was looked at, and what was found.
    pub(super) fn end(mut self) -> (Vec<(&'static str, u64)>, Findings) {
        while let Some((position, _)) = self.take(Position(u64::MAX)) {
            self.elsewhere(position);
        }
        let not_shown = self.sealed.saturating_sub(self.shown);
        (vec![("shown", self.shown), ("not_shown", not_shown)], self.findings)
    }

    fn tell(&mut self, decoded: &Decoded, looked: Looked) {
        self.shown += looked.shown;
        let place = || place(decoded.position, decoded.record.as_ref().ok());
        let at = Some(decoded.position);
        for foreign in looked.foreign {
            let digest = || URL_SAFE_NO_PAD.encode(foreign.0.0);
            self.findings.add_with(Rule::DisclosureForeign, at, || (place(), String::new(), digest()));
        }
        if let Some(cause) = looked.unreadable {
            self.findings.add_with(Rule::DisclosuresUnreadable, at, || (place(), String::new(), cause));
        }
    }

    fn elsewhere(&mut self, position: Position) {
        let told = || (Place::Disclosures.to_string(), String::new(), position.to_string());
        self.findings.add_with(Rule::DisclosuresElsewhere, Some(position), told);
    }

    /// The next line up to a position.
    fn take(&mut self, last: Position) -> Option<(Position, Vec<u8>)> {
        if self.next.is_none() {
            self.next = self.read();
        }
        self.next.take_if(|(position, _)| *position <= last)
    }

    /// The next line that can be read and stands in its order.
    fn read(&mut self) -> Option<(Position, Vec<u8>)> {
        loop {
            let line = match self.lines.as_mut()?.next_line() {
                Ok(Some(line)) => line,
                Ok(None) => {
                    self.lines = None;
                    return None;
                }
                Err(error) => {
                    self.lines = None;
                    self.unreadable(&error);
                    return None;
                }
            };
            match disclosures::parse(line) {
                None => self.findings.add(Rule::DisclosuresUnreadable, Place::Disclosures, "", ""),
                Some((position, _)) if position <= self.last => self.elsewhere(position),
                Some((position, texts)) => {
                    self.last = position;
                    return Some((position, texts.to_vec()));
                }
            }
        }
    }

    fn unreadable(&mut self, error: &ReadError) {
        self.findings.add(Rule::DisclosuresUnreadable, Place::Disclosures, "", causes(error));
    }
}

/// The words that are shown, read once more.
pub(super) struct Shown(Words);

impl Shown {
    pub(super) fn of_bundle(bundle: &Bundle) -> Self {
        Self(Words::of(bundle))
    }

    /// The digests of the words that are shown of a record. Positions are asked in order.
    pub(super) fn of(&mut self, position: Position) -> BTreeSet<Sealed> {
        let mut shown = BTreeSet::new();
        while let Some((at, texts)) = self.0.take(position) {
            if at == position {
                let kept = Disclosures::parse(&texts).unwrap_or_default();
                shown.extend(kept.iter().map(|(sealed, _, _)| sealed));
            }
        }
        shown
    }
}

fn look(decoded: &Decoded, texts: &[u8]) -> Looked {
    let mut looked = Looked { shown: 0, foreign: Vec::new(), unreadable: None };
    match Disclosures::parse(texts) {
        Err(error) => looked.unreadable = Some(causes(&error)),
        Ok(kept) => {
            let record = decoded.record.as_ref().ok();
            let sealed: BTreeSet<Sealed> = record
                .map(|record| words::of(&record.event).into_iter().map(|(_, sealed)| sealed).collect())
                .unwrap_or_default();
            for (digest, _, _) in kept.iter() {
                if sealed.contains(&digest) {
                    looked.shown += 1;
                } else {
                    looked.foreign.push(digest);
                }
            }
        }
    }
    looked
}
