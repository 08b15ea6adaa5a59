//! What can be asked of a view. All of it synchronous and quick; from an async task, through `spawn_blocking`.
//!
//! - [`agenda`]: what waits, or waited, for a body
//! - [`waiting`]: whom every open dossier waits for
//! - [`dossier`]: one dossier, now or as it was
//! - [`dossiers`]: lists and counts
//! - [`mandates`]: who may act for whom
//! - [`meetings`]: lists of meetings; [`meeting`]: one of them with its agenda and decision list
//! - [`actions`]: what they agreed to do
//! - [`preparation`]: the preparation of a dossier
//! - [`register`]: the arrangements that exist; [`bound`]: who is bound by what was decided
//! - [`escalation`]: what is on the ladder, as several of these show it
//! - [`frameworks`]: the rules that were adopted
//! - [`parts`]: what several of these show
//! - `ask`: the questions themselves, as methods of [`Views`](crate::Views)

pub mod actions;
pub mod agenda;
pub mod arrangement;
mod ask;
pub mod bound;
pub mod dossier;
pub mod dossiers;
pub mod escalation;
pub mod frameworks;
pub mod mandates;
pub mod meeting;
pub mod meetings;
pub mod parts;
pub mod preparation;
pub mod register;
pub mod similar;
pub mod waiting;

use jiff::Timestamp;
use record::Position;

use crate::{live::Live, store};

/// The most rows in one page.
pub const PAGE_ROWS_MAX: usize = 500;

/// As of when something is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AsOf {
    /// As it is.
    #[default]
    Now,
    /// As it was when this record was the last.
    Position(Position),
    /// As it was at this moment: after the last record that had been written down by then. Where clocks jumped back,
    /// a record counts as written down no earlier than those before it.
    Moment {
        /// When.
        moment: Timestamp,
        /// Where the journal ended when this was asked: a view that has not come so far cannot know.
        head: Position,
    },
}

/// Why a question is not answered.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The view has not come that far.
    #[error("position {asked} was asked for, but the view has come to {applied} only; wait for it")]
    NotReached {
        /// The position asked for.
        asked: Position,
        /// The last one applied.
        applied: Position,
    },
    /// The view's store failed. It is being derived anew; ask again later.
    #[error("the view has to be derived anew; ask again later")]
    Store(#[from] store::Error),
    /// The view is being replaced by an empty one, which takes a moment.
    #[error("the view is about to be derived anew; ask again at once")]
    Rebuilding,
    /// Applying a record failed halfway, and the view must not be read. It stays so until it is opened again.
    #[error("the view failed while it was changed; restart this service")]
    Broken,
}

impl Live {
    /// The position that a question is about.
    pub(crate) fn resolve(&self, as_of: AsOf) -> Result<Position, Error> {
        let applied = self.position();
        match as_of {
            AsOf::Now => Ok(applied),
            AsOf::Position(asked) | AsOf::Moment { head: asked, .. } if asked > applied => {
                Err(Error::NotReached { asked, applied })
            }
            AsOf::Position(asked) => Ok(asked),
            AsOf::Moment { moment, .. } => {
                Ok(Position(self.moments.position_at(&self.store, moment.as_microsecond())?))
            }
        }
    }
}

/// How many rows a page gets.
fn rows(limit: usize) -> usize {
    limit.clamp(1, PAGE_ROWS_MAX)
}
