//! Where a dossier goes after a visit: as in version 1, or onto the ladder.

use domain::{
    dossier::event,
    ids::{EndId, RoundId, StepId},
};
use serde::{Deserialize, Serialize};

use crate::{
    data::v1::{self, Contradiction, Opening, escalation::OnRung, names::EndKind},
    scalar::Text,
};

/// `to` says which of the others are there. Flat, because serde reads a tagged enum through a buffer.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Next {
    to: To,
    #[serde(skip_serializing_if = "Option::is_none")]
    opens: Option<Opening>,
    #[serde(skip_serializing_if = "Option::is_none")]
    round: Option<Text<RoundId>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    resume_at: Option<Text<StepId>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<OnRung>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<Text<EndId>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<EndKind>,
}

#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum To {
    #[default]
    Visit,
    Round,
    Revision,
    Ladder,
    End,
}

/// There was no ladder then.
impl From<v1::Next> for Next {
    fn from(next: v1::Next) -> Self {
        let v1::Next { to, opens, round, resume_at, end, kind } = next;
        let to = match to {
            v1::To::Visit => To::Visit,
            v1::To::Round => To::Round,
            v1::To::Revision => To::Revision,
            v1::To::End => To::End,
        };
        Self { to, opens, round, resume_at, on: None, end, kind }
    }
}

impl From<&event::Next> for Next {
    fn from(next: &event::Next) -> Self {
        match next {
            event::Next::Visit(opening) => {
                Self { to: To::Visit, opens: Some(opening.into()), ..Self::default() }
            }
            event::Next::Round(round) => {
                Self { to: To::Round, round: Some(Text(round.clone())), ..Self::default() }
            }
            event::Next::Revision { resume_at } => {
                Self { to: To::Revision, resume_at: Some(Text(resume_at.clone())), ..Self::default() }
            }
            event::Next::Ladder(on) => Self { to: To::Ladder, on: Some(on.into()), ..Self::default() },
            event::Next::End { end, kind } => Self {
                to: To::End,
                end: Some(Text(end.clone())),
                kind: Some((*kind).into()),
                ..Self::default()
            },
        }
    }
}

impl TryFrom<Next> for event::Next {
    type Error = Contradiction;

    fn try_from(next: Next) -> Result<Self, Contradiction> {
        let Next { to, opens, round, resume_at, on, end, kind } = next;
        match (to, opens, round, resume_at, on, end, kind) {
            (To::Visit, Some(opens), None, None, None, None, None) => Ok(Self::Visit(opens.into())),
            (To::Round, None, Some(round), None, None, None, None) => Ok(Self::Round(round.0)),
            (To::Revision, None, None, Some(step), None, None, None) => {
                Ok(Self::Revision { resume_at: step.0 })
            }
            (To::Ladder, None, None, None, Some(on), None, None) => Ok(Self::Ladder(on.try_into()?)),
            (To::End, None, None, None, None, Some(end), Some(kind)) => {
                Ok(Self::End { end: end.0, kind: kind.into() })
            }
            (To::Visit | To::Round | To::Revision | To::Ladder | To::End, ..) => Err(Contradiction {
                field: "next",
                reason: "a visit has `opens`, a round has `round`, a revision has `resume_at`, the ladder has `on`, an \
                         end has `end` and `kind`, and nothing else",
            }),
        }
    }
}
