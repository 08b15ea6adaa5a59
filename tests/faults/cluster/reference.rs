//! What a dossier does for those who write in it one after another: the object that histories are compared with. It
//! knows no more of the rules than what two who write at the same time can take from each other: the revision, the
//! visit or round that waits, and who has the dossier.

use std::collections::BTreeSet;

use stateright::semantics::SequentialSpec;

/// A dossier, as far as it matters who came first.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Dossier {
    revision: u64,
    holder: String,
    /// The rounds that were submitted and the visits that were treated.
    closed: BTreeSet<String>,
    /// `None` after a treatment of which nobody was told whether it ended the dossier.
    ended: Option<bool>,
}

/// What was asked.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Asked {
    /// Who asked it, as they are recorded.
    pub(super) by: String,
    /// The revision that they had seen, if that matters to them.
    pub(super) expected: Option<u64>,
    pub(super) act: Act,
}

/// What the dossier should do.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Act {
    Open,
    File,
    Submit(String),
    Treat(String),
    HandOver(String),
}

/// What was answered.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Answer {
    Recorded { revision: u64, ends: bool },
    Refused { reason: String, found: Option<u64> },
}

impl SequentialSpec for Dossier {
    type Op = Asked;
    type Ret = Answer;

    /// What an act that was never answered does, if it does anything.
    fn invoke(&mut self, asked: &Asked) -> Answer {
        if let Some(reason) = self.refusals(asked).first() {
            return Answer::Refused { reason: (*reason).to_owned(), found: Some(self.revision) };
        }
        self.record(asked);
        self.ended = if let Act::Treat(_) = asked.act { None } else { Some(false) };
        Answer::Recorded { revision: self.revision, ends: false }
    }

    fn is_valid_step(&mut self, asked: &Asked, answer: &Answer) -> bool {
        match answer {
            Answer::Recorded { revision, ends } => {
                if !self.refusals(asked).is_empty() {
                    return false;
                }
                self.record(asked);
                self.ended = Some(*ends);
                self.revision == *revision
            }
            // Decided again too often, because others were always first: nothing was decided in the end.
            Answer::Refused { reason, found } if reason == REVISION_CONFLICT => {
                *found == Some(self.revision) && asked.expected != *found
            }
            Answer::Refused { reason, .. } if reason == ENDED && self.ended.is_none() => {
                self.ended = Some(true);
                self.is_expected(asked)
            }
            Answer::Refused { reason, .. } => self.refusals(asked).contains(&reason.as_str()),
        }
    }
}

pub(super) const REVISION_CONFLICT: &str = "REVISION_CONFLICT";
pub(super) const OTHER_COORDINATOR: &str = "OTHER_COORDINATOR";
const ENDED: &str = "ENDED";

impl Dossier {
    /// The reasons that would be right, or none if it is carried out.
    fn refusals(&self, asked: &Asked) -> &'static [&'static str] {
        if !self.is_expected(asked) {
            return &[REVISION_CONFLICT];
        }
        if asked.act == Act::Open {
            return if self.revision == 0 { &[] } else { &["ALREADY_OPENED"] };
        }
        let has_ended = self.ended == Some(true);
        match &asked.act {
            Act::File | Act::Submit(_) if asked.by != self.holder => &[OTHER_COORDINATOR],
            _ if has_ended => &[ENDED],
            Act::Submit(round) if self.closed.contains(round) => &["NOT_AWAITED", "WRONG_ROUND"],
            Act::Treat(visit) if self.closed.contains(visit) => &["VISIT_NOT_OPEN", "NOT_AWAITED"],
            Act::HandOver(to) if *to == self.holder => &["ALREADY_COORDINATOR"],
            Act::Open | Act::File | Act::Submit(_) | Act::Treat(_) | Act::HandOver(_) => &[],
        }
    }

    fn is_expected(&self, asked: &Asked) -> bool {
        asked.expected.is_none_or(|expected| expected == self.revision)
    }

    fn record(&mut self, asked: &Asked) {
        self.revision += 1;
        match &asked.act {
            Act::Open => self.holder.clone_from(&asked.by),
            Act::Submit(name) | Act::Treat(name) => drop(self.closed.insert(name.clone())),
            Act::HandOver(to) => self.holder.clone_from(to),
            Act::File => {}
        }
    }
}
