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
        | Cause::ArrangementRefused(_)
        | Cause::MeetingRefused(_)
        | Cause::MandateRefused(_)
        | Cause::PreparationRefused(_)
        | Cause::KeepingRefused(_) => (Check::Replay, Rule::Refused),
        Cause::Otherwise(_) => (Check::Replay, Rule::DecidedOtherwise),
    }
}

#[cfg(test)]
mod tests {
    use domain::{
        context::Capacity,
        ids::{CommandId, DossierId, Revision},
        keeping,
    };
    use record::{HistoryId, Recorded};

    use super::*;

    const DOSSIER: HistoryId = HistoryId::Dossier(DossierId(uuid::Uuid::from_u128(1)));

    fn confirmed(revision: u64) -> Record {
        let last = Revision(revision - 1);
        Record {
            id: uuid::Uuid::from_u128(revision.into()),
            history: DOSSIER,
            revision: Revision(revision),
            command: CommandId(uuid::Uuid::from_u128(revision.into())),
            recorded: Recorded::new(jiff::Timestamp::UNIX_EPOCH, 0),
            actor: "u-1".parse().expect("a name"),
            capacity: Capacity::Auditor,
            event: Event::Keeping(keeping::Event::HistoryConfirmed(keeping::event::HistoryConfirmed {
                last,
            })),
        }
    }

    /// In a bundle a position is a place, so no record comes before another that stands before it; and what a record is
    /// kept as stands nowhere but in it. Of a journal both can be asked.
    #[test]
    fn a_record_that_does_not_stand_where_it_belongs_is_told() {
        let mut decisions = Decisions::new(&Frameworks::default());
        for (revision, position) in [(1, 7), (2, 7)] {
            let raw = Raw { position: Position(position), bytes: Vec::new() };
            let record = Ok(confirmed(revision));
            decisions.judge(&[raw], &[Decoded { position: Position(position), record, lane: 0 }]);
        }
        let (_, (complete, _)) = decisions.end();
        let told =
            |finding: &crate::report::Finding| (finding.rule, finding.position, finding.expected.clone());
        let found: Vec<_> = complete.listed().iter().map(told).collect();
        assert_eq!(found, [(Rule::Misplaced, Some(Position(7)), "position: 8".to_owned())]);

        let record = confirmed(1);
        let (other, command) = (HistoryId::Dossier(DossierId(uuid::Uuid::from_u128(2))), record.command);
        for (history, command) in [(&other, command), (&record.history, CommandId(uuid::Uuid::from_u128(9)))]
        {
            let position = Position(1);
            let kept =
                Kept { position, history, revision: record.revision, command, record: &[], texts: b"[]" };
            let difference = Verifier::of_journal().judge(&kept, &record).expect_err("it is kept otherwise");
            assert_eq!(rule(&difference), (Check::Replay, Rule::Misplaced));
        }
    }
}
