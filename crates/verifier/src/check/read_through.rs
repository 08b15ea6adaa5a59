//! Reads all records once, and leads them past the checks of words, of completeness and of decisions.
//!
//! A batch at a time: decoded side by side, then each check in its turn. The time of each is added up.

use std::{
    collections::BTreeMap,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    time::{Duration, Instant},
};

use domain::{Event, sealed::Digest};
use record::{Position, Record, decode};

use super::{
    Options,
    checkpoint::Stated,
    completeness::Completeness,
    count,
    decisions::Decisions,
    disclosures::{Shown, Words},
    files::{self, Frameworks},
    keeping::Erased,
    lanes, made,
    records::{Raw, Records},
};
use crate::{
    bundle::{Bundle, Kind},
    report::{Check, Checked},
};

/// What came of it.
pub(super) struct Read {
    pub(super) checks: Vec<Checked>,
    pub(super) records: u64,
}

/// A record that was decoded.
pub(super) struct Decoded {
    pub(super) position: Position,
    pub(super) record: Result<Record, decode::Error>,
    /// Which lane decides its history again.
    pub(super) lane: u64,
}

/// `size`: how many records the log has, if its checkpoint can be read. `files`: the check of files, which ends here, when it is known what was adopted.
pub(super) fn check(
    bundle: &Bundle,
    kind: Kind,
    size: Option<u64>,
    stated: &Stated,
    options: &Options,
    frameworks: Frameworks,
    mut files: Checked,
) -> Read {
    let mut records = Records::of(bundle, kind, size);
    let mut words = Words::of(bundle);
    let mut completeness = Completeness::of(kind, stated.description.as_ref(), options);
    let mut decisions = Decisions::new(&frameworks);
    let mut erased = Erased::default();
    let mut adopted = BTreeMap::new();
    let mut took = [Duration::ZERO; 3];
    let mut read = 0;
    loop {
        let batch = records.next();
        let Some(last) = batch.last().map(|raw| raw.position) else { break };
        read += count(batch.len());
        let begun = Instant::now();
        let decoded = lanes::each(&batch, decoded);
        decisions.judge(&batch, &decoded);
        let decided = Instant::now();
        words.check(last, &decoded);
        let worded = Instant::now();
        completeness.see(&decoded);
        erased.see(&decoded);
        adopted.extend(decoded.iter().filter_map(adoption));
        for (took, part) in took.iter_mut().zip([worded - decided, worded.elapsed(), decided - begun]) {
            *took += part;
        }
    }
    files::adopted(bundle, &adopted, &mut files.findings);
    let (mut worded, mut word_findings) = words.end();
    worded.push(("erased", count(erased.count())));
    let begun = Instant::now();
    erased.check(Records::of(bundle, kind, size), &mut Shown::of_bundle(bundle), &mut word_findings);
    took[0] += begun.elapsed();
    let (decided, (mut gaps, judged)) = decisions.end();
    let (seen, found) = completeness.end();
    gaps.merge(found);
    let checks = vec![
        made(Check::Disclosures, worded, word_findings, took[0]),
        made(Check::Completeness, seen, gaps, took[1]),
        files,
        made(Check::Replay, decided, judged, took[2]),
    ];
    Read { checks, records: read }
}

fn decoded(raw: &Raw) -> Decoded {
    let record = decode(&raw.bytes);
    let mut hasher = DefaultHasher::new();
    if let Ok(record) = &record {
        record.history.hash(&mut hasher);
    }
    Decoded { position: raw.position, record, lane: hasher.finish() }
}

fn adoption(decoded: &Decoded) -> Option<(Digest, String)> {
    let Event::FrameworkAdopted(adopted) = &decoded.record.as_ref().ok()?.event else { return None };
    let framework = &adopted.framework;
    Some((framework.digest, format!("{} {}", framework.id, framework.version)))
}
