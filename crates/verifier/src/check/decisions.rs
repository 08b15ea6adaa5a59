//! The semantic replay of a bundle: each history by one lane, adoptions by all of them.
//!
//! Histories do not depend on each other, only on the frameworks that were adopted. So lanes agree with one verifier
//! that would see everything.

use domain::Event;
use record::{Position, Record};

use super::{count, files::Frameworks, lanes, read_through::Decoded, records::Raw};
use crate::{
    replay::{Cause, Difference, Kept, Verifier, difference::causes},
    report::{Check, Findings, Rule},
};

/// What is decided again.
pub(super) struct Decisions {
    lanes: Vec<Lane>,
    undecodable: Findings,
}

struct Lane {
    agreed: u64,
    verifier: Verifier,
    complete: Findings,
    decided: Findings,
}

impl Decisions {
    pub(super) fn new(frameworks: &Frameworks) -> Self {
        let lane = || Lane {
            agreed: 0,
            // Positions have gaps for each lane.
            verifier: Verifier::of_histories().with_files(Frameworks::clone(frameworks)),
            complete: Findings::default(),
            decided: Findings::default(),
        };
        Self {
            lanes: std::iter::repeat_with(lane).take(lanes::count()).collect(),
            undecodable: Findings::default(),
        }
    }

    /// Decides the next records again. `raw` and `decoded` are the same records.
    pub(super) fn judge(&mut self, raw: &[Raw], decoded: &[Decoded]) {
        for decoded in decoded {
            if let Err(error) = &decoded.record {
                self.undecodable.add_with(Rule::NotARecord, Some(decoded.position), || {
                    (place(decoded.position, None), String::new(), causes(error))
                });
            }
        }
        let number_of_lanes = count(self.lanes.len());
        lanes::all(&mut self.lanes, |number, lane| {
            for (raw, decoded) in raw.iter().zip(decoded) {
                let Ok(record) = &decoded.record else { continue };
                let own = decoded.lane % number_of_lanes == count(number);
                if own || matches!(record.event, Event::FrameworkAdopted(_)) {
                    lane.judge(raw, record, own);
                }
            }
        });
    }

    /// What was looked at, and what was found of completeness and of decisions.
    pub(super) fn end(self) -> (Vec<(&'static str, u64)>, (Findings, Findings)) {
        let (mut complete, mut decided) = (Findings::default(), self.undecodable);
        let mut agreed = 0;
        for lane in self.lanes {
            agreed += lane.agreed;
            complete.merge(lane.complete);
            decided.merge(lane.decided);
        }
        (vec![("agreed", agreed)], (complete, decided))
    }
}

impl Lane {
    /// `own`: another lane tells of what it only needs to know.
    fn judge(&mut self, raw: &Raw, record: &Record, own: bool) {
        let kept = Kept {
            position: raw.position,
            history: &record.history,
            revision: record.revision,
            command: record.command,
            record: &raw.bytes,
            // Files of frameworks are at hand; what else stands beside a record the rules never ask.
            texts: b"[]",
        };
        match self.verifier.judge(&kept, record) {
            Ok(()) => self.agreed += u64::from(own),
            Err(_) if !own => {}
            Err(difference) => {
                let (check, rule) = rule(&difference);
                let findings =
                    if check == Check::Completeness { &mut self.complete } else { &mut self.decided };
                findings.add_with(rule, Some(raw.position), || {
                    (place(raw.position, Some(record)), difference.expected(), difference.found())
                });
            }
        }
    }
}

/// Where a record stands.
pub(super) fn place(position: Position, record: Option<&Record>) -> String {
    match record {
        Some(record) => format!("{} {} ({position})", record.history, record.revision),
        None => position.to_string(),
    }
}

fn rule(difference: &Difference) -> (Check, Rule) {
    match &*difference.cause {
        Cause::Revision { .. } => (Check::Completeness, Rule::RevisionGap),
        Cause::Position { .. } => (Check::Completeness, Rule::Misplaced),
        Cause::ForeignSubject | Cause::OtherCommand { .. } => (Check::Replay, Rule::Misplaced),
        Cause::Undecodable(_) => (Check::Replay, Rule::NotARecord),
        Cause::TimeBefore { .. } => (Check::Replay, Rule::TimeBackwards),
        Cause::FrameworkUnknown { .. } | Cause::NoFramework => (Check::Replay, Rule::FrameworkUnknown),
        Cause::FrameworkFile(_) => (Check::Replay, Rule::FrameworkUnusable),
        Cause::Refused(_)
        | Cause::AdoptionRefused(_)
        | Cause::RegistrationRefused(_)
        | Cause::KeepingRefused(_) => (Check::Replay, Rule::Refused),
        Cause::Otherwise(_) => (Check::Replay, Rule::DecidedOtherwise),
    }
}
