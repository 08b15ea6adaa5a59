//! What taking words away can answer, and the rule that every journal judges by.
//!
//! Erasing only ever takes away: what is to remain must be what stands there with bytes left out. So nothing can be put
//! beside a record afterwards, and of two erasures that were worked out at the same time the later one cannot bring back
//! what the earlier one took.

use std::sync::Arc;

use record::Position;

use crate::{append::Malformation, entry::malformation, read};

/// Why texts were not erased, or why nobody can say whether they were. Erasing again does no harm.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no record there.
    #[error("there is no record at position {position}; the journal ends at {head}")]
    Unknown {
        /// What was asked for.
        position: Position,
        /// The last position that there is.
        head: Position,
    },
    /// Something else stands there than what this was worked out from: others may have erased meanwhile.
    #[error(
        "what is to remain beside position {position} is not what stands there with words left out; read it again and work \
         it out anew"
    )]
    NotWhatStands {
        /// Beside which record.
        position: Position,
    },
    /// Bytes that cannot stand on one line of text.
    #[error("what is to remain {0}; write it as JSON on one line")]
    Malformed(Malformation),
    /// What stands there cannot be read. Nothing was changed.
    #[error("what stands there cannot be read")]
    Read(#[from] read::Error),
    /// Too many erasures wait. Nothing was changed; try again later.
    #[error("the journal has more erasures waiting than it takes; try again later")]
    Overloaded,
    /// There is no room to write down what is about to be erased. Nothing was changed.
    #[error("the journal's device is full, and erasing needs room for a moment; make room and try again")]
    Full,
    /// The journal takes no writes until it is opened anew. An erasure that was begun is finished then.
    #[error("the journal stopped writing ({why}); open it anew, then erase again")]
    Poisoned {
        /// What failed, for the operator.
        why: Arc<str>,
    },
    /// The journal's servers do not answer. The words may be there yet, in part: erase again when they do.
    #[error("the journal cannot be reached ({why}); erase again when it can")]
    CutOff {
        /// What failed, for the operator.
        why: Arc<str>,
    },
    /// The journal is closed.
    #[error("the journal is closed")]
    Closed,
}

/// What there is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Something goes.
    Erase,
    /// What is to remain is all that stands there.
    Done,
}

/// The one rule: what remains beside a record is what stood there, with bytes left out.
pub(crate) fn judge(position: Position, stands: &[u8], remains: &[u8]) -> Result<Verdict, Error> {
    if let Some(fault) = malformation(remains) {
        return Err(Error::Malformed(fault));
    }
    if stands == remains {
        return Ok(Verdict::Done);
    }
    let mut stands = stands.iter();
    let is_left = remains.iter().all(|byte| stands.any(|stood| stood == byte));
    if is_left { Ok(Verdict::Erase) } else { Err(Error::NotWhatStands { position }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_remains_is_what_stood_there_with_something_left_out() {
        let judged = |remains: &str| judge(Position(7), br#"["eerst","dan"]"#, remains.as_bytes());
        assert!(matches!(judged(r#"["eerst","dan"]"#), Ok(Verdict::Done)));
        for left in ["[]", r#"["eerst"]"#, r#"["dan"]"#] {
            assert!(matches!(judged(left), Ok(Verdict::Erase)), "{left}");
        }
        for other in [r#"["dan","eerst"]"#, r#"["eerst","dan"] "#, r#"["nooit"]"#, "{}"] {
            let answer = judged(other);
            assert!(answer.is_err(), "{other}: {answer:?}");
        }
    }

    #[test]
    fn what_cannot_stand_on_a_line_never_remains() {
        for remains in ["", "[\t]", "[]\n", "[] "] {
            assert!(matches!(judge(Position(1), b"[\t]\n ", remains.as_bytes()), Err(Error::Malformed(_))));
        }
    }
}
