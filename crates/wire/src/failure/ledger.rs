//! Why the ledger does not answer with what was asked.

use tonic::{Code, Status};

use super::Failure;
use crate::{language::Language, refusal::facts::Facts};

/// Why the ledger does not answer with what was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LedgerFailure {
    /// No ledger is kept here.
    Absent,
    /// No witnesses are set here, so nothing counts as cosigned.
    WitnessesAbsent,
    /// The ledger has stopped: what it found does not go with what was signed.
    Stopped,
    /// The ledger does not have so many records.
    TreeSizeAhead {
        /// The size that was asked for.
        asked: u64,
        /// The size of the newest checkpoint.
        last: u64,
    },
    /// The record is not in a tree of this size.
    NotInTree {
        /// The record's position.
        position: u64,
        /// The size of the tree.
        size: u64,
    },
    /// No checkpoint that is sure enough covers the record within the time that the service waits.
    NotCovered {
        /// The record's position.
        position: u64,
        /// The size of the newest checkpoint of that grade.
        size: u64,
    },
}

impl LedgerFailure {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Absent => "LEDGER_ABSENT",
            Self::WitnessesAbsent => "WITNESSES_ABSENT",
            Self::Stopped => "LEDGER_STOPPED",
            Self::TreeSizeAhead { .. } => "TREE_SIZE_AHEAD",
            Self::NotInTree { .. } => "NOT_IN_TREE",
            Self::NotCovered { .. } => "NOT_COVERED",
        }
    }

    pub(super) fn code(self) -> Code {
        match self {
            Self::Absent | Self::WitnessesAbsent => Code::FailedPrecondition,
            Self::Stopped | Self::NotCovered { .. } => Code::Unavailable,
            Self::TreeSizeAhead { .. } | Self::NotInTree { .. } => Code::OutOfRange,
        }
    }

    pub(super) fn facts(self) -> Facts {
        match self {
            Self::Absent | Self::WitnessesAbsent | Self::Stopped => Vec::new(),
            Self::TreeSizeAhead { asked, last } => {
                vec![("asked", asked.to_string()), ("last", last.to_string())]
            }
            Self::NotInTree { position, size } | Self::NotCovered { position, size } => {
                vec![("position", position.to_string()), ("tree_size", size.to_string())]
            }
        }
    }

    /// The failure as a call answers it.
    pub fn status(self, language: Language) -> Status {
        Failure::Ledger(self).status(language)
    }

    pub(super) fn told(self, language: Language) -> String {
        match language {
            Language::Dutch => self.in_dutch(),
            Language::English => self.in_english(),
        }
    }

    fn in_dutch(self) -> String {
        let number = |number| Language::Dutch.number(number);
        match self {
            Self::Absent => {
                "Deze dienst houdt geen bewijsregister bij. De beheerder begint er een met besluitspoor ledger init."
                    .into()
            }
            Self::WitnessesAbsent => "Voor dit bewijsregister zijn geen getuigen ingesteld, dus niemand ondertekent mee. \
                De beheerder noemt ze in een bestand met --ledger-policy; een bewijs zonder getuigen is er wel."
                .into(),
            Self::Stopped => "Het bewijsregister staat stil: wat er staat klopt niet met wat is ondertekend. De \
                beheerder vindt in het logboek wat te doen."
                .into(),
            Self::TreeSizeAhead { asked, last } => format!(
                "Het bewijsregister telde nog nooit {} records; het laatste controlepunt telt er {}. Vraag een \
                 omvang tot en met die.",
                number(asked),
                number(last)
            ),
            Self::NotInTree { position, size } => format!(
                "Het record op positie {position} staat niet in een boom van {} records. Vraag een grotere omvang.",
                number(size)
            ),
            Self::NotCovered { position, size } => format!(
                "Positie {position} valt nog onder geen controlepunt dat zeker genoeg is; het laatste telt {} \
                 records. Vraag het zo opnieuw.",
                number(size)
            ),
        }
    }

    fn in_english(self) -> String {
        let number = |number| Language::English.number(number);
        match self {
            Self::Absent => {
                "This service keeps no ledger. The administrator begins one with besluitspoor ledger init."
                    .into()
            }
            Self::WitnessesAbsent => {
                "No witnesses are set for this ledger, so nobody cosigns. The administrator names \
                them in a file with --ledger-policy; a proof without witnesses can be had."
                    .into()
            }
            Self::Stopped => "The ledger has stopped: what is there does not go with what was signed. The \
                service's log tells the administrator what to do."
                .into(),
            Self::TreeSizeAhead { asked, last } => format!(
                "The ledger never had {} records; the newest checkpoint has {}. Ask for a size up to that.",
                number(asked),
                number(last)
            ),
            Self::NotInTree { position, size } => format!(
                "The record at position {position} is not in a tree of {} records. Ask for a larger size.",
                number(size)
            ),
            Self::NotCovered { position, size } => format!(
                "No checkpoint that is sure enough covers position {position} yet; the newest has {} records. \
                 Ask again shortly.",
                number(size)
            ),
        }
    }
}
